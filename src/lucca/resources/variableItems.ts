import { z } from 'zod';
import type { Resource } from '../resource.ts';
import { amount } from '../screenText.ts';
import { caseless, day, id, text } from '../shape.ts';
import { amendedContract } from './amendedContract.ts';
import { variableNature } from './variableNatures.ts';

const row = caseless({
  id,
  /** Money or a quantity, as the nature's `type` has it. Lucca does not say the currency here. */
  amount,
  /** A day of the pay period the item belongs to; the first one, in all data seen so far. */
  period: day,
  /** What the person who entered the item wrote. */
  comments: text,
  natureId: id,
  nature: variableNature.nullable(),
  workContractId: id,
  workContract: amendedContract,
  isDeleted: z.boolean().nullable(),
});

/** A part of somebody's variable pay in one pay period. */
export type VariableItem = z.output<typeof row>;

/** All variable pay the key may see, but what was deleted. Filter by `ownerIds`. */
export const variableItems: Resource<VariableItem> = {
  name: 'variableItems',
  path: '/remuneration/api/variable-items',
  dialect: 'v4Tokens',
  pageSize: 1_000,
  query: { sort: 'id' },
  // Lucca documents no properties to sort by, and an order by default.
  fallbackQuery: {},
  row,
};

/** The same with what was deleted, which takes a right of its own. */
export const variableItemsWithDeleted: Resource<VariableItem> = {
  ...variableItems,
  name: 'variableItemsWithDeleted',
  query: { ...variableItems.query, IncludeDeleted: 'true' },
  fallbackQuery: { IncludeDeleted: 'true' },
};
