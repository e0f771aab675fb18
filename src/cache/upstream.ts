import type { LuccaRow } from '../lucca/resource.ts';
import { WHOLE } from './cacheKey.ts';
import type { Entries } from './entries.ts';
import type { FetchPlanner } from './fetchPlanner.ts';
import { isRefusal } from './negativeCache.ts';
import type { ReadResult } from './readResult.ts';
import type { ReadLucca, ReadOptions } from './resourceReader.ts';
import type { SharedCache } from './sharedCache.ts';
import type { SingleFlight } from './singleFlight.ts';
import type { Source } from './source.ts';
import type { ReadControl } from './upstreamRead.ts';

type UpstreamParts<Row extends LuccaRow> = {
  source: Source<Row>;
  flights: SingleFlight<ReadResult<Row>>;
  entries: Entries<Row>;
  planner: FetchPlanner;
  shared: SharedCache<Row>;
  readLucca: ReadLucca<Row>;
};

/** Starts reads of one resource: from the shared cache where another instance has read it, else from Lucca. Their results are cached. */
export function createUpstream<Row extends LuccaRow>(parts: UpstreamParts<Row>) {
  const { source, flights, entries, planner, shared, readLucca } = parts;

  /** What another instance has read, unless a request has required something newer by then. */
  async function find(ids: string | null, since: () => number): Promise<ReadResult<Row> | null> {
    const found = await shared.find(ids, since());
    return found && found.readAt >= since() ? found : null;
  }

  async function readAndShare(ids: string | null, read: ReadControl, options: ReadOptions): Promise<ReadResult<Row>> {
    try {
      const result = await readLucca(read, options, ids === null ? undefined : { [source.filter ?? '']: ids });
      shared.keep(ids, result);
      return result;
    } catch (failure) {
      if (isRefusal(failure)) shared.forget();
      throw failure;
    }
  }

  function storeWhole(result: ReadResult<Row>, keys: number | null): ReadResult<Row> {
    planner.noteWhole(result.pages, keys);
    entries.setWhole(result);
    return result;
  }

  function startChunk(ids: string, options: ReadOptions, findingWhole: Promise<ReadResult<Row> | null>): void {
    const keys = ids.split(',').map(Number);
    flights.start(keys, options.since, async (read) => {
      const [whole, found] = await Promise.all([findingWhole, find(ids, read.since)]);
      if (whole && whole.readAt >= read.since()) return whole;
      const result = found ?? (await readAndShare(ids, read, options));
      if (!found && !options.isSample) planner.noteByIds(result.readAt, result.pages);
      const rowsByKey = keys.map((key) => [key, result.rowsOf(key)] as const);
      entries.set(rowsByKey, result);
      return result;
    });
  }

  return {
    /** Starts to read the whole resource, for a request of so many keys or, for null, of the whole. */
    startWhole: (options: ReadOptions, keys: number | null) =>
      flights.start([WHOLE], options.since, async (read) =>
        storeWhole((await find(null, read.since)) ?? (await readAndShare(null, read, options)), keys),
      ),

    /** Starts to read lists of ids, one request each, unless another instance has read the whole. */
    startChunks(chunks: readonly string[], options: ReadOptions, keys: number): void {
      const findingWhole = find(null, () => options.since).then((whole) => whole && storeWhole(whole, keys));
      for (const ids of chunks) startChunk(ids, options, findingWhole);
    },
  };
}
