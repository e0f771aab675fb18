import { createHash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { LRUCache } from 'lru-cache';
import type { GraphContext } from '../graph/context.ts';
import { bytesOf, createRepeat, type Inputs, ofResponse, trackInputs } from '../graph/execution/trackedContext.ts';
import { viewpointOf } from '../graph/execution/viewpoint.ts';
import { plainName } from './operationLog.ts';

/** A response to a query without an error, and the query it responds to. */
export type Answered = {
  operation: { name: string | null; documentHash: string };
  status: number;
  headers: ReadonlyMap<string, string>;
  bytes: Buffer;
};

/** A response, and all that it was written from. */
type Kept = Answered & { inputs: Inputs; size: number };

/** What is kept of one request. */
export type Repeated = {
  /** The response to the same request, if all that it was written from is the same. It is accounted for as if it had been resolved. */
  find(): Answered | null;
  /** Returns the context to execute the request in, so that its response can be kept. */
  track(): Tracked;
};

/** A request that is executed so that its response can be kept. */
export type Tracked = {
  context: GraphContext;
  /** Keeps a response that was written in this context, unless it depends on what may be another the next time. */
  keep(response: Answered): void;
};

/** The requests that are remembered, to keep the response from the second time on. */
const mostRequests = 10_000;

/**
 * Keeps whole responses in memory. A request that was sent before, from the same viewpoint, is answered with the same bytes for as long as
 * all rows that they were written from are the same, and as fresh as the request needs them. Nothing is then parsed, checked or resolved.
 */
export function createKeptResponses() {
  const seen = new LRUCache<string, true>({ max: mostRequests });

  /** Returns what is kept of a request; null the first time, and without a connected account. */
  return (body: unknown, accept: string | undefined, context: GraphContext): Repeated | null => {
    if (!context.isConnected()) return null;
    const { id } = context.connection().account;
    const digest = createHash('sha256')
      .update(JSON.stringify([id, viewpointOf(context), accept, body]))
      .digest('base64url');
    if (!seen.has(digest)) {
      seen.set(digest, true);
      return null;
    }
    const responses = context.connection().keptResponses<Kept>();
    return {
      find() {
        const kept = responses.find(digest);
        if (kept === undefined) return null;
        context.notes.operation(kept.operation.name, kept.operation.documentHash);
        return createRepeat(context)(kept.inputs) ? kept : null;
      },
      track() {
        const tracked = trackInputs(context, ofResponse);
        const keep = (response: Answered) => {
          const inputs = tracked.inputs();
          if (inputs !== null)
            responses.keep(digest, { ...response, inputs, size: response.bytes.length + bytesOf(inputs) });
        };
        return { context: tracked.context, keep };
      },
    };
  };
}

/** Tells which query has been executed without an error. */
export const noteAnswered = (
  onAnswered: (operation: Answered['operation']) => void,
): ApolloServerPlugin<GraphContext> => ({
  async requestDidStart() {
    return {
      async willSendResponse({ operation, operationName, queryHash = '', response: { body } }) {
        const isWhole = body.kind === 'single' && body.singleResult.errors === undefined;
        if (operation?.operation === 'query' && isWhole)
          onAnswered({ name: plainName(operationName), documentHash: queryHash });
      },
    };
  },
});
