import { getIntrospectionQuery } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../../../src/graph/server/limits.ts';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { type Answer, createTestCompany, type Subgraph, startSubgraph, tokenFor } from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
let subgraph: Subgraph;
beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
  await subgraph.connect(acme);
});

/** A query whose innermost field is at this depth. */
function nested(depth: number): string {
  const chain = (left: number): string => {
    if (left === 1) return 'id';
    return left === 2 ? 'manager { id }' : `manager { employee { ${chain(left - 2)} } }`;
  };
  return `{ employees(first: 1) { edges { node { ${chain(depth - 3)} } } } }`;
}

const aliased = (count: number, directive = '') =>
  `{ employees(first: 1) { totalCount ... ${directive} { ${Array.from({ length: count }, (_, index) => `a${index}: totalCount`).join(' ')} } } }`;

const rooted = (count: number) =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(' ')} }`;

/** A query of so many tokens: ten around, eight for each field with a condition, and one for each without. */
const worded = (tokens: number) =>
  `{ employees(first: 1) { ${'totalCount @include(if: true) '.repeat((tokens - 10) / 8)} ${'totalCount '.repeat((tokens - 10) % 8)} } }`;

/** Employees with their variable items: 4,100, and 4,000 for each item. */
const costly = (items: number) =>
  `{ employees(first: 1000) { edges { node { remuneration { ... on Remuneration {
    variableItems(first: ${items}) { edges { node { luccaId natureName } } } } } } } } }`;

/** The same with checks of the data quality, which take a dozen requests each: 1,200 and a few values. */
const beside = (text: string, checks: number) =>
  `${text.replace(/}$/, '')} account { ${Array.from(
    { length: checks },
    (_, index) => `a${index}: dataQuality { notChecked { code } }`,
  ).join(' ')} } }`;

/** Employees with a list in a list, neither of which takes an argument. */
const listed = (fields: number) =>
  `{ employees(first: 1000) { edges { node { customFields { values { parts { ${'name '.repeat(fields)} } } } } } } }`;

/** Fragments that double each other: few words, 2^count fields. */
const doubling = (count: number) =>
  `{ employees(first: 1) { ...f0 } } ${Array.from(
    { length: count },
    (_, index) => `fragment f${index} on EmployeeConnection { ...f${index + 1} ...f${index + 1} }`,
  ).join(' ')} fragment f${count} on EmployeeConnection { totalCount }`;

/** The same without a cost that counts: a chain of fragments of the query itself, left out by a directive. */
const skippedChain = (directive: string, variables = '') =>
  `query ${variables} { __typename ...f0 ${directive} } ${Array.from(
    { length: 60 },
    (_, index) => `fragment f${index} on Query { ...f${index + 1} ...f${index + 1} }`,
  ).join(' ')} fragment f60 on Query { __typename }`;

/** Such a chain below pay, whose resolvers inspect their selections. */
const skippedChainBelowPay = `query ($yes: Boolean = true) { employees(first: 1) { edges { node { remuneration {
  __typename ...f0 @skip(if: $yes) } } } } } ${Array.from(
    { length: 60 },
    (_, index) => `fragment f${index} on RemunerationResult { ...f${index + 1} ...f${index + 1} }`,
  ).join(' ')} fragment f60 on RemunerationResult { __typename }`;

const representations = (count: number) => ({
  query: 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
  variables: { r: Array.from({ length: count }, () => ({ __typename: 'Employee', id: 'nobody' })) },
});

/** The data gaps of entities, each of which takes as many steps as the entity has fields. */
const gapsOf = (count: number, aliases: number) => ({
  ...representations(count),
  query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Employee { ${Array.from(
    { length: aliases },
    (_, index) => `a${index}: dataGaps { field }`,
  ).join(' ')} } } }`,
});

/** Warnings of pay, which need all figures. */
const warningsOf = (count: number, aliases: number) => ({
  ...representations(count),
  query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Employee { ${Array.from(
    { length: aliases },
    (_, index) => `a${index}: remuneration { ... on Remuneration { warnings { code } } }`,
  ).join(' ')} } } }`,
});

const query = (text: string) => ({ query: text, variables: {} });

async function ask({ query, variables }: { query: string; variables: object }) {
  let answer: Answer | undefined;
  const { total } = await subgraph.countRequests(async () => {
    answer = await subgraph.ask(query, variables, { headers: { 'cache-control': 'no-cache' } });
  });
  return { answer: answer as Answer, requests: total };
}

describe('an operation', () => {
  it.each<[string, { query: string; variables: object }]>([
    [`${limits.depth} fields deep`, query(nested(limits.depth))],
    [`with ${limits.aliases} aliases`, query(aliased(limits.aliases))],
    [`with ${limits.rootFields} root fields`, query(rooted(limits.rootFields))],
    [`of ${limits.tokens} tokens`, query(worded(limits.tokens))],
    ['that may cost 996,100', query(costly(248))],
    ['with 10,000 representations', representations(10_000)],
  ])('%s is served', async (_, asked) => {
    const { answer } = await ask(asked);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).not.toBeNull();
  });

  it('of a type that the schema does not have is refused as bad input', async () => {
    expect((await subgraph.ask('subscription { anything }')).errors).toMatchObject([
      { message: 'There is no subscription.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  it('may be as long as the introspection query of an explorer', async () => {
    const explored = await startSubgraph({ app: { introspection: true } });
    const { __schema } = await explored.data(getIntrospectionQuery());
    expect(__schema.types.length).toBeGreaterThan(50);
    const { errors } = await explored.ask(getIntrospectionQuery(), {}, { isAnonymous: true });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('gets errors without locations, which are slow to compute in a long document', async () => {
    const wrong = `${'\n'.repeat(950_000)}{ ${Array.from({ length: 150 }, (_, index) => `wrong${index}`).join(' ')} }`;
    const { errors } = await subgraph.ask(wrong);
    expect(errors?.length).toBeGreaterThan(100);
    for (const error of errors ?? []) expect(error).not.toHaveProperty('locations');
  });

  it.each<[string, { query: string; variables: object }, RegExp]>([
    [`${limits.depth + 1} fields deep`, query(nested(limits.depth + 1)), /nested 15 deep/],
    [`with ${limits.aliases + 1} aliases`, query(aliased(limits.aliases + 1)), /50 aliases/],
    [`with ${limits.rootFields + 1} root fields`, query(rooted(limits.rootFields + 1)), /20 root fields/],
    [`of ${limits.tokens + 1} tokens`, query(worded(limits.tokens + 1)), /too long/],
    ['that may cost 1,000,100', query(costly(249)), /`first`/],
    ['that checks the quality of the data four times beside 996,100', query(beside(costly(248), 4)), /`first`/],
    ['with lists in lists that may be long', query(listed(4)), /`first`/],
    ['for 30,000 warnings of pay', warningsOf(10_000, 3), /`first`/],
    ['for the data gaps of 20,000 objects', gapsOf(10_000, 2), /`first`/],
    ['with 10,001 representations', representations(10_001), /10,000 representations/],
    ['with fragments that double each other 150 times', query(doubling(150)), /`first`/],
    ['with such fragments left out by @skip', query(skippedChain('@skip(if: true)')), /20 root fields/],
    [
      'with such fragments left out by a variable',
      query(skippedChain('@skip(if: $yes)', '($yes: Boolean = true)')),
      /20 root fields/,
    ],
    ['with such fragments left out by @include', query(skippedChain('@include(if: false)')), /20 root fields/],
    ['with such fragments left out below pay', query(skippedChainBelowPay), /`first`/],
    [
      `with ${limits.aliases + 1} aliases, left out`,
      query(aliased(limits.aliases + 1, '@skip(if: true)')),
      /50 aliases/,
    ],
    [
      'that may cost 1,000,100, left out',
      query(costly(249).replace('remuneration {', 'remuneration @skip(if: true) {')),
      /`first`/,
    ],
  ])('%s is refused as too complex without a request to Lucca', async (_, asked, message) => {
    const { answer, requests } = await ask(asked);
    expect(answer.errors).toMatchObject([
      { message: expect.stringMatching(message), extensions: { code: 'OPERATION_TOO_COMPLEX', retryable: false } },
    ]);
    expect(requests).toBe(0);
  });
});

describe('an operation that was measured before', () => {
  const sized = (first: number | string) => {
    const pages = Array.from(
      { length: 20 },
      (_, index) =>
        `p${index}: employees(first: $first) { edges { node { id directReports(first: 1000) { edges { node { id } } } } } }`,
    );
    return `{"query":${JSON.stringify(`query ($first: Int) { ${pages.join(' ')} }`)},"variables":{"first":${first}}}`;
  };
  const send = async (body: string) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenFor()}` };
    return (await fetch(`${subgraph.url}/graphql`, { method: 'POST', headers, body })).text();
  };

  it.each([
    ['1', '1000'],
    ['-1e999', '1e999'],
    ['1', 'null'],
    ['1', '"1"'],
  ])('with $first = %s is measured again with %s', async (small, large) => {
    expect(await send(sized(small))).not.toContain('OPERATION_TOO_COMPLEX');
    expect(await send(sized(large))).toContain('OPERATION_TOO_COMPLEX');
    expect(await send(sized(small))).not.toContain('OPERATION_TOO_COMPLEX');
  });
});
