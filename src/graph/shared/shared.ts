import type { Resolvers } from '../generated.ts';
import { scalars } from './scalars.ts';

export const shared: Resolvers = {
  ...scalars,
  Freshness: {
    source({ fetchedAt, isStale }, _, context) {
      if (isStale) return 'STALE_ON_ERROR';
      return context.isLive(fetchedAt) ? 'LIVE' : 'CACHE';
    },
    fetchedAt: ({ fetchedAt }) => new Date(fetchedAt),
  },
};
