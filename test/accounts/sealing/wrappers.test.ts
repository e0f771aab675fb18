import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccountsUnusable, CredentialsUnreadable, KeyServiceUnavailable } from '../../../src/accounts/errors.ts';
import { openAwsKms } from '../../../src/accounts/sealing/awsKms.ts';
import { createHashicorpVault } from '../../../src/accounts/sealing/hashicorpVault.ts';
import { keyringWrapper } from '../../../src/accounts/sealing/keyWrapper.ts';
import { openWrappers } from '../../../src/accounts/sealing/openWrappers.ts';
import { startFakeAwsKms, startFakeVault } from './fakeKms.ts';
import { newVault } from './keyrings.ts';

const arn = 'arn:aws:kms:eu-west-3:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const token = 'hvs.a-token-of-the-tests';
const timeoutMs = 5_000;
const dataKey = randomBytes(32);

beforeEach(() => {
  for (const [name, value] of Object.entries({
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: 'eu-west-3',
  }))
    vi.stubEnv(name, value);
});
afterEach(() => void vi.unstubAllEnvs());

async function startAws({ key = arn, ms = timeoutMs } = {}) {
  const fake = await startFakeAwsKms(arn);
  vi.stubEnv('AWS_ENDPOINT_URL_KMS', fake.service.url);
  return { ...fake, wrapper: await openAwsKms({ key, timeoutMs: ms }), name: `awskms:${key}` };
}

async function startVault({ ms = timeoutMs, of = (): string => token } = {}) {
  const fake = await startFakeVault(token);
  const keyUrl = `${fake.service.url}/v1/transit/keys/lucca`;
  const wrapper = createHashicorpVault({ keyUrl, token: of, timeoutMs: ms });
  return { ...fake, wrapper, name: keyUrl };
}

describe.each([
  ['AWS KMS', startAws, 'AccessDeniedException'],
  ['HashiCorp Vault', startVault, 'HTTP_403'],
])('%s', (_, start, denial) => {
  it('unwraps in its context what it has wrapped there, and sees nothing of it in the clear', async () => {
    const { wrapper, service } = await start();
    const wrapped = await wrapper.wrap('context-a', dataKey);
    expect(await wrapper.unwrap('context-a', wrapped)).toEqual(dataKey);
    for (const form of ['base64', 'base64url', 'hex'] as const)
      expect(JSON.stringify(wrapped)).not.toContain(dataKey.toString(form));
    expect(service.heard).toHaveLength(2);
  });

  it('unwraps nothing in another context, and nothing that was altered', async () => {
    const { wrapper } = await start();
    const { keyId, text } = await wrapper.wrap('context-a', dataKey);
    await expect(wrapper.unwrap('context-b', { keyId, text })).rejects.toThrow(CredentialsUnreadable);
    const altered = `${text.slice(0, -8)}AAAA${text.slice(-4)}`;
    await expect(wrapper.unwrap('context-a', { keyId, text: altered })).rejects.toThrow(CredentialsUnreadable);
  });

  it('still unwraps what it has wrapped before its key was rotated', async () => {
    const { wrapper, rotate } = await start();
    const wrapped = await wrapper.wrap('context-a', dataKey);
    rotate();
    expect(await wrapper.unwrap('context-a', wrapped)).toEqual(dataKey);
    expect(await wrapper.unwrap('context-a', await wrapper.wrap('context-a', dataKey))).toEqual(dataKey);
  });

  it('counts as unavailable, and no data as lost, while it refuses, fails, returns nonsense, hangs or is down', async () => {
    const { wrapper, service, denied } = await start({ ms: 300 });
    const wrapped = await wrapper.wrap('context-a', dataKey);
    const faults = [
      [denied, denial],
      [{ status: 500, body: {} }, expect.any(String)],
      [{ status: 200, body: { data: {} } }, expect.stringMatching(/_ANSWER$/)],
      ['hang', expect.stringMatching(/^(TIMEOUT|TimeoutError|AbortError)$/)],
    ] as const;
    for (const [fault, reason] of faults) {
      service.fault = fault;
      for (const ask of [() => wrapper.unwrap('context-a', wrapped), () => wrapper.wrap('context-a', dataKey)]) {
        const failure = await ask().catch((thrown: unknown) => thrown);
        expect(failure).toBeInstanceOf(KeyServiceUnavailable);
        expect(failure).toMatchObject({ reason });
        expect(String(failure)).not.toContain('arn:');
      }
    }
    await service.close();
    await expect(wrapper.unwrap('context-a', wrapped)).rejects.toMatchObject({
      reason: expect.stringMatching(/^(ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET)$/),
    });
  });

  it('is tried before it is used', async () => {
    const { name, service, denied } = await start();
    const open = () => openWrappers(vault, { names: [name], token: () => token, timeoutMs: 300, onFailure: () => {} });
    const vault = await newVault();
    expect((await open()).map((wrapper) => wrapper.name)).toEqual([expect.not.stringContaining('keyring'), 'keyring']);
    service.fault = denied;
    await expect(open()).rejects.toThrow(AccountsUnusable);
    await expect(open()).rejects.toThrow(denial);
  });

  it('reports why it cannot be used', async () => {
    const { name, service, denied } = await start();
    const onFailure = vi.fn();
    const [wrapper] = await openWrappers(await newVault(), { names: [name], token: () => token, timeoutMs, onFailure });
    service.fault = denied;
    await expect(wrapper.wrap('context', dataKey)).rejects.toThrow(KeyServiceUnavailable);
    expect(onFailure).toHaveBeenCalledExactlyOnceWith(denial);
  });
});

describe('AWS KMS', () => {
  it('is asked by its protocol, with a signature, and the key behind an alias is kept', async () => {
    const { wrapper, service } = await startAws({ key: 'alias/lucca' });
    const { keyId } = await wrapper.wrap('context-a', dataKey);
    expect(keyId).toBe(arn);
    expect(await wrapper.currentKeyId()).toBe(arn);
    expect(service.heard[0]).toMatchObject({
      headers: {
        'x-amz-target': 'TrentService.Encrypt',
        authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 .*\/eu-west-3\/kms\/aws4_request/),
      },
      body: { KeyId: 'alias/lucca', EncryptionContext: { context: 'context-a' } },
    });
  });

  it('is looked for in the region of the key, whatever the region of the program', async () => {
    const { service } = await startAws();
    const wrapper = await openAwsKms({ key: arn.replace('eu-west-3', 'eu-north-1'), timeoutMs });
    await expect(wrapper.wrap('context', dataKey)).rejects.toMatchObject({ reason: 'NotFoundException' });
    expect(service.heard[0]?.headers.authorization).toContain('/eu-north-1/kms/');
  });
});

describe('HashiCorp Vault', () => {
  it('is asked with the token as it is now', async () => {
    let current = 'expired';
    const { wrapper } = await startVault({ of: () => `${current}\n` });
    await expect(wrapper.wrap('context', dataKey)).rejects.toMatchObject({ reason: 'HTTP_403' });
    current = token;
    await wrapper.wrap('context', dataKey);
  });

  it('is unavailable while the token cannot be read', async () => {
    const { wrapper } = await startVault({
      of: () => {
        throw new Error('/run/secrets/token');
      },
    });
    await expect(wrapper.wrap('context', dataKey)).rejects.toMatchObject({ reason: 'TOKEN_UNREADABLE' });
  });

  it('names the version of its key, so that keys of an older one are wrapped again before it may be retired', async () => {
    const { wrapper, rotate, rules } = await startVault();
    const wrapped = await wrapper.wrap('context', dataKey);
    expect(wrapped.keyId).toBe(await wrapper.currentKeyId());
    rotate();
    expect(wrapped.keyId).not.toBe(await wrapper.currentKeyId());
    rules.least = 2;
    await expect(wrapper.unwrap('context', wrapped)).rejects.toThrow(KeyServiceUnavailable);
    rules.least = 1;
    expect(await wrapper.unwrap('context', wrapped)).toEqual(dataKey);
  });

  it('is refused if it ignores the context', async () => {
    const { rules, name } = await startVault();
    rules.ignoresAssociatedData = true;
    const opening = openWrappers(await newVault(), {
      names: [name],
      token: () => token,
      timeoutMs,
      onFailure: () => {},
    });
    await expect(opening).rejects.toThrow('does not return the key that it was given');
  });
});

describe('the keyring', () => {
  it('unwraps in its context what it has wrapped there', async () => {
    const wrapper = keyringWrapper(await newVault());
    const wrapped = await wrapper.wrap('context-a', dataKey);
    expect(await wrapper.unwrap('context-a', wrapped)).toEqual(dataKey);
    await expect(wrapper.unwrap('context-b', wrapped)).rejects.toThrow(CredentialsUnreadable);
    await expect(keyringWrapper(await newVault()).unwrap('context-a', wrapped)).rejects.toThrow(CredentialsUnreadable);
  });
});
