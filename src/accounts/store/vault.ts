import { createCipheriv, createDecipheriv, createHash, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, type JWEHeaderParameters } from 'jose';
import { CredentialsUnreadable } from '../errors.ts';
import { type Keyring, readKeyring } from './keyring.ts';

// Each value gets a content key of its own, which only the master key unwraps.
const wrapping = 'A256GCMKW';
const encryption = 'A256GCM';

/** Seals texts so that they open only in the place they were sealed for, with a keyring that holds their master key. */
export type Vault = {
  seal(place: string, text: string): Promise<string>;
  /** Throws `CredentialsUnreadable` for anything but what `seal` made for this very place. */
  open(place: string, sealed: string): Promise<string>;
  /** Whether a value was sealed with the master key that seals now, rather than with one that only opens. */
  isCurrent(sealed: string): boolean;
  /** For many short texts that pass through others' hands, where `seal` would be too slow. */
  sealer(place: string): Sealer;
  /** For bytes that others keep for us. */
  bytesSealer(place: string): BytesSealer;
};

/** Seals short texts for one place with a key of its own, at once. */
export type Sealer = {
  seal(text: string): string;
  /** Null for anything but what `seal` made for this very place. */
  open(sealed: string): string | null;
};

/** Seals bytes for one place with a key of its own, at once. */
export type BytesSealer = {
  seal(bytes: Buffer): Buffer;
  /** Null for anything but what `seal` made for this very place. */
  open(sealed: Buffer): Buffer | null;
};

/** Opens the vault whose master keys are in the keyring file. */
export async function openVault(keyringPath: string): Promise<Vault> {
  const keyring = await readKeyring(keyringPath);
  return {
    seal: (place, text) =>
      new CompactEncrypt(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: wrapping, enc: encryption, kid: keyring.current, place })
        .encrypt(masterKey(keyring, keyring.current)),

    async open(place, sealed) {
      if (!sealed.split('.').every(isCanonical)) throw new CredentialsUnreadable();
      const { plaintext, protectedHeader } = await decrypt(keyring, sealed);
      if (protectedHeader.place !== place) throw new CredentialsUnreadable();
      return new TextDecoder().decode(plaintext);
    },

    isCurrent: (sealed) => keyIdOf(sealed) === keyring.current,

    sealer: (place) => createSealer(keyring, place),
    bytesSealer: (place) => createBytesSealer(keyring, place),
  };
}

const cipher = 'aes-256-gcm';
const tag = { authTagLength: 16 };
const nonceBytes = 12;

function createSealer(keyring: Keyring, place: string): Sealer {
  const bytes = createBytesSealer(keyring, place);
  return {
    seal: (text) => bytes.seal(Buffer.from(text)).toString('base64url'),
    open: (sealed) =>
      isCanonical(sealed) ? (bytes.open(Buffer.from(sealed, 'base64url'))?.toString('utf8') ?? null) : null,
  };
}

/** Before what is sealed stands the id of its master key, and before that how long that is. */
function createBytesSealer(keyring: Keyring, place: string): BytesSealer {
  const keyOf = createKeys(keyring, place);
  return {
    seal(bytes) {
      const id = Buffer.from(keyring.current);
      return Buffer.concat([Buffer.of(id.length), id, sealWith(keyOf(keyring.current), bytes, place)]);
    },

    open(sealed) {
      const end = 1 + (sealed[0] ?? 0);
      const id = sealed.toString('utf8', 1, end);
      return keyring.keys.has(id) ? openWith(keyOf(id), sealed.subarray(end), place) : null;
    },
  };
}

/** Derives from each master key one for this place alone. */
function createKeys(keyring: Keyring, place: string) {
  const digest = createHash('sha256').update(place).digest();
  const derived = new Map<string, Buffer>();
  return (id: string): Buffer => {
    const key = derived.get(id) ?? Buffer.from(hkdfSync('sha256', masterKey(keyring, id), '', digest, 32));
    derived.set(id, key);
    return key;
  };
}

function sealWith(key: Buffer, bytes: Buffer, place: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce, tag).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, sealing.update(bytes), sealing.final(), sealing.getAuthTag()]);
}

function openWith(key: Buffer, sealed: Buffer, place: string): Buffer | null {
  if (sealed.length < nonceBytes + tag.authTagLength) return null;
  const opening = createDecipheriv(cipher, key, sealed.subarray(0, nonceBytes), tag).setAAD(Buffer.from(place));
  opening.setAuthTag(sealed.subarray(-tag.authTagLength));
  try {
    return Buffer.concat([opening.update(sealed.subarray(nonceBytes, -tag.authTagLength)), opening.final()]);
  } catch {
    return null;
  }
}

async function decrypt(keyring: Keyring, sealed: string) {
  try {
    return await compactDecrypt(sealed, (header: JWEHeaderParameters) => masterKey(keyring, header.kid), {
      keyManagementAlgorithms: [wrapping],
      contentEncryptionAlgorithms: [encryption],
    });
  } catch {
    // Why it does not open is of use to nobody but who altered it.
    throw new CredentialsUnreadable();
  }
}

function keyIdOf(sealed: string): string | undefined {
  try {
    return decodeProtectedHeader(sealed).kid;
  } catch {
    // What is no sealed value is under no key; `open` says so to whoever wants what is in it.
    return undefined;
  }
}

function masterKey(keyring: Keyring, id: string | undefined): KeyObject {
  const key = keyring.keys.get(id ?? '');
  if (key === undefined) throw new CredentialsUnreadable();
  return key;
}

// The last character of a base64url text has bits that no decoder reads: altered ones must not pass as the original.
function isCanonical(text: string): boolean {
  return Buffer.from(text, 'base64url').toString('base64url') === text;
}
