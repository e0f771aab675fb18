import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { printSubgraphSchema } from '@apollo/subgraph';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { commands } from '../src/commands/commands.ts';
import { readConfig, settingNames } from '../src/config.ts';
import { subgraphSchema } from '../src/graph/schema.ts';
import { createProveRouter } from '../src/http/routerSecret.ts';
import { hosts } from '../src/sandbox/companies/companies.ts';
import { compose, serveGateway } from '../src/supergraph/gateway.ts';
import { type Answer, createTestCompany, startSubgraph, tokenFor } from './support/subgraph.ts';
import { isThorough } from './support/thoroughness.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const landing = read('README.md');
const server = read('src/http/README.md');
const sandbox = read('src/sandbox/README.md');
const inFolders = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => basename(path) === 'README.md')
  .map((path) => join('src', path));
const inDotfolders = ['.github', '.deploy'].flatMap((folder) =>
  readdirSync(join(root, folder)).flatMap((file) => (file.endsWith('.md') ? [join(folder, file)] : [])),
);
const all = ['README.md', ...inDotfolders, ...inFolders];

/** The fenced blocks of a language in a document, in order. */
const blocks = (language: string, document: string) =>
  [...document.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, text]) => text ?? '');

/** Runs commands in a shell until a line of their output matches. */
async function runUntil(commands: string, environment: NodeJS.ProcessEnv, expected: RegExp): Promise<string> {
  const shell = spawn('bash', ['-ec', commands], { env: { ...process.env, ...environment }, detached: true });
  onTestFinished(() => void process.kill(-(shell.pid ?? 0)));
  let output = '';
  return new Promise((resolve, reject) => {
    const read = (text: Buffer) => {
      output += text;
      if (expected.test(output)) resolve(output);
    };
    shell.stdout.on('data', read);
    shell.stderr.on('data', read);
    shell.once('exit', (code) => reject(new Error(`exit ${code} before ${expected}:\n${output}`)));
  });
}

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'readme-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** The links of a document to files of this repository. */
function linksOf(path: string) {
  return [...read(path).matchAll(/\]\((?!https?:)([^)\s#]*)(?:#([^)\s]+))?\)/g)].map(
    ([, target = '', anchor = null]) => ({
      file: target === '' ? path : join(dirname(path), target),
      anchor,
    }),
  );
}

/** Whether a file exists and has a heading with this anchor. */
function hasAnchor(file: string, anchor: string | null): boolean {
  if (!existsSync(join(root, file))) return false;
  const headings = anchor === null ? [] : [...read(file).matchAll(/^#+ (.+)$/gm)];
  const slugs = headings.map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
  return anchor === null || slugs.includes(anchor);
}

describe('the README', () => {
  it('has no commands but those tested here and by the tests of the demo', () => {
    expect(blocks('sh', landing).map((block) => block.trim().split('\n').length)).toEqual([1, 4, 1]);
    expect(blocks('sh', landing)[0]).toBe('npm ci && npm run demo\n');
    expect(blocks('sh', landing)[2]).toBe('npm ci && npm test\n');
    const elsewhere = inFolders.filter((path) => blocks('sh', read(path)).length > 0);
    expect(elsewhere).toEqual(['src/sandbox/README.md']);
    expect(blocks('sh', sandbox)).toHaveLength(1);
  });

  it('is one screen or two, and every link in it and in the folders leads somewhere', () => {
    expect(landing.split('\n').length).toBeLessThanOrEqual(150);
    const lost = all.flatMap((path) => linksOf(path).filter(({ file, anchor }) => !hasAnchor(file, anchor)));
    expect(lost).toEqual([]);
    expect(all.flatMap(linksOf).length).toBeGreaterThan(10);
  });

  it('shows a query with its actual response', async () => {
    const acme = createTestCompany(hosts.acme, { employees: 250 });
    const subgraph = await startSubgraph({ companies: [acme] });
    await subgraph.connect(acme);
    const answer = await subgraph.ask(blocks('graphql', landing)[0] ?? '');
    expect(answer).toEqual(JSON.parse(blocks('json', landing)[0] ?? ''));
  });

  it.runIf(isThorough)('has commands that start the subgraph in production', { timeout: 600_000 }, async () => {
    const directory = temporaryDirectory();
    const commands = (blocks('sh', landing)[1] ?? '').replaceAll('data', directory);
    const environment = { PORT: '0', HOST: '127.0.0.1', STORE_URL: `file:${directory}/accounts.db` };
    expect(await runUntil(commands, environment, /"msg":"listening"/)).not.toMatch(/error/i);
  });

  it('has a command that starts the sandbox, which prints the keys that its README lists', {
    timeout: 600_000,
  }, async () => {
    const output = await runUntil(blocks('sh', sandbox)[0] ?? '', { SANDBOX_PORT: '0' }, /sandbox listening/);
    const listed = [...sandbox.matchAll(/\| `([a-c]{8})` \|/g)].map(([, prefix]) => prefix);
    expect(listed).toHaveLength(3);
    for (const prefix of listed) expect(output).toContain(`${prefix}-0000-4000-8000-000000000001  full`);
    for (const [, digits] of sandbox.matchAll(/`(\d\d)` \| all but ([a-z ]+)/gi))
      expect(output).toMatch(new RegExp(`0000000000${digits}  without: \\w+`, 'i'));
  });

  it('has a configuration of Hive Gateway that forwards the token, sends the router secret and keeps error codes', async () => {
    const secret = randomBytes(32).toString('hex');
    vi.stubEnv('LUCCA_ROUTER_SECRET', secret);
    onTestFinished(() => void vi.unstubAllEnvs());
    const recipe = join(temporaryDirectory(), 'gateway.config.mjs');
    writeFileSync(recipe, blocks('js', server)[0] ?? '');
    const { gatewayConfig } = await import(recipe);
    const subgraph = await startSubgraph({ app: { proveRouter: createProveRouter([secret]) } });
    const lucca = { name: 'lucca', url: `${subgraph.url}/graphql`, sdl: printSubgraphSchema(subgraphSchema()) };
    const gateway = await serveGateway({ ...gatewayConfig, supergraph: compose([lucca]) });
    onTestFinished(() => gateway.close());
    const traceId = randomBytes(16).toString('hex');
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await tokenFor()}`,
        traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
      },
      body: JSON.stringify({ query: '{ account { id } employees(first: 1) { totalCount } }' }),
    });
    const { data, errors } = (await response.json()) as Answer;
    expect(data).toEqual({ account: null, employees: null });
    expect(errors).toMatchObject([
      { extensions: { code: 'ACCOUNT_NOT_CONNECTED', retryable: false, correlationId: traceId } },
    ]);
    const direct = await subgraph.ask('{ account { id } }');
    expect(direct.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('forwards the same headers with every router', () => {
    const [apollo, cosmo] = blocks('yaml', server).map((text) => parseYaml(text));
    const [, list = ''] = /passedOn = \[(.*)\]/.exec(blocks('js', server)[0] ?? '') ?? [];
    const passed = [...list.matchAll(/'([^']+)'/g)].map(([, name]) => name);
    expect(passed).toHaveLength(3);
    const ofApollo = apollo.headers.subgraphs.lucca.request;
    expect(ofApollo).toEqual([
      ...passed.map((named) => ({ propagate: { named } })),
      { insert: { name: 'x-router-secret', value: expect.stringMatching(/^\$\{env\.LUCCA_ROUTER_SECRET\}$/) } },
    ]);
    const ofCosmo = cosmo.headers.subgraphs.lucca.request.map((rule: Record<string, string>) => ({
      ...rule,
      ...(rule.named !== undefined && { named: rule.named.toLowerCase() }),
    }));
    expect(ofCosmo).toEqual([
      ...passed.map((named) => ({ op: 'propagate', named })),
      { op: 'set', name: 'X-Router-Secret', value: expect.stringMatching(/^\$\{LUCCA_ROUTER_SECRET\}$/) },
    ]);
    expect(apollo.include_subgraph_errors).toEqual({ subgraphs: { lucca: true } });
    expect(cosmo.subgraph_error_propagation.mode).toBe('pass-through');
  });

  it('lists every command', () => {
    const [, rows = ''] = /^\| Command \|.*\n\|[-|]+\n((?:\|.*\n)+)/m.exec(server) ?? [];
    expect([...rows.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name)).toEqual(Object.keys(commands));
  });

  it('lists every setting with its default', () => {
    const tables = [...server.matchAll(/^\| Variable \| Default \|.*\n\|[-|]+\n((?:\|.*\n)+)/gm)];
    expect(tables).toHaveLength(1);
    const listed = tables.flatMap(([, rows = '']) =>
      rows.split('\n').flatMap((row) => {
        const [, names = '', defaults = ''] = row.split('|');
        const values = [...defaults.matchAll(/`([^`]+)`/g)].map(([, value]) => value);
        return [...names.matchAll(/`([^`]+)`/g)].map(([, name], at) => [name, values[at] ?? values[0] ?? null]);
      }),
    );
    const required = { MASTER_KEY_FILE: 'k', JWT_SECRET_FILE: 's', JWT_ISSUER: 'i', JWT_AUDIENCE: 'a' };
    const usual: Record<string, unknown> = readConfig(required);
    // Told in words, because it depends on the heap.
    const isInWords = (name: string) => name in required || name === 'CACHE_MEGABYTES';
    const expected = settingNames.map((name) => [name, isInWords(name) ? null : (usual[name]?.toString() ?? null)]);
    expect(listed.sort()).toEqual(expected.sort());
  });
});
