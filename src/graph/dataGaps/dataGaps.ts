import {
  type FieldNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { allValues, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { type Unread, unreadOf } from '../../lucca/unread.ts';
import type { GraphContext } from '../context.ts';
import type { DataGapParent } from '../parents.ts';
import { siblingsOf } from '../server/selections.ts';
import { resolverOf } from '../server/slices.ts';
import { nullableFields } from '../typeDefs.ts';
import type { Explain, Explanations } from './explain.ts';
import { emptiness, type Gap, gapOfFailure, permissionFor, unreadGap } from './gap.ts';

type Gaps = PromiseOrValue<DataGapParent[]>;

/** Resolves `dataGaps` for every type that has the field and no resolver for it. Changes the schema in place. */
export function explainGaps(schema: GraphQLSchema, explanations: Explanations): GraphQLSchema {
  const resolve = createResolver(explanations);
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    const { dataGaps } = type.getFields();
    if (dataGaps) dataGaps.resolve ??= resolve;
  }
  return schema;
}

function createResolver(explanations: Explanations) {
  // Keyed by the path of the object in the response, so that several aliases of `dataGaps` share one computation.
  const known = new WeakMap<object, Gaps>();

  return (parent: unknown, _args: object, context: GraphContext, info: GraphQLResolveInfo): Gaps => {
    const path = info.path.prev ?? info.path;
    const gaps = known.get(path) ?? gapsOf(parent, explanations, context, info);
    known.set(path, gaps);
    return gaps;
  };
}

function gapsOf(parent: unknown, explanations: Explanations, context: GraphContext, info: GraphQLResolveInfo): Gaps {
  const looked = lookedAt(info);
  context.work.spend(looked.length);
  return mapValue(allValues(looked.map((each) => look(each, parent, explanations, context, info))), (gaps) =>
    gaps.filter((gap) => gap !== null),
  );
}

/** A field to explain: its response name and its nodes in the operation. A field of the object's row that is not selected has no nodes. */
type LookedAt = { name: string; field: GraphQLField<unknown, unknown>; nodes: readonly FieldNode[] };

function lookedAt(info: GraphQLResolveInfo): LookedAt[] {
  const type = info.parentType;
  const selected = [...siblingsOf(info)];
  return Object.values(type.getFields()).flatMap((field) => {
    if (isNonNullType(field.type)) return [];
    const asked = selected.filter(([, [node]]) => node?.name.value === field.name);
    if (asked.length > 0) return asked.map(([name, nodes]) => ({ name, field, nodes }));
    const isOnRow = (nullableFields.get(`${type.name}.${field.name}`)?.row ?? []).length > 0;
    return isOnRow ? [{ name: field.name, field, nodes: [] }] : [];
  });
}

/** Resolves the field a second time. This needs no request, because its data is loaded, or being loaded, for the field itself. */
function look(
  { name, field, nodes }: LookedAt,
  parent: unknown,
  explanations: Explanations,
  context: GraphContext,
  info: GraphQLResolveInfo,
): PromiseOrValue<DataGapParent | null> {
  const coordinate = `${info.parentType.name}.${field.name}`;
  const permission = permissionFor(coordinate);
  const [node] = nodes;
  const args = node ? getArgumentValues(field, node, info.variableValues) : {};
  const named = (gap: Gap | null) => gap && { ...gap, field: name };
  const explain = (value: unknown): PromiseOrValue<Gap | null> => {
    if (isUnavailable(value)) return { permission: null, module: null, ...value };
    const unread = value === null || value === undefined ? unreadBehind(coordinate, parent) : undefined;
    if (unread) return unreadGap(unread);
    if (!isAbsent(value, coordinate)) return null;
    const usual = () => emptiness(permission, context);
    const ownReason = explanationOf(info.parentType.name, field.name, explanations);
    return ownReason ? ownReason(parent, { args, context, usual }) : usual();
  };
  const { parentType, path, schema, fragments, rootValue, operation, variableValues } = info;
  const fieldInfo = {
    ...{ parentType, schema, fragments, rootValue, operation, variableValues },
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type as GraphQLOutputType,
    path: { ...path, key: name },
  } as GraphQLResolveInfo;
  const settled = settle(() => resolverOf(field)(parent, args, context, fieldInfo));
  return mapValue(settled, ({ value, failure }) =>
    mapValue(failure === undefined ? explain(value) : gapOfFailure(failure, permission), named),
  );
}

/** Why a column that a field depends on could not be read. */
function unreadBehind(coordinate: string, parent: unknown): Unread | undefined {
  const { columns = [] } = nullableFields.get(coordinate) ?? {};
  if (columns.length === 0 || typeof parent !== 'object' || parent === null) return undefined;
  const unread = unreadOf(parent);
  return columns.map((column) => unread[column]).find(Boolean);
}

type Settled = { value?: unknown; failure?: unknown };

function settle(work: () => unknown): PromiseOrValue<Settled> {
  try {
    const value = work();
    if (!(value instanceof Promise)) return { value };
    return value.then(
      (fulfilled: unknown) => ({ value: fulfilled }),
      (failure: unknown) => ({ failure }),
    );
  } catch (failure) {
    return { failure };
  }
}

function isAbsent(value: unknown, coordinate: string): boolean {
  const { isAnswer, emptyIsGap } = nullableFields.get(coordinate) ?? {};
  if (value === null || value === undefined) return !isAnswer;
  return emptyIsGap === true && Array.isArray(value) && value.length === 0;
}

/** Unavailable pay contains its own reason. */
const isUnavailable = (value: unknown): value is Pick<Gap, 'reason' | 'message'> =>
  typeof value === 'object' && value !== null && 'reason' in value && 'message' in value;

const explanationOf = (type: string, field: string, explanations: Explanations): Explain<unknown> | undefined =>
  (explanations as Partial<Record<string, Record<string, Explain<unknown>>>>)[type]?.[field];
