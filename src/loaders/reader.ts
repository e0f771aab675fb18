import { type Caller, createProgress, type Lucca, type Page, type Progress } from '../lucca/client.ts';
import { LuccaContractBroken } from '../lucca/errors.ts';
import type { LuccaRow } from '../lucca/resource.ts';
import { type Answer, arrange } from './answer.ts';
import { createAside } from './aside.ts';
import { type Course, uncounted } from './flights.ts';
import type { Holding } from './holding.ts';
import { isRefusal, type Refusals } from './refusals.ts';
import type { Fetched } from './rows.ts';
import type { Source } from './sources.ts';

/** For whom Lucca is asked; instants are milliseconds since 1970. */
export type Patience = {
  /** Until when the answer is of any use. */
  deadlineAt: number;
  /** What was read before this is of no use. */
  since: number;
  /** When the rights of the key were last found to be others than before: how Lucca refused before that says nothing any more. */
  rightsChangedAt: number;
  /** Whether nobody waits. */
  isBehind: boolean;
  /** Told that Lucca has answered. */
  onRead: () => void;
  /** Whether the connection is still the one that was read for: if not, the read stops. */
  isCurrent: () => Promise<boolean>;
};

/** How one read goes about it: the whole resource, unless a filter narrows it. */
export type Way = Course & { caller: Caller; patience: Patience; filter?: Record<string, string> };

/** What was read of a whole before the read failed. */
type Begun<Row> = {
  progress: Progress;
  rows: Fetched<Row>[];
  items: unknown[];
  pages: number;
  skippedKeys: (number | null)[];
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
  holding: Pick<Holding<Row>, 'holdEach' | 'setAside'>;
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

/** Reads one resource of one account; a whole that failed on its way is gone on with where it stopped, unless that is let go. */
export function createReader<Row extends LuccaRow>(options: ReaderOptions<Row>) {
  const { lucca, host, source, now, refusals, holding, keepsItems, onRejected } = options;
  const begun = createAside<Begun<Row>>(holding.setAside);

  const isWorthGoingOn = ({ fetchedAt, readAt }: Begun<Row>, since: number) =>
    readAt >= since && now() - fetchedAt < begunMs;

  /** The beginning to go on with, which nobody else goes on with then. */
  function takeUp(since: number): Begun<Row> {
    const reading = begun.take();
    return reading && isWorthGoingOn(reading, since) ? reading : beginning(now());
  }

  function putAside(reading: Begun<Row>) {
    const bytes = reading.bodyBytes * (keepsItems ? 2 : 1);
    begun.put(reading, bytes, reading.fetchedAt + begunMs - now());
  }

  function add(reading: Begun<Row>, page: Page<Row>) {
    for (const row of page.rows) reading.rows.push(Object.assign(row, { fetchedAt: reading.fetchedAt }));
    if (keepsItems) reading.items.push(...page.items);
    reading.pages += 1;
    reading.skippedKeys.push(...page.rejected.map(source.keyIn));
    reading.bodyBytes += page.bytes;
  }

  /** Rows that are looked up by their own id need not wait for the others. */
  function holdAtOnce({ rows, bytes }: Page<Row>, { fetchedAt, readAt }: Pick<Begun<Row>, 'fetchedAt' | 'readAt'>) {
    const bytesPerRow = Math.ceil(bytes / Math.max(1, rows.length));
    const own = (rows as Fetched<Row>[]).filter((row) => source.keyOf(row) === row.id);
    holding.holdEach(own, source.keyOf, { fetchedAt, readAt, bytesPerRow });
  }

  async function read({ caller: asking, patience, since, outlook, awaited, begin, filter }: Way): Promise<Answer<Row>> {
    refusals.failAgain(Math.max(since, patience.rightsChangedAt));
    const isWhole = filter === undefined;
    const reading = isWhole ? takeUp(since) : beginning<Row>(now());
    const age = ageOf(reading, begin, now);
    const end = new AbortController();
    let turnAt = 0;
    function expectEnd() {
      const left = pagesLeft(reading.progress) - pagesInFlight;
      outlook.expect(left > 0 ? Math.max(turnAt, lucca.expectedAt(host, left)) : turnAt);
    }
    const watch = setInterval(() => void stopUnlessWanted(patience, end), wantedMs).unref();
    try {
      const caller = {
        ...asking,
        signal: end.signal,
        lowPriority: true,
        awaited,
        onTurn(at: number) {
          turnAt = at;
          expectEnd();
        },
        onSend: age.noteSent,
      };
      for await (const page of lucca.pages(caller, source.resource, filter, reading.progress)) {
        add(reading, page);
        patience.onRead();
        if (!isWhole) continue;
        holdAtOnce(page, { fetchedAt: reading.fetchedAt, readAt: age.readAt() });
        expectEnd();
      }
    } catch (failure) {
      refusals.note(failure);
      // A page that could not be understood counts as read: nobody goes on from there.
      const isWorthKeeping = !isRefusal(failure) && !(failure instanceof LuccaContractBroken);
      if (isWhole && reading.progress.total !== null && isWorthKeeping) putAside({ ...reading, readAt: age.readAt() });
      throw failure;
    } finally {
      clearInterval(watch);
    }
    const { rows, items, pages, skippedKeys, bodyBytes, fetchedAt } = reading;
    if (skippedKeys.length > 0) onRejected(skippedKeys.length);
    const bytesPerRow = Math.ceil(bodyBytes / Math.max(1, rows.length));
    const arranged = arrange(rows, skippedKeys, source.keyOf);
    return { ...arranged, items, pages, bytesPerRow, fetchedAt, readAt: age.readAt() };
  }

  return { read, letGo: begun.letGo };
}

/** As of when what a read brings counts: since Lucca was asked first, because what waits for its turn does not age. */
function ageOf<Row>(reading: Begun<Row>, begin: Course['begin'], now: () => number) {
  let asOf = reading.pages > 0 ? reading.readAt : null;
  let sentAt = now();
  begin(asOf ?? Number.POSITIVE_INFINITY);
  return {
    noteSent(): void {
      if (asOf !== null) return;
      sentAt = now();
      asOf = sentAt;
      reading.fetchedAt = sentAt;
      begin(sentAt);
    },
    readAt: (): number => (asOf ?? now()) + uncounted(now() - sentAt),
  };
}

const beginning = <Row>(fetchedAt: number): Begun<Row> => ({
  progress: createProgress(),
  rows: [],
  items: [],
  pages: 0,
  skippedKeys: [],
  bodyBytes: 0,
  fetchedAt,
  readAt: fetchedAt,
});

/** Pages begin with the last row of the one before. */
const pagesLeft = ({ total, covered, step }: Progress) =>
  total === null || step === 0 ? 0 : Math.ceil((total - covered) / Math.max(1, step - 1));

async function stopUnlessWanted({ isCurrent }: Patience, end: AbortController): Promise<void> {
  if (!(await isCurrent())) end.abort();
}
