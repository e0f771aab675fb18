import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { GraphQLError } from 'graphql';

type GraphQLErrorShown = { message: string; extensions?: { code?: string; retryAfterSeconds?: number } };

/** What an operation returned, and the operation as it was sent. */
export type Answer = {
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  data: unknown;
  errors: GraphQLErrorShown[];
};

/** Wraps a fetcher: `record` is called with null when an operation starts in a tab, and with its answer. */
export function recordingAnswers(
  send: Fetcher,
  activeTab: () => string,
  record: (tab: string, answer: Answer | null) => void,
): Fetcher {
  return async (params, options) => {
    // The editor's own query for the schema.
    if (params.operationName === 'IntrospectionQuery') return await send(params, options);
    const tab = activeTab();
    record(tab, null);
    // The editor would show where in our code an error was thrown.
    const result = await Promise.resolve(send(params, options)).catch((error: Error) => ({
      errors: [new GraphQLError(error.message)],
    }));
    if (isResult(result)) record(tab, answerOf(params, result));
    return result;
  };
}

type Result = { data?: unknown; errors?: Answer['errors'] };

const isResult = (result: unknown): result is Result =>
  typeof result === 'object' && result !== null && !Array.isArray(result);

const answerOf = ({ query, operationName, variables }: FetcherParams, { data, errors }: Result): Answer => ({
  query,
  operationName: operationName ?? undefined,
  variables: variables ?? {},
  data: data ?? null,
  errors: errors ?? [],
});

/** The answers of all tabs, with another one for a tab. */
export function withAnswer(answers: ReadonlyMap<string, Answer>, tab: string, answer: Answer | null) {
  const next = new Map(answers);
  if (answer) next.set(tab, answer);
  else next.delete(tab);
  return next;
}
