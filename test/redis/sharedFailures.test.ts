import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { findKey } from '../../src/sandbox/companies/keys.ts';
import { startFaultyWire } from '../support/faultyWire.ts';
import { type FoundRedis, findRedis } from '../support/redis.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../support/subgraph.ts';

const found = await findRedis();
const acme = createTestCompany(hosts.acme);
const full = findKey(acme, 'full');
const wrong = 'not-a-key-of-acme';
const directory = await mkdtemp(join(tmpdir(), 'failures-'));
afterAll(() => rm(directory, { recursive: true }));

const hour = 60 * 60_000;
let passed = 0;
const now = () => Date.now() + passed;

describe.skipIf(found === null)('failed attempts on instances that share a Redis', () => {
  const redis = found as FoundRedis;
  let wire: Awaited<ReturnType<typeof startFaultyWire>>;
  let first: Subgraph;
  let second: Subgraph;

  beforeAll(async () => {
    const keyringFile = join(directory, 'keyring.json');
    await createKeyringFile(keyringFile);
    wire = await startFaultyWire(redis.url);
    const { url } = wire;
    // A long timeout, because on a busy machine an answer may be slow.
    const shared = { url, prefix: redis.prefix, instances: 2, timeoutMs: 2_000 };
    const app = { storeUrl: `file:${directory}/accounts.db`, keyringFile, redis: shared, now };
    first = await startSubgraph({ companies: [acme], app });
    second = await startSubgraph({ companies: [], app: { ...app, sandboxPort: first.sandbox.port } });
    return () => wire.close();
  });
  beforeEach(async () => {
    passed += hour;
    await redis.clear();
  });

  const document = `mutation ($input: ConnectAccountInput!) { testConnection(input: $input) {
    __typename ... on ConnectProblem { code retryAfterSeconds }
  } }`;
  async function test(instance: Subgraph, tenant: string, apiKey: string) {
    const input = { domain: acme.host, apiKey };
    return (await instance.data(document, { input }, { tenant })).testConnection;
  }
  /** Fails this number of times, alternating between the two instances. */
  async function fail(tenant: string, times: number, instances = [first, second]) {
    for (let number = 0; number < times; number += 1) {
      const instance = instances[number % instances.length] as Subgraph;
      expect(await test(instance, tenant, wrong)).toMatchObject({ code: 'KEY_REJECTED' });
    }
  }
  const refused = { code: 'TOO_MANY_ATTEMPTS' };
  const accepted = { __typename: 'AccountChecked' };

  it('are limited to five in a quarter of an hour for a tenant, whichever instance they reach', async () => {
    await fail('guesser', 5);
    for (const instance of [first, second]) expect(await test(instance, 'guesser', full)).toMatchObject(refused);
    expect(await test(second, 'another', full)).toMatchObject(accepted);
  });

  it('are limited to ten an hour for a host, except for the tenant that has it connected and the first three of any other', async () => {
    await first.connect(acme, 'full', 'owner');
    await fail('guesser', 5);
    await fail('another guesser', 5);
    for (const instance of [first, second]) expect(await test(instance, 'newcomer', full)).toMatchObject(accepted);
    await fail('newcomer', 3);
    for (const instance of [first, second]) {
      const refusal = await test(instance, 'newcomer', full);
      expect(refusal).toMatchObject(refused);
      expect(refusal.retryAfterSeconds).toBeGreaterThan(3_500);
      expect(await test(instance, 'owner', full)).toMatchObject(accepted);
    }
  });

  it('still count after Redis has lost its data', async () => {
    await fail('guesser', 5);
    await redis.clear();
    // Each instance publishes its own failures as soon as it is asked for an attempt.
    await test(first, 'guesser', full);
    expect(await test(second, 'guesser', full)).toMatchObject(refused);
    expect(await test(first, 'guesser', full)).toMatchObject(refused);
  });

  it('do not include those that somebody else writes to Redis, whatever their times', async () => {
    await fail('victim', 1);
    const keys = (await redis.keys()).filter((key) => key.includes(':failures:'));
    const times = [Date.now(), Date.now() + 30_000, 9e15, Number.POSITIVE_INFINITY];
    const forged = times.flatMap((score) => Array.from({ length: 9 }, (_, at) => ({ value: `m${score}${at}`, score })));
    for (const key of keys) await redis.client.zAdd(key, forged);
    for (const instance of [first, second]) expect(await test(instance, 'victim', full)).toMatchObject(accepted);
    for (const key of keys) expect(await redis.client.zCount(key, Date.now() + 61_000, '+inf')).toBe(0);
    for (const key of keys) await redis.client.set(key, 'text');
    for (const instance of [first, second]) expect(await test(instance, 'victim', full)).toMatchObject(accepted);
    expect(first.logged.join('')).not.toContain('Redis is unreachable');
  });

  it('are stored in Redis only while they count, without host or tenant', async () => {
    await fail('guesser', 1);
    const keys = (await redis.keys()).filter((key) => key.includes(':failures:'));
    expect(keys, 'of the tenant, the host, and the tenant at the host').toHaveLength(3);
    const lives = await Promise.all(keys.map((key) => redis.client.pTTL(key)));
    expect(lives.map((ms) => Math.ceil(ms / 60_000)).sort()).toEqual([15, 60, 60]);
    const members = await Promise.all(keys.map((key) => redis.client.zRange(key, 0, -1)));
    expect(members.map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(JSON.stringify([keys, members])).not.toMatch(/acme|guesser|not-a-key/);
  });

  it('are counted by each instance while Redis is down, in addition to the known ones of the others', async () => {
    await fail('guesser', 2);
    expect(await test(first, 'guesser', full)).toMatchObject(accepted);
    await wire.set('cut');
    await fail('guesser', 3, [first]);
    expect(await test(first, 'guesser', full)).toMatchObject(refused);
    await fail('guesser', 3, [second]);
  });
});
