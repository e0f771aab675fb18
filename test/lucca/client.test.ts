import type { ServerResponse } from 'node:http';
import { Agent } from 'undici';
import { afterEach, expect, test, vi } from 'vitest';
import { LuccaRateLimited, LuccaTimeout } from '../../src/lucca/errors.ts';
import { allPages, allRows, callerAt, createTestLucca, thingsIn } from '../support/luccaClient.ts';
import { answerJson, type Heard, startScriptedServer } from '../support/scriptedServer.ts';

afterEach(() => {
  vi.useRealTimers();
});

const numbers = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => ({ id: from + at }));

const v3 = thingsIn('v3', { path: '/api/v3/things', query: { fields: 'id,name,collection.count', orderBy: 'id,asc' } });

/** The response of a v3 collection with this many rows. */
function v3Page({ query }: Heard, total: number) {
  const [offset = 0, limit = 0] = (query.get('paging') ?? '').split(',').map(Number);
  return { data: { items: numbers(offset, Math.min(total, offset + limit)), count: total } };
}

test('a v3 resource is read completely, each page starting at the last row of the previous one', async () => {
  const { host, heard } = await startScriptedServer((asked, response) => answerJson(response, v3Page(asked, 431)));
  const { lucca } = createTestLucca();
  const pages = await allPages(lucca.pages(callerAt(host), v3, { id: '1,2,3' }));
  expect(pages.flatMap((page) => page.rows.map((row) => row.id))).toEqual(numbers(0, 431).map(({ id }) => id));
  expect(pages.map((page) => page.total)).toEqual([431, 431, 431, 431, 431]);
  expect(heard[0]?.url).toBe('/api/v3/things?fields=id,name,collection.count&orderBy=id,asc&paging=0,100&id=1,2,3');
  expect(heard.map(({ query }) => query.get('paging')).sort()).toEqual([
    '0,100',
    '198,100',
    '297,100',
    '396,100',
    '99,100',
  ]);
});

test('at most four pages are requested at once', async () => {
  const count = 1_500;
  let underWay = 0;
  let most = 0;
  const { host } = await startScriptedServer((asked, response) => {
    most = Math.max(most, ++underWay);
    setTimeout(() => {
      underWay--;
      answerJson(response, v3Page(asked, count));
    }, 3);
  });
  const { lucca } = createTestLucca({ dispatcher: new Agent({ connections: 20 }) });
  expect(await allRows(lucca.pages(callerAt(host), v3))).toHaveLength(count);
  expect(most).toBe(4);
});

test('a resource with page numbers is read completely', async () => {
  const count = 250;
  const { host, heard } = await startScriptedServer(({ query }, response) => {
    const limit = Number(query.get('limit'));
    const from = (Number(query.get('page')) - 1) * limit;
    answerJson(response, { items: numbers(from, Math.min(count, from + limit)), count });
  });
  const { lucca } = createTestLucca();
  expect(await allRows(lucca.pages(callerAt(host), thingsIn('v4Pages'), { ownerId: '4,5' }))).toHaveLength(count);
  expect(heard.map(({ url }) => url).sort()).toEqual([
    '/things?page=1&limit=100&fields.root=count&ownerId=4,5',
    '/things?page=2&limit=99&fields.root=count&ownerId=4,5',
    '/things?page=3&limit=98&fields.root=count&ownerId=4,5',
  ]);
});

test('a resource with page tokens is read by page number where Lucca accepts numbers', async () => {
  const count = 250;
  const { host, heard } = await startScriptedServer(({ query }, response) => {
    const limit = Number(query.get('limit'));
    const from = (Number(query.get('page') ?? 1) - 1) * limit;
    answerJson(response, { items: numbers(from, Math.min(count, from + limit)), next: 'a-token', count });
  });
  const { lucca } = createTestLucca();
  expect(await allRows(lucca.pages(callerAt(host), thingsIn('v4Tokens')))).toHaveLength(count);
  expect(heard.map(({ query }) => [query.get('page'), query.get('limit')])).toEqual([
    [null, '100'],
    ['2', '99'],
    ['3', '98'],
  ]);
});

test('a resource is read by page token where Lucca refuses numbers, and a token only ever fills its parameter', async () => {
  const next = 'http://evil.test/x?a=b&limit=1#/../+é';
  const { host, heard } = await startScriptedServer(({ query }, response) => {
    const page = query.get('page');
    if (page === '2') return answerJson(response, {}, 400);
    answerJson(response, page ? { items: [{ id: 2 }], next: null, count: 2 } : { items: [{ id: 1 }], next, count: 2 });
  });
  const { lucca } = createTestLucca();
  expect(await allRows(lucca.pages(callerAt(host), thingsIn('v4Tokens')))).toHaveLength(2);
  expect(heard.map(({ path }) => path)).toEqual(['/things', '/things', '/things']);
  expect(heard[0]?.url).toBe('/things?limit=100&fields.root=next,count');
  expect(heard[2]?.query.get('page')).toBe(next);
  expect(heard[2]?.query.get('limit')).toBe('100');
});

test('an empty resource is read as one empty page', async () => {
  const { host, heard } = await startScriptedServer((asked, response) => answerJson(response, v3Page(asked, 0)));
  const { lucca } = createTestLucca();
  expect(await allPages(lucca.pages(callerAt(host), v3))).toMatchObject([{ rows: [], total: 0 }]);
  expect(heard).toHaveLength(1);
});

test('the first page takes one request for the requested number of rows', async () => {
  const { host, heard } = await startScriptedServer((asked, response) => answerJson(response, v3Page(asked, 431)));
  const { lucca } = createTestLucca();
  const page = await lucca.firstPage(callerAt(host), v3, 2, { id: '1' });
  expect(page).toMatchObject({ rows: [{ id: 0 }, { id: 1 }], total: 431 });
  expect(heard.map(({ query }) => query.get('paging'))).toEqual(['0,2']);
});

/** A Lucca with 1,000 rows that returns some pages and leaves the other requests pending. */
async function startHalfSilentServer(answerPaging: (paging: string, response: ServerResponse) => boolean) {
  const open = new Set<ServerResponse>();
  const { host, heard } = await startScriptedServer((asked, response) => {
    open.add(response);
    response.on('close', () => open.delete(response));
    const paging = asked.query.get('paging') ?? '';
    if (!answerPaging(paging, response) && Number.parseInt(paging, 10) < 150)
      answerJson(response, v3Page(asked, 1_000));
  });
  return { host, heard, open };
}

test('pending requests are aborted when the caller stops reading', async () => {
  const { host, heard, open } = await startHalfSilentServer(() => false);
  const { lucca } = createTestLucca();
  for await (const page of lucca.pages(callerAt(host), v3)) {
    if (page.rows.some((row) => row.id === 100)) break;
  }
  await expect.poll(() => open.size, { interval: 2 }).toBe(0);
  expect(heard.length).toBeLessThanOrEqual(6);
});

test('a read fails with its first failed page, and its other requests are aborted', async () => {
  const { host, heard, open } = await startHalfSilentServer((paging, response) => {
    if (paging === '99,100') answerJson(response, {}, 403);
    return paging === '99,100';
  });
  const { lucca } = createTestLucca();
  await expect(allRows(lucca.pages(callerAt(host), v3))).rejects.toMatchObject({ name: 'LuccaForbidden' });
  await expect.poll(() => open.size, { interval: 2 }).toBe(0);
  expect(heard.length).toBeLessThanOrEqual(5);
});

test('every attempt takes a slot of the quota', async () => {
  const { host, heard } = await startScriptedServer((_, response, number) =>
    number < 3 ? response.writeHead(503).end() : answerJson(response, { items: [] }),
  );
  const { lucca, events } = createTestLucca();
  await lucca.firstPage(callerAt(host), thingsIn('v4Pages'), 1);
  expect(heard).toHaveLength(3);
  expect(events.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 503],
    [2, 503],
    [3, 200],
  ]);
  expect(lucca.quota(host)).toMatchObject({ perMinute: 40, remaining: 37 });
});

test('a request is retried if the connection breaks before or during the body', async () => {
  const { host } = await startScriptedServer((_, response, number) => {
    if (number === 1) response.destroy();
    else if (number === 2) response.writeHead(200, { 'content-length': '20' }).write('[', () => response.destroy());
    else answerJson(response, { items: [{ id: 1 }], count: 1 });
  });
  const { lucca, events } = createTestLucca();
  expect(await allRows(lucca.pages(callerAt(host), thingsIn('v4Pages')))).toEqual([{ id: 1, name: null }]);
  expect(events.map(({ error }) => error)).toEqual(['LuccaUnavailable', 'LuccaUnavailable', undefined]);
});

test('an unreachable Lucca gets three attempts', async () => {
  const { host, close } = await startScriptedServer(() => {});
  await close();
  const { lucca, events } = createTestLucca();
  await expect(lucca.firstPage(callerAt(host), v3, 1)).rejects.toMatchObject({
    name: 'LuccaUnavailable',
    reason: 'connect',
  });
  expect(events).toHaveLength(3);
});

test('a 429 that outlasts the deadline fails at once and delays every caller of that host', async () => {
  const { host, heard } = await startScriptedServer((_, response) =>
    answerJson(response, {}, 429, { 'retry-after': '30' }),
  );
  const { lucca } = createTestLucca();
  const refused = { name: 'LuccaRateLimited', retryAfterSeconds: 30 };
  await expect(lucca.firstPage(callerAt(host), v3, 1)).rejects.toMatchObject(refused);
  await expect(lucca.firstPage(callerAt(host, { apiKey: 'another-key-1' }), v3, 1)).rejects.toMatchObject(refused);
  expect(heard).toHaveLength(1);
  expect(lucca.quota(host).remaining).toBe(0);
});

test('the client waits for the end of a 429 that ends before the deadline', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const { host, heard } = await startScriptedServer((_, response, number) =>
    number === 1 ? answerJson(response, {}, 429, { 'retry-after': '3' }) : answerJson(response, { items: [] }),
  );
  const { lucca, events } = createTestLucca();
  const read = lucca.firstPage(callerAt(host), thingsIn('v4Pages'), 1);
  await vi.waitFor(() => expect(events).toHaveLength(1));
  await vi.advanceTimersByTimeAsync(2_900);
  expect(heard).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(100);
  await read;
  expect(heard).toHaveLength(2);
});

test('no request is sent once the quota is used up', async () => {
  const { host, heard } = await startScriptedServer((_, response) => answerJson(response, { items: [] }));
  const requestsPerMinute = 3;
  const { lucca } = createTestLucca({ policy: { requestsPerMinute } });
  const reads = Array.from({ length: 3 * requestsPerMinute }, () =>
    lucca.firstPage(callerAt(host), thingsIn('v4Pages'), 1),
  );
  const outcomes = await Promise.allSettled(reads);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(requestsPerMinute);
  for (const outcome of outcomes.slice(requestsPerMinute)) {
    expect(outcome).toMatchObject({ reason: expect.any(LuccaRateLimited) });
  }
  expect(heard).toHaveLength(requestsPerMinute);
});

test('a 408 halves the page size at once and for later reads of that host and resource', async () => {
  const count = 120;
  const { host, heard } = await startScriptedServer((asked, response) => {
    const limit = Number(asked.query.get('paging')?.split(',')[1]);
    if (limit > 50) response.writeHead(408).end();
    else answerJson(response, v3Page(asked, count));
  });
  const { lucca } = createTestLucca();
  for (const _ of [1, 2]) expect(await allRows(lucca.pages(callerAt(host), v3))).toHaveLength(count);
  const expected = ['0,100', '0,50', '49,50', '98,50', '0,50', '49,50', '98,50'];
  expect(heard.map(({ query }) => query.get('paging'))).toEqual(expect.arrayContaining(expected));
  expect(heard).toHaveLength(expected.length);
});

test('a second 408 is a time-out, and the next read starts with the smaller page', async () => {
  const count = 10;
  const { host, heard } = await startScriptedServer((asked, response) => {
    const limit = Number(asked.query.get('paging')?.split(',')[1]);
    if (limit > 25) response.writeHead(408).end();
    else answerJson(response, v3Page(asked, count));
  });
  const { lucca } = createTestLucca();
  await expect(allRows(lucca.pages(callerAt(host), v3))).rejects.toThrow(LuccaTimeout);
  expect(heard).toHaveLength(2);
  expect(await allRows(lucca.pages(callerAt(host), v3))).toHaveLength(count);
  expect(heard.map(({ query }) => query.get('paging'))).toEqual(['0,100', '0,50', '0,50', '0,25']);
});

test.each([
  [100, ['1000', '100', '1000', '100']],
  [30, ['1000', '100', '10', '100', '10']],
])(
  'a page size over %i, which Lucca refuses, is replaced by a smaller one, also for later reads',
  async (most, asked) => {
    const { host, heard } = await startScriptedServer(({ query }, response) =>
      Number(query.get('limit')) > most ? answerJson(response, {}, 400) : answerJson(response, { items: [], count: 0 }),
    );
    const { lucca } = createTestLucca();
    const things = thingsIn('v4Tokens', { pageSize: 1_000 });
    await lucca.firstPage(callerAt(host), things, 1_000);
    // Learned for the path, whatever the resource that is read there.
    await allRows(lucca.pages(callerAt(host), { ...things, name: 'sameThings' }));
    expect(heard.map(({ query }) => query.get('limit'))).toEqual(asked);
  },
);

test('a 400 that does not come again leaves the page size as it is', async () => {
  const { host, heard } = await startScriptedServer((_, response, number) =>
    answerJson(response, { items: [], count: 0 }, number === 1 ? 400 : 200),
  );
  const { lucca } = createTestLucca();
  const things = thingsIn('v4Pages', { pageSize: 1_000 });
  for (const _ of [1, 2]) await allRows(lucca.pages(callerAt(host), things));
  expect(heard.map(({ query }) => query.get('limit'))).toEqual(['1000', '100', '1000', '1000']);
});

test('a 400 costs no smaller pages for a minute when smaller ones were refused, too', async () => {
  const { host, heard } = await startScriptedServer(({ query }, response) =>
    query.has('ids') ? answerJson(response, {}, 400) : answerJson(response, { items: [], count: 0 }),
  );
  const { lucca } = createTestLucca();
  const things = thingsIn('v4Pages', { pageSize: 1_000 });
  const refused = () => expect(allRows(lucca.pages(callerAt(host), things, { ids: 'x' }))).rejects.toThrow();
  for (const _ of [1, 2]) await refused();
  await allRows(lucca.pages(callerAt(host), things));
  expect(heard.map(({ query }) => query.get('limit'))).toEqual(['1000', '100', '10', '1000', '1000']);
});

test('a 400 for another reason leaves the page size as it is', async () => {
  const { host, heard } = await startScriptedServer(({ query }, response) =>
    query.has('ownerIds') ? answerJson(response, {}, 400) : answerJson(response, { items: [], count: 0 }),
  );
  const { lucca } = createTestLucca();
  const things = thingsIn('v4Tokens');
  await expect(allRows(lucca.pages(callerAt(host), things, { ownerIds: 'x' }))).rejects.toMatchObject({ status: 400 });
  await allRows(lucca.pages(callerAt(host), things));
  expect(heard.map(({ query }) => query.get('limit'))).toEqual(['100', '10', '100']);
});

test('a failed request releases its connection', async () => {
  const { host } = await startScriptedServer((_, response, number) =>
    number < 8 ? answerJson(response, { Message: 'x'.repeat(200_000) }, 403) : answerJson(response, { items: [] }),
  );
  const { lucca } = createTestLucca();
  for (let number = 1; number < 8; number++) {
    await expect(lucca.firstPage(callerAt(host), thingsIn('v4Pages'), 1)).rejects.toMatchObject({ status: 403 });
  }
  await lucca.firstPage(callerAt(host, { deadlineAt: Date.now() + 1_000 }), thingsIn('v4Pages'), 1);
});
