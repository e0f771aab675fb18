import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { createHashName } from '../../src/accounts/store/recordKey.ts';
import type { LeaseAnswer } from '../../src/cache/lease.ts';
import type { Snapshots } from '../../src/cache/sharedCache.ts';
import { openRedis } from '../../src/redis/redis.ts';
import { createSealedSnapshots } from '../../src/redis/sealedSnapshots.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { bundle } from '../support/bundle.ts';
import { startFaultyWire } from '../support/faultyWire.ts';
import { type FoundRedis, findRedis } from '../support/redis.ts';
import {
  createTestCompany,
  now,
  type RequestOptions,
  type Subgraph,
  startSubgraph,
  testSecret,
  tokenFor,
} from '../support/subgraph.ts';

const found = await findRedis();
const acme = createTestCompany(hosts.acme);
const users = '/api/v3/users';
/** Seven resources, all read whole. */
const everything = '{ account { dataQuality(codes: []) { unreadable { kind count } } } }';
const names = '{ employees(first: 3) { edges { node { displayName } } } }';
const newName = 'Zyxwvutsson';

describe.skipIf(found === null)('several instances that need the same rows', () => {
  const redis = found as FoundRedis;
  let first: Subgraph;
  let app: Record<string, unknown>;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'leases-'));
    const keyringFile = join(directory, 'keyring.json');
    await createKeyringFile(keyringFile);
    // A long timeout, because on a busy machine an answer may be slow.
    const shared = { url: redis.url, prefix: redis.prefix, instances: 3, timeoutMs: 2_000 };
    app = { storeUrl: `file:${directory}/accounts.db`, keyringFile, redis: shared };
    first = await startSubgraph({ companies: [acme], app });
    app.sandboxPort = first.sandbox.port;
  });
  afterAll(() => rm(directory, { recursive: true }));
  // A new connection, whose rows nobody has read.
  beforeEach(async () => {
    first.sandbox.control.reset();
    await first.connect(acme);
  });

  const another = (more: object = {}) => startSubgraph({ companies: [], app: { ...app, ...more } });
  const requestsOf = async (work: () => Promise<unknown>) => (await first.countRequests(work)).byPath;
  const rename = () =>
    first.sandbox.control.change(acme.host, ({ people }) => {
      for (const person of people) person.lastName = newName;
    });
  const heard = () => first.sandbox.control.requests({ path: users }).length;

  it('read each resource once, whichever instances are asked for them at the same time', async () => {
    const alone = await requestsOf(() => first.data(everything));
    await first.connect(acme);
    const instances = [first, await another(), await another()];
    // Slow enough for all to start before the first has ended.
    first.sandbox.control.delay(300, {});
    const answers: unknown[] = [];
    const together = await requestsOf(async () =>
      answers.push(...(await Promise.all(instances.map((instance) => instance.data(everything))))),
    );
    expect(Object.keys(alone).length).toBeGreaterThan(4);
    expect(together).toEqual(alone);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('do not wait for rows that would be older than the caller accepts', async () => {
    const second = await another();
    const uncached: RequestOptions = { headers: { 'cache-control': 'no-cache' } };
    first.sandbox.control.delay(1_500, { path: users });
    const before = heard();
    const reading = first.data(names);
    await expect.poll(heard).toBe(before + 1);
    first.sandbox.control.reset();
    rename();
    expect(JSON.stringify(await second.data(names, {}, uncached))).toContain(newName);
    await reading;
    // The read that started earlier has ended later. The rows of the newer read are shared.
    await sleep(300);
    const third = await another();
    const requests = await requestsOf(async () => expect(JSON.stringify(await third.data(names))).toContain(newName));
    expect(requests[users]).toBeUndefined();
  });

  it('send their own requests at once when the read that they wait for fails', async () => {
    const second = await another();
    first.sandbox.control.delay(500, { path: users });
    const before = heard();
    first.sandbox.control.fail({ kind: 'status', status: 403 }, { path: users });
    const failing = first.ask(names);
    await expect.poll(heard).toBe(before + 1);
    first.sandbox.control.delay(0, { path: users });
    const reading = second.data(names);
    await sleep(200);
    expect(heard()).toBe(before + 1);
    expect((await failing).errors?.[0]?.extensions.code).toBe('LUCCA_PERMISSION_MISSING');
    expect((await reading).employees.edges).toHaveLength(3);
  });

  it('answer from reads of their own while Redis does not answer', async () => {
    const wire = await startFaultyWire(redis.url);
    onTestFinished(() => wire.close());
    const settings = { redis: { url: wire.url, prefix: redis.prefix, instances: 3 } };
    const instances = [await another(settings), await another(settings)];
    await wire.set('hanging');
    const before = heard();
    for (const answer of await Promise.all(instances.map((instance) => instance.data(names))))
      expect(answer.employees.edges.length).toBeGreaterThan(1);
    expect(heard() - before).toBe(2);
    for (const instance of instances) await instance.stop();
  });

  describe('and one of them is', () => {
    let program: string;
    beforeAll(async () => {
      program = await bundle('test/load/instance.ts');
    });

    /** An instance in a process of its own that is reading people, while Lucca takes some time to answer. */
    async function startReader(delayMs: number) {
      const { storeUrl, keyringFile } = app;
      const env = {
        ...process.env,
        STORE_URL: String(storeUrl),
        KEYRING: String(keyringFile),
        REDIS_URL: redis.url,
        REDIS_PREFIX: redis.prefix,
        SANDBOX_PORT: String(first.sandbox.port),
        SECRET: testSecret,
        INSTANCES: '3',
        // The day on which all tests run.
        CLOCK_OFFSET: String(now() - Date.now()),
      };
      const child: ChildProcess = fork(program, { env, execArgv: [] });
      onTestFinished(() => void child.kill('SIGKILL'));
      const [{ port }] = (await once(child, 'message')) as [{ port: number }];
      first.sandbox.control.delay(delayMs, { path: users });
      const before = heard();
      const answer = fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenFor()}` },
        body: JSON.stringify({ query: names }),
      }).then((response) => response.text());
      await expect.poll(heard).toBe(before + 1);
      first.sandbox.control.reset();
      return { child, answer };
    }

    it('killed during its read: within seconds another reads instead, and only one', async () => {
      const [second, third] = [await another(), await another()];
      const { child, answer } = await startReader(4_000);
      const reading = [second, third].map((instance) => instance.data(names));
      await sleep(300);
      expect(heard()).toBe(0);
      child.kill('SIGKILL');
      const killedAt = performance.now();
      await expect(answer).rejects.toThrow();
      await Promise.all(reading);
      // The lease must end, and the other instance asks for it at intervals.
      expect(performance.now() - killedAt).toBeLessThan(8_000);
      expect(heard()).toBe(1);
    });

    it('paused during its read: its rows do not replace newer ones that another has read meanwhile', async () => {
      const [second, third] = [await another(), await another()];
      const { child, answer } = await startReader(1_000);
      child.kill('SIGSTOP');
      rename();
      expect(JSON.stringify(await second.data(names))).toContain(newName);
      child.kill('SIGCONT');
      expect(await answer).not.toContain(newName);
      await sleep(500);
      const requests = await requestsOf(async () => expect(JSON.stringify(await third.data(names))).toContain(newName));
      expect(requests[users]).toBeUndefined();
    });
  });
});

describe.skipIf(found === null)('a lease', () => {
  const connection = { id: 'leased', version: 1 };
  const request = { maxAgeMs: 60_000, isBackground: false, looks: true, waitedFor: 0 };

  async function twoInstances() {
    const { url, prefix } = found as FoundRedis;
    const hashName = createHashName('a name key');
    const opened = await Promise.all([1, 2].map(() => openRedis({ url, prefix, hashName, timeoutMs: 2_000 })));
    onTestFinished(() => {
      for (const redis of opened) redis.close();
    });
    const unsealed = () => ({ seal: (bytes: Buffer) => bytes, open: (bytes: Buffer) => bytes });
    const raise = (fault: unknown) => {
      throw fault;
    };
    return opened.map((redis) => createSealedSnapshots(redis, unsealed, raise)) as [Snapshots, Snapshots];
  }
  const granted = { kind: 'granted', token: expect.any(Number) };
  const tokenOf = (answer?: LeaseAnswer) => (answer?.kind === 'granted' ? answer.token : Number.NaN);

  it('that is no longer the latest does not overwrite rows stored with the latest, nor does a read without a lease', async () => {
    const [here, there] = await twoInstances();
    const earlier = tokenOf(await here.leases.take('fenced', request));
    const later = tokenOf(await there.leases.take('fenced', { ...request, maxAgeMs: null }));
    expect(later).toBeGreaterThan(earlier);
    there.keep(connection, 'fenced', ['later'], 60_000, later);
    await expect.poll(() => here.find('fenced')).toEqual(['later']);
    for (const token of [earlier, null]) here.keep(connection, 'fenced', ['earlier'], 60_000, token);
    await sleep(300);
    expect(await there.find('fenced')).toEqual(['later']);
  });

  it('is held until its rows are stored or it is released, and states how long that will take', async () => {
    const [here, there] = await twoInstances();
    const token = tokenOf(await here.leases.take('held', request));
    const asked = { ...request, waitedFor: token };
    expect(await there.leases.take('held', asked)).toEqual({ kind: 'held', token, endsInMs: null });
    here.leases.renew('held', token, 5_000);
    await expect.poll(() => there.leases.take('held', asked)).toEqual({ kind: 'held', token, endsInMs: 5_000 });
    here.keep(connection, 'held', ['rows'], 60_000, token);
    await expect.poll(() => there.leases.take('held', asked)).toEqual({ kind: 'written' });
    const next = tokenOf(await there.leases.take('held', { ...request, looks: false }));
    there.leases.release('held', next);
    const waited = { ...request, looks: false, waitedFor: next };
    await expect.poll(() => here.leases.take('held', waited)).toMatchObject({ kind: 'released' });
    expect(await here.leases.take('held', { ...request, looks: false })).toEqual(granted);
  });

  it('of a read in the background is taken over by a read that a request waits for', async () => {
    const [here, there] = await twoInstances();
    const background = { ...request, isBackground: true };
    expect(await here.leases.take('background', background)).toEqual(granted);
    expect(await there.leases.take('background', background)).toMatchObject({ kind: 'held' });
    expect(await there.leases.take('background', request)).toEqual(granted);
  });

  it('that no instance can have taken blocks nobody', async () => {
    const { client, keys } = found as FoundRedis;
    const [here, there] = await twoInstances();
    await here.leases.take('forged', request);
    const names = async () => (await keys()).filter((key) => key.includes(':lease:'));
    expect(await names()).not.toEqual([]);
    const far = String(Date.now() + 1_000_000);
    for (const name of await names()) await client.hSet(name, { token: far, written: far, ends: far, state: 'forged' });
    expect(await there.leases.take('forged', request)).toEqual(granted);
    for (const name of await names()) await client.set(name, 'a text');
    expect(await there.leases.take('forged', request)).toEqual(granted);
  });
});
