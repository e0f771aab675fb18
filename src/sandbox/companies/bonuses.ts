import type { WorkContract } from '../model.ts';
import { covers } from './dates.ts';
import { jobs } from './jobs.ts';
import { round, yearlyBase } from './pay.ts';
import type { Hire } from './people.ts';
import { kindOf, type VariableNaturePlan } from './plan.ts';
import type { Workshop } from './workshop.ts';

/** Adds the variable pay of a person over the last two years, each item under the contract that applied. */
export function addVariableItems(
  hire: Hire,
  merit: number,
  contracts: readonly WorkContract[],
  workshop: Workshop,
): void {
  const { seat } = hire;
  const { payPeriods, random, plan, company, ids } = workshop;
  const job = jobs[seat.unit.job];
  const paid = contracts.filter((contract) => ['permanent', 'fixedTerm'].includes(kindOf(contract)));

  function add(use: VariableNaturePlan['use'], periodOn: string, amountOf: (yearly: number) => number): void {
    const contract = paid.find((each) => covers(each, periodOn));
    const planned = plan.variableNatures.find((each) => each.use === use);
    if (!contract || !planned) return;
    company.variableItems.push({
      id: ids.variableItem(),
      amount: amountOf(yearlyBase(hire, merit, contract, workshop) * (hire.person.fullTimeEquivalent ?? 1)),
      periodOn,
      comments: use === 'exceptionalBonus' ? 'Migration project' : null,
      natureId: planned.nature.id,
      workContractId: contract.id,
      amendmentId: 0,
      isDeleted: random.chance(0.03),
    });
  }

  const share = (least: number, most: number) => (yearly: number) =>
    round((yearly * random.integer(least, most)) / 1000, 10);
  const hasYearlyBonus = job.bonus === 'yearly' && (seat.level >= 3 || random.chance(0.65));

  for (const periodOn of payPeriods) {
    const month = Number(periodOn.slice(5, 7));
    if (job.bonus === 'quarterly' && month % 3 === 0) add('quarterlyBonus', periodOn, share(10, 45));
    if (hasYearlyBonus && month === 3) add('yearlyBonus', periodOn, share(20 + 10 * seat.level, 50 + 25 * seat.level));
    if (job.hasOvertime && seat.level <= 2 && random.chance(0.32)) {
      add('overtimeHours', periodOn, () => random.integer(2, 24) / 2);
    }
    if (random.chance(0.012)) add('exceptionalBonus', periodOn, share(10, 30));
  }
}
