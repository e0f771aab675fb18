import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, type JWEHeaderParameters } from 'jose';
import { CredentialsUnreadable } from '../errors.ts';
import { type Keyring, readKeyring } from './keyring.ts';

// Each value gets its own content key, which only the master key unwraps.
const wrapping = 'A256GCMKW';
// Data keys seal few values, so that random nonces do not repeat.
const directly = 'dir';
const encryption = 'A256GCM';

/**
 * Seals texts. A sealed text opens only with the context it was sealed with, such as the key of its record, and only with a
 * keyring that contains its master key.
 */
export type Vault = {
  seal(context: string, text: string): Promise<string>;
  /** Throws `CredentialsUnreadable` unless `seal` made this value with the same context. */
  open(context: string, sealed: string): Promise<string>;
  /** Whether a value was sealed with the current master key, rather than with one that now only opens. */
  isCurrent(sealed: string): boolean;
  /** The id of the master key that seals. */
  currentKeyId: string;
  /** Returns a synchronous sealer for short texts that are sent to clients, such as cursors; `seal` would be too slow for these. */
  sealer(context: string): Sealer;
  /** Returns a synchronous sealer for bytes in a shared cache. */
  bytesSealer(context: string): BytesSealer;
  /** Returns what makes digests of texts. */
  digester(context: string): Digester;
};

/** Makes digests with a key derived for one context, so that nobody can find the text of a digest by trying; synchronous. */
export type Digester = {
  /** The digest of a text: with the current master key, or with another one of the keyring. */
  digest(text: string, keyId?: string): string;
  /** The id of the master key that a digest was made with; null if it is not a digest, or the key is not in the keyring. */
  keyIdOf(digest: string): string | null;
};

/** Seals short texts with a key derived for one context; synchronous. */
export type Sealer = {
  seal(text: string): string;
  /** Returns null unless `seal` made this value with the same context. */
  open(sealed: string): string | null;
};

/** Seals bytes with a key derived for one context; synchronous. */
export type BytesSealer = {
  seal(bytes: Buffer): Buffer;
  /** Returns null unless `seal` made this value with the same context. */
  open(sealed: Buffer): Buffer | null;
};

/** Opens the vault whose master keys are in the keyring file. */
export async function openVault(keyringPath: string): Promise<Vault> {
  const keyring = await readKeyring(keyringPath);
  return {
    seal: (context, text) =>
      // The name of the header is part of the stored format.
      new CompactEncrypt(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: wrapping, enc: encryption, kid: keyring.current, place: context })
        .encrypt(masterKey(keyring, keyring.current)),

    open: (context, sealed) => open(context, sealed, wrapping, ({ kid }) => masterKey(keyring, kid)),

    isCurrent: (sealed) => headerOf(sealed)?.kid === keyring.current,
    currentKeyId: keyring.current,

    sealer: (context) => createSealer(keyring, context),
    bytesSealer: (context) => createBytesSealer(keyring, context),
    digester: (context) => createDigester(keyring, context),
  };
}

/** A key that seals only the records of one tenant. */
export type DataKey = { id: string; key: KeyObject };

/** The 32 bytes of a new data key. */
export const newDataKeyBytes = (): Buffer => randomBytes(32);

/** A data key from its 32 bytes. Throws `CredentialsUnreadable` for any other number. */
export function dataKeyOf(id: string, bytes: Buffer): DataKey {
  if (bytes.length !== 32) throw new CredentialsUnreadable();
  return { id, key: createSecretKey(bytes) };
}

/** Seals a text with a data key. It opens only with the same key and context. */
export const sealWith = ({ id, key }: DataKey, context: string, text: string): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: directly, enc: encryption, kid: id, place: context })
    .encrypt(key);

/** Throws `CredentialsUnreadable` unless `sealWith` made this value with the same key and context. */
export const openWith = ({ id, key }: DataKey, context: string, sealed: string): Promise<string> =>
  open(context, sealed, directly, ({ kid }) => {
    if (kid !== id) throw new CredentialsUnreadable();
    return key;
  });

/** The id of the data key that sealed a value; undefined if a master key did. */
export function dataKeyIdOf(sealed: string): string | undefined {
  const header = headerOf(sealed);
  return header?.alg === directly ? header.kid : undefined;
}

const cipher = 'aes-256-gcm';
const tag = { authTagLength: 16 };
const nonceBytes = 12;
const digestBytes = 16;

/** The bytes of one block. */
export const blockBytes = 16;

/**
 * Creates a single-block cipher whose key is derived from a text. Equal blocks stay equal, as ids must. It has no state, so one instance
 * serves all.
 */
export function createBlockCipher(keyText: string) {
  const key = createHash('sha256').update(keyText).digest().subarray(0, blockBytes);
  // In this mode, without padding, no block depends on another.
  const enciphering = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  const deciphering = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  return {
    encipher: (block: Buffer) => enciphering.update(block),
    decipher: (block: Buffer) => deciphering.update(block),
  };
}

function createSealer(keyring: Keyring, context: string): Sealer {
  const bytes = createBytesSealer(keyring, context);
  return {
    seal: (text) => bytes.seal(Buffer.from(text)).toString('base64url'),
    open: (sealed) =>
      isCanonical(sealed) ? (bytes.open(Buffer.from(sealed, 'base64url'))?.toString('utf8') ?? null) : null,
  };
}

/** The format: one byte with the length of the master key's id, then the id, then the sealed bytes. */
function createBytesSealer(keyring: Keyring, context: string): BytesSealer {
  const keyOf = createKeys(keyring, context);
  return {
    seal(bytes) {
      const id = Buffer.from(keyring.current);
      return Buffer.concat([Buffer.of(id.length), id, sealBytes(keyOf(keyring.current), bytes, context)]);
    },

    open(sealed) {
      const end = 1 + (sealed[0] ?? 0);
      const id = sealed.toString('utf8', 1, end);
      return keyring.keys.has(id) ? openBytes(keyOf(id), sealed.subarray(end), context) : null;
    },
  };
}

/** The format: one byte with the length of the master key's id, then the id, then half of the HMAC. */
function createDigester(keyring: Keyring, context: string): Digester {
  const keyOf = createKeys(keyring, context);
  return {
    digest(text, keyId = keyring.current) {
      const hmac = createHmac('sha256', keyOf(keyId)).update(text).digest().subarray(0, digestBytes);
      const id = Buffer.from(keyId);
      return Buffer.concat([Buffer.of(id.length), id, hmac]).toString('base64url');
    },

    keyIdOf(digest) {
      if (!isCanonical(digest)) return null;
      const bytes = Buffer.from(digest, 'base64url');
      const end = 1 + (bytes[0] ?? 0);
      const id = bytes.toString('utf8', 1, end);
      return bytes.length === end + digestBytes && keyring.keys.has(id) ? id : null;
    },
  };
}

/** Derives a key for this context from each master key. */
function createKeys(keyring: Keyring, context: string) {
  const digest = createHash('sha256').update(context).digest();
  const derived = new Map<string, Buffer>();
  return (id: string): Buffer => {
    const key = derived.get(id) ?? Buffer.from(hkdfSync('sha256', masterKey(keyring, id), '', digest, 32));
    derived.set(id, key);
    return key;
  };
}

function sealBytes(key: Buffer, bytes: Buffer, context: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce, tag).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, sealing.update(bytes), sealing.final(), sealing.getAuthTag()]);
}

function openBytes(key: Buffer, sealed: Buffer, context: string): Buffer | null {
  if (sealed.length < nonceBytes + tag.authTagLength) return null;
  const opening = createDecipheriv(cipher, key, sealed.subarray(0, nonceBytes), tag).setAAD(Buffer.from(context));
  opening.setAuthTag(sealed.subarray(-tag.authTagLength));
  try {
    return Buffer.concat([opening.update(sealed.subarray(nonceBytes, -tag.authTagLength)), opening.final()]);
  } catch {
    return null;
  }
}

/** Opens a value that was sealed in one way with one context. */
async function open(
  context: string,
  sealed: string,
  algorithm: string,
  keyOf: (header: JWEHeaderParameters) => KeyObject,
) {
  if (!sealed.split('.').every(isCanonical)) throw new CredentialsUnreadable();
  const { plaintext, protectedHeader } = await decrypt(sealed, algorithm, keyOf);
  if (protectedHeader.place !== context) throw new CredentialsUnreadable();
  return new TextDecoder().decode(plaintext);
}

async function decrypt(sealed: string, algorithm: string, keyOf: (header: JWEHeaderParameters) => KeyObject) {
  try {
    return await compactDecrypt(sealed, keyOf, {
      keyManagementAlgorithms: [algorithm],
      contentEncryptionAlgorithms: [encryption],
    });
  } catch {
    // The reason would only help an attacker who has altered the value.
    throw new CredentialsUnreadable();
  }
}

function headerOf(sealed: string) {
  try {
    return decodeProtectedHeader(sealed);
  } catch {
    // Not a sealed value at all: `open` reports that.
    return undefined;
  }
}

function masterKey(keyring: Keyring, id: string | undefined): KeyObject {
  const key = keyring.keys.get(id ?? '');
  if (key === undefined) throw new CredentialsUnreadable();
  return key;
}

// Decoders ignore some bits of the last base64url character: a text in which these differ must not pass as the original.
function isCanonical(text: string): boolean {
  return Buffer.from(text, 'base64url').toString('base64url') === text;
}
