import { expect, it, vi } from 'vitest';
import { ownId } from '../../src/loaders/keys.ts';
import type { Patience } from '../../src/loaders/reader.ts';
import { createTable } from '../../src/loaders/table.ts';
import { LuccaRateLimited, LuccaTimeout, LuccaUnavailable } from '../../src/lucca/errors.ts';
import { callerAt, createTestLucca, type Thing, thingsIn } from '../support/luccaClient.ts';
import { patient } from '../support/patience.ts';
import { answerJson, type Heard, startScriptedServer } from '../support/scriptedServer.ts';

/** A table over a Lucca of so many rows, ten to a page, with a quota of five requests a minute unless said. */
async function slowTable(
  total: number,
  {
    fails = () => false,
    requestsPerMinute = 5,
  }: { fails?: (number: number) => boolean; requestsPerMinute?: number } = {},
) {
  const server = await startScriptedServer((asked, response, number) =>
    fails(number) ? response.writeHead(503).end() : answerJson(response, pageOf(asked, total)),
  );
  const { lucca } = createTestLucca({ policy: { requestsPerMinute } });
  const table = createTable<Thing>({
    lucca,
    host: server.host,
    source: { resource: thingsIn('v3', { pageSize: 10 }), ...ownId, filter: 'id' },
    now: Date.now,
    onResize: () => {},
    onRejected: () => {},
  });
  const caller = () => callerAt(server.host, { deadlineAt: Date.now() + 20 * 60_000 });
  const patience = (more: Partial<Patience> = {}) => patient({ deadlineAt: Date.now() + 9_000, ...more });
  return {
    heard: server.heard,
    held: (key: number) => table.held(key, 0),
    fetch: (...keys: number[]) => table.fetch(keys, caller(), patience()),
    fetchWhole: (more?: Partial<Patience>) => table.fetchWhole(caller(), patience(more)),
  };
}

function pageOf({ query }: Heard, total: number) {
  const ids = query.get('id')?.split(',').map(Number) ?? Array.from({ length: total }, (_, at) => at + 1);
  const [start = 0, size = 0] = (query.get('paging') ?? '').split(',').map(Number);
  return { data: { items: ids.slice(start, start + size).map((id) => ({ id })), count: ids.length } };
}

const later = { name: 'LuccaRateLimited', retryAfterSeconds: expect.any(Number) };

it('that cannot end before the deadline is told at once when to come back, and goes on', async () => {
  const table = await slowTable(200);
  const startedAt = performance.now();
  const refusal = await table.fetchWhole().catch((error: unknown) => error);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect(refusal).toBeInstanceOf(LuccaRateLimited);
  // 200 rows are 23 pages of ten that overlap; four bulk ones pass a minute.
  expect((refusal as LuccaRateLimited).retryAfterSeconds).toBeGreaterThan(120);
  expect((refusal as LuccaRateLimited).retryAfterSeconds).toBeLessThan(420);
  await expect(table.fetchWhole()).rejects.toMatchObject(later);
  await expect.poll(() => table.heard.length).toBe(5);
});

it('serves those of its pages that have come, and lets a few who wait pass before the others', async () => {
  const table = await slowTable(200, { requestsPerMinute: 10 });
  await table.fetchWhole().catch(() => {});
  await expect.poll(() => table.held(60)).toMatchObject([{ id: 60 }]);
  expect(table.held(199)).toBeUndefined();
  expect((await table.fetch(199))(199)).toMatchObject([{ id: 199 }]);
  expect(table.heard.at(-1)?.query.get('id')).toBe('199');
});

it('is gone on with where it failed', async () => {
  const isDown = (number: number) => number > 4 && number < 12;
  const table = await slowTable(100, { requestsPerMinute: 1_000, fails: isDown });
  await expect(table.fetchWhole()).rejects.toBeInstanceOf(LuccaUnavailable);
  const before = table.heard.length;
  let rows: readonly { id: number }[] = [];
  // Lucca may be left alone for a while first.
  await expect
    .poll(
      async () => {
        rows = await table.fetchWhole().catch(() => []);
        return rows.length;
      },
      { timeout: 20_000 },
    )
    .toBe(100);
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
  expect(table.heard.slice(before).map(({ query }) => query.get('paging'))).not.toContain('0,10');
});

it('stops once the connection is no longer the one it was begun for', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const table = await slowTable(200);
  const isCurrent = vi.fn(async () => false);
  const reading = table.fetchWhole({ deadlineAt: Number.POSITIVE_INFINITY, isCurrent });
  const stopped = expect(reading).rejects.toBeInstanceOf(LuccaTimeout);
  await vi.waitFor(() => expect(table.heard.length).toBeGreaterThan(0));
  await vi.advanceTimersByTimeAsync(2_000);
  vi.useRealTimers();
  await stopped;
  expect(isCurrent).toHaveBeenCalled();
  expect(table.heard.length).toBeLessThanOrEqual(5);
});
