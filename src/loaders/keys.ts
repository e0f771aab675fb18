import type { ZodType } from 'zod';
import { caseless, id } from '../lucca/shape.ts';

/** By which number of theirs rows are asked for. */
export type Key<Row> = {
  keyOf: (row: Row) => number;
  /** The number in what Lucca sent and could not be understood; null where it cannot be told. */
  keyIn: (raw: unknown) => number | null;
};

/** A number that is read off a part of a row, whatever the rest of it is like. */
const key = <Part>(part: ZodType<Part>, keyOf: (part: Part) => number): Key<Part> => ({
  keyOf,
  keyIn(raw) {
    const { data } = part.safeParse(raw);
    return data === undefined ? null : keyOf(data);
  },
});

/** Their own id. */
export const ownId = key(caseless({ id }), (row) => row.id);

/** That of the person they belong to. */
export const owner = key(caseless({ ownerId: id }), ({ ownerId }) => ownerId);

/** That of the person whose contract they hang on. */
export const ownerOfContract = key(
  caseless({ workContract: caseless({ ownerId: id }) }),
  ({ workContract }) => workContract.ownerId,
);

/** None: they are only ever loaded all at once. */
export const noKey: Key<unknown> = { keyOf: () => 0, keyIn: () => 0 };
