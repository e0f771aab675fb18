import {
  buildSchema,
  GraphQLEnumType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  type GraphQLSchema,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  responsePathAsArray,
} from 'graphql';

/** A schema with every kind of type and field. */
export const schema = withResolvers(
  buildSchema(`
    scalar Upper
    enum Colour { RED GREEN }
    interface Node { id: ID! next: Node }
    union Thing = Person | Place
    input Shape { size: Int! = 3 colours: [Colour!] }
    type Person implements Node {
      id: ID! name: String! nick: String age: Int score: Float isNew: Boolean! colour: Colour shout: Upper
      next: Node friend(near: Boolean! = false, count: Int = 2): Person friends(shape: Shape, ids: [ID!]): [Person!]!
      tags: [String] words: [[String!]!] place: Place! thing: Thing things: [Thing] plain: Plain
    }
    type Place implements Node { id: ID! title: String next: Node people: [Person] kept: Thing! }
    type Plain { text: String number: Int! computed(by: Int): Int deep: Plain list: [Plain!] }
    type Query { person(id: ID): Person people(first: Int! = 2): [Person] node: Node things: [Thing!] plain: Plain text: String required: String! }
  `),
);

/** A number that depends on a text and nothing else, from 0 to 1. */
function chance(text: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 2_246_822_519);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

export type World = { seed: number; trouble: number };

function withResolvers(made: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(made.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (type instanceof GraphQLScalarType && type.name === 'Upper') type.serialize = upper;
    if (isAbstractType(type)) type.resolveType = resolveType;
    // The fields of `Plain` are properties.
    if (!isObjectType(type) || type.name === 'Plain') continue;
    for (const field of Object.values(type.getFields())) field.resolve = resolve;
  }
  return made;
}

function upper(value: unknown) {
  if (value === 'empty') return null;
  if (typeof value !== 'string') throw new Error('not a text');
  return value.toUpperCase();
}

function resolveType(value: unknown, { seed, trouble }: World, info: GraphQLResolveInfo) {
  const { name, isLate } = value as { name?: string; isLate?: boolean };
  const at = chance(`${seed} type ${responsePathAsArray(info.path).join('.')}`);
  const wrong = at < trouble / 10 ? (at < trouble / 20 ? 'Plain' : undefined) : name;
  return isLate ? Promise.resolve(wrong) : wrong;
}

function resolve(_: unknown, args: object, { seed, trouble }: World, info: GraphQLResolveInfo): unknown {
  const place = `${seed} ${responsePathAsArray(info.path).join('.')} ${JSON.stringify(args)} ${info.fieldNodes.length}`;
  return resolvedValue(info.returnType, place, trouble);
}

/** What a resolver returns for a type at a place: usually what fits, sooner or later, and otherwise what does not. */
function resolvedValue(type: GraphQLOutputType, place: string, trouble: number): unknown {
  const at = chance(`trouble ${place}`);
  const isLate = chance(`late ${place}`) < 0.3;
  if (at < trouble * 0.2) {
    if (isLate) return Promise.reject(new Error(`rejected at ${place}`));
    throw new Error(`thrown at ${place}`);
  }
  const value = at < trouble ? badValue(chance(`kind ${place}`), place) : goodValue(type, place, trouble);
  return isLate ? later(value, chance(`ticks ${place}`)) : value;
}

/** Resolves after a few turns of the queue, so that fields end in another order than they begin. */
async function later(value: unknown, ticks: number): Promise<unknown> {
  for (let tick = 0; tick < ticks * 5; tick++) await undefined;
  return value;
}

function badValue(kind: number, place: string): unknown {
  if (kind < 0.4) return null;
  if (kind < 0.5) return undefined;
  if (kind < 0.6) return new Error(`returned at ${place}`);
  if (kind < 0.7) return Number.NaN;
  if (kind < 0.8) return 'empty';
  if (kind < 0.9) return { surprising: true };
  return [[null]];
}

function goodValue(type: GraphQLOutputType, place: string, trouble: number): unknown {
  if (isNonNullType(type)) return goodValue(type.ofType, place, trouble);
  if (isListType(type)) return items(type.ofType, place, trouble);
  if (isObjectType(type)) return type.name === 'Plain' ? plainObject(place, 3) : { name: type.name };
  if (isAbstractType(type))
    return { name: chance(`which ${place}`) < 0.5 ? 'Person' : 'Place', isLate: chance(`isLate ${place}`) < 0.2 };
  if (type instanceof GraphQLEnumType) return chance(`colour ${place}`) < 0.5 ? 'RED' : 'GREEN';
  switch (type.name) {
    case 'Int':
      return Math.floor(chance(`int ${place}`) * 100);
    case 'Float':
      return chance(`float ${place}`);
    case 'Boolean':
      return chance(`boolean ${place}`) < 0.5;
    default:
      return ['plain', 'é', '"quoted" \\ \n', '\ud800', '😀', '', 'null', '\u2028'][
        Math.floor(chance(`text ${place}`) * 8)
      ];
  }
}

function items(type: GraphQLOutputType, place: string, trouble: number): Iterable<unknown> {
  const count = Math.floor(chance(`count ${place}`) * 4);
  const list = Array.from({ length: count }, (_, index) => {
    try {
      return resolvedValue(type, `${place} ${index}`, trouble / 3);
    } catch {
      return null;
    }
  });
  for (const item of list) if (item instanceof Promise) item.catch(() => {});
  return chance(`set ${place}`) < 0.2 ? { [Symbol.iterator]: () => list[Symbol.iterator]() } : list;
}

function plainObject(place: string, depth: number): object {
  const below = (name: string) => (depth > 0 ? plainObject(`${place} ${name}`, depth - 1) : null);
  return {
    text: chance(`plain text ${place}`) < 0.5 ? 'text' : null,
    number: chance(`plain number ${place}`) < 0.9 ? 7 : null,
    computed: ({ by = 1 }: { by?: number }) => by * 2,
    deep: chance(`late deep ${place}`) < 0.3 ? Promise.resolve(below('deep')) : below('deep'),
    list: () => [below('first'), below('second')].slice(0, chance(`list ${place}`) * 3),
  };
}
