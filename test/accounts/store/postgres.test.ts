import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { AccountsUnusable } from '../../../src/accounts/errors.ts';
import { createStore } from '../../../src/accounts/store/store.ts';
import { listenUntilDone } from '../../support/listen.ts';
import { asAdministrator, findPostgres, ownTable } from './postgresUrl.ts';

const url = await findPostgres();
const table = ownTable();

afterAll(async () => {
  if (url !== null) await asAdministrator(`DROP TABLE IF EXISTS ${table}`);
});

describe.skipIf(url === null)('a store in PostgreSQL', () => {
  it('can be created by several instances at once', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => createStore(url ?? '', { table })));
    await Promise.all(stores.map((store) => store.disconnect()));
  });

  it('still works after the server has ended its connections, idle or not', async () => {
    const name = `${table}_ended`;
    const named = `${url}${url?.includes('?') ? '&' : '?'}application_name=${name}`;
    const store = await createStore(named, { table });
    await store.set('key', 'value');
    for (let round = 0; round < 5; round += 1) {
      const reading = Promise.allSettled(Array.from({ length: 20 }, () => store.get('key')));
      await asAdministrator('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
        name,
      ]);
      await reading;
    }
    await sleep(20);
    expect(await store.get('key')).toBe('value');
    await store.disconnect();
  });

  it('times out a query, and has the server time out first, so that a failed write is not done later', async () => {
    const store = await createStore(url ?? '', { table, queryTimeoutMs: 3_000 });
    await store.set('key', 'before');
    const other = new pg.Client({ connectionString: url ?? '' });
    await other.connect();
    await other.query(`BEGIN; LOCK TABLE ${table}`);
    const startedAt = performance.now();
    await expect(store.set('key', 'after')).rejects.toMatchObject({ code: '57014' });
    // The server times out at three quarters of it, which is later than by default.
    expect(performance.now() - startedAt).toBeGreaterThan(2_200);
    await other.query('COMMIT');
    await other.end();
    expect(await store.get('key')).toBe('before');
    await store.disconnect();
  });

  it('is refused when it is not writable', async () => {
    const readOnly = `${url}${url?.includes('?') ? '&' : '?'}options=${encodeURIComponent('-c default_transaction_read_only=on')}`;
    await expect(createStore(readOnly, { table })).rejects.toThrow(AccountsUnusable);
  });
});

it('opening a store in PostgreSQL times out when the server does not answer', async () => {
  const port = await listenUntilDone(createServer(() => {}));
  const startedAt = performance.now();
  const opening = createStore(`postgres://nobody@127.0.0.1:${port}/none`, { connectTimeoutMs: 2_500 });
  await expect(opening).rejects.toThrow(AccountsUnusable);
  // Later than by default.
  expect(performance.now() - startedAt).toBeGreaterThan(2_400);
});
