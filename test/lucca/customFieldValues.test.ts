import { describe, expect, it } from 'vitest';
import {
  amountOf,
  currencyBeside,
  currencyOf,
  fieldIn,
  isFieldFor,
  shareOf,
} from '../../src/lucca/customFieldValues.ts';
import type { ExtensionDefinition } from '../../src/lucca/resources/extensionDefinitions.ts';
import type { ExtendedValue } from '../../src/lucca/resources/usersWithExtendedData.ts';

const definition = (formatKey: string | null, entries: { id: number; name: string }[] = []): ExtensionDefinition => ({
  id: 'e_x',
  name: 'x',
  formatKey,
  extensionUserPropertyListEntries: entries,
});
const text = definition('text');
const choice = definition('select', [
  { id: 1, name: 'CHF' },
  { id: 2, name: '80 %' },
]);
const field = (values: ExtendedValue[] | null, defined = text) => fieldIn({ e_x: values }, 'e_x', defined);

const [empty, ambiguous, malformed] = [
  { value: null, unread: null },
  { value: null, unread: 'ambiguous' },
  { value: null, unread: 'malformed' },
];
const known = (value: string) => ({ value, unread: null });

describe('a custom field that is named as pay', () => {
  it.each<[ExtendedValue[] | null, object]>([
    [[92400], known('92400')],
    [[92400.5], known('92400.5')],
    [[1e21], known('1000000000000000000000')],
    [['92400'], known('92400')],
    [["CHF 92'400.00"], known('92400')],
    [['92 400,00 €'], known('92400')],
    [['92.400'], ambiguous],
    [['92,400'], ambiguous],
    [['see contract'], malformed],
    [['2014-09-01T00:00:00'], malformed],
    [[true], malformed],
    [[{ e_part: [1] }], malformed],
    [[1, 2], ambiguous],
    [null, malformed],
    [[], empty],
    [[''], empty],
    [[' '], empty],
    [[null], empty],
  ])('with the values %j is read as the amount %j', (values, reading) => {
    expect(amountOf(field(values))).toEqual(reading);
  });

  it('is empty if the file has no such field, whatever every object has', () => {
    for (const id of ['e_x', 'constructor']) expect(amountOf(fieldIn({}, id, { ...text, id }))).toEqual(empty);
  });

  it.each<[ExtendedValue, object]>([
    ['92400', empty],
    [92400, empty],
    ['CHF 92400', known('CHF')],
    ['92 400,00 €', known('EUR')],
    ['$ 92,400.00', malformed],
    ['kr 92 400', malformed],
  ])('with the text %j has the currency %j beside the amount', (value, reading) => {
    expect(currencyBeside(field([value]))).toEqual(reading);
  });

  it.each<[ExtendedValue, ExtensionDefinition, object]>([
    ['chf', text, known('CHF')],
    [' EUR ', text, known('EUR')],
    ['€', text, known('EUR')],
    ['francs', text, malformed],
    ['XYZ', text, malformed],
    [1, choice, known('CHF')],
    [2, choice, malformed],
    [9, choice, malformed],
    [9, text, malformed],
  ])('with the value %j is read as the currency', (value, defined, reading) => {
    expect(currencyOf(field([value], defined))).toEqual(reading);
  });

  it.each<[ExtendedValue, ExtensionDefinition, object]>([
    [0.8, text, known('0.8')],
    ['0,8', text, known('0.8')],
    [80, text, known('0.8')],
    ['80 %', text, known('0.8')],
    ['Temps plein', text, known('1')],
    [2, choice, known('0.8')],
    [5, text, ambiguous],
    [0, text, malformed],
    ['part-time', text, malformed],
  ])('with the value %j is read as the share of full time', (value, defined, reading) => {
    expect(shareOf(field([value], defined))).toEqual(reading);
  });

  const file = (value: ExtendedValue) => ({ id: 1, extendedData: { e_x: [value] } });
  it.each([
    ['AMOUNT', text, [file('n/a'), file(5000), file('5000')], 'fits'],
    ['AMOUNT', text, [file('PAR-OPS'), file('007')], 'UNREADABLE_VALUES'],
    ['AMOUNT', definition(null), [file('5000')], 'fits'],
    ['AMOUNT', definition('Date'), [file('2026-01-01T00:00:00')], 'WRONG_CUSTOM_FIELD_TYPE'],
    ['AMOUNT', choice, [file(1)], 'WRONG_CUSTOM_FIELD_TYPE'],
    ['AMOUNT', text, [file('PAR-OPS'), { id: 2, extendedData: null }], 'UNREADABLE_VALUES'],
    ['AMOUNT', text, [], 'UNREADABLE_VALUES'],
    ['CURRENCY', choice, [file(1)], 'fits'],
    ['CURRENCY', choice, [file(2)], 'UNREADABLE_VALUES'],
    ['SHARE', choice, [file(2)], 'fits'],
    ['SHARE', definition('datetime'), [file(2)], 'WRONG_CUSTOM_FIELD_TYPE'],
  ] as const)(
    'for %s is taken if its type fits and most of its values can be read (%#)',
    (use, defined, files, fit) => {
      expect(isFieldFor(use, defined, files)).toBe(fit);
    },
  );
});
