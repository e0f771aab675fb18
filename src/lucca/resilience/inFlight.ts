import type { Permit, Priority } from './permit.ts';
import type { Slots, TakenSlot } from './slots.ts';

/** The priority of a request, and the user whose share it counts in. */
type Charged = { priority: Priority; chargedTo: () => string | null };

/** Counts the requests of a host that are in flight, each with a slot. `onRelease` is called whenever one has ended. */
export function createInFlight(host: string, slots: Slots, onRelease: () => void) {
  let count = 0;

  function release(slot: TakenSlot | null, isSent: boolean): void {
    count -= 1;
    slot?.release(isSent);
    onRelease();
  }

  return {
    count: () => count,
    /** Takes a slot for a request, synchronously if possible. A request without a slot (null) must be released, too. */
    acquire({ priority, chargedTo }: Charged, onSlot: (slot: TakenSlot | null) => void): void {
      count += 1;
      const taking = slots.take(host, priority, chargedTo());
      if (taking instanceof Promise) taking.then(onSlot);
      else onSlot(taking);
    },
    release,
    /** The permit of a request that has a slot; only its first release counts. */
    permit(slot: TakenSlot): Permit {
      let isReleased = false;
      return {
        release(isSent = true) {
          if (isReleased) return;
          isReleased = true;
          release(slot, isSent);
        },
      };
    },
  };
}
