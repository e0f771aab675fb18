import type { Freshness } from '../cache/resourceCache.ts';
import { defaults } from '../defaults.ts';
import { dayMs, minuteMs } from '../time.ts';

/** How old what was read may be, in milliseconds. */
export type Policy = {
  /** Up to this age it is fresh. */
  ttl: number;
  /** For so long after that it is served once more while it is read again. */
  revalidate: number;
  /** Up to this age it is served, marked as stale, while Lucca fails. */
  staleIfError: number;
};

/** The policies by name. */
export type Policies = Record<'standard' | 'pay', Policy>;

/** The settings of whoever runs the service: durations in milliseconds that apply to all policies. */
export type FreshnessSettings = { freshMs?: number | undefined; staleMs?: number | undefined };

/** How fresh everything is. This is the only place that says so. */
export const createPolicies = ({
  freshMs = defaults.freshMs,
  staleMs = defaults.staleMs,
}: FreshnessSettings = {}): Policies => ({
  standard: { ttl: freshMs, revalidate: freshMs, staleIfError: staleMs },
  /** What somebody is paid, and what decides about it. */
  pay: { ttl: freshMs, revalidate: 0, staleIfError: Math.min(staleMs, 15 * minuteMs) },
});

/** How often payment frequencies are inferred from Lucca's yearly figures, and how soon again after a failure. */
export const inferencePolicy = { ttl: dayMs, retry: minuteMs };

/** How long the shared cache keeps what was read: rows of people are pay data too, which must not stay there for longer. */
export const sharedTtl = ({ standard, pay }: Policies) => Math.min(standard.ttl, pay.staleIfError);

/** What a request of `now` accepts under a policy; `maxAge` (milliseconds) is the age that the client accepts, null for any. */
export function freshnessOf({ ttl, revalidate, staleIfError }: Policy, now: number, maxAge: number | null): Freshness {
  const since = (age: number) => now - Math.min(age, maxAge ?? age);
  return {
    freshSince: since(ttl),
    revalidateSince: since(ttl + revalidate),
    staleIfErrorSince: since(Math.max(ttl, staleIfError)),
  };
}
