import { z } from 'zod';
import type { Resource } from '../resource.ts';
import { amount } from '../screenText.ts';
import { caseless, day, id, text } from '../shape.ts';
import { amendedContract } from './amendedContract.ts';
import { variableNature } from './variableNatures.ts';

const row = caseless({
  id,
  /** Money or a quantity, depending on the nature's `type`. Lucca does not name the currency here. */
  amount,
  /** A day of the pay period that the item belongs to: in all data seen so far, its first day. */
  period: day,
  /** A comment of the person who entered the item. */
  comments: text,
  natureId: id,
  nature: variableNature.nullable(),
  workContractId: id,
  workContract: amendedContract,
  isDeleted: z.boolean().nullable(),
});

/** One item of somebody's variable pay, in one pay period. */
export type VariableItem = z.output<typeof row>;

/** All variable pay that the key may see, without deleted items. Can be filtered by `ownerIds`. */
export const variableItems: Resource<VariableItem> = {
  name: 'variableItems',
  path: '/remuneration/api/variable-items',
  dialect: 'v4Tokens',
  pageSize: 1_000,
  query: { sort: 'id' },
  // Lucca does not document which properties lists can be sorted by, only that they have an order by default.
  fallbackQuery: {},
  row,
};

/** The same, with deleted items, which need a right of their own. */
export const variableItemsWithDeleted: Resource<VariableItem> = {
  ...variableItems,
  name: 'variableItemsWithDeleted',
  query: { ...variableItems.query, IncludeDeleted: 'true' },
  fallbackQuery: { IncludeDeleted: 'true' },
};
