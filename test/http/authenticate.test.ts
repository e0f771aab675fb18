import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { exportJWK, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAuthenticate, TokenRejected } from '../../src/http/authenticate.ts';
import { SigningKeysUnavailable } from '../../src/http/signingKeys.ts';
import { answerJson, startScriptedServer } from '../support/scriptedServer.ts';
import { type Subgraph, startSubgraph } from '../support/subgraph.ts';

const issuer = 'https://issuer.example';
const audience = 'graph';
const secret = Buffer.from('a secret that is longer than thirty-two bytes');
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const nextPair = generateKeyPairSync('rsa', { modulusLength: 2048 });

const claims = { tenant_id: 'acme', scope: 'one two', sub: 'user-1', iss: issuer, aud: audience };
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

/** Signs claims that are good but for the differences; an undefined one is left out. */
function sign(differences: object = {}, alg = 'HS256', key: Uint8Array | KeyObject = secret, kid?: string) {
  const payload = { ...claims, exp: inSeconds(600), ...differences };
  return new SignJWT(JSON.parse(JSON.stringify(payload))).setProtectedHeader({ alg, ...(kid && { kid }) }).sign(key);
}

/** What the classic forger does: the public key, which everybody has, taken for a shared secret. */
async function signWithPublicKey(kid: string) {
  const head = Buffer.from(JSON.stringify({ alg: 'HS256', kid })).toString('base64url');
  const [, body] = (await sign()).split('.');
  const pem = pair.publicKey.export({ type: 'spki', format: 'pem' });
  return `${head}.${body}.${createHmac('sha256', pem).update(`${head}.${body}`).digest('base64url')}`;
}

describe('a token, with a shared secret', () => {
  const authenticate = createAuthenticate({ keys: { secret }, issuer, audience, tenantClaim: 'tenant_id' });
  let subgraph: Subgraph;
  beforeAll(async () => {
    subgraph = await startSubgraph({ app: { authenticate } });
  });

  async function ask(query: string, authorization?: string) {
    const response = await fetch(`${subgraph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
      body: JSON.stringify({ query }),
    });
    return { response, body: await response.json() };
  }

  it('names the tenant and the scopes', async () => {
    expect(await authenticate(`Bearer ${await sign()}`)).toEqual({
      tenant: 'acme',
      subject: 'user-1',
      scopes: new Set(['one', 'two']),
      employeeId: null,
      accountId: null,
      issuedAt: null,
    });
  });

  it('names the tenant in the claim that is configured', async () => {
    const other = createAuthenticate({ keys: { secret }, issuer, audience, tenantClaim: 'https://example/company' });
    const token = await sign({ 'https://example/company': 'globex' });
    expect(await other(`Bearer ${token}`)).toMatchObject({ tenant: 'globex' });
  });

  it.each<[string, unknown, string[]]>([
    ['text', 'one two', ['one', 'two']],
    ['a list', ['one', 'two'], ['one', 'two']],
    ['a list with other things than text, which are passed over', ['one', 2, null, ['three']], ['one']],
    ['a list in which spaces separate nothing', ['one two'], ['one two']],
    ['an empty list', [], []],
    ['a number', 1, []],
    ['an object', { one: true }, []],
    ['nothing', undefined, []],
  ])('may give its scopes as %s', async (_, scope, scopes) => {
    expect(await authenticate(`Bearer ${await sign({ scope })}`)).toMatchObject({ scopes: new Set(scopes) });
  });

  it.each(['scp', 'permissions', 'https://example/scopes'])(
    'gives its scopes in the claim that is configured, and in no other: %s',
    async (scopeClaim) => {
      const other = createAuthenticate({ keys: { secret }, issuer, audience, tenantClaim: 'tenant_id', scopeClaim });
      for (const scopes of ['three four', ['three', 'four']])
        expect(await other(`Bearer ${await sign({ [scopeClaim]: scopes })}`)).toMatchObject({
          scopes: new Set(['three', 'four']),
        });
      expect(await other(`Bearer ${await sign()}`)).toMatchObject({ scopes: new Set() });
      expect(await authenticate(`Bearer ${await sign({ scope: undefined, [scopeClaim]: 'three' })}`)).toMatchObject({
        scopes: new Set(),
      });
    },
  );

  it('lives for as long as is configured', async () => {
    const maxLifeMs = 600_000;
    const strict = createAuthenticate({ keys: { secret }, issuer, audience, tenantClaim: 'tenant_id', maxLifeMs });
    const lives = (seconds: number) => sign({ iat: inSeconds(0), exp: inSeconds(seconds) });
    expect(await strict(`Bearer ${await lives(600)}`)).not.toBeNull();
    await expect(strict(`Bearer ${await lives(640)}`)).rejects.toThrow(TokenRejected);
    expect(await authenticate(`Bearer ${await lives(86_400)}`)).not.toBeNull();
  });

  it('names a tenant only in characters that can be seen, and so that equal looks are equal texts', async () => {
    const tenantOf = async (tenant: string) =>
      (await authenticate(`Bearer ${await sign({ tenant_id: tenant })}`))?.tenant;
    for (const tenant of ['acme', 'Société Générale', '日本', 'a-b_c.d:e@f/g', '🌞', '1'])
      expect(await tenantOf(tenant)).toBe(tenant);
    const classes = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;
    const every = Array.from({ length: 0x11_0000 }, (_, point) => point).filter(
      (point) => point < 0xd800 || point > 0xdfff,
    );
    const unseen = every.filter((point) => point !== 0x20 && classes.test(String.fromCodePoint(point)));
    // One of each hundred or so, and those that are known from attacks.
    const tried = [
      ...unseen.filter((_, index) => index % 9_973 === 0),
      0xa0,
      0xad,
      0x115f,
      0x200b,
      0x2028,
      0x202e,
      0x3000,
      0x3164,
      0xe000,
      0xfe0f,
      0xfeff,
      0xe0041,
    ];
    for (const point of tried)
      await expect(tenantOf(`ac${String.fromCodePoint(point)}me`), `U+${point.toString(16)}`).rejects.toThrow(
        TokenRejected,
      );
    for (const tenant of [' acme', 'acme ', 'ac  me', ' ', 'Socie\u0301te\u0301'])
      await expect(tenantOf(tenant), tenant).rejects.toThrow(TokenRejected);
  });

  it('that expired a moment ago is accepted, because clocks differ', async () => {
    expect(await authenticate(`Bearer ${await sign({ exp: inSeconds(-20) })}`)).not.toBeNull();
  });

  it.each<[string, () => Promise<string> | string]>([
    ['that has expired', () => sign({ exp: inSeconds(-40) })],
    ['without an expiry', () => sign({ exp: undefined })],
    ['that is not valid yet', () => sign({ nbf: inSeconds(600) })],
    ['that lives for longer than a day', () => sign({ iat: inSeconds(-60), exp: inSeconds(86_400) })],
    ['that lives for longer than a day, of unknown age', () => sign({ exp: inSeconds(86_500) })],
    ['that was issued for a year and expires soon', () => sign({ iat: inSeconds(-31_000_000), exp: inSeconds(600) })],
    ['that was issued before time began', () => sign({ iat: -1e300 })],
    ['of another issuer', () => sign({ iss: 'https://other.example' })],
    ['without an issuer', () => sign({ iss: undefined })],
    ['for another audience', () => sign({ aud: 'another' })],
    ['without an audience', () => sign({ aud: undefined })],
    ['without a subject', () => sign({ sub: undefined })],
    ['without a tenant', () => sign({ tenant_id: undefined })],
    ['with an empty tenant', () => sign({ tenant_id: '' })],
    ['with a tenant that is not text', () => sign({ tenant_id: ['acme'] })],
    ['signed with another secret', () => sign({}, 'HS256', Buffer.from('another secret, also longer than 32 bytes'))],
    ['signed with a key pair', () => sign({}, 'RS256', pair.privateKey)],
    ['without a signature', () => new UnsecuredJWT(claims).setExpirationTime('10 minutes').encode()],
    ['altered after it was signed', async () => (await sign()).replace(/\.(.{4})/, '.eyJ9')],
    ['that is not a token', () => 'nonsense'],
    ['that is empty', () => ''],
  ])('%s gets status 401, always with the same message', async (_, token) => {
    const { response, body } = await ask('{ __typename }', `Bearer ${await token()}`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(body).toEqual({
      errors: [
        {
          message: 'The token is expired or invalid.',
          extensions: {
            code: 'UNAUTHENTICATED',
            retryable: false,
            correlationId: response.headers.get('x-correlation-id'),
          },
        },
      ],
    });
  });

  it('of another scheme gets status 401', async () => {
    expect((await ask('{ __typename }', `Basic ${btoa('user:password')}`)).response.status).toBe(401);
  });

  it('that is absent lets the caller read the schema for a router', async () => {
    const { response, body } = await ask('{ _service { sdl } }');
    expect(response.status).toBe(200);
    expect(body).toEqual({ data: { _service: { sdl: expect.stringContaining('type Employee') } } });
  });

  it('that is absent lets the caller read nothing else', async () => {
    const { body } = await ask('{ account { id } employees { totalCount } departments { name } }');
    expect(body).toMatchObject({
      data: { account: null, employees: null, departments: null },
      errors: Array(3).fill({
        message: 'Authentication required: send a bearer token.',
        extensions: { code: 'UNAUTHENTICATED' },
      }),
    });
  });
});

describe('a token, with published keys', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  const staleHours = 2;

  async function publish(...keys: [kid: string, key: KeyObject][]) {
    const jwks = { keys: await Promise.all(keys.map(async ([kid, key]) => ({ ...(await exportJWK(key)), kid }))) };
    const server = await startScriptedServer((_, response) => answerJson(response, jwks));
    const authenticate = at(`http://${server.host}/keys.json`);
    return { ...server, jwks, authenticate };
  }

  const at = (jwksUrl: string, now?: () => number) =>
    createAuthenticate({
      keys: { jwksUrl, staleMs: staleHours * 3_600_000, ...(now && { now }) },
      issuer,
      audience,
      tenantClaim: 'tenant_id',
    });

  it('is verified with the key it names, and the keys are fetched once', async () => {
    const { authenticate, heard } = await publish(['k1', pair.publicKey]);
    const authorization = `Bearer ${await sign({}, 'RS256', pair.privateKey, 'k1')}`;
    await Promise.all([authenticate(authorization), authenticate(authorization)]);
    expect(await authenticate(authorization)).toMatchObject({ tenant: 'acme' });
    expect(heard).toHaveLength(1);
  });

  it('is rejected when it is signed with the public key as if that were a secret', async () => {
    const { authenticate } = await publish(['k1', pair.publicKey]);
    await expect(authenticate(`Bearer ${await signWithPublicKey('k1')}`)).rejects.toThrow(TokenRejected);
  });

  it('is rejected when it is signed with a key that is not published', async () => {
    const { authenticate } = await publish(['k1', pair.publicKey]);
    const forged = await sign({}, 'RS256', nextPair.privateKey, 'k1');
    await expect(authenticate(`Bearer ${forged}`)).rejects.toThrow(TokenRejected);
  });

  it.each([
    ['goes on', 0],
    ['is set back by an hour', -3_600_000],
  ])(
    'is accepted half a minute after its key was published, and no longer once that is withdrawn, where the clock %s',
    async (_, setBy) => {
      vi.useFakeTimers({ toFake: ['Date', 'performance'] });
      const { authenticate, jwks, heard } = await publish(['k1', pair.publicKey]);
      const old = async () => authenticate(`Bearer ${await sign({}, 'RS256', pair.privateKey, 'k1')}`);
      const next = async () => authenticate(`Bearer ${await sign({}, 'RS256', nextPair.privateKey, 'k2')}`);
      await old();
      jwks.keys = [{ ...(await exportJWK(nextPair.publicKey)), kid: 'k2' }];

      // Made-up keys must not cause a fetch each time.
      await expect(next()).rejects.toThrow(TokenRejected);
      expect(heard).toHaveLength(1);

      vi.setSystemTime(Date.now() + setBy);
      vi.advanceTimersByTime(31_000);
      expect(await next()).toMatchObject({ tenant: 'acme' });
      await expect(old()).rejects.toThrow(TokenRejected);
      expect(heard).toHaveLength(2);
    },
  );

  it.each<[string, number, unknown]>([
    ['answer with an error', 500, {}],
    ['are not a key set', 200, { keys: 'none' }],
  ])('cannot be verified while the keys %s', async (_, status, body) => {
    const server = await startScriptedServer((_, response) => answerJson(response, body, status));
    const token = await sign({}, 'RS256', pair.privateKey, 'k1');
    await expect(at(`http://${server.host}/`)(`Bearer ${token}`)).rejects.toThrow(SigningKeysUnavailable);
  });

  it('that cannot be verified gets a retryable 503, and the log says why without any address', async () => {
    const { host, close } = await startScriptedServer(() => {});
    await close();
    const subgraph = await startSubgraph({ app: { authenticate: at(`http://${host}/keys.json`) } });
    const response = await fetch(`${subgraph.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await sign({}, 'RS256', pair.privateKey, 'k1')}` },
    });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: true } }],
    });
    const [line = ''] = subgraph.logged.filter((each) => each.includes('keys that sign'));
    expect(JSON.parse(line)).toMatchObject({ reason: 'ECONNREFUSED' });
    expect(subgraph.logged.join()).not.toContain(host);
  });
});

describe('an identity provider that is away', () => {
  const staleHours = 2;
  const minutes = 60_000;

  /** An identity provider with one key that can go away, and the check of tokens in front of it with a clock of its own. */
  async function provide() {
    let answers: 'keys' | 'an error' | 'nothing' = 'keys';
    let time = 0;
    let waiting = 0;
    const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1' }] };
    const { host, heard } = await startScriptedServer((_, response) => {
      if (answers === 'keys') answerJson(response, jwks);
      else if (answers === 'an error') answerJson(response, {}, 503);
      else {
        waiting++;
        response.on('close', () => waiting--);
      }
    });
    const events: string[] = [];
    const watch = { onLost: (reason: string) => events.push(reason), onBack: () => events.push('back') };
    const authenticate = createAuthenticate({
      keys: { jwksUrl: `http://${host}/keys.json`, staleMs: staleHours * 60 * minutes, now: () => time, watch },
      issuer,
      audience,
      tenantClaim: 'tenant_id',
    });
    const authorization = `Bearer ${await sign({}, 'RS256', pair.privateKey, 'k1')}`;
    return {
      jwks,
      heard,
      /** What was reported of it. */
      events,
      /** Requests that have not been answered, and whose caller has not given up. */
      waiting: () => waiting,
      authenticate,
      ask: () => authenticate(authorization),
      answer: (what: typeof answers) => {
        answers = what;
      },
      pass: (ms: number) => {
        time += ms;
      },
    };
  }

  const withUnknownKey = async (index: number) =>
    `Bearer ${await sign({}, 'RS256', pair.privateKey, `unknown-${index}`)}`;

  it('is reported once, although nobody notices, and so is its return', async () => {
    const { ask, answer, pass, events } = await provide();
    await ask();
    answer('an error');
    for (let elapsed = 0; elapsed < 30 * minutes; elapsed += minutes) {
      pass(minutes);
      await ask();
    }
    await expect.poll(() => events).toEqual(['ERR_JOSE_GENERIC']);
    answer('keys');
    pass(minutes);
    await ask();
    await expect.poll(() => events).toEqual(['ERR_JOSE_GENERIC', 'back']);
  });

  it('for an hour locks nobody out, and gets two requests a minute at most', async () => {
    const { ask, answer, pass, heard } = await provide();
    await ask();
    answer('an error');
    const before = heard.length;
    for (let elapsed = 0; elapsed < 60 * minutes; elapsed += 10_000) {
      pass(10_000);
      expect(await ask()).toMatchObject({ tenant: 'acme' });
      // Nobody waits for a fetch, which takes a moment.
      await sleep(2);
    }
    expect(heard.length - before).toBeGreaterThan(50);
    expect(heard.length - before).toBeLessThanOrEqual(120);
  });

  it('for longer than the setting allows locks everybody out until it is back', async () => {
    const { ask, answer, pass } = await provide();
    await ask();
    answer('an error');
    pass(staleHours * 60 * minutes - 1_000);
    expect(await ask()).toMatchObject({ tenant: 'acme' });
    pass(2_000);
    await expect(ask()).rejects.toThrow(SigningKeysUnavailable);
    answer('keys');
    pass(31_000);
    expect(await ask()).toMatchObject({ tenant: 'acme' });
  });

  it('from the start gets one request in half a minute, however many callers there are', async () => {
    const { ask, answer, pass, heard } = await provide();
    answer('an error');
    for (let tries = 0; tries < 20; tries++) await expect(ask()).rejects.toThrow(SigningKeysUnavailable);
    expect(heard).toHaveLength(1);
    answer('keys');
    pass(31_000);
    expect(await ask()).toMatchObject({ tenant: 'acme' });
    expect(heard).toHaveLength(2);
  });

  it('and does not respond delays nobody while the keys are younger than ten minutes', async () => {
    const { ask, answer, pass, waiting } = await provide();
    await ask();
    answer('nothing');
    pass(6 * minutes);
    expect(await ask()).toMatchObject({ tenant: 'acme' });
    await vi.waitFor(() => expect(waiting()).toBe(1));
    expect(await ask()).toMatchObject({ tenant: 'acme' });
    expect(waiting()).toBe(1);
  });

  it.each<['keys' | 'an error', typeof TokenRejected | typeof SigningKeysUnavailable]>([
    ['keys', TokenRejected],
    ['an error', SigningKeysUnavailable],
  ])('or not (it answers with %s) gets one request for a flood of tokens with unknown keys', async (what, refusal) => {
    const { ask, answer, authenticate, pass, heard } = await provide();
    await ask();
    answer(what);
    pass(31_000);
    const before = heard.length;
    const tokens = await Promise.all(Array.from({ length: 100 }, (_, index) => withUnknownKey(index)));
    for (const token of tokens) await expect(authenticate(token)).rejects.toThrow(refusal);
    await Promise.all(tokens.map((token) => expect(authenticate(token)).rejects.toThrow(refusal)));
    expect(heard.length - before).toBe(1);
    expect(await ask()).toMatchObject({ tenant: 'acme' });
  });
});
