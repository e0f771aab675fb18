import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createKeyringFile, readKeyring } from '../../src/accounts/sealing/keyring.ts';
import { commands } from '../../src/commands/commands.ts';
import { version } from '../../src/version.ts';
import { bundle } from '../support/bundle.ts';
import { startProgram } from '../support/program.ts';

const program = await bundle('src/cli.ts');
const names = Object.keys(commands);

type Ran = { code: number; out: string; err: string };

/** Runs a command with these settings and no others. */
const run = (words: string[], { cwd, env = {} }: { cwd?: string; env?: Record<string, string> } = {}): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, ...words],
      { cwd, env: { PATH: process.env.PATH, ...env } },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

async function prepare() {
  const cwd = await mkdtemp(join(tmpdir(), 'cli-'));
  onTestFinished(() => rm(cwd, { recursive: true }));
  await createKeyringFile(join(cwd, 'keyring.json'));
  await writeFile(join(cwd, 'jwt'), randomBytes(32).toString('base64'), { mode: 0o600 });
  const env = {
    STORE_URL: 'file:accounts.db',
    MASTER_KEY_FILE: 'keyring.json',
    JWT_SECRET_FILE: 'jwt',
    JWT_ISSUER: 'https://issuer.example',
    JWT_AUDIENCE: 'graph',
  };
  return { cwd, env };
}

describe('lucca-subgraph', () => {
  it('lists every command with what it does, and each says how it is used', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const [name, { summary }] of Object.entries(commands)) expect(out).toMatch(`${name} `.padEnd(14) + summary);
    const helps = await Promise.all(names.map((name) => run([name, '--help'])));
    helps.forEach(({ out: help }, at) => {
      expect(help.startsWith(`Usage: lucca-subgraph ${names[at]}`)).toBe(true);
    });
    expect((await run(['--version'])).out).toBe(`${version}\n`);
  });

  it('says which commands there are when it does not know one, and ends with 2', async () => {
    expect(await run(['stop'])).toEqual({
      code: 2,
      out: '',
      err: `There is no command "stop". There are: ${names.join(', ')}.\n`,
    });
    const { code, err } = await run(['rotate-keys', '--ad']);
    expect(code).toBe(2);
    expect(err).toContain('--ad');
    expect(err).toContain('Usage: lucca-subgraph rotate-keys');
  });

  it('starts the process, which ends with 0 on SIGTERM', async () => {
    const { cwd, env } = await prepare();
    const settings = { ...env, PORT: '0', HOST: '127.0.0.1', NOT_READY_SECONDS: '0' };
    const started = await startProgram('src/cli.ts', { cwd, env: settings, args: ['start'] });
    await started.prints(/"msg":"listening"/);
    started.kill('SIGTERM');
    expect(await started.exitCode()).toBe(0);
  });
});

describe('check-config', () => {
  it('accepts what the process starts with, and creates no store', async () => {
    const { cwd, env } = await prepare();
    expect(await run(['check-config'], { cwd, env })).toEqual({
      code: 0,
      out: 'The configuration is valid.\n',
      err: '',
    });
    await expect(stat(join(cwd, 'accounts.db'))).rejects.toThrow('ENOENT');
  });

  it('lists the mistakes in settings and in files at once, without their content', async () => {
    const { cwd, env } = await prepare();
    await writeFile(join(cwd, 'jwt'), 'too short', { mode: 0o600 });
    await writeFile(join(cwd, 'keyring.json'), '{}');
    await writeFile(join(cwd, 'router'), randomBytes(32), { mode: 0o600 });
    await chmod(join(cwd, 'router'), 0o644);
    const wrong = { ...env, PORT: 'http', JWT_ISSUER: ' ', REDIS_URL_FILE: 'nowhere', ROUTER_SECRET_FILE: 'router' };
    Object.assign(wrong, { TRUSTED_DOCUMENTS_FILE: 'keyring.json.none' });
    const { code, out, err } = await run(['check-config'], { cwd, env: wrong });
    expect([code, out]).toEqual([1, '']);
    const [heading, ...lines] = err.trimEnd().split('\n');
    expect(heading).toBe('Invalid configuration:');
    expect(lines.map((line) => line.trim().split(/[:.]/)[0])).toEqual([
      'REDIS_URL_FILE',
      'PORT',
      'JWT_ISSUER',
      'The keyring file is not in the expected form',
      'JWT_SECRET_FILE',
      'ROUTER_SECRET_FILE',
      'TRUSTED_DOCUMENTS_FILE',
    ]);
    expect(err).not.toContain('too short');
  });
});

describe('rotate-keys', () => {
  it('adds a key, makes it the current one and seals everything with it, after which the old one is not needed', async () => {
    const { cwd, env } = await prepare();
    const path = join(cwd, 'keyring.json');
    const rotate = (...words: string[]) => run(['rotate-keys', ...words], { cwd, env });
    expect((await rotate()).out).toBe('Everything is sealed with k1, the only key.\n');
    expect((await rotate('--add')).out).toMatch(/^The keyring has the new key k2\./);
    expect((await readKeyring(path)).current).toBe('k1');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await rotate('--use', 'k9')).err).toBe('The keyring has no key k9. It has: k1, k2.\n');
    expect((await rotate('--use', 'k2')).code).toBe(0);
    expect((await rotate()).out).toMatch(/^Everything is sealed with k2\..* can be removed: k1\./);
    const { current, keys } = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify({ current, keys: { k2: keys.k2 } }));
    expect((await rotate()).out).toBe('Everything is sealed with k2, the only key.\n');
    await writeFile(path, JSON.stringify({ current: 'k1', keys: { k1: keys.k1 } }));
    expect((await rotate()).err).toContain('encrypted with a different keyring');
  });
});
