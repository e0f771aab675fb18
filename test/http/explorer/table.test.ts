import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tableOf } from '../../../src/http/pages/explorer/table.ts';

it('makes a row of every node of a connection, and leaves out what is about paging', () => {
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

it('repeats on every row what is outside the rows, and then names columns from the root', () => {
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

it('makes rows of the longest list, and numbers the objects of the others beside their neighbours', () => {
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

it('keeps the column of an object that is null on every row', () => {
  expect(tableOf({ employees: [{ name: 'Ada', manager: null }] })).toEqual({
    columns: ['name', 'manager'],
    rows: [['Ada', null]],
  });
});

it('makes one row of an answer without a list, and none of an answer without anything', () => {
  expect(tableOf({ disconnectAccount: { wasConnected: true } })).toEqual({
    columns: ['disconnectAccount.wasConnected'],
    rows: [[true]],
  });
  expect(tableOf({ employees: { totalCount: 0, edges: [] } })).toEqual({ columns: [], rows: [] });
  expect(tableOf({ account: null })).toEqual({ columns: [], rows: [] });
});

it('loses no value of any answer, and gives every row as many cells as there are columns', () => {
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
