import type { Caller, Credentials } from '../lucca/client.ts';
import type { LuccaRow } from '../lucca/resource.ts';
import { createLoader, type Loader, type LoaderOptions, type RowCount } from './loader.ts';
import type { AccountKey, Shelf } from './shelf.ts';
import { type Source, sources } from './sources.ts';

/** One loader for each source, made for one request. */
export type Loaders = { [Name in keyof typeof sources]: Loader<RowOf<(typeof sources)[Name]>> };

type RowOf<S> = S extends Source<infer Row> ? Row : never;

const uncounted: RowCount = { held() {}, readKeys() {}, read() {} };

/** What the loaders of one request go by. */
export type LoadersOptions = LoaderOptions & {
  shelf: Shelf;
  account: AccountKey;
  /** Opens the key; called once a request, and only by the transport, when Lucca has to be asked. */
  credentials: () => Promise<Credentials>;
  /** When a read that this request started is given up: it goes on for others who wait, and for the next try. */
  readDeadlineAt: number;
  /** What counts the questions for rows of a resource; nothing unless given. */
  countRows?: ((resource: string) => RowCount) | undefined;
};

/** Creates the loaders of one request. */
export function createLoaders(options: LoadersOptions): Loaders {
  const { readDeadlineAt: deadlineAt } = options;
  const caller: Caller = { host: options.account.host, deadlineAt, credentials: once(options.credentials) };
  const loaders = {};
  for (const [name, source] of Object.entries(sources)) {
    const create = once(() =>
      createLoader(
        options.shelf.table(options.account, source as unknown as Source<LuccaRow>),
        options.countRows?.(source.resource.name) ?? uncounted,
        caller,
        (source as { isPay?: boolean }).isPay ? limitedToPay(options) : options,
      ),
    );
    // Only when it is used, because the shelf drops the tables that have not been for longest.
    Object.defineProperty(loaders, name, { get: create });
  }
  return loaders as Loaders;
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const payStaleMs = 15 * 60_000;

/** What somebody is paid is never served while it is read anew, and while Lucca fails for a quarter of an hour only. */
function limitedToPay(options: LoaderOptions): LoaderOptions {
  const { acceptedSince, staleSince, now = Date.now } = options;
  return { ...options, servedSince: acceptedSince, staleSince: Math.max(staleSince, now() - payStaleMs) };
}
