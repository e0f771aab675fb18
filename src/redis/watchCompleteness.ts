import { secondMs } from '../time.ts';
import { beatMs, type Redis } from './redis.ts';

/** Once Redis is back, every instance adds its slots within this time. */
const settleMs = 2 * secondMs;

/**
 * Tracks whether Redis has the slots of all instances. Each time Redis returns, `onReturn` adds the slots of this instance; `onComplete`
 * is called once the other instances have had time to add theirs.
 */
export function watchCompleteness(redis: Redis, { onReturn, onComplete }: { onReturn(): void; onComplete(): void }) {
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
      if (isSettled) onComplete();
    }, settleMs).unref();
  }

  redis.onReturn(settle);
  if (redis.isUp()) settle();
  return {
    isComplete: () => isSettled && redis.isUp(),
    /** How long it will probably take until Redis has all slots again, in milliseconds; null if it has them, or if this is unknown. */
    completeInMs(): number | null {
      if (redis.isUp()) return isSettled ? null : Math.max(0, settledAt - performance.now());
      const leftMs = beatMs + settleMs - redis.downMs();
      return leftMs > 0 ? leftMs : null;
    },
  };
}
