import { LRUCache } from 'lru-cache';
import type { UsedSlot } from '../lucca/resilience/quotaPlan.ts';
import { type KnownSlot, parseNews } from './slotScript.ts';

/** What this instance knows of the slots and pauses of all hosts, by their keys in Redis: its own, and those in the news. */
export function createKnownSlots(windowMs: number, now: () => number, isOwn: (member: string) => boolean) {
  const known = new LRUCache<string, Map<string, KnownSlot>>({ max: 10_000 });
  const pauses = new LRUCache<string, number>({ max: 10_000 });

  function of(key: string): Map<string, KnownSlot> {
    const slots = known.get(key) ?? new Map<string, KnownSlot>();
    known.set(key, slots);
    const horizon = now() - windowMs;
    for (const [member, { at }] of slots) if (at <= horizon) slots.delete(member);
    return slots;
  }

  function pause(key: string, until: number): void {
    pauses.set(key, Math.max(pauses.get(key) ?? 0, until));
  }

  return {
    /** The slots of a host that still count, by member; changes to the map are kept. */
    of,
    /** The slots of a host that still count; those that only this instance knows as often as `unsharedWeight` says. */
    used: (key: string, unsharedWeight: number): UsedSlot[] =>
      [...of(key).values()].flatMap(({ at, lowPriority, isUnshared }) =>
        Array<UsedSlot>(isUnshared ? unsharedWeight : 1).fill({ at, lowPriority }),
      ),
    has: (key: string) => known.has(key),
    keys: () => [...known.keys()],
    /** Until when a host is paused (epoch milliseconds). */
    pausedUntil: (key: string) => pauses.get(key) ?? 0,
    pause,
    /** Counts a slot from now on, because its request has ended; returns it. */
    restart(key: string, member: string): KnownSlot {
      const slot = { lowPriority: isLow(member), at: now(), isUnshared: of(key).get(member)?.isUnshared ?? false };
      of(key).set(member, slot);
      return slot;
    },
    /** Takes over what was published. */
    learn(text: string): void {
      const news = parseNews(text);
      if (news.kind === 'pause') {
        pause(news.key, now() + news.ms);
        return;
      }
      const slots = of(news.key);
      for (const [member, sharedAt] of news.slots) {
        const slot = slots.get(member);
        if (slot?.sharedAt === sharedAt) continue;
        // The time of our own slots is known better here.
        const at = slot && isOwn(member) ? slot.at : now() - Math.max(0, news.redisNow - sharedAt);
        slots.set(member, { ...slot, at, lowPriority: isLow(member), sharedAt });
      }
    },
    /** Notes that Redis, and so every instance, has all slots. */
    markShared(): void {
      for (const slots of known.values()) for (const slot of slots.values()) slot.isUnshared = false;
    },
  };
}

/** Whether the name of a slot says that it has low priority. */
const isLow = (member: string) => member.endsWith('b');
