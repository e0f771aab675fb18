import { z } from 'zod';

// How Lucca's days are read, in every row and every custom field.

/** The forms of a day: alone, with a local time, or with a time and a zone. */
const writtenDay = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;
const midnight = /^00:00(:00(\.0+)?)?$/;
const existingDay = z.iso.date();

/** Stands for a day in the past that Lucca does not know: a contract or an item with this first day has always been in force. */
export const always = '1900-01-01';
/** Stands for a day that never comes. */
const never = '9999-12-31';

/** A placeholder by its year: software writes `0001-01-01`, `1753-01-01` or `1900-01-01` for no day, `2999-12-31` or `9999-12-31` for no end. */
function placeholderOf(day: string): string | null {
  const year = Number(day.slice(0, 4));
  if (year <= 1900) return always;
  return year >= 2099 ? never : null;
}

/**
 * The day that Lucca means, `YYYY-MM-DD`; every placeholder reads as `always` or `never`. Null if it is not understood: a time with a
 * zone other than midnight may be another day in the zone of the establishment.
 */
export function dayIn(sent: string): string | null {
  const [, day = '', time = '', zone] = writtenDay.exec(sent) ?? [];
  if (!existingDay.safeParse(day).success) return null;
  return placeholderOf(day) ?? (zone === undefined || midnight.test(time) ? day : null);
}

/** Whether a day or a moment is a placeholder. */
export const isDayPlaceholder = (day: string): boolean => placeholderOf(day) !== null;

/** The day that a text is; null for any other text, and for a placeholder. */
export function knownDayIn(sent: string): string | null {
  const day = dayIn(sent);
  return day === null || isDayPlaceholder(day) ? null : day;
}
