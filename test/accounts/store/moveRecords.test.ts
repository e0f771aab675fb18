import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AccountsUnusable } from '../../../src/accounts/errors.ts';
import { moveRecords } from '../../../src/accounts/store/moveRecords.ts';
import { openHashName } from '../../../src/accounts/store/nameHash.ts';
import { createRecords } from '../../../src/accounts/store/records.ts';
import { createStore, type Store } from '../../../src/accounts/store/store.ts';
import { contentsOf, dataKeysOf, keyIn, openAccounts, vault } from '../openAccounts.ts';
import { newVault } from '../sealing/keyrings.ts';

const digestOf = (tenant: string) => createHash('sha256').update(tenant).digest('hex');
const unkeyed = (tenant: string) => `account:${digestOf(tenant)}`;
const host = 'acme.ilucca.net';
const recordOf = (apiKey: string, version = 1) =>
  JSON.stringify({ id: 'a1', host, apiKey, version, connectedAt: '2026-03-31T08:00:00.000Z' });

/** A store of an earlier version, with this record of a tenant. */
async function storeWith(tenant: string, record: string): Promise<Store> {
  const store = await createStore('memory:');
  await store.set(unkeyed(tenant), await vault.seal(unkeyed(tenant), record));
  return store;
}

async function keyFoundIn(store: Store, tenant = 'tenant-1'): Promise<string | null> {
  const accounts = await openAccounts({ store });
  const account = await accounts.find(tenant);
  return account && (await accounts.credentials(account)).apiKey;
}

/** Moves the records of a store as a start does. */
async function moveIn(store: Store, of: Store = store): Promise<void> {
  const hashName = await openHashName(vault, of);
  const records = createRecords({ store, keys: await dataKeysOf(of), vault, hashName });
  await moveRecords({ store, vault, hashName, records });
}

/** Fails the call of the store with this number, before or after it is done, and all later ones. */
function failing(store: Store, number: number, isDone: boolean): Store {
  let calls = 0;
  const fail = async (work: () => Promise<unknown>) => {
    calls += 1;
    if (calls < number) return work();
    if (calls === number && isDone) await work();
    throw new Error('killed');
  };
  return new Proxy(store, {
    get: (_, name: keyof Store) =>
      ['get', 'replace', 'remove', 'keys'].includes(name)
        ? (...given: never[]) => fail(() => (store[name] as (...each: never[]) => Promise<unknown>)(...given))
        : store[name],
  });
}

describe('a record that an earlier version stored under an unkeyed hash of its tenant', () => {
  it('is found from the first start on, at its new key only', async () => {
    const store = await storeWith('tenant-1', recordOf('the-key'));
    expect(await keyFoundIn(store)).toBe('the-key');
    expect(await store.get(unkeyed('tenant-1'))).toBeUndefined();
    expect(await store.get(await keyIn(store, 'tenant-1'))).toEqual(expect.any(String));
  });

  it.each([false, true])('is never lost, whichever call is the last before a kill (done: %s)', async (isDone) => {
    let number = 0;
    for (let isKilled = true; isKilled; ) {
      number += 1;
      const store = await storeWith('tenant-1', recordOf('the-key'));
      isKilled = await moveIn(failing(store, number, isDone), store).then(
        () => false,
        () => true,
      );
      expect(await keyFoundIn(store), `call ${number}`).toBe('the-key');
      expect(await store.get(unkeyed('tenant-1'))).toBeUndefined();
    }
    expect(number).toBeGreaterThan(5);
  });

  it('replaces a moved one that is older, as an instance of the earlier version may write it', async () => {
    const store = await storeWith('tenant-1', recordOf('first-key', 1));
    await keyFoundIn(store);
    await store.set(unkeyed('tenant-1'), await vault.seal(unkeyed('tenant-1'), recordOf('second-key', 2)));
    expect(await keyFoundIn(store)).toBe('second-key');
    await store.set(unkeyed('tenant-1'), await vault.seal(unkeyed('tenant-1'), recordOf('first-key', 1)));
    expect(await keyFoundIn(store)).toBe('second-key');
    expect(await store.get(unkeyed('tenant-1'))).toBeUndefined();
  });

  it('is moved again when it changes while it is being moved', async () => {
    const store = await storeWith('tenant-1', recordOf('first-key', 1));
    const { replace } = store;
    store.replace = async (...change) => {
      store.replace = replace;
      await store.set(unkeyed('tenant-1'), await vault.seal(unkeyed('tenant-1'), recordOf('second-key', 2)));
      return replace(...change);
    };
    await moveIn(store);
    expect(await keyFoundIn(store)).toBe('second-key');
  });

  it('stays as it is when it cannot be opened', async () => {
    const store = await storeWith('tenant-1', recordOf('the-key'));
    await store.set(unkeyed('tenant-2'), 'altered');
    expect(await keyFoundIn(store)).toBe('the-key');
    expect(await store.get(unkeyed('tenant-2'))).toBe('altered');
  });
});

describe('the name key of a store', () => {
  it('leaves no unkeyed hash of a tenant, in the keys or in the values', async () => {
    const store = await createStore('memory:');
    const accounts = await openAccounts({ store });
    await accounts.connect({
      tenant: 'tenant-1',
      domain: host,
      apiKey: 'key-of-acme',
      acceptMissingPermissions: true,
      deadlineAt: Number.MAX_SAFE_INTEGER,
    });
    const decoded = [...(await contentsOf(store))]
      .flatMap(String)
      .flatMap((text) => [text, ...text.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))]);
    expect(decoded.join('\n')).toContain('account:v2:');
    for (const form of ['hex', 'base64', 'base64url'] as const)
      expect(decoded.join('\n')).not.toContain(createHash('sha256').update('tenant-1').digest(form).slice(0, 40));
  });

  it('is the same for all instances, even if they open a new store at once, and another for another store', async () => {
    const store = await createStore('memory:');
    const keys = await Promise.all([keyIn(store, 'tenant-1'), keyIn(store, 'tenant-1')]);
    expect([...keys, await keyIn(store, 'tenant-1')]).toEqual([keys[0], keys[0], keys[0]]);
    expect(await keyIn(await createStore('memory:'), 'tenant-1')).not.toBe(keys[0]);
  });

  it('is not made again when it is lost, because no record would be found', async () => {
    const store = await storeWith('tenant-1', recordOf('the-key'));
    await moveIn(store);
    await store.delete('name-key');
    const before = await contentsOf(store);
    await expect(openHashName(vault, store)).rejects.toThrow(AccountsUnusable);
    await expect(openHashName(vault, store)).rejects.toThrow('its row name-key is missing');
    expect(await contentsOf(store)).toEqual(before);
  });

  it('is not opened if it was altered, and a keyring other than the store’s is refused before anything is written', async () => {
    const store = await storeWith('tenant-1', recordOf('the-key'));
    await moveIn(store);
    const before = await contentsOf(store);
    await expect(openHashName(await newVault(), store)).rejects.toThrow('encrypted with a different keyring');
    expect(await contentsOf(store)).toEqual(before);
    await store.set('name-key', String(await store.get('keyring-check')));
    await expect(openHashName(vault, store)).rejects.toThrow('name-key of the account store cannot be decrypted');
  });
});
