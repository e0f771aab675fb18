import { retrySeconds } from '../../time.ts';
import { LuccaRateLimited, LuccaTimeout } from '../errors.ts';
import type { Permit, PermitRequest, Priority } from './permit.ts';

/** One request in the queue of a host. Times are epoch milliseconds. */
export type Waiter = {
  deadlineAt: number;
  priority: Priority;
  /** Whose share of the quota it counts in. */
  chargedTo: () => string | null;
  /** Whether a slot is being acquired for it. */
  isAcquiring: boolean;
  grant(permit: Permit): void;
  /** Rejects with `LuccaRateLimited`, to be retried after this number of milliseconds. */
  refuse(afterMs: number): void;
  /** Reports when the permit is expected. */
  expect(at: number): void;
};

/** The queue as one waiter sees it. */
export type WaitingLine = { add(waiter: Waiter): void; remove(waiter: Waiter): void; serve(): void };

/** Waits in a line until the permit is granted or refused, or the caller aborts. Removes its listeners at the end. */
export function waitInLine(
  request: PermitRequest,
  resource: string,
  now: () => number,
  line: WaitingLine,
): Promise<Permit> {
  const { deadlineAt, signal, priority = 'normal', promoteSignal, onEta, chargedTo = () => null } = request;
  return new Promise((resolve, reject) => {
    const unlisten = () => {
      signal?.removeEventListener('abort', leave);
      promoteSignal?.removeEventListener('abort', promote);
    };
    const leave = () => {
      unlisten();
      line.remove(waiter);
      line.serve();
      reject(new LuccaTimeout({ resource }));
    };
    const promote = () => {
      waiter.priority = 'normal';
      // Expected at once, unless `serve` reports a later time.
      waiter.expect(now());
      line.serve();
    };
    const waiter: Waiter = {
      deadlineAt,
      chargedTo,
      isAcquiring: false,
      priority: priority === 'low' && promoteSignal?.aborted ? 'normal' : priority,
      grant(permit) {
        unlisten();
        resolve(permit);
      },
      refuse(afterMs) {
        unlisten();
        reject(new LuccaRateLimited({ resource, retryAfterSeconds: retrySeconds(afterMs) }));
      },
      expect: (at) => onEta?.(at),
    };
    signal?.addEventListener('abort', leave);
    promoteSignal?.addEventListener('abort', promote);
    line.add(waiter);
    line.serve();
  });
}
