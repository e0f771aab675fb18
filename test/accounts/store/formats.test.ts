import { describe, expect, it, onTestFinished } from 'vitest';
import { CredentialsUnavailable } from '../../../src/accounts/errors.ts';
import { openHashName } from '../../../src/accounts/store/nameHash.ts';
import { createRecords } from '../../../src/accounts/store/records.ts';
import { rewrapAll } from '../../../src/accounts/store/rewrap.ts';
import { createStore } from '../../../src/accounts/store/store.ts';
import { contentsOf, dataKeysOf, keyIn, keyStoreOf, openAccounts, recordIn, vault } from '../openAccounts.ts';

const tenant = 'tenant';
const submission = { tenant, domain: 'acme.ilucca.net', apiKey: 'key-of-acme', acceptMissingPermissions: true };

/** A connected tenant, and what another version of the program would do to what is stored of it. */
async function connected() {
  const store = await createStore('memory:');
  const keyStore = await keyStoreOf(store);
  const keys = await dataKeysOf(store);
  const accounts = await openAccounts({ store });
  onTestFinished(() => accounts.close());
  const connect = () => accounts.connect({ ...submission, deadlineAt: Date.now() + 9_000 });
  await connect();
  const key = await keyIn(store, tenant);
  return {
    accounts,
    connect,
    kept: () => recordIn(store, tenant, keys),
    async rewrap() {
      const records = createRecords({ store, keys, vault, hashName: await openHashName(vault, store) });
      await rewrapAll({ records, keys, vault, store });
    },
    contents: async () => [await contentsOf(store), await contentsOf(keyStore)],
    /** Stores the record with these properties, as another version would. */
    async rewrite(change: object) {
      const row = await keys.read(key);
      if (row.state !== 'live') throw new Error('There is no data key.');
      const text = JSON.stringify({ ...(await recordIn(store, tenant, keys)), ...change });
      await store.set(key, await keys.seal(key, row, text));
    },
    /** Stores the row of the data key with these properties, as another version would. */
    async rewriteRow(change: object) {
      await keyStore.set(key, JSON.stringify({ ...JSON.parse((await keyStore.get(key)) ?? ''), ...change }));
    },
  };
}

type Connected = Awaited<ReturnType<typeof connected>>;

describe('an account that another version has stored', () => {
  it('keeps what a later version has added, when this one writes it', async () => {
    const { accounts, rewrite, kept } = await connected();
    const added = { later: { of: 'a later version' } };
    await rewrite(added);
    await accounts.check(tenant, Date.now() + 9_000);
    expect(await kept()).toMatchObject({ ...added, host: 'acme.ilucca.net', format: 1 });
  });

  it.each([
    ['is disconnected', ({ accounts }: Connected) => accounts.disconnect(tenant)],
    ['connects again', ({ connect }: Connected) => connect()],
  ])('loses it when the company %s, because it may be another credential', async (_, end) => {
    const setUp = await connected();
    await setUp.rewrite({ later: 'a credential' });
    await end(setUp);
    expect(await setUp.kept()).not.toHaveProperty('later');
  });

  it('is used if that version knew no formats yet', async () => {
    const { accounts, rewrite, kept } = await connected();
    await rewrite({ format: undefined });
    expect(await kept()).not.toHaveProperty('format');
    expect(await accounts.find(tenant)).toMatchObject({ host: 'acme.ilucca.net' });
  });

  it.each([
    ['account', (setUp: Connected) => setUp.rewrite({ format: 2, apiKey: { in: 'another form' } })],
    ['data key', (setUp: Connected) => setUp.rewriteRow({ format: 2, text: undefined, parts: ['one', 'two'] })],
  ])('is refused for a moment, and left as it is, if the %s has a later format', async (_, writeLater) => {
    const setUp = await connected();
    const { accounts, connect, contents, rewrap } = setUp;
    await writeLater(setUp);
    const before = await contents();
    const refused = { reason: 'WRITTEN_BY_A_LATER_VERSION' };
    await expect(accounts.find(tenant)).rejects.toMatchObject(refused);
    // For callers, the store does not answer: they try again, and reach an instance that understands it.
    await expect(accounts.find(tenant)).rejects.toBeInstanceOf(CredentialsUnavailable);
    expect(await connect()).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(accounts.disconnect(tenant)).rejects.toMatchObject(refused);
    await expect(accounts.erase(tenant)).rejects.toMatchObject(refused);
    await rewrap();
    expect(await contents()).toEqual(before);
  });
});
