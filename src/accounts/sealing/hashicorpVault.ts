import { z } from 'zod';
import { CredentialsUnreadable, KeyServiceUnavailable, reasonOf } from '../errors.ts';
import type { KeyWrapper } from './keyWrapper.ts';

/** What `createHashicorpVault` needs. */
export type HashicorpVaultOptions = {
  /** The URL of a key of the transit engine: `https://vault.example.com:8200/v1/transit/keys/lucca`. */
  keyUrl: string;
  /** Reads the token, for each call: an agent may renew it. */
  token: () => string;
  namespace?: string | undefined;
  /** How long a call may take, in milliseconds. */
  timeoutMs: number;
};

const encrypted = z.object({ data: z.object({ ciphertext: z.string().regex(/^vault:v\d+:/) }) });
const decrypted = z.object({ data: z.object({ plaintext: z.base64() }) });
const refused = z.object({ errors: z.array(z.string()) });

/** Vault's errors for a value that was altered, or wrapped in another context. Its other refusals may be temporary. */
const unreadable = /message authentication failed|no prefix|could not decode|unable to decrypt/i;

/**
 * Wraps data keys with a key of HashiCorp Vault's transit engine, of a type with associated data, such as the default `aes256-gcm96`. The
 * npm client would add a second HTTP client and a template engine for just two requests.
 */
export function createHashicorpVault({ keyUrl, token, namespace, timeoutMs }: HashicorpVaultOptions): KeyWrapper {
  const encode = (text: string | Buffer) => Buffer.from(text).toString('base64');
  const ask = async <Answer>(operation: 'encrypt' | 'decrypt', body: object, schema: z.ZodType<Answer>) => {
    const response = await send(keyUrl.replace(/\/keys\/(?=[^/]+$)/, `/${operation}/`), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-vault-token': tokenFrom(token),
        'x-vault-request': 'true',
        ...(namespace !== undefined && { 'x-vault-namespace': namespace }),
      },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const parsed = schema.safeParse(response);
    if (!parsed.success) throw new KeyServiceUnavailable('UNEXPECTED_ANSWER');
    return parsed.data;
  };

  async function wrap(context: string, dataKey: Buffer) {
    const body = { plaintext: encode(dataKey), associated_data: encode(context) };
    const { ciphertext } = (await ask('encrypt', body, encrypted)).data;
    return { keyId: ciphertext.split(':', 2).join(':'), text: ciphertext };
  }

  return {
    name: 'hashicorp-vault',
    wrap,

    async unwrap(context, { text }) {
      const body = { ciphertext: text, associated_data: encode(context) };
      return Buffer.from((await ask('decrypt', body, decrypted)).data.plaintext, 'base64');
    },

    currentKeyId: async () => (await wrap('current key', Buffer.alloc(1))).keyId,
  };
}

/** Reads the token for a call; any failure to read it may be temporary. */
function tokenFrom(read: () => string): string {
  try {
    return read().trim();
  } catch {
    throw new KeyServiceUnavailable('TOKEN_UNREADABLE');
  }
}

/** Returns the JSON of an answer. Vault explains a refusal in `errors`. */
async function send(url: string, request: RequestInit): Promise<unknown> {
  const { status, text } = await exchange(url, request);
  const answer = parseJson(text);
  if (status === 200) return answer;
  const errors = refused.safeParse(answer).data?.errors ?? [];
  if (status === 400 && errors.some((error) => unreadable.test(error))) throw new CredentialsUnreadable();
  throw new KeyServiceUnavailable(`HTTP_${status}`);
}

async function exchange(url: string, request: RequestInit) {
  try {
    const response = await fetch(url, request);
    return { status: response.status, text: await response.text() };
  } catch (failure) {
    const isLate = failure instanceof Error && failure.name === 'TimeoutError';
    throw new KeyServiceUnavailable(isLate ? 'TIMEOUT' : reasonOf(failure instanceof Error && failure.cause));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
