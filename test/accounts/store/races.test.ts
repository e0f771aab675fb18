import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Account } from '../../../src/accounts/accounts.ts';
import { AccountNotConnected } from '../../../src/accounts/errors.ts';
import { createStore } from '../../../src/accounts/store/store.ts';
import { LuccaUnauthorized } from '../../../src/lucca/errors.ts';
import { runs } from '../../support/thoroughness.ts';
import { createFakeLucca } from '../fakeLucca.ts';
import { keyStoreOf, openAccounts } from '../openAccounts.ts';

const tenant = 'tenant-1';
const terms = { tenant, acceptMissingPermissions: false, deadlineAt: 9_000 };
const names = ['acme', 'umbrella'];
const connectTo = (name: string) => ({ ...terms, domain: `${name}.ilucca.net`, apiKey: `key-of-${name}` });

const step = fc.oneof(
  fc.constantFrom(...names).map((name) => ({ kind: 'connect', name }) as const),
  fc.constantFrom('another-key', 'a-third-key').map((apiKey) => ({ kind: 'replace', apiKey }) as const),
  fc.constantFrom('check', 'disconnect', 'reject', 'erase').map((kind) => ({ kind }) as const),
);

it('operations made at once leave the host and key of one submission that Lucca accepted or nothing, and each id belongs to one host', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(step, { minLength: 2, maxLength: 6 }), async (scheduler, steps) => {
      const store = await createStore('memory:');
      const lucca = createFakeLucca();
      const accounts = await openAccounts({ store, lucca, now: () => 0 });
      const first = await accounts.connect(connectTo('acme'));
      if (first.kind === 'problem') throw new Error(first.code);

      // The labels keep a failing run readable: what is passed around is long.
      const { firstPage } = lucca;
      lucca.firstPage = async (...args) => {
        await scheduler.schedule(Promise.resolve(), 'Lucca');
        return firstPage(...args);
      };
      for (const target of [store, await keyStoreOf(store)])
        for (const method of ['get', 'replace', 'remove'] as const) {
          const call = (target[method] as (...args: unknown[]) => Promise<unknown>).bind(target);
          target[method] = (async (...args: unknown[]) => {
            await scheduler.schedule(Promise.resolve(), method);
            return call(...args);
          }) as never;
        }
      const versions: string[] = [];
      const hostOf = new Map([[first.account.id, first.account.host]]);
      const expectOneHost = ({ id, host }: Account) => {
        expect(hostOf.get(id) ?? host).toBe(host);
        hostOf.set(id, host);
      };
      const work = steps.map(async (each) => {
        try {
          if (each.kind === 'disconnect') return await accounts.disconnect(tenant);
          if (each.kind === 'erase') return await accounts.erase(tenant);
          // Lucca accepts the key when it is asked again: the rejection was a slip, or came too late.
          if (each.kind === 'reject')
            return accounts.onFailure(first.account, new LuccaUnauthorized({ resource: 'users' }));
          const outcome = await (each.kind === 'connect'
            ? accounts.connect(connectTo(each.name))
            : each.kind === 'replace'
              ? accounts.replaceKey({ ...terms, apiKey: each.apiKey })
              : accounts.check(tenant, terms.deadlineAt));
          if (outcome.kind === 'problem') return;
          expectOneHost(outcome.account);
          if (each.kind !== 'check') versions.push(`${outcome.account.id} ${outcome.account.version}`);
        } catch (failure) {
          if (!(failure instanceof AccountNotConnected)) throw failure;
        }
      });
      await scheduler.waitFor(Promise.all(work));
      expect(new Set(versions).size).toBe(versions.length);

      const account = await scheduler.waitFor(accounts.find(tenant));
      if (account === null) {
        expect(steps.some(({ kind }) => kind === 'disconnect' || kind === 'erase')).toBe(true);
        return;
      }
      expectOneHost(account);
      const kept = await scheduler.waitFor(accounts.credentials(account));
      const proven = await Promise.all(lucca.heard.map(({ caller }) => caller.credentials()));
      expect(proven).toContainEqual(kept);
      expect(kept.host).toBe(account.host);
    }),
    { numRuns: runs(300, 40) },
  );
});
