import { GraphQLError, type GraphQLField, type GraphQLSchema, getDirectiveValues, getVariableValues } from 'graphql';
import { getComplexity } from 'graphql-query-complexity';
import type { Asked } from './limits.ts';

// A field that is asked for a longer page refuses it by itself, and says so.
const longestPage = 1_000;

type ListSize = { assumedSize?: number | null; slicingArguments?: readonly string[] | null };

/**
 * Creates the estimate of how many values the answer to an operation may hold: each field is one, and `@listSize` in the schema says how
 * often what is below it comes. Infinite where spreads of spreads of fragments are too many to count.
 */
export function createCostOf(schema: GraphQLSchema): (asked: Asked) => number {
  const listSizes = readListSizes(schema);

  function sizeOf(field: GraphQLField<unknown, unknown>, args: Record<string, unknown>): number {
    if (field.name === '_entities') return (args.representations as unknown[]).length;
    const listSize = listSizes(field);
    const sizes = (listSize?.slicingArguments ?? []).map(
      (name) => args[name] ?? field.args.find((argument) => argument.name === name)?.defaultValue,
    );
    const size = Math.max(1, listSize?.assumedSize ?? 1, ...sizes.filter((size) => typeof size === 'number'));
    return Math.min(size, longestPage);
  }

  return ({ document, operation, variables }) => {
    // What is wrong with variables is told when it is run, which it then is not.
    const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (coerced.errors) return 0;
    try {
      return getComplexity({
        schema,
        query: document,
        variables,
        ...(operation.name && { operationName: operation.name.value }),
        estimators: [({ field, args, childComplexity }) => 1 + sizeOf(field, args) * childComplexity],
      });
    } catch (failure) {
      if (failure instanceof GraphQLError) return Number.POSITIVE_INFINITY;
      throw failure;
    }
  };
}

function readListSizes(schema: GraphQLSchema) {
  const directive = schema.getDirective('listSize');
  if (!directive) throw new Error('The schema does not import @listSize.');
  return ({ astNode }: GraphQLField<unknown, unknown>) =>
    astNode ? (getDirectiveValues(directive, astNode) as ListSize | undefined) : undefined;
}
