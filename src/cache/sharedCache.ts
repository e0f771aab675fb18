import { z } from 'zod';
import type { LuccaRow } from '../lucca/resource.ts';
import { inPortions, minuteMs, secondMs } from '../time.ts';
import { type AccountVersion, cacheKey } from './cacheKey.ts';
import type { Claim } from './claim.ts';
import { createInterner } from './interning.ts';
import type { Lease, Leases } from './lease.ts';
import type { NegativeCache } from './negativeCache.ts';
import { groupRows, type ReadResult } from './readResult.ts';
import type { Fetched } from './rows.ts';
import type { Source } from './source.ts';

/**
 * A store of texts, each a list of lines, that all instances share. It never fails: a failed read finds nothing, and a failed write is
 * ignored.
 */
export type Snapshots = {
  find(key: string): Promise<readonly string[] | undefined>;
  /**
   * Stores the lines of a connection for `ms` milliseconds, in the background. Lines read under a lease release it. With a token, which is
   * null for lines that were read without a lease, nothing is stored if something was under a higher token.
   */
  keep(connection: AccountVersion, key: string, lines: readonly string[], ms: number, token?: number | null): void;
  forget(key: string): void;
  /** Deletes all lines of a connection, rejects writes still in flight, and notifies the other instances. */
  purge(connection: AccountVersion): Promise<void>;
  /** Registers a listener for connections that other instances have purged. */
  onPurged(listener: (connection: AccountVersion) => void): void;
  /** The leases to read what a key is for. */
  leases: Leases;
};

/** The connection whose rows are shared, where, and for how long. */
export type Sharing = { snapshots: Snapshots; account: AccountVersion; ttl: number };

/**
 * The format of snapshots. It is part of their keys: instances of another version neither find nor replace them. The notes of refusals keep
 * their keys and form whatever the format, because every version has to understand them.
 */
const snapshotFormat = 2;

/** The first line of a snapshot. Each of the others is a list of rows as Lucca sent them: each instance parses them again. */
const headSchema = z.object({
  fetchedAt: z.number(),
  readAt: z.number(),
  bytesPerRow: z.number(),
  pages: z.number(),
  skippedKeys: z.array(z.number().nullable()).readonly(),
});

type Head = z.output<typeof headSchema>;

/** Rows in a line: no more than are written or parsed without other requests having to wait. */
const rowsPerLine = 100;

/** If rows are shared, they are also kept as Lucca sent them. */
export const sharedFactor = 2;

/** How far the clock of another instance may be ahead. */
const aheadMs = minuteMs;

/** A request that accepts only younger data would hardly ever find a snapshot. */
const youngestMs = 10 * secondMs;

/** The second level of the cache: instances find what others have read of a resource, while it is fresh. */
export function createSharedCache<Row extends LuccaRow>(
  { snapshots, account, ttl }: Sharing,
  source: Source<Row>,
  negative: NegativeCache,
  now: () => number,
) {
  const { resource } = source;
  // The query is part of the key: a release that requests more fields must not find what an earlier one has read.
  const keyFor = (ids: string | null) =>
    cacheKey(account, snapshotFormat, resource.name, resource.path, resource.query, ids);
  /** Where instances leave when Lucca refused the resource, and when it rejected the key. */
  const refusalKeys = { resource: cacheKey(account, resource.name, 'refused'), key: cacheKey(account, 'refused') };

  return {
    /**
     * Returns what was read at or after `since`, for a list of ids or, for null, for the whole resource. Rejects with `MemoryFull` if there
     * is no room for it.
     */
    async find(ids: string | null, since: number, claim: Claim): Promise<ReadResult<Row> | null> {
      if (now() - since < youngestMs) return null;
      const { found, refusedAt } = await look(snapshots, keyFor(ids), Object.values(refusalKeys));
      if (found === undefined) return null;
      await claim.expect(charactersOf(found) * sharedFactor);
      const isUsable = ({ readAt, fetchedAt }: Head) =>
        readAt >= since &&
        readAt > refusedAt &&
        Math.max(readAt, fetchedAt) <= now() + aheadMs &&
        !negative.invalidates(readAt);
      const [first = '', ...lines] = found;
      const { data: head } = headSchema.safeParse(JSON.parse(first));
      if (head && !isUsable(head)) return null;
      const result = head ? await parse(head, lines, source) : null;
      if (result === null) snapshots.forget(keyFor(ids));
      // Lucca may have refused the resource in the meantime.
      return head && isUsable(head) ? result : null;
    },

    /** Shares what was read, written in portions; the whole resource under the token of its lease, which may end after that, or null. */
    async keep(ids: string | null, result: ReadResult<Row>, token?: number | null): Promise<void> {
      snapshots.keep(account, keyFor(ids), await write(result), ttl, token);
    },

    /** The lease of the whole resource; null for a single instance. */
    lease: leaseOf(snapshots.leases, keyFor(null), now) as Lease | null,

    /** Makes data that was read before Lucca refused the resource (or everything, if it rejected the key) unavailable to all instances. */
    refuse: (what: keyof typeof refusalKeys) => snapshots.keep(account, refusalKeys[what], [String(now())], ttl),
  };
}

const leaseOf = (leases: Leases, key: string, now: () => number): Lease => ({
  take({ since, ...request }) {
    const ageMs = now() - since;
    return leases.take(key, { ...request, maxAgeMs: ageMs < youngestMs ? null : ageMs });
  },
  renew: (token, endsInMs) => leases.renew(key, token, endsInMs),
  release: (token) => leases.release(key, token),
});

/** Parses rows in portions, so that other requests are served in between; null if one cannot be parsed. */
async function parse<Row extends LuccaRow>(
  { fetchedAt, skippedKeys, ...info }: Head,
  lines: readonly string[],
  { resource, keyOf }: Source<Row>,
): Promise<ReadResult<Row> | null> {
  const items: unknown[] = [];
  const rows: Fetched<Row>[] = [];
  const { intern } = createInterner();
  await inPortions(lines, (line) => void items.push(...(JSON.parse(line) as unknown[])));
  await inPortions(items, (item) => {
    const { data } = resource.row.safeParse(item);
    if (data !== undefined) rows.push(intern(data, fetchedAt));
  });
  if (rows.length < items.length) return null;
  return { ...info, fetchedAt, skippedKeys, items, ...groupRows(rows, skippedKeys, keyOf) };
}

/** Writes a snapshot, in portions too. */
async function write({ items, ...result }: ReadResult<unknown>): Promise<string[]> {
  const { fetchedAt, readAt, bytesPerRow, pages, skippedKeys } = result;
  const lines = [JSON.stringify({ fetchedAt, readAt, bytesPerRow, pages, skippedKeys } satisfies Head)];
  await inPortions(startsOf(items), (start) => {
    lines.push(JSON.stringify(items.slice(start, start + rowsPerLine)));
  });
  return lines;
}

/** Where the lines of a snapshot begin. */
function* startsOf(items: readonly unknown[]): Generator<number> {
  for (let start = 0; start < items.length; start += rowsPerLine) yield start;
}

/** What is stored under a key, and when Lucca last refused its contents to any instance. */
async function look(snapshots: Pick<Snapshots, 'find'>, key: string, refusalKeys: readonly string[]) {
  const [found, ...refusals] = await Promise.all([key, ...refusalKeys].map(snapshots.find));
  return { found, refusedAt: Math.max(...refusals.map((lines) => Number(lines?.[0] ?? 0))) };
}

/** The length of all lines together. */
export const charactersOf = (lines: readonly string[]): number => lines.reduce((sum, { length }) => sum + length, 0);

/** What other instances have read of a resource. */
export type SharedCache<Row extends LuccaRow> = ReturnType<typeof createSharedCache<Row>>;

/** The shared cache of a single instance. */
export const nothingShared: SharedCache<never> = { find: async () => null, async keep() {}, refuse() {}, lease: null };
