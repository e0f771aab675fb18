import type { Patience } from '../../src/loaders/reader.ts';

/** Somebody who waits for as long as it takes, and accepts whatever there is, unless said otherwise. */
export const patient = (more: Partial<Patience> = {}): Patience => ({
  deadlineAt: Number.POSITIVE_INFINITY,
  since: 0,
  rightsChangedAt: 0,
  isBehind: false,
  onRead() {},
  isCurrent: async () => true,
  ...more,
});
