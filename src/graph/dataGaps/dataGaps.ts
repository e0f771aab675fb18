import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLResolveInfo,
  getArgumentValues,
  isLeafType,
  isNonNullType,
} from 'graphql';
import { allValues, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import type { Resolvers } from '../generated.ts';
import type { DataGapParent } from '../parents.ts';
import { siblingsOf } from '../server/selections.ts';
import { type Explain, explanations } from './explanations.ts';
import { emptiness, type Gap, gapOfFailure, permissionFor } from './gap.ts';

/** One field to look at: how the operation calls it, and where it is selected; nowhere, where the object itself answers it. */
type Suspect = { name: string; field: GraphQLField<unknown, unknown>; nodes: readonly FieldNode[] };

/** Told by the row of the object, though no plain values: a look at them costs no more than one at a plain value. */
const ownObjects: ReadonlySet<string> = new Set([
  'Employee.manager',
  'Position.manager',
  'Position.qualification',
  'Position.occupationCategory',
]);

/** Plain values that are not told by the row of the object: they are looked at when they are asked for only. */
const loadedValues: ReadonlySet<string> = new Set(['Manager.displayName']);

type Gaps = PromiseOrValue<DataGapParent[]>;

// By the place of the object in the answer, which all its fields share: looked for once, however many aliases ask.
const known = new WeakMap<object, Gaps>();

const resolver = {
  dataGaps(parent: unknown, _args: object, context: GraphContext, info: GraphQLResolveInfo): Gaps {
    const place = info.path.prev ?? info.path;
    const gaps = known.get(place) ?? lookFor(parent, context, info);
    known.set(place, gaps);
    return gaps;
  },
};

const lookFor = (parent: unknown, context: GraphContext, info: GraphQLResolveInfo): Gaps =>
  mapValue(allValues(suspectsOf(info).map((suspect) => lookAt(suspect, parent, context, info))), (gaps) =>
    gaps.filter((found) => found !== null),
  );

export const dataGaps: Resolvers = {
  Employee: resolver,
  Position: resolver,
  Manager: resolver,
  Contract: resolver,
  Department: resolver,
  Establishment: resolver,
  LegalEntity: resolver,
  Remuneration: resolver,
};

function suspectsOf(info: GraphQLResolveInfo): Suspect[] {
  const type = info.parentType;
  const selected = [...siblingsOf(info)];
  return Object.values(type.getFields()).flatMap((field) => {
    if (isNonNullType(field.type)) return [];
    const asked = selected.filter(([, [node]]) => node?.name.value === field.name);
    if (asked.length > 0) return asked.map(([name, nodes]) => ({ name, field, nodes }));
    return isOwn(type.name, field) ? [{ name: field.name, field, nodes: [] }] : [];
  });
}

function isOwn(type: string, { name, type: value }: GraphQLField<unknown, unknown>): boolean {
  const coordinate = `${type}.${name}`;
  return ownObjects.has(coordinate) || (isLeafType(value) && !loadedValues.has(coordinate));
}

/** Asks for the field once more, which costs nothing: what it takes is loaded or being loaded for the field itself. */
function lookAt(
  { name, field, nodes }: Suspect,
  parent: unknown,
  context: GraphContext,
  info: GraphQLResolveInfo,
): PromiseOrValue<DataGapParent | null> {
  const coordinate = `${info.parentType.name}.${field.name}`;
  const permission = permissionFor(coordinate);
  const [node] = nodes;
  const args = node ? getArgumentValues(field, node, info.variableValues) : {};
  const named = (found: Gap | null) => found && { ...found, field: name };
  const explain = (value: unknown): PromiseOrValue<Gap | null> => {
    if (isUnavailable(value)) return { permission: null, module: null, ...value };
    if (!isAbsent(value, coordinate)) return null;
    const usual = () => emptiness(permission, context);
    const ownReason = explanationOf(info.parentType.name, field.name);
    return ownReason ? ownReason(parent, { args, context, usual }) : usual();
  };
  const fieldInfo = {
    ...info,
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    path: { ...info.path, key: name },
  };
  const answer = attempt(() => (field.resolve ?? defaultFieldResolver)(parent, args, context, fieldInfo));
  return mapValue(answer, ({ value, failure }) =>
    mapValue(failure === undefined ? explain(value) : gapOfFailure(failure, permission), named),
  );
}

type Answer = { value?: unknown; failure?: unknown };

function attempt(work: () => unknown): PromiseOrValue<Answer> {
  try {
    const value = work();
    if (!(value instanceof Promise)) return { value };
    return value.then(
      (settled: unknown) => ({ value: settled }),
      (failure: unknown) => ({ failure }),
    );
  } catch (failure) {
    return { failure };
  }
}

/** Lists that nobody has nothing in: an empty one is a missing one. */
const neverEmpty: ReadonlySet<string> = new Set(['Employee.contracts']);

const isAbsent = (value: unknown, coordinate: string) =>
  value === null || value === undefined || (neverEmpty.has(coordinate) && Array.isArray(value) && value.length === 0);

/** Pay that is not there says why by itself. */
const isUnavailable = (value: unknown): value is Pick<Gap, 'reason' | 'message'> =>
  typeof value === 'object' && value !== null && 'reason' in value && 'message' in value;

const explanationOf = (type: string, field: string): Explain<unknown> | undefined =>
  (explanations as Partial<Record<string, Record<string, Explain<unknown>>>>)[type]?.[field];
