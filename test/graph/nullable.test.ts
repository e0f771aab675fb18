import { isNonNullType, isObjectType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { permissionCodes } from '../../src/accounts/rights/rights.ts';
import { unlockedBy } from '../../src/graph/accounts/unlocks.ts';
import { readNullable, withoutNullable } from '../../src/graph/nullable.ts';
import { subgraphSchema } from '../../src/graph/schema.ts';
import { isReadFromPerson } from '../../src/graph/server/entities.ts';
import { nullableFields } from '../../src/graph/typeDefs.ts';
import { users } from '../../src/lucca/resources/users.ts';

const schema = subgraphSchema();

/** A schema with one type that explains its nulls, and one more field. */
const withField = (field: string, type = 'Person') =>
  parse(`
    directive @nullable(rights: [LuccaPermission!]!, isAnswer: Boolean! = false, emptyIsGap: Boolean! = false, row: [String!], columns: [String!]) on FIELD_DEFINITION
    enum LuccaPermission { PERSONNEL_FILES EMPLOYEE_MANAGERS }
    type Query { person: Person @nullable(rights: []) }
    type Place { name: String }
    type Person { dataGaps: [String!]! }
    extend type ${type} { ${field} }
  `);

const read = (field: string, type?: string) =>
  readNullable(new Map([['schema/people.graphql', withField(field, type)]]));

describe('a @nullable directive', () => {
  it.each<[string, string, object]>([
    ['a plain value', 'a: Int @nullable(rights: [])', { rights: [], row: ['a'], columns: ['a'] }],
    ['what it depends on', 'a: Place @nullable(rights: [], columns: ["b"])', { columns: ['b'] }],
    ['an object', 'a: Place @nullable(rights: [])', { row: [] }],
    ['a list', 'a: [Int!] @nullable(rights: [], emptyIsGap: true)', { emptyIsGap: true, row: [] }],
    [
      'rights, and the row',
      'a: Place @nullable(rights: [PERSONNEL_FILES, EMPLOYEE_MANAGERS], row: ["b", "c"])',
      { rights: ['PERSONNEL_FILES', 'EMPLOYEE_MANAGERS'], row: ['b', 'c'], columns: ['b', 'c'] },
    ],
    ['an answer', 'a: Int @nullable(rights: [], isAnswer: true)', { isAnswer: true, row: ['a'], columns: ['a'] }],
  ])('is read from the schema: %s', (_, field, expected) => {
    const usual = { rights: [], isAnswer: false, emptyIsGap: false };
    expect(read(field).get('Person.a')).toEqual({ ...usual, row: [], columns: [], ...expected });
  });

  it.each<[string, string, string | undefined, RegExp]>([
    [
      'nothing of a field of a type that explains its nulls',
      'a: Int',
      undefined,
      /^Person\.a \(schema\/people\.graphql\).*Add `@nullable\(rights: \[/,
    ],
    ['nothing of a root field', 'a: Int', 'Query', /^Query\.a .*Add `@nullable/],
    ['no rights', 'a: Int @nullable', undefined, /^Person\.a .*"rights"/],
    ['a right that there is not', 'a: Int @nullable(rights: [CAKE])', undefined, /^Person\.a .*CAKE/],
    ['something else', 'a: Int @nullable(rights: [], isNull: true)', undefined, /^Person\.a .*no argument `isNull`/],
    ['why a field is null that never is', 'a: Int! @nullable(rights: [])', undefined, /^Person\.a .*no effect/],
    [
      'why a field is null of a type that explains nothing',
      'a: Int @nullable(rights: [])',
      'Place',
      /^Place\.a .*no effect/,
    ],
  ])('is refused by an error that names the field if it says %s', (_, field, type, message) => {
    expect(() => read(field, type)).toThrow(message);
  });

  it('is reported for all fields that lack it at once, without a stack', () => {
    const message = /^Person\.a [^\n]*\nPerson\.b [^\n]*$/;
    expect(() => read('a: Int b: Int')).toThrow(
      expect.objectContaining({ message: expect.stringMatching(message), stack: expect.stringMatching(message) }),
    );
  });

  it('is only on fields that may be null, which include all that a right unlocks', () => {
    const unlocked = permissionCodes.flatMap(unlockedBy);
    expect(unlocked.length).toBeGreaterThan(20);
    for (const coordinate of [...nullableFields.keys(), ...unlocked]) {
      const [typeName = '', fieldName = ''] = coordinate.split('.');
      const type = schema.getType(typeName);
      const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
      expect(field && !isNonNullType(field.type), coordinate).toBe(true);
    }
  });

  it('names properties of the row of a person where a right shows the field', () => {
    const properties = Object.keys(users.row.parse({ id: 1 }));
    const shown = [...nullableFields].filter(
      ([coordinate, { rights }]) => isReadFromPerson(coordinate) && rights.length > 0,
    );
    expect(shown.map(([coordinate]) => coordinate)).toEqual(
      expect.arrayContaining(['Employee.nationality', 'Position.jobTitle']),
    );
    expect(
      shown.flatMap(([coordinate, { row }]) =>
        row.filter((name) => !properties.includes(name)).map((name) => `${coordinate}: ${name}`),
      ),
      'Add `row: ["…"]` to the `@nullable` of these fields, with the name that the property has in src/lucca/resources/users.ts.',
    ).toEqual([]);
  });

  it('does not appear in the published schema', () => {
    const kept = withoutNullable(withField('a: Int @nullable(rights: [])'));
    expect(JSON.stringify(kept)).not.toContain('nullable');
    expect(schema.getDirective('nullable')).toBeUndefined();
  });
});
