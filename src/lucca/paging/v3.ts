import { type CountedDialect, walkCounted } from './counted.ts';
import { openV3 } from './envelope.ts';

const dialect: CountedDialect = {
  spanAt: (index, most) => ({ start: index, limit: most }),
  query: ({ start, limit }) => ({ paging: `${start},${limit}` }),
  open: openV3,
};

/** Pages by offset, `paging=1998,1000`; the resource's `fields` ask for `collection.count`. */
export const walkV3 = walkCounted(dialect);
