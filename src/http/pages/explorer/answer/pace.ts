/** What changes while pages are read: whether the reader paused it, and how many seconds are left to wait. */
export type PaceChange = { isPaused?: boolean; waitsSeconds?: number };

export type Pace = ReturnType<typeof createPace>;

/** Lets a long reading be paused, continued and cancelled, and wait; `onChange` is told. Cancelling rejects what is awaited. */
export function createPace(onChange: (change: PaceChange) => void) {
  const cancelled = new AbortController();
  const stop = new Promise<never>((_, reject) => {
    cancelled.signal.addEventListener('abort', () => reject(new Error('Cancelled.')));
  });
  // It may be that nobody awaits it then.
  stop.catch(() => {});
  let gate = Promise.resolve();
  let open = () => {};

  return {
    pause() {
      gate = new Promise((resolve) => {
        open = resolve;
      });
      onChange({ isPaused: true });
    },
    resume() {
      open();
      onChange({ isPaused: false });
    },
    cancel() {
      cancelled.abort();
    },
    // What comes first wins if both are settled.
    ready: () => Promise.race([stop, gate]),
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
