import { minuteMs } from '../../time.ts';
import type { Priority } from './permit.ts';
import type { UsedSlot } from './quotaPlan.ts';

/** A slot of a host's quota that has been taken. */
export type TakenSlot = {
  /** Ends the request: the slot counts for another window, or is free at once if nothing was sent. */
  release(isSent: boolean): void;
};

/** Counts the slots of all hosts. */
export type Slots = {
  /** The slots of a host in use, each as often as it counts. */
  used(host: string): UsedSlot[];
  /** Number of slots that one taken now counts as. */
  weight(): number;
  /** How long `weight` will probably stay above 1, in milliseconds; null if it is 1, or if this is unknown. */
  completeInMs(): number | null;
  /** Takes a slot. Resolves to null if other instances were quicker; their slots are in `used` then. */
  take(host: string, priority: Priority, subject: string | null): TakenSlot | null | Promise<TakenSlot | null>;
  /** Until when the host must not be sent a request, because it answered 429 (epoch milliseconds). */
  pausedUntil(host: string): number;
  /** Pauses a host until then; never shortens a pause. */
  pause(host: string, until: number): void;
  /** Registers a listener for slots that are free earlier than `used` and `weight` said. */
  onFree(listener: () => void): void;
};

/** Counts the slots of this process alone. */
export function createLocalSlots(now: () => number, windowMs = minuteMs): Slots {
  const hosts = new Map<string, UsedSlot[]>();
  const pauses = new Map<string, number>();

  function used(host: string): UsedSlot[] {
    const horizon = now() - windowMs;
    const counting = (hosts.get(host) ?? []).filter(({ at }) => at > horizon);
    if (counting.length > 0) hosts.set(host, counting);
    else hosts.delete(host);
    if ((pauses.get(host) ?? 0) <= now()) pauses.delete(host);
    return counting;
  }

  return {
    used,
    weight: () => 1,
    completeInMs: () => null,
    take(host, priority, subject) {
      const slot = { at: now(), priority, subject };
      hosts.set(host, [...used(host), slot]);
      return {
        release(isSent) {
          const others = used(host).filter((other) => other !== slot);
          hosts.set(host, isSent ? [...others, { at: now(), priority, subject }] : others);
        },
      };
    },
    pausedUntil: (host) => pauses.get(host) ?? 0,
    pause: (host, until) => void pauses.set(host, Math.max(pauses.get(host) ?? 0, until)),
    onFree: () => {},
  };
}
