import { createHook } from 'node:async_hooks';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scopes } from '../../../src/graph/server/viewer.ts';
import { findTrap, hosts, type TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import { kindOf } from '../../../src/sandbox/companies/plan.ts';
import { acme as acmePlan } from '../../../src/sandbox/companies/plans/acme.ts';
import { globex as globexPlan } from '../../../src/sandbox/companies/plans/globex.ts';
import { createLookup, type Lookup, statusOf } from '../../../src/sandbox/lookup.ts';
import type { Company, Person } from '../../../src/sandbox/model.ts';
import {
  createTestCompany,
  type RequestOptions,
  type Subgraph,
  startSubgraph,
  today,
  uncached,
} from '../../support/subgraph.ts';
import { isThorough } from '../../support/thoroughness.ts';
import { contractsOf, isInForce, personOf, rowOf } from '../../support/truth.ts';

const query = `query ($codes: [DataQualityCode!]) { account { dataQuality(codes: $codes) { employeesChecked
  issues { code count sample { luccaId } } notChecked { code reason permission module message } } } }`;

type Issue = { code: string; count: number; sample: { luccaId: string }[] };

async function report(subgraph: Subgraph, codes: string[] | null = null, options?: RequestOptions) {
  const { account } = await subgraph.data(query, { codes }, options);
  return account.dataQuality;
}

/** The people with each issue, computed from everything the sandbox knows rather than from what Lucca shows. */
function truthOf(company: Company): Record<string, number[]> {
  const lookup = createLookup(company);
  const currencyOf = createCurrencyOf(lookup);
  const active = company.people
    .filter((person) => statusOf(person, today) === 'active')
    .toSorted((a, b) => a.id - b.id);
  const contracts = new Map(
    active.map(({ id }) => [id, company.workContracts.filter(({ ownerId }) => ownerId === id)]),
  );
  const owners = new Map(company.workContracts.map(({ id, ownerId }) => [id, ownerId]));
  const items = new Map<number, typeof company.fixedItems>();
  for (const item of company.fixedItems.filter((each) => isInForce(each, today))) {
    const owner = owners.get(item.workContractId) ?? 0;
    items.set(owner, [...(items.get(owner) ?? []), item]);
  }
  const isBase = ({ natureId }: { natureId: number }) =>
    rowOf(company.fixedNatures, natureId).category?.code === 'BASIC_SALARY';
  const ids = (isFound: (person: Person) => boolean) => active.filter(isFound).map(({ id }) => id);
  const isPaidElsewhere = ({ id }: Person) =>
    contracts.get(id)?.some((contract) => isInForce(contract, today) && kindOf(contract) === 'contractor');
  const found = {
    MANAGER_MISSING: ids(({ managerId }) => managerId === null),
    MANAGER_CYCLE: ids((person) => {
      let above = person.managerId;
      for (let steps = 0; above !== null && steps < 100; steps += 1) {
        if (above === person.id) return steps > 0;
        above = lookup.people.get(above)?.managerId ?? null;
      }
      return false;
    }),
    NO_APPLICABLE_CONTRACT: ids(({ id }) => !contracts.get(id)?.some((contract) => lookup.isApplicable(contract))),
    OVERLAPPING_CONTRACTS: ids(({ id }) =>
      (contracts.get(id) ?? []).some((one, index, all) =>
        all.slice(index + 1).some((other) => isInForce(one, other.startsOn) || isInForce(other, one.startsOn)),
      ),
    ),
    GENDER_MISSING: ids(({ gender }) => gender === 'Undefined'),
    BIRTH_DATE_MISSING: ids(({ birthOn }) => birthOn === null),
    QUALIFICATION_MISSING: ids(({ jobQualificationId }) => jobQualificationId === null),
    BASE_SALARY_MISSING: ids((person) => !isPaidElsewhere(person) && !items.get(person.id)?.some(isBase)),
    BASE_SALARY_IMPLAUSIBLE: company.hasPagga
      ? ids((person) => isImplausible(company, person, items.get(person.id) ?? [], currencyOf))
      : [],
    CURRENCY_AMBIGUOUS: ids(({ id }) => new Set((items.get(id) ?? []).map((item) => currencyOf(item))).size > 1),
    OVERLAPPING_PAY_ITEMS: ids(({ id }) => {
      const natures = (items.get(id) ?? []).map(({ natureId }) => natureId);
      return new Set(natures).size < natures.length;
    }),
    WORKING_TIME_MISSING: ids(({ fullTimeEquivalent }) => fullTimeEquivalent === null),
    EMPLOYEE_NUMBER_DUPLICATE: ids((person) =>
      active.some(
        (other) =>
          other !== person &&
          person.employeeNumber !== null &&
          other.employeeNumber === person.employeeNumber &&
          other.establishmentId === person.establishmentId,
      ),
    ),
  };
  return Object.fromEntries(Object.entries(found).filter(([, people]) => people.length > 0));
}

type CurrencyOf = (item: { workContractId: number }) => string;

const createCurrencyOf =
  ({ workContracts, establishments }: Lookup): CurrencyOf =>
  ({ workContractId }) =>
    establishments.get(workContracts.get(workContractId)?.establishmentId ?? 0)?.currencyCode ?? '';

const unitsPerEuro: Record<string, number> = { EUR: 1, GBP: 1, CHF: 1, USD: 1, SEK: 10, PLN: 4 };

function isImplausible(
  company: Company,
  person: Person,
  items: Company['fixedItems'],
  currencyOf: CurrencyOf,
): boolean {
  const plan = company.host === hosts.globex ? globexPlan : acmePlan;
  const base = items.filter(({ natureId }) => rowOf(company.fixedNatures, natureId).category?.code === 'BASIC_SALARY');
  const [first] = base;
  if (first === undefined || new Set(base.map((item) => currencyOf(item))).size > 1) return false;
  const yearly = base.reduce(
    (sum, { amount, natureId }) => sum + amount * rowOf(plan.fixedNatures, natureId).timesPerYear,
    0,
  );
  const currency = currencyOf(first);
  const euros = yearly / (person.fullTimeEquivalent ?? 1) / (unitsPerEuro[currency] ?? Number.NaN);
  const contract = rowOf(company.workContracts, first.workContractId);
  const learns = ['internship', 'apprenticeship'].includes(kindOf(contract));
  return euros < (learns ? 1_000 : 5_000) || euros > 1_000_000;
}

const summaryOf = (issues: Issue[]) =>
  Object.fromEntries(
    issues.map(({ code, count, sample }) => [code, { count, sample: sample.map(({ luccaId }) => Number(luccaId)) }]),
  );

const expectedOf = (truth: Record<string, number[]>) =>
  Object.fromEntries(
    Object.entries(truth).map(([code, people]) => [code, { count: people.length, sample: people.slice(0, 20) }]),
  );

const acme = createTestCompany(hosts.acme);
const globex = createTestCompany(hosts.globex, isThorough ? {} : { employees: 600 });
const initech = createTestCompany(hosts.initech);
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme, globex, initech], app: { deadlineMs: 60_000 } });
});
beforeEach(() => subgraph.sandbox.control.reset());

const all = {
  MANAGER_MISSING: 0,
  MANAGER_CYCLE: 0,
  NO_APPLICABLE_CONTRACT: 0,
  OVERLAPPING_CONTRACTS: 0,
  GENDER_MISSING: 0,
  BIRTH_DATE_MISSING: 0,
  QUALIFICATION_MISSING: 0,
  BASE_SALARY_MISSING: 0,
  BASE_SALARY_IMPLAUSIBLE: 0,
  CURRENCY_AMBIGUOUS: 0,
  OVERLAPPING_PAY_ITEMS: 0,
  WORKING_TIME_MISSING: 0,
  EMPLOYEE_NUMBER_DUPLICATE: 0,
};

/** Only checked where the account has set where they come from. */
const withoutSetting = ['LEVEL_MISSING', 'JOB_FAMILY_MISSING'];

describe('data quality', () => {
  it.each<[string, TrappedCompany]>([
    ['acme', acme],
    ['globex', globex],
  ])('lists exactly the issues that the sandbox knows of people employed today: %s', async (tenant, company) => {
    subgraph.sandbox.control.behave(company.host, { userQualification: 'given' });
    await subgraph.connect(company, 'full', tenant);
    const { employeesChecked, issues, notChecked } = await report(subgraph, null, { tenant });
    const truth = truthOf(company);
    expect(employeesChecked).toBe(company.people.filter((person) => statusOf(person, today) === 'active').length);
    expect(notChecked.map(({ code }: Issue) => code)).toEqual(withoutSetting);
    expect(summaryOf(issues)).toEqual(expectedOf(truth));
    expect(truth.MANAGER_CYCLE).toEqual(findTrap(company, 'managerCycle').toSorted((a, b) => a - b));
    expect(truth.BASE_SALARY_MISSING).toContain(findTrap(company, 'withoutPay')[0]);
    expect(truth.BASE_SALARY_IMPLAUSIBLE).toContain(findTrap(company, 'implausibleSalary')[0]);
    expect(truth.GENDER_MISSING).toContain(findTrap(company, 'withoutGender')[0]);
    expect(truth.BIRTH_DATE_MISSING).toContain(findTrap(company, 'withoutBirthDate')[0]);
    // The same number in two establishments is two numbers.
    expect(truth).not.toHaveProperty('EMPLOYEE_NUMBER_DUPLICATE');
  });

  it('lists an issue of every other code', async () => {
    let changed: Company | undefined;
    subgraph.sandbox.control.behave(acme.host, { userQualification: 'given' });
    subgraph.sandbox.control.change(acme.host, (company) => {
      const someone = (trap: Parameters<typeof findTrap>[1]) => personOf(company, findTrap(acme, trap)[0]);
      someone('amended').managerId = null;
      someone('homonyms').jobQualificationId = null;
      someone('leadingZeros').fullTimeEquivalent = null;
      const [one, other] = [someone('partTime'), someone('extendedData')];
      Object.assign(other, { establishmentId: one.establishmentId, employeeNumber: one.employeeNumber });
      const archived = contractsOf(company, someone('withoutMail').id)[0]?.id;
      company.workContracts = company.workContracts.filter(({ id }) => id !== archived);
      const [contract] = contractsOf(company, someone('withoutJobTitle').id);
      if (contract)
        company.workContracts.push({ ...contract, id: 999_001, startsOn: today, endsOn: today, isArchived: true });
      const abroad = rowOf(company.establishments, 5);
      abroad.currencyCode = 'CHF';
      const item = company.fixedItems.find(
        (each) => each.workContractId === contractsOf(company, someone('quantityItem').id)[0]?.id,
      );
      const place = contractsOf(company, someone('quantityItem').id)[0];
      if (item && place) {
        const elsewhere = {
          ...place,
          id: 999_002,
          establishmentId: place.establishmentId === 5 ? 2 : 5,
          startsOn: '1999-01-01',
          endsOn: '1999-12-31',
        };
        company.workContracts.push(elsewhere);
        company.fixedItems.push({
          ...item,
          id: 999_003,
          workContractId: elsewhere.id,
          startsOn: '1999-01-01',
          endsOn: null,
        });
      }
      changed = company;
    });
    await subgraph.connect(acme);
    const { issues } = await report(subgraph);
    const truth = truthOf(changed as Company);
    expect(Object.keys(truth).toSorted()).toEqual(Object.keys(all).toSorted());
    expect(summaryOf(issues)).toEqual(expectedOf(truth));
  });

  it('reads only the resources that the requested codes need', async () => {
    const asked = async (codes: string[]) => {
      await subgraph.connect(acme);
      return Object.keys((await subgraph.countRequests(() => report(subgraph, codes))).byPath);
    };
    const users = '/api/v3/users';
    expect(
      await asked(['GENDER_MISSING', 'MANAGER_CYCLE', 'EMPLOYEE_NUMBER_DUPLICATE', 'WORKING_TIME_MISSING']),
    ).toEqual([users]);
    expect(await asked(['OVERLAPPING_CONTRACTS'])).toEqual([users, '/directory/api/4.0/work-contracts']);
    expect((await asked(['CURRENCY_AMBIGUOUS'])).toSorted()).toContain('/remuneration/api/fixed-items');
    const { issues, notChecked } = await report(subgraph, ['BIRTH_DATE_MISSING']);
    expect([...issues, ...notChecked].map(({ code }: Issue) => code)).toEqual(['BIRTH_DATE_MISSING']);
    expect(await report(subgraph, [])).toMatchObject({ issues: [], notChecked: [] });
  });

  it('counts the people whose department or establishment is missing in the list that Lucca shows', async () => {
    const codes = ['DEPARTMENT_NOT_SHOWN', 'ESTABLISHMENT_NOT_SHOWN'];
    const found = async () =>
      (await report(subgraph, codes)).issues.map(({ code, count }: { code: string; count: number }) => [code, count]);
    await subgraph.connect(acme);
    expect(await found()).toEqual([]);
    const active = acme.people.filter((person) => statusOf(person, today) === 'active');
    const somebody = active.find(({ departmentId }) => departmentId === 23) ?? active[0];
    const inDepartment = active.filter(({ departmentId }) => departmentId === somebody?.departmentId);
    const inBrussels = active.filter(({ establishmentId }) => establishmentId === 5);
    subgraph.sandbox.control.change(acme.host, (company) => {
      company.departments = company.departments.filter(({ id }) => id !== somebody?.departmentId);
      company.establishments = company.establishments.filter(({ id }) => id !== 5);
    });
    await subgraph.connect(acme);
    expect(await found()).toEqual([
      ['DEPARTMENT_NOT_SHOWN', inDepartment.length],
      ['ESTABLISHMENT_NOT_SHOWN', inBrussels.length],
    ]);
    expect(Math.min(inDepartment.length, inBrussels.length)).toBeGreaterThan(0);
  });

  it('gives a reason for a code that cannot be checked, and no count', async () => {
    const missing = async (options?: RequestOptions) => {
      const { notChecked, issues } = await report(subgraph, null, options);
      expect(issues.filter(({ code }: Issue) => notChecked.some((each: Issue) => each.code === code))).toEqual([]);
      const reported = notChecked.filter(({ code }: Issue) => !withoutSetting.includes(code));
      return Object.fromEntries(reported.map(({ code, reason }: { code: string; reason: string }) => [code, reason]));
    };
    const pay = (reason: string) => ({
      BASE_SALARY_MISSING: reason,
      BASE_SALARY_IMPLAUSIBLE: reason,
      CURRENCY_AMBIGUOUS: reason,
      OVERLAPPING_PAY_ITEMS: reason,
      PERSONNEL_FILE_PAY_UNREADABLE: reason,
    });
    const unknown = { QUALIFICATION_MISSING: 'NOT_SET_IN_LUCCA' };
    const without = (scope: string) => ({ scope: scopes.filter((each) => each !== scope).join(' ') });

    for (const { host } of [acme, initech]) subgraph.sandbox.control.behave(host, { userQualification: 'unknown' });
    await subgraph.connect(acme);
    expect(await missing()).toEqual(unknown);
    const hidden = 'HIDDEN_FROM_VIEWER';
    const demographics = { GENDER_MISSING: hidden, BIRTH_DATE_MISSING: hidden };
    expect(await missing(without('lucca:demographics:read'))).toEqual({ ...unknown, ...demographics });
    expect(await missing(without('lucca:remuneration:read'))).toEqual({ ...unknown, ...pay(hidden) });

    const lacking = 'PERMISSION_MISSING';
    await subgraph.connect(acme, 'without: personnelFiles');
    expect(await missing()).toEqual({ ...unknown, GENDER_MISSING: lacking, BIRTH_DATE_MISSING: lacking });
    await subgraph.connect(acme, 'without: managers');
    expect(await missing()).toEqual({ ...unknown, MANAGER_MISSING: lacking, MANAGER_CYCLE: lacking });
    await subgraph.connect(acme, 'without: contracts');
    expect(await missing()).toEqual({
      ...unknown,
      ...pay(lacking),
      NO_APPLICABLE_CONTRACT: lacking,
      CONTRACT_TYPE_UNKNOWN: lacking,
      OVERLAPPING_CONTRACTS: lacking,
    });
    await subgraph.connect(acme, 'without: individualSituations');
    expect(await missing()).toEqual({ ...unknown, ...pay(lacking), WORKING_TIME_MISSING: lacking });

    await subgraph.connect(initech);
    const notInstalled = 'MODULE_NOT_INSTALLED';
    expect(await missing()).toEqual({ ...unknown, ...pay(notInstalled), WORKING_TIME_MISSING: notInstalled });
  });

  it('reports no missing value if the right to see it is unproven and nobody has one', async () => {
    await subgraph.connect(acme, 'luccaData only');
    const { issues, notChecked } = await report(subgraph, ['WORKING_TIME_MISSING']);
    expect(issues).toEqual([]);
    const message =
      'Lucca returns no value. Whether the API key has the right “View individual situations” could not be proven.';
    expect(notChecked).toEqual([
      { code: 'WORKING_TIME_MISSING', reason: 'NOT_SET_IN_LUCCA', permission: null, module: null, message },
    ]);
  });

  it('does not report zero issues if the right to see the data is unproven', async () => {
    subgraph.sandbox.control.change(acme.host, (company) => {
      company.people = company.people
        .filter((person) => statusOf(person, today) === 'active')
        .slice(0, 12)
        .map((person) => ({ ...person, managerId: null, gender: 'Undefined', birthOn: null, nationalityId: null }));
      company.extensionDefinitions = [];
    });
    const codes = ['MANAGER_MISSING', 'MANAGER_CYCLE', 'GENDER_MISSING', 'BIRTH_DATE_MISSING'];
    await subgraph.connect(acme);
    const { issues, notChecked } = await report(subgraph, codes);
    expect(issues).toEqual([]);
    expect(notChecked.map(({ code }: Issue) => code)).toEqual(codes);
    // One manager proves that managers are shown.
    subgraph.sandbox.control.change(acme.host, ({ people }) => {
      const [one, other] = people;
      if (one && other) one.managerId = other.id;
    });
    expect((await report(subgraph, codes, uncached)).issues).toMatchObject([{ code: 'MANAGER_MISSING', count: 11 }]);
  });

  it('names the codes for which Lucca failed, and returns the others', async () => {
    await subgraph.connect(acme);
    for (let times = 0; times < 8; times += 1)
      subgraph.sandbox.control.fail({ kind: 'status', status: 503 }, { path: '/directory' });
    const { issues, notChecked } = await report(subgraph, ['GENDER_MISSING', 'OVERLAPPING_CONTRACTS']);
    expect(issues.map(({ code }: Issue) => code)).toEqual(['GENDER_MISSING']);
    expect(notChecked).toMatchObject([{ code: 'OVERLAPPING_CONTRACTS', reason: 'UPSTREAM_ERROR' }]);
  });

  it('answers a pay check even if the data of another check cannot be read', async () => {
    let clock = 0;
    const now = () => Date.parse(`${today}T12:00:00Z`) + Math.floor(performance.now()) + clock;
    const later = await startSubgraph({ companies: [acme], app: { now, recheckAfterMs: null } });
    await later.connect(acme);
    const codes = ['BASE_SALARY_MISSING', 'BASE_SALARY_IMPLAUSIBLE', 'CURRENCY_AMBIGUOUS'];
    const before = await report(later, codes);
    // While Lucca fails, people are served for a day, but their share of full time, on which yearly pay depends, for 15 minutes.
    clock += 2 * 3_600_000;
    later.sandbox.control.fail({ kind: 'status', status: 503 }, { path: '/api/v3/users', times: 1_000 });
    const { issues, notChecked } = await report(later, codes);
    expect(notChecked).toMatchObject([{ code: 'BASE_SALARY_IMPLAUSIBLE', reason: 'UPSTREAM_ERROR' }]);
    expect(before.issues.map(({ code }: Issue) => code)).toContain('BASE_SALARY_MISSING');
    expect(issues).toEqual(before.issues.filter(({ code }: Issue) => code !== 'BASE_SALARY_IMPLAUSIBLE'));
  });

  it('is refused entirely without the scope to read people', async () => {
    await subgraph.connect(acme);
    const { data, errors } = await subgraph.ask(query, {}, { scope: 'lucca:account:write' });
    expect(data).toEqual({ account: { dataQuality: null } });
    expect(errors).toMatchObject([{ path: ['account', 'dataQuality'], extensions: { code: 'FORBIDDEN' } }]);
  });
});

it('data quality is computed once for all aliases: twenty take less than five times the CPU time of one', async () => {
  const globex = createTestCompany(hosts.globex, { employees: isThorough ? 2_000 : 500 });
  const large = await startSubgraph({ companies: [globex] });
  await large.connect(globex);
  const asked = (aliases: number) =>
    `{ account { ${Array.from({ length: aliases }, (_, index) => `a${index}: dataQuality { issues { code count } }`).join(' ')} } }`;
  async function timed(aliases: number) {
    // The time of the clock would be that of the machine's other work, too.
    const from = process.cpuUsage();
    const { account } = await large.data(asked(aliases));
    expect(new Set(Object.values(account).map((each) => JSON.stringify(each))).size).toBe(1);
    const { user, system } = process.cpuUsage(from);
    return user + system;
  }
  await timed(1);
  const rounds: number[] = [];
  for (let round = 0; round < 3; round++) rounds.push((await timed(20)) / (await timed(1)));
  expect(Math.min(...rounds)).toBeLessThan(5);
});

it('data quality of people whose data is still to be read waits in few promises, whose memory nobody counts', async () => {
  const acme = createTestCompany(hosts.acme);
  const subgraph = await startSubgraph({ companies: [acme] });
  await subgraph.connect(acme);
  let promises = 0;
  const hook = createHook({
    init(_, type) {
      if (type === 'PROMISE') promises += 1;
    },
  }).enable();
  await report(subgraph);
  hook.disable();
  expect(promises).toBeLessThan(40 * acme.people.length);
});
