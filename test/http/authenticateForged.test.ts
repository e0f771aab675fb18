import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { CompactEncrypt, CompactSign, exportJWK, exportSPKI, type JWK, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Authenticate, createAuthenticate, TokenRejected } from '../../src/http/authenticate.ts';
import { answerJson, startScriptedServer } from '../support/scriptedServer.ts';
import { type Subgraph, startSubgraph } from '../support/subgraph.ts';

const issuer = 'https://issuer.example';
const audience = 'graph';
const secret = Buffer.from('a secret that is longer than thirty-two bytes');
const published = generateKeyPairSync('rsa', { modulusLength: 2048 });
const onCurve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const withdrawn = generateKeyPairSync('rsa', { modulusLength: 2048 });
const forger = generateKeyPairSync('rsa', { modulusLength: 2048 });

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
const claims = () => ({
  tenant_id: 'acme',
  scope: 'one',
  sub: 'user-1',
  iss: issuer,
  aud: audience,
  exp: inSeconds(600),
});

const encode = (part: unknown) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** Signs any header and payload with a secret, including those that a library would refuse to sign. */
function sealed(head: unknown, body: unknown = claims(), key: Buffer | string = secret): string {
  const text = `${encode(head)}.${encode(body)}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

const hs = { alg: 'HS256' };
const shared = (differences: object = {}, head: object = {}) =>
  sealed({ ...hs, ...head }, { ...claims(), ...differences });
/** The valid token with one text in its payload replaced by another. */
const withText = (text: string | RegExp, other: string) => sealed(hs, JSON.stringify(claims()).replace(text, other));

const signed = (head: object, key: KeyObject = forger.privateKey) =>
  new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', ...head }).sign(key);

type Forgery = [name: string, make: () => string | Promise<string>];
const rs = { alg: 'RS256', kid: 'k1' };

const againstSecret: Forgery[] = [
  ['without an algorithm or a signature', () => `${encode({ alg: 'none' })}.${encode(claims())}.`],
  ['of no algorithm, with a signature', () => shared({}, { alg: 'none' })],
  ['of no algorithm, written nOnE', () => shared({}, { alg: 'nOnE' })],
  ['of an algorithm in small letters', () => shared({}, { alg: 'hs256' })],
  ['of an algorithm that is a list', () => shared({}, { alg: ['HS256'] })],
  ['that names no algorithm', () => sealed({ typ: 'JWT' })],
  ['that claims a longer digest than it has', () => shared({}, { alg: 'HS512' })],
  ['that claims a key pair and is signed with the secret', () => shared({}, { alg: 'RS256' })],
  ['signed with nothing', () => sealed(hs, claims(), '')],
  ['signed with zeros', () => sealed(hs, claims(), Buffer.alloc(32))],
  ['signed with the beginning of the secret', () => sealed(hs, claims(), secret.subarray(0, 32))],
  ['signed with the secret in base64', () => sealed(hs, claims(), secret.toString('base64'))],
  ['with a signature cut short', () => shared().slice(0, -8)],
  ['without its signature', () => shared().replace(/[^.]+$/, '')],
  ['without its body', () => shared().replace(/\..+\./, '..')],
  ['of two parts', () => shared().replace(/\.[^.]+$/, '')],
  ['of four parts', () => `${shared()}.${encode('more')}`],
  ['with the body of another', () => shared().replace(/\..+\./, `.${encode({ ...claims(), tenant_id: 'globex' })}.`)],
  ['with the head of another', () => shared().replace(/^[^.]+/, encode({ ...hs, typ: 'at+jwt' }))],
  ['with padding', () => `${shared()}=`],
  [
    'in plain base64',
    () => shared().replace(/^[^.]+/, `${Buffer.from('{"alg":"HS256","a":"??>"}').toString('base64')}`),
  ],
  ['with a blank in it', () => shared().replace('.', '. ')],
  ['with a character that is no letter of it', () => shared().replace('.', '.é')],
  ['that is critical about what we do not know', () => shared({}, { crit: ['exp2'], exp2: 1 })],
  ['that is critical about nothing', () => shared({}, { crit: [] })],
  ['whose body is not encoded', () => sealed({ ...hs, b64: false, crit: ['b64'] })],
  ['in another token', () => sealed({ ...hs, cty: 'JWT' }, shared())],
  ['whose body is a list', () => sealed(hs, [claims()])],
  ['whose body is null', () => sealed(hs, null)],
  ['whose body is no JSON', () => sealed(hs, 'tenant_id=acme')],
  ['whose head is no JSON', () => sealed('HS256')],
  ['whose head is a list', () => sealed([hs])],
  ['of a log-out', () => shared({}, { typ: 'logout+jwt' })],
  ['that proves a key', () => shared({}, { typ: 'dpop+jwt' })],
  ['of a type that is no text', () => shared({}, { typ: 7 })],
  ['of more than 8 kB', () => shared({ more: 'x'.repeat(7_000) })],
  ['of a megabyte', () => shared({ more: 'x'.repeat(1_000_000) })],
  ['that expires in text', () => shared({ exp: String(inSeconds(600)) })],
  ['that expires never', () => withText(/"exp":\d+/, '"exp":1e400')],
  ['that expires after the last second there is', () => shared({ exp: 8_640_000_000_001 })],
  ['that expired before time began', () => shared({ exp: -1 })],
  ['that expires at null', () => shared({ exp: null })],
  ['that expires in a list', () => shared({ exp: [inSeconds(600)] })],
  ['that is yet to be issued', () => shared({ iat: inSeconds(600) })],
  ['that was issued in text', () => shared({ iat: '0' })],
  ['that is not valid yet, in text', () => shared({ nbf: String(inSeconds(-600)) })],
  ['that is not valid yet', () => shared({ nbf: inSeconds(600) })],
  ['of the issuer in capitals', () => shared({ iss: issuer.toUpperCase() })],
  ['of the issuer with a slash', () => shared({ iss: `${issuer}/` })],
  ['of the issuer in a list', () => shared({ iss: [issuer] })],
  ['of an issuer that begins like ours', () => shared({ iss: `${issuer}.example.com` })],
  ['for audiences of which none is us', () => shared({ aud: ['graphs', 'a graph', 'GRAPH'] })],
  ['for no audience', () => shared({ aud: [] })],
  ['for an audience in an object', () => shared({ aud: { graph: true } })],
  ['for a list in a list', () => shared({ aud: [[audience]] })],
  [
    'whose later tenant is none, whatever the earlier one',
    () => withText('"tenant_id":"acme"', '"tenant_id":"acme","tenant_id":""'),
  ],
  ['of a tenant that is a number', () => shared({ tenant_id: 7 })],
  ['of a tenant that is yes', () => shared({ tenant_id: true })],
  ['of a tenant that is an object', () => shared({ tenant_id: { toString: 'acme' } })],
  ['of a tenant in capitals of the claim', () => withText('tenant_id', 'TENANT_ID')],
  ['of a tenant with a line end', () => shared({ tenant_id: 'acme\n' })],
  ['of a tenant with a zero byte', () => shared({ tenant_id: 'acme\u0000globex' })],
  ['of a tenant with something nobody sees', () => shared({ tenant_id: 'ac\u200bme' })],
  ['of a tenant that is written backwards', () => shared({ tenant_id: '\u202eemca' })],
  ['of a tenant with half a character', () => withText('acme', '\\ud83d')],
  ['of a tenant of more than 200 characters', () => shared({ tenant_id: 'a'.repeat(201) })],
  ['whose subject is a number', () => shared({ sub: 12 })],
  ['of a person whose number is none', () => shared({ lucca_employee_id: 'all' })],
  ['of person zero', () => shared({ lucca_employee_id: 0 })],
  ['of a person below zero', () => shared({ lucca_employee_id: '-1' })],
  ['of half a person', () => shared({ lucca_employee_id: 1.5 })],
  ['of several people', () => shared({ lucca_employee_id: [1, 2] })],
  ['of an account that is a number', () => shared({ lucca_account_id: 12 })],
  ['of an account without a name', () => shared({ lucca_account_id: '' })],
  ['of several accounts', () => shared({ lucca_account_id: ['a1', 'a2'] })],
  ['of a person with a blank', () => shared({ lucca_employee_id: ' 12' })],
  ['of a person in another notation', () => shared({ lucca_employee_id: '0x12' })],
  ['of a person whose number is too large to be exact', () => shared({ lucca_employee_id: '9007199254740993' })],
  [
    'that is encrypted',
    () =>
      new CompactEncrypt(Buffer.from(shared()))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(Buffer.alloc(32, 1)),
  ],
];

const jwkOf = async (kid: string, { publicKey }: { publicKey: KeyObject }): Promise<JWK> => ({
  ...(await exportJWK(publicKey)),
  kid,
});

const againstPublished: Forgery[] = [
  ...[
    'k1',
    'k0',
    '',
    '../../../../dev/null',
    '/dev/null',
    'https://forger.example/key',
    "k1' OR '1'='1",
    'k1\u0000',
    '__proto__',
    'K1',
  ].map((kid): Forgery => [`of a forger that names the key ${JSON.stringify(kid)}`, () => signed({ kid })]),
  ['of a forger that names no key', () => signed({})],
  ['that names a list for a key', () => sealed({ ...rs, kid: ['k1'] })],
  ['that names an object for a key', () => sealed({ ...rs, kid: { toString: 'k1' } })],
  ['that brings its key along', async () => signed({ kid: 'k1', jwk: await jwkOf('k1', forger) })],
  ['that says where its keys are', () => signed({ kid: 'k1', jku: 'https://forger.example/keys.json' })],
  ['that says where its certificate is', () => signed({ kid: 'k1', x5u: 'https://forger.example/cert.pem' })],
  [
    'that brings its certificate along',
    async () => signed({ kid: 'k1', x5c: [(await exportSPKI(forger.publicKey)).replace(/-----[^-]+-----|\n/g, '')] }),
  ],
  ['signed with a key that was withdrawn', () => signed({ kid: 'old' }, withdrawn.privateKey)],
  [
    'signed with a key that was withdrawn, under the name of its successor',
    () => signed({ kid: 'k1' }, withdrawn.privateKey),
  ],
  [
    'signed with the public key as it is published',
    async () => sealed({ ...hs, kid: 'k1' }, claims(), JSON.stringify(await jwkOf('k1', published))),
  ],
  [
    'signed with the public key in a file',
    async () => sealed({ ...hs, kid: 'k1' }, claims(), await exportSPKI(published.publicKey)),
  ],
  [
    'signed with the public key in a file, without its last line end',
    async () => sealed({ ...hs, kid: 'k1' }, claims(), (await exportSPKI(published.publicKey)).trim()),
  ],
  [
    'signed with the modulus',
    async () =>
      sealed({ ...hs, kid: 'k1' }, claims(), Buffer.from((await jwkOf('k1', published)).n ?? '', 'base64url')),
  ],
  ['of the secret of somebody who shares one', () => sealed({ ...hs, kid: 'k1' })],
  ['of the other padding', () => signed({ kid: 'k1', alg: 'PS256' })],
  [
    'of a digest that is not pinned',
    () => {
      const text = `${encode({ ...rs, alg: 'RS1' })}.${encode(claims())}`;
      return `${text}.${sign('sha1', Buffer.from(text), published.privateKey).toString('base64url')}`;
    },
  ],
  ['that names a key of another kind', () => signed({ kid: 'curve' })],
  [
    'whose point on the curve is zero',
    () => `${encode({ alg: 'ES256', kid: 'curve' })}.${encode(claims())}.${Buffer.alloc(64).toString('base64url')}`,
  ],
  ['whose number is zero', () => `${encode(rs)}.${encode(claims())}.${Buffer.alloc(256).toString('base64url')}`],
  ['of no algorithm', () => `${encode({ alg: 'none', kid: 'k1' })}.${encode(claims())}.AA`],
  [
    'that is encrypted for the public key',
    () =>
      new CompactEncrypt(Buffer.from(JSON.stringify(claims())))
        .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'k1' })
        .encrypt(published.publicKey),
  ],
  [
    'that signs something else than claims',
    () => new CompactSign(Buffer.from('"acme"')).setProtectedHeader(rs).sign(published.privateKey),
  ],
];

const options = { issuer, audience, tenantClaim: 'tenant_id' };
const byName = ([one]: Forgery, [other]: Forgery) => one.localeCompare(other);

describe('a forged token', () => {
  const withSecret = createAuthenticate({ keys: { secret }, ...options });

  /** A check against keys that are published while the test runs. */
  async function publishKeys(): Promise<Authenticate> {
    const keys = [await jwkOf('k1', published), await jwkOf('curve', onCurve)];
    const { host } = await startScriptedServer((_, response) => answerJson(response, { keys }));
    return createAuthenticate({ keys: { jwksUrl: `http://${host}/keys.json`, staleMs: 0 }, ...options });
  }

  it('differs from an accepted token only in what is forged', async () => {
    expect(await withSecret(`Bearer ${shared()}`)).toMatchObject({ tenant: 'acme' });
    const withKeys = await publishKeys();
    for (const [alg, kid, { privateKey }] of [
      ['RS256', 'k1', published],
      ['PS256', 'k1', published],
      ['ES256', 'curve', onCurve],
    ] as const)
      expect(await withKeys(`Bearer ${await signed({ alg, kid }, privateKey)}`)).toMatchObject({ tenant: 'acme' });
  });

  it('is tested in at least a hundred variants', () => {
    const kinds = new Set([...againstSecret, ...againstPublished].toSorted(byName).map(([name]) => name));
    expect(kinds.size).toBe(againstSecret.length + againstPublished.length);
    expect(kinds.size).toBeGreaterThanOrEqual(100);
  });

  it.each(againstSecret)('%s is refused if a shared secret is configured', async (_, make) => {
    await expect(withSecret(`Bearer ${await make()}`)).rejects.toThrow(TokenRejected);
  });

  it.each(againstPublished)('%s is refused if published keys are configured', async (_, make) => {
    const withKeys = await publishKeys();
    await expect(withKeys(`Bearer ${await make()}`)).rejects.toThrow(TokenRejected);
  });
});

describe('an authorization header', () => {
  const authenticate = createAuthenticate({ keys: { secret }, ...options });
  it.each<[string, (token: string) => string]>([
    ['two tokens', (token) => `Bearer ${token}, Bearer ${token}`],
    ['a token twice', (token) => `Bearer ${token} ${token}`],
    ['a token without its scheme', (token) => token],
    ['a scheme without its token', () => 'Bearer'],
    ['another scheme', (token) => `DPoP ${token}`],
    ['a scheme that begins like ours', (token) => `BearerToken ${token}`],
    ['two blanks', (token) => `Bearer  ${token}`],
    ['a tab', (token) => `Bearer\t${token}`],
    ['a blank before it', (token) => ` Bearer ${token}`],
    ['a line end after it', (token) => `Bearer ${token}\n`],
    ['quotes', (token) => `Bearer "${token}"`],
    ['a parameter', (token) => `Bearer token=${token}`],
    ['nothing', () => ''],
  ])('with %s is refused', async (_, header) => {
    await expect(authenticate(header(shared()))).rejects.toThrow(TokenRejected);
  });

  it.each(['bearer', 'BEARER', 'Bearer'])('may spell the scheme %s, because it is case-insensitive', async (scheme) => {
    expect(await authenticate(`${scheme} ${shared()}`)).toMatchObject({ tenant: 'acme' });
  });
});

describe('a valid token', () => {
  const authenticate = createAuthenticate({ keys: { secret }, ...options });
  it.each<[string, object, object]>([
    ['for several audiences, ours among them', { aud: ['other', audience] }, { tenant: 'acme' }],
    ['that was issued just now by a clock ahead of ours', { iat: inSeconds(20) }, { tenant: 'acme' }],
    ['of a person, as a number', { lucca_employee_id: 12 }, { employeeId: 12 }],
    ['of a person, as text', { lucca_employee_id: '12' }, { employeeId: 12 }],
    ['of nobody', { lucca_employee_id: null }, { employeeId: null }],
    ['of an account', { lucca_account_id: 'a1' }, { accountId: 'a1' }],
    ['of no account', { lucca_account_id: null }, { accountId: null }],
    ['of a tenant of 200 characters', { tenant_id: 'a'.repeat(200) }, { tenant: 'a'.repeat(200) }],
    ['of a tenant that looks like another is of a tenant of its own', { tenant_id: 'аcme' }, { tenant: 'аcme' }],
    ['with a scope in the form of a list', { scope: ['one', 'two'] }, { scopes: new Set(['one', 'two']) }],
    [
      'with a scope in the form of an object has none',
      { scope: { 'lucca:account:write': true } },
      { scopes: new Set() },
    ],
    ['with scopes under another name has none', { scope: undefined, scp: ['one'] }, { scopes: new Set() }],
  ])('%s', async (_, differences, expected) => {
    expect(await authenticate(`Bearer ${shared(differences)}`)).toMatchObject(expected);
  });

  it.each(['JWT', 'jwt', 'at+jwt', 'application/at+jwt'])('may have the type %s', async (typ) => {
    expect(await authenticate(`Bearer ${shared({}, { typ })}`)).toMatchObject({ tenant: 'acme' });
  });

  it('with a duplicate claim is read by the later value, as JSON parsers do', async () => {
    const token = withText('"tenant_id":"acme"', '"tenant_id":"globex","tenant_id":"acme"');
    expect(await authenticate(`Bearer ${token}`)).toMatchObject({ tenant: 'acme' });
  });
});

describe('the caller', () => {
  let subgraph: Subgraph;
  beforeAll(async () => {
    subgraph = await startSubgraph({ app: { authenticate: createAuthenticate({ keys: { secret }, ...options }) } });
  });

  async function post(headers: HeadersInit, path = '/graphql', more: object = {}) {
    const body = JSON.stringify({ query: '{ account { id } }', ...more });
    const response = await fetch(`${subgraph.url}${path}`, {
      method: 'POST',
      headers: [['content-type', 'application/json'], ...new Headers(headers).entries()],
      body,
    });
    return { status: response.status, body: await response.json() };
  }

  const nobody = { status: 200, body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } };

  it.each<[string, HeadersInit, string?, object?]>([
    ['in a cookie', { cookie: `token=${shared()}; access_token=${shared()}; authorization=Bearer ${shared()}` }],
    ['in the address', {}, `/graphql?access_token=${shared()}&token=${shared()}`],
    [
      'in a header of another name',
      { 'x-authorization': `Bearer ${shared()}`, 'proxy-authorization': `Bearer ${shared()}` },
    ],
    ['in a header for tenants', { 'x-tenant-id': 'acme', 'x-tenant': 'acme', tenant_id: 'acme' }],
    [
      'in a header for users',
      { 'x-forwarded-user': 'user-1', 'x-user-id': 'user-1', 'x-scopes': 'lucca:account:write' },
    ],
    ['among the variables', {}, '/graphql', { variables: { authorization: `Bearer ${shared()}` } }],
    ['among the extensions', {}, '/graphql', { extensions: { authorization: `Bearer ${shared()}`, tenant: 'acme' } }],
  ])('is not identified %s', async (_, headers, path, more) => {
    expect(await post(headers, path, more)).toMatchObject(nobody);
  });

  it('is identified by the token, whatever other headers say', async () => {
    const authorization = `Bearer ${shared({ tenant_id: 'globex' })}`;
    const answer = await post({ authorization, 'x-tenant-id': 'acme', 'x-scopes': 'lucca:account:write' });
    expect(answer).toEqual({ status: 200, body: { data: { account: null } } });
  });

  it("is identified whatever the case of the header's name", async () => {
    expect((await post({ AUTHORIZATION: `Bearer ${shared()}` })).body).toEqual({ data: { account: null } });
  });

  it('is refused with one bad token, even beside a good one', async () => {
    const headers = new Headers();
    headers.append('authorization', `Bearer ${shared().slice(0, -4)}`);
    headers.append('authorization', `Bearer ${shared()}`);
    expect((await post(headers)).status).toBe(401);
  });
});
