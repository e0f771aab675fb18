import { type GraphQLField, type GraphQLFieldResolver, isNonNullType } from 'graphql';
import { recover } from '../../loaders/promiseOrValue.ts';
import { toClientError } from '../errors.ts';

/** The most errors of fields in one response: those of ten thousand fields that fail would be megabytes. */
export const mostErrors = 1_000;

/** Counts the fields of one operation that fail. */
export type ErrorLimit = {
  /** Rethrows a failure, or returns null for an expected one where there have been as many as a response contains. */
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

/** Returns a resolver that leaves out the errors above the limit. One of a field that cannot be null is returned as it is. */
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
