import { isRefusal, LuccaUnauthorized } from '../lucca/errors.ts';
import type { LuccaRow } from '../lucca/resource.ts';
import type { Claim } from './claim.ts';
import { readLeased } from './lease.ts';
import type { ReadResult } from './readResult.ts';
import type { ReadLucca, ReadOptions } from './resourceReader.ts';
import type { SharedCache } from './sharedCache.ts';
import type { Source } from './source.ts';
import type { ReadControl } from './upstreamRead.ts';

type Parts<Row extends LuccaRow> = {
  now: () => number;
  source: Source<Row>;
  shared: SharedCache<Row>;
  readLucca: ReadLucca<Row>;
  claim: () => Claim;
};

/** Creates the functions that read a list of ids or, for null, the whole resource, with a claim for the memory that this takes. */
export function createClaimedReads<Row extends LuccaRow>({ source, shared, readLucca, now, ...parts }: Parts<Row>) {
  /** Rows that another instance has read, unless a request needs newer ones by the time they are found. */
  async function find(ids: string | null, since: () => number, claim: Claim): Promise<ReadResult<Row> | null> {
    const found = await shared.find(ids, since(), claim);
    return found && found.readAt >= since() ? found : null;
  }

  /** Reads Lucca, and shares the result with the other instances; the whole resource under the token of its lease, or null. */
  async function readAndShare(
    ids: string | null,
    read: ReadControl,
    options: ReadOptions,
    claim: Claim,
    token?: number | null,
  ): Promise<ReadResult<Row>> {
    try {
      const filter = ids === null ? undefined : { [source.filter ?? '']: ids };
      const result = await readLucca(read, options, claim, filter);
      await shared.keep(ids, result, token);
      return result;
    } catch (failure) {
      if (isRefusal(failure)) shared.refuse(failure instanceof LuccaUnauthorized ? 'key' : 'resource');
      throw failure;
    }
  }

  return {
    /** Runs a read with a claim, and caches the result. */
    async claiming<Result>(work: (claim: Claim) => Promise<Result>, store: (result: Result) => void): Promise<Result> {
      const claim = parts.claim();
      try {
        const result = await work(claim);
        claim.handOver();
        store(result);
        return result;
      } finally {
        claim.release();
      }
    },

    find,
    readAndShare,

    /** Reads the whole resource, unless another instance has read it or is reading it. */
    async readWhole(read: ReadControl, options: ReadOptions, claim: Claim): Promise<ReadResult<Row>> {
      const found = await find(null, read.since, claim);
      if (found) return found;
      if (shared.lease === null) return readAndShare(null, read, options, claim);
      return readLeased({
        lease: shared.lease,
        read,
        isBackground: options.isBackground,
        deadlineAt: options.caller.deadlineAt,
        now,
        find: () => find(null, read.since, claim),
        work: (leased, token) => readAndShare(null, leased, options, claim, token),
      });
    },
  };
}
