import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { amount } from '../screenText.ts';
import { caseless, firstDay, id, lastDay, text } from '../shape.ts';
import { amendedContract } from './amendedContract.ts';
import { natureShape } from './natures.ts';

const row = caseless({
  id,
  /** Money or a quantity, as the nature has it. Lucca says neither currency nor period here. */
  amount,
  startsOn: firstDay,
  /** Last day the item applies. */
  endsOn: lastDay,
  /** What the person who entered the item wrote, such as the reason for a raise. */
  comment: text,
  natureId: id,
  nature: caseless(natureShape).nullable(),
  workContractId: id,
  workContract: amendedContract,
});

/** A part of somebody's fixed pay over a stretch of time. */
export type FixedItem = z.output<typeof row>;

/** All fixed pay the key may see. Filter by `ownerIds`. */
export const fixedItems: Resource<FixedItem> = {
  name: 'fixedItems',
  path: '/remuneration/api/fixed-items',
  dialect: 'v4Tokens',
  pageSize: 1_000,
  query: { sort: 'id' },
  // Lucca documents no properties to sort by, and an order by default.
  fallbackQuery: {},
  row,
};
