const defaultSeconds = 5;
const longestSeconds = 120;

/** Seconds to wait as a `Retry-After` header has them (a number or a date), from 1 to 120; 5 where it says nothing usable. */
export function retryAfterSeconds(header: unknown, now: number): number {
  if (typeof header !== 'string') return defaultSeconds;
  // Only a date with its weekday is parsed as one: `Date.parse` would take `1.5` for a day of January.
  const dateAt = /^[A-Za-z]{3,9}, /.test(header) ? Date.parse(header) : Number.NaN;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((dateAt - now) / 1_000);
  return Number.isNaN(seconds) ? defaultSeconds : Math.min(longestSeconds, Math.max(1, seconds));
}
