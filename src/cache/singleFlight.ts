import { type LookupKey, WHOLE } from './cacheKey.ts';
import { createUpstreamRead, type ReadControl, type UpstreamRead } from './upstreamRead.ts';

/**
 * The reads of one resource that are in flight, across all requests. A read that began too early for a request is followed by another one:
 * keys are read again at once; the whole resource is read again after the read in flight, so that there are never more than two.
 */
export function createSingleFlight<Result>(resource: string, now: () => number) {
  const inFlight = new Map<LookupKey, UpstreamRead<Result>[]>();

  return {
    /** The read that will return a key in a state new enough for `since`. */
    find: (key: LookupKey, since: number) => inFlight.get(key)?.find((read) => read.canServe(since)),

    /** Starts a read of some keys. */
    start(
      keys: readonly LookupKey[],
      since: number,
      work: (read: ReadControl) => Promise<Result>,
    ): UpstreamRead<Result> {
      const after = keys.includes(WHOLE) ? inFlight.get(WHOLE)?.at(-1) : undefined;
      const read = createUpstreamRead({
        resource,
        since,
        after: after && { done: after.done, eta: after.eta },
        work,
        now,
      });
      for (const key of keys) inFlight.set(key, [...(inFlight.get(key) ?? []), read]);
      const end = () => {
        for (const key of keys) {
          const others = inFlight.get(key)?.filter((other) => other !== read) ?? [];
          if (others.length > 0) inFlight.set(key, others);
          else inFlight.delete(key);
        }
      };
      read.result.then(end, end);
      return read;
    },
  };
}

/** The reads of one resource in flight. */
export type SingleFlight<Result> = ReturnType<typeof createSingleFlight<Result>>;
