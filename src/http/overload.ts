import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { Refused } from './refused.ts';

const windowMs = 1_000;
const resolutionMs = 20;

/** The process has more requests than it can serve. */
export class Overloaded extends Refused {
  constructor() {
    const response = { status: 503, code: 'OVERLOADED', headers: { 'retry-after': '1' } };
    super('overloaded', response, 'The server is overloaded. Try again in a moment.');
  }
}

/** How late the event loop runs its timers. */
export type Lateness = { /** Mean of the last second, in milliseconds. */ ms(): number; close(): void };

/** Watches how late the event loop runs its timers: the mean over a second, because one long task is no reason to refuse requests. */
export function watchLateness(
  histogram: Pick<IntervalHistogram, 'mean' | 'reset' | 'enable' | 'disable'> = monitorEventLoopDelay({
    resolution: resolutionMs,
  }),
): Lateness {
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
