import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { subgraphSchema } from '../../../src/graph/schema.ts';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { employeeIds, employeesPage, everybody } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph, uncached } from '../../support/subgraph.ts';
import { personOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const numbers = acme.people.map(({ id }) => id).toSorted((a, b) => a - b);
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(acme);
});

const defaultFirst = subgraphSchema()
  .getQueryType()
  ?.getFields()
  .employees?.args.find(({ name }) => name === 'first')?.defaultValue as number;

type Numbered = { luccaId: string };
const numbersOf = (nodes: Numbered[]) => nodes.map(({ luccaId }) => Number(luccaId));

describe('the list of people, page by page,', () => {
  it.each([1, 7, 50, 249, 250, 251, 1000])(
    'contains everybody once and in order, with %i people a page',
    async (first) => {
      expect(numbersOf(await everybody(subgraph, 'luccaId', { first }))).toEqual(numbers);
    },
  );

  it('says whether a page has a previous and a next one', async () => {
    const one = await employeesPage<Numbered>(subgraph, 'luccaId', null, { first: 100 });
    expect(one).toMatchObject({ totalCount: numbers.length, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    expect(one.pageInfo.startCursor).toBe(one.edges[0]?.cursor);
    expect(one.pageInfo.endCursor).toBe(one.edges[99]?.cursor);
    const two = await employeesPage<Numbered>(subgraph, 'luccaId', one.pageInfo.endCursor, {
      first: numbers.length - 100,
    });
    expect(numbersOf([...one.edges, ...two.edges].map(({ node }) => node))).toEqual(numbers);
    expect(two).toMatchObject({ totalCount: numbers.length, pageInfo: { hasNextPage: false, hasPreviousPage: true } });
    expect(await employeesPage(subgraph, 'luccaId', two.pageInfo.endCursor)).toEqual({
      edges: [],
      totalCount: numbers.length,
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  it(`has ${defaultFirst} people a page by default, and everybody employed today`, async () => {
    const { employees } = await subgraph.data('{ employees { edges { node { status } } } }');
    expect(employees.edges).toHaveLength(defaultFirst);
    expect(new Set(employees.edges.map(({ node }: { node: { status: string } }) => node.status))).toEqual(
      new Set(['ACTIVE']),
    );
  });

  it('continues at the same person when people join and leave between two pages', async () => {
    const { edges, pageInfo } = await employeesPage<Numbered>(subgraph, 'luccaId', null, { first: 100 });
    const shown = numbersOf(edges.map(({ node }) => node));
    const [gone, last] = [shown[3] ?? 0, shown.at(-1) ?? 0];
    const joined = Math.max(...numbers) + 1;
    subgraph.sandbox.control.change(acme.host, (company) => {
      company.people.push({ ...personOf(company, last), id: joined });
      company.people = company.people.filter(({ id }) => id !== gone && id !== last);
    });
    const rest: number[] = [];
    for (let after = pageInfo.endCursor, hasNextPage = true; hasNextPage; ) {
      const page = await employeesPage<Numbered>(subgraph, 'luccaId', after, { first: 60, options: uncached });
      rest.push(...numbersOf(page.edges.map(({ node }) => node)));
      ({ endCursor: after, hasNextPage } = page.pageInfo);
    }
    expect([...shown, ...rest]).toEqual([...numbers, joined]);
  });
});

describe('an invalid argument of the list of people', () => {
  const variable = 'query ($first: Int, $after: String) { employees(first: $first, after: $after) { totalCount } }';
  const refused = { code: 'BAD_USER_INPUT', retryable: false, correlationId: expect.any(String) };

  it.each([0, -1, 1001, 1_000_000, -2_147_483_648])('such as a page size of %i is refused by name', async (first) => {
    const { data, errors } = await subgraph.ask(variable, { first });
    expect(data).toEqual({ employees: null });
    expect(errors).toMatchObject([
      { message: '`first` must be a whole number from 1 to 1000.', path: ['employees'], extensions: refused },
    ]);
  });

  it.each([1.5, '5', 2 ** 40, true, [1]])(
    'such as a page size that is not an integer is refused: %j',
    async (first) => {
      const { data, errors } = await subgraph.ask(variable, { first });
      expect(data).toBeUndefined();
      expect(errors).toMatchObject([{ message: 'A variable does not match its type.', extensions: refused }]);
    },
  );

  it('such as a cursor of another list is refused by name', async () => {
    const [somebody] = findTrap(acme, 'homonyms');
    const idOf = await employeeIds(subgraph);
    for (const after of ['', 'garbage', '💥', idOf(somebody), 'x'.repeat(9999)]) {
      const { data, errors } = await subgraph.ask(variable, { after });
      expect(data).toEqual({ employees: null });
      expect(errors).toMatchObject([
        { message: '`after` is not a cursor of this list.', path: ['employees'], extensions: refused },
      ]);
    }
  });
});
