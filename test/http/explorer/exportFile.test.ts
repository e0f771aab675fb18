import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { subgraphSchema } from '../../../src/graph/schema.ts';
import { afterVariable, type PageResult } from '../../../src/http/pages/explorer/answer/allPages.ts';
import { shapeOf } from '../../../src/http/pages/explorer/answer/columns.ts';
import { exportFile } from '../../../src/http/pages/explorer/answer/exportFile.ts';
import { createPace } from '../../../src/http/pages/explorer/answer/pace.ts';

const query =
  'query Q($next: String) { employees(after: $next) { totalCount pageInfo { hasNextPage endCursor } edges { node { displayName } } } }';

const page = (name: string, endCursor: string, hasNextPage: boolean) => ({
  employees: { totalCount: 3, pageInfo: { hasNextPage, endCursor }, edges: [{ node: { displayName: name } }] },
});

const shape = shapeOf(subgraphSchema(), parse(query), 'Q', {});
if (!shape) throw new Error('The document has no operation.');
const style = { separator: ',', decimal: '.' } as const;

/** Exports three pages, of which the second and third are answered by `request`. */
async function exported(request: (after: string) => Promise<PageResult>, pace = createPace(() => {})) {
  const waits: number[] = [];
  const counts: number[] = [];
  const file = await exportFile({
    answer: { query, operationName: 'Q', variables: {}, data: page('Ada', '1', true), errors: [] },
    shape: shape as NonNullable<typeof shape>,
    list: shape?.main ?? null,
    style,
    hasTitles: false,
    more: {
      request: (after) => pace.during(() => request(after)),
      wait: async (seconds) => void waits.push(seconds),
      ready: pace.ready,
    },
    onRows: (count) => counts.push(count),
  });
  return { ...file, text: await new Blob(file.parts).text(), waits, counts };
}

describe('the file of all pages', () => {
  it('has the rows of every page, and waits as long as Lucca’s limit asks', async () => {
    const answers: PageResult[] = [
      { errors: [{ message: 'Limit.', extensions: { retryAfterSeconds: 7 } }] },
      { data: page('Bob', '2', true) },
      { data: page('Cyd', '3', false) },
    ];
    const asked: string[] = [];
    const { text, lacks, waits, counts } = await exported(async (after) => {
      asked.push(after);
      return answers.shift() ?? {};
    });
    expect(text).toBe('displayName\r\nAda\r\nBob\r\nCyd\r\n');
    expect({ lacks, waits, counts, asked }).toEqual({
      lacks: null,
      waits: [7],
      counts: [1, 2, 3],
      asked: ['1', '1', '2'],
    });
  });

  it('says in its last row what it lacks when a page fails', async () => {
    const { text, lacks } = await exported(async () => ({ errors: [{ message: 'Lucca did not answer.' }] }));
    expect(lacks).toBe('Incomplete: 1 of 3 rows. Lucca did not answer.');
    expect(text).toBe(`displayName\r\nAda\r\n${lacks}\r\n`);
  });

  it('ends when the reader cancels, also during a request, and goes on only after a pause', async () => {
    const pace = createPace(() => {});
    const { lacks } = await exported(() => {
      pace.cancel();
      return new Promise(() => {});
    }, pace);
    expect(lacks).toBe('Incomplete: 1 of 3 rows. Cancelled.');
    const paused = createPace(() => {});
    paused.pause();
    let isAsked = false;
    const going = exported(async () => {
      isAsked = true;
      return { data: page('Bob', '2', false) };
    }, paused);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isAsked).toBe(false);
    paused.resume();
    // Fewer than the first page counted.
    expect((await going).lacks).toBe('Incomplete: 2 of 3 rows. The list became shorter.');
  });
});

it('the next page is asked for by the variable that the operation gives to `after`', () => {
  expect(afterVariable(parse(query))).toBe('next');
  expect(afterVariable(parse('{ employees(after: "x") { totalCount } }'))).toBeNull();
});
