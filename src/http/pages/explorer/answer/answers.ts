import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { GraphQLError } from 'graphql';
import type { AnswerError, Result } from '../ask.ts';

/** What an operation returned, and the operation as it was sent. */
export type Answer = {
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  data: unknown;
  errors: AnswerError[];
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
      errors: [new GraphQLError(error.message, { extensions: { retryable: true } })],
    }));
    if (!isResult(result)) return result;
    record(tab, answerOf(params, result));
    return isLarge(result.data) ? unformatted : result;
  };
}

// The editor would write down every row of it, which takes long; `JsonText` does when somebody wants to see it.
const unformatted = {};
const mostFormatted = 200;

/** Whether a value has more entries in lists than fit. */
function isLarge(data: unknown): boolean {
  let count = 0;
  const isBeyond = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    if (Array.isArray(value)) count += value.length;
    return count > mostFormatted || Object.values(value).some(isBeyond);
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

/** The answers of all tabs, with one in the place of another, which may be gone by now. */
export function withExtended(answers: ReadonlyMap<string, Answer>, answer: Answer, extended: Answer) {
  return new Map([...answers].map(([tab, each]) => [tab, each === answer ? extended : each]));
}

/** The answers of all tabs, with another one for a tab. */
export function withAnswer(answers: ReadonlyMap<string, Answer>, tab: string, answer: Answer | null) {
  const next = new Map(answers);
  if (answer) next.set(tab, answer);
  else next.delete(tab);
  return next;
}
