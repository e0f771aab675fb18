import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

const current = new AsyncLocalStorage<string>();

/** The id of the current request: the same in its response, its header and its log lines. */
export const correlationId = (): string => current.getStore() ?? 'none';

/** Runs `serve` with the id of a request: the id of the trace that the caller sent (W3C `traceparent`), or else a new one. */
export function withCorrelation<T>(traceparent: string | undefined, serve: (id: string) => T): T {
  const [, traceId] =
    /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent ?? '') ?? [];
  const id = traceId ?? randomBytes(16).toString('hex');
  return current.run(id, () => serve(id));
}
