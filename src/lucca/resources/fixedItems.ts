import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { amount } from '../screenText.ts';
import { caseless, firstDay, id, lastDay, text } from '../shape.ts';
import { amendedContract } from './amendedContract.ts';
import { natureShape } from './natures.ts';

const row = caseless({
  id,
  /** Money or a quantity, depending on the nature. Lucca names neither the currency nor the period here. */
  amount,
  startsOn: firstDay,
  /** Last day the item applies. */
  endsOn: lastDay,
  /** A comment of the person who entered the item, such as the reason for a raise. */
  comment: text,
  natureId: id,
  nature: caseless(natureShape).nullable(),
  workContractId: id,
  workContract: amendedContract,
});

/** One item of somebody's fixed pay, over a period. */
export type FixedItem = z.output<typeof row>;

/** All fixed pay that the key may see. Can be filtered by `ownerIds`. */
export const fixedItems: Resource<FixedItem> = {
  name: 'fixedItems',
  path: '/remuneration/api/fixed-items',
  dialect: 'v4Tokens',
  pageSize: 1_000,
  query: { sort: 'id' },
  // Lucca does not document which properties lists can be sorted by, only that they have an order by default.
  fallbackQuery: {},
  row,
};
