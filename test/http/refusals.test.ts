import { request } from 'node:http';
import { SignJWT } from 'jose';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createAuthenticate } from '../../src/http/authenticate.ts';
import { Overloaded } from '../../src/http/overload.ts';
import { createProveRouter } from '../../src/http/routerSecret.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createRefusals, type RefusalReason } from '../../src/telemetry/refusals.ts';
import { type Subgraph, startSubgraph } from '../support/subgraph.ts';

const secret = Buffer.from('a secret that is longer than thirty-two bytes');
const routerSecret = 'the secret that the router sends: 32 bytes or more';
const [issuer, audience] = ['https://issuer.example', 'graph'];
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

async function tokenWith(differences: object, key = secret) {
  const claims = { tenant_id: 'acme', sub: 'user-1', iss: issuer, aud: audience, exp: inSeconds(600), ...differences };
  return new SignJWT(JSON.parse(JSON.stringify(claims))).setProtectedHeader({ alg: 'HS256' }).sign(key);
}

type Sent = { method?: string; path?: string; body?: string; headers?: Record<string, string> };
const bearing = async (token: string | Promise<string>): Promise<Sent> => ({
  headers: { authorization: `Bearer ${await token}` },
});
const body = '{"query":"{ __typename }"}';

describe('a request that is refused', () => {
  let subgraph: Subgraph;
  beforeAll(async () => {
    const authenticate = createAuthenticate({ keys: { secret }, issuer, audience, tenantClaim: 'tenant_id' });
    subgraph = await startSubgraph({
      app: { authenticate, proveRouter: createProveRouter([routerSecret]), metrics: true, isForThisMachine: false },
    });
  });

  const countOf = async (reason: RefusalReason) => {
    const text = await (await fetch(`${subgraph.url}/metrics`)).text();
    return Number(new RegExp(`^subgraph_refusals_total\\{reason="${reason}"\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  };

  it.each<[RefusalReason, number, () => Sent | Promise<Sent>]>([
    ['issuer', 401, () => bearing(tokenWith({ iss: 'https://other.example' }))],
    ['audience', 401, () => bearing(tokenWith({ aud: 'another' }))],
    ['expired', 401, () => bearing(tokenWith({ exp: inSeconds(-60) }))],
    ['lifetime', 401, () => bearing(tokenWith({ exp: inSeconds(10_000_000) }))],
    ['lifetime', 401, () => bearing(tokenWith({ nbf: inSeconds(600) }))],
    ['signature', 401, () => bearing(tokenWith({}, Buffer.from('another secret, which is long enough as well')))],
    ['tenant', 401, () => bearing(tokenWith({ tenant_id: undefined }))],
    ['token', 401, () => bearing('nonsense')],
    ['token', 401, () => bearing(tokenWith({ lucca_employee_id: 'all' }))],
    ['router-secret', 403, () => ({ headers: { 'x-router-secret': 'guess' } })],
    ['body', 400, () => ({ body: '{' })],
    ['body', 400, () => ({ body: '{}' })],
    ['body', 415, () => ({ headers: { 'content-type': 'text/plain' } })],
    ['too-large', 413, () => ({ body: body.padEnd(16_001) })],
    ['method', 405, () => ({ method: 'PUT' })],
    ['path', 404, () => ({ path: '/nothing' })],
  ])('for its %s (%i) is logged with the id its caller received, and counted', async (reason, status, make) => {
    const { method = 'POST', path = '/graphql', body: text = body, headers } = await make();
    const before = await countOf(reason);
    const from = subgraph.logged.length;
    const response = await fetch(subgraph.url + path, {
      method,
      headers: { 'content-type': 'application/json', 'x-router-secret': routerSecret, ...headers },
      body: text,
    });
    expect(response.status).toBe(status);
    const lines = subgraph.logged.slice(from).map((line) => JSON.parse(line));
    const refusals = lines.filter(({ msg }) => msg === 'a request was refused');
    const correlationId = response.headers.get('x-correlation-id');
    expect(refusals).toMatchObject([{ level: 40, reason, status, correlationId }]);
    expect((await response.json()) as object).toMatchObject({ errors: [{ extensions: { correlationId } }] });
    expect((await countOf(reason)) - before).toBe(1);
  });

  it('because it names another host than this machine has the reason origin', async () => {
    const local = await startSubgraph({ app: { isForThisMachine: true } });
    const status = await new Promise((resolve) => {
      request(`${local.url}/livez`, { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(421);
    expect(local.logged.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ msg: 'a request was refused', reason: 'origin', status: 421 }),
    );
  });

  it('because the process is overloaded has the reason overloaded', async () => {
    const authenticate = async () => {
      throw new Overloaded();
    };
    const busy = await startSubgraph({ app: { authenticate } });
    const response = await fetch(`${busy.url}/graphql`, { method: 'POST' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect(busy.logged.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ reason: 'overloaded', status: 503 }),
    );
  });
});

describe('a flood of refusals', () => {
  it('is logged a few times a minute for each reason, with the count of the others, and counted whole', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const lines: { msg: string; reason: string; count?: number }[] = [];
    const counted: string[] = [];
    const log = createLog('info', (line) => void lines.push(JSON.parse(line)));
    const refusals = createRefusals(log, (reason) => counted.push(reason));
    for (let times = 0; times < 1_000; times++) refusals.note('signature', { status: 401 });
    refusals.note('tenant', { status: 401 });
    expect(lines.filter(({ reason }) => reason === 'signature')).toHaveLength(10);
    expect(lines.at(-1)).toMatchObject({ reason: 'tenant' });
    expect(counted).toHaveLength(1_001);

    vi.advanceTimersByTime(60_000);
    const summaries = () => lines.filter(({ msg }) => msg === 'further requests were refused');
    expect(summaries()).toMatchObject([{ reason: 'signature', count: 990 }]);
    for (let times = 0; times < 15; times++) refusals.note('signature', { status: 401 });
    expect(lines.filter(({ reason, msg }) => reason === 'signature' && msg === 'a request was refused')).toHaveLength(
      20,
    );
    refusals.close();
    expect(summaries()).toMatchObject([{ count: 990 }, { count: 5 }]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
