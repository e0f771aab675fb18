import { secondMs } from '../time.ts';
import { beatMs, type Redis } from './redis.ts';

/** Time after which every instance has surely added its slots to a Redis that is back. */
const settleMs = 2 * secondMs;

/**
 * Tracks whether Redis has the slots of all instances. After each return, `onReturn` adds those of this instance; until the others have
 * surely done so too, every instance uses only its part. `onWhole` is called then.
 */
export function watchWhole(redis: Redis, { onReturn, onWhole }: { onReturn(): void; onWhole(): void }) {
  let isSettled = false;
  let settling: NodeJS.Timeout | undefined;
  let settledAt = 0;

  function settle(): void {
    isSettled = false;
    clearTimeout(settling);
    onReturn();
    settledAt = performance.now() + settleMs;
    settling = setTimeout(() => {
      isSettled = redis.isUp();
      if (isSettled) onWhole();
    }, settleMs).unref();
  }

  redis.onReturn(settle);
  if (redis.isUp()) settle();
  return {
    isWhole: () => isSettled && redis.isUp(),
    /** How long it probably takes until Redis has the slots of all again, in milliseconds; null if it has, or nothing is known of that. */
    wholeInMs(): number | null {
      if (redis.isUp()) return isSettled ? null : Math.max(0, settledAt - performance.now());
      const leftMs = beatMs + settleMs - redis.downMs();
      return leftMs > 0 ? leftMs : null;
    },
  };
}
