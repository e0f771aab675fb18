import { monitorEventLoopDelay } from 'node:perf_hooks';

const windowMs = 1_000;
const resolutionMs = 20;

/** More is asked of this process than it can do. */
export class Overloaded extends Error {}

/** Tells how late the event loop is. */
export type Lateness = { /** Mean of the last second, in milliseconds. */ ms(): number; close(): void };

/**
 * Watches how late the event loop runs its timers. The mean of a second, because a single long task soon over is no reason to
 * send anybody away.
 */
export function watchLateness(): Lateness {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  let ms = 0;
  const timer = setInterval(() => {
    ms = Number.isNaN(histogram.mean) ? 0 : Math.max(0, histogram.mean / 1e6 - resolutionMs);
    histogram.reset();
  }, windowMs).unref();
  return {
    ms: () => ms,
    close() {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
