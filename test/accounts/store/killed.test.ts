import { describe, expect, it } from 'vitest';
import type { Accounts } from '../../../src/accounts/accounts.ts';
import { keyringWrapper } from '../../../src/accounts/sealing/keyWrapper.ts';
import { openDataKeys } from '../../../src/accounts/store/dataKeys.ts';
import type { Store } from '../../../src/accounts/store/store.ts';
import { openAccounts, vault } from '../openAccounts.ts';
import { connect, keyFound, setUp, submissionOf } from './twoTenants.ts';

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
  prepare: (tenants: Awaited<ReturnType<typeof setUp>>) => Promise<unknown> = async () => {},
): Promise<number> {
  for (let number = 1; ; number += 1) {
    const tenants = await setUp();
    await prepare(tenants);
    const { store, keyStore, accounts } = tenants;
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

describe('erasing a tenant', () => {
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

  it.each([false, true])(
    'of a tenant whose erasure was cut short leaves nothing unreadable, whichever call is the last before a kill (done: %s)',
    async (isDone) => {
      const calls = await killAtEach(
        isDone,
        (doomed) => doomed.connect(submissionOf('one', 'a-new-key')),
        async (accounts, isKilled, when) => {
          expect(isKilled ? ['a-new-key', null] : ['a-new-key'], when).toContain(await keyFound(accounts, 'one'));
        },
        async ({ accounts, store, record, backup }) => {
          await accounts.erase('one');
          // As if the process had ended once the data key was destroyed.
          await store.set(record, backup);
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
