import { LRUCache } from 'lru-cache';
import { minuteMs, retrySeconds } from '../time.ts';

/** How many people's pay one subject may read in a minute, and whether more is refused. */
export type BulkPayLimit = { people: number; isRefused: boolean };

/** A subject has read the pay of as many people as it may in a minute. */
export class BulkPayRefused extends Error {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('The limit of pay in bulk is reached.');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What a subject has read in the last minute: when each person's pay was read last, the longest ago first. */
type Reading = { people: Map<number, number>; raisedAt: number };

/** Counts the people whose pay each subject reads, in this process. */
export function createBulkPay({ people: limit, isRefused }: BulkPayLimit, now: () => number) {
  // One operation may be refused thousands of times, and each error would capture its stack.
  let refusal = new BulkPayRefused(1);
  const readings = new LRUCache<string, Reading>({ max: 10_000 });

  /**
   * Counts a person's pay for a subject. Calls `onExceeded` the first time in a minute that it is of one person too many. Throws
   * `BulkPayRefused` for each of them if more is refused.
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
