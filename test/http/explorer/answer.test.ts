import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type AnswerShape, shapeOf } from '../../../src/http/pages/explorer/answer/columns.ts';
import { contentsOf } from '../../../src/http/pages/explorer/answer/file.ts';
import { footOf, previewOf } from '../../../src/http/pages/explorer/answer/format.ts';
import { cellOf, itemsOf, reasonOf } from '../../../src/http/pages/explorer/answer/values.ts';

const schema = buildSchema(`
  scalar Decimal
  scalar Date
  type PageInfo { hasNextPage: Boolean! }
  type Employee { id: ID! displayName: String boss: Employee raises: [Raise!] pay: Pay tags: [String!] reports: EmployeeConnection dataGaps: [Gap!]! }
  type Raise { on: Date percent: Float }
  type Gap { field: String! message: String! }
  type Known { amount: Decimal currency: String }
  type Unknown { reason: String message: String }
  union Pay = Known | Unknown
  type EmployeeEdge { cursor: String node: Employee! }
  type EmployeeConnection { totalCount: Int! pageInfo: PageInfo! edges: [EmployeeEdge!]! }
  type Account { domain: String checks: [Check!]! }
  type Check { verdict: String }
  type Query { employees: EmployeeConnection! account: Account employee: Employee }
`);

function shape(query: string, variables = {}, operationName?: string): AnswerShape {
  const found = shapeOf(schema, parse(query), operationName, variables);
  if (!found) throw new Error('The document has no such operation.');
  return found;
}

const names = (query: string, variables = {}) => shape(query, variables).lists[0]?.items.map(({ name }) => name);

describe('the columns of an answer', () => {
  it('are the fields of a connection’s nodes, without what is about paging', () => {
    const { lists, beside } = shape(
      '{ employees { totalCount pageInfo { hasNextPage } edges { cursor node { displayName boss { displayName } } } } }',
    );
    expect(lists.map(({ name, items }) => [name, items.map((each) => each.name)])).toEqual([
      ['employees', ['displayName', 'boss.displayName']],
    ]);
    expect(beside).toEqual([]);
  });

  it('follow aliases, fragments and every member of a union, each response name once', () => {
    const query = `{ employees { rows: edges { each: node { ...Named who: displayName pay { ... on Known { amount } ... on Unknown { reason } } } } } }
      fragment Named on Employee { displayName ... { displayName tags } }`;
    expect(names(query)).toEqual(['displayName', 'tags', 'who', 'pay.amount', 'pay.reason']);
  });

  it('leave out what @skip and @include leave out', () => {
    const query =
      'query ($is: Boolean!) { employees { edges { node { tags @include(if: $is) displayName @skip(if: $is) ... @skip(if: true) { id } } } } }';
    expect(names(query, { is: true })).toEqual(['tags']);
    expect(names(query, { is: false })).toEqual(['displayName']);
  });

  it('of the operation that is named count, and a document without it has none', () => {
    const query = 'query A { account { domain } } query B { account { checks { verdict } } }';
    expect(shape(query, {}, 'B').lists.map(({ name }) => name)).toEqual(['account.checks']);
    expect(shapeOf(schema, parse(query), 'C', {})).toBeNull();
  });

  it('know which person a name is of, where their id is selected', () => {
    const { lists } = shape('{ employees { edges { node { key: id displayName boss { displayName } } } } }');
    expect(lists[0]?.items.map(({ name, personId }) => [name, personId])).toEqual([
      ['key', null],
      ['displayName', ['key']],
      ['boss.displayName', null],
    ]);
  });
});

const people = {
  employees: {
    edges: [
      {
        node: {
          displayName: 'Ada',
          tags: ['a', 'b'],
          raises: [
            { on: '2026-01-01', percent: 2 },
            { on: '2026-07-01', percent: null },
          ],
        },
      },
      { node: { displayName: 'Bob', tags: [], raises: [] } },
      { node: { displayName: null, tags: null, raises: null } },
    ],
  },
};
const peopleQuery = '{ employees { edges { node { displayName tags raises { on percent } } } } account { domain } }';

describe('the file of an answer', () => {
  it('has the same columns whatever the data is, and joins the lists in a row', () => {
    const of = shape(peopleQuery);
    const table = contentsOf({ ...people, account: { domain: 'acme' } }, of, of.lists[0] ?? null);
    expect(table).toEqual({
      columns: ['displayName', 'tags', 'raises.on', 'raises.percent', 'account.domain'],
      rows: [
        ['Ada', 'a; b', '2026-01-01; 2026-07-01', '2; ', 'acme'],
        ['Bob', null, null, null, 'acme'],
        [null, null, null, null, 'acme'],
      ],
    });
    const nobody = contentsOf({ employees: { edges: [] }, account: null }, of, of.lists[0] ?? null);
    expect(nobody).toEqual({ columns: table.columns, rows: [] });
  });

  it('has one row when the operation returns no list', () => {
    expect(contentsOf({ account: { domain: 'acme' } }, shape('{ account { domain } }'), null)).toEqual({
      columns: ['account.domain'],
      rows: [['acme']],
    });
  });

  it('joins a list inside a list, and names a column by its lists', () => {
    const of = shape(
      '{ employees { edges { node { reports { totalCount edges { node { tags raises { on } } } } } } } }',
    );
    const reports = {
      totalCount: 2,
      edges: [
        { node: { tags: ['x'], raises: [{ on: 'a' }, { on: 'b' }] } },
        { node: { tags: [], raises: [{ on: 'c' }] } },
      ],
    };
    expect(contentsOf({ employees: { edges: [{ node: { reports } }] } }, of, of.lists[0] ?? null)).toEqual({
      columns: ['reports.totalCount', 'reports.tags', 'reports.raises.on'],
      rows: [[2, 'x; ', 'a; b; c']],
    });
  });
});

describe('the cells of the table', () => {
  const [list] = shape(peopleQuery).lists;
  if (!list) throw new Error('There is no list.');
  const [, , raises] = list.items;
  if (!raises) throw new Error('There are no raises.');
  const [ada] = itemsOf(people, list);

  it('count the entries of a list, and preview the first', () => {
    expect(cellOf(ada, raises)).toBe(2);
    expect(previewOf(ada, raises)).toBe('2: 2026-01-01 2; 2026-07-01');
  });

  it('add up amounts of one currency and entries, count everything else, and add up no average', () => {
    const [text] = list.items;
    if (!text) throw new Error('There is no name.');
    const decimal = { ...text, kind: 'decimal' as const };
    const at = (...path: string[]) => ({ ...decimal, name: path.join('.'), path, field: path.at(-1) ?? '' });
    const named = { ...text, name: 'name', path: ['name'] };
    const rowsOf = (...names: (string | null)[]) => names.map((name) => ({ name }));
    expect(footOf(rowsOf('a', null, 'b'), named, [])).toBe('2 of 3');
    expect(footOf([ada, ada], raises, [])).toBe('Σ 4');
    expect(footOf([{ share: '0.5' }, { share: null }, { share: '1.25' }], at('share'), [])).toBe('Σ 1.75');
    const amount = at('money', 'amount');
    const columns = [amount, at('money', 'currency')];
    const paid = (...currencies: string[]) => currencies.map((currency) => ({ money: { amount: '10', currency } }));
    expect(footOf(paid('EUR', 'EUR'), amount, columns)).toBe('Σ 20');
    expect(footOf(paid('EUR', 'CHF'), amount, columns)).toBe('2 of 2');
    expect(footOf(paid('EUR', 'EUR'), amount, [amount]), 'the currency is not known').toBe('2 of 2');
    expect(footOf([{ mean: '1.5' }, { mean: '2' }], at('mean'), [])).toBe('2 of 2');
  });
});

describe('the reason for a null', () => {
  const gaps = [{ field: 'boss', message: 'Lucca shows no manager.' }];

  it.each([
    ['the gap of its field', { boss: null, dataGaps: gaps }, ['boss'], 'Lucca shows no manager.'],
    [
      'the gap of the object around it',
      { boss: null, dataGaps: gaps },
      ['boss', 'displayName'],
      'Lucca shows no manager.',
    ],
    [
      'the message of the object that is there instead',
      { pay: { message: 'No right.' } },
      ['pay', 'amount'],
      'No right.',
    ],
    [
      'that no gap is reported',
      { displayName: null, dataGaps: gaps },
      ['displayName'],
      'No gap is reported for this field.',
    ],
    ['how to see it', { boss: null }, ['boss'], 'To see why it is null, select dataGaps { field message } beside it.'],
  ])('is %s', (_, row, path, reason) => {
    expect(reasonOf(row, path)).toBe(reason);
  });
});
