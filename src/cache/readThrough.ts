import { chunkIds, type LuccaRow } from '../lucca/resource.ts';
import { type Key, WHOLE } from './cacheKey.ts';
import type { FetchPlanner } from './fetchPlanner.ts';
import type { ReadResult } from './readResult.ts';
import type { ReadOptions } from './resourceReader.ts';
import type { Rows } from './rows.ts';
import type { SingleFlight } from './singleFlight.ts';
import type { Source } from './source.ts';
import type { createUpstream } from './upstream.ts';
import type { UpstreamRead } from './upstreamRead.ts';

type ReadThroughParts<Row extends LuccaRow> = {
  source: Source<Row>;
  flights: SingleFlight<ReadResult<Row>>;
  planner: FetchPlanner;
  upstream: ReturnType<typeof createUpstream<Row>>;
};

/** So many keys may overtake a read of the whole that takes too long; more of them would cost as much as it does. */
const mostOvertaking = 200;

/** Creates the function that reads keys the cheapest way, and shares the reads that are in flight. */
export function createReadThrough<Row extends LuccaRow>(parts: ReadThroughParts<Row>) {
  const { source, flights, planner, upstream } = parts;

  const isWholeTooSlow = ({ since, deadlineAt }: ReadOptions) => (flights.find(WHOLE, since)?.eta() ?? 0) >= deadlineAt;

  /** Starts to read by id what is not being read yet; false if the whole is to be read instead. */
  function startByIds(keys: readonly number[], options: ReadOptions): boolean {
    const { since, caller, isSample } = options;
    const isOvertaking = isWholeTooSlow(options);
    if (source.filter === null || (flights.find(WHOLE, since) && !isOvertaking)) return false;
    const missing = keys.filter((key) => !flights.find(key, since));
    if (missing.length === 0) return true;
    const chunks = chunkIds(source.resource, caller.host, source.filter, missing);
    if (isOvertaking && missing.length > mostOvertaking) return false;
    if (!isOvertaking && !isSample && planner.isWholeCheaper(missing.length, chunks.length, since)) return false;
    upstream.startChunks(chunks, options, missing.length);
    return true;
  }

  function join(read: UpstreamRead<ReadResult<Row>>, { since, isBackground, deadlineAt }: ReadOptions) {
    read.requireSince(since);
    if (!isBackground) read.promote();
    return read.wait(deadlineAt);
  }

  async function joinWhole(options: ReadOptions, keys: number | null) {
    return (await join(flights.find(WHOLE, options.since) ?? upstream.startWhole(options, keys), options)).rowsOf;
  }

  async function joinByIds(keys: readonly number[], options: ReadOptions) {
    const reads = new Map<Key, UpstreamRead<ReadResult<Row>> | undefined>();
    for (const key of keys) reads.set(key, flights.find(key, options.since));
    const results = new Map<unknown, ReadResult<Row>>();
    const joining = [...new Set(reads.values())].map(
      async (read) => read && results.set(read, await join(read, options)),
    );
    await Promise.all(joining);
    return (key: Key): Rows<Row> => results.get(reads.get(key))?.rowsOf(key) ?? [];
  }

  return async (keys: readonly Key[], options: ReadOptions): Promise<(key: Key) => Rows<Row>> => {
    const ids = keys.filter((key) => key !== WHOLE);
    if (ids.length < keys.length) return joinWhole(options, null);
    if (startByIds(ids, options)) return joinByIds(ids, options);
    try {
      return await joinWhole(options, ids.length);
    } catch (failure) {
      // If the whole has become slow meanwhile, a few keys need not wait for it any more.
      if (isWholeTooSlow(options) && startByIds(ids, options)) return joinByIds(ids, options);
      throw failure;
    }
  };
}
