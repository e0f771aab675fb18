import type { Caller, Lucca } from '../lucca/client.ts';
import { LuccaForbidden, LuccaNotFound } from '../lucca/errors.ts';
import { chunkIds, type LuccaRow } from '../lucca/resource.ts';
import { groupBy } from './groupBy.ts';
import { isWholeCheaper } from './planner.ts';
import type { Source } from './sources.ts';

/** A row of Lucca, with the instant at which its reading began (milliseconds since 1970). */
export type Read<Row> = Row & { readonly fetchedAt: number };

/** All rows of one key; none is an answer too. */
export type Rows<Row> = readonly Read<Row>[];

/** Hands over the opened key, once it is certain that Lucca has to be asked. */
export type OpenCaller = () => Promise<Caller>;

/** What one account holds of one resource, and the reads under way. */
export type Table<Row> = {
  /** The rows of a key if they were read at or after `since`; undefined when Lucca has to be asked. */
  held(key: number, since: number): Rows<Row> | undefined;
  /** All rows, in Lucca's order, if the whole was read at or after `since`; undefined when Lucca has to be asked. */
  heldWhole(since: number): Rows<Row> | undefined;
  /** Reads keys the cheapest way; whoever asks for them meanwhile shares the read. */
  fetch(keys: readonly number[], open: OpenCaller): Promise<(key: number) => Rows<Row>>;
  /** Reads keys by id, however many there are: for a sample that says nothing of what is asked for next. */
  fetchByIds(keys: readonly number[], open: OpenCaller): Promise<(key: number) => Rows<Row>>;
  /** Reads the first rows in one request, and holds none of them. */
  peek(limit: number, open: OpenCaller): Promise<Rows<Row>>;
  /** Reads the whole resource; whoever asks meanwhile shares the read. */
  fetchWhole(open: OpenCaller): Promise<Rows<Row>>;
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

/** What a table needs; `onResize` is told its estimated size in bytes whenever that has changed. */
export type TableOptions<Row extends LuccaRow> = {
  lucca: Lucca;
  host: string;
  source: Source<Row>;
  now: () => number;
  onResize: (bytes: number) => void;
  /** Told of rows that were left out because they could not be understood. */
  onRejected: (count: number) => void;
};

const bytesPerGroup = 120;

/** How long a missing right or module is remembered, so that asking for it again costs nothing. */
const refusedMs = 60_000;

/** Creates an empty table. */
export function createTable<Row extends LuccaRow>(options: TableOptions<Row>): Table<Row> {
  const { lucca, host, source, now, onResize, onRejected } = options;
  const groups = new Map<number, Group<Row>>();
  const keysUnderWay = new Map<number, Promise<Map<number, Rows<Row>>>>();
  let whole: Whole<Row> | null = null;
  let wholeUnderWay: Promise<Whole<Row>> | null = null;
  let bytes = 0;
  let spentByIds = 0;
  let refusal: { error: LuccaForbidden | LuccaNotFound; at: number } | null = null;

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

  async function read(open: OpenCaller, filter?: Record<string, string>) {
    const fetchedAt = now();
    if (refusal && fetchedAt - refusal.at < refusedMs) throw refusal.error;
    const rows: Read<Row>[] = [];
    let [pages, rejected, bodyBytes] = [0, 0, 0];
    try {
      const caller = await open();
      for await (const page of lucca.pages(caller, source.resource, filter)) {
        for (const row of page.rows) rows.push(Object.assign(row, { fetchedAt }));
        pages += 1;
        rejected += page.rejected;
        bodyBytes += page.bytes;
      }
    } catch (failure) {
      if (failure instanceof LuccaForbidden || failure instanceof LuccaNotFound)
        refusal = { error: failure, at: now() };
      throw failure;
    }
    if (rejected > 0) onRejected(rejected);
    const bytesPerRow = Math.ceil(bodyBytes / Math.max(1, rows.length));
    return { rows, byKey: groupBy(rows, source.keyOf), pages, rejected, bytesPerRow, fetchedAt, readAt: now() };
  }

  async function readWhole(open: OpenCaller): Promise<Whole<Row>> {
    const answer = await read(open);
    for (const [key, group] of groups) if (group.fetchedAt <= answer.fetchedAt) drop(key, group);
    for (const [key, rows] of answer.byKey) hold(key, rows, answer);
    spentByIds = 0;
    whole = answer;
    onResize(bytes);
    return answer;
  }

  async function readKeys(filter: string, ids: string, keys: readonly number[], open: OpenCaller, isSample: boolean) {
    const answer = await read(open, { [filter]: ids });
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

  function startWhole(open: OpenCaller): Promise<Whole<Row>> {
    wholeUnderWay ??= readWhole(open).finally(() => {
      wholeUnderWay = null;
    });
    return wholeUnderWay;
  }

  /** Starts reading by id what is not yet being read, if that is the cheaper way; false when the whole is to be read. */
  function startKeys(keys: readonly number[], open: OpenCaller, isSample = false): boolean {
    const { filter, resource } = source;
    if (filter === null || wholeUnderWay) return false;
    const missing = keys.filter((key) => !keysUnderWay.has(key));
    if (missing.length === 0) return true;
    const chunks = chunkIds(resource, host, filter, missing);
    const cost = { byIds: chunks.length, spent: spentByIds, whole: whole?.pages ?? null };
    if (!isSample && isWholeCheaper(cost)) return false;
    for (const ids of chunks) {
      const chunkKeys = ids.split(',').map(Number);
      const reading = readKeys(filter, ids, chunkKeys, open, isSample).finally(() => {
        for (const key of chunkKeys) keysUnderWay.delete(key);
      });
      for (const key of chunkKeys) keysUnderWay.set(key, reading);
    }
    return true;
  }

  async function fetch(keys: readonly number[], open: OpenCaller, isSample: boolean) {
    if (startKeys(keys, open, isSample)) {
      const answers = await Promise.all(new Set(keys.map((key) => keysUnderWay.get(key))));
      return (key: number) => answers.find((byKey) => byKey?.has(key))?.get(key) ?? [];
    }
    const { byKey } = await startWhole(open);
    return (key: number) => byKey.get(key) ?? [];
  }

  return {
    held(key, since) {
      const group = groups.get(key);
      if (group && group.readAt >= since) return group.rows;
      const isAbsent = !group && whole && whole.readAt >= since && whole.rejected === 0;
      return isAbsent ? [] : undefined;
    },
    heldWhole: (since) => (whole && whole.readAt >= since ? whole.rows : undefined),
    fetch: (keys, open) => fetch(keys, open, false),
    fetchByIds: (keys, open) => fetch(keys, open, true),
    async peek(limit, open) {
      const fetchedAt = now();
      const { rows } = await lucca.peek(await open(), source.resource, limit);
      return rows.map((row) => Object.assign(row, { fetchedAt }));
    },
    fetchWhole: async (open) => (await startWhole(open)).rows,
  };
}
