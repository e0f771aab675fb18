import { Refused } from '../answer.ts';
import type { FieldTree } from './fields.ts';

/** What a property holds, which decides how a filter's text is read. */
export type Kind = 'number' | 'text' | 'date' | 'boolean' | 'object';

/** Reads the value at the end of a dotted path, for filters and orders. */
export type Reader<Subject> = { kind: Kind; read: (subject: Subject) => unknown };

/** One property of a v3 resource. */
export type Property<Subject> = {
  name: string;
  /** Left out of every answer, though it may be asked. */
  isOmitted: boolean;
  select(fields: FieldTree): (subject: Subject) => unknown;
  at(path: readonly string[]): Reader<Subject>;
};

/** The properties of a v3 resource, by lower-case name. */
export type Shape<Subject> = {
  typeName: string;
  /** What is answered when nothing in particular is asked. */
  defaults: FieldTree;
  properties: ReadonlyMap<string, Property<Subject>>;
  isLenient: boolean;
};

/** Makes a shape; `defaults` are names of its properties. */
export function createShape<Subject>(
  typeName: string,
  defaults: readonly string[],
  isLenient: boolean,
  properties: readonly Property<Subject>[],
): Shape<Subject> {
  return {
    typeName,
    defaults: new Map(defaults.map((name) => [name.toLowerCase(), new Map()])),
    properties: new Map(properties.map((property) => [property.name.toLowerCase(), property])),
    isLenient,
  };
}

/** Makes the function that writes the asked fields of one row; made once a request, run once a row. */
export function createProjection<Subject>(shape: Shape<Subject>, fields: FieldTree) {
  const writers: { name: string; read: (subject: Subject) => unknown }[] = [];
  for (const [name, subFields] of fields) {
    const property = shape.properties.get(name);
    if (!property && !shape.isLenient) throw unknownProperty(name, shape.typeName);
    if (property && !property.isOmitted) writers.push({ name: property.name, read: property.select(subFields) });
  }
  return (subject: Subject): Record<string, unknown> => {
    const row: Record<string, unknown> = {};
    for (const { name, read } of writers) row[name] = read(subject);
    return row;
  };
}

/** Finds what a dotted path reads, or nothing where the shape is lenient about unknown names. */
export function readerAt<Subject>(shape: Shape<Subject>, path: readonly string[]): Reader<Subject> | null {
  const [head = '', ...rest] = path;
  const property = shape.properties.get(head.toLowerCase());
  if (property) return property.at(rest);
  if (shape.isLenient) return null;
  throw unknownProperty(head, shape.typeName);
}

/** The refusal of a name that no property bears, in the words of Lucca's own framework. */
export function unknownProperty(name: string, typeName: string): Refused {
  return new Refused(400, `Selected property ${name} does not exist on objet of type ${typeName}`);
}
