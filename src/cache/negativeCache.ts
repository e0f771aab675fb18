import { isRefusal, LuccaForbidden, LuccaNotFound, LuccaUnauthorized } from '../lucca/errors.ts';
import { minuteMs } from '../time.ts';

/** When Lucca last rejected the key (milliseconds since 1970), for all resources of one connection. */
export type Rejection = { at: number };

/** Remembers for a minute that Lucca refused a resource, so that asking again costs nothing. A rejected key refuses all resources. */
export function createNegativeCache(now: () => number, rejection: Rejection) {
  let missing: { error: LuccaForbidden | LuccaNotFound; at: number } | null = null;
  let refusedAt = 0;
  return {
    /** Throws Lucca's error if it refused the resource at or after `since` and within the last minute. */
    check(since: number): void {
      if (missing && missing.at >= since && now() - missing.at < minuteMs) throw missing.error;
    },
    /** Remembers a failure if it is a refusal. */
    note(failure: unknown): void {
      if (failure instanceof LuccaForbidden || failure instanceof LuccaNotFound)
        missing = { error: failure, at: now() };
      if (failure instanceof LuccaUnauthorized) rejection.at = now();
      if (isRefusal(failure)) refusedAt = now();
    },
    /** Whether Lucca has refused the resource since an instant; rows read before must no longer be shown. */
    invalidates: (readAt: number) => readAt <= Math.max(refusedAt, rejection.at),
  };
}

/** The refusals of one resource. */
export type NegativeCache = ReturnType<typeof createNegativeCache>;
