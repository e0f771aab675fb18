/** A change while pages are read: whether the reader has paused, how many seconds are left to wait, and why the last request failed. */
export type PaceChange = { isPaused?: boolean; waitsSeconds?: number; failure?: string | null };

export type Pace = ReturnType<typeof createPace>;

/**
 * Lets the reader pause, continue and cancel the reading of many pages. `onChange` receives each change. Cancelling rejects what is
 * awaited.
 */
export function createPace(onChange: (change: PaceChange) => void) {
  const cancelled = new AbortController();
  const stop = new Promise<never>((_, reject) => {
    cancelled.signal.addEventListener('abort', () => reject(cancelled.signal.reason));
  });
  // Nothing may be awaiting it when it rejects.
  stop.catch(() => {});
  let gate = Promise.resolve();
  let open = () => {};
  let failure: string | null = null;
  function close() {
    gate = new Promise((resolve) => {
      open = resolve;
    });
  }

  return {
    pause() {
      close();
      onChange({ isPaused: true });
    },
    resume() {
      failure = null;
      open();
      onChange({ isPaused: false, failure });
    },
    cancel() {
      cancelled.abort(new Error(failure ?? 'Cancelled.'));
    },
    // `stop` is first, because it wins if both are settled.
    ready: () => Promise.race([stop, gate]),
    async retry(reason: string) {
      if (!cancelled.signal.aborted) {
        failure = reason;
        close();
        onChange({ failure });
      }
      await Promise.race([stop, gate]);
    },
    async wait(seconds: number) {
      for (let left = Math.ceil(seconds); left > 0; left -= 1) {
        onChange({ waitsSeconds: left });
        await Promise.race([new Promise((resolve) => setTimeout(resolve, 1_000)), stop]);
      }
      onChange({ waitsSeconds: 0 });
    },
    during: <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => Promise.race([stop, work(cancelled.signal)]),
  };
}

/** How long the rest takes at the speed so far; null if nothing is left, or if nothing was read yet. */
export function secondsLeft(seconds: number, read: number, left: number): number | null {
  return read > 0 && left > 0 ? Math.ceil((seconds / read) * left) : null;
}
