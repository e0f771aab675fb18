import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { keyringWrapper } from '../../src/accounts/sealing/keyWrapper.ts';
import { openVault } from '../../src/accounts/sealing/vault.ts';
import { openDataKeys } from '../../src/accounts/store/dataKeys.ts';
import { createStore, keyStoreUrl } from '../../src/accounts/store/store.ts';
import { openAuditStore } from '../../src/audit/audit.ts';
import { openAccounts } from '../accounts/openAccounts.ts';
import { bundle } from '../support/bundle.ts';

const program = await bundle('src/cli.ts');

/** What the audit says of operations on a tenant's account, the first one first. */
async function recordOf(storeUrl: string, tenant: string) {
  const audit = await openAuditStore({ storeUrl });
  const lines = await audit.page(tenant, null, 100);
  await audit.close();
  const entries = lines.map(({ entry }) => JSON.parse(entry));
  for (const entry of entries) expect(entry).toMatchObject({ tenant, subject: 'npm run erase', scopes: [] });
  return entries.map(({ accountOperation }) => accountOperation).toReversed();
}

it('the script erases one tenant while an instance is running, records that, and says whether there was anything', {
  timeout: 120_000,
}, async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'erase-'));
  onTestFinished(() => rm(cwd, { recursive: true }));
  const keyringFile = join(cwd, 'keyring.json');
  await createKeyringFile(keyringFile);
  await writeFile(join(cwd, 'jwt'), 'a secret of at least thirty-two bytes', { mode: 0o600 });
  const url = `file:${join(cwd, 'accounts.db')}`;
  const vault = await openVault(keyringFile);
  const [store, keyStore] = await Promise.all([
    createStore(url),
    createStore(keyStoreUrl(url), { table: 'lucca_keys' }),
  ]);
  const wrappers = [keyringWrapper(vault)] as const;
  const keys = await openDataKeys({ accountStore: store, store: keyStore, wrappers, now: Date.now });
  const accounts = await openAccounts({ store, keys, vault });
  onTestFinished(() => accounts.close());
  for (const tenant of ['one', 'two'])
    await accounts.connect({
      tenant,
      domain: 'acme.ilucca.net',
      apiKey: `key-of-${tenant}`,
      acceptMissingPermissions: true,
      deadlineAt: Number.MAX_SAFE_INTEGER,
    });
  const env = {
    PATH: process.env.PATH,
    STORE_URL: url,
    MASTER_KEY_FILE: keyringFile,
    JWT_SECRET_FILE: 'jwt',
    JWT_ISSUER: 'https://issuer.example',
    JWT_AUDIENCE: 'graph',
  };
  const erase = async (...given: string[]) => {
    const { stdout } = await promisify(execFile)(process.execPath, [program, 'erase', ...given], { cwd, env });
    return stdout;
  };
  expect(await erase('one')).toBe('The tenant was erased.\n');
  expect(await accounts.find('one')).toBeNull();
  expect(await accounts.find('two')).not.toBeNull();
  expect(await erase('one')).toBe('Nothing was stored about this tenant.\n');
  await chmod(keyringFile, 0o640);
  const ofOthers = expect.stringMatching(/^MASTER_KEY_FILE: users other than its owner can access the file/);
  await expect(erase('two')).rejects.toMatchObject({ code: 1, stderr: ofOthers });
  await chmod(keyringFile, 0o600);
  await expect(erase()).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Usage: lucca-subgraph erase <tenant>'),
  });
  expect(await recordOf(url, 'one')).toEqual(
    ['started', 'erased', 'started', 'not stored'].map((outcome) => ({ name: 'eraseTenant', outcome })),
  );

  // A record that must be kept, where none can be.
  await writeFile(join(cwd, 'no-directory'), '');
  const required = { AUDIT_REQUIRED: 'true', AUDIT_DIRECTORY: 'no-directory' };
  await expect(
    promisify(execFile)(process.execPath, [program, 'erase', 'two'], { cwd, env: { ...env, ...required } }),
  ).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('The audit cannot be opened for writing') });
  expect(await accounts.find('two')).not.toBeNull();
});
