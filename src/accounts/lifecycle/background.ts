import { setMaxListeners } from 'node:events';
import { LuccaError } from '../../lucca/errors.ts';
import { AccountNotConnected, CredentialsUnavailable } from '../errors.ts';

/** Work that nobody waits for. */
export type Background = ReturnType<typeof createBackground>;

/** Makes room for work that nobody waits for; `onFault` is told of what goes wrong with it by our own fault. */
export function createBackground(onFault: (fault: unknown) => void) {
  const underWay = new Map<string, Promise<unknown>>();
  const closing = new AbortController();
  // Every request under way listens; Node would warn of the eleventh.
  setMaxListeners(0, closing.signal);

  /** Tells of a failure, unless it will be told to whoever asks next. */
  function report(failure: unknown): void {
    if (!isForeseen(failure) && !closing.signal.aborted) onFault(failure);
  }

  return {
    /** Aborted when the process ends: what is under way breaks off, and nothing is to be concluded from that. */
    closing: closing.signal,
    report,

    /** Begins a piece of work, unless one of that name is under way; tells which. */
    begin(name: string, work: () => Promise<unknown>): boolean {
      if (underWay.has(name) || closing.signal.aborted) return false;
      const done = work()
        .catch(report)
        .finally(() => underWay.delete(name));
      underWay.set(name, done);
      return true;
    },

    /** Begins nothing more, and resolves when nothing is under way. */
    async close(): Promise<void> {
      closing.abort();
      await Promise.all(underWay.values());
    },
  };
}

const isForeseen = (failure: unknown) =>
  [LuccaError, CredentialsUnavailable, AccountNotConnected].some((kind) => failure instanceof kind);
