import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyringFile } from '../../../src/accounts/sealing/keyring.ts';
import { type Built, buildStages } from './build.ts';
import { lastOf, readStages } from './dockerfile.ts';

/** Takes the steps of the image in an empty directory, then starts it as its user: it has to become healthy and to end with 0 on SIGTERM. */
async function main() {
  const place = mkdtempSync(join(tmpdir(), 'image-'));
  process.once('exit', () => rmSync(place, { recursive: true, force: true }));
  // Of this process only otherwise.
  chmodSync(place, 0o755);
  const stages = readStages();
  const built = buildStages(stages, place);
  for (const path of ['src', 'node_modules/typescript'])
    if (existsSync(join(built.files, built.directory, path))) throw new Error(`The image contains ${path}.`);
  const run = await runner(built, join(place, 'volume'));
  const { bin } = JSON.parse(readFileSync(join(built.files, built.directory, 'package.json'), 'utf8'));
  const [checked] = await once(run(['node', bin['lucca-subgraph'], 'check-config'], 'inherit'), 'exit');
  if (checked !== 0) throw new Error(`The check of the settings ended with ${checked}.`);
  const served = run(lastOf(stages, 'CMD'), 'pipe');
  process.once('exit', () => served.kill('SIGKILL'));
  await printed(served, /"msg":"listening"/);
  const [health] = await once(run(lastOf(stages, 'HEALTHCHECK'), 'inherit'), 'exit');
  if (health !== 0) throw new Error(`The health check ended with ${health}.`);
  served.kill('SIGTERM');
  const [code] = await once(served, 'exit');
  if (code !== 0) throw new Error(`The process ended with ${code} after SIGTERM.`);
  process.stdout.write('The image is built, starts, is healthy, and stops.\n');
}

/** Runs commands in the image as its user, where this process may choose a user; only the volume is that user's. */
async function runner({ files, directory, env, user }: Built, volume: string) {
  const [uid = 0, gid = 0] = (user ?? '').split(':').map(Number);
  const mayChoose = process.getuid?.() === 0;
  mkdirSync(volume);
  await createKeyringFile(join(volume, 'keyring.json'));
  writeFileSync(join(volume, 'jwt'), randomBytes(32).toString('base64'), { mode: 0o600 });
  if (mayChoose) for (const name of ['', 'keyring.json', 'jwt']) chownSync(join(volume, name), uid, gid);
  const settings = {
    PORT: process.env.IMAGE_PORT ?? '4123',
    HOST: '127.0.0.1',
    NOT_READY_SECONDS: '0',
    STORE_URL: `file:${join(volume, 'accounts.db')}`,
    MASTER_KEY_FILE: join(volume, 'keyring.json'),
    JWT_SECRET_FILE: join(volume, 'jwt'),
    JWT_ISSUER: 'https://login.example.com',
    JWT_AUDIENCE: 'lucca',
  };
  return ([command = '', ...words]: string[], stdout: 'pipe' | 'inherit') =>
    spawn(command, words, {
      ...(mayChoose && { uid, gid }),
      cwd: join(files, directory),
      env: { PATH: process.env.PATH, ...env, ...settings },
      stdio: ['ignore', stdout, 'inherit'],
    });
}

async function printed(child: ChildProcess, pattern: RegExp): Promise<void> {
  let text = '';
  while (!pattern.test(text)) {
    const data = await Promise.race([child.stdout && once(child.stdout, 'data'), once(child, 'exit').then(() => null)]);
    if (data === null || data === undefined) throw new Error('The process ended before it listened.');
    text += data[0];
  }
}

await main();
