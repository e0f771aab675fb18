import type { PersonnelFilePay } from '../../accounts/mapping.ts';
import { mayBeIncomplete, type Rows } from '../../cache/rows.ts';
import { combine, mapValue, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import type { FixedItem } from '../../lucca/resources/fixedItems.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { UserWithExtendedData } from '../../lucca/resources/usersWithExtendedData.ts';
import type { VariableItem } from '../../lucca/resources/variableItems.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import { Decimal } from '../../pay/decimals.ts';
import type { GraphContext } from '../context.ts';
import { emptiness } from '../dataGaps/gap.ts';
import { RightMissing } from '../rightMissing.ts';
import { isRefused } from '../server/failures.ts';
import { filterInTurns } from '../server/inTurns.ts';
import { digestedFile, payFieldsOf, rightToPay } from './personnelFile.ts';

/** Everything that a digest is computed from; rows are null if Lucca refuses them. */
export type Digested = {
  employeeId: number;
  /** Today's share of full time, as decimal text; null if Lucca does not give it. */
  share: string | null;
  fixed: readonly FixedItem[];
  /** The pay in the personnel file, if it is read from there. */
  file?: readonly unknown[];
  variable: readonly VariableItem[] | null;
  contracts: readonly WorkContract[] | null;
};

type Item = FixedItem | VariableItem;

/**
 * A text that changes exactly when the data that pay is computed from changes: items, contracts and the share of full time, regardless of
 * their order and of how Lucca writes a number.
 */
export function digestedText({ employeeId, share, fixed, file, variable, contracts }: Digested): string {
  const placeOf = (item: Item) => contracts?.find(({ id }) => id === item.workContractId)?.establishmentId ?? null;
  const ofItem = (item: Item) => [
    item.id,
    new Decimal(item.amount).toFixed(),
    item.workContractId,
    item.workContract.amendmentId || null,
    item.natureId,
    item.nature?.name ?? null,
    item.nature?.category?.code ?? null,
    currenciesOf(item, placeOf(item)),
  ];
  return JSON.stringify([
    employeeId,
    share === null ? null : new Decimal(share).toFixed(),
    byId(fixed).map((item) => [...ofItem(item), item.startsOn, item.endsOn, item.comment]),
    variable &&
      byId(variable)
        .filter(({ isDeleted }) => !isDeleted)
        .map((item) => [...ofItem(item), item.period, item.comments, item.nature?.type ?? null]),
    contracts &&
      byId(contracts).map(({ id, type, startsOn, endsOn, establishmentId }) => [
        id,
        type?.name ?? null,
        startsOn,
        endsOn,
        establishmentId,
      ]),
    ...(file === undefined ? [] : [file]),
  ]);
}

const byId = <Row extends { id: number }>(rows: readonly Row[]): Row[] => rows.toSorted((a, b) => a.id - b.id);

/** The currency at the establishment of the contract, else all currencies of the nature: the currency is known if there is only one. */
function currenciesOf({ nature }: Item, establishmentId: number | null) {
  const named = nature?.establishments ?? [];
  const here = named.find(({ id }) => id === establishmentId)?.currencyCode;
  return here ? [here] : [...new Set(named.map(({ currencyCode }) => currencyCode))].toSorted();
}

/** The digest of a person's pay; null if rows that belong to it, or may belong to it, could not be read. */
export const digestOf = (employeeId: number, context: GraphContext): PromiseOrValue<string | null> =>
  mapValue(textOf(employeeId, context), (text) => (text === null ? null : digesterOf(context).digest(text)));

/**
 * The people whose digest is not among the given ones, which may have been made with an earlier master key. People without a digest are
 * included.
 */
export function peopleNotDigested(
  digests: readonly string[],
  people: Rows<User>,
  context: GraphContext,
): PromiseOrValue<ReadonlySet<number>> {
  const { digest, keyIdOf } = digesterOf(context);
  const known = new Set(digests);
  const keyIds = [...new Set(digests.flatMap((each) => keyIdOf(each) ?? []))];
  const { account, loaders } = context.connection();
  const isInFiles = payFieldsOf(account) !== null;
  const read = {
    employees: loaders.forPay.employees.all(),
    shown: isInFiles ? mapValue(loaders.personnelFiles.all(), filesShown) : loaders.fixedItems.all(),
    variable: isInFiles ? null : nullIfRefused(loaders.variableItems.all()),
    contracts: nullIfRefused(loaders.forPay.contracts.all()),
  };
  // The whole resources are read first, and then serve each person.
  return combine(read, ({ shown }) => {
    const right = rightToPay(context);
    const why = emptiness(right, context);
    if (shown.length === 0 && people.length > 0 && why.reason !== 'NOT_SET_IN_LUCCA') throw new RightMissing(right);
    const isNew = ({ id }: User) =>
      mapValue(textOf(id, context), (text) => text === null || !keyIds.some((key) => known.has(digest(text, key))));
    return mapValue(filterInTurns(people, isNew, context.work), (found) => new Set(found.map(({ id }) => id)));
  });
}

const filesShown = (files: Rows<UserWithExtendedData>) => files.filter(({ extendedData }) => extendedData !== null);

/** The text of a person's digest; null if rows that belong to it, or may belong to it, could not be read. */
function textOf(employeeId: number, context: GraphContext): PromiseOrValue<string | null> {
  const { account, loaders } = context.connection();
  const fields = payFieldsOf(account);
  if (fields) return textOfFile(employeeId, fields, context);
  const rows = {
    people: loaders.forPay.employees.many(employeeId),
    fixed: loaders.fixedItems.many(employeeId),
    variable: nullIfRefused(loaders.variableItems.many(employeeId)),
    contracts: nullIfRefused(loaders.forPay.contracts.many(employeeId)),
  };
  return combine(rows, ({ people, fixed, variable, contracts }) => {
    if (fixed.length === 0 && emptiness('PAGGA_INDIVIDUAL_SITUATIONS', context).reason !== 'NOT_SET_IN_LUCCA')
      return null;
    if ([people, fixed, variable, contracts].some((each) => each !== null && mayBeIncomplete(each))) return null;
    const share = people[0]?.applicationData?.fullTimeEquivalent ?? null;
    return digestedText({ employeeId, share, fixed, variable, contracts });
  });
}

/** The same if pay is read from the personnel file. */
function textOfFile(
  employeeId: number,
  fields: PersonnelFilePay,
  context: GraphContext,
): PromiseOrValue<string | null> {
  const { loaders } = context.connection();
  const rows = {
    people: loaders.forPay.employees.many(employeeId),
    files: loaders.personnelFiles.many(employeeId),
    definitions: loaders.customFields.all(),
    contracts: nullIfRefused(loaders.forPay.contracts.many(employeeId)),
  };
  return combine(rows, ({ people, files, definitions, contracts }) => {
    if ([people, files, contracts].some((each) => each !== null && mayBeIncomplete(each))) return null;
    const [file] = files;
    const content = file ? digestedFile(file, fields, definitions) : null;
    if (content === null) return null;
    const share = people[0]?.applicationData?.fullTimeEquivalent ?? null;
    return digestedText({ employeeId, share, fixed: [], file: content, variable: null, contracts });
  });
}

const nullIfRefused = <Row>(rows: PromiseOrValue<Rows<Row>>): PromiseOrValue<Rows<Row> | null> =>
  recover(rows, (failure) => {
    if (isRefused(failure)) return null;
    throw failure;
  });

/** Digests differ between accounts and tenants, and cannot be tried out without the master key. */
function digesterOf({ connection, vault }: GraphContext) {
  const { tenant, id } = connection().account;
  return vault.digester(JSON.stringify(['remunerationDigest', tenant, id]));
}
