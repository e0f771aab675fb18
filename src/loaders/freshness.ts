import type { FreshnessLimits } from '../cache/resourceCache.ts';
import { defaults } from '../defaults.ts';
import { dayMs, minuteMs } from '../time.ts';

/** How old data may be, in milliseconds. */
export type Policy = {
  /** Up to this age, data is fresh. */
  ttl: number;
  /** For this long after that, data is served while it is revalidated. */
  revalidate: number;
  /** Up to this age, data is served while Lucca is failing, marked as stale. */
  staleIfError: number;
  /** A request that accepts only data younger than this gets data of up to this age, or of up to `ttl` if that is shorter. */
  minMaxAge: number;
};

/** The policies by name. */
export type Policies = Record<'standard' | 'pay', Policy>;

/** The settings of the operator of the service: durations in milliseconds that apply to all policies. */
export type FreshnessSettings = {
  freshMs?: number | undefined;
  staleMs?: number | undefined;
  /** The smallest maximum age that a request can ask for; none by default. */
  minMaxAgeMs?: number | undefined;
};

/** How fresh each kind of data is. No other file decides this. */
export const createPolicies = ({
  freshMs = defaults.freshMs,
  staleMs = defaults.staleMs,
  minMaxAgeMs: minMaxAge = 0,
}: FreshnessSettings = {}): Policies => ({
  standard: { ttl: freshMs, revalidate: freshMs, staleIfError: staleMs, minMaxAge },
  /** Pay, and the data that it is computed from. */
  pay: { ttl: freshMs, revalidate: 0, staleIfError: Math.min(staleMs, 15 * minuteMs), minMaxAge },
});

/** How often payment frequencies are inferred from Lucca's yearly figures, and how soon they are inferred again after a failure. */
export const inferencePolicy = { ttl: dayMs, retry: minuteMs };

/** How long the shared cache keeps data. Rows of people contain pay data, which must not stay there for longer. */
export const sharedTtl = ({ standard, pay }: Policies) => Math.min(standard.ttl, pay.staleIfError);

/**
 * What a request at the instant `now` accepts under a policy; `maxAge` (milliseconds) is the maximum age that the client accepts, null for
 * any.
 */
export function freshnessLimits(
  { ttl, revalidate, staleIfError, minMaxAge }: Policy,
  now: number,
  maxAge: number | null,
): FreshnessLimits {
  const most = maxAge === null ? Number.POSITIVE_INFINITY : Math.max(maxAge, minMaxAge);
  const since = (age: number) => now - Math.min(age, most);
  return {
    freshSince: since(ttl),
    revalidateSince: since(ttl + revalidate),
    staleIfErrorSince: since(Math.max(ttl, staleIfError)),
  };
}
