import type { FieldTree } from './fields.ts';
import {
  absentProperty,
  createProjection,
  type Kind,
  type Property,
  readerAt,
  type Shape,
  unknownProperty,
} from './shape.ts';

/** A property with a plain value. */
export function scalar<Subject>(name: string, kind: Kind, read: (subject: Subject) => unknown): Property<Subject> {
  return {
    name,
    isOmitted: false,
    select(fields) {
      refuseSubFields(fields, name);
      return read;
    },
    at(path) {
      if (path[0] !== undefined) throw unknownProperty(path[0], name);
      return { kind, read };
    },
  };
}

/** A property whose value is another resource, with the requested sub-fields or, by default, the resource's default fields. */
export function entity<Subject, Target>(
  name: string,
  shape: () => Shape<Target>,
  read: (subject: Subject) => Target | null,
): Property<Subject> {
  return {
    name,
    isOmitted: false,
    select(fields) {
      const project = createProjection(shape(), fields.size > 0 ? fields : shape().defaults);
      return (subject) => {
        const target = read(subject);
        return target === null ? null : project(target);
      };
    },
    at(path) {
      // A filter on the whole object compares its id.
      const reader = readerAt(shape(), path.length > 0 ? path : ['id']);
      return {
        kind: reader?.kind ?? 'object',
        read(subject) {
          const target = read(subject);
          return target === null || !reader ? null : reader.read(target);
        },
      };
    },
  };
}

/** A property whose value is a list of another resource. */
export function collection<Subject, Target>(
  name: string,
  shape: () => Shape<Target>,
  read: (subject: Subject) => readonly Target[],
): Property<Subject> {
  return {
    name,
    isOmitted: false,
    select(fields) {
      const project = createProjection(shape(), fields.size > 0 ? fields : shape().defaults);
      return (subject) => read(subject).map(project);
    },
    at(path) {
      const reader = readerAt(shape(), path.length > 0 ? path : ['id']);
      return {
        kind: reader?.kind ?? 'object',
        read: (subject) => (reader ? read(subject).map((target) => reader.read(target)) : []),
      };
    },
  };
}

type Parts = Readonly<Record<string, unknown>>;

/** A property whose value is one or several small objects, with the requested parts or, by default, all of them. */
export function valueObject<Subject>(
  name: string,
  parts: readonly string[],
  read: (subject: Subject) => Parts | readonly Parts[] | null,
): Property<Subject> {
  const known = (part: string): string => {
    const found = parts.find((each) => each.toLowerCase() === part.toLowerCase());
    if (found === undefined) throw unknownProperty(part, name);
    return found;
  };
  return {
    name,
    isOmitted: false,
    select(fields) {
      if (fields.size === 0) return read;
      const asked = [...fields.keys()].map(known);
      const pick = (content: Parts) => Object.fromEntries(asked.map((part) => [part, content[part] ?? null]));
      return (subject) => {
        const content = read(subject);
        if (content === null) return null;
        return isList(content) ? content.map(pick) : pick(content);
      };
    },
    at(path) {
      const part = known(path[0] ?? 'value');
      return {
        kind: 'text',
        read(subject) {
          const content = read(subject);
          if (content === null) return null;
          const textOf = (each: Parts) => String(each[part]);
          return isList(content) ? content.map(textOf) : textOf(content);
        },
      };
    },
  };
}

function isList(content: Parts | readonly Parts[]): content is readonly Parts[] {
  return Array.isArray(content);
}

/** Hides the value of a property, as for a key without the right to it. */
export function hidden<Subject>(property: Property<Subject>, mode: 'null' | 'omitted'): Property<Subject> {
  return {
    name: property.name,
    isOmitted: mode === 'omitted',
    select(fields) {
      property.select(fields);
      return () => null;
    },
    at: (path) => ({ ...property.at(path), read: () => null }),
  };
}

/** Writes the value of a property in another form. Filters and orders still compare the value itself. */
export function written<Subject>(
  property: Property<Subject>,
  write: (value: string | null) => unknown,
): Property<Subject> {
  return {
    ...property,
    select(fields) {
      const read = property.select(fields);
      return (subject) => {
        const value = read(subject);
        return write(typeof value === 'string' ? value : null);
      };
    },
  };
}

/** Refuses requests for a part of the property. */
export function undivided<Subject>(property: Property<Subject>): Property<Subject> {
  const refuse = (part: string | undefined) => {
    if (part !== undefined) throw absentProperty(part, property.name);
  };
  return {
    ...property,
    select(fields) {
      refuse([...fields.keys()][0]);
      return property.select(fields);
    },
    at(path) {
      refuse(path[0]);
      return property.at(path);
    },
  };
}

function refuseSubFields(fields: FieldTree, name: string): void {
  const [subField] = fields.keys();
  if (subField !== undefined) throw unknownProperty(subField, name);
}
