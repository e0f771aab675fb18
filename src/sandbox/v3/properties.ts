import type { FieldTree } from './fields.ts';
import { createProjection, type Kind, type Property, readerAt, type Shape, unknownProperty } from './shape.ts';

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

/** A property that holds another resource, asked for its own sub-fields or answered with that resource's defaults. */
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

/** A property that holds a list of another resource. */
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

/** A property that holds one or several small objects with these parts, whole unless some of the parts are asked. */
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
      const pick = (held: Parts) => Object.fromEntries(asked.map((part) => [part, held[part] ?? null]));
      return (subject) => {
        const held = read(subject);
        if (held === null) return null;
        return isList(held) ? held.map(pick) : pick(held);
      };
    },
    at(path) {
      const part = known(path[0] ?? 'value');
      return {
        kind: 'text',
        read(subject) {
          const held = read(subject);
          if (held === null) return null;
          const textOf = (each: Parts) => String(each[part]);
          return isList(held) ? held.map(textOf) : textOf(held);
        },
      };
    },
  };
}

function isList(held: Parts | readonly Parts[]): held is readonly Parts[] {
  return Array.isArray(held);
}

/** The same property for a key that may not see it. */
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

function refuseSubFields(fields: FieldTree, name: string): void {
  const [subField] = fields.keys();
  if (subField !== undefined) throw unknownProperty(subField, name);
}
