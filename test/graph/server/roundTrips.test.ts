import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { employeeIds } from '../../support/everybody.ts';
import { createRoundTrips, unlimitedConnections } from '../../support/roundTrips.ts';
import { createTestCompany, type Subgraph, startSubgraph, uncached } from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const roundTrips = createRoundTrips();
let subgraph: Subgraph;
let id: string;

beforeAll(async () => {
  subgraph = await startSubgraph({
    companies: [acme],
    agent: roundTrips.agent,
    app: { policy: unlimitedConnections, deadlineMs: 60_000 },
  });
});
beforeEach(async () => {
  await subgraph.connect(acme);
  id = (await employeeIds(subgraph))(findTrap(acme, 'amended')[0]);
  // Nothing is cached yet for a new connection.
  await subgraph.connect(acme);
});

const everything = `
  displayName
  manager { displayName employee { displayName } }
  position { jobTitle department { name } establishment { name legalEntity { name } } }
  contract { typeName startsOn establishment { name } legalEntity { currency } workingTime { weeklyHours } }
  remuneration { ... on Remuneration {
    baseSalary { money { amount currency } period }
    fixedItems { natureName money { amount currency } }
    variableItems(first: 100) { totalCount edges { node { natureName money { amount currency } } } }
    annualBaseFullTime { money { amount } } annualFixedFullTime { money { amount } }
    variableLast12Months { money { amount } } hourlyBase { money { amount } } explanation { formula inputs } warnings { code }
  } }`;

const users = '/api/v3/users';
const contracts = '/directory/api/4.0/work-contracts';
const departments = '/organization/structure/api/departments';
const establishments = '/organization/structure/api/establishments';
const legalUnits = '/organization/structure/api/legal-units';
const fixedItems = '/remuneration/api/fixed-items';
const variableItems = '/remuneration/api/variable-items';
const workingTime = ['/schedule/api/employee-assignments', '/schedule/api/working-time-arrangements'];
const natures = ['/remuneration/api/fixed-natures', '/remuneration/api/variable-natures'];

/** Everything that depends only on the person, once the person and their manager's number are known. */
const sideBySide = [
  users,
  contracts,
  departments,
  establishments,
  legalUnits,
  fixedItems,
  variableItems,
  ...workingTime,
];

describe('the round trips for one employee with every field', () => {
  const query = `query ($id: ID!) { employee(id: $id) { ${everything} } }`;

  it('are two: the person, then manager, contracts, organisation, pay items and working time side by side', async () => {
    await subgraph.data(query, { id });
    const again = await roundTrips.during(() => subgraph.data(query, { id }, uncached));
    expect(again).toEqual([[users], sideBySide]);
  });

  it('are two more once a day, for the payments a year: the yearly figures of Lucca, then the fixed items of those people', async () => {
    const cold = await roundTrips.during(() => subgraph.data(query, { id }));
    expect(cold).toEqual([[users], sideBySide, [users], [fixedItems]]);
  });

  it('begin with the natures and the yearly figures if the mapping of the account is requested with the employee', async () => {
    const mapping = 'account { remunerationMapping { natureName paymentsPerYear } }';
    const beside = `query ($id: ID!) { ${mapping} employee(id: $id) { ${everything} } }`;
    const cold = await roundTrips.during(() => subgraph.data(beside, { id }));
    expect(cold[0]).toEqual([users, users, ...natures]);
    expect(cold[1]).toEqual(expect.arrayContaining(sideBySide));
    expect(cold).toHaveLength(2);
  });
});

describe('a field of pay that is requested alone', () => {
  const tripsOf = (field: string) =>
    roundTrips.during(() =>
      subgraph.data(`query ($id: ID!) { employee(id: $id) { remuneration { ... on Remuneration { ${field} } } } }`, {
        id,
      }),
    );

  it.each(['explanation { formula }', 'warnings { code }', 'variableLast12Months { money { amount } }'])(
    'causes variable items to be read in parallel with fixed ones and contracts: %s',
    async (field) => {
      expect((await tripsOf(field)).slice(0, 2)).toEqual([[users], [contracts, fixedItems, variableItems]]);
    },
  );

  it.each([
    'baseSalary { money { amount } }',
    'variableItems @skip(if: true) { totalCount } asOf',
    'variableItems(includeDeleted: true) @include(if: false) { totalCount } asOf',
  ])('causes no read of variable items if it needs none: %s', async (field) => {
    expect(await tripsOf(field)).toEqual([[users], [contracts, fixedItems]]);
  });

  it('causes a single read of variable items, deleted ones included, if those are requested', async () => {
    expect(await tripsOf('variableItems(includeDeleted: true) { totalCount }')).toEqual([
      [users],
      [contracts, fixedItems],
      [variableItems],
    ]);
  });

  it('causes no read of variable items for a key that is known not to see fixed pay', async () => {
    await subgraph.connect(acme, 'without: individualSituations');
    expect((await tripsOf('variableLast12Months { money { amount } }')).flat()).not.toContain(variableItems);
  });
});
