import { type Caller, createProgress, type Lucca, type Page, type Progress } from '../lucca/client.ts';
import type { LuccaRow } from '../lucca/resource.ts';
import { type Answer, arrange } from './answer.ts';
import type { Holding } from './holding.ts';
import type { Outlook } from './outlook.ts';
import { isRefusal, type Refusals } from './refusals.ts';
import type { Read } from './rows.ts';
import type { Source } from './sources.ts';

/** Hands over the opened key, once it is certain that Lucca has to be asked. */
export type OpenCaller = () => Promise<Caller>;

/** For whom Lucca is asked; instants are milliseconds since 1970. */
export type Patience = {
  /** Until when the answer is of any use; for ever unless said. */
  deadlineAt?: number;
  /** What was read before this is of no use. */
  since?: number;
  /** When the rights of the key were last found to be others than before: how Lucca refused before that says nothing any more. */
  rightsChangedAt?: number;
  /** Whether nobody waits. */
  isBehind?: boolean;
  /** Told that Lucca has answered. */
  onRead?: () => void;
  /** Whether the connection is still the one that was read for: if not, the read stops. */
  isCurrent?: () => Promise<boolean>;
};

/** How one read goes about it: the whole resource, unless a filter narrows it. */
export type Way = { open: OpenCaller; patience: Patience; outlook: Outlook; filter?: Record<string, string> };

/** What was read of a whole before the read failed. */
type Begun<Row> = {
  progress: Progress;
  rows: Read<Row>[];
  items: unknown[];
  pages: number;
  keysLeftOut: (number | null)[];
  bodyBytes: number;
  fetchedAt: number;
  readAt: number;
};

/** What a reader needs. */
export type ReaderOptions<Row extends LuccaRow> = {
  lucca: Lucca;
  host: string;
  source: Source<Row>;
  now: () => number;
  refusals: Refusals;
  holding: Pick<Holding<Row>, 'hold'>;
  /** Whether what Lucca sent is kept beside the rows. */
  keepsItems: boolean;
  /** Told of rows that were left out because they could not be understood. */
  onRejected: (count: number) => void;
};

/** How long the beginning of a whole is worth going on with. */
const begunMs = 20 * 60_000;

/** How often a read makes sure that it is still wanted. */
const wantedMs = 2_000;

/** Pages that wait for their turns by themselves, so that they are not counted among those to come. */
const pagesInFlight = 4;

/** Reads one resource of one account; a whole that failed on its way is gone on with where it stopped. */
export function createReader<Row extends LuccaRow>(options: ReaderOptions<Row>) {
  const { lucca, host, source, now, refusals, holding, keepsItems, onRejected } = options;
  let begun: Begun<Row> | null = null;

  const isWorthGoingOn = ({ fetchedAt, readAt }: Begun<Row>, { since = 0 }: Patience) =>
    readAt >= since && now() - fetchedAt < begunMs;

  /** The beginning to go on with, which nobody else goes on with then. */
  function takeUp(patience: Patience): Begun<Row> {
    const reading = begun;
    begun = null;
    return reading && isWorthGoingOn(reading, patience) ? reading : beginning(now());
  }

  function add(reading: Begun<Row>, page: Page<Row>) {
    for (const row of page.rows) reading.rows.push(Object.assign(row, { fetchedAt: reading.fetchedAt }));
    if (keepsItems) reading.items.push(...page.items);
    reading.pages += 1;
    reading.keysLeftOut.push(...page.rejected.map(source.keyIn));
    reading.bodyBytes += page.bytes;
    reading.readAt = now();
  }

  /** Rows that are looked up by their own id need not wait for the others. */
  function holdAtOnce({ rows, bytes }: Page<Row>, fetchedAt: number) {
    const bytesPerRow = Math.ceil(bytes / Math.max(1, rows.length));
    for (const row of rows as Read<Row>[])
      if (source.keyOf(row) === row.id) holding.hold(row.id, [row], { fetchedAt, readAt: now(), bytesPerRow });
  }

  return async function read({ open, patience, outlook, filter }: Way): Promise<Answer<Row>> {
    refusals.failAgain(Math.max(patience.since ?? 0, patience.rightsChangedAt ?? 0));
    const isWhole = filter === undefined;
    const reading = isWhole ? takeUp(patience) : beginning<Row>(now());
    const end = new AbortController();
    const watch = setInterval(() => void stopUnlessWanted(patience, end), wantedMs).unref();
    try {
      const caller = {
        ...(await open()),
        signal: end.signal,
        isBulk: patience.isBehind ?? false,
        onTurn: outlook.expect,
      };
      for await (const page of lucca.pages(caller, source.resource, filter, reading.progress)) {
        add(reading, page);
        patience.onRead?.();
        if (!isWhole) continue;
        holdAtOnce(page, reading.fetchedAt);
        const left = pagesLeft(page, reading) - pagesInFlight;
        if (left > 0) outlook.expect(lucca.expectedAt(host, left));
      }
    } catch (failure) {
      refusals.note(failure);
      if (isWhole && reading.progress.total !== null && !isRefusal(failure)) begun = reading;
      throw failure;
    } finally {
      clearInterval(watch);
    }
    const { rows, items, pages, keysLeftOut, bodyBytes, fetchedAt } = reading;
    if (keysLeftOut.length > 0) onRejected(keysLeftOut.length);
    const bytesPerRow = Math.ceil(bodyBytes / Math.max(1, rows.length));
    return { ...arrange(rows, keysLeftOut, source.keyOf), items, pages, bytesPerRow, fetchedAt, readAt: now() };
  };
}

const beginning = <Row>(fetchedAt: number): Begun<Row> => ({
  progress: createProgress(),
  rows: [],
  items: [],
  pages: 0,
  keysLeftOut: [],
  bodyBytes: 0,
  fetchedAt,
  readAt: fetchedAt,
});

const pagesLeft = ({ total }: { total: number | null }, { progress }: { progress: Progress }) =>
  total === null || progress.step === 0 ? 0 : Math.ceil((total - progress.covered) / progress.step);

async function stopUnlessWanted({ isCurrent }: Patience, end: AbortController): Promise<void> {
  if (isCurrent && !(await isCurrent())) end.abort();
}
