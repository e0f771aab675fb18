import { LRUCache } from 'lru-cache';
import type { Priority } from '../lucca/resilience/permit.ts';
import type { UsedSlot } from '../lucca/resilience/quotaPlan.ts';
import { type KnownSlot, longestPauseMs, parseMessage, pausedMsIn, type SlotMessage } from './slotScript.ts';

type SlotsMessage = Extract<SlotMessage, { kind: 'slots' }>;

/** What `createKnownSlots` needs. */
export type KnownSlotsParts = {
  /** How long a slot counts. */
  windowMs: number;
  now: () => number;
  /** Whether this instance took the slot. */
  isOwn: (member: string) => boolean;
  /** Whether any of our instances signed the text. */
  isSigned: (key: string, text: string) => boolean;
};

/** The slots and pauses of all hosts that this instance knows, by their keys in Redis: its own, and those in messages of the others. */
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

  function learnSlots({ key, redisNow, slots }: SlotsMessage): string[] {
    const isOurs = (member: string) => known.peek(key)?.has(member) || isSigned(key, member);
    const forged = slots.flatMap(([member]) => (isOurs(member) ? [] : [member]));
    // Made-up hosts must not displace known ones.
    if (forged.length === slots.length) return forged;
    const ours = of(key);
    for (const [member, sharedAt] of slots) {
      const slot = ours.get(member);
      if (slot?.sharedAt === sharedAt || forged.includes(member)) continue;
      const age = Math.min(windowMs, Math.max(0, redisNow - sharedAt));
      // This instance knows the times of its own slots more exactly than Redis.
      const at = slot && isOwn(member) ? slot.at : now() - age;
      ours.set(member, { ...slot, at, priority: priorityOf(member), subject: subjectOf(member), sharedAt });
    }
    return forged;
  }

  return {
    /** The slots of a host that still count, by member; changes to the map are kept. */
    of,
    /** The slots of a host that still count; one that only this instance knows is repeated `unsharedWeight` times. */
    used: (key: string, unsharedWeight: number) => weighed(of(key).values(), unsharedWeight),
    has: (key: string) => known.has(key),
    keys: () => [...known.keys()],
    /** Until when a host is paused (epoch milliseconds). */
    pausedUntil: pauses.until,
    pause: pauses.add,
    /** Restarts the window of a slot, because its request has just ended; returns the slot. */
    restart(key: string, member: string): KnownSlot {
      const isUnshared = of(key).get(member)?.isUnshared ?? false;
      const slot = { priority: priorityOf(member), subject: subjectOf(member), at: now(), isUnshared };
      of(key).set(member, slot);
      return slot;
    },
    /** Adds the slots or the pause in a published message that our instances signed; returns the members that none of them signed. */
    learn(text: string): string[] {
      const message = parseMessage(text);
      if (message?.kind === 'slots') return learnSlots(message);
      const pausedMs = message && isSigned(message.key, message.signed) ? pausedMsIn(message.signed, now()) : 0;
      if (message && pausedMs > 0) pauses.add(message.key, now() + pausedMs);
      return [];
    },
    /** Marks all slots as known to the other instances. */
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
    /** Pauses a host until `end`, but at most for the longest pause; never shortens a pause. */
    add: (key: string, end: number) => void ends.set(key, Math.max(until(key), Math.min(end, now() + longestPauseMs))),
  };
}

/** The letter that ends a slot's name, before the signature, for each priority. `slotScript` relies on the one for `account`. */
export const letters: Readonly<Record<Priority, string>> = { account: 'a', normal: 'o', low: 'b' };

/** The priority in the name of a slot. */
function priorityOf(member: string): Priority {
  const letter = /(.)\.[^.]*$/.exec(member)?.[1];
  return letter === letters.low ? 'low' : letter === letters.account ? 'account' : 'normal';
}

/** The user whose share a slot counts in, from the part of its name between the instance and the number; null for none. */
const subjectOf = (member: string): string | null => /^[^.]*\.([^.]+)\.[^.]*\.[^.]*$/.exec(member)?.[1] ?? null;
