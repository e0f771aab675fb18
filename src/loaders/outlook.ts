import { LuccaRateLimited } from '../lucca/errors.ts';

/** When a read under way can be expected to end, as far as Lucca's quota lets it. */
export type Outlook = {
  /** Epoch milliseconds; 0 while nothing holds the read up. */
  expectedAt(): number;
  /** To be told of what has become known. */
  expect(at: number): void;
  /** Calls back at once, and whenever more becomes known, until the function that is returned is called. */
  watch(look: () => void): () => void;
};

/** Creates the outlook of a read that nothing holds up yet. */
export function createOutlook(): Outlook {
  const watchers = new Set<() => void>();
  let expectedAt = 0;
  return {
    expectedAt: () => expectedAt,
    expect(at) {
      expectedAt = at;
      for (const look of [...watchers]) look();
    },
    watch(look) {
      watchers.add(look);
      look();
      return () => watchers.delete(look);
    },
  };
}

/**
 * Waits for a read as long as there is hope that it ends before the deadline. As soon as there is none it fails with
 * `LuccaRateLimited`, which says when to come back; the read goes on.
 */
export function inHope<T>(
  { result, outlook }: { result: Promise<T>; outlook: Outlook },
  { deadlineAt, resource, now }: { deadlineAt: number; resource: string; now: () => number },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = outlook.watch(() => {
      if (outlook.expectedAt() < deadlineAt) return;
      queueMicrotask(() => stop());
      const retryAfterSeconds = Math.max(1, Math.ceil((outlook.expectedAt() - now()) / 1_000));
      reject(new LuccaRateLimited({ resource, retryAfterSeconds }));
    });
    result.then(resolve, reject).finally(stop);
  });
}
