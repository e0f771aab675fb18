import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/accounts/accounts.ts';
import {
  AccountNotConnected,
  AccountsUnusable,
  CredentialsUnavailable,
  CredentialsUnreadable,
} from '../../src/accounts/errors.ts';
import { emptyMapping } from '../../src/accounts/mapping.ts';
import { createStore, type Store } from '../../src/accounts/store/store.ts';
import { LuccaForbidden, LuccaUnauthorized } from '../../src/lucca/errors.ts';
import { runs } from '../support/thoroughness.ts';
import { createFakeLucca } from './fakeLucca.ts';
import { contentsOf, dataKeysOf, eventually, keyIn, openAccounts, recordIn, vault } from './openAccounts.ts';
import { newVault } from './sealing/keyrings.ts';

const startedAt = Date.parse('2026-03-31T08:00:00.000Z');

const acme = submissionOf('acme');
function submissionOf(name: string, tenant = 'tenant-1') {
  return {
    tenant,
    domain: `${name}.ilucca.net`,
    apiKey: `key-of-${name}`,
    acceptMissingPermissions: false,
    deadlineAt: startedAt + 9_000,
  };
}

async function setUp() {
  const store = await createStore('memory:');
  const lucca = createFakeLucca();
  const accounts = await openAccounts({ store, lucca, now: () => startedAt });
  const stored = () => contentsOf(store);

  async function connected(submission = acme): Promise<Account> {
    const outcome = await accounts.connect(submission);
    if (outcome.kind === 'problem') throw new Error(outcome.code);
    return outcome.account;
  }
  return { store, lucca, accounts, stored, connected };
}

/** Fails the calls of a store that come when `isDown` says so; a failed write is done or not, as `isWritten` says. */
function breakStore(store: Store, isDown: () => boolean, isWritten = false): void {
  const get = store.get.bind(store) as (key: string) => Promise<unknown>;
  const { replace } = store;
  const fail = () => Promise.reject(Object.assign(new Error('secret host'), { code: 'ECONNREFUSED' }));
  store.get = ((key: string) => (isDown() ? fail() : get(key))) as Store['get'];
  store.replace = async (...change) => {
    if (!isDown()) return replace(...change);
    if (isWritten) await replace(...change);
    return fail();
  };
}

describe('whether a connection is current', () => {
  /** Accounts whose vault counts what it opens. */
  async function setUpCounting() {
    const store = await createStore('memory:');
    let opened = 0;
    const keys = await dataKeysOf(store);
    const open: typeof keys.open = (...given) => {
      opened += 1;
      return keys.open(...given);
    };
    const accounts = await openAccounts({ store, keys: { ...keys, open }, now: () => startedAt });
    const outcome = await accounts.connect(acme);
    if (outcome.kind === 'problem') throw new Error(outcome.code);
    await accounts.find('tenant-1');
    opened = 0;
    return { accounts, store, account: outcome.account, opened: () => opened };
  }

  it('is decided without decrypting the key, however often it is asked', async () => {
    const { accounts, account, opened } = await setUpCounting();
    for (let times = 0; times < 100; times++) expect(await accounts.isCurrent(account)).toBe(true);
    expect(opened()).toBe(0);
  });

  it('is decided again after each write of any instance, which opens the record once', async () => {
    const { accounts, account, store, opened } = await setUpCounting();
    const elsewhere = await openAccounts({ store, now: () => startedAt });
    await elsewhere.setMapping(account, (before) => ({ ...before, weeklyHoursAtFullTime: '35' }));
    expect([await accounts.isCurrent(account), await accounts.isCurrent(account)]).toEqual([true, true]);
    expect(opened()).toBe(1);
    await elsewhere.connect({ ...acme, apiKey: 'another-key' });
    expect(await accounts.isCurrent(account)).toBe(false);
    await elsewhere.disconnect('tenant-1');
    expect(await accounts.isCurrent(account)).toBe(false);
  });

  it('is false for another account, and for a sealed value moved from another record', async () => {
    const { accounts, account, store } = await setUpCounting();
    expect(await accounts.isCurrent({ ...account, id: 'another' })).toBe(false);
    expect(await accounts.isCurrent({ ...account, tenant: 'tenant-2' })).toBe(false);
    await store.set(await keyIn(store, 'tenant-2'), await store.get(await keyIn(store, 'tenant-1')));
    await expect(accounts.isCurrent({ ...account, tenant: 'tenant-2' })).rejects.toThrow(CredentialsUnreadable);
  });
});

describe('connecting', () => {
  it('makes an account that can be looked up, with a key that can be decrypted', async () => {
    const { accounts } = await setUp();
    const outcome = await accounts.connect(acme);
    const account = await accounts.find('tenant-1');
    expect(account).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      tenant: 'tenant-1',
      host: 'acme.ilucca.net',
      version: expect.any(Number),
      status: 'CONNECTED',
      connectedAt: '2026-03-31T08:00:00.000Z',
      checkedAt: '2026-03-31T08:00:00.000Z',
      rightsChangedAt: null,
      checkHistory: [
        {
          at: '2026-03-31T08:00:00.000Z',
          cause: 'CONNECTED',
          outcome: 'COMPLETED',
          missing: [],
          gained: [],
          lost: [],
        },
      ],
      checks: expect.arrayContaining([
        expect.objectContaining({ permission: 'EMPLOYEE_LUCCA_DATA', verdict: 'GRANTED' }),
      ]),
      mapping: { ...emptyMapping },
    });
    expect(outcome).toEqual({ kind: 'connected', account, checks: account?.checks });
    expect(account && (await accounts.credentials(account))).toEqual({
      host: 'acme.ilucca.net',
      apiKey: 'key-of-acme',
    });
  });

  it('leaves nothing readable in the store: no tenant, no host, no key', async () => {
    const { connected, stored } = await setUp();
    await connected();
    const decoded = [...(await stored())]
      .flatMap(String)
      .flatMap((text) => [text, ...text.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))]);
    for (const word of ['tenant-1', 'acme', 'key-of']) expect(decoded.join('\n')).not.toContain(word);
  });

  it('keeps the keys of the store short, however long the tenant’s name is', async () => {
    expect((await keyIn(await createStore('memory:'), 't'.repeat(10_000))).length).toBeLessThanOrEqual(255);
  });

  it('keeps the id when the same host is reconnected, and raises the version', async () => {
    const { accounts, connected } = await setUp();
    const first = await connected();
    const second = await connected({ ...acme, apiKey: 'another-key' });
    expect(second.id).toBe(first.id);
    expect(second.version).toBeGreaterThan(first.version);
    expect(await accounts.credentials(second)).toEqual({ host: 'acme.ilucca.net', apiKey: 'another-key' });
  });

  it('makes a new id for another host', async () => {
    const { connected } = await setUp();
    const first = await connected();
    const second = await connected(submissionOf('umbrella'));
    expect(second.id).not.toBe(first.id);
    expect(second.version).toBeGreaterThan(first.version);
  });

  it('keeps tenants apart, even on the same host', async () => {
    const { accounts, connected } = await setUp();
    const mine = await connected();
    const theirs = await connected(submissionOf('acme', 'tenant-2'));
    expect(theirs.id).not.toBe(mine.id);
    await accounts.disconnect('tenant-2');
    expect(await accounts.find('tenant-1')).toEqual(mine);
    expect(await accounts.find('tenant-3')).toBeNull();
  });

  it.each([
    ['a rejected key', { probedUsers: new LuccaUnauthorized({ resource: 'users', status: 401 }) }],
    ['a missing right', { workContracts: new LuccaForbidden({ resource: 'workContracts', status: 403 }) }],
  ])('with %s does not change the previous connection', async (_, answers) => {
    const { accounts, connected, lucca, stored } = await setUp();
    await connected();
    const before = await stored();
    Object.assign(lucca.answers, answers);
    expect(await accounts.connect(submissionOf('umbrella'))).toMatchObject({ kind: 'problem' });
    expect(await stored()).toEqual(before);
  });
});

describe('testing a connection', () => {
  it('returns what connecting would, and saves nothing', async () => {
    const { accounts, stored, lucca } = await setUp();
    const before = await stored();
    expect(await accounts.test(acme)).toMatchObject({ kind: 'tested', checks: { length: 12 } });
    lucca.answers.probedUsers = new LuccaUnauthorized({ resource: 'users', status: 401 });
    expect(await accounts.test(acme)).toMatchObject({ kind: 'problem', code: 'KEY_REJECTED' });
    expect(await stored()).toEqual(before);
  });
});

describe('disconnecting', () => {
  it('destroys the key, and says whether there was one', async () => {
    const { accounts, connected, store } = await setUp();
    expect(await accounts.disconnect('tenant-1')).toBe(false);
    const account = await connected();
    expect(await accounts.disconnect('tenant-1')).toBe(true);
    expect(await accounts.disconnect('tenant-1')).toBe(false);
    expect(await accounts.find('tenant-1')).toBeNull();
    await expect(accounts.credentials(account)).rejects.toThrow(AccountNotConnected);
    expect(JSON.stringify(await recordIn(store, 'tenant-1'))).not.toContain('key-of-acme');
  });

  it('keeps the id for the same host, with a version that was never used before', async () => {
    const { accounts, connected } = await setUp();
    const first = await connected();
    await accounts.disconnect('tenant-1');
    const second = await connected();
    expect(second.id).toBe(first.id);
    expect(second.version).toBeGreaterThan(first.version + 1);
  });
});

describe('the key of an account', () => {
  it('is not decrypted for a connection that has been replaced', async () => {
    const { accounts, connected } = await setUp();
    const replaced = await connected();
    await connected({ ...acme, apiKey: 'another-key' });
    await expect(accounts.credentials(replaced)).rejects.toThrow(AccountNotConnected);
  });

  it('is not decrypted for another tenant that names the same account', async () => {
    const { accounts, connected } = await setUp();
    const mine = await connected();
    await connected(submissionOf('umbrella', 'tenant-2'));
    await expect(accounts.credentials({ ...mine, tenant: 'tenant-2' })).rejects.toThrow(AccountNotConnected);
  });

  it('is not decrypted from the record of another tenant', async () => {
    const { accounts, connected, store } = await setUp();
    await connected();
    await store.set(await keyIn(store, 'tenant-2'), (await store.get(await keyIn(store, 'tenant-1'))) ?? '');
    await expect(accounts.find('tenant-2')).rejects.toThrow(CredentialsUnreadable);
  });
});

describe('a record with checks that this release cannot parse', () => {
  it('keeps its key, and is checked again when it is used', async () => {
    const { accounts, store } = await setUp();
    const place = await keyIn(store, 'tenant-1');
    const record = {
      id: 'a1',
      host: 'acme.ilucca.net',
      apiKey: 'key-of-acme',
      version: 1,
      connectedAt: '2026-03-01T08:00:00.000Z',
    };
    await store.set(
      place,
      await vault.seal(place, JSON.stringify({ ...record, checks: [{ permission: 'UNHEARD_OF' }] })),
    );
    const account = await accounts.find('tenant-1');
    expect(account).toMatchObject({ id: 'a1', checks: [], checkedAt: null });
    if (account === null) return;
    expect(await accounts.credentials(account)).toEqual({ host: 'acme.ilucca.net', apiKey: 'key-of-acme' });
    await eventually(async () =>
      expect(await accounts.find('tenant-1')).toMatchObject({ version: 1, checks: { length: 12 } }),
    );
  });
});

describe('a record with implausible numbers in its mapping', () => {
  it('keeps its key and the rest of its mapping, and treats these numbers as not set', async () => {
    const { accounts, store } = await setUp();
    const place = await keyIn(store, 'tenant-1');
    const nature = {
      family: 'FIXED',
      natureId: 1,
      kind: 'OTHER',
      isProportionalToWorkingTime: false,
      overlappingItems: null,
      isTarget: null,
    };
    const record = {
      id: 'a1',
      host: 'acme.ilucca.net',
      apiKey: 'key-of-acme',
      version: 1,
      connectedAt: '2026-03-01T08:00:00.000Z',
      mapping: { natures: [{ ...nature, paymentsPerYear: 'twelve' }], weeklyHoursAtFullTime: '' },
    };
    await store.set(place, await vault.seal(place, JSON.stringify(record)));
    expect((await accounts.find('tenant-1'))?.mapping).toEqual({
      natures: [{ ...nature, paymentsPerYear: null }],
      weeklyHoursAtFullTime: null,
      weeklyHoursByLegalEntity: [],
      contractTypes: [],
      terminationReasons: [],
      level: null,
      jobFamily: null,
      personnelFilePay: null,
    });
  });
});

describe('a record with settings that only another release understands', () => {
  const known = {
    family: 'FIXED',
    natureId: 1,
    kind: 'OTHER',
    paymentsPerYear: '12',
    isProportionalToWorkingTime: false,
    overlappingItems: null,
    isTarget: null,
  } as const;
  const odd = { ...known, natureId: 2, kind: 'HOLIDAY_PAY', paymentsPerYear: '13', more: [1] };
  const foreign = { family: 'DEFERRED', natureId: 1, kind: 'OTHER' };
  const hoursOfOne = { legalEntityId: 1, weeklyHoursAtFullTime: '38' };
  const foreignHours = { legalEntityId: 2, weeklyHoursAtFullTime: { summer: 36 } };
  const stored = {
    natures: [odd, foreign, known],
    weeklyHoursAtFullTime: { hours: 39 },
    weeklyHoursByLegalEntity: [foreignHours, hoursOfOne],
    ofAnotherRelease: true,
  };

  async function setUpStored(mapping: unknown) {
    const { accounts, store } = await setUp();
    const place = await keyIn(store, 'tenant-1');
    const record = { id: 'a1', host: 'acme.ilucca.net', apiKey: 'key', version: 1, connectedAt: 'then', mapping };
    await store.set(place, await vault.seal(place, JSON.stringify(record)));
    const currentMapping = async () => (await recordIn(store, 'tenant-1')).mapping;
    return { accounts, currentMapping };
  }

  it('applies the settings that this release understands', async () => {
    const { accounts } = await setUpStored(stored);
    expect((await accounts.find('tenant-1'))?.mapping).toEqual({
      natures: [
        {
          family: 'FIXED',
          natureId: 2,
          kind: null,
          paymentsPerYear: '13',
          isProportionalToWorkingTime: false,
          overlappingItems: null,
          isTarget: null,
        },
        known,
      ],
      weeklyHoursAtFullTime: null,
      weeklyHoursByLegalEntity: [hoursOfOne],
      contractTypes: [],
      terminationReasons: [],
      level: null,
      jobFamily: null,
      personnelFilePay: null,
    });
  });

  it('keeps the other settings as they are, whatever else is set', async () => {
    const { accounts, currentMapping } = await setUpStored(stored);
    const account = (await accounts.find('tenant-1')) as Account;
    const again = { ...known, kind: 'COMMISSION' } as const;
    const changed = await accounts.setMapping(account, ({ natures, ...hours }) => ({
      natures: [...natures.filter(({ natureId }) => natureId !== 1), again],
      ...hours,
    }));
    expect(changed.mapping.natures).toMatchObject([{ natureId: 2, paymentsPerYear: '13' }, again]);
    expect(await currentMapping()).toEqual({ ...stored, natures: [odd, foreign, again] });
    const set = { weeklyHoursAtFullTime: '35', weeklyHoursByLegalEntity: [] };
    await accounts.setMapping(account, () => ({ ...emptyMapping, ...set }));
    const kept = { natures: [foreign], weeklyHoursAtFullTime: '35', weeklyHoursByLegalEntity: [foreignHours] };
    expect(await currentMapping()).toEqual({ ...stored, ...kept });
  });

  it('is refused when its mapping has another shape altogether, rather than read as one without settings', async () => {
    const { accounts } = await setUpStored({ natures: 'none' });
    await expect(accounts.find('tenant-1')).rejects.toThrow(CredentialsUnreadable);
  });
});

describe('a record that cannot be opened', () => {
  it('causes an error when read, but can be replaced by connecting again', async () => {
    const { accounts, connected, store } = await setUp();
    const before = await connected();
    await store.set(await keyIn(store, 'tenant-1'), 'altered');
    await expect(accounts.find('tenant-1')).rejects.toThrow(CredentialsUnreadable);
    const after = await connected();
    expect(after.id).not.toBe(before.id);
    expect(await accounts.find('tenant-1')).toEqual(after);
  });

  it('is removed by disconnecting', async () => {
    const { accounts, connected, store } = await setUp();
    await connected();
    await store.set(await keyIn(store, 'tenant-1'), 'altered');
    expect(await accounts.disconnect('tenant-1')).toBe(true);
    expect(await store.get(await keyIn(store, 'tenant-1'))).toBeUndefined();
  });
});

describe('a store that is down', () => {
  it('causes an error when read, whose message contains only the driver’s code', async () => {
    const { accounts, store } = await setUp();
    breakStore(store, () => true);
    const failure = await accounts.find('tenant-1').catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(CredentialsUnavailable);
    expect(failure).toMatchObject({
      reason: 'ECONNREFUSED',
      message: 'The account store does not answer (ECONNREFUSED).',
    });
    expect(failure).not.toHaveProperty('cause');
    await expect(accounts.disconnect('tenant-1')).rejects.toThrow(CredentialsUnavailable);
  });

  it('saves no part of a connection, and the problem says so', async () => {
    const { accounts, connected, store, stored } = await setUp();
    await connected();
    const before = await stored();
    breakStore(store, () => true);
    expect(await accounts.connect(submissionOf('umbrella'))).toMatchObject({
      kind: 'problem',
      code: 'STORE_UNAVAILABLE',
      checks: { length: 12 },
    });
    expect(await stored()).toEqual(before);
  });

  it.each([false, true])(
    'never leads to a false statement, whichever call fails (write done: %s)',
    async (isWritten) => {
      const outcomes: string[] = [];
      for (let failing = 1; outcomes.at(-1) !== 'connected, unhurt'; failing += 1) {
        const { accounts, connected, store } = await setUp();
        const before = await connected();
        let calls = 0;
        let isMended = false;
        breakStore(store, () => !isMended && ++calls === failing, isWritten);
        const outcome = await accounts.connect(submissionOf('umbrella'));
        isMended = true;
        const hurt = calls >= failing ? 'hurt' : 'unhurt';
        const now = await accounts.find('tenant-1');
        if (outcome.kind === 'connected') expect(now).toEqual(outcome.account);
        else if (outcome.code === 'STORE_UNAVAILABLE') expect(now).toEqual(before);
        outcomes.push(outcome.kind === 'connected' ? `connected, ${hurt}` : outcome.code);
      }
      expect(outcomes).toEqual([
        'STORE_UNAVAILABLE',
        isWritten ? 'connected, hurt' : 'SAVE_UNCONFIRMED',
        'connected, unhurt',
      ]);
    },
  );
});

describe('submissions at once', () => {
  it('leave exactly one of them, whatever the order of the store’s operations', async () => {
    const names = ['acme', 'umbrella', 'wayne'];
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { accounts, store } = await setUp();
        store.get = scheduler.scheduleFunction(store.get.bind(store)) as Store['get'];
        store.replace = scheduler.scheduleFunction(store.replace);
        const connecting = Promise.all(names.map((name) => accounts.connect(submissionOf(name))));
        const disconnecting = accounts.disconnect('tenant-1');
        const outcomes = await scheduler.waitFor(connecting);
        await scheduler.waitFor(disconnecting);
        const accountsMade = outcomes.flatMap((outcome) => (outcome.kind === 'connected' ? [outcome.account] : []));
        expect(new Set(accountsMade.map(({ version }) => version)).size).toBe(names.length);

        const account = await scheduler.waitFor(accounts.find('tenant-1'));
        if (account === null) return;
        expect(accountsMade).toContainEqual(account);
        const { host, apiKey } = await scheduler.waitFor(accounts.credentials(account));
        expect(names.map((name) => [`${name}.ilucca.net`, `key-of-${name}`])).toContainEqual([host, apiKey]);
      }),
      { numRuns: runs(100) },
    );
  });

  it('from two instances leave exactly one of them', async () => {
    const store = await createStore('memory:');
    const [one, two] = [await openAccounts({ store }), await openAccounts({ store })];
    for (let round = 0; round < 50; round += 1) {
      await Promise.all([one.connect(acme), two.connect(submissionOf('umbrella'))]);
      const account = await one.find('tenant-1');
      const credentials = account && (await two.credentials(account));
      expect([
        { host: 'acme.ilucca.net', apiKey: 'key-of-acme' },
        { host: 'umbrella.ilucca.net', apiKey: 'key-of-umbrella' },
      ]).toContainEqual(credentials);
    }
  });

  it('of one tenant do not wait for those of another', async () => {
    const { accounts, connected, store } = await setUp();
    const { replace } = store;
    const record = await keyIn(store, 'tenant-1');
    store.replace = (key, ...change) => (key === record ? new Promise(() => {}) : replace(key, ...change));
    void accounts.connect(acme);
    expect((await connected(submissionOf('umbrella', 'tenant-2'))).host).toBe('umbrella.ilucca.net');
  });
});

describe('opening the accounts', () => {
  it('is refused with another keyring, and nothing is written', async () => {
    const { store, connected, stored } = await setUp();
    await connected();
    const before = await stored();
    await expect(openAccounts({ store, vault: await newVault() })).rejects.toThrow(AccountsUnusable);
    expect(await stored()).toEqual(before);
  });
});
