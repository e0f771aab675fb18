import { once } from 'node:events';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { httpLimits } from '../../src/http/limits.ts';
import { createWebServer } from '../../src/http/server.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createRefusals } from '../../src/telemetry/refusals.ts';
import { listenUntilDone } from '../support/listen.ts';
import { type Subgraph, startSubgraph } from '../support/subgraph.ts';

describe('the web server', () => {
  let subgraph: Subgraph;
  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(subgraph.url + path, { method, headers });

  beforeAll(async () => {
    subgraph = await startSubgraph({ app: { explorer: true, connectPage: true } });
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])(
    'refuses %s at the endpoint and names POST in `Allow`',
    async (method) => {
      const response = await ask(method, '/graphql?query={__typename}');
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    },
  );

  it.each([
    ['GET', '/nothing'],
    ['POST', '/graphql/'],
    ['GET', '/__proto__'],
    ['GET', '/../package.json'],
    ['POST', '/GRAPHQL'],
    ['GET', '/constructor'],
  ])('responds 404 to %s %s', async (method, path) => {
    const response = await ask(method, path);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'Not found.',
          extensions: {
            code: 'BAD_USER_INPUT',
            retryable: false,
            correlationId: expect.stringMatching(/^[0-9a-f]{32}$/),
          },
        },
      ],
    });
  });

  it('is alive and ready', async () => {
    for (const path of ['/livez', '/readyz']) {
      const response = await ask('GET', path);
      expect([response.status, await response.text()]).toEqual([200, 'ok']);
    }
  });

  it.each([
    ['GET', '/'],
    ['GET', '/connect'],
    ['GET', '/page.css'],
    ['GET', '/livez'],
    ['GET', '/readyz'],
    ['GET', '/graphql'],
    ['POST', '/graphql'],
    ['GET', '/nothing'],
  ])('lets nobody store the response to %s %s', async (method, path) => {
    const { headers } = await ask(method, path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('responds to an internal failure with a constant message, and logs its class but not its message', async () => {
    const failing = await startSubgraph({
      app: {
        authenticate: async () => {
          throw new RangeError("a detail that is nobody's business");
        },
      },
    });
    const response = await fetch(`${failing.url}/graphql`, { method: 'POST' });
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'Something went wrong on our side.',
          extensions: {
            code: 'INTERNAL_SERVER_ERROR',
            retryable: false,
            correlationId: response.headers.get('x-correlation-id'),
          },
        },
      ],
    });
    const [line = ''] = failing.logged.filter((each) => each.includes('a request failed'));
    expect(JSON.parse(line)).toMatchObject({
      error: 'RangeError',
      correlationId: response.headers.get('x-correlation-id'),
    });
    expect(failing.logged.join()).not.toContain('business');
  });
});

describe('a connection', () => {
  const timeouts = { headersMs: 100, requestMs: 200, checkMs: 20 };
  const routes = {
    'POST /': async (request: AsyncIterable<unknown>, response: { end(): void }) => {
      for await (const _ of request);
      response.end();
    },
  };
  const log = createLog('silent');
  const refusals = createRefusals(log, () => {});

  it.each([
    ['on which nothing is sent', ''],
    ['on which half a head is sent', 'POST / HTTP/1.1\r\nhost: x\r\n'],
    ['on which half a body is sent', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nhalf'],
  ])('%s is closed after a timeout', async (_, sent) => {
    const server = createWebServer(routes, { log, refusals, timeouts });
    const socket = connect(await listenUntilDone(server), '127.0.0.1').resume();
    onTestFinished(() => void socket.destroy());
    const startedAt = performance.now();
    socket.write(sent);
    await once(socket, 'close');
    // Node would look for it after half a minute only.
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });

  it('has the timeouts that the README names, and so many are accepted', () => {
    const server = createWebServer({}, { log, refusals });
    expect([server.headersTimeout, server.requestTimeout, server.maxConnections]).toEqual([10_000, 15_000, 1_000]);
    expect(httpLimits.checkMs).toBeLessThanOrEqual(1_000);
  });
});
