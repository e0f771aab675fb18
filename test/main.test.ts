import { randomBytes } from 'node:crypto';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { SignJWT } from 'jose';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createKeyringFile } from '../src/accounts/sealing/keyring.ts';
import { startFaultyWire } from './support/faultyWire.ts';
import { listenUntilDone } from './support/listen.ts';
import { prepareProcess } from './support/prepareProcess.ts';
import { startProgram } from './support/program.ts';
import { findRedis } from './support/redis.ts';

const secret = randomBytes(32).toString('base64');
const ownerOnly = { mode: 0o600 };
const redis = await findRedis();

const prepare = () => prepareProcess(secret);

type Prepared = Awaited<ReturnType<typeof prepare>>;

async function start({ cwd, env }: Prepared) {
  const program = await startProgram('src/main.ts', { cwd, env });
  const [, port] = await program.prints(/"port":(\d+),"msg":"listening"/);
  return { ...program, url: `http://127.0.0.1:${port}` };
}

/** Starts what must not start; the process must end by itself, with code 1 and nothing on standard output. */
async function refusal({ cwd, env }: Prepared, differences: Record<string, string> = {}): Promise<string> {
  const program = await startProgram('src/main.ts', { cwd, env: { ...env, ...differences } });
  expect(await program.exitCode()).toBe(1);
  expect(program.printed.out).toBe('');
  expect(program.printed.err).not.toMatch(/^\s+at /m);
  return program.printed.err;
}

/** Waits until the process says that it stops. */
async function notReady(url: string): Promise<void> {
  let status = 200;
  while (status === 200) status = (await fetch(`${url}/readyz`)).status;
  expect(status).toBe(503);
}

const signed = (scope = 'lucca:employees:read') =>
  new SignJWT({ tenant_id: 'acme', scope })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('user-1')
    .setIssuer('https://issuer.example')
    .setAudience('graph')
    .setExpirationTime('1 minute')
    .sign(Buffer.from(secret));

/** Sends an operation to the process. On a busy machine it may say that it is overloaded: then again, as callers do. */
async function post(url: string, body: object, scope?: string): Promise<{ status: number; answer: unknown }> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await signed(scope)}` };
  for (;;) {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await response.text();
    if (response.status !== 503 || !text.includes('OVERLOADED'))
      return { status: response.status, answer: JSON.parse(text) };
    await sleep(100);
  }
}

describe('the process', () => {
  it('answers callers with a token, serves no pages by default, and exits with 0 on SIGTERM', async () => {
    const program = await start(await prepare());
    const response = await post(program.url, { query: '{ account { domain } }' });
    expect(response).toEqual({ status: 200, answer: { data: { account: null } } });
    const unwanted = ['/', '/connect'].map(async (page) => (await fetch(program.url + page)).status);
    expect(await Promise.all(unwanted)).toEqual([404, 404]);
    program.kill('SIGTERM');
    expect(await program.exitCode()).toBe(0);
    expect(program.printed.err).toBe('');
  });

  it('reports at /readyz that it is stopping, fails no request that is sent until then, and exits with 0 however often it gets a signal', async () => {
    const { cwd, env } = await prepare();
    const program = await start({ cwd, env: { ...env, NOT_READY_SECONDS: '1' } });
    let isReady = true;
    const answers: unknown[] = [];
    const asking = Array.from({ length: 16 }, async () => {
      while (isReady) answers.push((await post(program.url, { query: '{ account { domain } }' })).answer);
    });
    while (answers.length < 50) await (await fetch(`${program.url}/livez`)).text();
    program.kill('SIGTERM');
    await notReady(program.url);
    isReady = false;
    program.kill('SIGTERM');
    program.kill('SIGINT');
    await Promise.all(asking);
    // It ends itself with 1 if that takes a second, the longest operation and three seconds.
    expect(await program.exitCode()).toBe(0);
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"data":{"account":null}}']));
  });

  it('exports its spans through the SDK that was registered before it started', async () => {
    const { cwd, env } = await prepare();
    const file = join(cwd, 'tracing.mjs');
    const [api, contexts, sdk] = ['api', 'context-async-hooks', 'sdk-trace-base'].map((name) =>
      pathToFileURL(createRequire(import.meta.url).resolve(`@opentelemetry/${name}`)),
    );
    await writeFile(
      file,
      `import { context, trace } from '${api}';
       import { AsyncLocalStorageContextManager } from '${contexts}';
       import { BasicTracerProvider, ConsoleSpanExporter, SimpleSpanProcessor } from '${sdk}';
       context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
       const spanProcessors = [new SimpleSpanProcessor(new ConsoleSpanExporter())];
       trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors }));`,
    );
    const program = await start({ cwd, env: { ...env, NODE_OPTIONS: `--import ${pathToFileURL(file)}` } });
    await post(program.url, { query: 'query Traced { account { domain } }' });
    await program.prints(/'graphql.operation.name': '(Traced)'/);
    program.kill('SIGTERM');
    expect(await program.exitCode()).toBe(0);
  });

  it.each(['setTimeout(() => { throw fault; }, 50)', 'Promise.reject(fault)'])(
    'with an internal fault (%s) logs its class without its message, finishes the requests in progress, and exits with 1',
    async (trip) => {
      const { cwd, env } = await prepare();
      // Nothing of ours can be made to fail so from outside.
      const file = join(cwd, 'fault.mjs');
      await writeFile(
        file,
        `process.once('SIGUSR2', () => { const fault = new RangeError('4215 EUR of Bo'); ${trip}; });`,
      );
      const NODE_OPTIONS = `--import ${pathToFileURL(file)}`;
      const program = await start({ cwd, env: { ...env, NODE_OPTIONS, NOT_READY_SECONDS: '1' } });
      program.kill('SIGUSR2');
      await notReady(program.url);
      expect(await program.exitCode()).toBe(1);
      const [line = '', ...others] = program.printed.out.split('\n').filter((each) => each.includes('"level":60'));
      expect(others).toEqual([]);
      expect(JSON.parse(line)).toMatchObject({ error: 'RangeError', stack: expect.stringContaining('fault.mjs') });
      expect(program.printed.out + program.printed.err).not.toMatch(/4215|Bo/);
    },
  );

  it('retries a host without a DNS record twice, and opens its circuit after five failures', async () => {
    const { cwd, env } = await prepare();
    const file = join(cwd, 'names.mjs');
    await writeFile(
      file,
      `import dns from 'node:dns';
       import { syncBuiltinESMExports } from 'node:module';
       const { lookup } = dns;
       const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
       dns.lookup = (name, options, callback) =>
         name === 'acme.ilucca-demo.net' ? setImmediate(callback, unknown) : lookup(name, options, callback);
       syncBuiltinESMExports();`,
    );
    const program = await start({
      cwd,
      env: { ...env, LOG_LEVEL: 'debug', NODE_OPTIONS: `--import ${pathToFileURL(file)}` },
    });
    const test = `mutation ($apiKey: LuccaApiKey!) {
      testConnection(input: { domain: "acme.ilucca-demo.net", apiKey: $apiKey }) { ... on ConnectProblem { code } } }`;
    const variables = { apiKey: 'a-key-of-nobody' };
    for (const code of ['UNKNOWN_HOST', 'UNKNOWN_HOST', 'LUCCA_UNREACHABLE'])
      expect((await post(program.url, { query: test, variables }, 'lucca:account:write')).answer).toEqual({
        data: { testConnection: { code } },
      });
    const tries = [...program.printed.out.matchAll(/"attempt":(\d).*"request to Lucca"/g)].map(
      ([, attempt]) => attempt,
    );
    expect(tries).toEqual(['1', '2', '3', '1', '2']);
  });

  it('waits two seconds for PostgreSQL, with an earlier statement timeout', async () => {
    const heard = { text: '', ms: 0 };
    const port = await listenUntilDone(
      createServer((socket) => {
        const startedAt = performance.now();
        socket.on('data', (data) => {
          heard.text += data.toString('latin1');
        });
        socket.on('close', () => {
          heard.ms = performance.now() - startedAt;
        });
      }),
    );
    await refusal(await prepare(), { STORE_URL: `postgres://nobody@127.0.0.1:${port}/none` });
    expect(heard.ms).toBeGreaterThan(1_900);
    expect(heard.text.split('\0')).toEqual(expect.arrayContaining(['statement_timeout', '1500']));
  });

  it.skipIf(redis === null)('does not wait for a Redis that responds late', async () => {
    const wire = await startFaultyWire(redis?.url ?? '');
    onTestFinished(() => wire.close());
    await wire.set('slow');
    const { cwd, env } = await prepare();
    const program = await start({ cwd, env: { ...env, REDIS_URL: wire.url, METRICS: 'true' } });
    await expect
      .poll(async () => (await fetch(`${program.url}/metrics`)).text(), { timeout: 50_000 })
      .toContain('\nredis_up 0\n');
  });

  it('does not start without configuration, and lists everything that is missing', async () => {
    const { cwd } = await prepare();
    const program = await startProgram('src/main.ts', { cwd });
    expect(await program.exitCode()).toBe(1);
    expect(program.printed.err).toMatch(/^Invalid configuration:\n {2}MASTER_KEY_FILE: /);
    expect(program.printed.err).toContain('npm run demo');
  });

  it('does not start with a cache that its heap has no room for', async () => {
    const message = await refusal(await prepare(), {
      NODE_OPTIONS: '--max-old-space-size=256',
      CACHE_MEGABYTES: '190',
    });
    expect(message).toMatch(/^Invalid configuration:\n {2}CACHE_MEGABYTES: at most 161, which is 60 % of the heap/);
  });

  it('does not start with a file of trusted documents that it cannot use, and says why', async () => {
    expect(await refusal(await prepare(), { TRUSTED_DOCUMENTS_FILE: 'nowhere.json' })).toBe(
      'TRUSTED_DOCUMENTS_FILE: the file cannot be read.\n',
    );
  });

  it('does not start without its master key, and says how to generate one', async () => {
    const message = await refusal(await prepare(), { MASTER_KEY_FILE: 'nowhere.json' });
    expect(message).toMatch(/^The keyring file cannot be read \(ENOENT\)\. .*openssl rand/);
  });

  it('does not start with a master key other than that of its store, and leaves the store unchanged', async () => {
    const prepared = await prepare();
    const first = await start(prepared);
    first.kill('SIGTERM');
    await first.exitCode();
    const stored = await readFile(join(prepared.cwd, 'accounts.db'));
    await createKeyringFile(join(prepared.cwd, 'other.json'));
    expect(await refusal(prepared, { MASTER_KEY_FILE: 'other.json' })).toBe(
      'The account store was encrypted with a different keyring. Start with that one.\n',
    );
    expect(await readFile(join(prepared.cwd, 'accounts.db'))).toEqual(stored);
  });

  it('does not start with an invalid store, and does not reveal its path', async () => {
    const prepared = await prepare();
    await writeFile(join(prepared.cwd, 'accounts.db'), 'this is no database, but long enough to be one'.repeat(50));
    const message = await refusal(prepared);
    expect(message).toMatch(/^The account store cannot be opened for writing \(.*\)\.\n$/);
    expect(message).not.toContain('accounts.db');
  });

  it('does not start with an unreachable database, and does not reveal its password', async () => {
    const message = await refusal(await prepare(), { STORE_URL: 'postgres://user:hunter2@127.0.0.1:1/db' });
    expect(message).toBe('The account store cannot be opened for writing (ECONNREFUSED).\n');
  });

  it('names the key store if that is the database that cannot be reached', async () => {
    const message = await refusal(await prepare(), { KEY_STORE_URL: 'postgres://user:hunter2@127.0.0.1:1/db' });
    expect(message).toBe('The key store cannot be opened for writing (ECONNREFUSED).\n');
  });

  it.each([
    ['cannot be read', undefined],
    ['is shorter than 32 bytes', `${secret.slice(0, 31)}\n\n\n`],
  ])('does not start when the shared secret %s', async (complaint, content) => {
    const prepared = await prepare();
    if (content === undefined) await rm(join(prepared.cwd, 'jwt'));
    else await writeFile(join(prepared.cwd, 'jwt'), content);
    const message = await refusal(prepared);
    expect(message).toMatch(/^JWT_SECRET_FILE: /);
    expect(message).toContain(complaint);
    expect(message).not.toContain(secret.slice(0, 8));
  });

  it.each(['MASTER_KEY_FILE', 'JWT_SECRET_FILE', 'ROUTER_SECRET_FILE'])(
    'does not start when others may read the file of %s, unless that is allowed',
    async (name) => {
      const prepared = await prepare();
      await writeFile(join(prepared.cwd, 'router'), secret, ownerOnly);
      const env: Record<string, string> = { ...prepared.env, ROUTER_SECRET_FILE: 'router' };
      await chmod(join(prepared.cwd, env[name] ?? ''), 0o640);
      const message = await refusal({ ...prepared, env });
      expect(message).toMatch(
        new RegExp(`^${name}: users other than its owner can access the file \\(its mode is 0640\\)\\.`),
      );
      expect(message).toContain('SECRET_FILE_MODES=any');
      await start({ ...prepared, env: { ...env, SECRET_FILE_MODES: 'any' } });
    },
  );

  it('answers only the router if they share a secret', async () => {
    const prepared = await prepare();
    const routerSecret = randomBytes(32).toString('base64');
    await writeFile(join(prepared.cwd, 'router'), `${randomBytes(32).toString('hex')}\n${routerSecret}\n`, ownerOnly);
    const { url } = await start({
      ...prepared,
      env: { ...prepared.env, ROUTER_SECRET_FILE: 'router' } as Prepared['env'],
    });
    const ask = (headers: Record<string, string>) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"query":"{ __typename }"}',
      });
    await expect.poll(async () => (await ask({})).status, { timeout: 50_000 }).toBe(403);
    await expect
      .poll(async () => (await ask({ 'x-router-secret': routerSecret })).status, { timeout: 50_000 })
      .toBe(200);
  });

  it.each([
    ['one that is too short', 'short', 'is shorter than 32 bytes'],
    ['three', `${secret}\n${secret}\n${secret}`, 'there are 3 secrets, where 2 may be'],
  ])('does not start with %s for the secrets it shares with the router', async (_, content, complaint) => {
    const prepared = await prepare();
    await writeFile(join(prepared.cwd, 'router'), content, ownerOnly);
    const message = await refusal(prepared, { ROUTER_SECRET_FILE: 'router' });
    expect(message).toMatch(/^ROUTER_SECRET_FILE: /);
    expect(message).toContain(complaint);
    expect(message).not.toContain(secret.slice(0, 8));
  });

  it('does not start on a port that is in use, and says which variable to change', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    expect(await refusal(await prepare(), { PORT: String(port) })).toBe(
      `Cannot listen on port ${port} (EADDRINUSE). Set PORT to another one.\n`,
    );
  });

  it('does not start on an address of another machine, and says which variable to change', async () => {
    expect(await refusal(await prepare(), { HOST: '192.0.2.1' })).toBe(
      'Cannot listen on address 192.0.2.1 (EADDRNOTAVAIL). Set HOST to another one.\n',
    );
  });
});

describe('packages', () => {
  it.each([
    [undefined, 'production'],
    ['development', 'development'],
  ])('find NODE_ENV %s to be %s', async (given, found) => {
    vi.stubEnv('NODE_ENV', given);
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.resetModules();
    await import('../src/production.ts');
    expect(process.env.NODE_ENV).toBe(found);
    // Before any package is loaded.
    expect(await readFile(new URL('../src/main.ts', import.meta.url), 'utf8')).toMatch(/^import '\.\/production\.ts';/);
  });
});
