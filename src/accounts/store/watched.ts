import { minuteMs } from '../../time.ts';
import { reasonOf } from '../errors.ts';

/** What is called when a store does not answer, with the code of its driver, and when it answers again. */
export type StoreWatch = { onLost: (reason: string) => void; onBack: () => void };

/** Watches the methods of a store. A store that fails again and again is reported once a minute at most. */
export function watched<Adapter extends object>(
  adapter: Adapter,
  { onLost, onBack }: StoreWatch,
  now: () => number = () => performance.now(),
): Adapter {
  let isReported = false;
  let reportedAt = -minuteMs;

  async function noting(answer: unknown): Promise<unknown> {
    try {
      const value = await answer;
      if (isReported) onBack();
      isReported = false;
      return value;
    } catch (failure) {
      if (!isReported && now() - reportedAt >= minuteMs) {
        isReported = true;
        reportedAt = now();
        onLost(reasonOf(failure));
      }
      throw failure;
    }
  }

  const methods = Object.entries(adapter).map(([name, method]) => [
    name,
    name === 'disconnect' ? method : (...values: unknown[]) => noting(method(...values)),
  ]);
  return Object.fromEntries(methods);
}
