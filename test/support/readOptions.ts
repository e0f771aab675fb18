import type { FreshnessLimits } from '../../src/cache/resourceCache.ts';
import type { ReadOptions } from '../../src/cache/resourceReader.ts';
import { callerAt } from './luccaClient.ts';

/** A request that accepts whatever there is and waits for as long as it takes, unless said otherwise; its reads may take 20 minutes. */
export const readOptions = (host: string, more: Partial<ReadOptions> = {}): ReadOptions => ({
  caller: callerAt(host, { deadlineAt: Date.now() + 20 * 60_000 }),
  deadlineAt: Number.POSITIVE_INFINITY,
  since: 0,
  rightsChangedAt: 0,
  isBackground: false,
  onRead() {},
  isCurrent: async () => true,
  ...more,
});

/** Accepts what was read at or after an instant, and nothing else. */
export const readSince = (since: number): FreshnessLimits => ({
  freshSince: since,
  revalidateSince: since,
  staleIfErrorSince: since,
});
