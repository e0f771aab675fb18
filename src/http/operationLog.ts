import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphContext } from '../graph/context.ts';
import type { Log } from '../telemetry/log.ts';
import type { OperationEvent } from '../telemetry/metrics.ts';

/** A client's name for an operation, if it is plain enough to be logged. */
export const plainName = (name: string | null | undefined): string | null =>
  name != null && /^\w{1,100}$/.test(name) ? name : null;

/** Notes an operation that has ended. */
export type NoteOperation = (event: OperationEvent, context: Pick<GraphContext, 'viewer' | 'correlationId'>) => void;

/**
 * Logs one line for each operation and calls `onOperation` with the same: its name and type, duration and error codes, but nothing from its
 * document, variables or data. Callers without a token do not choose the name in `onOperation`, which labels metrics.
 */
export const createNoteOperation =
  (log: Log, onOperation: (event: OperationEvent) => void): NoteOperation =>
  (event, { viewer, correlationId }) => {
    const { operation, codes, ms } = event;
    onOperation({ ...event, operation: viewer ? operation : null });
    log.info({ correlationId, operation, ms, ...(codes.length > 0 && { codes }) }, 'operation');
  };

/** Notes the operations that Apollo Server executes or refuses. */
export const operationLog = (note: NoteOperation): ApolloServerPlugin<GraphContext> => ({
  async requestDidStart() {
    const startedAt = performance.now();
    return {
      async willSendResponse({ contextValue, operation: definition, operationName, response }) {
        const { body } = response;
        const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
        const codes = [...new Set(errors.map(({ extensions }) => String(extensions?.code)))];
        const operation = plainName(operationName);
        const ms = Math.round(performance.now() - startedAt);
        const type = definition?.operation ?? null;
        note({ operation, type, codes, ms }, contextValue);
      },
    };
  },
});
