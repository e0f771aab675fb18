import { mapValue, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import { isIncomplete, mayBeIncomplete } from '../../loaders/rows.ts';
import { type Warning, warningsOf } from '../../pay/warnings.ts';
import type { GraphContext } from '../context.ts';
import type { RemunerationParent } from '../parents.ts';
import { noneWithoutRight, nothing } from '../server/failures.ts';
import { fixedFigures, fixedPayWithPayments, isTrainee, theoreticalOf } from './fixed.ts';
import { variablePay } from './variable.ts';

/** What is to be known about the figures. Variable pay that the key may not read is none to warn of: the field that shows it tells. */
export const warningsAbout = (pay: RemunerationParent, context: GraphContext): PromiseOrValue<Warning[]> =>
  mapValue(fixedPayWithPayments(pay, context), (fixed) =>
    mapValue(recover(fixedFigures(pay, context), nothing), (figures) =>
      mapValue(recover(recover(variablePay(pay, context), noneWithoutRight), nothing), (variable) =>
        mapValue(recover(theoreticalOf(pay, context), nothing), (theoretical) =>
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
        ),
      ),
    ),
  );
