import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RESP_TYPES } from '@redis/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { findKey } from '../../src/sandbox/companies/keys.ts';
import { startFaultyWire } from '../support/faultyWire.ts';
import { type FoundRedis, findRedis } from '../support/redis.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../support/subgraph.ts';

const found = await findRedis();
const acme = createTestCompany(hosts.acme);
const initech = createTestCompany(hosts.initech);
const name = 'Zyxwvutsson';
const amount = 7313371.25;
const directory = await mkdtemp(join(tmpdir(), 'instances-'));
afterAll(() => rm(directory, { recursive: true }));

const everything = `{ employees(first: 200) { totalCount edges { node { displayName workEmail
  manager { displayName } position { jobTitle department { name } } contract { typeName startsOn }
  remuneration { ... on Remuneration { baseSalary { money { amount currency } } } } } } } }`;
const someone = 'query ($id: ID!) { employee(id: $id) { displayName contract { startsOn } manager { displayName } } }';
const people = '{ employees(first: 1000) { totalCount edges { node { id displayName } } } }';

describe.skipIf(found === null)('instances that share a cache', () => {
  const redis = found as FoundRedis;
  let first: Subgraph;
  let app: Record<string, unknown>;

  beforeAll(async () => {
    const keyringFile = join(directory, 'keyring.json');
    await createKeyringFile(keyringFile);
    // A long timeout, because on a busy machine an answer may be slow.
    const shared = { url: redis.url, prefix: redis.prefix, instances: 2, timeoutMs: 2_000 };
    app = { storeUrl: `file:${directory}/accounts.db`, keyringFile, redis: shared };
    first = await startSubgraph({ companies: [acme, initech], app });
    app.sandboxPort = first.sandbox.port;
    await first.connect(acme);
    await first.connect(initech, 'full', 'initech');
    first.sandbox.control.change(acme.host, ({ people: all, fixedItems, variableItems }) => {
      for (const person of all) Object.assign(person, { lastName: name, mail: `${name}@${name}.test` });
      for (const item of [...fixedItems, ...variableItems]) item.amount = amount;
    });
  });

  /** Another instance, which has read nothing yet. */
  const another = (more: object = {}) => startSubgraph({ companies: [], app: { ...app, ...more } });
  const requestsOf = async (work: () => Promise<unknown>) => (await first.countRequests(work)).total;
  const rowKeys = async () => (await redis.keys()).filter((key) => key.includes(':rows:')).sort();
  const remaining = async ({ data }: Subgraph) =>
    (await data('{ account { quota { remaining } } }')).account.quota.remaining;
  /** Until the instances know of each other, each has only its own part of the quota. */
  const isOneOf = (other: Subgraph) =>
    expect
      .poll(async () => (await remaining(first)) === (await remaining(other)), { timeout: 50_000, interval: 200 })
      .toBe(true);
  /** Rows are written to Redis in the background. */
  const written = async (least: number) =>
    expect.poll(async () => (await rowKeys()).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(least);

  it('answer with what another has just read, without a request to Lucca', async () => {
    const answer = await first.data(everything);
    expect(JSON.stringify(answer)).toContain(name);
    expect(JSON.stringify(answer)).toContain('7313371.25');
    const [employee] = (await first.data(people)).employees.edges;
    await written(4);
    const second = await another();
    let same: unknown;
    expect(
      await requestsOf(async () => {
        same = await second.data(everything);
        await second.data(someone, { id: employee.node.id });
      }),
    ).toBe(0);
    expect(same).toEqual(answer);
  });

  it('know that a row was skipped in what another has read', async () => {
    const owners = new Map(acme.workContracts.map(({ id, ownerId }) => [id, ownerId]));
    const [one] = acme.fixedItems.filter(({ id, workContractId }) =>
      acme.fixedItems.some(
        (other) => other.id !== id && owners.get(other.workContractId) === owners.get(workContractId),
      ),
    );
    first.sandbox.control.change(acme.host, ({ fixedItems }) => {
      for (const item of fixedItems) if (item.id === one?.id) item.startsOn = 'soon';
    });
    await first.connect(acme);
    const pay = `{ employees(first: 250, filter: { status: null }) { edges { node { luccaId remuneration {
      ... on Remuneration { baseSalary { money { amount } } dataGaps { field reason } } } } } } }`;
    const answer = await first.data(pay);
    const lacking = answer.employees.edges.filter(({ node }: { node: object }) =>
      JSON.stringify(node).includes('UPSTREAM_ERROR'),
    );
    expect(lacking).toMatchObject([{ node: { luccaId: String(owners.get(one?.workContractId ?? 0)) } }]);
    await written(3);
    const second = await another();
    expect(await requestsOf(async () => expect(await second.data(pay)).toEqual(answer))).toBe(0);
  });

  it('show the progress of a connect operation that another runs, and none once it has ended', async () => {
    const second = await another();
    const progress = async () =>
      (await second.data('{ connectionProgress { remaining checks { permission } } }')).connectionProgress;
    first.sandbox.control.delay(600, { path: '/remuneration/' });
    const connecting = first.connect(acme);
    await expect.poll(progress, { timeout: 20_000, interval: 20 }).toMatchObject({ remaining: expect.any(Number) });
    await connecting;
    first.sandbox.control.reset();
    await expect.poll(progress, { timeout: 20_000 }).toBeNull();
  });

  it('send a request to Lucca if what another has read is too old for the caller', async () => {
    const second = await another();
    const fresh = { headers: { 'cache-control': 'no-cache' } };
    expect(await requestsOf(() => second.data(people, {}, fresh))).toBeGreaterThan(0);
  });

  it('store only encrypted data in Redis, and only for as long as it is fresh', async () => {
    await first.data(everything);
    await written(4);
    const { client } = redis;
    const bytes = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
    const seen: Buffer[] = [];
    for (const key of await redis.keys()) {
      seen.push(Buffer.from(key));
      expect(await client.pTTL(key)).toBeGreaterThan(0);
      expect(await client.pTTL(key)).toBeLessThanOrEqual(300_000);
      const type = await client.type(key);
      if (type === 'string') seen.push((await bytes.get(key)) ?? Buffer.alloc(0));
      else if (type === 'hash') seen.push(Buffer.from(JSON.stringify(await client.hGetAll(key))));
      else seen.push(Buffer.from(JSON.stringify(await client.zRange(key, 0, -1))));
    }
    const all = Buffer.concat(seen);
    expect(all.length).toBeGreaterThan(5_000);
    for (const secret of [name, String(amount), '7313371', acme.host, 'acme', findKey(acme, 'full'), '"items"'])
      for (const form of [
        secret,
        Buffer.from(secret).toString('hex'),
        Buffer.from(secret).toString('base64').slice(0, -4),
      ])
        if (form.length > 3) expect(all.includes(form), form).toBe(false);
  });

  it('reject entries that were altered, truncated or swapped, and replace them', async () => {
    await first.data(people, {}, { tenant: 'initech' });
    await first.data(everything);
    const answer = await first.data(everything);
    await written(5);
    const { client } = redis;
    const bytes = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
    const keys = await rowKeys();
    const values = await Promise.all(keys.map(async (key) => (await bytes.get(key)) ?? Buffer.alloc(0)));
    const spoilt = [
      (value: Buffer) => Buffer.concat([value.subarray(0, -1), Buffer.of((value.at(-1) ?? 0) ^ 1)]),
      (value: Buffer) => value.subarray(0, 20),
      () => Buffer.alloc(0),
      (_: Buffer, index: number) => values[(index + 1) % values.length] as Buffer,
    ];
    for (const spoil of spoilt) {
      const bad = values.map(spoil);
      for (const [index, key] of keys.entries())
        await client.set(key, bad[index] as Buffer, { expiration: { type: 'PX', value: 60_000 } });
      const second = await another();
      expect(await requestsOf(async () => expect(await second.data(everything)).toEqual(answer))).toBeGreaterThan(0);
      await second.stop();
      const third = await another();
      await expect.poll(() => requestsOf(() => third.data(everything)), { timeout: 30_000 }).toBe(0);
      await third.stop();
    }
  });

  it('use nothing that was read, by id or whole, before Lucca refused it to any of them', async () => {
    await first.connect(acme);
    const [employee] = (await first.data(people)).employees.edges;
    const before = (await rowKeys()).length;
    await first.data(someone, { id: employee.node.id });
    await written(before + 1);
    const contracts = { path: '/directory/api/4.0/work-contracts' };
    const asked = () => first.sandbox.control.requests(contracts).length;
    const [found, refused, later] = [await another(), await another(), await another()];
    let count = asked();
    await found.data(someone, { id: employee.node.id });
    expect(asked()).toBe(count);
    first.sandbox.control.fail({ kind: 'status', status: 403 }, { ...contracts, times: 1 });
    await refused.ask(someone, { id: employee.node.id }, { headers: { 'cache-control': 'no-cache' } });
    count = asked();
    await expect
      .poll(async () => {
        await later.data(someone, { id: employee.node.id });
        return asked();
      })
      .toBeGreaterThan(count);
  });

  it('use no entries of an earlier connection', async () => {
    await first.data(everything);
    await first.connect(acme);
    const second = await another();
    expect(await requestsOf(() => second.data(everything))).toBeGreaterThan(0);
    await first.data('mutation { disconnectAccount { wasConnected } }');
    const third = await another();
    const { errors } = await third.ask(everything);
    expect(errors?.[0]?.extensions.code).toBe('ACCOUNT_NOT_CONNECTED');
    await first.connect(acme);
  });

  it.each([
    ['disconnected', 'mutation { disconnectAccount { wasConnected } }'],
    ['erased', 'mutation { eraseTenant { wasStored } }'],
  ])('leave no data in Redis of a company that was %s', async (_, end) => {
    await redis.clear();
    const left = async () => (await redis.keys()).filter((key) => /:(rows|connection):/.test(key));
    const second = await another();
    for (const instance of [first, second])
      await instance.data(everything, {}, { headers: { 'cache-control': 'no-cache' } });
    await written(4);
    expect((await left()).length).toBeGreaterThan(4);
    await first.data(end);
    expect(await left()).toEqual([]);
    await first.connect(acme);
  });

  it('share the quota of a Lucca, and report it', async () => {
    const second = await another();
    await isOneOf(second);
    const left = await remaining(first);
    await first.data(people, {}, { headers: { 'cache-control': 'no-cache' } });
    expect(await remaining(first)).toBe(left - 1);
    await expect.poll(() => remaining(second), { timeout: 30_000 }).toBe(left - 1);
  });

  it('share how much of the quota each user has taken', async () => {
    const policy = { requestsPerMinute: 100_000, subjectRequestsPerMinute: 8 };
    const [second, third] = [await another({ policy }), await another({ policy })];
    /** How many of this number of queries led to a request to Lucca. */
    async function ask(instance: Subgraph, subject: string, times: number) {
      let asked = 0;
      for (let time = 0; time < times; time++) {
        const options = { subject, headers: { 'cache-control': 'no-cache' } };
        const { data } = await instance.ask(
          '{ employees(first: 1) { edges { node { freshness { source } } } } }',
          {},
          options,
        );
        if (data.employees?.edges[0].node.freshness.source === 'LIVE') asked += 1;
      }
      return asked;
    }
    for (const instance of [second, third]) await isOneOf(instance);
    expect(await ask(second, 'eager', 6)).toBe(6);
    // It would be eight if each instance counted on its own.
    expect(await ask(third, 'eager', 12)).toBeLessThan(5);
    expect(await ask(third, 'another', 1)).toBe(1);
  });

  it('stay ready without errors while Redis is down, and log its loss and its recovery once each', async () => {
    const wire = await startFaultyWire(redis.url);
    const lone = await another({ metrics: true, redis: { url: wire.url, prefix: redis.prefix, instances: 2 } });
    const metric = async () => /^redis_up (\d)$/m.exec(await (await fetch(`${lone.url}/metrics`)).text())?.[1];
    const linesOf = (text: string) => lone.logged.filter((line) => line.includes(text)).length;
    const fresh = { headers: { 'cache-control': 'no-cache' } };
    expect(await metric()).toBe('1');
    const read = () => lone.data(people, {}, fresh);
    await read();
    await wire.set('hanging');
    // The tests of the shared slots check how long requests wait for Redis.
    await read();
    await read();
    expect((await fetch(`${lone.url}/readyz`)).status).toBe(200);
    expect(await metric()).toBe('0');
    await lone.data(everything, {}, fresh);
    await wire.set('whole');
    await expect.poll(metric, { timeout: 30_000 }).toBe('1');
    // One line for each outage; on a busy machine there may be further outages.
    await expect.poll(() => linesOf('Redis is unreachable') - linesOf('Redis is back'), { timeout: 30_000 }).toBe(0);
    expect(linesOf('Redis is back')).toBeGreaterThan(0);
    await lone.stop();
    await wire.close();
  });
});
