import { z } from 'zod';
import { always, dayIn, isDayPlaceholder } from '../days.ts';

/**
 * An object whose keys are read whatever their casing (Lucca says `managerID` here and `managerId` there);
 * an absent key reads as null, and keys not in the shape are dropped.
 */
export function caseless<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape);
  const nameByFolded = new Map(names.map((name) => [name.toLowerCase(), name]));

  const rename = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const renamed: Record<string, unknown> = Object.fromEntries(names.map((name) => [name, null]));
    for (const [key, content] of Object.entries(value)) {
      const name = nameByFolded.get(key.toLowerCase());
      // Of two spellings of one key, the first that is not null counts.
      if (name !== undefined) renamed[name] ??= content;
    }
    return renamed;
  };
  return z.preprocess(rename, z.object(shape));
}

/** Lucca's identifiers: non-negative safe integers, of which zero is a valid one. */
export const id = z.int().nonnegative();

/** Text, or null, as an empty text reads: Lucca's word for what nobody has entered. */
export const text = z
  .string()
  .nullable()
  .transform((sent) => (sent?.trim() === '' ? null : sent));

/** A boolean, or null. */
export const flag = z.boolean().nullable();

/** A whole number of days, people or seats, or null. */
export const count = z.int().nullable();

/** The first day of a contract or an item, `YYYY-MM-DD`: `always` where Lucca has a placeholder instead. */
export const firstDay = z.string().transform((sent, { issues }) => {
  const day = dayIn(sent);
  if (day !== null) return day;
  issues.push({ code: 'custom', input: sent, message: 'not understood as a day' });
  return z.NEVER;
});

/** A day that has to be known, `YYYY-MM-DD`: a placeholder is an error. */
export const day = firstDay.refine((value) => !isDayPlaceholder(value));

/** A day as `YYYY-MM-DD`, or null, as every placeholder reads: a beginning or a birth is then not given, and an end is open. */
export const optionalDay = firstDay.nullable().transform((value) => (value && isDayPlaceholder(value) ? null : value));

/** The day on which something began or begins, or null, as a placeholder in the past reads; a placeholder in the future is kept. */
export const beginning = firstDay.nullable().transform((value) => (value === always ? null : value));

/** A moment as Lucca wrote it, local time without a zone on most resources; null where it is not given or a placeholder. */
export const optionalInstant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/)
  .transform((value) => (isDayPlaceholder(value) ? null : value))
  .nullable();

const plainNumber = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 20 });

/** An amount or a share as decimal text (`3250.5`), whether Lucca sent a number or text; never in exponent form. */
export const decimal = z.union([
  z.number().transform((value) => (/e/.test(String(value)) ? plainNumber.format(value) : String(value))),
  z.string().regex(/^-?\d+(\.\d+)?$/),
]);

/** Another record by its id and name, as Lucca nests it. */
export const reference = caseless({ id, name: text });
