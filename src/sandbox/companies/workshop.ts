import type { Company } from '../model.ts';
import { addMonths, firstOfMonth } from './dates.ts';
import { createSequence, type Sequence } from './ids.ts';
import type { Plan, Site } from './plan.ts';
import { at, type Random } from './random.ts';

/** The state that the functions share that create a company. */
export type Workshop = {
  plan: Plan;
  today: string;
  /** First days of the months with variable pay, oldest first. */
  payPeriods: readonly string[];
  random: Random;
  /** The company so far; rows are added to it in place. */
  company: Company;
  ids: Record<'person' | 'contract' | 'fixedItem' | 'variableItem' | 'value' | 'workCycle', Sequence>;
};

const monthsKept = 24;

/** First days of the last two years' months, the current one included. */
export function lastPayPeriods(today: string): string[] {
  return Array.from({ length: monthsKept + 1 }, (_, index) => addMonths(firstOfMonth(today), index - monthsKept));
}

/** The sequences of ids of a new company. */
export function createIds(): Workshop['ids'] {
  return {
    person: createSequence(6),
    contract: createSequence(410),
    fixedItem: createSequence(2000),
    variableItem: createSequence(7000),
    value: createSequence(900),
    workCycle: createSequence(50),
  };
}

/** The site of an establishment in the plan. */
export function siteOf({ plan }: Pick<Workshop, 'plan'>, establishmentId: number): Site {
  return at(
    plan.sites.filter(({ establishment }) => establishment.id === establishmentId),
    0,
  );
}
