import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountsUnusable } from '../../../src/accounts/errors.ts';
import { createStore, type Store } from '../../../src/accounts/store/store.ts';
import { asAdministrator, findPostgres, ownTable } from './postgresUrl.ts';

const directory = await mkdtemp(join(tmpdir(), 'store-'));
const postgres = await findPostgres();
const table = ownTable();

afterAll(async () => {
  if (postgres !== null) await asAdministrator(`DROP TABLE IF EXISTS ${table}`);
});

describe.each([
  ['in memory', 'memory:'],
  ['in a file', `file:${directory}/new/lucca.db`],
  ['in PostgreSQL', postgres],
])('a store %s', (_, url) => {
  const isKept = url !== 'memory:';
  const it_ = it.skipIf(url === null);
  let store: Store;

  beforeEach(async () => {
    if (url !== null) store = await createStore(url, { table });
  });
  afterEach(async () => {
    if (url === null) return;
    await store.clear();
    await store.disconnect();
  });

  it_('returns exactly the value that was set last', async () => {
    for (const value of ['first', 'été 🌞 \\ "\' ; --', 'x'.repeat(100_000)]) {
      await store.set('key', value);
      expect(await store.get('key')).toBe(value);
    }
  });

  it_('has no value for a key that was never set', async () => {
    expect(await store.get('nobody')).toBeUndefined();
  });

  it_('distinguishes keys of 255 characters', async () => {
    const [one, two] = [`${'k'.repeat(254)}1`, `${'k'.repeat(254)}2`];
    await store.set(one, '1');
    await store.set(two, '2');
    expect([await store.get(one), await store.get(two)]).toEqual(['1', '2']);
  });

  it_('deletes a value and no other', async () => {
    await store.set('a', '1');
    await store.set('b', '2');
    expect(await store.delete('a')).toBe(true);
    expect(await store.delete('a')).toBe(false);
    expect([await store.get('a'), await store.get('b')]).toEqual([undefined, '2']);
  });

  it_('replaces a value only if the old one is still there', async () => {
    expect(await store.replace('key', 'nothing', 'first')).toBe(false);
    expect(await store.get('key')).toBeUndefined();
    expect(await store.replace('key', undefined, 'first')).toBe(true);
    expect(await store.replace('key', undefined, 'another')).toBe(false);
    expect(await store.replace('key', 'another', 'second')).toBe(false);
    expect(await store.get('key')).toBe('first');
    expect(await store.replace('key', 'first', 'second')).toBe(true);
    expect(await store.get('key')).toBe('second');
  });

  it_('removes a value only if it is the given one', async () => {
    await store.set('key', 'value');
    await store.set('other', 'value');
    expect(await store.remove('key', 'another')).toBe(false);
    expect(await store.get('key')).toBe('value');
    expect(await store.remove('key', 'value')).toBe(true);
    expect(await store.remove('key', 'value')).toBe(false);
    expect([await store.get('key'), await store.get('other')]).toEqual([undefined, 'value']);
  });

  it_.each([undefined, 'old'])('lets one of several replacements of %j made at once succeed', async (old) => {
    if (old !== undefined) await store.set('key', old);
    const other = isKept ? await createStore(url ?? '', { table }) : store;
    const values = Array.from({ length: 20 }, (_unused, index) => `value-${index}`);
    const replaced = await Promise.all(
      values.map((value, index) => (index % 2 === 0 ? store : other).replace('key', old, value)),
    );
    expect(replaced.filter(Boolean)).toHaveLength(1);
    expect(await store.get('key')).toBe(values[replaced.indexOf(true)]);
    if (isKept) await other.disconnect();
  });

  it_('lists the keys that have values', async () => {
    const names = Array.from({ length: 120 }, (_unused, index) => `key-${index}`);
    for (const name of names) await store.set(name, 'value');
    await store.delete('key-0');
    expect((await store.keys()).sort()).toEqual(names.slice(1).sort());
  });

  it_('contains one of several values written at once', async () => {
    const values = Array.from({ length: 20 }, (_unused, index) => `value-${index}`);
    await Promise.all(values.map((value) => store.set('key', value)));
    expect(values).toContain(await store.get('key'));
  });

  it.skipIf(url === null || !isKept)('keeps its values after a restart', async () => {
    await store.set('key', 'value');
    await store.disconnect();
    store = await createStore(url ?? '', { table });
    expect(await store.get('key')).toBe('value');
  });

  it.skipIf(url === null || !isKept)('throws on reads and writes after it is closed', async () => {
    const closed = await createStore(url ?? '', { table });
    await closed.disconnect();
    await expect(closed.get('key')).rejects.toThrow();
    await expect(closed.set('key', 'value')).rejects.toThrow();
    await expect(closed.replace('key', undefined, 'value')).rejects.toThrow();
    await expect(closed.keys()).rejects.toThrow();
  });
});

describe('opening a store', () => {
  it.each([
    ['of an unknown kind', 'redis://127.0.0.1:6379', /must begin with file:/],
    ['in a file below another file', `file:${directory}/plain/lucca.db`, /cannot be opened for writing \(EEXIST\)/],
    ['in a directory', `file:${directory}`, /cannot be opened for writing \(EISDIR\)/],
    ['in a file of another kind', `file:${directory}/plain`, /cannot be opened for writing \(SQLITE_NOTADB\)/],
    ['in a PostgreSQL server that is not running', 'postgres://user:secret@127.0.0.1:1/none', /\(ECONNREFUSED\)/],
    ['at an invalid address', 'postgres://user:secret@[', /cannot be opened for writing/],
  ])('%s fails with the reason and without the URL', async (_, url, complaint) => {
    await writeFile(`${directory}/plain`, 'This is not a database. '.repeat(200));
    const refusal = await createStore(url).catch((failure: unknown) => failure);
    expect(refusal).toBeInstanceOf(AccountsUnusable);
    expect(String(refusal)).toMatch(complaint);
    expect(String(refusal)).not.toContain('secret');
    expect(String(refusal)).not.toContain(directory);
  });

  it.skipIf(process.getuid?.() === 0)('fails for a read-only file', async () => {
    const path = `${directory}/readonly.db`;
    await (await createStore(`file:${path}`)).disconnect();
    await chmod(path, 0o400);
    await expect(createStore(`file:${path}`)).rejects.toThrow(AccountsUnusable);
  });
});
