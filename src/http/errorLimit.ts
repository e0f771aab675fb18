import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphContext } from '../graph/context.ts';
import { mostErrors } from '../graph/server/errorLimit.ts';

/** Keeps responses to the most errors that they may contain, and has one more error say how many were left out. */
export const errorLimit = (): ApolloServerPlugin<GraphContext> => ({
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, response: { body } }) {
        if (body.kind !== 'single') return;
        const { errors = [] } = body.singleResult;
        const omitted = contextValue.errors.omitted() + Math.max(0, errors.length - mostErrors);
        if (omitted === 0) return;
        const message = `${omitted.toLocaleString('en')} more errors were left out: request fewer fields or objects at a time.`;
        const { correlationId } = contextValue;
        const last = { message, extensions: { code: 'OPERATION_TOO_COMPLEX', retryable: false, correlationId } };
        body.singleResult.errors = [...errors.slice(0, mostErrors), last];
      },
    };
  },
});
