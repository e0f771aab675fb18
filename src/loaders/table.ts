import type { Lucca } from '../lucca/client.ts';
import { chunkIds, type LuccaRow } from '../lucca/resource.ts';
import type { Answer } from './answer.ts';
import { createHolding } from './holding.ts';
import { createOutlook, inHope, type Outlook } from './outlook.ts';
import { isWholeCheaper } from './planner.ts';
import { createReader, type OpenCaller, type Patience, type Way } from './reader.ts';
import { createRefusals, isRefusal, type Rejection } from './refusals.ts';
import type { Rows } from './rows.ts';
import { createSharedRows, type Sharing } from './sharedRows.ts';
import type { Source } from './sources.ts';

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

/** What a table needs; `onResize` is told its estimated size in bytes whenever that has changed. */
export type TableOptions<Row extends LuccaRow> = {
  lucca: Lucca;
  host: string;
  source: Source<Row>;
  now: () => number;
  onResize: (bytes: number) => void;
  /** Told of rows that were left out because they could not be understood. */
  onRejected: (count: number) => void;
  /** Shared by all tables of one account, which keep it up to date. */
  rejection?: Rejection;
  /** How rows are shared with other instances, where there are any. */
  sharing?: Sharing | undefined;
};

type UnderWay<T> = { result: Promise<T>; outlook: Outlook };

/** Requests by id that may overtake a whole that takes too long. */
const mostOvertaking = 4;

/** Creates an empty table. */
export function createTable<Row extends LuccaRow>(options: TableOptions<Row>): Table<Row> {
  const { lucca, host, source, now, onResize, onRejected, rejection = { at: 0 } } = options;
  const { resource } = source;
  const refusals = createRefusals(now, rejection);
  const holding = createHolding<Row>(onResize);
  const shared = options.sharing && createSharedRows(options.sharing, source, refusals);
  const keepsItems = shared !== undefined;
  const read = createReader<Row>({ lucca, host, source, now, refusals, holding, keepsItems, onRejected });
  const keysUnderWay = new Map<number, UnderWay<Answer<Row>>>();
  let wholeUnderWay: UnderWay<Answer<Row>> | null = null;
  let spentByIds = 0;

  async function readAndShare(way: Way, ids: string | null = null): Promise<Answer<Row>> {
    try {
      const answer = await read(way);
      shared?.keep(ids, answer);
      return answer;
    } catch (failure) {
      if (isRefusal(failure)) shared?.forget();
      throw failure;
    }
  }

  function startWhole(open: OpenCaller, patience: Patience): UnderWay<Answer<Row>> {
    if (wholeUnderWay) return wholeUnderWay;
    const outlook = createOutlook();
    const readWhole = async () => {
      const answer = (await shared?.find(null, sinceOf(patience))) ?? (await readAndShare({ open, patience, outlook }));
      spentByIds = 0;
      holding.holdWhole(answer);
      return answer;
    };
    const result = readWhole().finally(() => {
      wholeUnderWay = null;
    });
    wholeUnderWay = { result, outlook };
    return wholeUnderWay;
  }

  function startChunk(filter: string, ids: string, open: OpenCaller, patience: Patience, isSample: boolean) {
    const keys = ids.split(',').map(Number);
    const outlook = createOutlook();
    const readKeys = async () => {
      const [whole, some] = shared
        ? await Promise.all([null, ids].map((what) => shared.find(what, sinceOf(patience))))
        : [];
      if (whole) {
        holding.holdWhole(whole);
        return whole;
      }
      const answer = some ?? (await readAndShare({ open, patience, outlook, filter: { [filter]: ids } }, ids));
      if (!isSample && !some) spentByIds += answer.pages;
      holding.holdKeys(keys, answer);
      return answer;
    };
    const result = readKeys().finally(() => {
      for (const key of keys) keysUnderWay.delete(key);
    });
    for (const key of keys) keysUnderWay.set(key, { result, outlook });
  }

  /** Starts reading by id what is not yet being read, if that is the better way; false when the whole is to be read. */
  function startKeys(keys: readonly number[], open: OpenCaller, patience: Patience, isSample: boolean): boolean {
    const { filter } = source;
    const isWholeSlow = wholeUnderWay !== null && wholeUnderWay.outlook.expectedAt() >= deadlineOf(patience);
    if (filter === null || (wholeUnderWay && !isWholeSlow)) return false;
    const missing = keys.filter((key) => !keysUnderWay.has(key));
    if (missing.length === 0) return true;
    const chunks = chunkIds(resource, host, filter, missing);
    const cost = {
      byIds: chunks.length,
      spent: spentByIds,
      whole: holding.wholePages(),
      keys: missing.length,
      keysBefore: holding.keysAsked(),
    };
    if (isWholeSlow ? chunks.length > mostOvertaking : !isSample && isWholeCheaper(cost)) return false;
    for (const ids of chunks) startChunk(filter, ids, open, patience, isSample);
    return true;
  }

  async function fetch(keys: readonly number[], open: OpenCaller, patience: Patience, isSample: boolean) {
    const whole = startKeys(keys, open, patience, isSample) ? null : startWhole(open, patience);
    const reads = new Map(keys.map((key) => [key, whole ?? keysUnderWay.get(key)]));
    const answers = new Map<unknown, Answer<Row>>();
    const wait = async (reading?: UnderWay<Answer<Row>>) =>
      reading && answers.set(reading, await inHope(reading, hopeOf(patience)));
    await Promise.all([...new Set(reads.values())].map(wait));
    return (key: number) => answers.get(reads.get(key))?.rowsOf(key) ?? [];
  }

  const hopeOf = (patience: Patience) => ({ deadlineAt: deadlineOf(patience), resource: resource.name, now });

  return {
    held: holding.held,
    heldWhole: holding.heldWhole,
    heldUnrefused: (key, since) => holding.held(key, refusals.after(since)),
    heldWholeUnrefused: (since) => holding.heldWhole(refusals.after(since)),
    fetch: (keys, open, patience = {}) => fetch(keys, open, patience, false),
    fetchByIds: (keys, open, patience = {}) => fetch(keys, open, patience, true),
    async peek(limit, open) {
      const fetchedAt = now();
      const { rows } = await lucca.peek(await open(), resource, limit);
      return rows.map((row) => Object.assign(row, { fetchedAt }));
    },
    fetchWhole: async (open, patience = {}) => (await inHope(startWhole(open, patience), hopeOf(patience))).rows,
  };
}

const sinceOf = ({ since = 0 }: Patience) => since;

const deadlineOf = ({ deadlineAt = Number.POSITIVE_INFINITY }: Patience) => deadlineAt;
