import { withAbortAfter } from '../../time.ts';
import { LuccaContractBroken, LuccaError, LuccaTimeout } from '../errors.ts';
import type { Policy } from '../resilience/policy.ts';
import type { Connections } from './connections.ts';
import { networkError } from './networkError.ts';
import { type Caller, type Outgoing, outgoing } from './outgoing.ts';
import { errorOfStatus, parseBody } from './response.ts';

/** One request that was sent, for logs and metrics. Contains neither its address, its key nor its answer. */
export type RequestEvent = {
  host: string;
  resource: string;
  /** HTTP status, if there was an answer. */
  status?: number;
  /** Name of the error it ended in. */
  error?: string;
  ms: number;
  /** 1 for the first attempt. */
  attempt: number;
  /** Size of the body that was read. */
  bytes: number;
};

/** An answer of Lucca: its parsed body, and the size of it. */
export type LuccaResponse = { json: unknown; bytes: number };

/** Options of the transport. */
export type HttpOptions = {
  scheme: 'https' | 'http';
  userAgent: string;
  dispatcher: Connections;
  policy: Policy;
  onRequest: (event: RequestEvent) => void;
  now: () => number;
};

type OnBytes = Caller['onBytes'];

/**
 * Creates the only function through which requests are sent to Lucca. It opens the key, prepares a GET and resolves to the function that
 * sends it, which resolves to the JSON of a 200 or rejects with a `LuccaError`. Redirects are never followed.
 */
export function createHttp({ scheme, userAgent, dispatcher, policy, onRequest, now }: HttpOptions) {
  const { headersTimeoutMs, requestTimeoutMs, maxResponseBytes } = policy;

  async function exchange({ url, headers }: Outgoing, event: RequestEvent, onBytes: OnBytes, signal: AbortSignal) {
    const { resource } = event;
    const timeouts = { headersTimeout: headersTimeoutMs, bodyTimeout: requestTimeoutMs };
    const { origin, pathname, search } = url;
    const response = await dispatcher.request({
      origin,
      path: `${pathname}${search}`,
      method: 'GET',
      headers,
      signal,
      ...timeouts,
    });
    const { statusCode, headers: answered, body } = response;
    event.status = statusCode;
    if (statusCode !== 200) {
      await body.dump({ limit: 16_384 });
      throw errorOfStatus(statusCode, resource, answered['retry-after'], now());
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      onBytes?.(chunk.length);
      event.bytes += chunk.length;
      if (event.bytes > maxResponseBytes) throw new LuccaContractBroken({ resource, status: statusCode });
      chunks.push(chunk);
    }
    return parseBody(Buffer.concat(chunks), resource, now());
  }

  return async (caller: Caller, resource: string, target: string) => {
    const prepared = await outgoing({ scheme, userAgent }, caller, resource, target);

    return async (attempt: number): Promise<LuccaResponse> => {
      const startedAt = now();
      const ms = Math.min(requestTimeoutMs, caller.deadlineAt - startedAt);
      if (ms <= 0 || caller.signal?.aborted) throw new LuccaTimeout({ resource });

      const event: RequestEvent = { host: caller.host, resource, ms: 0, attempt, bytes: 0 };
      try {
        const json = await withAbortAfter(ms, caller.signal, (signal) =>
          exchange(prepared, event, caller.onBytes, signal).catch((error: unknown) => {
            if (error instanceof LuccaError) throw error;
            throw signal.aborted ? new LuccaTimeout({ resource }) : networkError(error, resource);
          }),
        );
        return { json, bytes: event.bytes };
      } catch (error) {
        caller.onBytes?.(-event.bytes);
        if (error instanceof LuccaError) event.error = error.name;
        throw error;
      } finally {
        event.ms = now() - startedAt;
        onRequest(event);
      }
    };
  };
}
