import type { Caller, Charge, Filter, Lucca } from '../lucca/client.ts';
import { isTemporary, LuccaError } from '../lucca/errors.ts';
import type { LuccaRow } from '../lucca/resource.ts';
import { minuteMs } from '../time.ts';
import type { Claim } from './claim.ts';
import type { WatchConnection } from './connectionWatch.ts';
import type { Entries } from './entries.ts';
import type { NegativeCache } from './negativeCache.ts';
import {
  addPage,
  bytesOfWhole,
  bytesPerRowOf,
  emptyRead,
  type PartialRead,
  type PartialReads,
  pagesLeft,
  resultOf,
} from './partialRead.ts';
import type { ReadResult } from './readResult.ts';
import { sharedFactor } from './sharedCache.ts';
import type { Source } from './source.ts';
import type { ReadControl } from './upstreamRead.ts';

/** The connection and user that Lucca is read for; instants are milliseconds since 1970. */
export type ReadOptions = {
  caller: Caller;
  /** Rows read before this cannot be used. */
  since: number;
  /** Until when the request waits. */
  deadlineAt: number;
  /** When the rights of the key last changed: earlier refusals no longer count. */
  rightsChangedAt: number;
  /** The requesting user, by a keyed hash; null or absent for reads that count in no user's share of the quota. */
  subject?: string | null;
  /** Whether no request waits. */
  isBackground: boolean;
  /** Whether the keys are a sample: it is read by id, and does not predict later requests. */
  isSample?: boolean;
  /** Whether the connection is still current; if not, the read stops. */
  isCurrent: () => Promise<boolean>;
  /** Called after each response from Lucca. */
  onRead: () => void;
};

/** The part of Lucca's client that is used for reading. */
export type LuccaReader = Pick<Lucca, 'pages' | 'firstPage' | 'expectedAt' | 'charge'>;

type ReaderOptions<Row extends LuccaRow> = {
  lucca: LuccaReader;
  source: Source<Row>;
  now: () => number;
  negative: NegativeCache;
  entries: Pick<Entries<Row>, 'set'>;
  partials: PartialReads<Row>;
  watch: WatchConnection;
  isShared: boolean;
  /** Receives the number of rows that could not be parsed. */
  onSkipped: (count: number) => void;
};

/** Reads from Lucca the rows that a filter selects, or the whole resource. */
export type ReadLucca<Row> = (
  read: ReadControl,
  options: ReadOptions,
  claim: Claim,
  filter?: Filter,
) => Promise<ReadResult<Row>>;

const resumableMs = 20 * minuteMs;

/** The number of pages that the client requests at once; the client reports when each is sent. */
const pagesInFlight = 4;

/** Creates the function that reads one resource of one account. A read of the whole that failed halfway is resumed by the next. */
export function createResourceReader<Row extends LuccaRow>(parts: ReaderOptions<Row>): ReadLucca<Row> {
  const { lucca, source, now, negative, entries, partials, watch, isShared, onSkipped } = parts;
  const factor = isShared ? sharedFactor : 1;

  function resume(since: number): PartialRead<Row> {
    const partial = partials.take();
    const isUsable = partial && partial.readAt >= since && now() - partial.fetchedAt < resumableMs;
    return isUsable ? partial : emptyRead(now());
  }

  function keep(partial: PartialRead<Row>, failure: unknown): void {
    // No read can resume from a page that violates the contract, which counts as read, nor from a position that Lucca refuses.
    const isFinal = failure instanceof LuccaError && !isTemporary(failure);
    if (partial.progress.total === null || isFinal) return;
    partials.keep(partial, partial.bytes * factor, partial.fetchedAt + resumableMs - now());
  }

  /** Rows looked up by their own id, the last ones that arrived, are served before the rest of the resource has arrived. */
  function storeOwn(count: number, partial: PartialRead<Row>, readAt: number, claim: Claim): void {
    const last = partial.rows.slice(partial.rows.length - count);
    const own = last.filter((row) => source.keyOf(row) === row.id);
    const bytesPerRow = bytesPerRowOf(partial);
    const rowsByKey = own.map((row) => [source.keyOf(row), [row]] as const);
    claim.handOver(bytesPerRow * own.length);
    entries.set(rowsByKey, { fetchedAt: partial.fetchedAt, readAt, bytesPerRow });
  }

  return async (read, options, claim, filter) => {
    negative.check(read.since(), options.rightsChangedAt);
    const partial = filter ? emptyRead<Row>(now()) : resume(read.since());
    if (partial.pages > 0) read.sent(partial.readAt);
    const stop = new AbortController();
    const charge = chargeFor(lucca, source.resource.name, read, options);
    const onBytes = (bytes: number) => claim.grow(bytes * factor);
    const reporting = { caller: { ...options.caller, onBytes, signal: stop.signal }, charge, isWhole: !filter };
    const { caller, expectEnd } = reportTo(read, partial, reporting, lucca, now);
    const unwatch = watch({ isCurrent: options.isCurrent, onEnded: () => stop.abort() });
    try {
      onBytes(partial.bytes);
      if (!filter) await claim.expect(bytesOfWhole(partial) * factor);
      for await (const page of lucca.pages(caller, source.resource, filter, partial.progress)) {
        await addPage(partial, page, source, isShared);
        options.onRead();
        if (filter) continue;
        storeOwn(page.rows.length, partial, read.readAt(), claim);
        expectEnd();
        await claim.expect(bytesOfWhole(partial) * factor);
      }
    } catch (failure) {
      negative.note(failure);
      if (!filter) keep({ ...partial, readAt: read.readAt() }, failure);
      throw failure;
    } finally {
      unwatch();
      charge?.settle();
    }
    if (partial.skippedKeys.length > 0) onSkipped(partial.skippedKeys.length);
    return resultOf(partial, read.readAt(), source);
  };
}

/** Background refreshes and samples count in no user's share, because no user can cause many of them. */
function chargeFor(
  lucca: LuccaReader,
  resource: string,
  read: ReadControl,
  { caller, subject, isBackground, isSample }: ReadOptions,
): Charge | null {
  if (subject === undefined || subject === null || isBackground || isSample) return null;
  return lucca.charge(caller.host, resource, [subject, ...read.waiting()]);
}

/** Makes a caller whose requests have low priority until a request waits for the read, and that reports when they are sent. */
function reportTo(
  read: ReadControl,
  partial: PartialRead<unknown>,
  { caller, charge, isWhole }: { caller: Caller; charge: Charge | null; isWhole: boolean },
  lucca: LuccaReader,
  now: () => number,
) {
  let turnAt = 0;
  function expectEnd(): void {
    const left = pagesLeft(partial) - pagesInFlight;
    read.expect(left > 0 ? Math.max(turnAt, lucca.expectedAt(caller.host, left)) : turnAt);
  }
  function onEta(at: number): void {
    turnAt = at;
    expectEnd();
  }
  function onSend(): void {
    charge?.settle();
    if (read.isSent()) return;
    // A read that waits for its turn does not age.
    partial.fetchedAt = now();
    read.sent(partial.fetchedAt);
  }
  /** The pages after the first of a whole resource count in the share of a user only while no other waits for them. */
  function chargedTo(): string | null {
    if (charge === null || !(isWhole && read.isSent())) return charge?.subject ?? null;
    const [subject, other] = read.waiting();
    return other === undefined ? (subject ?? null) : null;
  }
  const reporting: Caller = { ...caller, priority: 'low', promoteSignal: read.promoted, chargedTo, onEta, onSend };
  return { caller: reporting, expectEnd };
}
