import type { Company, FixedItem, Person, WorkContract } from '../model.ts';
import { addDays, addMonths, covers } from './dates.ts';
import { jobs } from './jobs.ts';
import type { Hire } from './people.ts';
import { type ContractKind, contractTypeIds, type FixedNaturePlan, kindOf, type Plan } from './plan.ts';
import { at, type Random } from './random.ts';
import { siteOf, type Workshop } from './workshop.ts';

const payOfLevel = [0.82, 1, 1.24, 1.5, 2, 2.9, 4.6];

/** The pay gap that neither level, profession nor country explains, which an analysis of pay equity should find. */
const womensShortfall = 0.035;

/** Pay relative to a permanent contract; 0 for contractors, who send invoices. */
const payOfKind: Record<ContractKind, number> = {
  permanent: 1,
  fixedTerm: 0.95,
  internship: 0.28,
  apprenticeship: 0.48,
  contractor: 0,
};

/** Draws the factor of a person's pay relative to the usual pay of the level and profession. */
export function drawMerit(isWoman: boolean, random: Random): number {
  return Math.max(0.8, random.normal(isWoman ? 1 - womensShortfall : 1, 0.07));
}

/** Yearly base pay at full time under a contract, in the currency of its establishment. */
export function yearlyBase(
  { seat }: Pick<Hire, 'seat'>,
  merit: number,
  contract: WorkContract,
  workshop: Workshop,
): number {
  const { yearlyPay } = siteOf(workshop, contract.establishmentId);
  const factor = at(payOfLevel, seat.level - 1) * jobs[seat.unit.job].payFactor;
  return yearlyPay * factor * merit * payOfKind[kindOf(contract)];
}

/** Adds the fixed pay of a person under each contract. Amounts are for the person's working time, not for full time. */
export function addFixedItems(hire: Hire, merit: number, contracts: readonly WorkContract[], workshop: Workshop): void {
  for (const contract of contracts) {
    const yearly = yearlyBase(hire, merit, contract, workshop) * (hire.person.fullTimeEquivalent ?? 1);
    if (yearly > 0) addItemsUnder(contract, yearly, hire, workshop);
  }
}

function addItemsUnder(contract: WorkContract, yearly: number, { person, seat }: Hire, workshop: Workshop): void {
  const { random, company, ids, plan } = workshop;
  const base = natureFor(plan, 'baseSalary', contract.establishmentId);
  if (!base) return;
  const isEmployed = contract.typeId === contractTypeIds.permanent || contract.typeId === contractTypeIds.fixedTerm;
  const thirteenth = isEmployed ? natureFor(plan, 'thirteenthMonth', contract.establishmentId) : undefined;
  const payments = base.timesPerYear === 1 ? 1 : base.timesPerYear + (thirteenth ? 1 : 0);

  const add = (
    nature: FixedNaturePlan | undefined,
    item: Pick<FixedItem, 'amount' | 'startsOn' | 'endsOn' | 'comment'>,
  ) => {
    if (nature) {
      company.fixedItems.push({
        id: ids.fixedItem(),
        ...item,
        natureId: nature.id,
        workContractId: contract.id,
        amendmentId: 0,
      });
    }
  };

  const steps = paySteps(contract, yearly / payments, workshop);
  for (const step of steps) add(base, step);

  const { amount, startsOn, endsOn } = at(steps, -1);
  const latest = { startsOn, endsOn, comment: null };
  add(thirteenth, { ...latest, amount });
  if (!isEmployed) return;
  const seniorOn = addMonths(person.seniorityOn ?? person.contractStartsOn, 12 * 6);
  if (seat.level <= 3 && seniorOn > contract.startsOn && seniorOn < workshop.today && covers(contract, seniorOn)) {
    add(natureFor(plan, 'allowance', contract.establishmentId), {
      amount: round((0.03 * yearly) / payments, 1),
      startsOn: seniorOn,
      endsOn: contract.endsOn,
      comment: null,
    });
  }
  if (seat.level >= 5 || (seat.unit.job === 'Sales' && seat.level >= 3 && random.chance(0.5))) {
    add(natureFor(plan, 'benefitInKind', contract.establishmentId), {
      ...latest,
      amount: round((0.05 * yearly) / payments, 1),
    });
  }
  const { yearlyPay } = siteOf(workshop, contract.establishmentId);
  const wholeContract = { startsOn: contract.startsOn, endsOn: contract.endsOn, comment: null };
  if (person.id % 3 === 0) {
    add(natureFor(plan, 'homeOffice', contract.establishmentId), {
      ...wholeContract,
      amount: round(yearlyPay / 1000, 5),
    });
  }
  if (person.id % 7 === 0) {
    add(natureFor(plan, 'holidayPremium', contract.establishmentId), {
      ...wholeContract,
      amount: round((yearlyPay / 100) * (person.fullTimeEquivalent ?? 1), 10),
    });
  }
}

/** The base salaries that led to a current one by raises, oldest first. */
function paySteps(contract: WorkContract, amount: number, { random, today, plan }: Workshop) {
  const raisedOn: string[] = [];
  if (contract.typeId === contractTypeIds.permanent) {
    for (let yearsAgo = 0; yearsAgo <= 4 && raisedOn.length < 3; yearsAgo += 1) {
      const april = `${Number(today.slice(0, 4)) - yearsAgo}-04-01`;
      const isYearIn = april > addMonths(contract.startsOn, 12);
      if (april <= today && isYearIn && (contract.endsOn ?? today) > april && random.chance(0.28))
        raisedOn.unshift(april);
    }
  }
  const starts = [contract.startsOn, ...raisedOn];
  const raises = raisedOn.map(() => 1 + random.integer(15, 80) / 1000);
  const base = natureFor(plan, 'baseSalary', contract.establishmentId);
  return starts.map((startsOn, index) => {
    const later = raises.slice(index).reduce((product, raise) => product * raise, 1);
    const next = starts[index + 1];
    return {
      amount: round(amount / later, base?.timesPerYear === 1 ? 50 : 5),
      startsOn,
      endsOn: next === undefined ? contract.endsOn : addDays(next, -1),
      comment: index > 0 ? 'Annual review' : null,
    };
  });
}

/** The nature with this use that the establishment may pay, if there is one. */
export function natureFor(
  plan: Plan,
  use: FixedNaturePlan['use'],
  establishmentId: number,
): FixedNaturePlan | undefined {
  return plan.fixedNatures.find((nature) => nature.use === use && nature.establishmentIds.includes(establishmentId));
}

/** Computes everybody's yearly figure: the sum of the items that apply today, each times its payments per year; null without items. */
export function settleTheoreticalRemuneration(company: Company, plan: Plan): void {
  const timesPerYear = new Map(plan.fixedNatures.map(({ id, timesPerYear }) => [id, timesPerYear]));
  const owners = new Map(company.workContracts.map(({ id, ownerId }) => [id, ownerId]));
  const totals = new Map<number | undefined, number>();
  for (const item of company.fixedItems) {
    if (!covers(item, company.today)) continue;
    const ownerId = owners.get(item.workContractId);
    totals.set(ownerId, (totals.get(ownerId) ?? 0) + item.amount * (timesPerYear.get(item.natureId) ?? 0));
  }
  for (const person of company.people) person.theoreticalRemuneration = rounded(totals.get(person.id));
}

function rounded(amount: number | undefined): Person['theoreticalRemuneration'] {
  return amount === undefined ? null : round(amount, 0.01);
}

/** Rounds to the nearest multiple of `step`, without binary rounding errors. */
export function round(amount: number, step: number): number {
  return Number((Math.round(amount / step) * step).toFixed(2));
}
