import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { GraphContext } from '../context.ts';

/**
 * Makes operations on the account record their start, before they take effect: if the process is killed before the outcome is recorded, the
 * record still shows what may have happened. Changes the schema in place; its access rules must be added after this, so that refused
 * operations do not record a start.
 */
export function recordStart(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve: GraphQLFieldResolver<unknown, GraphContext> = field.resolve ?? defaultFieldResolver;
    field.resolve = async (parent, args, context: GraphContext, info) => {
      await context.notes.accountOperationStarts(field.name, accountIdOf(context));
      return resolve(parent, args, context, info);
    };
  }
  return schema;
}

/** The id of the account, if it is known: the store may not have answered. */
export function accountIdOf(context: GraphContext): string | null {
  try {
    return context.account()?.id ?? null;
  } catch {
    return null;
  }
}
