import type { Company } from '../model.ts';
import { addVariableItems } from './bonuses.ts';
import { addContracts } from './contracts.ts';
import { extensionDefinitions } from './extendedData.ts';
import { createKeys, findKey, type KeyName } from './keys.ts';
import { createQualifications, createUnits, type Unit } from './organisation.ts';
import { addFixedItems, drawMerit } from './pay.ts';
import { hire } from './people.ts';
import { contractKinds, contractTypeIds, type FixedNaturePlan, type FixedUse, type Plan } from './plan.ts';
import { acme } from './plans/acme.ts';
import { globex } from './plans/globex.ts';
import { initech } from './plans/initech.ts';
import { at, createRandom } from './random.ts';
import { createSeats } from './seats.ts';
import { payFieldDefinitions } from './traps/payFields.ts';
import { createScene } from './traps/scene.ts';
import { setTraps, type TrapDirectory, type TrapName } from './traps/traps.ts';
import { createArrangements } from './workingTime.ts';
import { createIds, lastPayPeriods, type Workshop } from './workshop.ts';

/** A company with the ids of the people who have each known edge case, and how each fixed nature is paid. */
export type TrappedCompany = Company & { traps: TrapDirectory; payRules: PayRule[] };

/** How a fixed nature is paid. Administrators know this, but Lucca's API does not contain it. */
export type PayRule = Pick<FixedNaturePlan, 'timesPerYear'> & { natureId: number; isProportional: boolean };

/** The options of companies. The same options create the same company. */
export type CompanyOptions = {
  seed?: number | undefined;
  /** Number of people, with former and future ones; only for globex, and at least 250. */
  employees?: number | undefined;
  /** The day that counts as today in the data, `YYYY-MM-DD`. */
  today?: string | undefined;
};

export const hosts = { acme: acme.host, globex: globex.host, initech: initech.host };

/** Creates every company. `employees` is the size of globex. */
export function createCompanies({ employees, ...options }: CompanyOptions = {}): TrappedCompany[] {
  return [
    createCompany(hosts.acme, options),
    createCompany(hosts.globex, { ...options, employees }),
    createCompany(hosts.initech, options),
  ];
}

/** Creates the company of a host. */
export function createCompany(host: string, options: CompanyOptions = {}): TrappedCompany {
  const plan = planOf(host);
  const { seed = 1, employees = plan.people, today = '2026-11-24' } = options;
  if (!Number.isInteger(employees) || employees < Math.min(250, plan.people)) {
    throw new RangeError('a company needs at least 250 people to have every edge case');
  }

  const units = createUnits(plan);
  const { jobQualifications, qualificationId } = createQualifications(units);
  const company: Company = { ...createFrame(plan, units), today, jobQualifications };
  const random = createRandom(seed * 1000 + plan.salt);
  const workshop: Workshop = { plan, today, payPeriods: lastPayPeriods(today), random, company, ids: createIds() };

  const hires = hire(createSeats(units, employees, workshop.random), qualificationId, workshop);
  for (const each of hires) {
    const { person, seat, career, isWoman } = each;
    const merit = drawMerit(isWoman, workshop.random);
    company.people.push(person);
    if (seat.level >= 5) seat.unit.department.headId = person.id;
    const contracts = addContracts(person, seat.level, career, workshop);
    addFixedItems(each, merit, contracts, workshop);
    addVariableItems(each, merit, contracts, workshop);
  }
  const traps = setTraps(createScene(workshop, hires));
  const payRules = plan.fixedNatures.map(({ id, timesPerYear, isFlat = false }) => ({
    natureId: id,
    timesPerYear,
    isProportional: !isFlat,
  }));
  return { ...company, traps, payRules };
}

/** The text of a key to the company of a host. It is the same for any options. */
export function keyOf(host: string, name: KeyName): string {
  const plan = planOf(host);
  return findKey(createFrame(plan, createUnits(plan)), name);
}

const planOf = (host: string): Plan =>
  at(
    [acme, globex, initech].filter((each) => each.host === host),
    0,
  );

/** The ids of the people who have an edge case, the main person first. */
export function findTrap({ host, traps }: TrappedCompany, name: TrapName): [number, ...number[]] {
  const [first, ...others] = traps[name] ?? [];
  if (first === undefined) throw new RangeError(`${host} has nobody with ${name}`);
  return [first, ...others];
}

/** The part of a company that is not random: everything except its people, their contracts and their pay. */
function createFrame(plan: Plan, units: readonly Unit[]): Omit<Company, 'today' | 'jobQualifications'> {
  const departments = units.map(({ department }) => department);
  const perimeter = at(
    departments.filter(({ code }) => code === plan.perimeterCode),
    0,
  );
  return {
    host: plan.host,
    hasPagga: plan.hasPagga,
    people: [],
    departments,
    establishments: structuredClone(plan.sites.map(({ establishment }) => establishment)),
    legalUnits: structuredClone(plan.legalUnits),
    occupationCategories: plan.occupationCategoryNames.map((name, id) => ({ id, name })),
    contractTypes: contractKinds.map((kind) => ({ id: contractTypeIds[kind], name: plan.contractTypeNames[kind] })),
    workContracts: [],
    workingTimeArrangements: createArrangements(plan.legalUnits),
    fixedNatures: plan.fixedNatures.map(({ id, name, use, establishmentIds }) => ({
      id,
      name,
      category: fixedCategories[use],
      establishmentIds: [...establishmentIds],
    })),
    variableNatures: structuredClone(plan.variableNatures.map(({ nature }) => nature)),
    fixedItems: [],
    variableItems: [],
    extensionDefinitions: structuredClone([...extensionDefinitions, ...(plan.hasPagga ? [] : payFieldDefinitions)]),
    keys: createKeys(plan, perimeter.id),
  };
}

// Lucca documents only the first code. The others are derived from the names of its three categories of pay.
const fixedCategories = {
  baseSalary: { id: 1, code: 'BASIC_SALARY' },
  benefitInKind: { id: 2, code: 'BENEFIT_IN_KIND' },
  thirteenthMonth: { id: 3, code: 'FIXED_BONUS' },
  allowance: { id: 3, code: 'FIXED_BONUS' },
  homeOffice: { id: 3, code: 'FIXED_BONUS' },
  holidayPremium: null,
  mealVouchers: null,
} as const satisfies Record<FixedUse, { id: number; code: string } | null>;
