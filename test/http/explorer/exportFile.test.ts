import { parse } from 'graphql';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { subgraphSchema } from '../../../src/graph/schema.ts';
import type { Answer } from '../../../src/http/pages/explorer/answer/answers.ts';
import { type AnswerShape, type Column, shapeOf } from '../../../src/http/pages/explorer/answer/columns.ts';
import { afterVariable } from '../../../src/http/pages/explorer/answer/cursorVariables.ts';
import { csvWriter, exportFile } from '../../../src/http/pages/explorer/answer/exportFile.ts';
import { partOf } from '../../../src/http/pages/explorer/answer/lack.ts';
import { createPace, secondsLeft } from '../../../src/http/pages/explorer/answer/pace.ts';
import { cellOf, itemsOf } from '../../../src/http/pages/explorer/answer/values.ts';
import { withAllPages } from '../../../src/http/pages/explorer/answer/wholeAnswer.ts';
import { writeXlsx } from '../../../src/http/pages/explorer/answer/xlsx.ts';
import type { Result } from '../../../src/http/pages/explorer/ask.ts';

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

const steps = (request: (after: string) => Promise<Result>, pace = createPace(() => {}), waits: number[] = []) => ({
  request: (after: string) => pace.during(() => request(after)),
  wait: async (seconds: number) => void waits.push(seconds),
  ready: pace.ready,
  retry: pace.retry,
});

/** The pace of a reader who cancels when a request fails. */
function impatient() {
  const pace = createPace(({ failure }) => {
    if (failure) pace.cancel();
  });
  return pace;
}

/** Exports three pages, of which the second and third are answered by `request`. */
async function exported(request: (after: string) => Promise<Result>, pace = createPace(() => {}), write = writeCsv) {
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

const failing = async (): Promise<Result> => ({ errors: [{ message: 'Lucca did not answer.' }] });

describe('the file of all pages', () => {
  it('has the rows of every page, and waits as long as Lucca’s limit asks', async () => {
    const answers: Result[] = [
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

  it('continues from the page that failed when the reader retries, whether an error or nothing answered', async () => {
    const failures: string[] = [];
    const pace = createPace(({ failure }) => {
      if (!failure) return;
      failures.push(failure);
      pace.resume();
    });
    const answers = [
      () => ({ data: page('Bob', '2', true) }),
      () => ({ errors: [{ message: 'Lucca did not answer.' }] }),
      () => {
        throw new Error('The subgraph did not answer.');
      },
      () => ({ data: page('Cyd', '3', false) }),
    ];
    const asked: string[] = [];
    const { text, lacks, counts } = await exported(async (after): Promise<Result> => {
      asked.push(after);
      return answers.shift()?.() ?? {};
    }, pace);
    expect(text).toBe('displayName\r\nAda\r\nBob\r\nCyd\r\n');
    expect({ lacks, counts, asked, failures }).toEqual({
      lacks: null,
      counts: [1, 2, 3],
      asked: ['1', '2', '2', '2'],
      failures: ['Lucca did not answer.', 'The subgraph did not answer.'],
    });
  });

  it('says in its last row what it lacks when a page fails and the reader cancels', async () => {
    const { text, lacks } = await exported(failing, impatient());
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
    const answers: Result[] = [{ data: page('Bob', '2', true) }, { errors: [{ message: 'Lucca did not answer.' }] }];
    const { bytes, lacks } = await exported(async () => answers.shift() ?? {}, impatient(), writeXlsx);
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

it('the next page is asked for by the variable that the operation gives to `after` of the list that is read', () => {
  expect(afterVariable(parse(query), 'Q', list)).toBe('next');
  expect(afterVariable(parse('{ employees(after: "x") { totalCount } }'), undefined, list)).toBeNull();
  const two = parse(`
    query Other($b: String) { employees(after: $b) { edges { node { id } } } }
    query Two($a: String, $b: String) { first: employees(after: $a) { ...Rows } ...Second }
    fragment Second on Query { ... { second: employees(after: $b) { ...Rows } } }
    fragment Rows on EmployeeConnection { edges { node { id } } }
  `);
  const listAt = (name: string) => shapeOf(subgraphSchema(), two, 'Two', {})?.lists.find((each) => each.name === name);
  for (const [name, variable] of [
    ['first', 'a'],
    ['second', 'b'],
  ] as const)
    expect(afterVariable(two, 'Two', listAt(name) as Column)).toBe(variable);
});
