import { CredentialsUnreadable, KeyServiceUnavailable, reasonOf } from '../errors.ts';
import type { KeyWrapper } from './keyWrapper.ts';

/** What `openAwsKms` needs. */
export type AwsKmsOptions = {
  /** The id, ARN or alias of a symmetric key. */
  key: string;
  /** How long a call may take, in milliseconds. */
  timeoutMs: number;
};

/** The service's errors for a value that was not wrapped with this key, or in another context. Any other error may be temporary. */
const unreadable = new Set(['InvalidCiphertextException', 'IncorrectKeyException']);

/**
 * Wraps data keys with a key of AWS KMS. Region and credentials are those that AWS's own tools find: environment, files, the role of the
 * container or machine.
 */
export async function openAwsKms({ key, timeoutMs }: AwsKmsOptions): Promise<KeyWrapper> {
  // Loaded only if it is used, because the client takes as long to load as the rest of the program.
  const { DecryptCommand, EncryptCommand, KMSClient } = await import('@aws-sdk/client-kms');
  const region = /^arn:[\w-]+:kms:([\w-]+):/.exec(key)?.[1];
  const client = new KMSClient({ maxAttempts: 2, ...(region !== undefined && { region }) });
  const timeout = () => ({ abortSignal: AbortSignal.timeout(timeoutMs) });
  const contextOf = (context: string) => ({ EncryptionContext: { context } });

  async function wrap(context: string, dataKey: Buffer) {
    const command = new EncryptCommand({ KeyId: key, Plaintext: dataKey, ...contextOf(context) });
    const { CiphertextBlob, KeyId } = await client.send(command, timeout()).catch(rethrow);
    if (CiphertextBlob === undefined || KeyId === undefined) throw new KeyServiceUnavailable('INCOMPLETE_ANSWER');
    // An alias may point to another key later: the answer names the key itself.
    return { keyId: KeyId, text: Buffer.from(CiphertextBlob).toString('base64url') };
  }

  return {
    name: 'aws-kms',
    wrap,

    async unwrap(context, { keyId, text }) {
      const sealed = Buffer.from(text, 'base64url');
      const command = new DecryptCommand({ KeyId: keyId, CiphertextBlob: sealed, ...contextOf(context) });
      const { Plaintext } = await client.send(command, timeout()).catch(rethrow);
      if (Plaintext === undefined) throw new KeyServiceUnavailable('INCOMPLETE_ANSWER');
      return Buffer.from(Plaintext);
    },

    currentKeyId: async () => (await wrap('current key', Buffer.alloc(1))).keyId,
  };
}

function rethrow(failure: unknown): never {
  const name = failure instanceof Error ? failure.name : '';
  if (unreadable.has(name)) throw new CredentialsUnreadable();
  // Failures of the connection are plain errors with a code.
  throw new KeyServiceUnavailable(name === 'Error' ? reasonOf(failure) : name);
}
