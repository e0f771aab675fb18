import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

const current = new AsyncLocalStorage<string>();

/** The id of the request being served; the same in its answer, its header and its log lines. */
export const correlationId = (): string => current.getStore() ?? 'none';

/** Runs `serve` under the id of one request: its trace's, where the caller sent one (W3C `traceparent`), else a new one. */
export function withCorrelation<T>(traceparent: string | undefined, serve: (id: string) => T): T {
  const [, traceId] =
    /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent ?? '') ?? [];
  const id = traceId ?? randomBytes(16).toString('hex');
  return current.run(id, () => serve(id));
}
