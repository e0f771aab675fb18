import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { GraphQLError, getOperationAST, Kind } from 'graphql';
import { parsed } from './parsed.ts';

/** Wraps a fetcher: a mutation is sent only if `confirm` resolves to true for its fields, and `afterwards` runs after it. */
export function confirmingMutations(
  send: Fetcher,
  confirm: (fields: string[]) => Promise<boolean>,
  afterwards: () => void,
): Fetcher {
  return async (params, options) => {
    const fields = mutationFields(params);
    if (fields.length === 0) return await send(params, options);
    if (!(await confirm(fields))) return { errors: [new GraphQLError('The mutation was not sent.')] };
    try {
      return await send(params, options);
    } finally {
      afterwards();
    }
  };
}

/** The fields of the mutation that would run, in order. Empty for a query, and for a document that the server will reject. */
export function mutationFields({ query, operationName }: Pick<FetcherParams, 'query' | 'operationName'>): string[] {
  const operation = getOperationAST(parsed(query), operationName);
  if (operation?.operation !== 'mutation') return [];
  return operation.selectionSet.selections.map((selection) =>
    selection.kind === Kind.FIELD ? selection.name.value : 'a fragment',
  );
}
