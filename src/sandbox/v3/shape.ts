import { Refused } from '../response.ts';
import type { FieldTree } from './fields.ts';

/** The kind of a property's values, which decides how a filter is parsed. */
export type Kind = 'number' | 'text' | 'date' | 'boolean' | 'object';

/** Reads the value at the end of a dotted path, for filters and orders. */
export type Reader<Subject> = { kind: Kind; read: (subject: Subject) => unknown };

/** One property of a v3 resource. */
export type Property<Subject> = {
  name: string;
  /** Whether responses omit the property, although requests may name it. */
  isOmitted: boolean;
  select(fields: FieldTree): (subject: Subject) => unknown;
  at(path: readonly string[]): Reader<Subject>;
};

/** The properties of a v3 resource, by lower-case name. */
export type Shape<Subject> = {
  typeName: string;
  /** The fields that are returned if the request names none. */
  defaults: FieldTree;
  properties: ReadonlyMap<string, Property<Subject>>;
  /** Lower-case names of properties that this Lucca does not have, although others may. */
  absent: ReadonlySet<string>;
  /** Whether unknown names are ignored rather than refused. */
  isLenient: boolean;
};

/** Creates a shape. `defaults` are names of its properties; `absent` are names of properties that are left out of it. */
export function createShape<Subject>(
  typeName: string,
  defaults: readonly string[],
  isLenient: boolean,
  properties: readonly Property<Subject>[],
  absent: readonly string[] = [],
): Shape<Subject> {
  return {
    typeName,
    defaults: new Map(defaults.map((name) => [name.toLowerCase(), new Map()])),
    properties: new Map(properties.map((property) => [property.name.toLowerCase(), property])),
    absent: new Set(absent.map((name) => name.toLowerCase())),
    isLenient,
  };
}

/** All fields except these, given by their lower-case names. */
export function wholeOf<Subject>({ properties }: Shape<Subject>, ...without: readonly string[]): FieldTree {
  return new Map([...properties.keys()].filter((name) => !without.includes(name)).map((name) => [name, new Map()]));
}

/** Creates the function that writes the requested fields of a row. It is created once per request and called once per row. */
export function createProjection<Subject>(shape: Shape<Subject>, fields: FieldTree) {
  const writers: { name: string; read: (subject: Subject) => unknown }[] = [];
  for (const [name, subFields] of fields) {
    const property = shape.properties.get(name);
    if (!property && !shape.isLenient) throw refusalOf(name, shape);
    if (property && !property.isOmitted) writers.push({ name: property.name, read: property.select(subFields) });
  }
  return (subject: Subject): Record<string, unknown> => {
    const row: Record<string, unknown> = {};
    for (const { name, read } of writers) row[name] = read(subject);
    return row;
  };
}

/** Finds the reader of a dotted path. Returns null for an unknown name if the shape is lenient. */
export function readerAt<Subject>(shape: Shape<Subject>, path: readonly string[]): Reader<Subject> | null {
  const [head = '', ...rest] = path;
  const property = shape.properties.get(head.toLowerCase());
  if (property) return property.at(rest);
  if (shape.isLenient) return null;
  throw refusalOf(head, shape);
}

function refusalOf<Subject>(name: string, { typeName, absent }: Shape<Subject>): Refused {
  return absent.has(name.toLowerCase()) ? absentProperty(name, typeName) : unknownProperty(name, typeName);
}

const wording = (name: string, typeName: string) =>
  `Selected property ${name} does not exist on objet of type ${typeName}`;

/** The refusal of an unknown property, in the words of Lucca's framework. The sandbox reports the property. */
export function unknownProperty(name: string, typeName: string): Refused {
  return new Refused(400, wording(name, typeName), { unknown: { kind: 'field', name, typeName } });
}

/** The same refusal for a property that the behaviour leaves out; it is not reported. */
export function absentProperty(name: string, typeName: string): Refused {
  return new Refused(400, wording(name, typeName));
}
