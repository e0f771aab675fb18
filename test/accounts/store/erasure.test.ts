import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Account, Accounts } from '../../../src/accounts/accounts.ts';
import {
  AccountsUnusable,
  CredentialsUnavailable,
  CredentialsUnreadable,
  KeyServiceUnavailable,
  RecordOutdated,
} from '../../../src/accounts/errors.ts';
import { type KeyWrapper, keyringWrapper } from '../../../src/accounts/sealing/keyWrapper.ts';
import { openDataKeys } from '../../../src/accounts/store/dataKeys.ts';
import type { PutBack } from '../../../src/accounts/store/loading.ts';
import { createStore, type Store } from '../../../src/accounts/store/store.ts';
import { isThorough } from '../../support/thoroughness.ts';
import { contentsOf, dataKeysOf, keyIn, keyStoreOf, openAccounts, vault } from '../openAccounts.ts';

const host = 'acme.ilucca.net';

const submissionOf = (tenant: string, apiKey: string) => ({
  tenant,
  domain: host,
  apiKey,
  acceptMissingPermissions: true,
  deadlineAt: Number.MAX_SAFE_INTEGER,
});

async function connect(accounts: Accounts, tenant: string, apiKey = `key-of-${tenant}`): Promise<Account> {
  const outcome = await accounts.connect(submissionOf(tenant, apiKey));
  if (outcome.kind === 'problem') throw new Error(outcome.code);
  return outcome.account;
}

/** The API key that a tenant's account is read with, or null. */
async function keyFound(accounts: Accounts, tenant: string): Promise<string | null> {
  const account = await accounts.find(tenant);
  return account && (await accounts.credentials(account)).apiKey;
}

async function setUp() {
  const store = await createStore('memory:');
  const putBack: PutBack[] = [];
  const onPutBack = (found: PutBack) => void putBack.push(found);
  const accounts = await openAccounts({ store, onPutBack });
  await connect(accounts, 'one');
  await connect(accounts, 'two');
  const record = await keyIn(store, 'one');
  const backup = (await store.get(record)) ?? '';
  /** As a start does after a backup was put back. */
  const restart = () => openAccounts({ store, onPutBack });
  return { store, keyStore: await keyStoreOf(store), accounts, record, backup, putBack, restart };
}

/** Passes so many calls on to a store, and fails all later ones; the last one is done or not. */
function killing(store: Store, calls: { left: number; isDone: boolean }): Store {
  const call = async (work: () => Promise<unknown>) => {
    calls.left -= 1;
    if (calls.left > 0) return work();
    if (calls.left === 0 && calls.isDone) await work();
    throw new Error('killed');
  };
  return new Proxy(store, {
    get: (_, name: keyof Store) =>
      ['get', 'replace', 'remove', 'keys'].includes(name)
        ? (...given: never[]) => call(() => (store[name] as (...each: never[]) => Promise<unknown>)(...given))
        : store[name],
  });
}

/** Runs some work in a process that is killed at one call of a store after the other, until the work ends before the kill. */
async function killAtEach(
  isDone: boolean,
  work: (accounts: Accounts) => Promise<unknown>,
  check: Check,
): Promise<number> {
  for (let number = 1; ; number += 1) {
    const { store, keyStore, accounts } = await setUp();
    const calls = { left: Number.POSITIVE_INFINITY, isDone };
    const dying = killing(store, calls);
    const keys = await openDataKeys({
      accountStore: store,
      store: killing(keyStore, calls),
      wrappers: [keyringWrapper(vault)],
      now: Date.now,
    });
    const doomed = await openAccounts({ store: dying, keys });
    calls.left = number;
    const isKilled = await work(doomed).then(
      (outcome) => typeof outcome === 'object' && outcome !== null && 'code' in outcome,
      () => true,
    );
    await check(await openAccounts({ store }), isKilled, `call ${number}`);
    expect(await keyFound(accounts, 'two')).toBe('key-of-two');
    if (!isKilled) return number;
  }
}

type Check = (accounts: Accounts, isKilled: boolean, when: string) => Promise<void>;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

/** Lets the schedule do what it does every ten minutes. */
async function passTenMinutes(accounts: Accounts): Promise<void> {
  vi.advanceTimersByTime(10 * 60_000);
  await accounts.close();
}

describe('an older record that was put back', () => {
  const changes: [string, (accounts: Accounts) => Promise<unknown>][] = [
    ['disconnect', (accounts) => accounts.disconnect('one')],
    ['new key', (accounts) => connect(accounts, 'one', 'a-new-key')],
    [
      'setting',
      async (accounts) => {
        const account = await accounts.find('one');
        if (account) await accounts.setMapping(account, (before) => ({ ...before, weeklyHoursAtFullTime: '35' }));
      },
    ],
  ];
  it.each(changes)(
    'is refused after a %s, by the running process and the next one, and reported once',
    async (_, change) => {
      const { store, accounts, record, backup, putBack, restart } = await setUp();
      const before = await accounts.find('one');
      await change(accounts);
      await store.set(record, backup);
      const refused = async (by: Accounts) => {
        await expect(by.find('one')).rejects.toThrow(RecordOutdated);
        await expect(by.find('one')).rejects.toThrow(CredentialsUnreadable);
        if (before) await expect(by.isCurrent(before)).rejects.toThrow(RecordOutdated);
        if (before) await expect(by.credentials(before)).rejects.toThrow(RecordOutdated);
      };
      await refused(accounts);
      expect(putBack).toEqual([{ record, kind: 'outdated' }]);
      await refused(await restart());
      expect(await keyFound(accounts, 'two')).toBe('key-of-two');
    },
  );

  it('is refused by an instance that has used it and does not know what came later', async () => {
    const { store, accounts, record, backup, restart } = await setUp();
    const other = await restart();
    const account = await other.find('one');
    await accounts.disconnect('one');
    await store.set(record, backup);
    if (account) await expect(other.isCurrent(account)).rejects.toThrow(RecordOutdated);
  });

  it('is accepted if it is the latest', async () => {
    const { store, accounts, record, backup, putBack, restart } = await setUp();
    await store.delete(record);
    expect(await accounts.find('one')).toBeNull();
    await store.set(record, backup);
    expect(await keyFound(await restart(), 'one')).toBe('key-of-one');
    expect(putBack).toEqual([]);
  });

  it('is repaired by connecting again, and refused again after that', async () => {
    const { store, accounts, record, backup } = await setUp();
    await accounts.disconnect('one');
    await store.set(record, backup);
    await connect(accounts, 'one', 'a-new-key');
    expect(await keyFound(accounts, 'one')).toBe('a-new-key');
    await store.set(record, backup);
    await expect(accounts.find('one')).rejects.toThrow(RecordOutdated);
  });

  it('is refused if a master key sealed it, before companies had data keys', async () => {
    const { store, accounts, record } = await setUp();
    const old = JSON.stringify({
      id: 'a1',
      host,
      apiKey: 'old-key',
      version: 1,
      connectedAt: '2026-03-31T08:00:00.000Z',
    });
    await store.set(record, await vault.seal(record, old));
    await expect(accounts.find('one')).rejects.toThrow(RecordOutdated);
  });
});

describe('a record that a master key sealed, before companies had data keys', () => {
  it('is read, and gets a data key within ten minutes or with the next write', async () => {
    for (const write of [passTenMinutes, (accounts: Accounts) => accounts.disconnect('old')]) {
      const { store, accounts } = await setUp();
      const record = await keyIn(store, 'old');
      const text = JSON.stringify({
        id: 'a1',
        host,
        apiKey: 'old-key',
        version: 1,
        connectedAt: '2026-03-31T08:00:00.000Z',
      });
      const sealed = await vault.seal(record, text);
      await store.set(record, sealed);
      expect((await accounts.find('old'))?.id).toBe('a1');
      await write(accounts);
      await expect(vault.open(record, (await store.get(record)) ?? '')).rejects.toThrow(CredentialsUnreadable);
      const keys = await dataKeysOf(store);
      expect(await keys.open(record, await keys.read(record), (await store.get(record)) ?? '')).toContain('"id":"a1"');
      await store.set(record, sealed);
      await expect((await openAccounts({ store })).find('old')).rejects.toThrow(RecordOutdated);
    }
  });
});

describe('erasing a tenant', () => {
  it('leaves no record and no data key, and says whether there was anything', async () => {
    const { store, keyStore, accounts, record } = await setUp();
    expect(await accounts.erase('one')).toBe(true);
    expect(await accounts.erase('one')).toBe(false);
    expect(await accounts.erase('nobody')).toBe(false);
    expect(await accounts.find('one')).toBeNull();
    expect(await store.get(record)).toBeUndefined();
    expect(JSON.parse((await keyStore.get(record)) ?? '')).toEqual({
      erasedAt: expect.any(String),
      watermark: expect.any(Number),
    });
    expect(await keyFound(accounts, 'two')).toBe('key-of-two');
  });

  it('makes a backup of the record useless: it is not used, reported, and deleted within ten minutes', async () => {
    const { store, accounts, record, backup, putBack, restart } = await setUp();
    await accounts.erase('one');
    await store.set(record, backup);
    expect(await accounts.find('one')).toBeNull();
    expect(putBack).toEqual([{ record, kind: 'erased' }]);
    const next = await restart();
    expect(await next.find('one')).toBeNull();
    await passTenMinutes(next);
    expect(await store.get(record)).toBeUndefined();
  });

  it('leaves nothing that could open the backup, whoever has both stores and the keyring', async () => {
    const { store, keyStore, accounts, record, backup } = await setUp();
    await accounts.erase('one');
    await expect(vault.open(record, backup)).rejects.toThrow(CredentialsUnreadable);
    const keys = await dataKeysOf(store);
    for (const row of await keyStore.keys())
      await expect(keys.open(record, await keys.read(row), backup), row).rejects.toThrow(CredentialsUnreadable);
    expect(JSON.stringify([...(await contentsOf(store)), ...(await contentsOf(keyStore))])).not.toContain(backup);
  });

  it('lets the company connect anew, with another data key and another account', async () => {
    const { store, accounts, record, backup } = await setUp();
    const before = await accounts.find('one');
    await accounts.erase('one');
    const after = await connect(accounts, 'one', 'a-new-key');
    expect(after.id).not.toBe(before?.id);
    expect(await keyFound(accounts, 'one')).toBe('a-new-key');
    await store.set(record, backup);
    await expect(accounts.find('one')).rejects.toThrow(CredentialsUnreadable);
    await connect(accounts, 'one', 'a-newer-key');
    expect(await keyFound(await openAccounts({ store }), 'one')).toBe('a-newer-key');
  });

  it('reports the end of the connection where it happens, and elsewhere at the next look', async () => {
    const { store } = await setUp();
    const [hereEnded, thereEnded] = [vi.fn(), vi.fn()];
    const here = await openAccounts({ store, onEnded: hereEnded });
    const there = await openAccounts({ store, onEnded: thereEnded });
    const account = await there.find('one');
    await here.erase('one');
    const { id, version } = account ?? {};
    expect(hereEnded).toHaveBeenCalledExactlyOnceWith({ id, version });
    expect(await there.find('one')).toBeNull();
    expect(thereEnded).toHaveBeenCalledExactlyOnceWith({ id, version });
  });

  it('works for a record and a data key that cannot be opened', async () => {
    const { store, keyStore, accounts, record } = await setUp();
    await store.set(record, 'altered');
    await keyStore.set(record, 'altered too');
    await expect(accounts.find('one')).rejects.toThrow(CredentialsUnreadable);
    expect(await accounts.erase('one')).toBe(true);
    expect(await accounts.find('one')).toBeNull();
    await connect(accounts, 'one');
  });

  it.each([false, true])('can be repeated, whichever call is the last before a kill (done: %s)', async (isDone) => {
    const calls = await killAtEach(
      isDone,
      (doomed) => doomed.erase('one'),
      async (accounts, isKilled, when) => {
        const found = await keyFound(accounts, 'one');
        expect(isKilled ? ['key-of-one', null] : [null], when).toContain(found);
        await accounts.erase('one');
        expect(await keyFound(accounts, 'one'), when).toBeNull();
      },
    );
    expect(calls).toBeGreaterThan(4);
  });
});

describe('a write of a record', () => {
  it.each([false, true])('is done or not, whichever call is the last before a kill (done: %s)', async (isDone) => {
    const replace = (doomed: Accounts) => doomed.replaceKey(submissionOf('one', 'a-new-key'));
    const calls = await killAtEach(isDone, replace, async (accounts, isKilled, when) => {
      const found = await keyFound(accounts, 'one');
      expect(isKilled ? ['key-of-one', 'a-new-key'] : ['a-new-key'], when).toContain(found);
    });
    expect(calls).toBeGreaterThan(4);
  });

  it.each([false, true])(
    'of a first record leaves a tenant that can connect, whichever call is the last before a kill (done: %s)',
    async (isDone) => {
      const calls = await killAtEach(
        isDone,
        (doomed) => doomed.connect(submissionOf('new', 'first-key')),
        async (accounts, isKilled, when) => {
          expect(isKilled ? ['first-key', null] : ['first-key'], when).toContain(await keyFound(accounts, 'new'));
          await connect(accounts, 'new', 'second-key');
          expect(await keyFound(accounts, 'new'), when).toBe('second-key');
        },
      );
      expect(calls).toBeGreaterThan(4);
    },
  );

  it('is not acknowledged while the watermark cannot be raised', async () => {
    const { keyStore, accounts } = await setUp();
    const { replace } = keyStore;
    keyStore.replace = () => Promise.reject(new Error('down'));
    expect(await accounts.connect(submissionOf('one', 'a-new-key'))).toMatchObject({ code: 'SAVE_UNCONFIRMED' });
    keyStore.replace = replace;
    expect(await keyFound(accounts, 'one')).toBe('a-new-key');
  });
});

describe('the data key of a tenant', () => {
  it('opens no record of another, wherever rows of both stores are put', async () => {
    const tenants = ['a', 'b', 'c'];
    const places = fc.array(fc.nat(2), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(places, places, async (ofRecords, ofKeys) => {
        const store = await createStore('memory:');
        const accounts = await openAccounts({ store });
        for (const tenant of tenants) await connect(accounts, tenant);
        const rows = await Promise.all(tenants.map((tenant) => keyIn(store, tenant)));
        for (const [target, from] of [
          [store, ofRecords],
          [await keyStoreOf(store), ofKeys],
        ] as const) {
          const kept = await Promise.all(rows.map((row) => target.get(row)));
          for (const [index, row] of rows.entries()) await target.set(row, kept[from[index] ?? 0] ?? '');
        }
        for (const instance of [accounts, await openAccounts({ store })])
          for (const [index, tenant] of tenants.entries()) {
            const isInPlace = ofRecords[index] === index && ofKeys[index] === index;
            const found = await keyFound(instance, tenant).catch((failure: unknown) => failure);
            if (isInPlace) expect(found).toBe(`key-of-${tenant}`);
            else expect(found).toBeInstanceOf(CredentialsUnreadable);
          }
      }),
      { numRuns: isThorough ? 300 : 25 },
    );
  });

  it('is another one for each tenant', async () => {
    const { keyStore } = await setUp();
    const ids = [...(await contentsOf(keyStore)).values()].flatMap(
      (row) => /"id":"([^"]+)"/.exec(String(row))?.[1] ?? [],
    );
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('a key service', () => {
  /** Wraps like the keyring, as long as it is up. */
  async function setUpService() {
    const { store, keyStore } = await setUp();
    const state = { isUp: true, calls: 0, keyId: 'v1' };
    const ask = async <Answer>(work: () => Promise<Answer>) => {
      state.calls += 1;
      if (!state.isUp) throw new KeyServiceUnavailable('AccessDeniedException');
      return work();
    };
    const inner = keyringWrapper(vault);
    const service: KeyWrapper = {
      name: 'aws-kms',
      wrap: (...given) => ask(async () => ({ ...(await inner.wrap(...given)), keyId: state.keyId })),
      unwrap: (...given) => ask(() => inner.unwrap(...given)),
      currentKeyId: () => ask(async () => state.keyId),
    };
    const open = async (wrappers: [KeyWrapper, ...KeyWrapper[]] = [service, inner]) =>
      openAccounts({
        store,
        keys: await openDataKeys({ accountStore: store, store: keyStore, wrappers, now: Date.now }),
      });
    const wrappedBy = async () =>
      [...(await contentsOf(keyStore)).values()].flatMap(
        (row) => /"wrapper":"([^"]+)","keyId":"([^"]+)"/.exec(String(row))?.slice(1).join(' ') ?? [],
      );
    return { state, open, store, service, inner, wrappedBy };
  }

  it('takes over from the keyring within ten minutes, follows its own rotation, and hands over again', async () => {
    const { state, open, service, inner, wrappedBy } = await setUpService();
    expect(await wrappedBy()).toEqual(['keyring k1', 'keyring k1']);
    await passTenMinutes(await open());
    expect(await wrappedBy()).toEqual(['aws-kms v1', 'aws-kms v1']);
    state.keyId = 'v2';
    await passTenMinutes(await open());
    expect(await wrappedBy()).toEqual(['aws-kms v2', 'aws-kms v2']);
    const without = await open([inner]);
    await expect(without.find('one')).rejects.toMatchObject({ reason: 'NOT_CONFIGURED' });
    await passTenMinutes(without);
    expect(await wrappedBy()).toEqual(['aws-kms v2', 'aws-kms v2']);
    await passTenMinutes(await open([inner, service]));
    expect(await wrappedBy()).toEqual(['keyring k1', 'keyring k1']);
    expect(await keyFound(await open([inner]), 'one')).toBe('key-of-one');
  });

  it('is asked once for a data key, and not at all for one in memory, even while it is down', async () => {
    const { state, open } = await setUpService();
    await passTenMinutes(await open());
    const accounts = await open();
    state.calls = 0;
    await Promise.all(Array.from({ length: 5 }, () => keyFound(accounts, 'one')));
    expect(state.calls).toBe(1);
    state.isUp = false;
    expect(await keyFound(accounts, 'one')).toBe('key-of-one');
    await expect(accounts.find('two')).rejects.toThrow(CredentialsUnavailable);
    expect(await accounts.connect(submissionOf('new', 'a-third-key'))).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await accounts.connect(submissionOf('two', 'a-third-key'))).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(accounts.disconnect('two')).rejects.toThrow(CredentialsUnavailable);
    state.isUp = true;
    expect(await keyFound(accounts, 'two')).toBe('key-of-two');
  });

  it('does not keep anybody from erasing a tenant while it is down', async () => {
    const { state, open, store } = await setUpService();
    await passTenMinutes(await open());
    const accounts = await open();
    state.isUp = false;
    expect(await accounts.erase('one')).toBe(true);
    expect(await accounts.find('one')).toBeNull();
    expect(await store.get(await keyIn(store, 'one'))).toBeUndefined();
    state.isUp = true;
    expect(await keyFound(accounts, 'two')).toBe('key-of-two');
  });
});

describe('the key store', () => {
  it.each([
    ['of other accounts', async (keyStore: Store) => keyStore.set('key-store', 'another')],
    ['that has lost everything', (keyStore: Store) => keyStore.clear()],
  ])('%s is refused, and nothing is written', async (_, change) => {
    const { store, keyStore } = await setUp();
    await change(keyStore);
    const before = [await contentsOf(store), await contentsOf(keyStore)];
    await expect(openAccounts({ store })).rejects.toThrow(AccountsUnusable);
    expect([await contentsOf(store), await contentsOf(keyStore)]).toEqual(before);
    await store.delete('key-store');
    const accounts = await openAccounts({ store });
    await connect(accounts, 'two');
    expect(await keyFound(accounts, 'two')).toBe('key-of-two');
  });
});
