import { type FixedPay, type PayItem, sharedCurrency, withoutPayments } from './items.ts';
import { itemNote } from './terms.ts';

/** Why items are not added up: there are none, or they are in several currencies or an unknown one. */
export function currencyReason(items: readonly PayItem[]): string | null {
  if (items.length === 0) return 'No item counts in this figure on this day.';
  return sharedCurrency(items) === null ? 'The items are not in one known currency.' : null;
}

/** Why items are not added up: the text of an amount in a personnel file cannot be read, or can be read in several ways. */
export function amountReason(items: readonly PayItem[]): string | null {
  const unread = items.filter(({ amount }) => amount === null);
  if (unread.length === 0) return null;
  return `The text in ${list(unread.map(itemNote))} cannot be read as one amount.`;
}

/** Why overlapping fixed items are not added up; null if there are none. */
export const overlapReason = (unresolved: readonly (readonly PayItem[])[]): string | null =>
  reasonOf(unresolved, (items) => `${items} are in force on the same day, and may replace each other.`);

/** Why duplicate variable items are not added up; null if there are none. */
export const duplicateReason = (unresolved: readonly (readonly PayItem[])[]): string | null =>
  reasonOf(unresolved, (items) => `${items} are the same amount in the same pay period, and may be one.`);

function reasonOf(unresolved: readonly (readonly PayItem[])[], describe: (items: string) => string): string | null {
  if (unresolved.length === 0) return null;
  const sentences = unresolved.map((group) => describe(itemsNote(group)));
  return `${sentences.join(' ')} Set \`overlappingItems\` of the nature in the account's mapping.`;
}

/** Why items have no yearly amount: it is unknown how often they are paid. Null if it is known. */
export function paymentsReason(items: readonly FixedPay[]): string | null {
  const unknown = withoutPayments(items);
  if (unknown.length === 0) return null;
  const hourly = unknown.find(({ treatment }) => treatment.field?.isHourly);
  if (hourly) return `The hours of a full-time week are not known. ${hourly.treatment.field?.hoursNote ?? ''}`.trim();
  const natures = [...new Set(unknown.map(({ natureName }) => natureName ?? 'no name'))];
  return `It is not known how often a year ${list(natures.map((name) => `“${name}”`))} is paid. Set \`paymentsPerYear\` of the nature in the account's mapping.`;
}

/** `Base salary (items 1 and 2)`. */
const itemsNote = (group: readonly PayItem[]) =>
  `${group[0]?.natureName ?? 'no name'} (items ${list(group.map(({ luccaId }) => String(luccaId)))})`;

const list = (words: readonly string[]) => new Intl.ListFormat('en').format(words);
