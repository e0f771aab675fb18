import { describe, expect, it } from 'vitest';
import { AccountsUnusable, CredentialsUnavailable } from '../../../src/accounts/errors.ts';
import { proveKeyring } from '../../../src/accounts/store/keyringProof.ts';
import { createStore, type Store } from '../../../src/accounts/store/store.ts';
import { contentsOf } from '../openAccounts.ts';
import { newKey, newVault, vaultWith } from '../sealing/keyrings.ts';

describe('a keyring', () => {
  it('is accepted by a new store, and by the same store from then on', async () => {
    const store = await createStore('memory:');
    const vault = await newVault();
    await proveKeyring(vault, store);
    await proveKeyring(vault, store);
  });

  it('is refused by a store that was sealed with another one, and nothing is written', async () => {
    const store = await createStore('memory:');
    await proveKeyring(await newVault(), store);
    const before = await contentsOf(store);
    await expect(proveKeyring(await newVault(), store)).rejects.toThrow(AccountsUnusable);
    expect(await contentsOf(store)).toEqual(before);
  });

  it('with a new current key is accepted as long as it contains the old one', async () => {
    const store = await createStore('memory:');
    const [k1, k2] = [newKey(), newKey()];
    await proveKeyring(await vaultWith({ current: 'k1', keys: { k1 } }), store);
    await proveKeyring(await vaultWith({ current: 'k2', keys: { k1, k2 } }), store);
    await expect(proveKeyring(await vaultWith({ current: 'k2', keys: { k2 } }), store)).rejects.toThrow(
      AccountsUnusable,
    );
  });

  it('is accepted at only one of two instances that open a new store at once with different keyrings', async () => {
    const store = await createStore('memory:');
    const outcomes = await Promise.allSettled([
      proveKeyring(await newVault(), store),
      proveKeyring(await newVault(), store),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is not accepted by a store that does not answer', async () => {
    const store = await createStore('memory:');
    store.get = (() => Promise.reject(new Error('down'))) as Store['get'];
    await expect(proveKeyring(await newVault(), store)).rejects.toThrow(CredentialsUnavailable);
  });
});
