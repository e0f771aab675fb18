import type { PersonnelFilePay } from '../../accounts/mapping.ts';
import { mayBeIncomplete, type PartialRows, type Rows, withCompleteness } from '../../cache/rows.ts';
import { mapValue, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import type { GraphContext } from '../context.ts';
import { assignedTo } from '../contracts/assigned.ts';
import { contractOn, isInForce } from '../contracts/inForce.ts';
import { emptiness, type Gap, gap, gapOfFailure, isWorthReading, skippedRow } from '../dataGaps/gap.ts';
import type { RemunerationParent } from '../parents.ts';
import { isRefused, nothing } from '../server/failures.ts';
import { contractsFor } from './contracts.ts';
import { withContracts } from './currency.ts';
import { freshnessOf } from './freshness.ts';
import { type FilePay, filePayOf, ofTodayOnly, payFieldsOf } from './personnelFile.ts';
import { ofTwelveMonths } from './variable.ts';

const right = 'PAGGA_INDIVIDUAL_SITUATIONS';
const rightToVariable = 'PAGGA_EVP_SCREEN';

/** The person and day to read pay for, and the variable pay that the requested fields need. */
export type Question = {
  employeeId: number;
  asOf: string;
  /** Whether variable pay is returned if there is no fixed pay. */
  isVariableAsked: boolean;
  /** Whether variable items are also read if there is fixed pay: then both are read at the same time. */
  isVariableNeeded: boolean;
  /** Whether the share of full time and the hours of a full-time week are needed if there is fixed pay. */
  isShareNeeded: boolean;
  areHoursNeeded: boolean;
};

/** A person's pay on a day, or the reason why there is none. Fails if Lucca cannot be read. */
export function remunerationOf(question: Question, context: GraphContext): PromiseOrValue<RemunerationParent | Gap> {
  const { employeeId, asOf, isVariableNeeded, isShareNeeded, areHoursNeeded } = question;
  const { account, loaders } = context.connection();
  const fields = payFieldsOf(account);
  if (fields) return payOfFile(question, fields, context);
  const items = loaders.fixedItems.many(employeeId);
  const contracts = contractsFor(employeeId, context);
  // Variable pay is not returned on its own if fixed pay is refused.
  if (isVariableNeeded && isWorthReading(right, context)) void loaders.variableItems.many(employeeId);
  // Only the arrangement contains the share on days other than today, and whether working time is counted in hours.
  const isArrangementNeeded = areHoursNeeded || (isShareNeeded && asOf !== context.today);
  if (isArrangementNeeded && isWorthReading(right, context)) void assignedTo(employeeId, loaders.forPay);
  const pay = mapValue(items, (rows) => {
    const inForce = rows.filter((item) => isInForce(item, asOf));
    if (inForce.length === 0) return without(question, withCompleteness([], rows), contracts, context);
    return mapValue(contracts, (contracts) => {
      const absence = withoutContract(asOf, contracts);
      if (absence) return absence;
      return mapValue(withContracts(inForce, contracts, context), (fixedItems) => ({
        employeeId,
        asOf,
        contracts,
        fixedItems: withCompleteness(
          fixedItems.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn)),
          rows,
        ),
        ...freshnessOf([...fixedItems, ...contracts]),
      }));
    });
  });
  return recover(pay, (failure) => refusalOf(failure, right));
}

/** A person's pay by the personnel file, which is known for today only. */
function payOfFile(
  { employeeId, asOf, isShareNeeded, areHoursNeeded }: Question,
  fields: PersonnelFilePay,
  context: GraphContext,
): PromiseOrValue<RemunerationParent | Gap> {
  if (asOf !== context.today) return ofTodayOnly;
  const contracts = contractsFor(employeeId, context);
  const { loaders } = context.connection();
  // Read at the same time as the contracts.
  void loaders.personnelFiles.many(employeeId);
  const isArrangementNeeded = areHoursNeeded || (isShareNeeded && fields.fullTimeShareFieldId === null);
  if (isArrangementNeeded) void assignedTo(employeeId, loaders.forPay);
  return mapValue(contracts, (contracts) => {
    const absence = withoutContract(asOf, contracts);
    if (absence) return absence;
    return mapValue<FilePay | Gap, RemunerationParent | Gap>(
      filePayOf(employeeId, fields, contracts, context),
      (pay) => {
        if ('reason' in pay) return pay;
        const { items, personnelFile } = pay;
        if (items.length === 0) return gap('NOT_SET_IN_LUCCA', emptyFile);
        const freshness = freshnessOf([pay, ...contracts]);
        return { employeeId, asOf, contracts, fixedItems: items, personnelFile, ...freshness };
      },
    );
  });
}

const emptyFile = "The custom fields that the account has set for pay are empty in this person's personnel file.";

/** The reason why Lucca refuses data that requires a right. Rethrows any other failure. */
function refusalOf(failure: unknown, permission: typeof right | typeof rightToVariable): Gap {
  const refusal = isRefused(failure) ? gapOfFailure(failure, permission) : null;
  if (refusal === null) throw failure;
  return refusal;
}

/** Pay without fixed items in force: variable pay alone, if it is selected and there is any; else the reason why there is no pay. */
function without(
  question: Question,
  fixedItems: PartialRows<never>,
  contracts: PromiseOrValue<Rows<WorkContract>>,
  context: GraphContext,
): PromiseOrValue<RemunerationParent | Gap> {
  const { employeeId, asOf, isVariableAsked } = question;
  const variable = isVariableAsked ? recentItems(employeeId, asOf, context) : [];
  return mapValue(variable, (items) => {
    if ('reason' in items || items.length === 0)
      // Contracts only make the reason more precise; it is also returned without them.
      return mapValue(recover(contracts, nothing), (contracts = []) => {
        const why = absent(asOf, fixedItems, contracts, context);
        // There may still be variable pay that the key cannot see.
        const isVariableUnknown = 'reason' in items && why.reason === 'NOT_SET_IN_LUCCA';
        return isVariableUnknown ? { ...items, message: `${why.message} ${items.message}` } : why;
      });
    return mapValue(
      contracts,
      (contracts) =>
        withoutContract(asOf, contracts) ?? {
          employeeId,
          asOf,
          contracts,
          fixedItems,
          ...freshnessOf([...items, ...contracts]),
        },
    );
  });
}

/** The variable items that may be returned without fixed pay; or the reason why it is unknown whether there are any. */
const recentItems = (employeeId: number, asOf: string, context: GraphContext) =>
  recover(
    mapValue(context.connection().loaders.variableItems.many(employeeId), (items) => {
      const recent = ofTwelveMonths(items, asOf);
      if (recent.length > 0) return recent;
      const why = emptiness(rightToVariable, context);
      if (why.reason === 'PERMISSION_MISSING') return why;
      return mayBeIncomplete(items) ? skippedRow : recent;
    }),
    (failure) => refusalOf(failure, rightToVariable),
  );

/**
 * The reason why there is no pay on a day without a contract, whatever items Lucca returns: the items of a person who has left are often
 * left open. Null if a contract is in force, or if that is unknown.
 */
function withoutContract(asOf: string, contracts: Rows<WorkContract>): Gap | null {
  const when = outside(asOf, contracts);
  return when === '' ? null : gap('NOT_SET_IN_LUCCA', `This person has no contract on this day${when}.`);
}

// Lucca may answer a missing right with an empty list. The checks of the key then say whether the right is missing, if they could prove it.
function absent(
  asOf: string,
  fixedItems: PartialRows<never>,
  contracts: Rows<WorkContract>,
  context: GraphContext,
): Gap {
  const why = emptiness(right, context);
  if (why.reason !== 'NOT_SET_IN_LUCCA') return why;
  if (mayBeIncomplete(fixedItems)) return skippedRow;
  const nothing = 'Lucca returns no fixed pay for this person on this day';
  return { ...why, message: why.message.replace(/^Lucca returns no value/, `${nothing}${outside(asOf, contracts)}`) };
}

function outside(asOf: string, contracts: Rows<WorkContract>): string {
  if (contracts.length === 0 || mayBeIncomplete(contracts) || contractOn(contracts, asOf)) return '';
  const first = contracts.map(({ startsOn }) => startsOn).toSorted()[0] ?? asOf;
  if (asOf < first) return `, which is before the first contract: it starts on ${first}`;
  const ends = contracts.map(({ endsOn }) => endsOn ?? '9999-12-31').toSorted();
  const last = ends.at(-1) ?? asOf;
  return asOf > last ? `, which is after the last contract: it ended on ${last}` : ', on which no contract runs';
}
