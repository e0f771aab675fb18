import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assumptions } from '../../../src/sandbox/assumptions.ts';
import type { Behaviour } from '../../../src/sandbox/behaviour.ts';
import { findTrap, hosts, type TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import type { KeyName } from '../../../src/sandbox/companies/keys.ts';
import { keepPeople } from '../../accounts/rights/worlds.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../../support/subgraph.ts';
import { degree, spread } from '../../support/thoroughness.ts';
import { variableItemsOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const trapped = new Set(Object.values(acme.traps).flat());
/** Half of its people, and all that have something special. */
const half: TrappedCompany = {
  ...acme,
  ...keepPeople(
    acme,
    acme.people.filter(({ id }) => id % 2 === 0 || trapped.has(id)),
  ),
  host: 'half.ilucca-demo.net',
};
const hostOf = (number: number): TrappedCompany => ({ ...half, host: `case-${number}.ilucca-demo.net` });
let subgraph: Subgraph;
let usual: unknown;

const whole = `
  luccaId employeeNumber status displayName firstName lastName workEmail gender birthDate nationality hiredOn seniorityDate leavesOn
  department { name code isActive parent { name } head { displayName } }
  establishment { name code city timeZone isArchived legalEntity { name country currency } }
  position { jobTitle occupationCategory { luccaId name } }
  manager { displayName employee { luccaId } }
  contracts { luccaId typeName startsOn endsOn trialPeriodEndsOn isApplicable establishment { luccaId } }
  remuneration { ... on RemunerationUnavailable { reason } ... on Remuneration {
    currency baseSalary { money { amount currency } }
    annualBaseFullTime { money { amount } } annualFixedFullTime { money { amount } } annualGuaranteedFullTime { money { amount } }
    annualVariableTarget { money { amount } } annualGrossPay { total { amount } hourly { amount } } hourlyBase { money { amount } }
    variableLast12Months { money { amount } } luccaTheoreticalAnnual { money { amount } } monthsWithContract
    explanation { target formula inputs } warnings { code severity fields }
    fixedItems { luccaId natureName kind money { amount currency } startsOn endsOn }
    variableItems(first: 100, includeDeleted: true) { edges { node {
      luccaId natureName kind money { amount currency } quantity period isDeleted } } } } }`;

beforeAll(async () => {
  // What Lucca once refused is not asked for again for a day: each case has a host of its own.
  subgraph = await startSubgraph({ companies: [acme, half, ...cases.map((_, number) => hostOf(number))] });
  await subgraph.connect(half, 'full', half.host);
  usual = await everybody(subgraph, whole, { first: 200, options: { tenant: half.host } });
  expect(usual).toHaveLength(half.people.length);
  await subgraph.connect(acme);
});
beforeEach(() => subgraph.sandbox.control.reset());

/** Leaves out of an answer what Lucca does not give at all in some positions. */
const forgetful =
  ({ hasContractObjects, emptyTexts, scheduleStatus = 200 }: Partial<Behaviour>) =>
  (key: string, value: unknown) => {
    // Without these objects Lucca gives the number of a type, and no name.
    if (hasContractObjects === false && key === 'typeName') return null;
    // A null may also be a gender that is not shown.
    if (emptyTexts === 'null' && value === 'UNDISCLOSED') return null;
    // The hours of a week are then those of the country, with a warning.
    if (scheduleStatus !== 200 && ['hourly', 'hourlyBase', 'explanation', 'warnings'].includes(key)) return null;
    return value;
  };

/** Of departments, of which only ten ever come, it cannot be known whether they are all. */
const withoutAnswer: Behaviour['departmentPaging'] = 'firstTen';
const alternatives = Object.entries(assumptions).map(([name, { positions }]): readonly [string, unknown[]] => [
  name,
  positions.slice(1).filter((position) => position !== withoutAnswer),
]);
const singly: [string, Partial<Behaviour>][] = alternatives.flatMap(([name, each]) =>
  each.map((value): [string, Partial<Behaviour>] => [`${name} = ${JSON.stringify(value)}`, { [name]: value }]),
);

/** All behaviours at once, each with the alternative that `at` chooses. */
const together = (at: 0 | -1): Partial<Behaviour> =>
  Object.fromEntries(alternatives.map(([name, each]) => [name, each.at(at)]));
const cases: (readonly [string, Partial<Behaviour>])[] = [
  ['the first alternative of everything', together(0)],
  ['the last alternative of everything', together(-1)],
  ...spread(singly, degree(singly.length, 20, 0)),
];

describe('the behaviours of Lucca that its documentation leaves open', () => {
  it('are all covered by their first and last alternatives, except for a status and three limits in the middle', () => {
    const tried = [together(0), together(-1)].map((each) => JSON.stringify(Object.entries(each)));
    const untried = singly.filter(
      ([, each]) => !tried.some((all) => all.includes(JSON.stringify(Object.entries(each)[0]))),
    );
    expect(untried.map(([name]) => name)).toEqual([
      'userContractDates = "withContracts"',
      'scheduleStatus = 401',
      'v3Limit = {"maximum":100,"above":"clamped"}',
      'structureLimit = {"maximum":5,"above":"clamped"}',
      'departmentLimit = {"maximum":5,"above":"clamped"}',
    ]);
  });

  it.each(cases.map((each, number) => [...each, number] as const))(
    'do not change the answer for a key with every right: %s',
    async (_, changes, number) => {
      const company = hostOf(number);
      subgraph.sandbox.control.behave(company.host, changes);
      await subgraph.connect(company, 'full', company.host);
      const actual = await everybody(subgraph, whole, { first: 200, options: { tenant: company.host } });
      const forget = forgetful(changes);
      expect(JSON.parse(JSON.stringify(actual, forget))).toEqual(JSON.parse(JSON.stringify(usual, forget)));
    },
  );
});

it('departments of which only ten ever come are an error, and never ten of nineteen', async () => {
  subgraph.sandbox.control.behave(acme.host, { departmentPaging: withoutAnswer });
  await subgraph.connect(acme);
  const { data, errors } = await subgraph.ask('{ departments { name } }');
  expect(data).toEqual({ departments: null });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['LUCCA_CONTRACT_BROKEN']);
});

describe('a response of Lucca to a missing right, which its documentation leaves open,', () => {
  const [somebody] = findTrap(acme, 'deletedItem');
  const kept = variableItemsOf(acme, somebody).filter(({ isDeleted }) => !isDeleted);
  const items = `remuneration { ... on Remuneration { variableItems(first: 100) { totalCount } } }`;
  const pay = (variableItems: object | null) => ({ remuneration: { variableItems } });

  it.each<[KeyName, Partial<Behaviour>, string, object, boolean]>([
    ['without: contracts', { contractsWithoutRight: 'forbidden' }, 'contracts { id }', { contracts: null }, true],
    ['without: contracts', { contractsWithoutRight: 'unauthorized' }, 'contracts { id }', { contracts: null }, true],
    ['without: contracts', { contractsWithoutRight: 'empty' }, 'contracts { id }', { contracts: [] }, false],
    ['without: evpScreen', { variablePayWithoutRight: 'forbidden' }, items, pay(null), true],
    ['without: evpScreen', { variablePayWithoutRight: 'unauthorized' }, items, pay(null), true],
    ['without: evpScreen', { variablePayWithoutRight: 'empty' }, items, pay({ totalCount: 0 }), false],
    [
      'without: deletedRemuneration',
      { deletedWithoutRight: 'forbidden' },
      items.replace('100', '100, includeDeleted: true'),
      pay(null),
      true,
    ],
    [
      'without: deletedRemuneration',
      { deletedWithoutRight: 'absent' },
      items.replace('100', '100, includeDeleted: true'),
      pay({ totalCount: kept.length }),
      false,
    ],
  ])(
    'is either an error or an absence, as for the key "%s" with %j',
    async (keyName, changes, fields, expected, isError) => {
      await subgraph.connect(acme);
      const id = (await employeeIds(subgraph))(somebody);
      subgraph.sandbox.control.behave(acme.host, changes);
      await subgraph.connect(acme, keyName);
      const query = `query ($id: ID!) { employee(id: $id) { luccaId ${fields} } }`;
      const { data, errors } = await subgraph.ask(query, { id });
      expect(data.employee).toEqual({ luccaId: String(somebody), ...expected });
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(
        isError ? ['LUCCA_PERMISSION_MISSING'] : undefined,
      );
      const { account } = await subgraph.data('{ account { status } }');
      // Nobody is employed without a contract, so that no contracts at all are a missing right, too.
      const isMissing = isError || keyName === 'without: contracts';
      expect(account.status).toBe(isMissing ? 'CONNECTED_WITH_GAPS' : 'CONNECTED');
    },
  );
});
