import {
  type DocumentNode,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  isUnionType,
  parse,
  valueFromASTUntyped,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { OperationTooComplex } from '../../../src/graph/errors.ts';
import { subgraphSchema } from '../../../src/graph/schema.ts';
import { createLimits } from '../../../src/graph/server/limits.ts';
import { mostSteps } from '../../../src/graph/server/scheduler.ts';
import { type CountedCompany, createCountedCompany, operationIn } from '../../support/countedCompany.ts';
import { degree, spread } from '../../support/thoroughness.ts';

const schema = subgraphSchema();
const enforce = createLimits(schema);
const people = 10_000;
/** Properties of rows that are looked at for each step that an operation counts, and for what is worked out once a snapshot. */
const readsPerStep = 40;
const onceASnapshot = 100_000;

type Field = GraphQLField<unknown, unknown>;
/** A step from one type to another: a field, or a fragment. */
type Step = { text: string; to: GraphQLNamedType; isList: boolean; name: string };

const edgesOf = (type: GraphQLNamedType) =>
  isObjectType(type) && type.name.endsWith('Connection') ? type.getFields().edges : undefined;

/** The arguments of a field with which it returns the most, or one item of each list. */
function argumentsOf({ name, args }: Field, first: number): string {
  const given = args.flatMap((arg) => {
    // The log of accesses is not read from Lucca, and its pages are short.
    if (arg.name === 'first') return `first: ${name === 'accessLog' ? Math.min(first, 100) : first}`;
    if (arg.name === 'maxDepth') return `maxDepth: ${Math.min(first, 100)}`;
    if (arg.name === 'includeSubtree') return 'includeSubtree: true';
    if (arg.name === 'representations') return 'representations: $representations';
    if (arg.name === 'id') return 'id: $id';
    if (arg.name === 'measure') return 'measure: ANNUAL_GUARANTEED_FULL_TIME';
    if (arg.name === 'currency') return 'currency: "EUR"';
    if (arg.name === 'by') return 'by: [DEPARTMENT, AGE_BAND]';
    return [];
  });
  return `${name}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
}

/** All steps from a type. A connection is one step to its nodes. */
function stepsFrom(type: GraphQLNamedType, first: number): Step[] {
  if (isUnionType(type))
    return type.getTypes().map((to) => ({ text: `... on ${to.name} { % }`, to, isList: false, name: '' }));
  if (!isObjectType(type)) return [];
  const steps = Object.values(type.getFields()).flatMap((field): Step[] => {
    const to = getNamedType(field.type);
    const name = `${type.name}.${field.name}`;
    const call = argumentsOf(field, first);
    const edges = edgesOf(to);
    if (edges) {
      const edge = getNamedType(edges.type);
      const node = isObjectType(edge) ? edge.getFields().node : undefined;
      if (!node) throw new Error(`an edge of ${name} has no node`);
      return [{ text: `${call} { edges { node { % } } }`, to: getNamedType(node.type), isList: true, name }];
    }
    const isComposite = isObjectType(to) || isUnionType(to);
    const isList = isListType(getNullableType(field.type));
    return isComposite && to.name !== '_Service' ? [{ text: `${call} { % }`, to, isList, name }] : [];
  });
  return steps;
}

/** The shortest way from a type to each list field below it, which it ends with. */
function waysToLists(from: GraphQLNamedType, first: number): Map<string, Step[]> {
  const ways = new Map<string, Step[]>();
  const queue: { type: GraphQLNamedType; way: Step[] }[] = [{ type: from, way: [] }];
  const seen = new Set([from]);
  for (const { type, way } of queue)
    for (const step of stepsFrom(type, first)) {
      const longer = [...way, step];
      if (step.isList && !ways.has(step.name)) ways.set(step.name, longer);
      if (seen.has(step.to)) continue;
      seen.add(step.to);
      queue.push({ type: step.to, way: longer });
    }
  return ways;
}

const written = (way: readonly Step[]) =>
  `query ($representations: [_Any!]!, $id: ID!) { ${way.reduce((text, step) => text.replace('%', () => step.text), '%').replace('%', '__typename')} }`;

/** Lists that no query returns, edges, which are part of their connections here, and the few gaps of a connection. */
const isElsewhere = /^__|\.edges$|^EmployeeConnection\.dataGaps$|^(AccountChecked|AccountConnected|ConnectProblem)\./;

type Pair = { name: string; text: string };

/** Every list field below another, with the most items of the upper one, and the most or one of the lower one. */
const pairsBelow = (way: readonly Step[]): Pair[] =>
  [1_000, 1].flatMap((first) =>
    [...waysToLists((way.at(-1) as Step).to, first)].map(([lower, below]) => ({
      name: `${lower}, ${first} at a time`,
      text: written([...way, ...below]),
    })),
  );

const uppers = [...waysToLists(schema.getQueryType() as GraphQLObjectType, 1_000)].map(
  ([upper, way]) => [upper, pairsBelow(way)] as const,
);

let company: CountedCompany;
let variables: Record<string, unknown>;
beforeAll(async () => {
  company = await createCountedCompany(people, 500);
  // Ten thousand of both kinds, as a router names them, and somebody far below the head.
  const { employees, departments } = company.ids;
  const named = [
    ...employees.slice(departments.length).map((id) => ['Employee', id]),
    ...departments.map((id) => ['Department', id]),
  ];
  variables = { representations: named.map(([__typename, id]) => ({ __typename, id })), id: employees.at(-1) };
});

function isRefused(document: DocumentNode): boolean {
  try {
    enforce({ document, operation: operationIn(document), variables });
    return false;
  } catch (refusal) {
    expect(refusal).toBeInstanceOf(OperationTooComplex);
    return true;
  }
}

/** Executes what is not refused beforehand. Returns how many operations that were. */
async function executeAll(pairs: readonly Pair[]): Promise<number> {
  let count = 0;
  for (const { name, text } of pairs) {
    const document = parse(text);
    if (isRefused(document)) continue;
    count += 1;
    const { result, spent, reads, longestMs } = await company.run(document, variables);
    expect(result.errors, name).toBeUndefined();
    expect(spent, name).toBeLessThanOrEqual(mostSteps);
    expect(reads, name).toBeLessThanOrEqual(onceASnapshot + readsPerStep * spent);
    expect(longestMs, name).toBeLessThanOrEqual(100);
  }
  return count;
}

/** Steps for each unit of a weight, at most: a field that looks at everybody of 10,000 people weighs 100 then. */
const stepsPerWeight = 200;

function weightOf(name: string): number {
  const [type = '', field = ''] = name.split('.');
  const { astNode } = (schema.getType(type) as GraphQLObjectType).getFields()[field] ?? {};
  const cost = astNode?.directives?.find((each) => each.name.value === 'cost');
  return Number(cost?.arguments?.[0] && valueFromASTUntyped(cost.arguments[0].value));
}

describe('a field that looks at many people, however few it returns', () => {
  const scans: [name: string, text: string][] = [
    [
      'Query.employees',
      '{ employees(first: 1, filter: { search: "a" }, orderBy: [{ field: LAST_NAME }]) { totalCount } }',
    ],
    ['Query.departments', '{ departments { id } }'],
    ['Account.dataQuality', '{ account { dataQuality { issues { count } } } }'],
    ['Query.payAnalysis', '{ payAnalysis(measure: ANNUAL_GUARANTEED_FULL_TIME, currency: "EUR") { currency } }'],
  ];

  it.each(scans)('%s has a weight that fits the steps it takes', async (name, text) => {
    const weight = weightOf(name);
    const { result, spent } = await company.run(parse(text));
    expect(result.errors).toBeUndefined();
    expect(spent).toBeGreaterThan(0);
    expect(spent).toBeLessThanOrEqual(stepsPerWeight * weight);
  });
});

describe('an analysis of the pay of everybody', () => {
  const groupings = (schema.getType('PayGrouping') as GraphQLEnumType).getValues().map(({ name }) => name);
  const pairs = groupings.flatMap((first, index) => groupings.slice(index + 1).map((second) => [first, second]));
  const selections = [
    ['', '{ status: null }'],
    ['', '{ status: null, search: "a", hasManager: true, level: ["Confirmed", "Junior"], jobFamily: ["Engineer"] }'],
    ['asOf: "2020-01-01"', '{ status: null }'],
    ['asOf: "2020-01-01"', '{ hiredBetween: {}, contractTerm: [PERMANENT] }'],
  ];

  it('is tried for each pair of groupings', () => {
    expect(pairs.length).toBeGreaterThan(50);
  });

  it.each(spread(pairs, degree(pairs.length, 20, 3)))(
    'takes no more steps than its weight says, by %s and %s',
    async (...by) => {
      const most = stepsPerWeight * weightOf('Query.payAnalysis');
      for (const [day, filter] of selections) {
        const call = `payAnalysis(measure: ANNUAL_BASE_FULL_TIME, currency: "EUR", by: [${by}], filter: ${filter}, ${day})`;
        const { spent } = await company.run(parse(`{ ${call} { currency } }`));
        expect(spent, call).toBeLessThanOrEqual(most);
        expect(spent, call).toBeGreaterThan(most / 10);
      }
    },
  );
});

describe('a list below a list, where 10,000 people are held', () => {
  it('is tried for each pair of list fields', () => {
    const steps = Object.values(schema.getTypeMap()).flatMap((type) => stepsFrom(type, 1));
    const lists = steps.filter(({ isList, name }) => isList && !isElsewhere.test(name)).map(({ name }) => name);
    const tried = uppers.flatMap(([upper, pairs]) => [upper, ...pairs.map(({ name }) => name.split(',')[0])]);
    expect(new Set(tried)).toEqual(new Set(lists));
    expect(uppers.flatMap(([, pairs]) => pairs).length).toBeGreaterThan(500);
  });

  it.each(uppers.filter(([, pairs]) => pairs.length > 0))(
    'below %s is refused by its cost, or looks at no more than it counts, in slices',
    async (_, pairs) => {
      // All of them take minutes below data quality.
      await executeAll(pairs.filter((_, index) => index % degree(1, 8, 60) === 0));
    },
  );

  it.each([
    [
      'a department with those below it',
      '{ departments { employees(first: 1, includeSubtree: true) { totalCount } } }',
    ],
    [
      'the data quality',
      '{ account { dataQuality { issues { count sample { id } } notChecked { code } unreadable { kind } } } }',
    ],
    [
      'a list by name',
      '{ employees(first: 1, filter: { search: "a", hasManager: true }, orderBy: [{ field: LAST_NAME }]) { totalCount } }',
    ],
    ['a list by level', '{ employees(first: 1, filter: { level: ["2"], jobFamily: ["Engineer"] }) { totalCount } }'],
    [
      'a list of another day',
      '{ employees(first: 1, asOf: "2020-01-01", filter: { hiredBetween: {}, contractTerm: [PERMANENT] }) { totalCount } }',
    ],
    [
      'what is below somebody',
      'query ($id: ID!) { employees(first: 1, filter: { managerId: $id, managerScope: ALL }) { totalCount } }',
    ],
  ])('%s is looked at in slices', async (name, text) => {
    expect(await executeAll([{ name, text }])).toBe(1);
  });
});
