import { z } from 'zod';
import { always, dayIn, isDayPlaceholder } from '../days.ts';
import { malformed, withoutMarks } from './unread.ts';

/**
 * A column that may be null, and without which the row still means something: a value of another type makes the column null rather than
 * the row malformed. A column whose absence would change what the rest of the row means is not optional, such as the end of a contract.
 */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([schema.nullable(), z.unknown().transform(() => malformed)]);

/**
 * An object whose keys are read whatever their casing (Lucca says `managerID` here and `managerId` there);
 * an absent key reads as null, and keys not in the shape are dropped.
 */
export function caseless<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape);
  const absent: Record<string, unknown> = Object.fromEntries(names.map((name) => [name, null]));
  // Looked up by the usual spelling first, because folding every key is slower, and then by the folded one.
  const nameBySpelling = new Map(names.flatMap((name) => [name, name.toLowerCase()].map((key) => [key, name])));

  const rename = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const renamed = { ...absent };
    for (const [key, content] of Object.entries(value)) {
      const name = nameBySpelling.get(key) ?? nameBySpelling.get(key.toLowerCase());
      // Of two spellings of one key, the first that is not null counts.
      if (name !== undefined) renamed[name] ??= content;
    }
    return renamed;
  };
  return z.preprocess(rename, z.object(shape).overwrite(withoutMarks));
}

/** Lucca's identifiers: non-negative safe integers, of which zero is a valid one. */
export const id = z.int().nonnegative();

const unlessBlank = (sent: string): string | null => (sent.trim() === '' ? null : sent);

/** A word from a list, such as a code, or null. A number is an error: it would be an index into another list. */
export const word = optional(z.string().transform(unlessBlank));

/** Text, or null. Empty text, which Lucca sends for a value that nobody has entered, is read as null. A number is read as text. */
export const text = optional(z.union([z.string(), z.number().transform(String)]).transform(unlessBlank));

/** A boolean, or null. */
export const flag = optional(z.boolean());

/** A whole number of days, people or seats, or null. */
export const count = optional(z.int());

/** The id of another record, or null. */
export const optionalId = optional(z.int().nonnegative());

/** The first day of a contract or an item, `YYYY-MM-DD`: `always` where Lucca has a placeholder instead. */
export const firstDay = z.string().transform((sent, { issues }) => {
  const day = dayIn(sent);
  if (day !== null) return day;
  issues.push({ code: 'custom', input: sent, message: 'not understood as a day' });
  return z.NEVER;
});

/** A day that has to be known, `YYYY-MM-DD`: a placeholder is an error. */
export const day = firstDay.refine((value) => !isDayPlaceholder(value));

/** A day, or null if there is none: nothing, or an empty text. */
const firstDayIfAny = z.union([z.literal('').transform(() => null), firstDay.nullable()]);

/** The last day of a contract or an item, `YYYY-MM-DD`, or null if it is open; every placeholder is read as null. */
export const lastDay = firstDayIfAny.transform((value) => (value && isDayPlaceholder(value) ? null : value));

/** A day as `YYYY-MM-DD`, or null. Every placeholder is read as null: a start or a birth date is then missing, and an end is open. */
export const optionalDay = optional(lastDay);

/** A start day, or null. A placeholder in the past is read as null; a placeholder in the future is kept. */
export const beginning = optional(firstDayIfAny.transform((value) => (value === always ? null : value)));

/** A moment as Lucca wrote it, local time without a zone on most resources; null if it is not given or a placeholder. */
export const optionalInstant = optional(
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/)
    .transform((value) => (isDayPlaceholder(value) ? null : value)),
);

const plainNumber = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 20 });

/** An amount or a share as decimal text (`3250.5`), whether Lucca sent a number or text; never in exponent form. */
export const decimal = z.union([
  z.number().transform((value) => (/e/.test(String(value)) ? plainNumber.format(value) : String(value))),
  z.string().regex(/^-?\d+(\.\d+)?$/),
]);

/** Another record by its id and name, as Lucca nests it, or null. */
export const reference = optional(caseless({ id, name: text }));
