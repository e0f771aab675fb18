import type { AccountKey, Shelf } from '../loaders/shelf.ts';
import type { Source } from '../loaders/sources.ts';
import type { Table } from '../loaders/table.ts';
import type { LuccaRow } from '../lucca/resource.ts';
import type { Metrics } from './metrics.ts';

/** A shelf that counts what is asked of it, and otherwise is the one it was given. */
export function countedShelf(shelf: Shelf, { rows, onBatch }: Pick<Metrics, 'rows' | 'onBatch'>): Shelf {
  // Looked up once a resource: a look-up by labels for each row would cost more than the row.
  const counters = new Map<string, { held: () => void; read: (keys: number) => void }>();
  function countersOf(resource: string) {
    const known = counters.get(resource);
    if (known) return known;
    const held = rows.labels({ resource, source: 'held' });
    const read = rows.labels({ resource, source: 'read' });
    const made = { held: () => held.inc(), read: (keys: number) => read.inc(keys) };
    counters.set(resource, made);
    return made;
  }

  return {
    table<Row extends LuccaRow>(account: AccountKey, source: Source<Row>): Table<Row> {
      const table = shelf.table(account, source);
      const count = countersOf(source.resource.name);
      const counted = <Found>(found: Found | undefined): Found | undefined => {
        if (found !== undefined) count.held();
        return found;
      };
      return {
        held: (key, since) => counted(table.held(key, since)),
        serve: (key, since) => counted(table.serve(key, since)),
        heldWhole: (since) => counted(table.heldWhole(since)),
        heldUnrefused: (key, since) => counted(table.heldUnrefused(key, since)),
        heldWholeUnrefused: (since) => counted(table.heldWholeUnrefused(since)),
        fetch(keys, open, patience) {
          count.read(keys.length);
          onBatch(keys.length);
          return table.fetch(keys, open, patience);
        },
        fetchByIds(keys, open, patience) {
          count.read(keys.length);
          onBatch(keys.length);
          return table.fetchByIds(keys, open, patience);
        },
        peek(limit, open) {
          count.read(1);
          return table.peek(limit, open);
        },
        fetchWhole(open, patience) {
          count.read(1);
          return table.fetchWhole(open, patience);
        },
      };
    },
  };
}
