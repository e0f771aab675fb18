import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { User } from '../../lucca/resources/users.ts';
import { Decimal, rounded } from '../../pay/decimals.ts';
import type { GraphContext } from '../context.ts';
import type { CurrencyRate } from '../generated.ts';
import type { RemunerationParent } from '../parents.ts';
import { measuredPay } from '../remuneration/remuneration.ts';
import type { LeftOutReason, PayMeasure } from './terms.ts';

type Money = { amount: string; currency: string };

/** A person's figure. */
export type PersonsFigure = { user: User; pay: RemunerationParent; money: Money };

/** Why a person is not in the analysis. */
export type LeftOut = { reason: LeftOutReason; message: string };

export type Outcome = PersonsFigure | LeftOut;

export const hasFigure = (outcome: Outcome): outcome is PersonsFigure => 'money' in outcome;

/** A person's figure on a day, or why there is none that may be compared. */
export const figureOf = (
  user: User,
  { asOf, measure }: { asOf: string; measure: PayMeasure },
  context: GraphContext,
): PromiseOrValue<Outcome> =>
  mapValue(measuredPay({ employeeId: user.id, asOf, measure }, context), (measured): Outcome => {
    if ('reason' in measured) return { reason: 'NO_PAY', message: messages.NO_PAY };
    const { pay, money, isBlocked } = measured;
    if (money === null) return { reason: 'NO_FIGURE', message: messages.NO_FIGURE };
    return isBlocked ? { reason: 'BLOCKING_WARNING', message: messages.BLOCKING_WARNING } : { user, pay, money };
  });

/** Converts figures into one currency. Figures in a currency without a rate are left out. */
export function inCurrency(
  outcomes: readonly Outcome[],
  currency: string | null,
  rates: readonly CurrencyRate[],
): Outcome[] {
  const rateOf = new Map(rates.map(({ from, rate }) => [from, rate]));
  return outcomes.map((outcome) => {
    if (!hasFigure(outcome) || currency === null || outcome.money.currency === currency) return outcome;
    const rate = rateOf.get(outcome.money.currency);
    if (rate === undefined) return { reason: 'OTHER_CURRENCY', message: messages.OTHER_CURRENCY };
    const amount = rounded(new Decimal(outcome.money.amount).times(rate));
    return { ...outcome, money: { amount, currency } };
  });
}

/** How many people are left out, by reason, in the order of the schema. */
export const countLeftOut = (outcomes: readonly Outcome[]) =>
  (Object.keys(messages) as LeftOutReason[]).flatMap((reason) => {
    const count = outcomes.filter((outcome) => !hasFigure(outcome) && outcome.reason === reason).length;
    return count === 0 ? [] : [{ reason, count, message: messages[reason] }];
  });

const messages: Record<LeftOutReason, string> = {
  NO_PAY: 'Lucca returns no pay for them on this day. `Employee.remuneration` gives the reason for each person.',
  NO_FIGURE:
    'They have pay on this day, but not this figure. `dataGaps` of `Employee.remuneration` gives the reason for each person.',
  BLOCKING_WARNING:
    'Their figure has a warning of severity BLOCKING and must not be used. See `warnings` of `Employee.remuneration`.',
  OTHER_CURRENCY: 'Their figure is in another currency. Pass `rates` to convert it, or choose another `currency`.',
};
