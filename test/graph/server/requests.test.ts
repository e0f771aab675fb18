import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { createTestCompany, type Subgraph, startSubgraph, today } from '../../support/subgraph.ts';
import { isThorough } from '../../support/thoroughness.ts';

const everything = (annual: string) => `
  displayName
  manager { displayName employee { displayName } }
  position { jobTitle department { name } establishment { name legalEntity { name } } }
  contract { typeName startsOn establishment { name } legalEntity { currency } }
  remuneration { ... on Remuneration {
    baseSalary { money { amount currency } }
    fixedItems { natureName money { amount currency } }
    variableItems(first: 100) { totalCount edges { node { natureName money { amount currency } } } }
    ${annual}
  } }
`;
const whole = everything('');
const annual = `annualBaseFullTime { money { amount } } annualFixedFullTime { money { amount } }
  variableLast12Months { money { amount } } explanation { formula inputs } warnings { code }`;
const wholeWithFigures = everything(annual);

/** Causes the same requests as a query for everything, as tested below, in a tenth of the time. */
const sameRequests = `
  manager { displayName } position { department { name } establishment { name legalEntity { name } } } contract { typeName }
  remuneration { ... on Remuneration { annualFixedFullTime { money { amount } } variableLast12Months { money { amount } } } }
`;

/** Reads everybody page by page, and returns their nodes. */
async function everybody(subgraph: Subgraph, fields: string): Promise<{ id: string }[]> {
  const query = `query ($after: String) { employees(first: 1000, after: $after, filter: { status: null }) {
    edges { node { id ${fields} } } pageInfo { hasNextPage endCursor }
  } }`;
  const nodes: { id: string }[] = [];
  for (let after: string | null = null; ; ) {
    const { employees } = await subgraph.data(query, { after });
    nodes.push(...employees.edges.map(({ node }: { node: { id: string } }) => node));
    if (!employees.pageInfo.hasNextPage) return nodes;
    after = employees.pageInfo.endCursor;
  }
}

/** Empties the cache by connecting again. */
const coldly = (subgraph: Subgraph) => subgraph.connect(subgraph.companies[0] as (typeof subgraph.companies)[0]);

describe('requests to Lucca, for acme with 250 people', () => {
  let acme: Subgraph;
  beforeAll(async () => {
    const companies = [createTestCompany(hosts.acme, { employees: 250 })];
    acme = await startSubgraph({ companies, app: { luccaContact: 'team@figures.example' } });
  });

  it('all carry the name and version of this program, and the contact', async () => {
    await coldly(acme);
    await acme.data('{ employees(first: 1) { edges { node { displayName department { name } } } } }');
    const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    const heard = acme.sandbox.control.requests();
    expect(heard.length).toBeGreaterThan(9);
    expect(new Set(heard.map(({ userAgent }) => userAgent))).toEqual(
      new Set([`lucca-subgraph/${version} (team@figures.example)`]),
    );
  });

  it('are at most 8 for one employee with manager, position, contract, pay, department and establishment', async () => {
    await coldly(acme);
    const [somebody] = await everybody(acme, '');
    await coldly(acme);
    const query = `query ($id: ID!) { employee(id: $id) { ${whole} } }`;
    const cold = await acme.countRequests(() => acme.data(query, { id: somebody?.id }));
    expect(cold.total).toBeGreaterThan(0);
    expect(cold.total).toBeLessThanOrEqual(8);
    const warm = await acme.countRequests(() => acme.data(query, { id: somebody?.id }));
    expect(warm.total).toBe(0);
  });

  it('are at most 5 more, once a day, for the yearly figures of one employee', async () => {
    await coldly(acme);
    const [somebody] = await everybody(acme, '');
    await coldly(acme);
    const query = `query ($id: ID!) { employee(id: $id) { ${wholeWithFigures} } }`;
    const cold = await acme.countRequests(() => acme.data(query, { id: somebody?.id }));
    expect(cold.total).toBeLessThanOrEqual(8 + 5);
    expect((await acme.countRequests(() => acme.data(query, { id: somebody?.id }))).total).toBe(0);
  });

  it('are at most 12 for all 250 people with every field, and none once they are cached', async () => {
    await coldly(acme);
    const cold = await acme.countRequests(async () =>
      expect(await everybody(acme, wholeWithFigures)).toHaveLength(acme.companies[0]?.people.length ?? 0),
    );
    expect(cold.total).toBeLessThanOrEqual(12);
    expect((await acme.countRequests(() => everybody(acme, wholeWithFigures))).total).toBe(0);
    await coldly(acme);
    expect(await acme.countRequests(() => everybody(acme, sameRequests))).toEqual(cold);
  });

  it('include custom fields only if an operation requests them: 2 for all 250 people', async () => {
    await coldly(acme);
    const without = await acme.countRequests(() => everybody(acme, 'displayName'));
    const fields = 'customFields { name values { text } }';
    const cold = await acme.countRequests(() => everybody(acme, fields));
    expect(cold).toEqual({ total: 2, byPath: { '/api/v3/users': 1, '/api/v3/extensionuserdefinitions': 1 } });
    const heard = acme.sandbox.control.requests().filter(({ query }) => query.includes('extendedData'));
    expect(heard).toHaveLength(1);
    expect(without.total).toBeLessThanOrEqual(2);
    expect((await acme.countRequests(() => everybody(acme, fields))).total).toBe(0);
  });

  it('are at most 4 for a filtered and ordered list of people with their managers and reports', async () => {
    await coldly(acme);
    const query = `query ($id: ID!, $legalEntityId: ID!) { employees(orderBy: [{ field: LAST_NAME }], filter: {
      departmentIds: [$id], legalEntityIds: [$legalEntityId], managerId: $id, contractTerm: [PERMANENT], gender: [FEMALE]
      hiredBetween: { from: "2020-01-01" }, modifiedSince: "2020-01-01T00:00:00Z", search: "a", employeeNumbers: ["1"]
    }) { totalCount edges { node { managementChain { displayName } directReports { totalCount } } } } }`;
    const { departments, establishments } = await acme.data(
      '{ departments { id } establishments { legalEntity { id } } }',
    );
    const variables = { id: departments[0].id, legalEntityId: establishments[0].legalEntity.id };
    await coldly(acme);
    const cold = await acme.countRequests(() => acme.data(query, variables));
    expect(Object.keys(cold.byPath).toSorted()).toEqual([
      '/api/v3/users',
      '/directory/api/4.0/work-contracts',
      '/organization/structure/api/departments',
      '/organization/structure/api/establishments',
    ]);
    expect(cold.total).toBeLessThanOrEqual(4);
  });

  const entities = 200;
  it(`are at most 4 for ${entities} entities with manager and contract`, async () => {
    await coldly(acme);
    const people = (await everybody(acme, '')).slice(0, entities);
    await coldly(acme);
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Employee { displayName manager { displayName employee { displayName } } contract { startsOn } }
    } }`;
    const representations = people.map(({ id }) => ({ __typename: 'Employee', id }));
    const cold = await acme.countRequests(async () => {
      const { _entities } = await acme.data(query, { representations });
      expect(_entities).toHaveLength(entities);
      expect(_entities.every((entity: { displayName: string }) => entity.displayName)).toBe(true);
    });
    expect(cold.total).toBeLessThanOrEqual(4);
    expect((await acme.countRequests(() => acme.data(query, { representations }))).total).toBe(0);
  });
});

/** Enough people for several pages of everything; all people of globex in a thorough run. */
const many = isThorough ? 10_000 : 1_050;

describe(`requests to Lucca, for globex with ${many} people`, () => {
  let globex: Subgraph;
  let clock = 0;
  beforeAll(async () => {
    // This test counts requests; a busy machine may take its time.
    const now = () => Date.parse(`${today}T12:00:00Z`) + Math.floor(performance.now()) + clock;
    const app = { deadlineMs: 60_000, now };
    globex = await startSubgraph({ companies: [createTestCompany(hosts.globex, { employees: many })], app });
  });

  it(`are at most ${Math.ceil(many / 1_000) + 2} for everybody, people only`, async () => {
    await coldly(globex);
    const cold = await globex.countRequests(async () =>
      expect(await everybody(globex, 'displayName')).toHaveLength(many),
    );
    // The pages, one more because each begins with the last row of the one before, and one to probe the optional fields.
    expect(cold.total).toBeLessThanOrEqual(Math.ceil(many / 1_000) + 2);
    expect((await globex.countRequests(() => everybody(globex, 'displayName'))).total).toBe(0);
  });

  it('are at most 5 for the inferred payments a year, besides the two lists of natures', async () => {
    await coldly(globex);
    const mapping = '{ account { remunerationMapping { natureName paymentsPerYear } } }';
    const cold = await globex.countRequests(async () => {
      const { account } = await globex.data(mapping);
      expect(account.remunerationMapping).toContainEqual({ natureName: 'Salario base', paymentsPerYear: '14' });
    });
    expect(cold.total).toBeLessThanOrEqual(2 + 5);
    expect((await globex.countRequests(() => globex.data(mapping))).total).toBe(0);
  });

  it('are at most 4 more than the page sizes require for everybody with every field, and no more once that is stale', async () => {
    await coldly(globex);
    const [company] = globex.companies;
    const pages = (rows: readonly unknown[] | undefined, size: number) => Math.ceil((rows?.length ?? 0) / size);
    const least =
      pages(company?.people, 1000) +
      pages(company?.workContracts, 1000) +
      pages(company?.fixedItems, 1000) +
      pages(
        company?.variableItems.filter(({ isDeleted }) => !isDeleted),
        1000,
      ) +
      pages(company?.departments, 100) +
      pages(company?.establishments, 100) +
      pages(company?.legalUnits, 100);
    const cold = await globex.countRequests(async () =>
      expect(await everybody(globex, wholeWithFigures)).toHaveLength(many),
    );
    expect(cold.total).toBeLessThanOrEqual(least + 4);
    expect((await globex.countRequests(() => everybody(globex, sameRequests))).total).toBe(0);
    clock += 11 * 60_000;
    const again = await globex.countRequests(() => everybody(globex, sameRequests));
    expect(again.total).toBeLessThanOrEqual(cold.total);
  }, 600_000);
});
