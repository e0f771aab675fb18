type Listeners = { onLost?: (reason: string) => void; onBack?: () => void };

/** Tracks whether Redis is up. Calls `onLost` and `onBack` once for each outage. */
export function createAvailability({ onLost, onBack }: Listeners) {
  const returnListeners: (() => void)[] = [];
  let isUp = false;
  let downSince = performance.now();
  let isReported = false;
  let isClosed = false;

  return {
    isUp: () => isUp,
    /** How long Redis has been down, in milliseconds; 0 while it is up. */
    downMs: () => (isUp ? 0 : performance.now() - downSince),
    /** Marks Redis as down. Only the first failure of an outage is reported. */
    lose(reason: string): void {
      if (isUp) downSince = performance.now();
      isUp = false;
      if (isReported || isClosed) return;
      isReported = true;
      onLost?.(reason);
    },
    /** Marks Redis as up. */
    restore(): void {
      if (isUp) return;
      isUp = true;
      if (isReported) onBack?.();
      isReported = false;
      for (const listener of returnListeners) listener();
    },
    onReturn: (listener: () => void) => void returnListeners.push(listener),
    /** Stops all reports: the connection is closed on purpose. */
    close(): void {
      isClosed = true;
      isUp = false;
    },
  };
}
