import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { ApolloServer, type ApolloServerOptionsWithGateway, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import type { GraphQLSchema } from 'graphql';
import type { Audit } from '../audit/audit.ts';
import type { OpenNotes } from '../audit/notes.ts';
import { type ContextOptions, createContext, type GraphContext } from '../graph/context.ts';
import { createFormatError } from '../graph/errors.ts';
import { executeOperation } from '../graph/execution/execute.ts';
import { subgraphSchema } from '../graph/schema.ts';
import { limits } from '../graph/server/limits.ts';
import { createScheduler, type Work } from '../graph/server/scheduler.ts';
import { describeError, type Log } from '../telemetry/log.ts';
import type { OperationEvent } from '../telemetry/metrics.ts';
import type { Refusals } from '../telemetry/refusals.ts';
import { withOperationSpan } from '../telemetry/tracing.ts';
import { account, noteOperation, notesFor } from './auditing.ts';
import type { Authenticate } from './authenticate.ts';
import { createBodyReader } from './body.ts';
import { correlationId } from './correlation.ts';
import { errorLimit } from './errorLimit.ts';
import { writeJson } from './json.ts';
import { type Answered, createKeptResponses, noteAnswered, type Tracked } from './keptResponses.ts';
import { httpLimits } from './limits.ts';
import { operationLimits } from './operationLimits.ts';
import { createNoteOperation, type NoteOperation, operationLog } from './operationLog.ts';
import type { ProveRouter } from './routerSecret.ts';
import type { Trust } from './trustedDocuments.ts';

/** What the GraphQL endpoint needs. */
export type GraphqlOptions = {
  httpServer: Server;
  context: ContextOptions;
  authenticate: Authenticate;
  /** Set where only our router may send requests. */
  proveRouter?: ProveRouter | undefined;
  /** Set where only trusted documents are executed. */
  trust?: Trust | undefined;
  log: Log;
  refusals: Refusals;
  /** Called once an operation has ended, with how it went. */
  onOperation: (event: OperationEvent) => void;
  introspection: boolean;
  /** Whether messages say what exactly does not fit the schema; such a message may repeat a part of the document. */
  showsValidation: boolean;
};

/** A request whose body has been read, and its response. */
type Received = { request: IncomingMessage; response: ServerResponse; body: unknown };

/**
 * Creates the GraphQL endpoint. `stop` waits for the running operations, and `bodyBytes` returns the bytes of the bodies being received.
 */
export async function createGraphql(options: GraphqlOptions) {
  const { authenticate, trust = (body) => body } = options;
  const bodies = createBodyReader(httpLimits);
  const { now, deadlineMs } = options.context;
  const scheduler = createScheduler({ now });
  const note = createNoteOperation(options.log, options.onOperation);
  const apollo = createApollo({ ...options, note });
  const respond = createRespond(apollo, options.context.audit, note);
  await apollo.start();

  return {
    serve: (request: IncomingMessage, response: ServerResponse): Promise<void> =>
      withOperationSpan(request.headers, () => answer(request, response)),
    bodyBytes: bodies.bufferedBytes,
    stop: () => apollo.stop(),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    options.proveRouter?.(request);
    const viewer = await authenticate(request.headers.authorization);
    const maxBytes = viewer ? httpLimits.bodyBytes : httpLimits.strangerBodyBytes;
    const body = trust(await bodies.readJson(request, viewer?.tenant ?? null, maxBytes));
    const startedAt = now();
    const work = scheduler.operation(viewer?.tenant ?? null, startedAt + deadlineMs + executionMs);
    const notes = notesFor(options.context.audit, viewer, correlationId());
    const context = await createContext(options.context, {
      viewer,
      correlationId: correlationId(),
      maxAgeMs: maxAgeOf(request.headers['cache-control']),
      startedAt,
      work,
      notes,
    });
    try {
      await respond({ received: { request, response, body }, context, notes });
    } finally {
      context.close();
    }
  }
}

/** A request that is executed, or whose kept response is sent. */
type Responding = { received: Received; context: GraphContext; notes: OpenNotes };

/** Returns what responds to a request whose body has been read: with a kept response if there is one. */
function createRespond(apollo: ApolloServer<GraphContext>, audit: Audit, note: NoteOperation) {
  const repeatedOf = createKeptResponses();

  async function execute(
    { received: { request, response, body: requested }, context, notes }: Responding,
    tracked?: Tracked,
  ) {
    const current: Current = {
      work: context.work,
      bytes: nothing,
      context: tracked?.context ?? context,
      operation: null,
    };
    const executed = currentRequest.run(current, () =>
      apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: 'POST', headers: headersOf(request), search: '', body: requested },
        context: async () => context,
      }),
    );
    await executed.catch(() => account(audit, notes, false, context));
    const { status = 200, headers, body } = await executed;
    await account(audit, notes, true, context);
    if (body.kind !== 'complete') throw new Error('Incremental delivery is not part of the schema.');
    const { operation, bytes } = current;
    send(response, { status, headers, bytes });
    if (operation !== null) tracked?.keep({ operation, status, headers: new Map(headers), bytes });
  }

  return async (responding: Responding): Promise<void> => {
    const { received, context, notes } = responding;
    // The document is parsed and validated in the first turn.
    if (context.work.isOver()) await context.work.turn();
    const startedAt = performance.now();
    const repeated = repeatedOf(received.body, received.request.headers.accept, context);
    const kept = repeated?.find();
    if (!kept) return execute(responding, repeated?.track());
    await account(audit, notes, true, context);
    const ms = Math.round(performance.now() - startedAt);
    note({ operation: kept.operation.name, type: 'query', codes: [], ms }, context);
    send(received.response, kept);
  };
}

/**
 * Time to execute what remains when an operation has waited for Lucca up to its deadline: it is then answered from stale data, or with
 * errors.
 */
const executionMs = 2_000;

/** Longer responses are not worth copying into one piece with their headers. */
const shortResponse = 16 * 1024;

function send(response: ServerResponse, { status, headers, bytes }: Pick<Answered, 'status' | 'headers' | 'bytes'>) {
  response.statusCode = status;
  for (const [name, value] of headers) response.setHeader(name, value);
  response.setHeader('cache-control', 'no-store').setHeader('content-length', bytes.length);
  // Node sends text together with the headers, in which these bytes remain what they are; a buffer is a packet of its own.
  if (bytes.length <= shortResponse) response.end(bytes.toString('latin1'), 'latin1');
  else response.end(bytes);
}

/** The current request: its work, the context to resolve it in, and once they are known, its response, and its query if none failed. */
type Current = { work: Work; context: GraphContext; bytes: Buffer; operation: Answered['operation'] | null };

/** The current request, for what Apollo calls without its context. */
const currentRequest = new AsyncLocalStorage<Current>();

function requestNow(): Current {
  const current = currentRequest.getStore();
  if (current === undefined) throw new Error('There is no request.');
  return current;
}

const nothing = Buffer.alloc(0);

function createApollo({ httpServer, log, refusals, note, ...options }: GraphqlOptions & { note: NoteOperation }) {
  const schema = subgraphSchema();
  return new ApolloServer<GraphContext>({
    gateway: executing(schema),
    // Finding the line of an error scans everything before it, and a document may have a hundred errors.
    parseOptions: { maxTokens: limits.tokens, noLocation: true },
    introspection: options.introspection,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    async stringifyResult(result) {
      const current = requestNow();
      current.bytes = await writeJson(result, current.work);
      // Apollo would produce a string, which would be encoded twice: for its length, and for sending.
      return '';
    },
    logger: silentLogger,
    plugins: [
      // No response may be cached elsewhere, and the plugin wraps every field.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // An operation takes as long as it may wait for Lucca, and a moment to be serialised.
      ApolloServerPluginDrainHttpServer({
        httpServer,
        stopGracePeriodMillis: options.context.deadlineMs + executionMs + 1_000,
      }),
      operationLimits(schema),
      errorLimit(),
      noteOperation,
      operationLog(note),
      noteAnswered((operation) => {
        requestNow().operation = operation;
      }),
      // JSON that is not a GraphQL request never becomes an operation.
      {
        async invalidRequestWasReceived() {
          refusals.note('body', { correlationId: correlationId(), status: 400 });
        },
      },
    ],
    formatError: createFormatError({
      correlationId,
      showsValidation: options.showsValidation,
      onUnexpected(error, id) {
        log.error({ correlationId: id, ...describeError(error) }, 'an unexpected error');
      },
    }),
  });
}

/** Makes Apollo execute operations with our executor, for which it has no other option. */
const executing = (schema: GraphQLSchema): ApolloServerOptionsWithGateway<GraphContext>['gateway'] => ({
  onSchemaLoadOrUpdate(callback) {
    callback({ apiSchema: schema, coreSupergraphSdl: '' });
    return () => {};
  },
  load: async () => ({
    executor: ({ document, operation, operationName, request }) =>
      executeOperation({
        schema,
        document,
        operation,
        operationName: operationName ?? undefined,
        variables: request.variables,
        context: requestNow().context,
      }) as never,
  }),
  async stop() {},
});

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

/** The age in milliseconds of the oldest data that a caller accepts, from its `Cache-Control`: `no-cache`, or `max-age` in seconds. */
function maxAgeOf(cacheControl: string | undefined): number | null {
  if (cacheControl === undefined) return null;
  if (/\bno-cache\b/i.test(cacheControl)) return 0;
  const [, seconds] = /\bmax-age="?(\d{1,9})\b/i.exec(cacheControl) ?? [];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

// Apollo logs messages of errors, which may repeat input; we log what is worth logging.
const silentLogger = { debug() {}, info() {}, warn() {}, error() {} };
