import type { ZodType } from 'zod';
import type { KeyReader } from '../cache/source.ts';
import { caseless, id } from '../lucca/shape.ts';

/** Reads a number from one part of a row, even if the rest of the row is invalid. */
const key = <Part>(part: ZodType<Part>, keyOf: (part: Part) => number): KeyReader<Part> => ({
  keyOf,
  keyIn(raw) {
    const { data } = part.safeParse(raw);
    return data === undefined ? null : keyOf(data);
  },
});

/** The row's own id. */
export const ownId = key(caseless({ id }), (row) => row.id);

/** The id of the person that the row belongs to. */
export const owner = key(caseless({ ownerId: id }), ({ ownerId }) => ownerId);

/** The id of the person whose contract the row belongs to. */
export const ownerOfContract = key(
  caseless({ workContract: caseless({ ownerId: id }) }),
  ({ workContract }) => workContract.ownerId,
);

/** The id of the person that the row assigns something to. */
export const employee = key(caseless({ employee: caseless({ id }) }), (row) => row.employee.id);

/** No number, because these rows are only loaded all at once. */
export const noKey: KeyReader<unknown> = { keyOf: () => 0, keyIn: () => 0 };
