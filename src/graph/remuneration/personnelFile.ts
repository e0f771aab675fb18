import type { Account } from '../../accounts/accounts.ts';
import type { PersonnelFilePay } from '../../accounts/mapping.ts';
import type { PermissionCode } from '../../accounts/rights/permissions.ts';
import { type Fetched, mayBeIncomplete, type Rows } from '../../cache/rows.ts';
import { always } from '../../days.ts';
import { allValues, combine, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import {
  amountOf,
  currencyBeside,
  currencyOf,
  type Field,
  fieldIn,
  type Reading,
  shareOf,
} from '../../lucca/customFieldValues.ts';
import type { ExtensionDefinition } from '../../lucca/resources/extensionDefinitions.ts';
import type { UserWithExtendedData } from '../../lucca/resources/usersWithExtendedData.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import { type FieldSetting, treatmentOfField } from '../../pay/treatments.ts';
import type { GraphContext } from '../context.ts';
import { contractOn } from '../contracts/inForce.ts';
import { emptiness, type Gap, gap, skippedRow } from '../dataGaps/gap.ts';
import type { FileContent, FixedPayItem } from '../parents.ts';
import { onceFor } from '../server/onceFor.ts';
import { currencyOf as currencyOfItem } from './currency.ts';

/** The right that pay requires if it is in personnel files. */
const right = 'PERSONNEL_FILES';

/** Whether the API key reads fixed pay of Lucca's own module, as last checked. */
export const isPaggaReadable = ({ checks }: Pick<Account, 'checks'>): boolean =>
  checks.some(
    ({ permission, verdict }) =>
      permission === 'PAGGA_INDIVIDUAL_SITUATIONS' && (verdict === 'GRANTED' || verdict === 'PARTIAL'),
  );

/** The custom fields from which an account's pay is read; null if it is read from Lucca's own items. */
export const payFieldsOf = (account: Pick<Account, 'checks' | 'mapping'>): PersonnelFilePay | null =>
  isPaggaReadable(account) ? null : account.mapping.personnelFilePay;

/** The right that shows an account's fixed pay. */
export const rightToPay = ({ connection }: GraphContext): PermissionCode =>
  payFieldsOf(connection().account) ? right : 'PAGGA_INDIVIDUAL_SITUATIONS';

/** Why there is no pay for any day other than today, nor for a year. */
export const ofTodayOnly = gap(
  'KNOWN_FOR_TODAY_ONLY',
  'Pay is read from personnel files, as the account has set. Lucca keeps no history of them.',
);

/** A person's pay of today according to the personnel file; an empty field makes no item. */
export type FilePay = Fetched<{ items: FixedPayItem[]; personnelFile: FileContent }>;

/** Reads a person's pay from the personnel file, or returns the reason why it cannot be read. Fails if Lucca cannot be read. */
export function filePayOf(
  employeeId: number,
  fields: PersonnelFilePay,
  contracts: Rows<WorkContract>,
  context: GraphContext,
): PromiseOrValue<FilePay | Gap> {
  const { personnelFiles, customFields } = context.connection().loaders;
  const read = { files: personnelFiles.many(employeeId), definitions: customFields.all() };
  return combine(read, ({ files, definitions }) => {
    const [file] = files;
    if (file === undefined) return mayBeIncomplete(files) ? skippedRow : emptiness(right, context);
    const { extendedData: data } = file;
    if (data === null) return emptiness(right, context);
    const { amounts, currency, share } = namedIn(data, fields, definitions);
    const contract = contractOn(contracts, context.today);
    const items = amounts.flatMap(({ field, setting }, index) => {
      const amount = amountOf(field);
      if (amount.value === null && amount.unread === null) return [];
      return itemOf({ field, amount, setting, index, currency, file, contractId: contract?.id ?? null });
    });
    return mapValue(allValues(items.map((item) => withCurrency(item, contracts, context))), (items) => ({
      items: items.map((item) => ({ ...item, contract })),
      personnelFile: { share },
      fetchedAt: file.fetchedAt,
      ...(file.isStale !== undefined && { isStale: file.isStale }),
    }));
  });
}

/** The contents of the fields set for pay, for the digest; null if Lucca does not return the file. */
export function digestedFile(
  file: UserWithExtendedData,
  fields: PersonnelFilePay,
  definitions: readonly ExtensionDefinition[],
): readonly unknown[] | null {
  if (file.extendedData === null) return null;
  const { amounts, currency, share } = namedIn(file.extendedData, fields, definitions);
  const content = ({ id, content, unread }: Field, { value }: Reading) => [id, value ?? content, unread];
  return [
    amounts.map(({ field }) => [...content(field, amountOf(field)), currencyBeside(field).value]),
    currency && content(currency, currencyOf(currency)),
    share && content(share.field, share),
  ];
}

/** The fields that the account has set for pay, in one file. */
function namedIn(
  data: UserWithExtendedData['extendedData'] & object,
  fields: PersonnelFilePay,
  definitions: readonly ExtensionDefinition[],
) {
  const byId = definitionsById(definitions);
  const named = (id: string) => fieldIn(data, id, byId.get(id));
  const { currencyFieldId, fullTimeShareFieldId } = fields;
  const shareField = fullTimeShareFieldId === null ? null : named(fullTimeShareFieldId);
  return {
    amounts: settingsOf(fields).map(({ fieldId, ...setting }) => ({ field: named(fieldId), setting })),
    currency: currencyFieldId === null ? null : named(currencyFieldId),
    share: shareField && { field: shareField, ...shareOf(shareField) },
  };
}

const definitionsById = onceFor(
  (rows: readonly ExtensionDefinition[]): ReadonlyMap<string, ExtensionDefinition> =>
    new Map(rows.map((row) => [row.id, row])),
);

/** How each field with an amount counts. */
const settingsOf = onceFor(({ baseSalary, bonuses }: PersonnelFilePay): (FieldSetting & { fieldId: string })[] => {
  const { period, isAtFullTime } = baseSalary;
  const payments = { HOUR: null, MONTH: baseSalary.paymentsPerYear ?? '12', YEAR: '1' };
  const isHourly = period === 'HOUR';
  return [
    {
      fieldId: baseSalary.fieldId,
      kind: 'BASE_SALARY',
      paymentsPerYear: payments[period],
      isTarget: false,
      // An hourly rate does not depend on the number of hours that the person works.
      field: { isAtFullTime: isAtFullTime || isHourly, isHourly },
    },
    ...bonuses.map(({ fieldId, paymentsPerYear, isVariable, isAtFullTime }) => ({
      fieldId,
      kind: isVariable ? ('VARIABLE_BONUS' as const) : ('FIXED_BONUS' as const),
      paymentsPerYear,
      // A file contains what was agreed, not what was paid.
      isTarget: isVariable,
      field: { isAtFullTime, isHourly: false },
    })),
  ];
});

type FieldReading = {
  field: Field;
  amount: Reading;
  setting: FieldSetting;
  index: number;
  currency: Field | null;
  file: Fetched<object>;
  contractId: number | null;
};

type Item = Omit<FixedPayItem, 'contract'>;

/** An amount of a file, as if it were an item of Lucca's. */
function itemOf({ field, amount, setting, index, currency, file, contractId }: FieldReading): Item {
  const inField = currency ? currencyOf(currency) : { value: null, unread: null };
  const beside = currencyBeside(field);
  const written = [inField, beside].filter(({ value, unread }) => value !== null || unread !== null);
  const codes = [...new Set([inField.value, beside.value].filter((code) => code !== null))];
  // A sign that several currencies share, such as $, does not contradict a code.
  const isUnknown = inField.unread !== null || codes.length > 1 || (codes.length === 0 && written.length > 0);
  return {
    id: index + 1,
    amount: amount.value,
    startsOn: always,
    endsOn: null,
    comment: null,
    natureId: index + 1,
    nature: { id: index + 1, name: field.name, category: null, establishments: null },
    workContractId: contractId ?? 0,
    workContract: { ownerId: 0, amendmentId: null },
    currency: isUnknown ? null : (codes[0] ?? null),
    fileField: {
      id: field.id,
      treatment: treatmentOfField(setting),
      isCurrencyAssumed: written.length === 0,
    },
    fetchedAt: file.fetchedAt,
    ...(file.isStale !== undefined && { isStale: file.isStale }),
  };
}

/** If no currency is written, that of the country of the person's legal entity is assumed. */
const withCurrency = (item: Item, contracts: Rows<WorkContract>, context: GraphContext): PromiseOrValue<Item> =>
  item.fileField?.isCurrencyAssumed
    ? mapValue(currencyOfItem(item, contracts, context), (currency) => ({ ...item, currency }))
    : item;
