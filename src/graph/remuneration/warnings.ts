import { isIncomplete, mayBeIncomplete } from '../../cache/rows.ts';
import { combine, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import { type Warning, warningsOf } from '../../pay/warnings.ts';
import type { GraphContext } from '../context.ts';
import type { RemunerationParent } from '../parents.ts';
import { noneWithoutRight, nothing } from '../server/failures.ts';
import { fixedFigures } from './fixed.ts';
import { fixedPayWithPayments } from './items.ts';
import { isTrainee, theoreticalOf } from './person.ts';
import { variablePay } from './variable.ts';

/** Warnings about the figures. Variable pay that the key may not read causes none: the field that shows it says why it is null. */
export const warningsAbout = (pay: RemunerationParent, context: GraphContext): PromiseOrValue<Warning[]> =>
  combine(
    {
      fixed: fixedPayWithPayments(pay, context),
      figures: recover(fixedFigures(pay, context), nothing),
      variable: recover(recover(variablePay(pay, context), noneWithoutRight), nothing),
      theoretical: recover(theoreticalOf(pay, context), nothing),
    },
    ({ fixed, figures, variable, theoretical }) =>
      warningsOf({
        fixed,
        annualBase: figures?.annualBase ?? null,
        isShareAssumed: figures?.isShareAssumed ?? false,
        isPartTime: figures?.isPartTime ?? false,
        isTrainee: isTrainee(pay),
        variable: variable ?? [],
        theoretical: isIncomplete(fixed) ? null : (theoretical ?? null),
        isAllRead:
          [figures, variable, theoretical].every((each) => each !== undefined) &&
          ![pay.contracts, fixed, variable ?? []].some(mayBeIncomplete),
      }),
  );
