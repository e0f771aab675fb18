import type { Resolvers } from './generated.ts';
import { scalars } from './scalars.ts';

export const shared: Resolvers = {
  ...scalars,
  Freshness: {
    source: ({ fetchedAt }, _, context) => (fetchedAt >= context.startedAt ? 'LIVE' : 'CACHE'),
    fetchedAt: ({ fetchedAt }) => new Date(fetchedAt),
  },
};
