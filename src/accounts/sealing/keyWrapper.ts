import type { Vault } from './vault.ts';

/** A data key as its wrapper returned it, and which of the wrapper's keys wrapped it. */
export type WrappedKey = { keyId: string; text: string };

/**
 * Wraps data keys with a key that never leaves it. A key wrapped in one context can be unwrapped only in that context. Methods throw
 * `KeyServiceUnavailable` when the wrapper does not answer or refuses, and `unwrap` throws `CredentialsUnreadable` for what it did not
 * wrap.
 */
export type KeyWrapper = {
  /** Part of the stored format: it says who can unwrap a key. */
  name: 'keyring' | 'aws-kms' | 'hashicorp-vault';
  wrap(context: string, dataKey: Buffer): Promise<WrappedKey>;
  unwrap(context: string, wrapped: WrappedKey): Promise<Buffer>;
  /** The id of the current wrapping key: data keys wrapped with another one can be rewrapped. */
  currentKeyId(): Promise<string>;
};

/** The first one wraps; the others only unwrap. */
export type KeyWrappers = readonly [KeyWrapper, ...KeyWrapper[]];

/** Wraps data keys with the master keys of the keyring file. */
export const keyringWrapper = (vault: Vault): KeyWrapper => ({
  name: 'keyring',
  wrap: async (context, dataKey) => ({
    keyId: vault.currentKeyId,
    text: await vault.seal(context, dataKey.toString('base64url')),
  }),
  unwrap: async (context, { text }) => Buffer.from(await vault.open(context, text), 'base64url'),
  currentKeyId: async () => vault.currentKeyId,
});
