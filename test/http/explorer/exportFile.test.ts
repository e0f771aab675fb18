import { parse } from 'graphql';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { subgraphSchema } from '../../../src/graph/schema.ts';
import { afterVariable, type PageResult } from '../../../src/http/pages/explorer/answer/allPages.ts';
import type { Answer } from '../../../src/http/pages/explorer/answer/answers.ts';
import { type AnswerShape, type Column, shapeOf } from '../../../src/http/pages/explorer/answer/columns.ts';
import { csvWriter, exportFile } from '../../../src/http/pages/explorer/answer/exportFile.ts';
import { partOf } from '../../../src/http/pages/explorer/answer/lack.ts';
import { createPace, secondsLeft } from '../../../src/http/pages/explorer/answer/pace.ts';
import { cellOf, itemsOf } from '../../../src/http/pages/explorer/answer/values.ts';
import { withAllPages } from '../../../src/http/pages/explorer/answer/wholeAnswer.ts';
import { writeXlsx } from '../../../src/http/pages/explorer/answer/xlsx.ts';

const query =
  'query Q($next: String) { employees(after: $next) { totalCount pageInfo { hasNextPage endCursor } edges { node { displayName } } } }';

const page = (name: string, endCursor: string, hasNextPage: boolean) => ({
  employees: { totalCount: 3, pageInfo: { hasNextPage, endCursor }, edges: [{ node: { displayName: name } }] },
});

const shape = shapeOf(subgraphSchema(), parse(query), 'Q', {});
if (!shape) throw new Error('The document has no operation.');
const list = shape.main as Column;
const answer: Answer = {
  query,
  operationName: 'Q',
  variables: {},
  data: page('Ada', '1', true),
  errors: [],
};
const writeCsv = csvWriter({ separator: ',', decimal: '.' });

const steps = (request: (after: string) => Promise<PageResult>, pace = createPace(() => {}), waits: number[] = []) => ({
  request: (after: string) => pace.during(() => request(after)),
  wait: async (seconds: number) => void waits.push(seconds),
  ready: pace.ready,
});

/** Exports three pages, of which the second and third are answered by `request`. */
async function exported(
  request: (after: string) => Promise<PageResult>,
  pace = createPace(() => {}),
  write = writeCsv,
) {
  const waits: number[] = [];
  const counts: number[] = [];
  const file = exportFile({
    answer,
    shape: shape as AnswerShape,
    list,
    write,
    hasTitles: false,
    more: steps(request, pace, waits),
    onRows: (count) => counts.push(count),
  });
  const blob = await new Response(file.bytes).blob();
  return { text: await blob.text(), bytes: await blob.arrayBuffer(), lacks: file.lacks(), waits, counts };
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

describe('a file for spreadsheets', () => {
  const typedQuery =
    '{ account { connectedAt } employees { edges { node { displayName hiredOn remuneration { ... on Remuneration { annualBaseFullTime { money { amount } } } } contracts { startsOn } } } } }';

  it('has numbers, dates and instants as such, and text that is never a formula', async () => {
    const shape = shapeOf(subgraphSchema(), parse(typedQuery), undefined, {}) as AnswerShape;
    const node = {
      displayName: '=1+1',
      hiredOn: '2026-03-31',
      remuneration: { annualBaseFullTime: { money: { amount: '41234.50' } } },
      contracts: [{ startsOn: '2020-01-01' }, { startsOn: '2021-01-01' }],
    };
    const data = { account: { connectedAt: '2026-11-24T12:30:00Z' }, employees: { edges: [{ node }] } };
    const { bytes, lacks } = exportFile({
      answer: { ...answer, query: typedQuery, data },
      shape,
      list: shape.main,
      write: writeXlsx,
      hasTitles: true,
      more: null,
      onRows: () => {},
    });
    const { sheets } = await readXlsx(await new Response(bytes).arrayBuffer());
    expect(lacks()).toBeNull();
    expect(sheets[0]?.rows).toEqual([
      ['Display name', 'Hired on', 'Annual base full time', 'Starts on', 'Connected at'],
      ['=1+1', new Date('2026-03-31'), 41_234.5, '2020-01-01; 2021-01-01', new Date('2026-11-24T12:30:00Z')],
    ]);
  });

  it('has the rows of every page, and says in its last row what it lacks', async () => {
    const answers: PageResult[] = [
      { data: page('Bob', '2', true) },
      { errors: [{ message: 'Lucca did not answer.' }] },
    ];
    const { bytes, lacks } = await exported(async () => answers.shift() ?? {}, undefined, writeXlsx);
    const { sheets } = await readXlsx(bytes);
    expect(lacks).toBe('Incomplete: 2 of 3 rows. Lucca did not answer.');
    expect(sheets[0]?.rows.flat()).toEqual(['displayName', 'Ada', 'Bob', lacks]);
  });
});

describe('an answer with all pages', () => {
  const namesOf = ({ data }: Answer) => itemsOf(data, list).map((row) => cellOf(row, list.items[0] as Column));

  it('has the rows of every page', async () => {
    expect(partOf(answer.data, list)).toBe('first 1 of 3 rows');
    const pages = [page('Bob', '2', true), page('Cyd', '3', false)];
    const counts: number[] = [];
    const more = steps(async () => ({ data: pages.shift() }));
    const { answer: whole, reason } = await withAllPages(answer, list, more, (count) => counts.push(count));
    expect(namesOf(whole)).toEqual(['Ada', 'Bob', 'Cyd']);
    expect({ reason, counts, part: partOf(whole.data, list) }).toEqual({ reason: null, counts: [2, 3], part: '' });
    expect(namesOf(answer)).toEqual(['Ada']);
  });

  it('keeps what was read before the reader cancels, and continues from there', async () => {
    const pace = createPace(() => {});
    const pages = [page('Bob', '2', true), page('Cyd', '3', false)];
    const asked: string[] = [];
    const request = async (after: string) => {
      asked.push(after);
      return { data: pages.shift() };
    };
    const { answer: part, reason } = await withAllPages(answer, list, steps(request, pace), () => pace.cancel());
    expect({ names: namesOf(part), reason }).toEqual({ names: ['Ada', 'Bob'], reason: 'Cancelled.' });
    const { answer: whole } = await withAllPages(part, list, steps(request), () => {});
    expect({ names: namesOf(whole), asked }).toEqual({ names: ['Ada', 'Bob', 'Cyd'], asked: ['1', '2'] });
  });
});

it('the time that is left is that of the other rows at the speed so far', () => {
  expect([secondsLeft(2, 1_000, 4_000), secondsLeft(2, 0, 4_000), secondsLeft(2, 5_000, 0)]).toEqual([8, null, null]);
});

it('the next page is asked for by the variable that the operation gives to `after`', () => {
  expect(afterVariable(parse(query))).toBe('next');
  expect(afterVariable(parse('{ employees(after: "x") { totalCount } }'))).toBeNull();
});
