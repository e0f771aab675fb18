import { secondMs } from '../time.ts';
import { type AccountVersion, cacheKey } from './cacheKey.ts';

/** A read in flight: how to find out whether its connection still exists, and what to do once it does not. */
type Reading = { isCurrent: () => Promise<boolean>; onEnded: () => void };

/** Watches a connection for a read until the returned function is called. */
export type WatchConnection = (reading: Reading) => () => void;

const pollMs = 2 * secondMs;

/**
 * Finds out while reads are in flight whether their connections have ended. A connection is checked every two seconds, however many of its
 * reads are waiting, and not again before the previous check has ended.
 */
export function createConnectionWatches() {
  const watches = new Map<string, { readings: Set<Reading>; stop(): void }>();

  function startWatch() {
    const readings = new Set<Reading>();
    let isAsking = false;
    const timer = setInterval(async () => {
      const [reading] = readings;
      if (isAsking || reading === undefined) return;
      isAsking = true;
      const isCurrent = await reading.isCurrent();
      isAsking = false;
      if (!isCurrent) for (const { onEnded } of readings) onEnded();
    }, pollMs).unref();
    return { readings, stop: () => clearInterval(timer) };
  }

  return (connection: AccountVersion): WatchConnection => {
    const key = cacheKey(connection);
    return (reading) => {
      const watch = watches.get(key) ?? startWatch();
      watches.set(key, watch);
      watch.readings.add(reading);
      return () => {
        watch.readings.delete(reading);
        if (watch.readings.size > 0) return;
        watch.stop();
        watches.delete(key);
      };
    };
  };
}
