import { after, type Maybe, rescue } from '../../loaders/maybe.ts';
import { doesLack, mayLack } from '../../loaders/rows.ts';
import { type Warning, warningsOf } from '../../pay/warnings.ts';
import type { GraphContext } from '../context.ts';
import type { RemunerationParent } from '../parents.ts';
import { noneWithoutRight, nothing } from '../server/failures.ts';
import { fixedFigures, fixedPayWithPayments, isTrainee, theoreticalOf } from './fixed.ts';
import { variablePay } from './variable.ts';

/** What is to be known about the figures. Variable pay that the key may not read is none to warn of: the field that shows it tells. */
export const warningsAbout = (pay: RemunerationParent, context: GraphContext): Maybe<Warning[]> =>
  after(fixedPayWithPayments(pay, context), (fixed) =>
    after(rescue(fixedFigures(pay, context), nothing), (figures) =>
      after(rescue(rescue(variablePay(pay, context), noneWithoutRight), nothing), (variable) =>
        after(rescue(theoreticalOf(pay, context), nothing), (theoretical) =>
          warningsOf({
            fixed,
            annualBase: figures?.annualBase ?? null,
            isShareAssumed: figures?.isShareAssumed ?? false,
            isPartTime: figures?.isPartTime ?? false,
            isTrainee: isTrainee(pay),
            variable: variable ?? [],
            theoretical: doesLack(fixed) ? null : (theoretical ?? null),
            isAllRead:
              [figures, variable, theoretical].every((each) => each !== undefined) &&
              ![pay.contracts, fixed, variable ?? []].some(mayLack),
          }),
        ),
      ),
    ),
  );
