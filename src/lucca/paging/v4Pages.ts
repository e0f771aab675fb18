import { type CountedDialect, paginateCounted, type Window } from './counted.ts';
import { openV4 } from './envelope.ts';

/** The numbered pages of which v4's dialects are made: a page begins at a multiple of its own size. */
export const numberedPages: CountedDialect = {
  windowAt: spanAt,
  query: ({ start, limit }) => ({
    page: String(start / limit + 1),
    limit: String(limit),
    'fields.root': 'count',
  }),
  open: openV4,
};

/** Pages by number, `page=3&limit=998`: their sizes differ a little, so that each begins with a row of the one before. */
export const paginateV4Pages = paginateCounted(numberedPages);

/** Of all page sizes, the one whose page containing the row reaches furthest. */
function spanAt(index: number, most: number): Window {
  let best = { start: index - (index % most), limit: most };
  for (let limit = most - 1; limit > most / 2; limit--) {
    const start = index - (index % limit);
    if (start + limit > best.start + best.limit) best = { start, limit };
  }
  return best;
}
