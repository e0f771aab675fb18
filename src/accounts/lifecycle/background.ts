import { setMaxListeners } from 'node:events';
import { LuccaError } from '../../lucca/errors.ts';
import { AccountNotConnected, CredentialsUnavailable } from '../errors.ts';

/** How long a check in the background may take, in milliseconds. */
export const backgroundMs = 30_000;

/** Runs background work. */
export type Background = ReturnType<typeof createBackground>;

/** Creates a runner of background work; `onFault` is called with errors that are our own fault. */
export function createBackground(onFault: (fault: unknown) => void) {
  const running = new Map<string, Promise<unknown>>();
  const closing = new AbortController();
  // Each running request adds a listener; Node would warn at the eleventh.
  setMaxListeners(0, closing.signal);

  /** Reports an error, unless it is one that the next caller will get as well. */
  function report(failure: unknown): void {
    if (!isExpected(failure) && !closing.signal.aborted) onFault(failure);
  }

  return {
    /** Aborted when the process ends: running work stops, and its failure is then ignored. */
    closing: closing.signal,
    report,

    /** Starts a job unless one of that name is running; returns whether it did. */
    start(name: string, work: () => Promise<unknown>): boolean {
      if (running.has(name) || closing.signal.aborted) return false;
      const done = work()
        .catch(report)
        .finally(() => running.delete(name));
      running.set(name, done);
      return true;
    },

    /** Starts nothing more, and resolves when all running work has ended. */
    async close(): Promise<void> {
      closing.abort();
      await Promise.all(running.values());
    },
  };
}

const isExpected = (failure: unknown) =>
  [LuccaError, CredentialsUnavailable, AccountNotConnected].some((kind) => failure instanceof kind);
