import { z } from 'zod';
import { caseless, id, text } from '../shape.ts';

/** The family a nature of pay belongs to. `BASIC_SALARY` and `BONUS` are the codes Lucca documents. */
export const natureCategory = caseless({ id, code: text });

/** What the two kinds of pay nature have in common. */
export const natureShape = {
  id,
  name: text,
  category: natureCategory.nullable(),
  /** Where the nature may be used; the only place that gives an item's currency (ISO 4217), by its contract's establishment. */
  establishments: z.array(caseless({ id, currencyCode: text })).nullable(),
};
