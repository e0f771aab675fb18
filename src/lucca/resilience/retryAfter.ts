const defaultSeconds = 5;
/** The longest time that a header can demand. */
export const longestRetryAfterSeconds = 120;

/** The seconds of a `Retry-After` header (a number or a date), from 1 to 120; 5 without a usable value. */
export function retryAfterSeconds(header: unknown, now: number): number {
  if (typeof header !== 'string') return defaultSeconds;
  // Only text that begins with a weekday is parsed as a date: `Date.parse` takes `1.5` for a day of January.
  const dateAt = /^[A-Za-z]{3,9}, /.test(header) ? Date.parse(header) : Number.NaN;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((dateAt - now) / 1_000);
  return Number.isNaN(seconds) ? defaultSeconds : Math.min(longestRetryAfterSeconds, Math.max(1, seconds));
}
