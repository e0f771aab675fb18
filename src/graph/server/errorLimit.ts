import { type GraphQLField, type GraphQLFieldResolver, isNonNullType } from 'graphql';
import { recover } from '../../loaders/promiseOrValue.ts';
import { toClientError } from '../errors.ts';

/** The maximum number of field errors in a response: ten thousand of them would be megabytes. */
export const mostErrors = 1_000;

/** Counts the fields of one operation that fail. */
export type ErrorLimit = {
  /** Rethrows a failure, or returns null for an expected one if the response already contains the maximum number of errors. */
  nullOrThrow(failure: unknown): null;
  /** How many were left out. */
  omitted(): number;
};

export function createErrorLimit(): ErrorLimit {
  let thrown = 0;
  let omitted = 0;
  return {
    nullOrThrow(failure) {
      if (thrown >= mostErrors && toClientError(failure) !== null) {
        omitted += 1;
        return null;
      }
      thrown += 1;
      throw failure;
    },
    omitted: () => omitted,
  };
}

type Limited = { errors: ErrorLimit };

/** Returns a resolver that omits errors above the limit, except those of fields that cannot be null. */
export function withErrorLimit<Source, Context extends Limited>(
  { type }: Pick<GraphQLField<Source, Context>, 'type'>,
  resolve: GraphQLFieldResolver<Source, Context>,
): GraphQLFieldResolver<Source, Context> {
  if (isNonNullType(type)) return resolve;
  return (source, args, context, info) => {
    try {
      const value = resolve(source, args, context, info);
      return value instanceof Promise ? recover(value, context.errors.nullOrThrow) : value;
    } catch (failure) {
      return context.errors.nullOrThrow(failure);
    }
  };
}
