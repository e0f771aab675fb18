import { createHmac, generateKeyPairSync, type KeyObject, sign as signBytes } from 'node:crypto';
import dns, { type LookupAddress } from 'node:dns';
import { exportJWK, type JWK, SignJWT } from 'jose';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createAuthenticate, TokenRejected } from '../../src/http/authenticate.ts';
import { answerJson, startScriptedServer } from '../support/scriptedServer.ts';

const issuer = 'https://issuer.example';
const audience = 'graph';
const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const pairs = {
  RS: rsa(),
  PS: rsa(),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ES384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  ES512: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  ES256K: generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
  EdDSA: generateKeyPairSync('ed25519'),
};
type Pair = { publicKey: KeyObject; privateKey: KeyObject };
const [first, second, third] = [rsa(), rsa(), rsa()] as [Pair, Pair, Pair];

const claims = () => ({
  tenant_id: 'acme',
  sub: 'user-1',
  iss: issuer,
  aud: audience,
  exp: Math.floor(Date.now() / 1000) + 600,
});
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Signs a token that does not name its key, unless `kid` is given. */
const signWith = ({ privateKey }: Pair, alg = 'RS256', kid?: string) =>
  new SignJWT(claims()).setProtectedHeader({ alg, ...(kid !== undefined && { kid }) }).sign(privateKey);

const jwkOf = async ({ publicKey }: Pair, more: JWK = {}): Promise<JWK> => ({
  ...(await exportJWK(publicKey)),
  ...more,
});

/** Publishes a key set, which may change, and checks tokens in front of it with a clock of its own. */
async function publish(keys: JWK[]) {
  const jwks = { keys };
  let time = 0;
  const { host, heard } = await startScriptedServer((_, response) => answerJson(response, jwks));
  const authenticate = createAuthenticate({
    keys: { jwksUrl: `http://${host}/keys.json`, staleMs: 3_600_000, now: () => time },
    issuer,
    audience,
    tenantClaim: 'tenant_id',
  });
  return {
    jwks,
    heard,
    ask: async (token: string | Promise<string>) => authenticate(`Bearer ${await token}`),
    pass: (ms: number) => {
      time += ms;
    },
  };
}

describe('with published keys, a token', () => {
  const publishAll = async () => publish(await Promise.all(Object.values(pairs).map((pair) => jwkOf(pair))));

  it.each<[string, Pair]>([
    ...(['RS256', 'RS384', 'RS512'] as const).map((alg): [string, Pair] => [alg, pairs.RS]),
    ...(['PS256', 'PS384', 'PS512'] as const).map((alg): [string, Pair] => [alg, pairs.PS]),
    ...(['ES256', 'ES384', 'ES512', 'EdDSA'] as const).map((alg): [string, Pair] => [alg, pairs[alg]]),
  ])('may be signed with %s', async (alg, pair) => {
    const { ask } = await publishAll();
    expect(await ask(signWith(pair, alg))).toMatchObject({ tenant: 'acme' });
    // The same signature under other claims.
    const [head, , signature] = (await signWith(pair, alg)).split('.');
    const forged = `${head}.${encode({ ...claims(), tenant_id: 'globex' })}.${signature}`;
    await expect(ask(forged)).rejects.toThrow(TokenRejected);
  });

  const byHand = (alg: string, sign: (text: string) => Buffer) => {
    const text = `${encode({ alg })}.${encode(claims())}`;
    return `${text}.${sign(text).toString('base64url')}`;
  };
  const pem = pairs.RS.publicKey.export({ type: 'spki', format: 'pem' });

  it.each<[string, (text: string) => Buffer]>([
    ['none', () => Buffer.alloc(0)],
    ['none', () => Buffer.from('nothing')],
    ['HS256', (text) => createHmac('sha256', pem).update(text).digest()],
    ['HS384', (text) => createHmac('sha384', pem).update(text).digest()],
    ['HS512', (text) => createHmac('sha512', pem).update(text).digest()],
    ['RS1', (text) => signBytes('sha1', Buffer.from(text), pairs.RS.privateKey)],
    [
      'ES256K',
      (text) => signBytes('sha256', Buffer.from(text), { key: pairs.ES256K.privateKey, dsaEncoding: 'ieee-p1363' }),
    ],
    ['rs256', (text) => signBytes('sha256', Buffer.from(text), pairs.RS.privateKey)],
  ])('may not be signed with %s', async (alg, sign) => {
    const { ask } = await publishAll();
    await expect(ask(byHand(alg, sign))).rejects.toThrow(TokenRejected);
  });
});

describe('an identity provider', () => {
  /** What the name of the identity provider resolves to. */
  const addresses: { found: string[] } = { found: [] };
  const named = async () => {
    const { host, heard } = await startScriptedServer(async (_, response) =>
      answerJson(response, { keys: [await jwkOf(first)] }),
    );
    const answer = (_host: string, _options: object, callback: (error: null, found: LookupAddress[]) => void) =>
      callback(
        null,
        addresses.found.map((address) => ({ address, family: 4 })),
      );
    const spy = vi.spyOn(dns, 'lookup').mockImplementation(answer as typeof dns.lookup);
    onTestFinished(() => spy.mockRestore());
    const jwksUrl = `http://provider.test:${host.split(':')[1]}/keys.json`;
    const keys = { jwksUrl, staleMs: 0, now: () => 0 };
    return { heard, authenticate: createAuthenticate({ keys, issuer, audience, tenantClaim: 'tenant_id' }) };
  };

  it('may be in a private network', async () => {
    const { authenticate } = await named();
    addresses.found = ['127.0.0.1'];
    expect(await authenticate(`Bearer ${await signWith(first)}`)).toMatchObject({ tenant: 'acme' });
  });

  it('is not asked where any of its addresses is of the metadata of a cloud', async () => {
    const { authenticate, heard } = await named();
    addresses.found = ['127.0.0.1', '169.254.169.254'];
    await expect(authenticate(`Bearer ${await signWith(first)}`)).rejects.toMatchObject({ reason: 'ENOTFOUND' });
    expect(heard).toEqual([]);
  });

  it('is not followed elsewhere', async () => {
    const { host, heard } = await startScriptedServer((_, response) =>
      response.writeHead(302, { location: '/others.json' }).end(),
    );
    const keys = { jwksUrl: `http://${host}/keys.json`, staleMs: 0, now: () => 0 };
    const authenticate = createAuthenticate({ keys, issuer, audience, tenantClaim: 'tenant_id' });
    await expect(authenticate(`Bearer ${await signWith(first)}`)).rejects.toMatchObject({ reason: 'ERR_JOSE_GENERIC' });
    expect(heard.map(({ path }) => path)).toEqual(['/keys.json']);
  });
});

describe('a token that does not name its key', () => {
  it('is tried with each published key that fits its algorithm', async () => {
    const { ask, heard } = await publish([
      await jwkOf(pairs.ES256),
      await jwkOf(first, { kid: 'k1' }),
      await jwkOf(generateKeyPairSync('rsa', { modulusLength: 1024 }), { kid: 'short' }),
      await jwkOf(second),
    ]);
    for (const pair of [first, second]) expect(await ask(signWith(pair))).toMatchObject({ tenant: 'acme' });
    await expect(ask(signWith(third))).rejects.toThrow(TokenRejected);
    await expect(ask(signWith(second, 'RS256', 'k1'))).rejects.toThrow(TokenRejected);
    expect(heard).toHaveLength(1);
  });

  it('is not tried with a key that is for encryption, or for another algorithm', async () => {
    const { ask } = await publish([
      await jwkOf(first, { use: 'enc' }),
      await jwkOf(second, { alg: 'RS512' }),
      await jwkOf(third),
      await jwkOf(pairs.RS),
    ]);
    for (const pair of [first, second]) await expect(ask(signWith(pair))).rejects.toThrow(TokenRejected);
    expect(await ask(signWith(second, 'RS512'))).toMatchObject({ tenant: 'acme' });
  });

  it('is tried with ten keys at most, because each takes time', async () => {
    const decoy = await jwkOf(second);
    const { ask, jwks, pass } = await publish([...Array(9).fill(decoy), await jwkOf(first)]);
    expect(await ask(signWith(first))).toMatchObject({ tenant: 'acme' });
    jwks.keys.unshift(decoy);
    pass(31_000);
    // Refreshes the keys, since nothing fits.
    await expect(ask(signWith(third))).rejects.toThrow(TokenRejected);
    const token = await signWith(first);
    const verify = vi.spyOn(crypto.subtle, 'verify');
    onTestFinished(() => verify.mockRestore());
    await expect(ask(token)).rejects.toThrow(TokenRejected);
    expect(verify).toHaveBeenCalledTimes(10);
  });

  it.each([1, 2])('is accepted half a minute after its key replaced the one before, of %i', async (count) => {
    const { ask, jwks, pass, heard } = await publish(
      await Promise.all([first, second].slice(0, count).map((pair) => jwkOf(pair))),
    );
    await ask(signWith(first));
    jwks.keys = [await jwkOf(third)];
    // A flood of forged tokens must not cause a fetch each time.
    for (let times = 0; times < 3; times++) await expect(ask(signWith(third))).rejects.toThrow(TokenRejected);
    expect(heard).toHaveLength(1);
    pass(31_000);
    expect(await ask(signWith(third))).toMatchObject({ tenant: 'acme' });
    await expect(ask(signWith(first))).rejects.toThrow(TokenRejected);
    expect(heard).toHaveLength(2);
  });
});

describe('a token that was verified', () => {
  /** A token that was accepted once, signed with a key that is published beside another. */
  async function acceptOnce() {
    const server = await publish([await jwkOf(first, { kid: 'first' }), await jwkOf(second, { kid: 'second' })]);
    const token = await signWith(first, 'RS256', 'first');
    const viewer = await server.ask(token);
    const verify = vi.spyOn(crypto.subtle, 'verify');
    onTestFinished(() => verify.mockRestore());
    return { ...server, token, viewer, verify };
  }

  it('is not verified again while it is valid and the same keys are published', async () => {
    const { ask, token, viewer, verify, pass, heard } = await acceptOnce();
    pass(601_000);
    expect(await ask(token)).toBe(viewer);
    expect(heard).toHaveLength(2);
    expect(verify).not.toHaveBeenCalled();
  });

  it('is refused once its key is not published any more', async () => {
    const { ask, token, jwks, pass } = await acceptOnce();
    jwks.keys = jwks.keys.slice(1);
    pass(601_000);
    await expect(ask(token)).rejects.toThrow(TokenRejected);
  });

  it('is verified again once other keys are published in addition to its own', async () => {
    const { ask, token, viewer, verify, jwks, pass } = await acceptOnce();
    jwks.keys.push(await jwkOf(third, { kid: 'third' }));
    pass(601_000);
    expect(await ask(token)).toEqual(viewer);
    expect(verify).toHaveBeenCalledOnce();
  });

  it('is refused once it has expired', async () => {
    const { ask, token } = await acceptOnce();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 631_000 });
    onTestFinished(() => void vi.useRealTimers());
    await expect(ask(token)).rejects.toThrow(TokenRejected);
  });

  it('says nothing of another with the same signature', async () => {
    const { ask, token } = await acceptOnce();
    const [head, , signature] = token.split('.');
    await expect(ask(`${head}.${encode({ ...claims(), tenant_id: 'globex' })}.${signature}`)).rejects.toThrow(
      TokenRejected,
    );
  });
});
