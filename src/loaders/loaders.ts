import type { AccountCaches, CachedAccount } from '../cache/accountCaches.ts';
import type { Caller } from '../lucca/client.ts';
import { isRefusal, LuccaUnauthorized } from '../lucca/errors.ts';
import type { LuccaRow, Resource } from '../lucca/resource.ts';
import { once } from '../once.ts';
import { freshnessLimits, type Policies } from './freshness.ts';
import { createLoader, type Loader, type LoaderOptions, type RowCount } from './loader.ts';
import { type LoadedSource, sources } from './sources.ts';

/** One loader for each source, created for one request. */
export type Loaders = SourceLoaders & {
  /** The same loaders, all with the policy of pay: for data that pay is computed from, or that decides who may see it. */
  forPay: SourceLoaders;
};

type SourceLoaders = { [Name in keyof typeof sources]: Loader<RowOf<(typeof sources)[Name]>> };

type RowOf<S> = S extends { resource: Resource<infer Row> } ? Row : never;

const uncounted: RowCount = { cached() {}, readKeys() {}, read() {} };

/** What the loaders of one request need. */
export type LoadersOptions = Omit<LoaderOptions, 'caller'> & {
  caches: Pick<AccountCaches, 'resource'>;
  account: CachedAccount;
  /** Decrypts the key. The transport calls it at most once for each request. */
  credentials: Caller['credentials'];
  /** When a read that this request started is aborted. Until then, it continues for other requests. */
  readDeadlineAt: number;
  policies: Policies;
  /** When the request began, and the oldest data that the client accepts, in milliseconds; null for any. */
  startedAt: number;
  maxAgeMs: number | null;
  /** Counts the requested rows of a resource. */
  countRows?: ((resource: string) => RowCount) | undefined;
};

/** Creates the loaders of one request. */
export function createLoaders(options: LoadersOptions): Loaders {
  const { account, caches, policies, countRows, startedAt, maxAgeMs } = options;
  const caller = { host: account.host, deadlineAt: options.readDeadlineAt, credentials: once(options.credentials) };

  // If a company lacks an optional resource, there is no reason to check the rights of the key again.
  const onFailureOfOptional = (failure: unknown) => {
    if (failure instanceof LuccaUnauthorized || !isRefusal(failure)) options.onFailure(failure);
  };

  const create = <Row extends LuccaRow>(source: LoadedSource<Row>, policy: keyof Policies): Loader<Row> =>
    createLoader(
      caches.resource(account, source),
      freshnessLimits(policies[policy], startedAt, maxAgeMs),
      countRows?.(source.resource.name) ?? uncounted,
      {
        ...options,
        caller,
        usualLimits: freshnessLimits(policies[policy], startedAt, null),
        onFailure: source.isOptional ? onFailureOfOptional : options.onFailure,
      },
    );

  const sourceOf = (name: SourceName): LoadedSource<LuccaRow> => sources[name] as LoadedSource<LuccaRow>;
  const forPay = lazyLoaders((name) => create(sourceOf(name), 'pay'));
  const own = lazyLoaders((name) => {
    const { policy } = sourceOf(name);
    return policy === 'pay' ? (forPay[name] as Loader<LuccaRow>) : create(sourceOf(name), policy);
  });
  return Object.assign(own, { forPay });
}

type SourceName = keyof typeof sources;
type Lazy = { make: (name: SourceName) => Loader<LuccaRow> };

/** Getters for all names, shared by all requests. */
const getters = Object.defineProperties(
  {},
  Object.fromEntries(
    (Object.keys(sources) as SourceName[]).map((name) => [
      name,
      {
        get(this: Lazy) {
          const value = this.make(name);
          Object.defineProperty(this, name, { value });
          return value;
        },
      },
    ]),
  ),
);

/** Creates each loader when it is first used, because the cache evicts the least used resources. */
const lazyLoaders = (make: Lazy['make']): SourceLoaders => Object.assign(Object.create(getters), { make });
