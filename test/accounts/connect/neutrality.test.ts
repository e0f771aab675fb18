import { expect, it } from 'vitest';
import type { Connected, Tested } from '../../../src/accounts/accounts.ts';
import type { ConnectProblem } from '../../../src/accounts/connect/problems.ts';
import { createStore, type Store } from '../../../src/accounts/store/store.ts';
import { LuccaUnauthorized } from '../../../src/lucca/errors.ts';
import { createFakeLucca } from '../fakeLucca.ts';
import { openAccounts } from '../openAccounts.ts';

type Outcome = Connected | Tested | ConnectProblem;

const pairs = 200;
const hour = 3_600_000;
// As many hosts of each kind, with names of equal length, so that no single name matters.
const hostsOfEach = 12;
const nameOf = (kind: 'taken' | 'vacant', index: number) => `${kind === 'taken' ? 'alpha' : 'gamma'}-${index + 10}`;

/** Counts the calls of a store by method. */
function countCalls(store: Store): string[] {
  const calls: string[] = [];
  const counted = new Set(['get', 'set', 'replace', 'delete', 'keys']);
  for (const name of counted) {
    const call = (store[name as 'get'] as (...args: unknown[]) => Promise<unknown>).bind(store);
    store[name as 'get'] = ((...args: unknown[]) => {
      calls.push(name);
      return call(...args);
    }) as never;
  }
  return calls;
}

/** The part of an outcome by which a customer could distinguish two of them. */
const comparable = (outcome: Outcome): string =>
  JSON.stringify(outcome, (key, value: unknown) =>
    ['id', 'host', 'version', 'connectedAt', 'checkedAt', 'grantedAt', 'at'].includes(key) ? key : value,
  );

it.each([
  ['connect', 'is accepted', undefined],
  ['connect', 'is refused', new LuccaUnauthorized({ resource: 'users', status: 401 })],
  ['test', 'is accepted', undefined],
  ['test', 'is refused', new LuccaUnauthorized({ resource: 'users', status: 401 })],
] as const)(
  'a %s that %s does not reveal whether another company has connected the same Lucca',
  async (operation, _, answer) => {
    let time = Date.parse('2026-03-31T08:00:00Z');
    const store = await createStore('memory:');
    const lucca = createFakeLucca();
    const accounts = await openAccounts({ store, lucca, now: () => time, recheckAfterMs: null });
    async function submit(tenant: string, name: string, by: 'connect' | 'test' = operation): Promise<Outcome> {
      // Failed attempts no longer count.
      time += hour;
      const domain = `${name}.ilucca.net`;
      const terms = { tenant, domain, apiKey: 'key-of-someone', acceptMissingPermissions: false };
      return accounts[by]({ ...terms, deadlineAt: time + 9_000 });
    }
    for (let index = 0; index < hostsOfEach; index += 1)
      await submit(`tenant-${index}`, nameOf('taken', index), 'connect');
    await submit('curious', 'elsewhere', 'connect');
    if (answer) lucca.answers.probedUsers = answer;

    const calls = countCalls(store);
    async function measure(kind: 'taken' | 'vacant', index: number) {
      calls.length = 0;
      lucca.heard.length = 0;
      const startedAt = performance.now();
      const outcome = await submit('curious', nameOf(kind, index % hostsOfEach));
      const ms = performance.now() - startedAt;
      return { ms, seen: [comparable(outcome), [...calls], lucca.heard.map(({ resource }) => resource)] };
    }
    let slower = 0;
    for (let index = 0; index < pairs; index += 1) {
      // In a random order, so that other load on the machine affects both equally.
      const order = Math.random() < 0.5 ? (['taken', 'vacant'] as const) : (['vacant', 'taken'] as const);
      const measured = { [order[0]]: await measure(order[0], index), [order[1]]: await measure(order[1], index) };
      expect(measured.taken?.seen).toEqual(measured.vacant?.seen);
      if ((measured.taken?.ms ?? Number.NaN) > (measured.vacant?.ms ?? Number.NaN)) slower += 1;
    }
    // A sign test: which one of a pair is slower is a fair coin toss, which is six standard deviations off once in 500 million runs.
    const deviations = Math.abs(slower - pairs / 2) / Math.sqrt(pairs / 4);
    expect(deviations, `${slower} of ${pairs} slower where another company is connected`).toBeLessThan(6);
  },
);

it('the number of failed attempts that a Lucca allows does not reveal whether another company that tries it has connected it', async () => {
  let time = Date.parse('2026-03-31T08:00:00Z');
  const store = await createStore('memory:');
  const lucca = createFakeLucca();
  const accounts = await openAccounts({ store, lucca, now: () => time });
  const calls = countCalls(store);
  function test(tenant: string, name: string): Promise<Outcome> {
    const terms = { tenant, domain: `${name}.ilucca.net`, apiKey: 'key-of-someone', acceptMissingPermissions: false };
    return accounts.test({ ...terms, deadlineAt: time + 20 });
  }
  async function seenAt(name: string, owner: string) {
    const seen: unknown[] = [];
    time += hour;
    // A tenant's first failures at a host are allowed, whatever others do.
    for (let number = 0; number < 3; number += 1) await test('curious', name);
    for (let number = 0; number < 10; number += 1) {
      await test(`stranger ${number % 2} of ${name}`, name);
      time += 60_000;
    }
    for (let number = 0; number < 3; number += 1) {
      time += 60_000;
      await test(owner, name);
      calls.length = 0;
      seen.push(await test('curious', name), [...calls]);
    }
    return seen;
  }
  const connection = { tenant: 'owner', domain: 'alpha.ilucca.net', apiKey: 'key-of-owner', deadlineAt: time };
  await accounts.connect({ ...connection, acceptMissingPermissions: false });
  lucca.answers.probedUsers = new LuccaUnauthorized({ resource: 'users', status: 401 });
  const taken = await seenAt('alpha', 'owner');
  expect(taken[0]).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: 49 * 60 });
  expect(await seenAt('gamma', 'another owner')).toEqual(taken);
});
