import { execute } from 'graphql';
import type { Executed } from '../../src/graph/execution/execute.ts';

/** Executes everything with GraphQL.js. It takes the place of our executor where the tests are run to compare the two. */
export const executeOperation = async ({ schema, document, operationName, variables, context }: Executed) =>
  execute({ schema, document, operationName, variableValues: variables, contextValue: context });
