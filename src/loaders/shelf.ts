import { LRUCache } from 'lru-cache';
import type { Lucca } from '../lucca/client.ts';
import type { LuccaRow } from '../lucca/resource.ts';
import type { Snapshots } from './sharedRows.ts';
import type { Source } from './sources.ts';
import { createTable, type Table } from './table.ts';

/** The account a table belongs to. The version rises with every connect and disconnect, so that nothing read before can be read after. */
export type AccountKey = { id: string; version: number; host: string };

/** All tables of all accounts in this process, bounded in bytes. */
export type Shelf = {
  /** The table of one account and one resource. */
  table<Row extends LuccaRow>(account: AccountKey, source: Source<Row>): Table<Row>;
};

/** What a shelf needs; `onRejected` is told how many rows of a resource could not be understood. */
export type ShelfOptions = {
  lucca: Lucca;
  /** Bound in bytes, estimated by the size of Lucca's answers. */
  maxBytes: number;
  now: () => number;
  /** Where several instances leave for each other what is fresh, and for how long it is. */
  shared?: { snapshots: Snapshots; keptMs: number } | undefined;
  onRejected: (rejected: { host: string; resource: string; count: number }) => void;
};

/** Creates an empty shelf; when it grows over `maxBytes`, the tables longest unused are dropped whole. */
export function createShelf(options: ShelfOptions): Shelf {
  const tables = new LRUCache<string, { table: object & { letGo(): void } }>({
    maxSize: options.maxBytes,
    disposeAfter({ table }, key) {
      if (tables.peek(key)?.table !== table) table.letGo();
    },
  });
  const rejections = new LRUCache<string, { at: number }>({ max: 10_000 });
  return {
    table<Row extends LuccaRow>(account: AccountKey, source: Source<Row>) {
      // A JSON tuple, because joining with a separator lets different tuples collide.
      const key = JSON.stringify([account.id, account.version, source.resource.name]);
      const known = tables.get(key);
      if (known) return known.table as Table<Row>;
      const connection = JSON.stringify([account.id, account.version]);
      const rejection = rejections.get(connection) ?? { at: 0 };
      rejections.set(connection, rejection);
      const table: Table<Row> = createTable<Row>({
        rejection,
        sharing: options.shared && { ...options.shared, account },
        lucca: options.lucca,
        host: account.host,
        source,
        now: options.now,
        onRejected: (count) => options.onRejected({ host: account.host, resource: source.resource.name, count }),
        onResize: (bytes) => {
          const current = tables.peek(key)?.table ?? table;
          // One that was dropped while it read must not take the place of its successor.
          if (current !== table) return;
          // What is larger than all there may be is held alone: without a table, everybody would read for themselves.
          // A new wrapper each time, because the size of a value that stays the same is never looked at again.
          tables.set(key, { table }, { size: Math.min(Math.max(1, bytes), options.maxBytes) });
        },
      });
      tables.set(key, { table }, { size: 1 });
      return table;
    },
  };
}
