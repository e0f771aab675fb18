import type { ZodType } from 'zod';
import type { RowKey } from '../cache/source.ts';
import { caseless, id } from '../lucca/shape.ts';

/** A number that is read from a part of a row, whatever the rest of it is like. */
const key = <Part>(part: ZodType<Part>, keyOf: (part: Part) => number): RowKey<Part> => ({
  keyOf,
  keyIn(raw) {
    const { data } = part.safeParse(raw);
    return data === undefined ? null : keyOf(data);
  },
});

/** The row's own id. */
export const ownId = key(caseless({ id }), (row) => row.id);

/** The id of the person it belongs to. */
export const owner = key(caseless({ ownerId: id }), ({ ownerId }) => ownerId);

/** The id of the person whose contract it belongs to. */
export const ownerOfContract = key(
  caseless({ workContract: caseless({ ownerId: id }) }),
  ({ workContract }) => workContract.ownerId,
);

/** No number: these rows are only loaded all at once. */
export const noKey: RowKey<unknown> = { keyOf: () => 0, keyIn: () => 0 };
