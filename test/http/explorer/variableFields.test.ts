import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { subgraphSchema } from '../../../src/graph/schema.ts';
import { readyOperations } from '../../../src/http/pages/explorer/operations.ts';
import { instantOf, localText } from '../../../src/http/pages/explorer/variables/instants.ts';
import { variableFields } from '../../../src/http/pages/explorer/variables/variableFields.ts';
import { today } from '../../support/subgraph.ts';

const schema = subgraphSchema();
const of = (query: string) => variableFields(schema, parse(query));

it('each variable has the field of its type, with the values of its enum', () => {
  const { fields, others } =
    of(`query ($asOf: Date!, $with: Boolean, $since: DateTime, $first: Int, $tolerance: Decimal, $measure: PayMeasure!,
    $verdict: [CheckVerdict!], $search: String, $filter: EmployeeFilter, $known: [String!], $key: LuccaApiKey) { account { id } }`);
  expect(fields.map(({ name, label, input, isRequired }) => [name, label, input, isRequired])).toEqual([
    ['asOf', 'As of', 'date', true],
    ['with', 'With', 'yesOrNo', false],
    ['since', 'Since', 'dateTime', false],
    ['first', 'First', 'number', false],
    ['tolerance', 'Tolerance', 'decimal', false],
    ['measure', 'Measure', 'choice', true],
    ['verdict', 'Verdict', 'choices', false],
    ['search', 'Search', 'text', false],
  ]);
  expect(fields.find(({ name }) => name === 'verdict')?.options).toContain('MISSING');
  expect(others).toEqual(['filter', 'known', 'key']);
});

it('a person is searched where the schema takes the id of one, also inside an object', () => {
  const { fields } = of(
    'query ($who: ID!, $boss: ID, $team: ID!) { employee(id: $who) { id } employees(filter: { managerId: $boss, departmentIds: [$team] }) { totalCount } }',
  );
  expect(fields.map(({ name, input }) => [name, input])).toEqual([
    ['who', 'person'],
    ['boss', 'person'],
    ['team', 'text'],
  ]);
});

it('every ready operation has a field for each of its variables, but for the cursor of the next page and lists of text', () => {
  for (const { name, query, variables } of readyOperations(today)) {
    const { fields, others } = variableFields(schema, parse(query), name);
    const shown = [...fields.map((field) => field.name), ...others];
    expect(shown.toSorted(), name).toEqual(
      Object.keys(variables)
        .filter((each) => each !== 'after')
        .toSorted(),
    );
    expect(others, name).toEqual(name === 'ChangedPay' ? ['known'] : []);
  }
});

it('an instant is entered and shown in UTC, to the second', () => {
  expect(['2026-03-31T10:30:05Z', '2026-03-31T12:30:00+02:00', 'soon', null].map(localText)).toEqual([
    '2026-03-31T10:30:05',
    '2026-03-31T10:30:00',
    '',
    '',
  ]);
  expect(['2026-03-31T10:30', '2026-03-31T10:30:05'].map(instantOf)).toEqual([
    '2026-03-31T10:30:00Z',
    '2026-03-31T10:30:05Z',
  ]);
});
