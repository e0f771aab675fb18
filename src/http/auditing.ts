import type { ApolloServerPlugin } from '@apollo/server';
import type { Audit } from '../audit/audit.ts';
import { noNotes, type OpenNotes } from '../audit/notes.ts';
import type { GraphContext } from '../graph/context.ts';
import { accountIdOf } from '../graph/server/recordStart.ts';
import type { Viewer } from '../graph/server/viewer.ts';
import { plainName } from './operationLog.ts';

/** Notes which operation a request contains. */
export const noteOperation: ApolloServerPlugin<GraphContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ contextValue, operationName, queryHash }) {
        contextValue.notes.operation(plainName(operationName), queryHash);
      },
    };
  },
};

/** Begins the notes of a request. Callers without a token receive no data that is recorded. */
export const notesFor = (audit: Audit, viewer: Viewer | null, correlationId: string): OpenNotes =>
  viewer === null
    ? noNotes
    : audit.notesOf({
        tenant: viewer.tenant,
        subject: viewer.subject,
        scopes: [...viewer.scopes],
        correlationId,
      });

/**
 * Writes the entry of a request, if it needs one, before its answer is sent. Throws `AuditUnavailable` if the response must not be sent
 * without it.
 */
export async function account(
  audit: Audit,
  notes: OpenNotes,
  isAnswered: boolean,
  context: GraphContext,
): Promise<void> {
  const entry = notes.entry(isAnswered, accountIdOf(context));
  if (entry !== null) await audit.write(entry);
}
