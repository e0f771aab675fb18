import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  AccountsUnusable,
  CredentialsUnavailable,
  CredentialsUnreadable,
  KeyServiceUnavailable,
} from '../../../src/accounts/errors.ts';
import { type KeyWrapper, keyringWrapper } from '../../../src/accounts/sealing/keyWrapper.ts';
import { openDataKeys } from '../../../src/accounts/store/dataKeys.ts';
import { createStore, type Store } from '../../../src/accounts/store/store.ts';
import { runs } from '../../support/thoroughness.ts';
import { contentsOf, keyIn, keyStoreOf, openAccounts, vault } from '../openAccounts.ts';
import { connect, keyFound, passTenMinutes, setUp, submissionOf } from './twoTenants.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

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
      { numRuns: runs(300, 25) },
    );
  });

  it('seals nothing of another tenant, even if it was put in the place of that tenant’s key', async () => {
    const { store, keyStore, accounts, record } = await setUp();
    const foreign = (await keyStore.get(await keyIn(store, 'two'))) ?? '';
    await keyStore.set(record, foreign);
    await expect(accounts.find('one')).rejects.toThrow(CredentialsUnreadable);
    await connect(accounts, 'one', 'a-new-key');
    expect(await keyFound(accounts, 'one')).toBe('a-new-key');
    expect(JSON.parse((await keyStore.get(record)) ?? '').id).not.toBe(JSON.parse(foreign).id);
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
