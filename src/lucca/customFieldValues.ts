import type { ExtensionDefinition } from './resources/extensionDefinitions.ts';
import type { ExtendedValue, UserWithExtendedData } from './resources/usersWithExtendedData.ts';
import { amountIn, currencyIn, shareIn, signBeside } from './screenText.ts';
import { decimal } from './shape.ts';
import { type Unread, unreadOf, withoutMarks } from './unread.ts';

/** A custom field in one personnel file. */
export type Field = {
  id: string;
  name: string | null;
  /** The number or text in it; null if it is empty, or not one value that could be a number or text. */
  content: string | number | null;
  /** Why it has no content though it is filled in. */
  unread: Unread | null;
};

/** A custom field as a number and as text; both are null if it is empty. */
export type Reading = { value: string | null; unread: Unread | null };

/** A person's custom field. A choice stands for its name. */
export function fieldIn(
  data: UserWithExtendedData['extendedData'] & object,
  id: string,
  definition: ExtensionDefinition | undefined,
): Field {
  const field = { id, name: definition?.name ?? null };
  const values = Object.hasOwn(data, id) ? (data[id] ?? null) : [];
  if (values === null) return { ...field, content: null, unread: 'malformed' };
  if (values.length > 1) return { ...field, content: null, unread: 'ambiguous' };
  const [value = null] = values;
  const content = contentOf(value, definition);
  if (content === undefined) return { ...field, content: null, unread: 'malformed' };
  return { ...field, content: typeof content === 'string' && content.trim() === '' ? null : content, unread: null };
}

/** Undefined where it is neither a number nor text. */
function contentOf(value: ExtendedValue, definition: ExtensionDefinition | undefined) {
  if (value === null) return null;
  const entries = definition?.extensionUserPropertyListEntries ?? [];
  if (typeof value === 'number' && (entries.length > 0 || definition?.formatKey === 'select'))
    return entries.find(({ id }) => id === value)?.name ?? undefined;
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}

/** The amount in a field as decimal text. */
export const amountOf = (field: Field): Reading =>
  readingOf(field, (content) => (typeof content === 'number' ? decimal.parse(content) : amountIn(content)));

/** The share of full time in a field, above 0 and up to 1. */
export const shareOf = (field: Field): Reading => readingOf(field, (content) => shareIn(content));

/** The ISO 4217 code in a field. */
export const currencyOf = (field: Field): Reading => readingOf(field, (content) => currencyIn(String(content)));

/** The currency written next to the amount in a field. A sign that several currencies share cannot be read. */
export function currencyBeside({ content }: Field): Reading {
  const sign = typeof content === 'string' ? signBeside(content) : '';
  return sign === '' ? { value: null, unread: null } : marked(currencyIn(sign));
}

const readingOf = ({ content, unread }: Field, read: (content: string | number) => string): Reading =>
  content === null ? { value: null, unread } : marked(read(content));

function marked(value: string): Reading {
  const row = withoutMarks<{ value: string | null }>({ value });
  return { value: row.value, unread: unreadOf(row).value ?? null };
}

/** What a custom field is named for. */
export type FieldUse = 'AMOUNT' | 'CURRENCY' | 'SHARE';

const readers = { AMOUNT: amountOf, CURRENCY: currencyOf, SHARE: shareOf };

/** Whether a custom field can be used for a purpose: it has a suitable type, and most of its values can be read. */
export function isFieldFor(
  use: FieldUse,
  definition: ExtensionDefinition,
  files: readonly UserWithExtendedData[],
): 'fits' | 'WRONG_CUSTOM_FIELD_TYPE' | 'UNREADABLE_VALUES' {
  const type = definition.formatKey?.toLowerCase() ?? '';
  const isChoice = type === 'select' || (definition.extensionUserPropertyListEntries ?? []).length > 0;
  if (type.startsWith('date') || (isChoice && use === 'AMOUNT')) return 'WRONG_CUSTOM_FIELD_TYPE';
  const readings = files.flatMap(({ extendedData }) =>
    extendedData === null ? [] : readers[use](fieldIn(extendedData, definition.id, definition)),
  );
  const readable = readings.filter(({ value }) => value !== null).length;
  const unreadable = readings.filter(({ unread }) => unread !== null).length;
  // A few values in a field may be numbers with another meaning.
  return readable > unreadable ? 'fits' : 'UNREADABLE_VALUES';
}
