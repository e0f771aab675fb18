import { secondMs } from '../time.ts';
import type { Redis } from './redis.ts';

/** Time after which every instance has surely added its slots to a Redis that is back. */
const settleMs = 2 * secondMs;

/**
 * Tracks whether Redis has the slots of all instances. After each return, `onReturn` adds those of this instance; until the others have
 * surely done so too, every instance uses only its part. `onWhole` is called then.
 */
export function watchWhole(redis: Redis, { onReturn, onWhole }: { onReturn(): void; onWhole(): void }) {
  let isSettled = false;
  let settling: NodeJS.Timeout | undefined;

  function settle(): void {
    isSettled = false;
    clearTimeout(settling);
    onReturn();
    settling = setTimeout(() => {
      isSettled = redis.isUp();
      if (isSettled) onWhole();
    }, settleMs).unref();
  }

  redis.onReturn(settle);
  if (redis.isUp()) settle();
  return () => isSettled && redis.isUp();
}
