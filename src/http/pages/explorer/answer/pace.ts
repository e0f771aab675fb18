/** What changes while pages are read: whether the reader paused it, how many seconds are left to wait, and why the last request failed. */
export type PaceChange = { isPaused?: boolean; waitsSeconds?: number; failure?: string | null };

export type Pace = ReturnType<typeof createPace>;

/** Lets a long reading be paused, continued and cancelled, and wait; each change is given to `onChange`. Cancelling rejects what is awaited. */
export function createPace(onChange: (change: PaceChange) => void) {
  const cancelled = new AbortController();
  const stop = new Promise<never>((_, reject) => {
    cancelled.signal.addEventListener('abort', () => reject(cancelled.signal.reason));
  });
  // It may be that nobody awaits it then.
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
    // What comes first wins if both are settled.
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

/** How long the rest takes at the speed so far; null where nothing is left, or nothing was read yet. */
export function secondsLeft(seconds: number, read: number, left: number): number | null {
  return read > 0 && left > 0 ? Math.ceil((seconds / read) * left) : null;
}
