import { LuccaRateLimited, LuccaTimeout, LuccaUnavailable } from './errors.ts';
import type { createCircuits, FailureKind } from './resilience/breaker.ts';
import type { Policy } from './resilience/policy.ts';
import type { Quota } from './resilience/quota.ts';
import { retrying } from './resilience/retry.ts';
import { createRetryBudget } from './resilience/retryBudget.ts';
import { createHttp, type HttpOptions, type LuccaResponse } from './transport/http.ts';
import type { Caller } from './transport/outgoing.ts';

/** Parts of `createGet`. */
export type GetParts = Omit<HttpOptions, 'onRequest'> & {
  policy: Policy;
  quota: Quota;
  circuits: ReturnType<typeof createCircuits>;
  onRequest?: HttpOptions['onRequest'];
  /** Called with the milliseconds that a request waited for its permit. */
  onQuotaWait?: (ms: number) => void;
  random: () => number;
};

/** Creates the function that sends one GET: with a permit of the quota, through the circuit of the host, and with retries. */
export function createGet(parts: GetParts) {
  const { policy, quota, circuits, onRequest = () => {}, now, random } = parts;
  const retryBudget = createRetryBudget(policy.retryRatio, now);
  const prepare = createHttp({ ...parts, onRequest });

  return async (caller: Caller, resource: string, target: string): Promise<LuccaResponse> => {
    const { host } = caller;
    const send = await prepare(caller, resource, target);
    const kindOf = (failure: unknown) => failureKind(failure, caller, now);
    const limits = { retries: policy.maxRetries, now, random, mayRetry: () => retryBudget.take(host) };
    return retrying(caller, limits, async (attempt) => {
      circuits.check(host, resource);
      const askedAt = now();
      const permit = await quota.take(caller, resource);
      parts.onQuotaWait?.(now() - askedAt);
      caller.onSend?.();
      let isSent = false;
      const sending = () => {
        isSent = true;
        return send(attempt);
      };
      if (attempt === 1) retryBudget.note(host);
      try {
        return await circuits.run(host, resource, sending, kindOf);
      } catch (error) {
        if (error instanceof LuccaRateLimited) quota.pause(host, error.retryAfterSeconds);
        throw error;
      } finally {
        permit.release(isSent);
      }
    });
  };
}

/** What a failure says about Lucca. A caller that aborted, or had little time to begin with, says nothing about it. */
function failureKind(failure: unknown, { signal, deadlineAt }: Caller, now: () => number): FailureKind {
  if (failure instanceof LuccaUnavailable) return 'outage';
  if (!(failure instanceof LuccaTimeout) || failure.status !== undefined) return 'answer';
  // A timer may fire a millisecond early.
  return signal?.aborted || now() + 1 >= deadlineAt ? 'none' : 'outage';
}
