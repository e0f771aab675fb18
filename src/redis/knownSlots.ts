import { LRUCache } from 'lru-cache';
import type { Priority } from '../lucca/resilience/permit.ts';
import type { UsedSlot } from '../lucca/resilience/quotaPlan.ts';
import { type KnownSlot, longestPauseMs, parseNews, pausedMsIn, type SlotNews } from './slotScript.ts';

type SlotsNews = Extract<SlotNews, { kind: 'slots' }>;

/** What `createKnownSlots` needs: how long a slot counts, whether this instance named it, and whether any did. */
export type KnownSlotsParts = {
  windowMs: number;
  now: () => number;
  isOwn: (member: string) => boolean;
  isSigned: (key: string, text: string) => boolean;
};

/** What this instance knows of the slots and pauses of all hosts, by their keys in Redis: its own, and those in the news. */
export function createKnownSlots({ windowMs, now, isOwn, isSigned }: KnownSlotsParts) {
  const known = new LRUCache<string, Map<string, KnownSlot>>({ max: 10_000 });
  const pauses = createPauses(now);

  function of(key: string): Map<string, KnownSlot> {
    const slots = known.get(key) ?? new Map<string, KnownSlot>();
    known.set(key, slots);
    const horizon = now() - windowMs;
    for (const [member, { at }] of slots) if (at <= horizon) slots.delete(member);
    return slots;
  }

  function learnSlots({ key, redisNow, slots }: SlotsNews): string[] {
    const isOurs = (member: string) => known.peek(key)?.has(member) || isSigned(key, member);
    const forged = slots.flatMap(([member]) => (isOurs(member) ? [] : [member]));
    // Made-up hosts must not displace known ones.
    if (forged.length === slots.length) return forged;
    const ours = of(key);
    for (const [member, sharedAt] of slots) {
      const slot = ours.get(member);
      if (slot?.sharedAt === sharedAt || forged.includes(member)) continue;
      const age = Math.min(windowMs, Math.max(0, redisNow - sharedAt));
      // The time of our own slots is known better here.
      const at = slot && isOwn(member) ? slot.at : now() - age;
      ours.set(member, { ...slot, at, priority: priorityOf(member), subject: subjectOf(member), sharedAt });
    }
    return forged;
  }

  return {
    /** The slots of a host that still count, by member; changes to the map are kept. */
    of,
    /** The slots of a host that still count; those that only this instance knows as often as `unsharedWeight` says. */
    used: (key: string, unsharedWeight: number) => weighed(of(key).values(), unsharedWeight),
    has: (key: string) => known.has(key),
    keys: () => [...known.keys()],
    /** Until when a host is paused (epoch milliseconds). */
    pausedUntil: pauses.until,
    pause: pauses.add,
    /** Counts a slot from now on, because its request has ended; returns it. */
    restart(key: string, member: string): KnownSlot {
      const isUnshared = of(key).get(member)?.isUnshared ?? false;
      const slot = { priority: priorityOf(member), subject: subjectOf(member), at: now(), isUnshared };
      of(key).set(member, slot);
      return slot;
    },
    /** Takes over what was published, as far as our instances have signed it; returns the members that none has. */
    learn(text: string): string[] {
      const news = parseNews(text);
      if (news?.kind === 'slots') return learnSlots(news);
      const pausedMs = news && isSigned(news.key, news.signed) ? pausedMsIn(news.signed, now()) : 0;
      if (news && pausedMs > 0) pauses.add(news.key, now() + pausedMs);
      return [];
    },
    /** Notes that Redis, and so every instance, has all slots. */
    markShared(): void {
      for (const slots of known.values()) for (const slot of slots.values()) slot.isUnshared = false;
    },
  };
}

const weighed = (slots: Iterable<KnownSlot>, unsharedWeight: number): UsedSlot[] =>
  [...slots].flatMap(({ at, priority, subject, isUnshared }) =>
    Array<UsedSlot>(isUnshared ? unsharedWeight : 1).fill({ at, priority, subject }),
  );

/** The end of each host's pause, by its key in Redis (epoch milliseconds). */
function createPauses(now: () => number) {
  const ends = new LRUCache<string, number>({ max: 10_000 });
  const until = (key: string) => ends.get(key) ?? 0;
  return {
    until,
    /** Pauses a host until then, for the longest pause at most; never shortens one. */
    add: (key: string, end: number) => void ends.set(key, Math.max(until(key), Math.min(end, now() + longestPauseMs))),
  };
}

/** The last letter of a slot's name, before its signature, by its priority. The script in Redis knows that of operations on the account. */
export const letters: Readonly<Record<Priority, string>> = { account: 'a', normal: 'o', low: 'b' };

/** The priority that the name of a slot says. */
function priorityOf(member: string): Priority {
  const letter = /(.)\.[^.]*$/.exec(member)?.[1];
  return letter === letters.low ? 'low' : letter === letters.account ? 'account' : 'normal';
}

/** The user in whose share a slot counts, from the part of its name between the instance and the number; null for no user. */
const subjectOf = (member: string): string | null => /^[^.]*\.([^.]+)\.[^.]*\.[^.]*$/.exec(member)?.[1] ?? null;
