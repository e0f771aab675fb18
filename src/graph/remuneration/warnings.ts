import { isIncomplete, mayBeIncomplete, type PartialRows } from '../../cache/rows.ts';
import { combine, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import type { VariablePay } from '../../pay/items.ts';
import { type Warning, warningsOf } from '../../pay/warnings.ts';
import type { GraphContext } from '../context.ts';
import { isInForce } from '../contracts/inForce.ts';
import type { RemunerationParent } from '../parents.ts';
import { noneWithoutRight, nothing } from '../server/failures.ts';
import { fixedFigures } from './fixed.ts';
import { fixedPayWithPayments } from './items.ts';
import { isTrainee, shareUnreadOf, theoreticalOf, theoreticalUnread } from './person.ts';
import { variablePay } from './variable.ts';

/**
 * Warnings about the figures. Variable pay that the key may not read causes no warning, because its field says why it is null. Without
 * `isVariableRead`, variable pay is not read, and there are no warnings about it.
 */
export const warningsAbout = (
  pay: RemunerationParent,
  context: GraphContext,
  isVariableRead = true,
): PromiseOrValue<Warning[]> =>
  combine(
    {
      fixed: fixedPayWithPayments(pay, context),
      figures: recover(fixedFigures(pay, context), nothing),
      variable: isVariableRead ? recover(recover(variablePay(pay, context), noVariablePay), nothing) : [],
      theoretical: recover(theoreticalOf(pay, context), nothing),
      theoreticalUnread: recover(theoreticalUnread(pay, context), nothing),
    },
    ({ fixed, figures, variable, theoretical, theoreticalUnread }) =>
      warningsOf({
        fixed,
        annualBase: figures?.annualBase ?? null,
        isShareAssumed: figures?.isShareAssumed ?? false,
        isPartTime: figures?.isPartTime ?? false,
        isTrainee: isTrainee(pay, context),
        hasSeveralContracts: pay.contracts.filter((contract) => isInForce(contract, pay.asOf)).length > 1,
        variable: variable ?? [],
        shareUnread: shareUnreadOf(pay),
        isTheoreticalAmbiguous: theoreticalUnread === 'ambiguous',
        // Lucca's figure is unrelated to what a company enters in its custom fields.
        theoretical: isIncomplete(fixed) || pay.personnelFile ? null : (theoretical ?? null),
        unread: [
          ...(figures === undefined || mayBeIncomplete(pay.contracts) || mayBeIncomplete(fixed) ? fixedFields : []),
          ...(mayBeIncomplete(fixed) ? ['baseSalary' as const] : []),
          ...(variable === undefined || mayBeIncomplete(variable)
            ? (['annualGuaranteedFullTime', 'variableLast12Months'] as const)
            : []),
          ...(theoretical === undefined ? ['luccaTheoreticalAnnual' as const] : []),
        ],
      }),
  );

/** No variable pay, if the key may not read it. */
const noVariablePay = (failure: unknown): PartialRows<VariablePay> => noneWithoutRight(failure);

/** The figures that are computed from fixed items and the share of full time. */
const fixedFields = [
  'annualBaseFullTime',
  'annualFixedFullTime',
  'annualGuaranteedFullTime',
  'annualVariableTarget',
  'hourlyBase',
] as const;
