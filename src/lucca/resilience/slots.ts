import { minuteMs } from '../../time.ts';
import type { Taken } from './quotaPlan.ts';

/** A place in the quota of a host, from when it was taken. */
export type TakenPlace = {
  /** From now on the window runs; a place nothing was sent for may be another's at once. */
  end(isSent: boolean): void;
};

/** Where the places of all hosts are counted. */
export type Places = {
  /** The places of a host that still count, each as often as it does. */
  taken(host: string): Taken[];
  /** As how many a place counts that is taken now. */
  weight(): number;
  /** Takes a place; null where it turned out that others had been quicker, of which `taken` knows then. */
  take(host: string, isBulk: boolean): TakenPlace | null | Promise<TakenPlace | null>;
  /** Until when nobody may pass, because Lucca asked for it (epoch milliseconds). */
  pausedUntil(host: string): number;
  /** Lets nobody pass until then, unless that was so already. */
  pause(host: string, until: number): void;
  /** Calls back when places may be free sooner than `taken` and `weight` said. */
  onFree(look: () => void): void;
};

/** Counts the places of this process alone. */
export function createPlaces(now: () => number, windowMs = minuteMs): Places {
  const hosts = new Map<string, Taken[]>();
  const pauses = new Map<string, number>();

  function taken(host: string): Taken[] {
    const horizon = now() - windowMs;
    const counting = (hosts.get(host) ?? []).filter(({ at }) => at > horizon);
    if (counting.length > 0) hosts.set(host, counting);
    else hosts.delete(host);
    if ((pauses.get(host) ?? 0) <= now()) pauses.delete(host);
    return counting;
  }

  function remove(host: string, place: Taken): void {
    const others = taken(host).filter((other) => other !== place);
    hosts.set(host, others);
  }

  return {
    taken,
    weight: () => 1,
    take(host, isBulk) {
      const place = { at: now(), isBulk };
      hosts.set(host, [...taken(host), place]);
      return {
        end(isSent) {
          remove(host, place);
          if (isSent) hosts.set(host, [...taken(host), { at: now(), isBulk }]);
        },
      };
    },
    pausedUntil: (host) => pauses.get(host) ?? 0,
    pause: (host, until) => void pauses.set(host, Math.max(pauses.get(host) ?? 0, until)),
    onFree: () => {},
  };
}
