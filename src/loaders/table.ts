import type { Caller, Lucca } from '../lucca/client.ts';
import { chunkIds, type LuccaRow } from '../lucca/resource.ts';
import type { Answer } from './answer.ts';
import { type Course, createFlights, type Flight } from './flights.ts';
import { createHolding } from './holding.ts';
import { inHope } from './outlook.ts';
import { createPlanner } from './planner.ts';
import { createReader, type Patience, type Way } from './reader.ts';
import { createRefusals, isRefusal, type Rejection } from './refusals.ts';
import type { Rows } from './rows.ts';
import { createSharedRows, type Sharing } from './sharedRows.ts';
import type { Source } from './sources.ts';

/** What one account holds of one resource, and the reads under way. */
export type Table<Row> = {
  /** The rows of a key if they were read at or after `since`; undefined when Lucca has to be asked. */
  held(key: number, since: number): Rows<Row> | undefined;
  /** What `held` says, for a question that counts when it is chosen how to read. */
  serve(key: number, since: number): Rows<Row> | undefined;
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
  fetch(keys: readonly number[], caller: Caller, patience: Patience): Promise<(key: number) => Rows<Row>>;
  /** Reads keys by id, however many there are: for a sample that says nothing of what is asked for next. */
  fetchByIds(keys: readonly number[], caller: Caller, patience: Patience): Promise<(key: number) => Rows<Row>>;
  /** Reads the whole resource likewise. */
  fetchWhole(caller: Caller, patience: Patience): Promise<Rows<Row>>;
  /** Reads the first rows in one request, and holds none of them. */
  peek(limit: number, caller: Caller): Promise<Rows<Row>>;
  /** Lets go of what was kept to be gone on with. */
  letGo(): void;
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

/** Keys that may overtake a whole that takes too long: more are worth waiting for it, or they would cost what it does. */
const mostOvertaking = 200;

/** Creates an empty table. */
export function createTable<Row extends LuccaRow>(options: TableOptions<Row>): Table<Row> {
  const { lucca, host, source, now, onResize, onRejected, rejection = { at: 0 } } = options;
  const { resource } = source;
  const refusals = createRefusals(now, rejection);
  const holding = createHolding<Row>(onResize);
  const shared = options.sharing && createSharedRows(options.sharing, source, refusals, now);
  const keepsItems = shared !== undefined;
  const reader = createReader<Row>({ lucca, host, source, now, refusals, holding, keepsItems, onRejected });
  const flights = createFlights<Answer<Row>>(now);
  const planner = createPlanner();

  async function readAndShare(way: Way, ids: string | null = null): Promise<Answer<Row>> {
    try {
      const answer = await reader.read(way);
      shared?.keep(ids, answer);
      return answer;
    } catch (failure) {
      if (isRefusal(failure)) shared?.forget();
      throw failure;
    }
  }

  /** Holds the whole, which was read for so many keys, or for itself. */
  function holdWhole(answer: Answer<Row>, keys: number | null) {
    planner.noteWhole(answer.pages, keys);
    holding.holdWhole(answer);
  }

  /** What another instance has read of some ids or, for null, of the whole, unless more is wanted meanwhile. */
  async function find(ids: string | null, course: Pick<Course, 'since'>): Promise<Answer<Row> | null> {
    const found = (await shared?.find(ids, course.since)) ?? null;
    return found && found.readAt >= course.since ? found : null;
  }

  function startWhole(caller: Caller, patience: Patience, keys: number | null) {
    return flights.startWhole(patience.since, async (course) => {
      const answer = (await find(null, course)) ?? (await readAndShare({ ...course, caller, patience }));
      holdWhole(answer, keys);
      return answer;
    });
  }

  /** Starts reading ids, of which the whole may be found first. */
  function startChunk(
    way: Pick<Way, 'caller' | 'patience'>,
    filter: Record<string, string>,
    isSample: boolean,
    finding: Promise<Answer<Row> | null>,
  ) {
    const [ids = ''] = Object.values(filter);
    const keys = ids.split(',').map(Number);
    flights.startKeys(keys, way.patience.since, async (course) => {
      const [whole, some] = await Promise.all([finding, find(ids, course)]);
      if (whole && whole.readAt >= course.since) return whole;
      const answer = some ?? (await readAndShare({ ...course, ...way, filter }, ids));
      if (!isSample && !some) planner.noteByIds(answer.readAt, answer.pages);
      holding.holdKeys(keys, answer);
      return answer;
    });
  }

  /** Starts reading by id what is not yet being read, if that is the better way; false when the whole is to be read. */
  function startKeys(keys: readonly number[], caller: Caller, patience: Patience, isSample: boolean): boolean {
    const { filter } = source;
    const isOvertaking = isWholeSlow(patience);
    if (filter === null || (flights.ofWhole(patience.since) && !isOvertaking)) return false;
    const missing = keys.filter((key) => !flights.ofKey(key, patience.since));
    if (missing.length === 0) return true;
    const chunks = chunkIds(resource, host, filter, missing);
    const isWholeBetter = () => planner.isWholeCheaper(missing.length, chunks.length, patience.since);
    if (isOvertaking ? missing.length > mostOvertaking : !isSample && isWholeBetter()) return false;
    const finding = find(null, patience).then((whole) => {
      if (whole) holdWhole(whole, missing.length);
      return whole;
    });
    for (const ids of chunks) startChunk({ caller, patience }, { [filter]: ids }, isSample, finding);
    return true;
  }

  async function read(keys: readonly number[], caller: Caller, patience: Patience, isSample: boolean) {
    const startsKeys = () => startKeys(keys, caller, patience, isSample);
    if (startsKeys()) return waitForKeys(keys, patience);
    try {
      return (await waitForWhole(caller, patience, keys.length)).rowsOf;
    } catch (failure) {
      // Where it has become slow meanwhile, a few need not wait for it any more.
      if (isWholeSlow(patience) && startsKeys()) return waitForKeys(keys, patience);
      throw failure;
    }
  }

  async function fetch(keys: readonly number[], caller: Caller, patience: Patience, isSample: boolean) {
    const rowsOf = await read(keys, caller, patience, isSample);
    if (!isSample && holding.heldWhole(patience.since)) for (const key of keys) planner.noteServed(key);
    return rowsOf;
  }

  const waitForWhole = (caller: Caller, patience: Patience, keys: number | null = null) =>
    waitFor(flights.ofWhole(patience.since) ?? startWhole(caller, patience, keys), patience);

  async function waitForKeys(keys: readonly number[], patience: Patience): Promise<(key: number) => Rows<Row>> {
    const reads = new Map(keys.map((key) => [key, flights.ofKey(key, patience.since)]));
    const answers = new Map<unknown, Answer<Row>>();
    const wait = async (reading?: Flight<Answer<Row>>) =>
      reading && answers.set(reading, await waitFor(reading, patience));
    await Promise.all([...new Set(reads.values())].map(wait));
    return (key) => answers.get(reads.get(key))?.rowsOf(key) ?? [];
  }

  async function waitFor(reading: Flight<Answer<Row>>, patience: Patience): Promise<Answer<Row>> {
    if (!patience.isBehind) reading.hurry();
    return inHope(reading, { deadlineAt: patience.deadlineAt, resource: resource.name, now });
  }

  function isWholeSlow(patience: Patience): boolean {
    const whole = flights.ofWhole(patience.since);
    return whole !== null && whole.outlook.expectedAt() >= patience.deadlineAt;
  }

  function serve(key: number, since: number) {
    const rows = holding.held(key, since);
    if (rows && holding.heldWhole(since)) planner.noteServed(key);
    return rows;
  }

  return {
    held: holding.held,
    serve,
    heldWhole: holding.heldWhole,
    heldUnrefused: (key, since) => holding.held(key, refusals.after(since)),
    heldWholeUnrefused: (since) => holding.heldWhole(refusals.after(since)),
    fetch: (keys, caller, patience) => fetch(keys, caller, patience, false),
    fetchByIds: (keys, caller, patience) => fetch(keys, caller, patience, true),
    fetchWhole: async (caller, patience) => (await waitForWhole(caller, patience)).rows,
    async peek(limit, caller) {
      const fetchedAt = now();
      const { rows } = await lucca.firstPage(caller, resource, limit);
      return rows.map((row) => Object.assign(row, { fetchedAt }));
    },
    letGo: reader.letGo,
  };
}
