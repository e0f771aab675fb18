import { GraphQLError, type GraphQLField, type GraphQLSchema, getDirectiveValues, getVariableValues } from 'graphql';
import { getComplexity } from 'graphql-query-complexity';
import type { Asked } from './limits.ts';

// A field that is asked for a longer page refuses it by itself, and says so.
const longestPage = 1_000;

type ListSize = { assumedSize?: number | null; slicingArguments?: readonly string[] | null };

/**
 * Creates the estimate of what an operation may cost, as the directives of the schema tell it, those that a router reads: each value in
 * the answer is 1 or its `@cost`, and `@listSize` says how often what is below a field comes. Infinite where spreads of spreads of
 * fragments are too many to count.
 */
export function createCostOf(schema: GraphQLSchema): (asked: Asked) => number {
  const weights = readDirective<{ weight: number }>(schema, 'cost');
  const listSizes = readDirective<ListSize>(schema, 'listSize');

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
        estimators: [
          ({ field, args, childComplexity }) => (weights(field)?.weight ?? 1) + sizeOf(field, args) * childComplexity,
        ],
      });
    } catch (failure) {
      if (failure instanceof GraphQLError) return Number.POSITIVE_INFINITY;
      throw failure;
    }
  };
}

function readDirective<Values>(schema: GraphQLSchema, name: string) {
  const directive = schema.getDirective(name);
  if (!directive) throw new Error(`The schema does not import @${name}.`);
  return ({ astNode }: GraphQLField<unknown, unknown>) =>
    astNode ? (getDirectiveValues(directive, astNode) as Values | undefined) : undefined;
}
