import type { Dispatcher } from 'undici';
import { LuccaContractBroken, LuccaRateLimited, LuccaTimeout, LuccaUnavailable } from './errors.ts';
import { createOptionalFieldProbe } from './optionalFields.ts';
import { createPageSizes } from './paging/pageSizes.ts';
import type { PageSource, Paginator } from './paging/paginator.ts';
import { createProgress, type Progress } from './paging/progress.ts';
import { type Page, parsePages } from './paging/rows.ts';
import { paginateV3 } from './paging/v3.ts';
import { paginateV4Pages } from './paging/v4Pages.ts';
import { paginateV4Tokens } from './paging/v4Tokens.ts';
import { createCircuits, type FailureKind } from './resilience/breaker.ts';
import { defaultPolicy, type Policy } from './resilience/policy.ts';
import { createQuota, type QuotaState } from './resilience/quota.ts';
import { retrying } from './resilience/retry.ts';
import { createRetryBudget } from './resilience/retryBudget.ts';
import type { Slots } from './resilience/slots.ts';
import { type Dialect, type Filter, type LuccaRow, type Query, type Resource, requestTarget } from './resource.ts';
import { createHttp, type LuccaResponse, type RequestEvent } from './transport/http.ts';
import type { Caller } from './transport/outgoing.ts';

export { createProgress, type Progress } from './paging/progress.ts';
export type { Page } from './paging/rows.ts';
export type { Policy } from './resilience/policy.ts';
export type { QuotaState } from './resilience/quota.ts';
export type { Filter, LuccaRow, Resource } from './resource.ts';
export type { RequestEvent } from './transport/http.ts';
export type { Caller, Credentials } from './transport/outgoing.ts';

/** How to talk to Lucca; what may be left out has a default that suits production. */
export type LuccaOptions = {
  /** Who dials, as `createAgent` makes it; closed by whoever made it. */
  dispatcher: Dispatcher;
  /** `http` is for a Lucca of one's own on loopback. */
  scheme?: 'https' | 'http';
  /** What is to be otherwise than `defaultPolicy` has it. */
  policy?: Partial<Policy>;
  /** Where the requests of the last minute are counted; in this process alone by default. */
  slots?: Slots;
  /** Told after each request that was sent. */
  onRequest?: (event: RequestEvent) => void;
  /** Told how many milliseconds a request waited for its place in the quota. */
  onQuotaWait?: (ms: number) => void;
  now?: () => number;
  random?: () => number;
};

/** Reads Lucca's API, for any number of hosts, inside the quota of each. Everything that goes wrong is a `LuccaError`. */
export type Lucca = {
  /**
   * Reads a whole resource, or the rows a filter picks, page by page; at least one page comes, and each id once, whatever moves
   * meanwhile. Where a read has failed, another with the progress it made hands out the pages that are left.
   */
  pages<Row extends LuccaRow>(
    caller: Caller,
    resource: Resource<Row>,
    filter?: Filter,
    progress?: Progress,
  ): AsyncGenerator<Page<Row>>;
  /** Reads the first rows only, at least one and in one request; the total is asked for where Lucca can count. */
  firstPage<Row extends LuccaRow>(
    caller: Caller,
    resource: Resource<Row>,
    limit: number,
    filter?: Filter,
  ): Promise<Page<Row>>;
  /** What is left of a host's quota. */
  quota(host: string): QuotaState;
  /** When so many more pages of whole resources could have been read, as far as the quota is concerned (epoch milliseconds). */
  expectedAt(host: string, pages: number): number;
  /** How many hosts have failed too often to be asked just now. */
  openCircuits(): number;
};

const paginators: Record<Dialect, Paginator> = { v3: paginateV3, v4Pages: paginateV4Pages, v4Tokens: paginateV4Tokens };

/** Makes the client; one a process, so that a host's quota is counted in one place. */
export function createLucca(options: LuccaOptions): Lucca {
  const { dispatcher, now = Date.now, random = Math.random } = options;
  const policy = { ...defaultPolicy, ...options.policy };
  const quota = createQuota(policy.requestsPerMinute, now, {
    maxConcurrent: policy.maxConcurrent,
    maxQueueLength: policy.maxQueueLength,
    ...(options.slots && { slots: options.slots }),
  });
  const circuits = createCircuits(policy, random);
  const retryBudget = createRetryBudget(policy.retryRatio, now);
  const pageSizes = createPageSizes();
  const unsureFields = createOptionalFieldProbe(now);
  const prepare = createHttp({
    scheme: options.scheme ?? 'https',
    dispatcher,
    policy,
    onRequest: options.onRequest ?? (() => {}),
    now,
  });

  async function get(caller: Caller, resource: string, target: string): Promise<LuccaResponse> {
    const send = await prepare(caller, resource, target);
    const { host, signal, deadlineAt } = caller;
    // That a caller left, or had little time to begin with, says nothing about Lucca.
    const verdictOn = (failure: unknown): FailureKind => {
      if (failure instanceof LuccaUnavailable) return 'outage';
      if (!(failure instanceof LuccaTimeout) || failure.status !== undefined) return 'answer';
      // A timer may ring a millisecond early.
      return signal?.aborted || now() + 1 >= deadlineAt ? 'none' : 'outage';
    };
    const ways = { retries: policy.maxRetries, now, random, mayRetry: () => retryBudget.take(host) };
    return retrying(caller, ways, async (attempt) => {
      circuits.check(host, resource);
      const askedAt = now();
      const permit = await quota.take(caller, resource);
      options.onQuotaWait?.(now() - askedAt);
      caller.onSend?.();
      let isSent = false;
      const sending = () => {
        isSent = true;
        return send(attempt);
      };
      if (attempt === 1) retryBudget.note(host);
      try {
        return await circuits.run(host, resource, sending, verdictOn);
      } catch (error) {
        if (error instanceof LuccaRateLimited) quota.pause(host, error.retryAfterSeconds);
        throw error;
      } finally {
        permit.release(isSent);
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
    async *pages(caller, resource, filter = {}, progress = createProgress()) {
      // Pages are read ahead: whoever stops early must not leave requests behind.
      const end = new AbortController();
      const signal = caller.signal ? AbortSignal.any([caller.signal, end.signal]) : end.signal;
      const getPage = getter({ ...caller, signal }, resource, filter);
      // Somebody waits for the first page, and for rows picked by a filter; the other pages of a whole resource are bulk.
      const getBulk = getter({ ...caller, signal, lowPriority: true, promoteSignal: undefined }, resource, filter);
      const isWhole = Object.keys(filter).length === 0;
      let asked = progress.covered;
      const source: PageSource = {
        resource: resource.name,
        ask: (queryOfSize, largest = Number.POSITIVE_INFINITY) =>
          pageSizes.ask(caller.host, resource, largest, (size) =>
            (isWhole && asked++ > 0 ? getBulk : getPage)(queryOfSize(size)),
          ),
      };
      try {
        yield* parsePages(resource, paginators[resource.dialect](source, progress), progress);
      } finally {
        end.abort();
      }
    },

    async firstPage(caller, resource, limit, filter = {}) {
      const getPage = getter(caller, resource, filter);
      const source: PageSource = {
        resource: resource.name,
        ask: async (queryOfSize) => ({ ...(await getPage(queryOfSize(limit))), size: limit }),
      };
      const progress = createProgress();
      for await (const page of parsePages(resource, paginators[resource.dialect](source, progress), progress)) {
        return { ...page, rows: page.rows.slice(0, limit), items: page.items.slice(0, limit) };
      }
      throw new LuccaContractBroken({ resource: resource.name });
    },

    quota: quota.state,
    expectedAt: quota.expectedAt,
    openCircuits: circuits.leftAlone,
  };
}
