import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { AccountsUnusable } from '../../../src/accounts/errors.ts';
import { createStore } from '../../../src/accounts/store/store.ts';
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

  it('outlives the server ending its connections, idle or not', async () => {
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

  it('is refused where it cannot be written', async () => {
    const readOnly = `${url}${url?.includes('?') ? '&' : '?'}options=${encodeURIComponent('-c default_transaction_read_only=on')}`;
    await expect(createStore(readOnly, { table })).rejects.toThrow(AccountsUnusable);
  });
});
