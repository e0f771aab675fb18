import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refused } from '../../../src/sandbox/response.ts';
import { type FieldTree, parseFields } from '../../../src/sandbox/v3/fields.ts';

type Plain = { [name: string]: Plain };

function plain(tree: FieldTree): Plain {
  return Object.fromEntries([...tree].map(([name, branch]) => [name, plain(branch)]));
}

test.each([
  ['id', { id: {} }],
  ['manager.name', { manager: { name: {} } }],
  ['department[id,code]', { department: { id: {}, code: {} } }],
  ['id, manager.name, department[ id, code]', { id: {}, manager: { name: {} }, department: { id: {}, code: {} } }],
  ['manager.id,manager[name],manager.manager.id', { manager: { id: {}, name: {}, manager: { id: {} } } }],
  ['a.b[c.d,e[f]]', { a: { b: { c: { d: {} }, e: { f: {} } } } }],
  ['ExtendedData.e_Badge', { extendeddata: { e_badge: {} } }],
])('%s is parsed as nested fields, repeated names merged and the casing ignored', (text, expected) => {
  expect(plain(parseFields(text))).toEqual(expected);
});

test.each(['', 'id,', ',id', 'id ,name', 'a[b', 'a]', 'a[]', 'a..b', 'a[b]c', 'a-b', '[id]'])(
  'malformed fields "%s" are refused with a 400',
  (text) => {
    expect(() => parseFields(text)).toThrow(Refused);
  },
);

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const { tree } = fc.letrec<{ tree: Plain }>((tie) => ({
  tree: fc.dictionary(name, fc.oneof({ depthSize: 'small' }, fc.constant({}), tie('tree')), {
    minKeys: 1,
    maxKeys: 4,
    noNullPrototype: true,
  }),
}));

test('all notations of the same fields are parsed to the same result', () => {
  fc.assert(
    fc.property(tree, fc.infiniteStream(fc.boolean()), (fields, coins) => {
      const text = write(fields, () => coins.next().value === true);
      expect(plain(parseFields(text))).toEqual(fields);
    }),
  );
});

/** Writes a tree with brackets, or with a dotted head repeated for each leaf below it, at random. */
function write(branches: Plain, toss: () => boolean): string {
  const leaves = (children: Plain): string[] =>
    Object.entries(children).flatMap(([head, below]) => {
      if (Object.keys(below).length === 0) return [head];
      if (toss()) return [`${head}[${write(below, toss)}]`];
      return leaves(below).map((leaf) => `${head}.${leaf}`);
    });
  return leaves(branches).join(toss() ? ', ' : ',');
}

test('the parser throws nothing but refusals, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab.,[] _1-') }), (text) => {
      try {
        parseFields(text);
      } catch (error) {
        expect(error).toBeInstanceOf(Refused);
      }
    }),
  );
});
