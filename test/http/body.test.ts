import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createBodyReader } from '../../src/http/body.ts';
import { BodyRefused } from '../../src/http/bodyRefused.ts';
import { decompress, narrowWindow } from '../../src/http/decompress.ts';
import { httpLimits } from '../../src/http/limits.ts';
import { Overloaded } from '../../src/http/overload.ts';
import { listenUntilDone } from '../support/listen.ts';
import { type Subgraph, startSubgraph, tokenFor } from '../support/subgraph.ts';

const limit = 2_000_000;

describe('a request body', () => {
  let subgraph: Subgraph;
  let headers: Record<string, string>;

  beforeAll(async () => {
    subgraph = await startSubgraph();
    headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenFor()}` };
  });

  async function send(
    body: string | ReadableStream | Uint8Array<ArrayBuffer>,
    differences: Record<string, string> = {},
  ) {
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
    'application/json-seq',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
  ])('may not be %s, which any web page could send', async (type) => {
    expect(await send('{"query":"{ __typename }"}', { 'content-type': type })).toEqual(refused(415));
  });

  it.each(['', '{', '{"query":', "{'query':'{__typename}'}", '\u0000'])(
    'that is not JSON (%j) is refused',
    async (body) => {
      expect(await send(body)).toEqual(refused(400));
    },
  );

  const text = '{"query":"{ __typename } # é日🌞"}';
  const bytes = (...numbers: number[]) =>
    Buffer.from([...Buffer.from('{"query":"{ __typename } # '), ...numbers, 0x22, 0x7d]);

  it('may begin with a byte order mark', async () => {
    expect((await send(Buffer.from(`\ufeff${text}`))).status).toBe(200);
    expect(await send(Buffer.from(`\ufeff\ufeff${text}`))).toEqual(refused(400));
  });

  it.each<[string, Uint8Array<ArrayBuffer>]>([
    ['Latin-1', bytes(0xe9)],
    ['an overlong form', bytes(0xc0, 0xa2)],
    ['half a surrogate pair', bytes(0xed, 0xa0, 0x80)],
    ['a character cut short', bytes(0xf0, 0x9f, 0x8c)],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('in %s is refused, whatever it declares, because it would be altered', async (_, body) => {
    for (const type of ['application/json', 'application/json; charset=utf-8'])
      expect(await send(body, { 'content-type': type })).toEqual(refused(400));
  });

  it.each(['iso-8859-1', 'utf-16', 'us-ascii', '"utf-16"', 'utf-8; charset=utf-16', "utf-8; charset*=utf-16''", ''])(
    'that declares another character set is refused: %s',
    async (charset) => {
      expect(await send(text, { 'content-type': `application/json; charset=${charset}` })).toEqual(refused(415));
    },
  );

  it.each(['utf-8', '"UTF-8"', 'utf8', 'UTF-8; profile=x'])('may declare UTF-8 as %s', async (charset) => {
    expect((await send(text, { 'content-type': `application/json;charset=${charset}` })).status).toBe(200);
  });

  const compress = { gzip: gzipSync, 'x-gzip': gzipSync, GZIP: gzipSync, br: brotliCompressSync, deflate: deflateSync };

  it.each(Object.entries(compress))('may be compressed with %s', async (coding, compressed) => {
    const sent = (body: Buffer) => send(Buffer.from(body), { 'content-encoding': coding });
    expect((await sent(compressed(text))).data).toEqual({ __typename: 'Query' });
    // Its characters and its size count as they are decompressed.
    expect((await sent(compressed(text + ' '.repeat(limit - Buffer.byteLength(text))))).status).toBe(200);
    expect(await sent(compressed(text + ' '.repeat(limit - Buffer.byteLength(text) + 1)))).toEqual(refused(413));
    expect(await sent(compressed(bytes(0xe9)))).toEqual(refused(400));
    for (const damaged of [compressed(text).subarray(0, -3), Buffer.from(text), Buffer.alloc(0)])
      expect(await sent(damaged)).toEqual(refused(400));
    for (const more of [Buffer.from('more'), Buffer.alloc(100_000, 'x')])
      expect(await sent(Buffer.concat([compressed(text), more]))).toEqual(refused(400));
  });

  it.each(['gzip, gzip', 'br,gzip', 'zstd', 'compress', '', 'gzip;q=1', 'constructor'])(
    'compressed with %j is refused, with a header that says what is accepted',
    async (coding) => {
      const response = await fetch(`${subgraph.url}/graphql`, {
        method: 'POST',
        headers: { ...headers, 'content-encoding': coding },
        body: text,
      });
      expect([response.status, response.headers.get('accept-encoding')]).toEqual([415, 'gzip, br, deflate']);
    },
  );

  it('that decompresses to gigabytes is refused without collecting more than its limit', async () => {
    const tenMegabytes = gzipSync(Buffer.alloc(10_000_000));
    const before = process.memoryUsage().arrayBuffers;
    const bombs = [
      { coding: 'gzip', body: Buffer.concat(Array(190).fill(tenMegabytes)) },
      {
        coding: 'br',
        body: brotliCompressSync(Buffer.alloc(50_000_000), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
      },
    ];
    for (const { coding, body } of bombs)
      expect(await send(Buffer.from(body), { 'content-encoding': coding })).toEqual(refused(413));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(70_000_000);
  });

  it.each([
    'null',
    '42',
    '"{ __typename }"',
    '{}',
    '{"query":1}',
    '{"query":""}',
    '{"query":"{ __typename }","variables":1}',
  ])('that is not a GraphQL request (%s) is refused', async (body) => {
    expect(await send(body)).toEqual(refused(400));
  });

  it('that contains a batch is refused, so that one request is one operation', async () => {
    expect(await send('[{"query":"{ __typename }"},{"query":"{ __typename }"}]')).toEqual(refused(400));
    expect(await send('[]')).toEqual(refused(400));
  });

  const nestedTo = (depth: number) =>
    `{"query":"{ __typename }","extensions":{"x":${'['.repeat(depth - 2)}${']'.repeat(depth - 2)}}}`;
  // In strings, nothing counts.
  const containing = (values: number) =>
    `{"query":"{ __typename }","extensions":{"x":[${'"[,{\\\\",'.repeat(values - 5)}"\\\\\\""]}}`;

  it.each([
    ['nested as deep as allowed', nestedTo(50), 200],
    ['nested deeper', nestedTo(51), 413],
    ['nested a million deep', nestedTo(900_000), 413],
    ['with as many values as allowed', containing(100_000), 200],
    ['with more values', containing(100_001), 413],
    ['with a million values', `[${'1,'.repeat(999_998)}1]`, 413],
  ])('%s has the status it should', async (_, body, status) => {
    expect((await send(body)).status).toBe(status);
  });

  it('of the maximum size is read completely', async () => {
    const body = '{"query":"{ __typename }"}';
    expect((await send(body + ' '.repeat(limit - body.length))).status).toBe(200);
  });

  it('that is one byte larger is refused', async () => {
    const body = '{"query":"{ __typename }"}';
    expect(await send(body + ' '.repeat(limit - body.length + 1))).toEqual(refused(413));
  });

  it('that is far too large gets a response rather than a reset, before it ends', async () => {
    expect(await send(' '.repeat(40 * limit))).toEqual(refused(413));
  });

  it('that is far too large and chunked gets a response too', async () => {
    const chunk = Buffer.alloc(1_000_000, ' ');
    let left = 40;
    const body = new ReadableStream({
      pull: (controller) => (left-- > 0 ? controller.enqueue(chunk) : controller.close()),
    });
    expect(await send(body)).toEqual(refused(413));
  });

  it('that is too large gets a response even from a client that reads only after sending', async () => {
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

describe('a request body without a token', () => {
  let subgraph: Subgraph;
  beforeAll(async () => {
    subgraph = await startSubgraph({ app: { metrics: true } });
  });

  async function send(bytes: number) {
    const body = '{"query":"{ __typename }"}';
    const response = await fetch(`${subgraph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: body + ' '.repeat(bytes - body.length),
    });
    return response.status;
  }

  async function bufferedBytes(): Promise<number> {
    const text = await (await fetch(`${subgraph.url}/metrics`)).text();
    return Number(/^http_body_bytes (\d+)$/m.exec(text)?.[1]);
  }

  it('may have 16 kB at most', async () => {
    expect(await send(16_000)).toBe(200);
    expect(await send(16_001)).toBe(413);
  });

  it.each<[string, (body: Buffer) => Buffer]>([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ])('may have 16 kB at most once it is decompressed from %s', async (coding, compress) => {
    const statusOf = async (bytes: number) => {
      const body = compress(Buffer.from('{"query":"{ __typename }"}'.padEnd(bytes)));
      const headers = { 'content-type': 'application/json', 'content-encoding': coding };
      const url = `${subgraph.url}/graphql`;
      return (await fetch(url, { method: 'POST', headers, body: Buffer.from(body) })).status;
    };
    expect(await statusOf(httpLimits.strangerBodyBytes)).toBe(200);
    expect(await statusOf(httpLimits.strangerBodyBytes + 1)).toBe(413);
    expect(await statusOf(5_000_000)).toBe(413);
    expect(await bufferedBytes()).toBe(0);
  });

  it.each(['content-length: 2000000', 'transfer-encoding: chunked'])(
    'announced as %s and sent slowly over many connections reserves no more than that for each',
    async (announced) => {
      const sockets = await openMany(40, `${announced}\r\n`);
      const chunk = (bytes: number) =>
        announced.includes('chunked') ? `${bytes.toString(16)}\r\n${' '.repeat(bytes)}\r\n` : ' '.repeat(bytes);
      for (const socket of sockets) socket.write(chunk(15_000));
      if (announced.includes('chunked'))
        await vi.waitFor(async () => expect(await bufferedBytes()).toBeGreaterThanOrEqual(40 * 15_000));
      expect(await bufferedBytes()).toBeLessThanOrEqual(40 * httpLimits.strangerBodyBytes);
      for (const socket of sockets) socket.write(chunk(5_000));
      for (const socket of sockets) expect(await statusOf(socket)).toBe(413);
      expect(await bufferedBytes()).toBe(0);
    },
  );

  it('that is never completed releases its bytes when the caller disconnects', async () => {
    const sockets = await openMany(10, 'content-length: 10000\r\n');
    for (const socket of sockets) socket.write(' '.repeat(9_000));
    await vi.waitFor(async () => expect(await bufferedBytes()).toBeGreaterThanOrEqual(10 * 9_000));
    for (const socket of sockets) socket.destroy();
    await vi.waitFor(async () => expect(await bufferedBytes()).toBe(0));
  });

  const openMany = (count: number, headers: string) =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const { hostname, port } = new URL(subgraph.url);
        const socket = connect(Number(port), hostname);
        onTestFinished(() => void socket.destroy());
        await once(socket, 'connect');
        socket.write(`POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${headers}\r\n`);
        return socket;
      }),
    );

  async function statusOf(socket: Socket): Promise<number> {
    const [answer] = await once(socket, 'data');
    return Number(/^HTTP\/1\.1 (\d+)/.exec(String(answer))?.[1]);
  }
});

describe('the window of a body compressed with Brotli', () => {
  const withWindow = (text: Buffer, bits: number) =>
    brotliCompressSync(text, {
      params: { [constants.BROTLI_PARAM_LGWIN]: bits, [constants.BROTLI_PARAM_QUALITY]: 5 },
    });
  const allBits = Array.from({ length: 15 }, (_, index) => index + 10);

  it.each([
    [16_000, 0b0011],
    [2_000_000, 0b1001],
  ])('is narrowed to what a body of %i bytes can need, whatever is declared', (maxBytes, expected) => {
    for (const bits of [22, 23, 24]) {
      const stream = withWindow(Buffer.alloc(5_000_000), bits);
      const rest = (stream[0] ?? 0) & 0xf0;
      narrowWindow(stream, maxBytes);
      expect(stream[0]).toBe(rest | expected);
    }
  });

  it.each(allBits)('of %i bits changes nothing of what is read', async (bits) => {
    // Random, so that only the far repetition compresses.
    const half = randomBytes(1_000_000);
    for (const [text, maxBytes] of [
      [Buffer.concat([half, half]), 2_000_000],
      [Buffer.concat([half.subarray(0, 8_000), half.subarray(0, 8_000)]), 16_000],
    ] as const) {
      const pieces: Buffer[] = [];
      await decompress(withWindow(text, bits), 'br', maxBytes, (piece) => void pieces.push(piece));
      expect(Buffer.concat(pieces).equals(text)).toBe(true);
    }
  });
});

describe('the reader of bodies', () => {
  /** Serves with a reader of its own, and returns how each body was read. */
  async function serve(budget: { allBodiesBytes: number; tenantBodiesBytes: number }, maxBytes: number) {
    const { readJson, bufferedBytes } = createBodyReader(budget);
    const outcomes: unknown[] = [];
    const server = createServer((request, response) => {
      readJson(request, String(request.headers['x-tenant']), maxBytes)
        .catch((failure: unknown) => failure)
        .then((outcome) => {
          outcomes.push(outcome);
          response.end();
        });
    });
    const port = await listenUntilDone(server);
    const open = (tenant: string) => {
      const socket = connect(port, '127.0.0.1');
      const head = { host: 'x', 'content-type': 'application/json', 'content-length': 50_000, 'x-tenant': tenant };
      const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`POST / HTTP/1.1\r\n${lines.join('')}\r\n`);
      onTestFinished(() => void socket.destroy());
      return socket;
    };
    return { open, outcomes, bufferedBytes };
  }

  it('keeps the total of all bodies within the budget, and refuses the one that exceeds it', async () => {
    const { open, outcomes, bufferedBytes } = await serve(
      { allBodiesBytes: 100_000, tenantBodiesBytes: 60_000 },
      60_000,
    );
    const [first, second] = [open('acme'), open('globex')];
    first.write(`"${'a'.repeat(39_999)}`);
    await vi.waitFor(() => expect(bufferedBytes()).toBeGreaterThanOrEqual(40_000));
    second.write(`"${'b'.repeat(39_999)}`);
    await vi.waitFor(() => expect(bufferedBytes()).toBeGreaterThanOrEqual(80_000));
    const third = open('initech');
    third.write(' '.repeat(30_000));
    await vi.waitFor(() => expect(outcomes).toEqual([expect.any(Overloaded)]));
    expect(bufferedBytes()).toBeLessThanOrEqual(100_000);
    second.destroy();
    await vi.waitFor(() => expect(outcomes.at(-1)).toBeInstanceOf(BodyRefused));
    first.write(`${'a'.repeat(9_999)}"`);
    await vi.waitFor(() => expect(outcomes.at(-1)).toBe('a'.repeat(49_998)));
    expect(bufferedBytes()).toBe(0);
  });

  it('refuses what exceeds the share of one tenant, and receives bodies of others', async () => {
    const { open, outcomes, bufferedBytes } = await serve(
      { allBodiesBytes: 200_000, tenantBodiesBytes: 60_000 },
      60_000,
    );
    open('acme').write(`"${'a'.repeat(39_999)}`);
    await vi.waitFor(() => expect(bufferedBytes()).toBeGreaterThanOrEqual(40_000));
    open('acme').write(' '.repeat(30_000));
    await vi.waitFor(() => expect(outcomes).toEqual([expect.any(Overloaded)]));
    open('globex').write(`"${'b'.repeat(49_998)}"`);
    await vi.waitFor(() => expect(outcomes.at(-1)).toBe('b'.repeat(49_998)));
    expect(bufferedBytes()).toBeLessThanOrEqual(60_000);
  });

  it('refuses the body of a caller who hung up before it was read, while the token was verified', async () => {
    const { readJson } = createBodyReader({ allBodiesBytes: 100_000, tenantBodiesBytes: 60_000 });
    let outcome: unknown;
    const server = createServer(async (request) => {
      await new Promise((resolve) => request.once('close', resolve));
      outcome = await readJson(request, 'acme', 60_000).catch((refusal: unknown) => refusal);
    });
    const socket = connect(await listenUntilDone(server), '127.0.0.1');
    const head = ['host: x', 'content-type: application/json', 'content-length: 1000'];
    socket.write(`POST / HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n{"a"`, () => socket.destroy());
    await vi.waitFor(() => expect(outcome).toEqual(new BodyRefused(400, 'The body is incomplete.')));
  });

  it('uses no more than twice the bytes of a body that arrives byte by byte', async () => {
    const { open, bufferedBytes } = await serve({ allBodiesBytes: 1_000_000, tenantBodiesBytes: 60_000 }, 60_000);
    const socket = open('acme').setNoDelay();
    for (let sent = 0; sent < 5_000; sent++) {
      socket.write(' ');
      if (sent % 50 === 0) await new Promise(setImmediate);
    }
    await vi.waitFor(() => expect(bufferedBytes()).toBe(8_192));
  });
});
