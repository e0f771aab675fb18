import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type AnswerShape, type Column, shapeOf } from '../../../src/http/pages/explorer/answer/columns.ts';
import { binsOf } from '../../../src/http/pages/explorer/chart/bins.ts';
import { countedRowsOf } from '../../../src/http/pages/explorer/chart/countedRows.ts';
import { dimensionsOf, groupRows, measuresOf } from '../../../src/http/pages/explorer/chart/grouping.ts';
import { payGroups } from '../../../src/http/pages/explorer/chart/payGroups.ts';

const schema = buildSchema(`
  scalar Decimal
  scalar Date
  type Money { amount: Decimal! currency: String! }
  type PayAmount { money: Money! period: String! }
  type RemunerationWarning { severity: String! fields: [String!]! }
  type Pay { base: PayAmount other: PayAmount warnings: [RemunerationWarning!]! }
  type Bonus { on: Date money: Money! }
  type Contract { kind: String hours: Int level: String bonuses: [Bonus!]! }
  type Person { contracts: [Contract!]! level: String gender: String hiredOn: Date pay: Pay }
  type PayStatistics { count: Int! mean: Money median: Money }
  type PayGroupKey { label: String }
  type PayGroup { keys: [PayGroupKey!]! women: PayStatistics! men: PayStatistics! meanGap: Decimal }
  type PayAnalysis { currency: String groups: [PayGroup!]! }
  type Query { people: [Person!]! payAnalysis: PayAnalysis }
`);

function listOf(query: string): { shape: AnswerShape; list: Column } {
  const shape = shapeOf(schema, parse(query), undefined, {});
  const list = shape?.lists[0];
  if (!shape || !list) throw new Error('The document returns no list.');
  return { shape, list };
}

const { list } = listOf(
  '{ people { level gender hiredOn pay { base { period money { amount currency } } warnings { severity fields } } } }',
);

const person = (
  level: string | null,
  gender: string,
  amount: number | null,
  currency = 'EUR',
  blocked: string[] = [],
) => ({
  level,
  gender,
  hiredOn: '2024-05-06',
  pay: amount && {
    base: { period: 'YEAR', money: { amount: String(amount), currency } },
    warnings: [{ severity: 'BLOCKING', fields: blocked }],
  },
});

/** Groups people by titles of columns, and measures their pay. */
function grouped(rows: unknown[], by: string[], options: { minimum?: number; reference?: string } = {}) {
  const dimensions = dimensionsOf(list).filter(({ title }) => by.includes(title));
  const measure = measuresOf(list)[1] ?? { title: '', column: null };
  const { minimum = 1, reference = null } = options;
  return groupRows(rows, { list, subjectOf: null, dimensions, measure, minimum, reference });
}

describe('the groups of an answer’s rows', () => {
  it('have the number, mean, median and quartiles of a column', () => {
    const rows = [10, 20, 30, 100].map((amount) => person('A', 'MALE', amount));
    expect(grouped(rows, ['Level']).groups).toMatchObject([
      { keys: ['A'], unit: 'EUR, YEAR', count: 4, mean: 40, median: 25, lowerQuartile: 17.5, upperQuartile: 47.5 },
    ]);
  });

  it('are of one currency each, whatever they are grouped by', () => {
    const rows = [person('A', 'MALE', 10), person('A', 'MALE', 30, 'CHF'), person('A', 'MALE', 20)];
    expect(grouped(rows, []).groups).toMatchObject([
      { keys: [], unit: 'CHF, YEAR', mean: 30 },
      { keys: [], unit: 'EUR, YEAR', mean: 15 },
    ]);
  });

  it('do not average amounts whose currency the operation does not select', () => {
    const { list } = listOf('{ people { level pay { base { money { amount } } } } }');
    expect(measuresOf(list).map(({ title }) => title)).toEqual(['Number of rows']);
  });

  it('have the gap to a value of the last dimension, in %', () => {
    const rows = [person('A', 'MALE', 200), person('A', 'FEMALE', 150), person('B', 'FEMALE', 150)];
    const { groups } = grouped(rows, ['Level', 'Gender'], { reference: 'MALE' });
    expect(groups.map(({ keys, medianGap }) => [...keys, medianGap])).toEqual([
      ['A', 'FEMALE', 25],
      ['A', 'MALE', null],
      ['B', 'FEMALE', null],
    ]);
  });

  it('are hidden below a size, and so are gaps to them', () => {
    const rows = [person('A', 'MALE', 200), person('A', 'FEMALE', 150), person('A', 'FEMALE', 150)];
    const { groups, hiddenGroups, hiddenRows } = grouped(rows, ['Gender'], { minimum: 2, reference: 'MALE' });
    expect(groups).toMatchObject([{ keys: ['FEMALE'], count: 2, medianGap: null }]);
    expect({ hiddenGroups, hiddenRows }).toEqual({ hiddenGroups: 1, hiddenRows: 1 });
  });

  it('leave out rows without a value, and with one that a warning blocks', () => {
    const rows = [
      person('A', 'MALE', null),
      person('A', 'MALE', 9, 'EUR', ['base']),
      person('A', 'MALE', 1, 'EUR', ['other']),
    ];
    const { groups, withoutValue, withBlockingWarning } = grouped(rows, ['Level']);
    expect(groups).toMatchObject([{ count: 1, mean: 1 }]);
    expect({ withoutValue, withBlockingWarning }).toEqual({ withoutValue: 1, withBlockingWarning: 1 });
  });

  it('are by the years of dates, and what has no value comes last', () => {
    const rows = [person(null, 'MALE', 1), person('10', 'MALE', 1), person('9', 'MALE', 1)];
    expect(grouped(rows, ['Level', 'Hired on (year)']).groups.map(({ keys }) => keys)).toEqual([
      ['9', '2024'],
      ['10', '2024'],
      ['–', '2024'],
    ]);
  });
});

describe('the rows of a list inside the rows', () => {
  const { list } = listOf(
    '{ people { level gender contracts { kind hours level bonuses { on money { amount currency } } } } }',
  );
  const contract = (kind: string, hours: number, bonuses: string[] = []) => ({
    kind,
    hours,
    level: 'of the contract',
    bonuses: bonuses.map((amount) => ({ on: '2026-01-31', money: { amount, currency: 'EUR' } })),
  });
  const rows = [
    { level: 'A', gender: 'FEMALE', contracts: [contract('CDD', 20, ['5']), contract('CDI', 35, ['10', '20'])] },
    { level: 'A', gender: 'MALE', contracts: [contract('CDI', 39, ['30'])] },
    { level: 'B', gender: 'MALE', contracts: [] },
  ];
  const counted = (title: string, by: string[], measured: string, minimum = 1) => {
    const found = countedRowsOf(list).find((each) => each.title === title);
    if (!found) throw new Error(`There is no list ${title}.`);
    const measure = measuresOf(found.own).find((each) => each.title === measured);
    if (!measure) throw new Error(`There is no measure ${measured}.`);
    const dimensions = by.flatMap((name) => dimensionsOf(found.list).find((each) => each.title === name) ?? []);
    const options = { list: found.list, subjectOf: found.outermostOf, reference: null };
    return groupRows(found.rowsOf(rows), { ...options, dimensions, measure, minimum });
  };

  it('can be counted, at every depth', () => {
    expect(countedRowsOf(list).map(({ title }) => title)).toEqual(['People', 'Contracts', 'Contracts: Bonuses']);
    expect(counted('People', [], 'Number of rows').groups).toMatchObject([{ count: 3 }]);
    expect(counted('Contracts', [], 'Number of rows').groups).toMatchObject([{ count: 3 }]);
    expect(counted('Contracts: Bonuses', [], 'Number of rows').groups).toMatchObject([{ count: 4 }]);
  });

  it('are grouped by their own columns and by those of the rows that they are in, and only their own are measured', () => {
    expect(counted('Contracts', ['Gender', 'Kind'], 'Hours').groups).toMatchObject([
      { keys: ['FEMALE', 'CDD'], mean: 20 },
      { keys: ['FEMALE', 'CDI'], mean: 35 },
      { keys: ['MALE', 'CDI'], mean: 39 },
    ]);
    expect(counted('Contracts: Bonuses', ['Gender', 'Kind'], 'Money amount').groups).toMatchObject([
      { keys: ['FEMALE', 'CDD'], unit: 'EUR', count: 1 },
      { keys: ['FEMALE', 'CDI'], unit: 'EUR', count: 2, mean: 15 },
      { keys: ['MALE', 'CDI'], unit: 'EUR', count: 1 },
    ]);
    const [, contracts, bonuses] = countedRowsOf(list);
    expect(measuresOf(contracts?.own ?? list).map(({ title }) => title)).toEqual(['Number of rows', 'Hours']);
    expect(measuresOf(bonuses?.own ?? list).map(({ title }) => title)).toEqual(['Number of rows', 'Money amount']);
    expect(dimensionsOf(contracts?.list ?? list).map(({ title }) => title)).toContain('Contracts: Level');
  });

  it('are hidden in groups about too few people, however many rows these have, and no bar is about one of them', () => {
    const { groups, hiddenGroups, hiddenRows } = counted('Contracts', ['Gender'], 'Hours', 2);
    expect({ groups, hiddenGroups, hiddenRows }).toEqual({ groups: [], hiddenGroups: 2, hiddenRows: 3 });
    expect(counted('Contracts', ['Kind'], 'Hours', 2).groups).toMatchObject([{ keys: ['CDI'], count: 2, values: [] }]);
  });
});

describe('the bins of a distribution', () => {
  it('have no fewer values than the smallest group that is shown, and all of them together every value', () => {
    const values = [1, 2, 3, 40, 41, 42, 43, 44, 45, 99];
    const bins = binsOf(values, values, 3);
    expect(bins.length).toBeGreaterThan(1);
    expect(Math.min(...bins.map(({ count }) => count))).toBeGreaterThanOrEqual(3);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
  });
});

describe('the groups of a pay analysis', () => {
  it('are drawn as the graph answers them, without those that are too small', () => {
    const { shape, list } = listOf(
      '{ payAnalysis { currency groups { keys { label } women { count mean { amount } } men { count mean { amount } } meanGap } } }',
    );
    const statistics = (count: number, amount: string | null) => ({ count, mean: amount && { amount } });
    const groups = [
      { keys: [{ label: 'A' }], women: statistics(5, '90'), men: statistics(6, '100'), meanGap: '10.00' },
      { keys: [{ label: 'B' }], women: statistics(2, null), men: statistics(3, null), meanGap: null },
    ];
    const answered = payGroups({ payAnalysis: { currency: 'EUR', groups } }, list, shape);
    expect(answered).toMatchObject({ hiddenGroups: 2, hiddenRows: 5 });
    expect(answered.groups).toMatchObject([
      { keys: ['A', 'women'], unit: 'EUR', count: 5, mean: 90, meanGap: 10 },
      { keys: ['A', 'men'], unit: 'EUR', count: 6, mean: 100, meanGap: null },
    ]);
  });
});
