import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { SignJWT } from 'jose';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createAuthenticate } from '../../src/http/authenticate.ts';
import { createBodyReader } from '../../src/http/body.ts';
import { httpLimits } from '../../src/http/limits.ts';
import { Overloaded } from '../../src/http/overload.ts';
import { createProveRouter } from '../../src/http/routerSecret.ts';
import { createWebServer, type Routes } from '../../src/http/server.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createRefusals, type RefusalReason, type Refusals } from '../../src/telemetry/refusals.ts';
import { listenUntilDone } from '../support/listen.ts';
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

  it.each(['authorization', 'content-type'])('because it sends %s twice has the reason headers', async (name) => {
    const values = { authorization: `Bearer ${await tokenWith({})}`, 'content-type': 'application/json' };
    const headers = {
      'x-router-secret': routerSecret,
      ...values,
      [name]: Object.entries(values).flatMap(([each, value]) => (each === name ? [value, value] : [])),
    };
    const from = subgraph.logged.length;
    const sent = request(`${subgraph.url}/graphql`, { method: 'POST', headers }).end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(400);
    expect(JSON.parse(await text(response))).toMatchObject({
      errors: [{ message: `The header \`${name}\` may be sent once only.`, extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(subgraph.logged.slice(from).map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ msg: 'a request was refused', reason: 'headers', status: 400 }),
    );
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

describe('a connection that Node itself refuses', () => {
  const timeouts = { headersMs: 100, requestMs: 200, checkMs: 20 };
  const head = 'POST / HTTP/1.1\r\nhost: x\r\n';

  /** A server with the trace of what it refuses, and what it answers to some bytes. */
  async function listen() {
    const noted: object[] = [];
    const refusals: Refusals = {
      note: (reason, { status, correlationId }) => noted.push({ reason, status, correlationId }) > 0,
      close() {},
    };
    const routes: Routes = {
      async 'POST /'(incoming, response) {
        await createBodyReader(httpLimits).readJson(incoming, null, 1_000);
        response.end('done');
      },
      async 'POST /slow'(incoming, response) {
        response.write('begun');
        for await (const _ of incoming);
      },
    };
    const server = createWebServer(routes, { log: createLog('silent'), refusals, timeouts });
    const port = await listenUntilDone(server);
    const answerTo = async (sent: string) => {
      const socket = connect(port, '127.0.0.1');
      let received = '';
      socket.on('data', (bytes) => {
        received += bytes;
      });
      socket.write(sent);
      await once(socket, 'close');
      return received;
    };
    return { server, port, noted, answerTo };
  }

  it.each<[string, RefusalReason, number, string]>([
    ['is not HTTP', 'http', 400, 'nonsense\r\n\r\n'],
    ['has two lengths', 'http', 400, `${head}content-length: 1\r\ncontent-length: 2\r\n\r\n`],
    ['has a head that is too large', 'too-large', 431, `${head}x: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['has a head that is never complete', 'timeout', 408, head],
    [
      'has a body that is never complete',
      'timeout',
      408,
      `${head}content-type: application/json\r\ncontent-length: 9\r\n\r\n{`,
    ],
  ])('because what it sends %s leaves a trace with the reason %s', async (_, reason, status, sent) => {
    const { answerTo, noted } = await listen();
    const received = await answerTo(sent);
    const [, id] = /^x-correlation-id: (\S+)$/im.exec(received) ?? [];
    expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(noted).toEqual([{ reason, status, correlationId: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
    expect(noted).toMatchObject([{ correlationId: id }]);
  });

  it('leaves none if nothing was sent, and does not garble a response that has begun', async () => {
    const { answerTo, noted } = await listen();
    expect(await answerTo('')).toBe('');
    const received = await answerTo('POST /slow HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{');
    expect(received).toContain('begun');
    expect(received).not.toContain('408');
    expect(noted).toEqual([]);
  });

  it('because there are too many leaves a trace with the reason connections', async () => {
    const { server, port, noted } = await listen();
    server.maxConnections = 1;
    const sockets = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    onTestFinished(() => sockets.forEach((socket) => void socket.destroy()));
    await expect.poll(() => noted).toEqual([{ reason: 'connections', status: undefined, correlationId: undefined }]);
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
