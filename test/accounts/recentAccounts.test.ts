import { describe, expect, it, onTestFinished } from 'vitest';
import { CredentialsUnavailable } from '../../src/accounts/errors.ts';
import { createStore, type Store } from '../../src/accounts/store/store.ts';
import { openAccounts } from './openAccounts.ts';

/** Two instances over one store, whose clock only moves where a test says so, with a company connected on the first. */
async function setUp() {
  const store = await createStore('memory:');
  let ms = 0;
  let reads = 0;
  let beforeReturning = async () => {};
  const get = store.get.bind(store) as (key: string) => Promise<unknown>;
  store.get = (async (key: string) => {
    const found = await get(key);
    reads += 1;
    await beforeReturning();
    return found;
  }) as Store['get'];
  const here = await openAccounts({ store, clock: () => ms });
  const there = await openAccounts({ store, clock: () => ms });
  onTestFinished(() => Promise.all([here.close(), there.close()]).then(() => {}));
  const terms = { tenant: 'acme', acceptMissingPermissions: true, deadlineAt: Date.now() + 9_000 };
  await here.connect({ ...terms, domain: 'acme.ilucca.net', apiKey: 'key-of-acme' });
  return {
    here,
    there,
    terms,
    readsOf: async (work: () => unknown) => {
      const before = reads;
      await work();
      return reads - before;
    },
    pass: (more: number) => {
      ms += more;
    },
    /** Has every read of the store wait, or fail, once it has found something. */
    whenReading: (wait: () => Promise<void>) => {
      beforeReturning = wait;
    },
  };
}

describe('a remembered account', () => {
  it('is not read from the store again within a second', async () => {
    const { here, readsOf } = await setUp();
    const account = await here.recent('acme');
    expect(account).toEqual(await here.find('acme'));
    expect(await readsOf(() => expect(here.recent('acme')).toBe(account))).toBe(0);
  });

  it('is served without waiting after a second, and read again meanwhile', async () => {
    const { here, there, pass } = await setUp();
    const account = await here.recent('acme');
    await there.disconnect('acme');
    pass(1_001);
    expect(here.recent('acme')).toBe(account);
    await expect.poll(() => here.recent('acme')).toBeNull();
  });

  it('is not served after five seconds, whatever another instance has done with it', async () => {
    for (const end of ['disconnect', 'erase'] as const) {
      const { here, there, pass } = await setUp();
      await here.recent('acme');
      await there[end]('acme');
      pass(5_001);
      expect(await here.recent('acme')).toBeNull();
    }
  });

  it('is not served after five seconds while the store fails', async () => {
    const { here, pass, whenReading } = await setUp();
    const account = await here.recent('acme');
    whenReading(() => Promise.reject(new Error('down')));
    pass(5_000);
    expect(here.recent('acme')).toBe(account);
    await Promise.resolve(here.recent('acme'));
    pass(1);
    await expect(here.recent('acme')).rejects.toThrow(CredentialsUnavailable);
  });

  it('is forgotten at once on the instance that changes it', async () => {
    const { here, terms } = await setUp();
    const account = await here.recent('acme');
    await here.replaceKey({ ...terms, apiKey: 'another-key' });
    const replaced = await here.recent('acme');
    expect(replaced?.version).toBeGreaterThan(account?.version ?? 0);
    if (!replaced) throw new Error('There is no account.');
    await here.setMapping(replaced, (before) => ({ ...before, weeklyHoursAtFullTime: '39' }));
    expect((await here.recent('acme'))?.mapping.weeklyHoursAtFullTime).toBe('39');
    await here.disconnect('acme');
    expect(await here.recent('acme')).toBeNull();
    await here.connect({ ...terms, domain: 'acme.ilucca.net', apiKey: 'key-of-acme' });
    expect(await here.recent('acme')).not.toBeNull();
    await here.erase('acme');
    expect(await here.recent('acme')).toBeNull();
  });

  it('is forgotten at once when another instance lets this one know', async () => {
    const { here, there } = await setUp();
    const account = await here.recent('acme');
    await there.disconnect('acme');
    here.forget(account?.id ?? '');
    expect(await here.recent('acme')).toBeNull();
  });

  it('is not what was being read while it was disconnected', async () => {
    const { here, whenReading } = await setUp();
    let go: (() => void) | undefined;
    const wait = () =>
      new Promise<void>((resolve) => {
        go = resolve;
      });
    whenReading(wait);
    const before = here.recent('acme');
    await expect.poll(() => go).toBeDefined();
    whenReading(async () => {});
    await here.disconnect('acme');
    go?.();
    await before;
    expect(await here.recent('acme')).toBeNull();
  });

  it('belongs to one tenant only, and its absence is not remembered', async () => {
    const { here, there, terms } = await setUp();
    await here.recent('acme');
    expect(await here.recent('globex')).toBeNull();
    await there.connect({ ...terms, tenant: 'globex', domain: 'globex.ilucca.net', apiKey: 'key-of-globex' });
    expect((await here.recent('globex'))?.host).toBe('globex.ilucca.net');
    expect((await here.recent('acme'))?.host).toBe('acme.ilucca.net');
  });
});
