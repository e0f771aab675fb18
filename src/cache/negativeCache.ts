import { isRefusal, LuccaBadRequest, LuccaForbidden, LuccaNotFound, LuccaUnauthorized } from '../lucca/errors.ts';
import { dayMs, minuteMs } from '../time.ts';

/** When Lucca last rejected the key (milliseconds since 1970), for all resources of one connection. */
export type Rejection = { at: number };

type Missing = LuccaForbidden | LuccaNotFound | LuccaBadRequest;

/**
 * Remembers for a minute that Lucca refused a resource, so that asking again costs nothing. A rejected key refuses all resources. An
 * optional resource is requested again after a day, or once the rights of the key have changed, however fresh the data has to be. It also
 * counts as missing if Lucca rejects the request as invalid.
 */
export function createNegativeCache(now: () => number, rejection: Rejection, isOptional: boolean) {
  const ttl = isOptional ? dayMs : minuteMs;
  const isMissing = (failure: unknown): failure is Missing =>
    failure instanceof LuccaForbidden ||
    failure instanceof LuccaNotFound ||
    (isOptional && failure instanceof LuccaBadRequest);
  let missing: { error: Missing; at: number } | null = null;
  let refusedAt = 0;
  return {
    /** Throws Lucca's error again if a request that accepts rows read at or after `since` need not send another request. */
    check(since: number, rightsChangedAt: number): void {
      const least = isOptional ? rightsChangedAt : Math.max(since, rightsChangedAt);
      if (missing && missing.at >= least && now() - missing.at < ttl) throw missing.error;
    },
    /** Remembers a failure if it is a refusal. */
    note(failure: unknown): void {
      if (isMissing(failure)) missing = { error: failure, at: now() };
      if (failure instanceof LuccaUnauthorized) rejection.at = now();
      if (isRefusal(failure)) refusedAt = now();
    },
    /** Whether Lucca has refused the resource since an instant; rows read before must no longer be served. */
    invalidates: (readAt: number) => readAt <= Math.max(refusedAt, rejection.at),
  };
}

/** The refusals of one resource. */
export type NegativeCache = ReturnType<typeof createNegativeCache>;
