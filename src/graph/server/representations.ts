import { type GraphQLSchema, isUnionType } from 'graphql';
import { mapValue, recover } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import { BadRepresentation, OperationTooComplex } from '../errors.ts';

export const mostRepresentations = 10_000;
const tooMany = `There may be ${mostRepresentations.toLocaleString('en')} representations at most.`;

/**
 * Makes a representation that does not name an entity of ours fail without affecting the others. By default @apollo/subgraph fails all
 * representations of the request.
 * Changes the schema in place.
 */
export function guardEntities(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()._entities;
  const union = schema.getType('_Entity');
  const resolve = field?.resolve;
  if (!resolve || !isUnionType(union)) throw new Error('The schema has no entities.');
  const names = new Set<unknown>(union.getTypes().map(({ name }) => name));

  field.resolve = (
    source,
    { representations }: { representations: readonly unknown[] },
    context: GraphContext,
    info,
  ) => {
    if (representations.length > mostRepresentations) throw new OperationTooComplex(tooMany);
    const { work, errors } = context;
    const entityOf = (representation: unknown): unknown => {
      if (!names.has(typenameOf(representation))) throw new BadRepresentation();
      const [entity] = resolve(source, { representations: [representation] }, context, info) as unknown[];
      return mapValue(entity, work.pass);
    };
    // A failure must affect only this representation, and an iterator that throws would end the list.
    const resolveOne = (representation: unknown): unknown => {
      try {
        return recover(entityOf(representation), errors.nullOrThrow);
      } catch (failure) {
        return Promise.reject(failure).catch(errors.nullOrThrow);
      }
    };
    work.spend(representations.length);
    return {
      *[Symbol.iterator]() {
        // The executor takes all of them at once, so each promise per representation counts ten thousand times.
        for (const each of representations) {
          const passed = work.pass(each);
          yield passed instanceof Promise ? passed.then(resolveOne, errors.nullOrThrow) : resolveOne(each);
        }
      },
    };
  };
  return schema;
}

const typenameOf = (representation: unknown): unknown =>
  typeof representation === 'object' && representation !== null && '__typename' in representation
    ? representation.__typename
    : undefined;
