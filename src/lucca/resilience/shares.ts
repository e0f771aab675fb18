import { minuteMs, retrySeconds } from '../../time.ts';
import { LuccaShareUsed } from '../errors.ts';
import type { Slots } from './slots.ts';

/** The share that a read counts in. */
export type Charge = {
  subject: string;
  /** Ends the reservation: the slot of the read's first request counts from now on, or the read has ended without one. */
  settle(): void;
};

/** The shares of users in the quotas of all hosts. */
export type Shares = ReturnType<typeof createShares>;

/**
 * Limits the slots of each user, so that one cannot use up the quota of a company. Only new reads are refused. A read that has started
 * takes as many slots as it needs, so this limit is soft, unlike that of the host.
 */
export function createShares(slots: Pick<Slots, 'used'>, perMinute: number, now: () => number, windowMs = minuteMs) {
  // Reads that have started and have no slot yet.
  const starting = new Map<string, number>();
  const keyOf = (host: string, subject: string) => JSON.stringify([host, subject]);

  /** When a user may start a read (epoch milliseconds); in the past if at once. */
  function freeAt(host: string, subject: string): number {
    const taken = slots.used(host).flatMap((slot) => (slot.subject === subject ? [slot.at] : []));
    const reserved = starting.get(keyOf(host, subject)) ?? 0;
    if (taken.length + reserved < perMinute) return Number.NEGATIVE_INFINITY;
    const oldestInTheWay = taken.sort((one, other) => one - other)[taken.length + reserved - perMinute];
    return (oldestInTheWay ?? now()) + windowMs;
  }

  return {
    /** Charges a read to the first of its users who has a slot left. Throws `LuccaShareUsed` if none has. */
    charge(host: string, resource: string, subjects: readonly string[]): Charge {
      const subject = subjects.find((each) => freeAt(host, each) <= now());
      if (subject === undefined) {
        const soonest = Math.min(...subjects.map((each) => freeAt(host, each)));
        throw new LuccaShareUsed({ resource, retryAfterSeconds: retrySeconds(soonest - now()) });
      }
      const key = keyOf(host, subject);
      starting.set(key, (starting.get(key) ?? 0) + 1);
      let isSettled = false;
      return {
        subject,
        settle() {
          if (isSettled) return;
          isSettled = true;
          const left = (starting.get(key) ?? 1) - 1;
          if (left > 0) starting.set(key, left);
          else starting.delete(key);
        },
      };
    },
  };
}
