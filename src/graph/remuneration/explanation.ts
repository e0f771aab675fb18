import { allValues, mapValue, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import type { Figure, Step } from '../../pay/figures.ts';
import type { GraphContext } from '../context.ts';
import { gapOfFailure, permissionFor } from '../dataGaps/gap.ts';
import type { RemunerationParent } from '../parents.ts';
import {
  annualFixedFigure,
  annualGuaranteedFigure,
  annualTargetFigure,
  baseFigure,
  fixedFigures,
  hourlyFigure,
} from './fixed.ts';
import { fixedPayWithPayments } from './items.ts';
import { variableFigure } from './variable.ts';

/**
 * How each figure was computed; for a figure that could not be read, the reason. A figure that needs additional requests is explained only
 * if it is selected.
 */
export function stepsOf(
  pay: RemunerationParent,
  context: GraphContext,
  selected: ReadonlySet<string>,
): PromiseOrValue<Step[]> {
  const figures: [string, PromiseOrValue<Figure>][] = [
    ['baseSalary', mapValue(fixedPayWithPayments(pay, context), baseFigure)],
    ['annualBaseFullTime', mapValue(fixedFigures(pay, context), ({ annualBase }) => annualBase)],
    ['annualFixedFullTime', annualFixedFigure(pay, context)],
    ['annualGuaranteedFullTime', annualGuaranteedFigure(pay, context)],
    ['annualVariableTarget', annualTargetFigure(pay, context)],
    ['variableLast12Months', variableFigure(pay, context)],
  ];
  if (selected.has('hourlyBase') || selected.has('hourlyGross'))
    figures.push(['hourlyBase', hourlyFigure(pay, context)]);
  return allValues(
    figures.map(([target, figure]) =>
      recover(
        mapValue(figure, ({ step }) => step),
        (failure) => unread(target, failure),
      ),
    ),
  );
}

/** The step of a figure that could not be read. Rethrows unexpected errors. */
function unread(target: string, failure: unknown): Step {
  const why = gapOfFailure(failure, permissionFor(`Remuneration.${target}`));
  if (why === null) throw failure;
  return { target, formula: 'none', inputs: [why.message] };
}
