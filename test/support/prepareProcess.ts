import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';

/**
 * Creates a directory with everything that the process needs to start, and the environment that names it; both are for the current test. Tokens
 * are signed with `secret`.
 */
export async function prepareProcess(secret: string) {
  const cwd = await mkdtemp(join(tmpdir(), 'process-'));
  onTestFinished(() => rm(cwd, { recursive: true }));
  await createKeyringFile(join(cwd, 'keyring.json'));
  await writeFile(join(cwd, 'jwt'), `${secret}\n`, { mode: 0o600 });
  const env: Record<string, string> = {
    PORT: '0',
    HOST: '127.0.0.1',
    STORE_URL: 'file:accounts.db',
    MASTER_KEY_FILE: 'keyring.json',
    JWT_SECRET_FILE: 'jwt',
    JWT_ISSUER: 'https://issuer.example',
    JWT_AUDIENCE: 'graph',
    NOT_READY_SECONDS: '0',
  };
  return { cwd, env };
}
