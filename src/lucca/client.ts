import { LuccaContractBroken } from './errors.ts';
import { createGet } from './get.ts';
import { createOptionalFieldProbe } from './optionalFields.ts';
import { createPageSizes } from './paging/pageSizes.ts';
import type { PageResponse, PageSource, Paginator } from './paging/paginator.ts';
import { createProgress, type Progress } from './paging/progress.ts';
import { type Page, parsePages } from './paging/rows.ts';
import { paginateV3 } from './paging/v3.ts';
import { paginateV4Pages } from './paging/v4Pages.ts';
import { paginateV4Tokens } from './paging/v4Tokens.ts';
import { createCircuits } from './resilience/breaker.ts';
import { defaultPolicy, type Policy, readsPerMinute } from './resilience/policy.ts';
import { createQuota, type QuotaState } from './resilience/quota.ts';
import { createShares, type Shares } from './resilience/shares.ts';
import { createLocalSlots, type Slots } from './resilience/slots.ts';
import {
  type Dialect,
  type Filter,
  isMovable,
  type LuccaRow,
  type Query,
  type Resource,
  requestTarget,
} from './resource.ts';
import type { Connections } from './transport/connections.ts';
import type { RequestEvent } from './transport/http.ts';
import type { Caller } from './transport/outgoing.ts';
import { askingWitnesses } from './witnesses.ts';

export { createProgress, type Progress } from './paging/progress.ts';
export type { Page } from './paging/rows.ts';
export type { Policy } from './resilience/policy.ts';
export type { QuotaState } from './resilience/quota.ts';
export type { Charge } from './resilience/shares.ts';
export type { Filter, LuccaRow, Resource } from './resource.ts';
export type { RequestEvent } from './transport/http.ts';
export type { Caller, Credentials } from './transport/outgoing.ts';

/** Options of the client. The defaults suit production. */
export type LuccaOptions = {
  /** Opens the connections, as `createAgent` does. The caller closes it. */
  dispatcher: Connections;
  /** `http` is for the sandbox on loopback. */
  scheme?: 'https' | 'http';
  /** The `User-Agent` of every request to Lucca. */
  userAgent?: string;
  /** What differs from `defaultPolicy`. */
  policy?: Partial<Policy>;
  /** Counts the requests of the last minute; in this process alone by default. */
  slots?: Slots;
  /** Called after each request that was sent. */
  onRequest?: (event: RequestEvent) => void;
  /** Called with the milliseconds that a request waited for its permit. */
  onQuotaWait?: (ms: number) => void;
  now?: () => number;
  random?: () => number;
};

/** Reads Lucca's API on any number of hosts, within the quota of each. Every failure is a `LuccaError`. */
export type Lucca = {
  /**
   * Reads a whole resource, or the rows that a filter selects, page by page: at least one page, and each id once, even if rows move
   * meanwhile. After a failure, another call with the same progress yields the remaining pages.
   */
  pages<Row extends LuccaRow>(
    caller: Caller,
    resource: Resource<Row>,
    filter?: Filter,
    progress?: Progress,
  ): AsyncGenerator<Page<Row>>;
  /** Reads at most `limit` rows (at least 1) in one request, with their total if Lucca counts them. */
  firstPage<Row extends LuccaRow>(
    caller: Caller,
    resource: Resource<Row>,
    limit: number,
    filter?: Filter,
  ): Promise<Page<Row>>;
  /** What is left of a host's quota. */
  quota(host: string): QuotaState;
  /** When the quota would have allowed this number of further pages of whole resources to be read (epoch milliseconds). */
  expectedAt(host: string, pages: number): number;
  /** When the quota lets the next read through (epoch milliseconds); not in the future if at once. */
  nextReadAt(host: string): number;
  /** Charges a read that starts to the first of its users whose share of the quota is not used up. Throws `LuccaShareUsed` if there is none. */
  charge: Shares['charge'];
  /** Number of hosts whose circuit is open, because they failed repeatedly. */
  openCircuits(): number;
};

const paginators: Record<Dialect, Paginator> = { v3: paginateV3, v4Pages: paginateV4Pages, v4Tokens: paginateV4Tokens };

/** Creates the client. There is one per process, so that the quota of a host is counted in one place. */
export function createLucca(options: LuccaOptions): Lucca {
  const { scheme = 'https', userAgent = 'lucca-subgraph', now = Date.now, random = Math.random } = options;
  const policy = { ...defaultPolicy, ...options.policy };
  const slots = options.slots ?? createLocalSlots(now);
  const quota = quotaOf(policy, now, slots);
  const shares = createShares(slots, policy.subjectRequestsPerMinute, now);
  const circuits = createCircuits(policy, now, random);
  const pageSizes = createPageSizes(now);
  const optionalFields = createOptionalFieldProbe(now);
  const get = askingWitnesses(createGet({ ...options, scheme, userAgent, policy, quota, circuits, now, random }));

  function getter<Row extends LuccaRow>(caller: Caller, resource: Resource<Row>, filter: Filter) {
    return (paging: Query) =>
      optionalFields.ask(caller.host, resource, async (query) => {
        const target = requestTarget(resource.path, { ...query, ...paging, ...filter });
        return { ...(await get(caller, resource.name, target)), isMovable: isMovable(resource, query) };
      });
  }

  return {
    async *pages(caller, resource, filter = {}, progress = createProgress()) {
      // Pages are read ahead: a caller that stops early must not leave requests behind.
      const end = new AbortController();
      const signal = caller.signal ? AbortSignal.any([caller.signal, end.signal]) : end.signal;
      const getPage = getter({ ...caller, signal }, resource, filter);
      // The first page has normal priority, and so do rows selected by a filter; the other pages of a whole resource have low priority.
      const getLowPriority = getter({ ...caller, signal, priority: 'low', promoteSignal: undefined }, resource, filter);
      const isWhole = Object.keys(filter).length === 0;
      let asked = progress.covered;
      const source = sourceOf(pageSizes, caller.host, resource, resource.pageSize, (paging) =>
        (isWhole && asked++ > 0 ? getLowPriority : getPage)(paging),
      );
      try {
        yield* parsePages(resource, paginators[resource.dialect](source, progress), progress);
      } finally {
        end.abort();
      }
    },

    async firstPage(caller, resource, limit, filter = {}) {
      const source = sourceOf(pageSizes, caller.host, resource, limit, getter(caller, resource, filter));
      const progress = createProgress();
      for await (const page of parsePages(resource, paginators[resource.dialect](source, progress), progress)) {
        return { ...page, rows: page.rows.slice(0, limit), items: page.items.slice(0, limit) };
      }
      throw new LuccaContractBroken({ resource: resource.name });
    },

    quota: quota.state,
    expectedAt: quota.expectedAt,
    nextReadAt: quota.nextReadAt,
    charge: shares.charge,
    openCircuits: circuits.countOpen,
  };
}

function quotaOf(policy: Policy, now: () => number, slots: Slots) {
  const { requestsPerMinute, maxConcurrent, maxQueueLength } = policy;
  const limits = { maxConcurrent, maxQueueLength, readsPerMinute: readsPerMinute(policy) };
  return createQuota(requestsPerMinute, now, { ...limits, slots });
}

/** Pages of at most this many rows, or of fewer if the host accepts no more. */
const sourceOf = <Row extends LuccaRow>(
  pageSizes: ReturnType<typeof createPageSizes>,
  host: string,
  resource: Resource<Row>,
  most: number,
  get: (paging: Query) => Promise<Omit<PageResponse, 'size'>>,
): PageSource => ({
  resource: resource.name,
  ask: (queryOfSize, largest = most) =>
    pageSizes.ask(host, resource, Math.min(most, largest), (size) => get(queryOfSize(size))),
});
