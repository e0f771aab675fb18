import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
} from 'graphql';
import { mapValue } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import { withErrorLimit } from './errorLimit.ts';
import type { Work } from './scheduler.ts';

/**
 * Makes execution pause between objects when its slice is over: before a field that returns objects, after it if it had to wait, and before
 * each item of a list. The clock is not read between the values of one object. Also omits errors above the limit. Changes the schema in
 * place.
 */
export function executeInSlices(schema: GraphQLSchema): GraphQLSchema {
  const objects = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType<unknown, GraphContext> => isObjectType(type) && !type.name.startsWith('__'),
  );
  for (const type of objects)
    for (const field of Object.values(type.getFields())) {
      const resolve = resolverOf(field);
      const isComposite = isCompositeType(getNamedType(field.type));
      // A field without a resolver of its own is a property, and cannot fail.
      if (!isComposite && !field.resolve) continue;
      field.resolve = withErrorLimit(field, isComposite ? inTurns(resolve) : resolve);
      resolvers.set(field, resolve);
    }
  return schema;
}

type Resolver = GraphQLFieldResolver<unknown, GraphContext>;

const resolvers = new WeakMap<object, Resolver>();

/** The resolver of a field without turns and limits, for callers that need its value but do not execute its selections. */
export const resolverOf = (field: Pick<GraphQLField<unknown, GraphContext>, 'resolve'>): Resolver =>
  resolvers.get(field) ?? field.resolve ?? defaultFieldResolver;

function inTurns(resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    const { work } = context;
    if (work.isOver()) return work.turn().then(() => complete(resolve(source, args, context, info), work));
    return complete(resolve(source, args, context, info), work);
  };
}

function complete(value: unknown, work: Work): unknown {
  if (value instanceof Promise)
    return value.then((value) => mapValue(work.pass(value), (value) => listed(value, work)));
  return listed(value, work);
}

const listed = (value: unknown, work: Work) => (Array.isArray(value) ? inSlices(value, work) : value);

/** The items of a list, which the executor takes one by one. After the end of the slice, they are promises. */
function inSlices(items: readonly unknown[], work: Work): Iterable<unknown> {
  work.spend(items.length);
  return {
    *[Symbol.iterator]() {
      for (const item of items) yield work.pass(item);
    },
  };
}
