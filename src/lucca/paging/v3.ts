import { type CountedDialect, paginateCounted } from './counted.ts';
import { openV3 } from './envelope.ts';

const dialect: CountedDialect = {
  windowAt: (index, most) => ({ start: index, limit: most }),
  query: ({ start, limit }) => ({ paging: `${start},${limit}` }),
  open: openV3,
};

/** Pages by offset, `paging=1998,1000`; the resource's `fields` ask for `collection.count`. */
export const paginateV3 = paginateCounted(dialect);
