import { MemoryFull } from '../lucca/errors.ts';
import { chunkIds, type LuccaRow } from '../lucca/resource.ts';
import { type LookupKey, WHOLE } from './cacheKey.ts';
import type { Claim } from './claim.ts';
import { createClaimedReads } from './claimedReads.ts';
import type { Entries } from './entries.ts';
import type { FetchPlanner } from './fetchPlanner.ts';
import type { ReadResult } from './readResult.ts';
import type { ReadLucca, ReadOptions } from './resourceReader.ts';
import type { Rows } from './rows.ts';
import type { SharedCache } from './sharedCache.ts';
import type { SingleFlight } from './singleFlight.ts';
import type { Source } from './source.ts';
import type { ReadControl, UpstreamRead } from './upstreamRead.ts';

type ReadThroughParts<Row extends LuccaRow> = {
  source: Source<Row>;
  inFlight: SingleFlight<ReadResult<Row>>;
  entries: Entries<Row>;
  planner: FetchPlanner;
  shared: SharedCache<Row>;
  readLucca: ReadLucca<Row>;
  claim: () => Claim;
  now: () => number;
};

/** The number of keys that may overtake a slow read of the whole resource; more would cost as much as the whole. */
const mostOvertaking = 200;

/** Creates the function that reads keys with the fewest requests and caches them. Requests share the reads that are in flight. */
export function createReadThrough<Row extends LuccaRow>(parts: ReadThroughParts<Row>) {
  const { source, inFlight, planner } = parts;
  const start = createStarts(parts);

  const isWholeTooSlow = ({ since, deadlineAt }: ReadOptions) =>
    (inFlight.find(WHOLE, since)?.eta.at() ?? 0) >= deadlineAt;

  /** Starts to read by id the keys that are not being read yet; false if the whole resource is to be read instead. */
  function startByIds(keys: readonly number[], options: ReadOptions): boolean {
    const { since, caller, isSample } = options;
    const isOvertaking = isWholeTooSlow(options);
    if (source.filter === null || (inFlight.find(WHOLE, since) && !isOvertaking)) return false;
    const missing = keys.filter((key) => !inFlight.find(key, since));
    if (missing.length === 0) return true;
    const chunks = chunkIds(source.resource, caller.host, source.filter, missing);
    if (isOvertaking && missing.length > mostOvertaking) return false;
    if (!isOvertaking && !isSample && planner.isWholeCheaper(missing.length, chunks.length, since)) return false;
    start.chunks(chunks, options, missing.length);
    return true;
  }

  function join(read: UpstreamRead<ReadResult<Row>>, { since, isBackground, deadlineAt, subject }: ReadOptions) {
    read.requireSince(since);
    if (!isBackground) read.promote();
    return read.wait(deadlineAt, isBackground ? null : subject);
  }

  async function joinWhole(options: ReadOptions, keys: number | null) {
    const { rowsOf } = await join(inFlight.find(WHOLE, options.since) ?? start.whole(options, keys), options);
    return rowsOf;
  }

  async function joinByIds(keys: readonly number[], options: ReadOptions) {
    const reads = new Map(keys.map((key) => [key as LookupKey, inFlight.find(key, options.since)]));
    const results = new Map<unknown, ReadResult<Row>>();
    const collect = async (read?: UpstreamRead<ReadResult<Row>>) =>
      read && results.set(read, await join(read, options));
    await Promise.all([...new Set(reads.values())].map(collect));
    return (key: LookupKey): Rows<Row> => results.get(reads.get(key))?.rowsOf(key) ?? [];
  }

  return async (keys: readonly LookupKey[], options: ReadOptions): Promise<(key: LookupKey) => Rows<Row>> => {
    const ids = keys.filter((key) => key !== WHOLE);
    if (ids.length < keys.length) return joinWhole(options, null);
    if (startByIds(ids, options)) return joinByIds(ids, options);
    try {
      return await joinWhole(options, ids.length);
    } catch (failure) {
      // If the read of the whole resource has become slow in the meantime, a few keys need not wait for it.
      if (isWholeTooSlow(options) && startByIds(ids, options)) return joinByIds(ids, options);
      throw failure;
    }
  };
}

/** Creates the functions that start reads: from the shared cache if another instance has read the rows, else from Lucca. */
function createStarts<Row extends LuccaRow>(parts: ReadThroughParts<Row>) {
  const { inFlight, entries, planner } = parts;
  const { claiming, find, readAndShare, readWhole } = createClaimedReads(parts);

  function storeWhole(result: ReadResult<Row>, keys: number | null): void {
    planner.noteWhole(result.pages, keys);
    entries.setWhole(result);
  }

  /** The whole resource as another instance has read it, if there is memory for it: a few rows by id need little. */
  const findWhole = (since: number, keys: number) =>
    claiming(
      (claim) =>
        find(null, () => since, claim).catch((failure: unknown) => {
          if (failure instanceof MemoryFull) return null;
          throw failure;
        }),
      (whole) => whole && storeWhole(whole, keys),
    );

  function startChunk(ids: string, options: ReadOptions, findingWhole: Promise<ReadResult<Row> | null>): void {
    const keys = ids.split(',').map(Number);
    async function readChunk(read: ReadControl, claim: Claim): Promise<ReadResult<Row>> {
      const [whole, found] = await Promise.all([findingWhole, find(ids, read.since, claim)]);
      if (whole && whole.readAt >= read.since()) return whole;
      if (found) return found;
      const result = await readAndShare(ids, read, options, claim);
      if (!options.isSample) planner.noteByIds(result.readAt, result.pages);
      return result;
    }
    inFlight.start(keys, options.since, (read) =>
      claiming(
        (claim) => readChunk(read, claim),
        (result) =>
          entries.set(
            keys.map((key) => [key, result.rowsOf(key)] as const),
            result,
          ),
      ),
    );
  }

  return {
    /** Starts to read the whole resource, for a request of this number of keys or, for null, of the whole. */
    whole: (options: ReadOptions, keys: number | null) =>
      inFlight.start([WHOLE], options.since, (read) =>
        claiming(
          (claim) => readWhole(read, options, claim),
          (result) => storeWhole(result, keys),
        ),
      ),

    /** Starts to read lists of ids, one request each, unless another instance has read the whole. */
    chunks(chunks: readonly string[], options: ReadOptions, keys: number): void {
      const findingWhole = findWhole(options.since, keys);
      for (const ids of chunks) startChunk(ids, options, findingWhole);
    },
  };
}
