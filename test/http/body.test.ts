import { once } from 'node:events';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Subgraph, startSubgraph, tokenFor } from '../support/subgraph.ts';

const limit = 2_000_000;

describe('a request body', () => {
  let subgraph: Subgraph;
  let headers: Record<string, string>;

  beforeAll(async () => {
    subgraph = await startSubgraph();
    headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenFor()}` };
  });

  async function send(body: string | ReadableStream, differences: Record<string, string> = {}) {
    const response = await fetch(`${subgraph.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, ...differences },
      body,
      // Needed for a stream; the types of browsers, which a development dependency brings along, do not know it.
      ...({ duplex: 'half' } as object),
    });
    const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
    return { status: response.status, data, codes: errors?.map(({ extensions }) => extensions.code) };
  }

  const refused = (status: number) => ({ status, data: undefined, codes: ['BAD_USER_INPUT'] });

  it.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON'])('may be %s', async (type) => {
    const answer = await send('{"query":"{ __typename }"}', { 'content-type': type });
    expect(answer).toEqual({ status: 200, data: { __typename: 'Query' }, codes: undefined });
  });

  it.each([
    'text/plain',
    'application/graphql',
    'application/jsonp',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
  ])('may not be %s, which a page of any site could send', async (type) => {
    expect(await send('{"query":"{ __typename }"}', { 'content-type': type })).toEqual(refused(415));
  });

  it.each(['', '{', '{"query":', "{'query':'{__typename}'}", '\u0000'])(
    'that is no JSON (%j) is refused',
    async (body) => {
      expect(await send(body)).toEqual(refused(400));
    },
  );

  it.each([
    'null',
    '42',
    '"{ __typename }"',
    '{}',
    '{"query":1}',
    '{"query":""}',
    '{"query":"{ __typename }","variables":1}',
  ])('that is no GraphQL request (%s) is refused', async (body) => {
    expect(await send(body)).toEqual(refused(400));
  });

  it('that holds a batch is refused, so that one request is one operation', async () => {
    expect(await send('[{"query":"{ __typename }"},{"query":"{ __typename }"}]')).toEqual(refused(400));
    expect(await send('[]')).toEqual(refused(400));
  });

  it('of the largest size is read whole', async () => {
    const body = '{"query":"{ __typename }"}';
    expect((await send(body + ' '.repeat(limit - body.length))).status).toBe(200);
  });

  it('one byte larger is refused', async () => {
    const body = '{"query":"{ __typename }"}';
    expect(await send(body + ' '.repeat(limit - body.length + 1))).toEqual(refused(413));
  });

  it('far too large is answered, not reset, though nobody waits for its end', async () => {
    expect(await send(' '.repeat(40 * limit))).toEqual(refused(413));
  });

  it('far too large, in chunks of unknown number, is answered too', async () => {
    const chunk = Buffer.alloc(1_000_000, ' ');
    let left = 40;
    const body = new ReadableStream({
      pull: (controller) => (left-- > 0 ? controller.enqueue(chunk) : controller.close()),
    });
    expect(await send(body)).toEqual(refused(413));
  });

  it('that is too large is answered to a client that sends all of it before it listens', async () => {
    const { hostname, port } = new URL(subgraph.url);
    const body = Buffer.alloc(20 * limit, ' ');
    const head = Object.entries({ ...headers, host: 'x', 'content-length': body.length });
    const socket = connect(Number(port), hostname);
    socket.pause();
    socket.write(`POST /graphql HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
    await new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.write(body, resolve);
    });
    const [answer] = await once(socket.resume(), 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });
});
