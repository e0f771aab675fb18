import { allValues, mapValue, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import type { Figure } from '../../pay/figures.ts';
import type { FigureField } from '../../pay/warnings.ts';
import type { GraphContext } from '../context.ts';
import type { Gap } from '../dataGaps/gap.ts';
import type { PayMeasure } from '../generated.ts';
import type { RemunerationParent } from '../parents.ts';
import { noneWithoutRight } from '../server/failures.ts';
import {
  annualFixedFigure,
  annualGuaranteedFigure,
  annualTargetFigure,
  fixedFigures,
  hasFixedPayAsPaid,
  hasTargetsByPeriod,
  hourlyFigure,
} from './fixed.ts';
import { fieldsOfHours, fieldsOfShare } from './freshness.ts';
import { grossPayOf } from './gross.ts';
import { payFieldsOf } from './personnelFile.ts';
import { remunerationOf } from './remunerationOf.ts';
import { variableFigure } from './variable.ts';
import { warningsAbout } from './warnings.ts';

/** A figure of `Remuneration`, how it is computed, and whether that needs variable pay. */
type Measure = {
  field: FigureField;
  figureOf(pay: RemunerationParent, context: GraphContext): PromiseOrValue<Figure>;
  isVariableRead(context: GraphContext): boolean;
};

const measures: Record<PayMeasure, Measure> = {
  ANNUAL_BASE_FULL_TIME: {
    field: 'annualBaseFullTime',
    figureOf: (pay, context) => mapValue(fixedFigures(pay, context), ({ annualBase }) => annualBase),
    isVariableRead: () => false,
  },
  ANNUAL_FIXED_FULL_TIME: {
    field: 'annualFixedFullTime',
    figureOf: annualFixedFigure,
    isVariableRead: hasFixedPayAsPaid,
  },
  ANNUAL_GUARANTEED_FULL_TIME: {
    field: 'annualGuaranteedFullTime',
    figureOf: annualGuaranteedFigure,
    isVariableRead: () => true,
  },
  ANNUAL_VARIABLE_TARGET: {
    field: 'annualVariableTarget',
    figureOf: annualTargetFigure,
    isVariableRead: hasTargetsByPeriod,
  },
  VARIABLE_LAST_12_MONTHS: { field: 'variableLast12Months', figureOf: variableFigure, isVariableRead: () => true },
  ANNUAL_GROSS_PAY: {
    field: 'annualGrossPay',
    figureOf: (pay, context) => mapValue(grossPayOf(pay, context), ({ total }) => total),
    isVariableRead: () => true,
  },
  HOURLY_BASE: { field: 'hourlyBase', figureOf: hourlyFigure, isVariableRead: () => false },
  HOURLY_GROSS_PAY: {
    field: 'annualGrossPay',
    figureOf: (pay, context) => mapValue(grossPayOf(pay, context), ({ hourly }) => hourly),
    isVariableRead: () => true,
  },
};

/** A person's pay with one figure of it; `isBlocked` if a warning says that it must not be used. */
type MeasuredPay = { pay: RemunerationParent; money: Figure['money']; isBlocked: boolean };

/**
 * Loads the data for a figure of many people in one go: for ten thousand people one by one, the promises would take more memory than the
 * rows. Fails if Lucca cannot be read.
 */
export function prepareMeasure(
  numbers: readonly number[],
  measure: PayMeasure,
  context: GraphContext,
): PromiseOrValue<unknown> {
  const { account, loaders: all } = context.connection();
  const { fixedItems, variableItems, personnelFiles, forPay } = all;
  const { field, isVariableRead } = measures[measure];
  const ofItems = [fixedItems, ...(isVariableRead(context) ? [variableItems] : [])];
  const loaders = [
    ...(payFieldsOf(account) ? [personnelFiles] : ofItems),
    forPay.contracts,
    ...(fieldsOfShare.has(field) ? [forPay.employees] : []),
  ];
  // What is refused, each person's pay says.
  return allValues(loaders.map((loader) => recover<unknown, unknown>(loader.prepare(numbers), noneWithoutRight)));
}

/** A figure of a person's pay on a day, or the reason why there is no pay. Fails if Lucca cannot be read. */
export function measuredPay(
  { employeeId, asOf, measure }: { employeeId: number; asOf: string; measure: PayMeasure },
  context: GraphContext,
): PromiseOrValue<MeasuredPay | Gap> {
  const { field, figureOf, isVariableRead } = measures[measure];
  const isVariable = isVariableRead(context);
  const question = {
    employeeId,
    asOf,
    isVariableAsked: field === 'variableLast12Months',
    isVariableNeeded: isVariable,
    isShareNeeded: fieldsOfShare.has(field),
    areHoursNeeded: fieldsOfHours.has(field),
  };
  return mapValue<RemunerationParent | Gap, MeasuredPay | Gap>(remunerationOf(question, context), (pay) => {
    if ('reason' in pay) return pay;
    return mapValue(figureOf(pay, context), ({ money }) => {
      if (money === null) return { pay, money, isBlocked: false };
      return mapValue(warningsAbout(pay, context, isVariable), (warnings) => ({
        pay,
        money,
        isBlocked: warnings.some(
          ({ severity, fields }) => severity === 'BLOCKING' && restsOn(field).some((each) => fields.includes(each)),
        ),
      }));
    });
  });
}

/** The figures whose blocking warnings also block this one: gross pay is computed from the base salary, and has no such warnings itself. */
const restsOn = (field: FigureField): FigureField[] =>
  field === 'annualGrossPay' ? [field, 'annualBaseFullTime'] : [field];
