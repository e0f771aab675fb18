import { after, all, type Maybe, rescue } from '../loaders/maybe.ts';
import { LuccaForbidden, LuccaNotFound } from '../lucca/errors.ts';
import { Decimal } from '../pay/decimals.ts';
import {
  annualBaseFullTime,
  annualFixedFullTime,
  baseSalary,
  type Figure,
  type FixedPay,
  hourlyGross,
  type Step,
  type VariablePay,
  variableLast12Months,
  type WeeklyHours,
  type WorkingShare,
} from '../pay/figures.ts';
import { type Warning, warningsOf } from '../pay/warnings.ts';
import { establishmentById, legalEntityById } from './byId.ts';
import type { GraphContext } from './context.ts';
import { relationOf } from './contractKind.ts';
import { contractOn } from './contracts.ts';
import { withCurrencies } from './currency.ts';
import { tellable } from './errors.ts';
import { gapOfFailure, permissionFor } from './gap.ts';
import type {
  ContractParent,
  EmployeeParent,
  FixedItemParent,
  RemunerationParent,
  VariableItemParent,
} from './parents.ts';
import { type Inference, isInForce } from './remunerationInference.ts';
import { ruleForItem } from './remunerationRules.ts';
import { withoutHours } from './withoutContracts.ts';
import { workingTimeOf } from './workingTime.ts';

/** The figures of fixed pay, with what they rest on. */
type FixedFigures = {
  fixed: readonly FixedPay[];
  isShareAssumed: boolean;
  isPartTime: boolean;
  isTrainee: boolean;
  annualBase: Figure;
  annualFixed: Figure;
};

const known = new WeakMap<RemunerationParent, Maybe<FixedFigures>>();

/** The figures of somebody's fixed pay; worked out once, however many fields ask for them. */
export function fixedFigures(pay: RemunerationParent, context: GraphContext): Maybe<FixedFigures> {
  const found = known.get(pay) ?? workOut(pay, context);
  known.set(pay, found);
  return found;
}

function workOut(pay: RemunerationParent, context: GraphContext): Maybe<FixedFigures> {
  return after(fixedPayWithPayments(pay, context), (fixed) =>
    after(shareOf(pay, context), ({ isAssumed, ...share }) => {
      return {
        fixed,
        isShareAssumed: isAssumed,
        isPartTime: new Decimal(share.fullTimeEquivalent).lessThan(1),
        isTrainee: isTrainee(contractOn(pay.contracts, pay.asOf)),
        annualBase: annualBaseFullTime(fixed, share),
        annualFixed: annualFixedFullTime(fixed, share),
      };
    }),
  );
}

/** Whether a contract makes somebody an intern or an apprentice. */
function isTrainee(contract: ContractParent | null): boolean {
  const relation = contract && relationOf(contract);
  return relation === 'INTERN' || relation === 'APPRENTICE';
}

/** Somebody's fixed items with how they are read; without an inference, payments a year are known only where they are set. */
export function fixedPay({ fixedItems }: RemunerationParent, context: GraphContext, inference?: Inference): FixedPay[] {
  const { account } = context.connection();
  return fixedItems.map((item) => ({ ...written(item), rule: ruleForItem('FIXED', item, account, inference) }));
}

/** The same with payments a year that are inferred where they are not set, which may take requests to find out. */
export function fixedPayWithPayments(pay: RemunerationParent, context: GraphContext): Maybe<FixedPay[]> {
  const { account } = context.connection();
  return after(context.inferences.of(account, context), (inference) => fixedPay(pay, context, inference));
}

/** The gross of an hour, by the account's weekly hours or those usual in the country. */
export const hourlyFigure = (pay: RemunerationParent, context: GraphContext): Maybe<Figure> =>
  after(fixedFigures(pay, context), ({ annualBase }) =>
    after(weeklyHours(pay, context), (hours) => hourlyGross(annualBase, hours)),
  );

/** What was paid in the 12 months that end with the day. */
export const variableFigure = (pay: RemunerationParent, context: GraphContext): Maybe<Figure> =>
  after(variablePay(pay, context), variableLast12Months);

/** How every figure was obtained; of one that could not be read, why. */
export function stepsOf(pay: RemunerationParent, context: GraphContext): Maybe<Step[]> {
  const fixed = fixedFigures(pay, context);
  const figures: [string, Maybe<Figure>][] = [
    ['baseSalary', after(fixedPayWithPayments(pay, context), baseSalary)],
    ['annualBaseFullTime', after(fixed, ({ annualBase }) => annualBase)],
    ['annualFixedFullTime', after(fixed, ({ annualFixed }) => annualFixed)],
    ['variableLast12Months', variableFigure(pay, context)],
    ['hourlyGross', hourlyFigure(pay, context)],
  ];
  return all(
    figures.map(([target, figure]) =>
      rescue(
        after(figure, ({ step }) => step),
        (failure) => unread(target, failure),
      ),
    ),
  );
}

/** What is to be known about the figures. */
export const warningsAbout = (pay: RemunerationParent, context: GraphContext): Maybe<Warning[]> =>
  after(fixedPayWithPayments(pay, context), (fixed) =>
    after(rescue(fixedFigures(pay, context), failed), (figures) =>
      after(rescue(rescue(variablePay(pay, context), withoutRight), failed), (variable) =>
        after(rescue(theoreticalOf(pay, context), failed), (theoretical) =>
          warningsOf({
            fixed,
            annualBase: figures?.annualBase ?? null,
            isShareAssumed: figures?.isShareAssumed ?? false,
            isPartTime: figures?.isPartTime ?? false,
            isTrainee: isTrainee(contractOn(pay.contracts, pay.asOf)),
            variable: variable ?? [],
            theoretical: theoretical ?? null,
            isAllRead: [figures, variable, theoretical].every((each) => each !== undefined),
          }),
        ),
      ),
    ),
  );

/** Lucca's own yearly figure, which it works out for today and keeps no history of. */
export function theoreticalOf({ employeeId, asOf }: RemunerationParent, context: GraphContext): Maybe<string | null> {
  if (asOf !== context.today) return null;
  return after(personOf(employeeId, context), (employee) => employee?.applicationData?.theoreticalRemuneration ?? null);
}

/** What Lucca tells of a person, no older than pay may be. */
const personOf = (employeeId: number, { connection }: GraphContext): Maybe<EmployeeParent | null> =>
  connection().loaders.employeesForPay.one(employeeId);

/** A person's variable items, each with its currency. */
export function variableItemsOf(
  { employeeId, contracts }: Pick<RemunerationParent, 'employeeId' | 'contracts'>,
  includeDeleted: boolean,
  context: GraphContext,
): Maybe<VariableItemParent[]> {
  const { variableItems, variableItemsWithDeleted } = context.connection().loaders;
  const loader = includeDeleted ? variableItemsWithDeleted : variableItems;
  return after(loader.many(employeeId), (items) => withCurrencies(items, contracts, context));
}

/** Keeps the items of the pay periods in the twelve months that end with a day, but those that were deleted. */
export function ofTwelveMonths<Item extends Pick<VariableItemParent, 'period' | 'isDeleted'>>(
  items: readonly Item[],
  asOf: string,
): Item[] {
  // The day a year before need not exist to come after all days before it.
  const yearBefore = `${String(Number(asOf.slice(0, 4)) - 1).padStart(4, '0')}${asOf.slice(4)}`;
  return items.filter(({ period, isDeleted }) => !isDeleted && period > yearBefore && period <= asOf);
}

/** Whether a variable item counts something other than money. */
export const isQuantity = (item: Pick<VariableItemParent, 'nature'>): boolean => item.nature?.type === 'Number';

const knownVariable = new WeakMap<RemunerationParent, Maybe<VariablePay[]>>();

/** The variable items of the twelve months; found once, however many fields ask for them. */
export function variablePay(pay: RemunerationParent, context: GraphContext): Maybe<VariablePay[]> {
  const found = knownVariable.get(pay) ?? readVariablePay(pay, context);
  knownVariable.set(pay, found);
  return found;
}

function readVariablePay(pay: RemunerationParent, context: GraphContext): Maybe<VariablePay[]> {
  const { account, loaders } = context.connection();
  return after(loaders.variableItems.many(pay.employeeId), (items) =>
    after(withCurrencies(ofTwelveMonths(items, pay.asOf), pay.contracts, context), (recent) =>
      recent.map((item) => ({
        ...written(item),
        period: item.period,
        isQuantity: isQuantity(item),
        rule: ruleForItem('VARIABLE', item, account),
      })),
    ),
  );
}

const written = (item: FixedItemParent | VariableItemParent) => ({
  luccaId: item.id,
  natureName: item.nature?.name ?? null,
  amount: item.amount,
  currency: item.currency,
});

/**
 * The share of full time on the day. Lucca tells today's only; it holds for another day as well where the contract and every item were
 * those of today, because amounts that follow the working time would have changed with it.
 */
function shareOf(pay: RemunerationParent, context: GraphContext): Maybe<WorkingShare & { isAssumed: boolean }> {
  const contract = contractOn(pay.contracts, pay.asOf);
  return after(personOf(pay.employeeId, context), (employee) =>
    after(workingTimeOf(employee, contract, pay.asOf, context), ({ fullTimeEquivalent, origin }) => {
      const isSameAsToday =
        (employee?.applicationData?.fullTimeEquivalent ?? null) !== null &&
        contract !== null &&
        [contract, ...pay.fixedItems].every((each) => isInForce(each, context.today));
      const isAssumed = origin === 'ASSUMED' && !isSameAsToday;
      return {
        fullTimeEquivalent: fullTimeEquivalent ?? '1',
        isAssumed,
        source: isAssumed ? 'assumed' : isSameAsToday && origin === 'ASSUMED' ? "Pagga's of today" : 'Pagga',
      };
    }),
  );
}

function weeklyHours(pay: RemunerationParent, context: GraphContext): Maybe<WeeklyHours> {
  const { weeklyHoursAtFullTime } = context.connection().account.mapping;
  if (weeklyHoursAtFullTime !== null) return { hours: weeklyHoursAtFullTime, source: 'set for the account' };
  const contract = contractOn(pay.contracts, pay.asOf);
  return after(establishmentById(contract?.establishmentId ?? null, context), (establishment) =>
    after(legalEntityById(establishment?.legalUnitId ?? null, context), (legalEntity) =>
      legalEntity?.country?.code === 'FR'
        ? { hours: '35', source: 'usual in France' }
        : { hours: null, reason: withoutHours(pay, context).message },
    ),
  );
}

/** The step of a figure that could not be read; throws on what nobody foresaw. */
function unread(target: string, failure: unknown): Step {
  const why = gapOfFailure(failure, permissionFor(`Remuneration.${target}`));
  if (why === null) throw failure;
  return { target, formula: 'none', inputs: [why.message] };
}

/** Nothing, for what could not be read; throws on what nobody foresaw. */
function failed(failure: unknown): undefined {
  if (tellable(failure) === null) throw failure;
}

/** Variable pay that the key may not read is none to warn of; the field that shows it tells. */
function withoutRight(failure: unknown): [] {
  if (failure instanceof LuccaForbidden || failure instanceof LuccaNotFound) return [];
  throw failure;
}
