import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from 'pino';
import type { GraphContext } from '../graph/context.ts';

/** Logs one line an operation: its name, how long it took and which errors it had; nothing of its document, variables or answer. */
export const operationLog = (log: Logger): ApolloServerPlugin<GraphContext> => ({
  async requestDidStart() {
    const startedAt = performance.now();
    return {
      async willSendResponse({ contextValue, operationName, response }) {
        const { body } = response;
        const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
        const codes = [...new Set(errors.map(({ extensions }) => extensions?.code))];
        log.info(
          {
            correlationId: contextValue.correlationId,
            operation: /^\w{1,100}$/.test(operationName ?? '') ? operationName : null,
            ms: Math.round(performance.now() - startedAt),
            ...(codes.length > 0 && { codes }),
          },
          'operation',
        );
      },
    };
  },
});
