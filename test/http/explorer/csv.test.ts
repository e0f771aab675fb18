import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CsvStyle, csvHead, csvRows, usualStyle } from '../../../src/http/pages/explorer/answer/csv.ts';
import type { FileContents } from '../../../src/http/pages/explorer/answer/file.ts';
import type { Cell } from '../../../src/http/pages/explorer/answer/values.ts';

const comma: CsvStyle = { separator: ',', decimal: '.' };

const csvOf = ({ columns, rows }: FileContents, style = comma) => csvHead(columns, style) + csvRows(rows, style);

/** Reads a file as somebody else's library does, into rows of text. */
const read = (csv: string): string[][] =>
  parse(csv, { bom: true, record_delimiter: '\r\n', relax_column_count: false, skip_empty_lines: false });

/** What a spreadsheet would run. */
const isFormula = (text: string) =>
  /^\s*[=+\-@＝＋－＠\t\r]/.test(text) && !/^-\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text.trim());

/** The fields that a spreadsheet with other separators finds in a field. */
const split = (text: string) => text.split(/[;,\t\r\n]/);

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
const table: fc.Arbitrary<FileContents> = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.record({
    columns: fc.array(text, { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width })),
  }),
);

it('CSV is read back unchanged by another library, except for an apostrophe before every formula, whatever the separator', () => {
  fc.assert(
    fc.property(table, ({ columns, rows }) => {
      const expected = [columns, ...rows].map((row) => row.map((each) => String(each ?? '')));
      const found = read(csvOf({ columns, rows }));
      expect(found.flat().flatMap(split).filter(isFormula)).toEqual([]);
      const without = (cells: string[][]) => cells.map((row) => row.map((each) => each.replaceAll("'", '')));
      expect(without(found)).toEqual(without(expected));
    }),
  );
});

it.each([
  ['a;=1+1', `"a;'=1+1"`],
  ['a\t@x', `"a\t'@x"`],
  ['a\n+x', `"a\n'+x"`],
  ['＝1+1', "'＝1+1"],
  ['-2; -3.5', '"-2; -3.5"'],
])('CSV escapes what is a formula with another separator in %j, and no list of numbers', (given, written) => {
  expect(csvOf({ columns: ['name'], rows: [[given]] })).toBe(`\uFEFFname\r\n${written}\r\n`);
});

it('CSV is written in the manner of the reader’s country', () => {
  expect(usualStyle('fr-FR')).toBe('Semicolon, 1234,5');
  expect(usualStyle('en-GB')).toBe('Comma, 1234.5');
  const style: CsvStyle = { separator: ';', decimal: ',' };
  expect(csvOf({ columns: ['a', 'b', 'c'], rows: [['1234.50', 0.8, '00042']] }, style)).toBe(
    '\uFEFFa;b;c\r\n"1234,50";"0,8";00042\r\n',
  );
});

it.each([
  ['=HYPERLINK("https://a.example")', '"\'=HYPERLINK(""https://a.example"")"'],
  ['+33 1 23 45 67 89', "'+33 1 23 45 67 89"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', `"'\t'=1"`],
  ['\r=1', `"'\r'=1"`],
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
    '\uFEFF1,2,3,4,5,6\r\n"a,b","a""b","a\r\nb"," a","a;b",Zoë\r\n',
  );
});
