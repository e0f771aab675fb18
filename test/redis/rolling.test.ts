import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SignJWT } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { findKey } from '../../src/sandbox/companies/keys.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { asAdministrator, findPostgres, ownTable } from '../accounts/store/postgresUrl.ts';
import { audience, issuer } from '../load/tokens.ts';
import { bundle, type SourceChange } from '../support/bundle.ts';
import { startProgram } from '../support/program.ts';
import { findRedis } from '../support/redis.ts';
import { createTestCompany } from '../support/subgraph.ts';
import { isThorough } from '../support/thoroughness.ts';

const redis = await findRedis();
const postgres = await findPostgres();
const database = ownTable();
const perMinute = 40;
const secret = randomBytes(32).toString('hex');
const acme = createTestCompany(hosts.acme);

/** A version that caches in another format, and has added something to accounts. */
const laterVersion: SourceChange[] = [
  { file: 'src/cache/sharedCache.ts', from: 'const snapshotFormat = 2;', to: 'const snapshotFormat = 3;' },
  {
    file: 'src/accounts/store/record.ts',
    from: 'JSON.stringify({ ...record, format: recordFormat })',
    to: 'JSON.stringify({ ...record, added: true, format: recordFormat })',
  },
];

/** The process as in production, except that it reads the sandbox and refuses no request when the machine is busy with other tests. */
const inTest: SourceChange[] = [
  {
    file: 'src/main.ts',
    from: '    shedAboveMs,\n  });',
    to: '    sandboxPort: Number(process.env.SANDBOX_PORT),\n  });',
  },
];

type Instance = { program: Awaited<ReturnType<typeof startProgram>>; url: string; isKilled: boolean };

describe.skipIf(redis === null || postgres === null || !isThorough)('three instances with PostgreSQL and Redis', () => {
  const ends: (() => unknown)[] = [];
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  async function setUp() {
    const cwd = await mkdtemp(join(tmpdir(), 'rolling-'));
    ends.push(() => rm(cwd, { recursive: true }));
    ends.push(() => asAdministrator(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));
    await asAdministrator(`CREATE DATABASE ${database}`);
    await createKeyringFile(join(cwd, 'keyring.json'));
    await writeFile(join(cwd, 'jwt'), secret, { mode: 0o600 });
    const sandbox = await createSandbox({ companies: [acme] });
    ends.push(() => sandbox.close());
    const storeUrl = new URL(postgres ?? '');
    storeUrl.pathname = database;
    const env = {
      SANDBOX_PORT: String(sandbox.port),
      PORT: '0',
      HOST: '127.0.0.1',
      STORE_URL: storeUrl.href,
      MASTER_KEY_FILE: 'keyring.json',
      JWT_SECRET_FILE: 'jwt',
      JWT_ISSUER: issuer,
      JWT_AUDIENCE: audience,
      REDIS_URL: redis?.url ?? '',
      REDIS_PREFIX: redis?.prefix ?? '',
      INSTANCES: '3',
      LUCCA_REQUESTS_PER_MINUTE: String(perMinute),
      SUBJECT_REQUESTS_PER_MINUTE: '30',
      OPERATION_DEADLINE_MS: '60000',
      NOT_READY_SECONDS: '1',
      MIN_MAX_AGE_SECONDS: '0',
    };
    // Only once, because the three start at the same time.
    await bundle('src/main.ts', inTest);
    async function start(changes: SourceChange[] = []): Promise<Instance> {
      const options = { cwd, env, changes: [...inTest, ...changes] };
      const program = await startProgram('src/main.ts', options, (end) => void ends.push(end));
      const [, port] = await program.prints(/"port":(\d+),"msg":"listening"/);
      return { program, url: `http://127.0.0.1:${port}`, isKilled: false };
    }
    const token = await new SignJWT({ tenant_id: 'acme', scope: 'lucca:employees:read lucca:account:write' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('user')
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('10 minutes')
      .sign(Buffer.from(secret));
    return { sandbox, start, token };
  }

  // Six processes start one after the other, on a machine that may be busy.
  it('fail no request while they are replaced by a later version, and only its own when one is killed', async () => {
    const { sandbox, start, token } = await setUp();
    const instances: [Instance, Instance, Instance] = await Promise.all([start(), start(), start()]);

    async function ask({ url }: Instance, query: string, variables: object = {}, headers: object = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as { data?: Record<string, unknown>; errors?: unknown[] };
    }
    const input = { domain: acme.host, apiKey: findKey(acme, 'full'), acceptMissingPermissions: true };
    const connect = 'mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { __typename } }';
    const [first] = instances;
    expect((await ask(first, connect, { input })).data).toEqual({ connectAccount: { __typename: 'AccountConnected' } });

    // Like a load balancer: asks each instance whether it is ready, and sends requests only to those that are.
    let [isEnding, served] = [false, 0];
    const ready = new Set(instances);
    const failures: { isKilled: boolean; why: string }[] = [];
    const count = 'query { employees(first: 1) { totalCount } }';
    async function balance(): Promise<void> {
      for (; !isEnding; await sleep(50))
        for (const instance of [...instances]) {
          const { ok } = await fetch(`${instance.url}/readyz`).catch(() => ({ ok: false }));
          if (ok) ready.add(instance);
          else ready.delete(instance);
        }
    }
    async function send(number: number): Promise<void> {
      for (let turn = number; !isEnding; turn += 1, await sleep(5)) {
        const usable = [...ready];
        const instance = usable[turn % usable.length];
        if (instance === undefined) continue;
        const answer = await ask(instance, count).catch((failure: unknown) => ({ data: undefined, errors: [failure] }));
        if (answer.errors) failures.push({ isKilled: instance.isKilled, why: JSON.stringify(answer.errors) });
        else served += 1;
      }
    }
    ends.push(() => {
      isEnding = true;
    });
    const load = Promise.all([balance(), ...[0, 1, 2, 3].map(send)]);
    const more = async (by: number) => {
      const until = served + by;
      await expect.poll(() => served, { timeout: 60_000 }).toBeGreaterThanOrEqual(until);
    };
    await more(20);
    for (const index of [0, 1, 2]) {
      const replaced = instances[index] as Instance;
      instances[index] = await start(laterVersion);
      replaced.program.kill('SIGTERM');
      // An instance is asked whether it is ready until it ends.
      while (ready.has(replaced)) {
        const { ok } = await fetch(`${replaced.url}/readyz`).catch(() => ({ ok: false }));
        if (!ok) ready.delete(replaced);
      }
      expect(await replaced.program.exitCode()).toBe(0);
      await more(20);
    }
    expect(failures).toEqual([]);

    const [victim, ...others] = instances;
    victim.isKilled = true;
    victim.program.kill('SIGKILL');
    await victim.program.exitCode();
    await more(20);
    isEnding = true;
    await load;
    expect(failures.filter(({ isKilled }) => !isKilled)).toEqual([]);

    // The six instances together send Lucca no more requests than allowed, although the remaining ones send as many as they can.
    const eager = Array.from({ length: 2 * perMinute }, (_, index) =>
      ask(
        others[index % others.length] as Instance,
        `{ employees(first: 1) { totalCount } } # ${index}`,
        {},
        {
          'cache-control': 'no-cache',
        },
      ),
    );
    await Promise.race([Promise.all(eager), sleep(3_000)]);
    expect(sandbox.control.highestPerMinute(acme.host)).toBeLessThanOrEqual(perMinute);
    expect(sandbox.control.highestPerMinute(acme.host)).toBeGreaterThan(12);
  }, 180_000);
});
