import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { AccountsUnusable } from '../../../src/accounts/errors.ts';
import { createKeyringFile, readKeyring } from '../../../src/accounts/sealing/keyring.ts';

let path = '';
const secret = Buffer.alloc(32, 'S').toString('base64');

beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'keyring-')), 'keyring.json');
});

async function refusalOf(text: string): Promise<string> {
  await writeFile(path, text);
  const refusal = await readKeyring(path).catch((failure: unknown) => failure);
  expect(refusal).toBeInstanceOf(AccountsUnusable);
  return String(refusal);
}

describe('a keyring file', () => {
  it('is created readable by its owner only, with a key of 32 bytes', async () => {
    await createKeyringFile(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const keyring = await readKeyring(path);
    expect(keyring.keys.get(keyring.current)?.symmetricKeySize).toBe(32);
  });

  it('never overwrites another', async () => {
    await createKeyringFile(path);
    const before = await readFile(path, 'utf8');
    await expect(createKeyringFile(path)).rejects.toThrow();
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it('contains a new key each time', async () => {
    await createKeyringFile(path);
    await createKeyringFile(`${path}.other`);
    expect(await readFile(path, 'utf8')).not.toBe(await readFile(`${path}.other`, 'utf8'));
  });

  it('is refused when missing, with instructions to make one', async () => {
    await expect(readKeyring(path)).rejects.toThrow(/cannot be read \(ENOENT\).*openssl rand -base64 32/);
  });

  it.each([
    ['not JSON', `{ "current": "k1", "keys": { "k1": "${secret}" `, /is not JSON/],
    ['of another form', `{ "k1": "${secret}" }`, /is not in the expected form/],
    [
      'with a short key',
      `{ "current": "k1", "keys": { "k1": "${secret.slice(0, 24)}" } }`,
      /is not in the expected form/,
    ],
    [
      'with 33 bytes',
      `{ "current": "k1", "keys": { "k1": "${Buffer.alloc(33, 'S').toString('base64')}" } }`,
      /32 bytes/,
    ],
    ['with a current key it lacks', `{ "current": "k2", "keys": { "k1": "${secret}" } }`, /does not contain/],
  ])('%s is refused without repeating any of its keys', async (_, text, complaint) => {
    const refusal = await refusalOf(text);
    expect(refusal).toMatch(complaint);
    expect(refusal).not.toContain(secret.slice(0, 12));
  });
});
