import { LRUCache } from 'lru-cache';
import { minuteMs, retrySeconds } from '../time.ts';

/** How many people's pay one subject may read in a minute, and whether more is refused. */
export type BulkPayLimit = { people: number; isRefused: boolean };

/** A subject has reached the number of people whose pay it may read in a minute. */
export class BulkPayRefused extends Error {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('The bulk pay limit is reached.');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A subject's reads of the last minute: when each person's pay was last read, the oldest first. */
type Reading = { people: Map<number, number>; raisedAt: number };

/** Counts the people whose pay each subject reads, in this process. */
export function createBulkPay({ people: limit, isRefused }: BulkPayLimit, now: () => number) {
  // One operation may be refused thousands of times, and each error would capture its stack.
  let refusal = new BulkPayRefused(1);
  const readings = new LRUCache<string, Reading>({ max: 10_000 });

  /**
   * Counts a person's pay for a subject. Calls `onExceeded` the first time in a minute that the limit is exceeded. Throws `BulkPayRefused`
   * for each person above the limit if these are refused.
   */
  return function count(subject: string, person: number, onExceeded: () => void): void {
    const at = now();
    const reading = readings.get(subject) ?? { people: new Map<number, number>(), raisedAt: Number.NEGATIVE_INFINITY };
    readings.set(subject, reading);
    const { people } = reading;
    for (const [earlier, readAt] of people) {
      if (at - readAt < minuteMs) break;
      people.delete(earlier);
    }
    if (people.delete(person) || people.size < limit) {
      people.set(person, at);
      return;
    }
    if (at - reading.raisedAt >= minuteMs) {
      reading.raisedAt = at;
      onExceeded();
    }
    const [longestAgo = at] = people.values();
    if (!isRefused) return;
    const seconds = retrySeconds(longestAgo + minuteMs - at);
    if (refusal.retryAfterSeconds !== seconds) refusal = new BulkPayRefused(seconds);
    throw refusal;
  };
}
