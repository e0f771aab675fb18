import { z } from 'zod';
import { caseless, id, text } from '../shape.ts';

/** The category of a nature of pay. Lucca documents the codes `BASIC_SALARY` and `BONUS`. */
export const natureCategory = caseless({ id, code: text });

/** The fields that fixed and variable natures have in common. */
export const natureShape = {
  id,
  name: text,
  category: natureCategory.nullable(),
  /** Where the nature may be used. An item's currency (ISO 4217) is found only here, by the establishment of its contract. */
  establishments: z.array(caseless({ id, currencyCode: text })).nullable(),
};
