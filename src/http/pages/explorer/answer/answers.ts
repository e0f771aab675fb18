import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { GraphQLError } from 'graphql';
import type { AnswerError, Result } from '../ask.ts';

/** The answer to an operation, with the operation as it was sent. */
export type Answer = {
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  data: unknown;
  errors: AnswerError[];
};

/** Wraps a fetcher: `record` is called with null when an operation starts in a tab, and then with its answer. */
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
    // Otherwise the editor would show the stack of the error.
    const result = await Promise.resolve(send(params, options)).catch((error: Error) => ({
      errors: [new GraphQLError(error.message, { extensions: { retryable: true } })],
    }));
    if (!isResult(result)) return result;
    record(tab, answerOf(params, result));
    return isLarge(result.data) ? unformatted : result;
  };
}

// The editor would write every row as JSON, which is slow. `JsonText` does that if the reader chooses JSON.
const unformatted = {};
const maxFormatted = 200;

/** Whether a value contains too many list entries for the editor. */
function isLarge(data: unknown): boolean {
  let count = 0;
  const isBeyond = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    if (Array.isArray(value)) count += value.length;
    return count > maxFormatted || Object.values(value).some(isBeyond);
  };
  return isBeyond(data);
}

const isResult = (result: unknown): result is Result =>
  typeof result === 'object' && result !== null && !Array.isArray(result);

const answerOf = ({ query, operationName, variables }: FetcherParams, { data, errors }: Result): Answer => ({
  query,
  operationName: operationName ?? undefined,
  variables: variables ?? {},
  data: data ?? null,
  errors: errors ?? [],
});

/** Replaces an answer with its extended version. Changes nothing if the tab has another answer by now. */
export function withExtended(answers: ReadonlyMap<string, Answer>, answer: Answer, extended: Answer) {
  return new Map([...answers].map(([tab, each]) => [tab, each === answer ? extended : each]));
}

/** Replaces the answer of a tab. */
export function withAnswer(answers: ReadonlyMap<string, Answer>, tab: string, answer: Answer | null) {
  const next = new Map(answers);
  if (answer) next.set(tab, answer);
  else next.delete(tab);
  return next;
}
