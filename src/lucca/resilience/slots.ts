import { minuteMs } from '../../time.ts';
import type { UsedSlot } from './quotaPlan.ts';

/** A place in the quota of a host, from when it was taken. */
export type TakenSlot = {
  /** From now on the window runs; a place nothing was sent for may be another's at once. */
  end(isSent: boolean): void;
};

/** Where the places of all hosts are counted. */
export type Slots = {
  /** The places of a host that still count, each as often as it does. */
  taken(host: string): UsedSlot[];
  /** As how many a place counts that is taken now. */
  weight(): number;
  /** Takes a place; null where it turned out that others had been quicker, of which `taken` knows then. */
  take(host: string, lowPriority: boolean): TakenSlot | null | Promise<TakenSlot | null>;
  /** Until when nobody may pass, because Lucca asked for it (epoch milliseconds). */
  pausedUntil(host: string): number;
  /** Lets nobody pass until then, unless that was so already. */
  pause(host: string, until: number): void;
  /** Calls back when places may be free sooner than `taken` and `weight` said. */
  onFree(look: () => void): void;
};

/** Counts the places of this process alone. */
export function createLocalSlots(now: () => number, windowMs = minuteMs): Slots {
  const hosts = new Map<string, UsedSlot[]>();
  const pauses = new Map<string, number>();

  function taken(host: string): UsedSlot[] {
    const horizon = now() - windowMs;
    const counting = (hosts.get(host) ?? []).filter(({ at }) => at > horizon);
    if (counting.length > 0) hosts.set(host, counting);
    else hosts.delete(host);
    if ((pauses.get(host) ?? 0) <= now()) pauses.delete(host);
    return counting;
  }

  function remove(host: string, place: UsedSlot): void {
    const others = taken(host).filter((other) => other !== place);
    hosts.set(host, others);
  }

  return {
    taken,
    weight: () => 1,
    take(host, lowPriority) {
      const place = { at: now(), lowPriority };
      hosts.set(host, [...taken(host), place]);
      return {
        end(isSent) {
          remove(host, place);
          if (isSent) hosts.set(host, [...taken(host), { at: now(), lowPriority }]);
        },
      };
    },
    pausedUntil: (host) => pauses.get(host) ?? 0,
    pause: (host, until) => void pauses.set(host, Math.max(pauses.get(host) ?? 0, until)),
    onFree: () => {},
  };
}
