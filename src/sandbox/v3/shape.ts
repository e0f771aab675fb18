import { Refused } from '../answer.ts';
import type { FieldTree } from './fields.ts';

/** The kind of a property's values, which decides how the text of a filter is parsed. */
export type Kind = 'number' | 'text' | 'date' | 'boolean' | 'object';

/** Reads the value at the end of a dotted path, for filters and orders. */
export type Reader<Subject> = { kind: Kind; read: (subject: Subject) => unknown };

/** One property of a v3 resource. */
export type Property<Subject> = {
  name: string;
  /** Left out of every answer, although requests may name it. */
  isOmitted: boolean;
  select(fields: FieldTree): (subject: Subject) => unknown;
  at(path: readonly string[]): Reader<Subject>;
};

/** The properties of a v3 resource, by lower-case name. */
export type Shape<Subject> = {
  typeName: string;
  /** The fields of an answer to a request that names none. */
  defaults: FieldTree;
  properties: ReadonlyMap<string, Property<Subject>>;
  /** Lower-case names of properties that this Lucca does not have, though another one may. */
  absent: ReadonlySet<string>;
  /** Whether names of no property are ignored rather than refused. */
  isLenient: boolean;
};

/** Makes a shape; `defaults` are names of its properties, `absent` names of properties that it must not have. */
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

/** All fields, but these by their lower-case names. */
export function wholeOf<Subject>({ properties }: Shape<Subject>, ...without: readonly string[]): FieldTree {
  return new Map([...properties.keys()].filter((name) => !without.includes(name)).map((name) => [name, new Map()]));
}

/** Makes the function that writes the requested fields of a row: made once a request, called once a row. */
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

/** Finds the reader of a dotted path; null for an unknown name where the shape is lenient. */
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

/** The refusal of a name of no property, as Lucca's own framework words it; it is noted as unknown to the sandbox. */
export function unknownProperty(name: string, typeName: string): Refused {
  return new Refused(400, wording(name, typeName), { unknown: { kind: 'field', name, typeName } });
}

/** The same refusal, of a property that this Lucca is meant not to have. */
export function absentProperty(name: string, typeName: string): Refused {
  return new Refused(400, wording(name, typeName));
}
