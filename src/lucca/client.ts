import type { Dispatcher } from 'undici';
import { createAgent } from './dial.ts';
import { LuccaContractBroken, LuccaRateLimited } from './errors.ts';
import { type Answer, createHttp, type RequestEvent } from './http.ts';
import type { Caller } from './outgoing.ts';
import { walkList } from './paging/list.ts';
import { createPageSizes } from './paging/pageSizes.ts';
import { type Page, parsePages } from './paging/rows.ts';
import { walkV3 } from './paging/v3.ts';
import { walkV4Pages } from './paging/v4Pages.ts';
import { walkV4Tokens } from './paging/v4Tokens.ts';
import type { Source, Walk } from './paging/walk.ts';
import { createQuota, type QuotaState } from './quota.ts';
import { type Dialect, type Filter, type LuccaRow, type Query, type Resource, requestTarget } from './resource.ts';
import { retrying } from './retry.ts';
import { createUnsureFields } from './unsureFields.ts';

export type { RequestEvent } from './http.ts';
export type { Caller } from './outgoing.ts';
export type { Page } from './paging/rows.ts';
export type { QuotaState } from './quota.ts';
export type { Filter, LuccaRow, Resource } from './resource.ts';

/** How to talk to Lucca; everything has a default that suits production. */
export type LuccaOptions = {
  /** `http` is for a Lucca of one's own on loopback. */
  scheme?: 'https' | 'http';
  /** Who dials; closed by whoever made it. The default keeps four connections to a host and refuses private addresses. */
  dispatcher?: Dispatcher;
  /** Requests to one host in any 60 seconds, 40 by default: Lucca allows 50, to all of a customer's integrations together. */
  requestsPerMinute?: number;
  /** Longest a single try may take, 8,000 by default. */
  requestTimeoutMs?: number;
  /** Largest body that is read, 64 MiB by default. */
  maxBytes?: number;
  /** Told after each request that was sent. */
  onRequest?: (event: RequestEvent) => void;
  now?: () => number;
  random?: () => number;
};

/** Reads Lucca's API, for any number of hosts, inside the quota of each. Everything that goes wrong is a `LuccaError`. */
export type Lucca = {
  /** Reads a whole resource, or the rows a filter picks, page by page; at least one page comes, and each id once. */
  pages<Row extends LuccaRow>(caller: Caller, resource: Resource<Row>, filter?: Filter): AsyncGenerator<Page<Row>>;
  /** Reads the first rows only, at least one and in one request; the total is asked for where Lucca can count. */
  peek<Row extends LuccaRow>(
    caller: Caller,
    resource: Resource<Row>,
    limit: number,
    filter?: Filter,
  ): Promise<Page<Row>>;
  /** What is left of a host's quota. */
  quota(host: string): QuotaState;
  /** Lets go of the connections once what is under way has ended. */
  close(): Promise<void>;
};

const walks: Record<Dialect, Walk> = { v3: walkV3, v4Pages: walkV4Pages, v4Tokens: walkV4Tokens, list: walkList };

/** Makes the client; one a process, so that a host's quota is counted in one place. */
export function createLucca(options: LuccaOptions = {}): Lucca {
  const { now = Date.now, random = Math.random } = options;
  const dispatcher = options.dispatcher ?? createAgent();
  const quota = createQuota(options.requestsPerMinute ?? 40, now);
  const pageSizes = createPageSizes();
  const unsureFields = createUnsureFields(now);
  const prepare = createHttp({
    scheme: options.scheme ?? 'https',
    dispatcher,
    requestTimeoutMs: options.requestTimeoutMs ?? 8_000,
    maxBytes: options.maxBytes ?? 64 * 1_024 * 1_024,
    onRequest: options.onRequest ?? (() => {}),
    now,
  });

  async function get(caller: Caller, resource: string, target: string): Promise<Answer> {
    const send = prepare(caller, resource, target);
    return retrying(caller, { now, random }, async (attempt) => {
      await quota.take(caller, resource);
      try {
        return await send(attempt);
      } catch (error) {
        if (error instanceof LuccaRateLimited) quota.pause(caller.host, error.retryAfterSeconds);
        throw error;
      }
    });
  }

  function getter<Row extends LuccaRow>(caller: Caller, resource: Resource<Row>, filter: Filter) {
    return (paging: Query) =>
      unsureFields.ask(caller.host, resource, (query) =>
        get(caller, resource.name, requestTarget(resource.path, { ...query, ...paging, ...filter })),
      );
  }

  return {
    async *pages(caller, resource, filter = {}) {
      // Pages are read ahead: whoever stops early must not leave requests behind.
      const end = new AbortController();
      const signal = caller.signal ? AbortSignal.any([caller.signal, end.signal]) : end.signal;
      const getPage = getter({ ...caller, signal }, resource, filter);
      const source: Source = {
        resource: resource.name,
        ask: (queryOfSize, largest = Number.POSITIVE_INFINITY) =>
          pageSizes.ask(caller.host, resource, largest, (size) => getPage(queryOfSize(size))),
      };
      try {
        yield* parsePages(resource, walks[resource.dialect](source));
      } finally {
        end.abort();
      }
    },

    async peek(caller, resource, limit, filter = {}) {
      const getPage = getter(caller, resource, filter);
      const source: Source = {
        resource: resource.name,
        ask: async (queryOfSize) => ({ ...(await getPage(queryOfSize(limit))), size: limit }),
      };
      for await (const page of parsePages(resource, walks[resource.dialect](source))) {
        return { ...page, rows: page.rows.slice(0, limit) };
      }
      throw new LuccaContractBroken({ resource: resource.name });
    },

    quota: quota.state,

    async close() {
      if (options.dispatcher === undefined) await dispatcher.close();
    },
  };
}
