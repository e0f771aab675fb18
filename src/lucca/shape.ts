import { z } from 'zod';

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

/** Text, or null. */
export const text = z.string().nullable();

/** A boolean, or null. */
export const flag = z.boolean().nullable();

/** A whole number of days, people or seats, or null. */
export const count = z.int().nullable();

/**
 * A calendar day as `YYYY-MM-DD`; Lucca's `T00:00:00` after it is dropped.
 * `1900-01-01` and `9999-12-31` mean "always" and "for ever" in Lucca, and are kept.
 */
export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/)
  .transform((value) => value.slice(0, 10))
  .pipe(z.iso.date());

/** A moment as Lucca wrote it: local time without a zone on most resources, with an offset on departments. */
export const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/);

const plainNumber = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 20 });

/** An amount or a share as decimal text (`3250.5`), whether Lucca sent a number or text; never in exponent form. */
export const decimal = z.union([
  z.number().transform((value) => (/e/.test(String(value)) ? plainNumber.format(value) : String(value))),
  z.string().regex(/^-?\d+(\.\d+)?$/),
]);

/** Another record by its id and name, as Lucca nests it. */
export const reference = caseless({ id, name: text });
