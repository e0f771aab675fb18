import type { PartialRows } from '../../cache/rows.ts';
import { combine, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { Decimal } from '../../pay/decimals.ts';
import {
  annualBaseFullTime,
  annualFixedFullTime,
  annualGuaranteedFullTime,
  annualVariableTarget,
  baseSalary,
  type Figure,
  hourlyBase,
} from '../../pay/figures.ts';
import type { FixedPay } from '../../pay/items.ts';
import { isGuaranteedKind } from '../../pay/kinds.ts';
import type { GraphContext } from '../context.ts';
import type { RemunerationParent } from '../parents.ts';
import { onceFor } from '../server/onceFor.ts';
import { weekOf } from './contracts.ts';
import { fixedPayWithPayments, unlessIncomplete } from './items.ts';
import { shareOf } from './person.ts';
import { variablePay } from './variable.ts';

/** The base salary of a year, computed once for all fields, with the share of full time it depends on. */
export const fixedFigures = onceFor((pay: RemunerationParent, context: GraphContext) =>
  combine(
    { fixed: fixedPayWithPayments(pay, context), workingShare: shareOf(pay, context) },
    ({ fixed, workingShare: { isAssumed, ...share } }) => ({
      isShareAssumed: isAssumed,
      isPartTime: new Decimal(share.fullTimeEquivalent).lessThan(1),
      annualBase: unlessIncomplete(fixed, annualBaseFullTime(fixed, share)),
    }),
  ),
);

/** Fixed pay of a year, including fixed pay that the account enters as variable. */
export const annualFixedFigure = onceFor((pay: RemunerationParent, context: GraphContext) =>
  combine(
    {
      fixed: fixedPayWithPayments(pay, context),
      share: shareOf(pay, context),
      paid: hasFixedPayAsPaid(context) ? variablePay(pay, context) : [],
    },
    ({ fixed, share, paid }) =>
      unlessIncomplete(fixed, unlessIncomplete(paid, annualFixedFullTime(fixed, share, paid))),
  ),
);

/** Guaranteed pay of a year, in whichever family it was entered. */
export const annualGuaranteedFigure = onceFor((pay: RemunerationParent, context: GraphContext) =>
  combine(
    { fixed: fixedPayWithPayments(pay, context), share: shareOf(pay, context), paid: variablePay(pay, context) },
    ({ fixed, share, paid }) =>
      unlessIncomplete(fixed, unlessIncomplete(paid, annualGuaranteedFullTime(fixed, share, paid))),
  ),
);

/** Variable pay of a year in which all targets are met. */
export const annualTargetFigure = onceFor((pay: RemunerationParent, context: GraphContext) =>
  combine(
    {
      fixed: fixedPayWithPayments(pay, context),
      periods: hasTargetsByPeriod(context) ? variablePay(pay, context) : [],
      // Lucca's own items are entered at the person's working time.
      share: pay.personnelFile ? shareOf(pay, context) : { fullTimeEquivalent: '1', source: 'as entered' },
    },
    ({ fixed, periods, share }) =>
      unlessIncomplete(fixed, unlessIncomplete(periods, annualVariableTarget(fixed, periods, share))),
  ),
);

/** Whether the account has set that a nature of variable pay is fixed pay: only then do fixed figures need variable items. */
export const hasFixedPayAsPaid = (context: GraphContext): boolean =>
  variableSettings(context).some(({ kind, isTarget }) => !isTarget && kind !== null && isGuaranteedKind(kind));

/** Whether the account has set that a nature of variable pay is a target. */
export const hasTargetsByPeriod = (context: GraphContext): boolean =>
  variableSettings(context).some(({ isTarget }) => isTarget === true);

const variableSettings = ({ connection }: GraphContext) =>
  connection().account.mapping.natures.filter(({ family }) => family === 'VARIABLE');

/** The base salary. */
export const baseFigure = (items: PartialRows<FixedPay>): Figure => unlessIncomplete(items, baseSalary(items));

/** Gross base pay per hour of the full-time week of the day. */
export const hourlyFigure = (pay: RemunerationParent, context: GraphContext): PromiseOrValue<Figure> =>
  combine({ figures: fixedFigures(pay, context), week: weekOf(pay, context) }, ({ figures, week }) =>
    hourlyBase(figures.annualBase, week.hours === null ? { hours: null, reason: week.gap.message } : week),
  );
