import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvOf } from '../../../src/http/pages/explorer/answer/csv.ts';
import type { Table } from '../../../src/http/pages/explorer/answer/file.ts';
import type { Cell } from '../../../src/http/pages/explorer/answer/values.ts';

/** Reads a file as somebody else's library does, into rows of text. */
const read = (csv: string): string[][] =>
  parse(csv, { bom: true, record_delimiter: '\r\n', relax_column_count: false, skip_empty_lines: false });

/** What a spreadsheet would run. */
const isFormula = (text: string) => /^[=+\-@\t\r]/.test(text) && !/^-\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', ' ', "'", '1', '.', 'é') }),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const table: fc.Arbitrary<Table> = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.record({
    columns: fc.array(text, { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width })),
  }),
);

it('CSV is read back unchanged by another library, except for an apostrophe before every formula', () => {
  fc.assert(
    fc.property(table, ({ columns, rows }) => {
      const expected = [columns, ...rows].map((row) => row.map((each) => String(each ?? '')));
      const found = read(csvOf({ columns, rows }));
      expect(found.flat().filter(isFormula)).toEqual([]);
      const undone = found.map((row, y) =>
        row.map((each, x) => (isFormula(expected[y]?.[x] ?? '') ? each.slice(1) : each)),
      );
      expect(undone).toEqual(expected);
      expect(
        found
          .flat()
          .filter((each, index) => each !== expected.flat()[index])
          .every((each) => each.startsWith("'")),
      ).toBe(true);
    }),
  );
});

it.each([
  ['=HYPERLINK("https://a.example")', '"\'=HYPERLINK(""https://a.example"")"'],
  ['+33 1 23 45 67 89', "'+33 1 23 45 67 89"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', '"\'\r=1"'],
])('CSV escapes the formula %j', (formula, written) => {
  expect(csvOf({ columns: ['name'], rows: [[formula]] })).toBe(`\uFEFFname\r\n${written}\r\n`);
});

it.each<[Cell, string]>([
  [-12.5, '-12.5'],
  ['-12.50', '-12.50'],
  [-1e-7, '-1e-7'],
  ['00042', '00042'],
  [true, 'true'],
  [null, ''],
])('CSV contains the value %j as %j', (value, written) => {
  expect(csvOf({ columns: ['amount'], rows: [[value]] })).toBe(`\uFEFFamount\r\n${written}\r\n`);
});

it('CSV quotes values that contain a comma, a quote or a line break, or begin with a space, and no others', () => {
  const row = ['a,b', 'a"b', 'a\r\nb', ' a', 'a;b', 'Zoë'];
  expect(csvOf({ columns: ['1', '2', '3', '4', '5', '6'], rows: [row] })).toBe(
    '\uFEFF1,2,3,4,5,6\r\n"a,b","a""b","a\r\nb"," a",a;b,Zoë\r\n',
  );
});
