import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { expect, it } from 'vitest';
import { subgraphSchema } from '../../src/graph/schema.ts';
import { findTrap, hosts } from '../../src/sandbox/companies/companies.ts';
import type { Fault } from '../../src/sandbox/faults.ts';
import { employeeIds } from '../support/everybody.ts';
import { createTestCompany, startSubgraph, uncached } from '../support/subgraph.ts';
import { sample } from '../support/thoroughness.ts';

const schema = subgraphSchema();
type Field = GraphQLField<unknown, unknown>;

const fieldsOf = (type: GraphQLObjectType) =>
  Object.values(type.getFields()).filter(({ name }) => !name.startsWith('_'));

function objectsOf({ type }: Field): readonly GraphQLObjectType[] {
  const named = getNamedType(type);
  if (isAbstractType(named)) return schema.getPossibleTypes(named);
  return isObjectType(named) ? [named] : [];
}

/** Values of required arguments that are not an id. */
const required: Partial<Record<string, string>> = { measure: 'ANNUAL_GUARANTEED_FULL_TIME' };

const called = ({ name, args }: Field) => {
  const given = args.flatMap((argument) =>
    isRequiredArgument(argument)
      ? [`${argument.name}: ${required[argument.name] ?? '$id'}`]
      : argument.name === 'first'
        ? ['first: 5']
        : [],
  );
  return given.length > 0 ? `${name}(${given.join(', ')})` : name;
};

/** One question a field that is an object, by the shortest way to it: all that is below it, and whether it is lacking. */
function questions(): string[] {
  const root = schema.getQueryType() as GraphQLObjectType;
  const seen = new Set<string>();
  const ways = [{ type: root, wrap: (inside: string) => `{ ${inside} }` }];
  const asked: string[] = [];
  for (const { type, wrap } of ways)
    for (const field of fieldsOf(type))
      for (const object of objectsOf(field)) {
        const wrapped = (inside: string) => wrap(`${called(field)} { ... on ${object.name} { ${inside} } }`);
        if (!seen.has(object.name)) ways.push({ type: object, wrap: wrapped });
        seen.add(object.name);
        const below = fieldsOf(object).map((each) =>
          isLeafType(getNamedType(each.type)) ? called(each) : `${called(each)} { __typename }`,
        );
        const document = wrapped(below.join(' '));
        asked.push(`query ${document.includes('$id') ? '($id: ID!)' : ''} ${document}`);
      }
  return asked;
}

const acme = createTestCompany(hosts.acme);
const [somebody = 0] = findTrap(acme, 'amended');
const asked = questions();
const atOnce = 8;

const faults: Fault[] = [
  { kind: 'status', status: 429 },
  { kind: 'status', status: 403 },
  { kind: 'status', status: 503 },
  { kind: 'html', status: 200 },
];
const cases = faults.flatMap((fault) => ['people', 'nothing'].map((cached) => [fault, cached] as const));

// What is read together may fail one before the other. A failure that nobody awaits would end the process: the run then fails, too.
it.each(sample(cases, 3))(
  'no rejection is left unhandled after a response while Lucca fails (%j, %s cached), whatever is requested',
  async (fault, cached) => {
    const subgraph = await startSubgraph({ companies: [acme], app: { deadlineMs: 1_500 } });
    await subgraph.connect(acme, 'without: managers');
    const id = (await employeeIds(subgraph))(somebody);
    const unforeseen: unknown[] = [];
    const note = (failure: unknown) => void unforeseen.push(failure);
    process.on('unhandledRejection', note);

    subgraph.sandbox.control.fail(fault, { times: 100_000 });
    const options = cached === 'nothing' ? uncached : {};
    const ask = async (query: string) => {
      const { data, errors } = await subgraph.ask(query, { id }, options);
      expect(data ?? errors, query).toBeTruthy();
      for (const { extensions } of errors ?? []) expect(extensions.code, query).not.toMatch(/INTERNAL|BAD_USER/);
    };
    expect(asked.length).toBeGreaterThan(60);
    for (let from = 0; from < asked.length; from += atOnce)
      await Promise.all(asked.slice(from, from + atOnce).map(ask));
    // A condition that is refused leaves behind what the others read.
    const filter = { legalEntityIds: ['x'], departmentIds: ['x'], contractTerm: ['PERMANENT'], hasManager: true };
    await subgraph.ask('query ($filter: EmployeeFilter!) { employees(filter: $filter) { totalCount } }', { filter });
    await subgraph.stop();
    process.off('unhandledRejection', note);
    expect(unforeseen).toEqual([]);
  },
);
