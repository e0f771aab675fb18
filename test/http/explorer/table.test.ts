import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tableOf } from '../../../src/http/pages/explorer/table.ts';

it('the table contains a row for each node of a connection, without the fields for paging', () => {
  const data = {
    employees: {
      totalCount: 2,
      pageInfo: { hasNextPage: false, endCursor: 'x' },
      edges: [
        { cursor: 'a', node: { displayName: 'Ada', position: { jobTitle: 'Engineer' } } },
        { cursor: 'b', node: { displayName: 'Bob', position: { jobTitle: 'Baker' } } },
      ],
    },
  };
  expect(tableOf(data)).toEqual({
    columns: ['displayName', 'position.jobTitle'],
    rows: [
      ['Ada', 'Engineer'],
      ['Bob', 'Baker'],
    ],
  });
});

it('the table repeats values from outside the list on every row, and then names its columns from the root', () => {
  const data = {
    account: {
      domain: 'acme',
      checks: [
        { verdict: 'MISSING', unlocks: ['A.b', 'C.d'] },
        { verdict: 'PARTIAL', unlocks: [] },
      ],
    },
  };
  expect(tableOf(data)).toEqual({
    columns: ['account.domain', 'account.checks.verdict', 'account.checks.unlocks'],
    rows: [
      ['acme', 'MISSING', 'A.b; C.d'],
      ['acme', 'PARTIAL', null],
    ],
  });
});

it('the table contains a row for each item of the longest list, and numbered columns for the items of the others', () => {
  const contracts = (...days: string[]) => days.map((startsOn) => ({ startsOn }));
  const data = {
    employees: [
      { name: 'Ada', contracts: contracts('2020-01-01'), manager: { name: 'Zoe' } },
      { name: 'Bob', contracts: contracts('2019-01-01', '2021-01-01', '2022-01-01'), manager: null },
    ],
  };
  expect(tableOf(data)).toEqual({
    columns: ['name', 'contracts.1.startsOn', 'contracts.2.startsOn', 'contracts.3.startsOn', 'manager.name'],
    rows: [
      ['Ada', '2020-01-01', null, null, 'Zoe'],
      ['Bob', '2019-01-01', '2021-01-01', '2022-01-01', null],
    ],
  });
});

it('the table keeps the column of an object that is null on every row', () => {
  expect(tableOf({ employees: [{ name: 'Ada', manager: null }] })).toEqual({
    columns: ['name', 'manager'],
    rows: [['Ada', null]],
  });
});

it('the table has one row for a response without a list, and none for an empty response', () => {
  expect(tableOf({ disconnectAccount: { wasConnected: true } })).toEqual({
    columns: ['disconnectAccount.wasConnected'],
    rows: [[true]],
  });
  expect(tableOf({ employees: { totalCount: 0, edges: [] } })).toEqual({ columns: [], rows: [] });
  expect(tableOf({ account: null })).toEqual({ columns: [], rows: [] });
});

it('the table loses no value of any response, and has a cell for each column on every row', () => {
  const name = fc.stringMatching(/^[a-z]{1,3}$/);
  // As GraphQL has them: the items of a list are all of a kind.
  const { data } = fc.letrec<{ data: unknown; object: unknown; value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null)),
      tie('object'),
      fc.array(fc.integer(), { maxLength: 3 }),
      fc.array(tie('object'), { maxLength: 4 }),
    ),
    object: fc.dictionary(name, tie('value'), { minKeys: 1, maxKeys: 4 }),
    data: tie('object'),
  }));
  const leaves = (value: unknown): string[] => {
    if (Array.isArray(value) && !value.some((each) => typeof each === 'object'))
      return value.length === 0 ? [] : [value.join('; ')];
    if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves);
    return value === null ? [] : [String(value)];
  };
  fc.assert(
    fc.property(data, (answer) => {
      const { columns, rows } = tableOf(answer);
      expect(new Set(columns).size).toBe(columns.length);
      for (const row of rows) expect(row).toHaveLength(columns.length);
      const cells = new Set(rows.flat().map(String));
      expect(leaves(answer).filter((leaf) => !cells.has(leaf))).toEqual([]);
    }),
  );
});
