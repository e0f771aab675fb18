/** Why Redis is lost: the kind of failure, and whether Redis itself answered with it, as it does to a wrong password. */
export type Failure = { reason: string; isRefusal: boolean };

type Listeners = { onLost?: (reason: string) => void; onBack?: () => void };

/**
 * Tracks whether Redis is up. Calls `onBack` once for each outage, and `onLost` when it begins; again if the reason turns out to be that Redis
 * refuses us, because only an operator can mend that.
 */
export function createAvailability({ onLost, onBack }: Listeners) {
  const returnListeners: (() => void)[] = [];
  let isUp = false;
  let downSince = performance.now();
  let isReported = false;
  let refusal: string | undefined;
  let isClosed = false;

  return {
    isUp: () => isUp,
    /** How long Redis has been down, in milliseconds; 0 while it is up. */
    downMs: () => (isUp ? 0 : performance.now() - downSince),
    /** Marks Redis as down. Until it is back, only the first failure is reported, and another refusal than the last one. */
    lose({ reason, isRefusal }: Failure): void {
      if (isUp) downSince = performance.now();
      isUp = false;
      const isNew = isRefusal && reason !== refusal;
      if ((isReported && !isNew) || isClosed) return;
      isReported = true;
      if (isRefusal) refusal = reason;
      onLost?.(reason);
    },
    /** Marks Redis as up. */
    restore(): void {
      if (isUp) return;
      isUp = true;
      if (isReported) onBack?.();
      isReported = false;
      refusal = undefined;
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
