import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import type { LuccaRow } from '../lucca/resource.ts';
import { type Answer, arrange } from './answer.ts';
import type { Refusals } from './refusals.ts';
import type { Fetched } from './rows.ts';
import type { Source } from './sources.ts';

/** What names a text and nothing else; the same for every instance. */
export type Place = readonly unknown[];

/** Where instances leave texts for each other; what it fails to do is as if it had not been asked. */
export type Snapshots = {
  find(place: Place): Promise<string | undefined>;
  /** Keeps a text for so long, in the background. */
  keep(place: Place, text: string, ms: number): void;
  forget(place: Place): void;
};

/** What rows are shared by; `keptMs` is how long they are fresh. */
export type Sharing = { snapshots: Snapshots; account: { id: string; version: number }; keptMs: number };

/** What Lucca answered, as it came: rows are understood anew by whoever finds it. */
const snapshotSchema = z.object({
  fetchedAt: z.number(),
  readAt: z.number(),
  bytesPerRow: z.number(),
  pages: z.number(),
  skippedKeys: z.array(z.number().nullable()),
  items: z.array(z.unknown()),
});

type Snapshot = z.output<typeof snapshotSchema>;

/** Also a person's row tells of pay, which nobody may find older than that. */
const longestMs = 15 * 60_000;
const rowsAtOnce = 1_000;

/** Who accepts nothing older than that would hardly ever find it. */
const youngestMs = 10_000;

/** Leaves what was read of one resource for other instances, and finds what they have read, while it is fresh. */
export function createSharedRows<Row extends LuccaRow>(
  sharing: Sharing,
  source: Source<Row>,
  refusals: Refusals,
  now: () => number,
) {
  const { snapshots, account, keptMs } = sharing;
  const { name, path, query, row } = source.resource;
  const lifeMs = Math.min(keptMs, longestMs);
  // With what was asked for, so that no release finds what another, which asked for less, has read.
  const placeOf = (ids: string | null): Place => [account.id, account.version, name, path, query, ids];

  async function understand({ items, skippedKeys, ...reading }: Snapshot): Promise<Answer<Row> | null> {
    const rows: Fetched<Row>[] = [];
    for (let from = 0; from < items.length; from += rowsAtOnce) {
      if (from > 0) await breathe();
      for (const item of items.slice(from, from + rowsAtOnce)) {
        const parsed = row.safeParse(item);
        if (!parsed.success) return null;
        rows.push(Object.assign(parsed.data, { fetchedAt: reading.fetchedAt }));
      }
    }
    return { ...reading, items, ...arrange(rows, skippedKeys, source.keyOf) };
  }

  return {
    /** What was read at or after `since`, of some ids or, for null, whole. */
    async find(ids: string | null, since: number): Promise<Answer<Row> | null> {
      if (now() - since < youngestMs) return null;
      const place = placeOf(ids);
      const text = await snapshots.find(place);
      if (text === undefined) return null;
      const isYoungEnough = ({ readAt }: Snapshot) => readAt >= refusals.after(since);
      const { data: snapshot } = snapshotSchema.safeParse(JSON.parse(text));
      if (snapshot && !isYoungEnough(snapshot)) return null;
      const answer = snapshot ? await understand(snapshot) : null;
      if (answer === null) snapshots.forget(place);
      // Lucca may have refused meanwhile.
      return snapshot && isYoungEnough(snapshot) ? answer : null;
    },
    keep(ids: string | null, { fetchedAt, readAt, bytesPerRow, pages, skippedKeys, items }: Answer<Row>): void {
      const text = JSON.stringify({ fetchedAt, readAt, bytesPerRow, pages, skippedKeys, items });
      snapshots.keep(placeOf(ids), text, lifeMs);
    },
    /** Forgets the whole, because Lucca shows it no more. */
    forget: () => snapshots.forget(placeOf(null)),
  };
}
