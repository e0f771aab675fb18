import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type ProgramOptions, startProgram, startScript, type WhenDone } from './support/program.ts';
import type { Answer } from './support/subgraph.ts';

// Large companies take a second to make, and another to read.
const fewPeople = ['--employees', '250'];
const anyPorts = { PORT: '0', SANDBOX_PORT: '0' };

async function emptyDirectory(whenDone: WhenDone = onTestFinished) {
  const cwd = await mkdtemp(join(tmpdir(), 'demo-'));
  whenDone(() => rm(cwd, { recursive: true }));
  return cwd;
}

/** Starts the demo and reads from its welcome what a newcomer would. */
async function startDemo(
  cwd: string,
  { env = anyPorts, args = fewPeople }: Partial<ProgramOptions> = {},
  whenDone: WhenDone = onTestFinished,
) {
  const program = await startProgram('src/demo.ts', { cwd, env, args }, whenDone);
  await program.prints(/to read from Lucca\.\n$/);
  const welcome = program.printed.out;
  const [, url = '', body = ''] = /curl (\S+) -H 'content-type: application\/json' -d '(.+)'/.exec(welcome) ?? [];
  const [, pid, sandboxPort = ''] = /process (\d+) on port (\d+)/.exec(welcome) ?? [];

  async function post(sent: string, headers = {}): Promise<Answer> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: sent,
    });
    return response.json() as Promise<Answer>;
  }
  return { ...program, welcome, url, body, post, sandboxPid: Number(pid), sandboxPort };
}

/** The status of a request that names this host, which `fetch` would not let a caller choose. */
const statusFor = (port: string, host: string) =>
  new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/livez', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });

const isUp = (port: string) =>
  fetch(`http://127.0.0.1:${port}`).then(
    () => true,
    () => false,
  );

const withFirstPeople = {
  data: {
    employees: {
      totalCount: expect.any(Number),
      edges: Array(3).fill({ node: expect.objectContaining({ displayName: expect.stringMatching(/\w+ \w+/) }) }),
    },
  },
};

// Each test starts one or two demos, each of two processes: that takes long on a busy machine.
describe('the demo', { timeout: 600_000 }, () => {
  let directory: string;
  let demo: Awaited<ReturnType<typeof startDemo>>;
  const ends: (() => Promise<void>)[] = [];
  const afterAllTests: WhenDone = (end) => void ends.unshift(end);
  beforeAll(async () => {
    directory = await emptyDirectory(afterAllTests);
    const env = { ...anyPorts, SUPERGRAPH_PORT: '0', HOST: '0.0.0.0' };
    demo = await startDemo(directory, { env, args: [...fewPeople, '--supergraph'] }, afterAllTests);
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });

  it('answers the query it prints, serves the pages it lists, and says which company is connected', async () => {
    expect(await demo.post(demo.body)).toEqual(withFirstPeople);
    for (const name of ['Explorer', 'Connect']) {
      const [, url = ''] = new RegExp(`${name} +(\\S+)`).exec(demo.welcome) ?? [];
      expect((await fetch(url)).status).toBe(200);
    }
    expect(demo.welcome).toContain('Connected: acme.ilucca-demo.net.');
  });

  it('listens on the loopback interface only, whatever HOST says', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    const { port } = new URL(demo.url);
    // Another loopback address than the one it takes proves the same on a machine without a network.
    for (const address of ['127.0.0.2', ...outside])
      await expect(fetch(`http://${address}:${port}/livez`)).rejects.toThrow('fetch failed');
    expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
  });

  it('answers nobody who names another host, as a page would that was made to lead to this machine', async () => {
    const { port } = new URL(demo.url);
    const own = [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`];
    for (const host of own) expect([host, await statusFor(port, host)]).toEqual([host, 200]);
    const others = [
      'localhost',
      'localhost:1',
      `evil.example:${port}`,
      `localhost.evil.example:${port}`,
      `127.0.0.1.evil.example:${port}`,
    ];
    for (const host of others) expect([host, await statusFor(port, host)]).toEqual([host, 421]);
    for (const host of own) expect([host, await statusFor(demo.sandboxPort, host)]).toEqual([host, 404]);
  });

  it('prints keys that do what it says, stops its sandbox when it ends or is killed, and keeps connections after a restart', async () => {
    const cwd = await emptyDirectory();
    const own = await startDemo(cwd);
    const keys = [...own.welcome.matchAll(/^ {2}(\S+\.\w+) +([0-9a-f-]{36}) {2}(.+)$/gm)];
    expect(keys).toHaveLength(6);
    for (const [, domain, apiKey, name] of keys) {
      const query = `mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) {
        ... on AccountConnected { account { domain } } ... on ConnectProblem { code }
      } }`;
      const { data } = await own.post(JSON.stringify({ query, variables: { input: { domain, apiKey } } }));
      expect(data.connectAccount).toEqual(name === 'full' ? { account: { domain } } : { code: 'PERMISSIONS_MISSING' });
    }
    // The last of them keeps pay in its personnel files.
    const paid =
      '{ employees(first: 1) { edges { node { remuneration { ... on Remuneration { source currency } } } } } }';
    const { data } = await own.post(JSON.stringify({ query: paid }));
    expect(data.employees.edges[0].node.remuneration).toEqual({ source: 'PERSONNEL_FILE', currency: 'CHF' });
    own.kill('SIGTERM');
    expect(await own.exitCode()).toBe(0);
    await expect.poll(() => isUp(own.sandboxPort), { timeout: 60_000 }).toBe(false);
    const again = await startDemo(cwd);
    expect(again.welcome).toContain('Connected: initech.ilucca.ch.');
    expect(await isUp(again.sandboxPort)).toBe(true);
    again.kill('SIGKILL');
    await expect.poll(() => isUp(again.sandboxPort), { timeout: 60_000 }).toBe(false);
  });

  it.each([
    ['demo', /to read from Lucca\.\n$/, 2],
    ['sandbox', /sandbox listening on .+\n$/, 1],
  ])('leaves no process of `npm run %s` running when npm is stopped', async (script, welcome, programs) => {
    const npm = await startScript(script, { cwd: await emptyDirectory(), env: anyPorts, args: fewPeople });
    await npm.prints(welcome);
    const printed = npm.printed.out.matchAll(/(?:localhost:|127\.0\.0\.1:|on port )(\d+)/g);
    const ports = [...new Set(Array.from(printed, ([, port = '']) => port))];
    expect(await Promise.all(ports.map(isUp))).toEqual(Array(programs).fill(true));
    npm.kill('SIGTERM');
    for (const port of ports) await expect.poll(() => isUp(port), { timeout: 60_000 }).toBe(false);
  });

  it.each(['PORT', 'SANDBOX_PORT'])('refuses to start when the port in %s is in use, and says so', async (name) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const env = { ...anyPorts, [name]: String(port) };
    const own = await startProgram('src/demo.ts', { cwd: await emptyDirectory(), env });
    expect(await own.exitCode()).toBe(1);
    expect(own.printed).toEqual({
      out: '',
      err: `Cannot listen on port ${port} (EADDRINUSE). Set ${name} to another one.\n`,
    });
  });

  it('refuses to start when PORT is not a port number', async () => {
    const refused = await startProgram('src/demo.ts', {
      cwd: await emptyDirectory(),
      env: { ...anyPorts, PORT: '65536' },
    });
    expect(await refused.exitCode()).toBe(1);
    expect(refused.printed.err).toBe('PORT must be a port number.\n');
  });

  it('serves a supergraph of this subgraph and another one on request', async () => {
    const [, url = '', body = ''] = /as one graph:[\s\S]*curl (\S+) .* -d '(.+)'/.exec(demo.welcome) ?? [];
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const { data, errors } = (await response.json()) as Answer;
    expect(errors).toBeUndefined();
    const origin = { origin: 'https://evil.example' };
    const ofAPage = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...origin },
      body,
    });
    expect([...ofAPage.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(await statusFor(new URL(url).port, 'evil.example')).toBe(421);
    const node = { displayName: expect.any(String), position: expect.anything(), job: { level: expect.any(Number) } };
    expect(data.employees.edges).toMatchObject(Array(3).fill({ node }));
  });

  // The last, because it stops the sandbox of the others.
  it('reports that Lucca is down while the sandbox is stopped, and recovers when it runs again', async () => {
    process.kill(demo.sandboxPid);
    await expect
      .poll(() => demo.post(demo.body, { 'cache-control': 'no-cache' }), { timeout: 60_000 })
      .toMatchObject({
        data: { employees: null },
        errors: [{ extensions: { code: 'LUCCA_UNREACHABLE', retryable: true } }],
      });
    const sandbox = await startProgram('src/sandbox/main.ts', {
      cwd: directory,
      env: { SANDBOX_PORT: demo.sandboxPort },
      args: fewPeople,
    });
    await sandbox.prints(/sandbox listening/);
    await expect
      .poll(() => demo.post(demo.body, { 'cache-control': 'no-cache' }), { timeout: 60_000 })
      .toEqual(withFirstPeople);
  });
});
