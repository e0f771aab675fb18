import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hosts } from '../src/sandbox/companies/companies.ts';
import { createTestCompany, startSubgraph } from './support/subgraph.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The fenced blocks of a language, in order. */
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, text]) => text ?? '');

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

describe('the README', () => {
  it('has no command but those tried here and by the tests of the demo', () => {
    expect(blocks('sh').map((block) => block.trim().split('\n').length)).toEqual([1, 1, 4, 1]);
    expect(blocks('sh')[0]).toBe('npm ci && npm run demo\n');
    expect(blocks('sh')[1]).toBe('npm ci && npm test\n');
  });

  it('shows a query with the answer it has', async () => {
    const subgraph = await startSubgraph();
    await subgraph.connect(createTestCompany(hosts.acme));
    const answer = await subgraph.ask(blocks('graphql')[0] ?? '');
    expect(answer).toEqual(JSON.parse(blocks('json')[0] ?? ''));
  });

  it('starts in production with the commands it gives', { timeout: 60_000 }, async () => {
    const directory = temporaryDirectory();
    const commands = (blocks('sh')[2] ?? '').replaceAll('data', directory);
    const environment = { PORT: '0', HOST: '127.0.0.1', STORE_URL: `file:${directory}/accounts.db` };
    expect(await runUntil(commands, environment, /"msg":"listening"/)).not.toMatch(/error/i);
  });

  it('starts the sandbox with the command it gives, which prints the keys it lists', { timeout: 30_000 }, async () => {
    const output = await runUntil(blocks('sh')[3] ?? '', { SANDBOX_PORT: '0' }, /sandbox listening/);
    const listed = [...readme.matchAll(/\| `([a-c]{8})` \|/g)].map(([, prefix]) => prefix);
    expect(listed).toHaveLength(3);
    for (const prefix of listed) expect(output).toContain(`${prefix}-0000-4000-8000-000000000001  full`);
    for (const [, digits] of readme.matchAll(/`(\d\d)` \| all but ([a-z ]+)/gi))
      expect(output).toMatch(new RegExp(`0000000000${digits}  without: \\w+`, 'i'));
  });

  it('lists every setting with its default', () => {
    const config = readFileSync(new URL('../src/config.ts', import.meta.url), 'utf8');
    const settings = [...config.matchAll(/^ {2}([A-Z_]+): (?:.*default\((?:'([^']*)'|([\d_]+|true|false))\))?/gm)];
    expect(settings.length).toBeGreaterThan(10);
    const table = readme.split('\n').filter((line) => line.startsWith('| `'));
    for (const [, name, text, literal] of settings) {
      const line = table.find((row) => row.includes(`\`${name}\``));
      expect(line, `${name} is not in the README`).toBeDefined();
      const usual = text ?? literal?.replaceAll('_', '');
      if (usual !== undefined) expect(line).toContain(`\`${usual}\``);
    }
  });
});
