import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, expect, it } from 'vitest';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { type Answer, createTestCompany, startSubgraph, uncached } from '../support/subgraph.ts';

const directory = await mkdtemp(join(tmpdir(), 'store-faults-'));
afterAll(() => rm(directory, { recursive: true }));

const acme = createTestCompany(hosts.acme);
const list = '{ employees(first: 1) { totalCount } }';
const status = '{ account { status } }';

/** The subgraph over a file, which is in other hands too; nobody is connected yet. */
async function start(name: string) {
  const path = join(directory, `${name}.db`);
  const subgraph = await startSubgraph({ companies: [acme], app: { storeUrl: `file:${path}`, recheckAfterMs: null } });
  const ask = (query: string, tenant: string) => subgraph.ask(query, {}, { tenant, ...uncached });
  return { ...subgraph, other: new Database(path), ask };
}

const codesOf = ({ errors }: Answer) => errors?.map(({ extensions: { code, retryable } }) => [code, retryable]);

it('where one bit of a stored key has turned, that tenant hears so, and the others nothing', async () => {
  const { ask, connect, other, logged } = await start('bit');
  await connect(acme, 'full', 'two');
  const keys = other.prepare('SELECT key FROM lucca_accounts').pluck().all().map(String);
  await connect(acme, 'full', 'one');
  const rows = other.prepare('SELECT key, value FROM lucca_accounts').all() as { key: string; value: string }[];
  const [mine, ...more] = rows.filter(({ key }) => !keys.includes(key));
  if (!mine) throw new Error('connecting wrote no row');
  expect(more).toEqual([]);
  const at = Math.floor(mine.value.length * 0.75);
  const turned = `${mine.value.slice(0, at)}${mine.value[at] === 'A' ? 'B' : 'A'}${mine.value.slice(at + 1)}`;
  other.prepare('UPDATE lucca_accounts SET value = ? WHERE key = ?').run(turned, mine.key);
  for (const query of [list, status]) {
    expect(codesOf(await ask(query, 'one'))).toEqual([['CREDENTIALS_UNREADABLE', false]]);
    expect(codesOf(await ask(query, 'two'))).toBeUndefined();
  }
  expect(logged.join('')).not.toContain(turned.slice(0, 40));
});

it('where the store does not answer it is said in time, and gone as soon as it does', async () => {
  const { ask, connect, other } = await start('gone');
  await connect(acme, 'full', 'one');
  other.exec('ALTER TABLE lucca_accounts RENAME TO away');
  const beganAt = performance.now();
  expect(codesOf(await ask(list, 'one'))).toEqual([['CREDENTIALS_UNAVAILABLE', true]]);
  expect(performance.now() - beganAt).toBeLessThan(5_000);
  other.exec('ALTER TABLE away RENAME TO lucca_accounts');
  expect(codesOf(await ask(list, 'one'))).toBeUndefined();
});
