import { type CountedDialect, walkCounted } from './counted.ts';
import { openV3 } from './envelope.ts';

const dialect: CountedDialect = {
  query: (from, size) => ({ paging: `${from},${size}` }),
  start: (from) => from,
  open: openV3,
};

/** Pages by offset, `paging=2000,1000`; the resource's `fields` ask for `collection.count`. */
export const walkV3 = walkCounted(dialect);
