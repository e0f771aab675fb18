import { type Caller, createProgress, type Lucca, type Page, type Progress } from '../lucca/client.ts';
import { LuccaForbidden, LuccaNotFound, LuccaUnauthorized } from '../lucca/errors.ts';
import { chunkIds, type LuccaRow } from '../lucca/resource.ts';
import { groupBy } from './groupBy.ts';
import { createOutlook, inHope, type Outlook } from './outlook.ts';
import { isWholeCheaper } from './planner.ts';
import type { Source } from './sources.ts';

/**
 * A row of Lucca, with the instant at which its reading began (milliseconds since 1970), and whether it is served though it is
 * older than it should be, because Lucca fails.
 */
export type Read<Row> = Row & { readonly fetchedAt: number; readonly isStale?: boolean };

/** All rows of one key; none is an answer too. */
export type Rows<Row> = readonly Read<Row>[];

/** Hands over the opened key, once it is certain that Lucca has to be asked. */
export type OpenCaller = () => Promise<Caller>;

/** For whom Lucca is asked; instants are milliseconds since 1970. */
export type Patience = {
  /** Until when the answer is of any use; for ever unless said. */
  deadlineAt?: number;
  /** What was read before this is of no use. */
  since?: number;
  /** Whether nobody waits. */
  isBehind?: boolean;
  /** Whether the connection is still the one that was read for: if not, the read stops. */
  isCurrent?: () => Promise<boolean>;
};

/** What one account holds of one resource, and the reads under way. */
export type Table<Row> = {
  /** The rows of a key if they were read at or after `since`; undefined when Lucca has to be asked. */
  held(key: number, since: number): Rows<Row> | undefined;
  /** All rows, in Lucca's order, if the whole was read at or after `since`; undefined when Lucca has to be asked. */
  heldWhole(since: number): Rows<Row> | undefined;
  /** What `held` says, if Lucca has refused nothing since it was read. */
  heldUnrefused(key: number, since: number): Rows<Row> | undefined;
  /** What `heldWhole` says, if Lucca has refused nothing since it was read. */
  heldWholeUnrefused(since: number): Rows<Row> | undefined;
  /**
   * Reads keys the cheapest way; whoever asks for them meanwhile shares the read. Fails with `LuccaRateLimited` as soon as it is
   * clear that the quota does not let the read end before the deadline: the read goes on, and a later try finds it.
   */
  fetch(keys: readonly number[], open: OpenCaller, patience?: Patience): Promise<(key: number) => Rows<Row>>;
  /** Reads keys by id, however many there are: for a sample that says nothing of what is asked for next. */
  fetchByIds(keys: readonly number[], open: OpenCaller, patience?: Patience): Promise<(key: number) => Rows<Row>>;
  /** Reads the first rows in one request, and holds none of them. */
  peek(limit: number, open: OpenCaller): Promise<Rows<Row>>;
  /** Reads the whole resource likewise. */
  fetchWhole(open: OpenCaller, patience?: Patience): Promise<Rows<Row>>;
};

/** A long read is fresh from when it ended, or it could never be: `readAt` says so, while its rows tell when it began. */
type Reading = { fetchedAt: number; readAt: number; bytesPerRow: number };
type Group<Row> = Reading & { rows: Rows<Row>; bytes: number };
type Whole<Row> = Reading & {
  rows: Rows<Row>;
  byKey: ReadonlyMap<number, Rows<Row>>;
  pages: number;
  /** Rows that could not be understood: any key without rows may have been theirs. */
  rejected: number;
};

/** What was read of a whole before the read failed. */
type Begun<Row> = {
  progress: Progress;
  rows: Read<Row>[];
  pages: number;
  rejected: number;
  bodyBytes: number;
  fetchedAt: number;
  readAt: number;
};

type UnderWay<T> = { result: Promise<T>; outlook: Outlook };

/** What a table needs; `onResize` is told its estimated size in bytes whenever that has changed. */
export type TableOptions<Row extends LuccaRow> = {
  lucca: Lucca;
  host: string;
  source: Source<Row>;
  now: () => number;
  onResize: (bytes: number) => void;
  /** Told of rows that were left out because they could not be understood. */
  onRejected: (count: number) => void;
  /** When Lucca last rejected the key, for all tables of one account; the table keeps it up to date. */
  rejection?: { at: number };
};

const bytesPerGroup = 120;

/** How long a missing right or module is remembered, so that asking for it again costs nothing. */
const refusedMs = 60_000;

/** How long the beginning of a whole is worth going on with. */
const begunMs = 20 * 60_000;

/** How often a read makes sure that it is still wanted. */
const wantedMs = 2_000;

/** Pages that wait for their turns by themselves, so that they are not counted among those to come. */
const pagesInFlight = 4;

/** Requests by id that may overtake a whole that takes too long. */
const mostOvertaking = 4;

/** Creates an empty table. */
export function createTable<Row extends LuccaRow>(options: TableOptions<Row>): Table<Row> {
  const { lucca, host, source, now, onResize, onRejected, rejection = { at: 0 } } = options;
  const { resource } = source;
  const groups = new Map<number, Group<Row>>();
  const keysUnderWay = new Map<number, UnderWay<Map<number, Rows<Row>>>>();
  let whole: Whole<Row> | null = null;
  let wholeUnderWay: UnderWay<Whole<Row>> | null = null;
  let begun: Begun<Row> | null = null;
  let bytes = 0;
  let spentByIds = 0;
  let refusal: { error: LuccaForbidden | LuccaNotFound; at: number } | null = null;
  let refusedAt = 0;

  function hold(key: number, rows: Rows<Row>, { fetchedAt, readAt, bytesPerRow }: Reading) {
    const held = groups.get(key);
    // A read that began earlier may end later.
    if (held && held.fetchedAt > fetchedAt) return;
    const group = { rows, fetchedAt, readAt, bytesPerRow, bytes: bytesPerGroup + bytesPerRow * rows.length };
    bytes += group.bytes - (held?.bytes ?? 0);
    groups.set(key, group);
  }

  function drop(key: number, group: Group<Row>) {
    bytes -= group.bytes;
    groups.delete(key);
  }

  type Way = { open: OpenCaller; patience: Patience; outlook: Outlook; filter?: Record<string, string> };

  async function read({ open, patience, outlook, filter }: Way) {
    if (refusal && now() - refusal.at < refusedMs) throw refusal.error;
    const isBegun = filter === undefined && begun !== null && isWorthGoingOn(begun, patience);
    const reading: Begun<Row> = (isBegun && begun) || beginning(now());
    if (filter === undefined) begun = null;
    const end = new AbortController();
    const watch = setInterval(() => void stopUnlessWanted(patience, end), wantedMs).unref();
    try {
      const caller = {
        ...(await open()),
        signal: end.signal,
        isBulk: patience.isBehind ?? false,
        onTurn: outlook.expect,
      };
      for await (const page of lucca.pages(caller, resource, filter, reading.progress)) {
        add(reading, page);
        if (filter !== undefined) continue;
        holdAtOnce(page, reading.fetchedAt);
        const left = pagesLeft(page, reading) - pagesInFlight;
        if (left > 0) outlook.expect(lucca.expectedAt(host, left));
      }
    } catch (failure) {
      note(failure);
      if (filter === undefined && reading.progress.total !== null && !isRefusal(failure)) begun = reading;
      throw failure;
    } finally {
      clearInterval(watch);
    }
    const { rows, pages, rejected, bodyBytes, fetchedAt } = reading;
    if (rejected > 0) onRejected(rejected);
    const bytesPerRow = Math.ceil(bodyBytes / Math.max(1, rows.length));
    return { rows, byKey: groupBy(rows, source.keyOf), pages, rejected, bytesPerRow, fetchedAt, readAt: now() };
  }

  function add(reading: Begun<Row>, page: Page<Row>) {
    for (const row of page.rows) reading.rows.push(Object.assign(row, { fetchedAt: reading.fetchedAt }));
    reading.pages += 1;
    reading.rejected += page.rejected;
    reading.bodyBytes += page.bytes;
    reading.readAt = now();
  }

  /** Rows that are looked up by their own id need not wait for the others. */
  function holdAtOnce({ rows, bytes: pageBytes }: Page<Row>, fetchedAt: number) {
    const bytesPerRow = Math.ceil(pageBytes / Math.max(1, rows.length));
    for (const row of rows as Read<Row>[])
      if (source.keyOf(row) === row.id) hold(row.id, [row], { fetchedAt, readAt: now(), bytesPerRow });
  }

  function note(failure: unknown) {
    if (failure instanceof LuccaForbidden || failure instanceof LuccaNotFound) refusal = { error: failure, at: now() };
    if (failure instanceof LuccaUnauthorized) rejection.at = now();
    if (isRefusal(failure)) refusedAt = now();
  }

  const isWorthGoingOn = ({ fetchedAt, readAt }: Begun<Row>, { since = 0 }: Patience) =>
    readAt >= since && now() - fetchedAt < begunMs;

  async function readWhole(way: Way): Promise<Whole<Row>> {
    const answer = await read(way);
    for (const [key, group] of groups) if (group.fetchedAt <= answer.fetchedAt) drop(key, group);
    for (const [key, rows] of answer.byKey) hold(key, rows, answer);
    spentByIds = 0;
    whole = answer;
    onResize(bytes);
    return answer;
  }

  async function readKeys(keys: readonly number[], way: Way, isSample: boolean) {
    const answer = await read(way);
    const { byKey, pages, rejected } = answer;
    if (!isSample) spentByIds += pages;
    for (const key of keys) {
      const rows = byKey.get(key) ?? [];
      // Where a row could not be understood, it may have been this key's: its absence is not remembered.
      if (rows.length > 0 || rejected === 0) hold(key, rows, answer);
    }
    onResize(bytes);
    return byKey;
  }

  function startWhole(open: OpenCaller, patience: Patience): UnderWay<Whole<Row>> {
    if (wholeUnderWay) return wholeUnderWay;
    const outlook = createOutlook();
    const result = readWhole({ open, patience, outlook }).finally(() => {
      wholeUnderWay = null;
    });
    wholeUnderWay = { result, outlook };
    return wholeUnderWay;
  }

  /** Starts reading by id what is not yet being read, if that is the better way; false when the whole is to be read. */
  function startKeys(keys: readonly number[], open: OpenCaller, patience: Patience, isSample = false): boolean {
    const { filter } = source;
    const isWholeSlow = wholeUnderWay !== null && wholeUnderWay.outlook.expectedAt() >= deadlineOf(patience);
    if (filter === null || (wholeUnderWay && !isWholeSlow)) return false;
    const missing = keys.filter((key) => !keysUnderWay.has(key));
    if (missing.length === 0) return true;
    const chunks = chunkIds(resource, host, filter, missing);
    const cost = { byIds: chunks.length, spent: spentByIds, whole: whole?.pages ?? null };
    if (isWholeSlow ? chunks.length > mostOvertaking : !isSample && isWholeCheaper(cost)) return false;
    for (const ids of chunks) {
      const chunkKeys = ids.split(',').map(Number);
      const outlook = createOutlook();
      const way = { open, patience, outlook, filter: { [filter]: ids } };
      const result = readKeys(chunkKeys, way, isSample).finally(() => {
        for (const key of chunkKeys) keysUnderWay.delete(key);
      });
      for (const key of chunkKeys) keysUnderWay.set(key, { result, outlook });
    }
    return true;
  }

  async function fetch(keys: readonly number[], open: OpenCaller, patience: Patience, isSample: boolean) {
    if (startKeys(keys, open, patience, isSample)) {
      const reads = [...new Set(keys.flatMap((key) => keysUnderWay.get(key) ?? []))];
      const answers = await Promise.all(reads.map((reading) => inHope(reading, hopeOf(patience))));
      return (key: number) => answers.find((byKey) => byKey.has(key))?.get(key) ?? [];
    }
    const { byKey } = await inHope(startWhole(open, patience), hopeOf(patience));
    return (key: number) => byKey.get(key) ?? [];
  }

  const hopeOf = (patience: Patience) => ({ deadlineAt: deadlineOf(patience), resource: resource.name, now });

  function held(key: number, since: number): Rows<Row> | undefined {
    const group = groups.get(key);
    if (group && group.readAt >= since) return group.rows;
    const isAbsent = !group && whole && whole.readAt >= since && whole.rejected === 0;
    return isAbsent ? [] : undefined;
  }

  const heldWhole = (since: number) => (whole && whole.readAt >= since ? whole.rows : undefined);

  const unrefused = (since: number) => Math.max(since, refusedAt + 1, rejection.at + 1);

  return {
    held,
    heldWhole,
    heldUnrefused: (key, since) => held(key, unrefused(since)),
    heldWholeUnrefused: (since) => heldWhole(unrefused(since)),
    fetch: (keys, open, patience = {}) => fetch(keys, open, patience, false),
    fetchByIds: (keys, open, patience = {}) => fetch(keys, open, patience, true),
    async peek(limit, open) {
      const fetchedAt = now();
      const { rows } = await lucca.peek(await open(), source.resource, limit);
      return rows.map((row) => Object.assign(row, { fetchedAt }));
    },
    fetchWhole: async (open, patience = {}) => (await inHope(startWhole(open, patience), hopeOf(patience))).rows,
  };
}

const deadlineOf = ({ deadlineAt = Number.POSITIVE_INFINITY }: Patience) => deadlineAt;

const isRefusal = (failure: unknown) =>
  [LuccaUnauthorized, LuccaForbidden, LuccaNotFound].some((kind) => failure instanceof kind);

const beginning = <Row>(fetchedAt: number): Begun<Row> => ({
  progress: createProgress(),
  rows: [],
  pages: 0,
  rejected: 0,
  bodyBytes: 0,
  fetchedAt,
  readAt: fetchedAt,
});

const pagesLeft = ({ total }: { total: number | null }, { progress }: { progress: Progress }) =>
  total === null || progress.step === 0 ? 0 : Math.ceil((total - progress.covered) / progress.step);

async function stopUnlessWanted({ isCurrent }: Patience, end: AbortController): Promise<void> {
  if (isCurrent && !(await isCurrent())) end.abort();
}
