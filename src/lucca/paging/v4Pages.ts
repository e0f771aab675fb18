import { type CountedDialect, walkCounted } from './counted.ts';
import { openV4 } from './envelope.ts';

const dialect: CountedDialect = {
  query: (from, size) => ({
    page: String(Math.floor(from / size) + 1),
    limit: String(size),
    'fields.root': 'count',
  }),
  start: (from, size) => Math.floor(from / size) * size,
  open: openV4,
};

/** Pages by number, `page=3&limit=1000`. */
export const walkV4Pages = walkCounted(dialect);
