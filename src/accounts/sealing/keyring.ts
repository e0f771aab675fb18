import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { AccountsUnusable, reasonOf } from '../errors.ts';

/** The master keys by id. The current one seals new values; the others only decrypt old ones. */
export type Keyring = { current: string; keys: ReadonlyMap<string, KeyObject> };

const keyringSchema = z.object({
  current: z.string(),
  keys: z.record(z.string().regex(/^[A-Za-z0-9._-]{1,64}$/), z.base64().length(44)),
});

const howToMakeOne =
  'It must be JSON like { "current": "k1", "keys": { "k1": "<32 random bytes in base64>" } }; ' +
  'make the bytes with: openssl rand -base64 32';

/** Reads the master keys. Throws `AccountsUnusable`, whose message says how to create a keyring, when the file is missing or malformed. */
export async function readKeyring(path: string): Promise<Keyring> {
  const parsed = keyringSchema.safeParse(parseJson(await readText(path)));
  if (!parsed.success) throw unusable('is not in the expected form');
  const keys = new Map<string, KeyObject>();
  for (const [id, encoded] of Object.entries(parsed.data.keys)) {
    const bytes = Buffer.from(encoded, 'base64');
    if (bytes.length !== 32) throw unusable('contains a key that is not 32 bytes long');
    keys.set(id, createSecretKey(bytes));
  }
  if (!keys.has(parsed.data.current)) throw unusable('names a current key that it does not contain');
  return { current: parsed.data.current, keys };
}

/** Writes a keyring with one new random key, readable by its owner only; never overwrites a file. */
export async function createKeyringFile(path: string): Promise<void> {
  const keyring = { current: 'k1', keys: { k1: randomBytes(32).toString('base64') } };
  await writeFile(path, `${JSON.stringify(keyring)}\n`, { mode: 0o600, flag: 'wx' });
}

/** Adds a random key to a keyring file, which only opens so far. Returns its id. */
export async function addKey(path: string): Promise<string> {
  const { current, keys } = await readKeyring(path);
  let number = keys.size + 1;
  while (keys.has(`k${number}`)) number += 1;
  const id = `k${number}`;
  await writeKeyring(path, { current, keys: new Map([...keys, [id, createSecretKey(randomBytes(32))]]) });
  return id;
}

/** Names the key of a keyring file that seals from now on. Throws `AccountsUnusable` when there is no such key. */
export async function makeCurrent(path: string, id: string): Promise<void> {
  const { keys } = await readKeyring(path);
  if (!keys.has(id))
    throw new AccountsUnusable(`The keyring has no key ${id}. It has: ${[...keys.keys()].join(', ')}.`);
  await writeKeyring(path, { current: id, keys });
}

/** Writes a keyring in the place of the one that is there: whoever reads it finds either. */
async function writeKeyring(path: string, { current, keys }: Keyring): Promise<void> {
  const encoded = [...keys].map(([id, key]) => [id, key.export().toString('base64')]);
  const unfinished = `${path}.new`;
  const { mode } = await stat(path);
  await writeFile(unfinished, `${JSON.stringify({ current, keys: Object.fromEntries(encoded) })}\n`, {
    mode: mode & 0o777,
    flag: 'wx',
  });
  await rename(unfinished, path);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (failure) {
    throw unusable(`cannot be read (${reasonOf(failure)})`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, and the text contains keys.
    throw unusable('is not JSON');
  }
}

function unusable(complaint: string): AccountsUnusable {
  return new AccountsUnusable(`The keyring file ${complaint}. ${howToMakeOne}`);
}
