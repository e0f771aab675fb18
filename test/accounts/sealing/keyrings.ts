import { randomBytes } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openVault, type Vault } from '../../../src/accounts/sealing/vault.ts';

/** A new master key as a keyring file has it. */
export const newKey = (): string => randomBytes(32).toString('base64');

/** A vault over a keyring file of its own. */
export async function vaultWith(keyring: { current: string; keys: Record<string, string> }): Promise<Vault> {
  const path = join(await mkdtemp(join(tmpdir(), 'keyring-')), 'keyring.json');
  await writeFile(path, JSON.stringify(keyring));
  return openVault(path);
}

/** A vault with one new master key. */
export const newVault = (): Promise<Vault> => vaultWith({ current: 'k1', keys: { k1: newKey() } });
