import { ownId } from '../../src/loaders/keys.ts';
import type { Patience } from '../../src/loaders/reader.ts';
import { createTable, type TableOptions } from '../../src/loaders/table.ts';
import { callerAt, type Thing, thingsIn } from './luccaClient.ts';
import { patient } from './patience.ts';
import { createTimedLucca } from './timedLucca.ts';

/** The Lucca that is asked. */
export const host = 'acme.ilucca.net';

/** Tables of things over a Lucca of so many rows, ten to a page, with the usual quota of 40 requests a minute, 32 of them bulk. */
export function timedTables(count: number) {
  const timed = createTimedLucca(count, { policy: { requestsPerMinute: 40 } });
  const caller = () => callerAt(host, { deadlineAt: Date.now() + 20 * 60_000 });
  const patience = (more: Partial<Patience> = {}) => patient({ deadlineAt: Date.now() + 9_000, ...more });
  const createTimedTable = ({
    onResize = () => {},
    sharing,
  }: Partial<Pick<TableOptions<Thing>, 'onResize' | 'sharing'>> = {}) => {
    const table = createTable<Thing>({
      lucca: timed.lucca,
      host,
      source: { resource: thingsIn('v3', { pageSize: 10 }), ...ownId, filter: 'id' },
      now: Date.now,
      onResize,
      onRejected: () => {},
      sharing,
    });
    return {
      held: table.held,
      fetch: (keys: readonly number[], more: Partial<Patience> = {}) => table.fetch(keys, caller(), patience(more)),
      fetchByIds: (keys: readonly number[], more: Partial<Patience> = {}) =>
        table.fetchByIds(keys, caller(), patience(more)),
      fetchWhole: (more: Partial<Patience> = {}) => table.fetchWhole(caller(), patience(more)),
    };
  };
  return { ...timed, createTable: createTimedTable };
}
