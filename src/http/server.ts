import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { AuditUnavailable } from '../audit/audit.ts';
import { OperationTimeout } from '../graph/errors.ts';
import { namesThisMachine } from '../loopback.ts';
import { describeError, type Log } from '../telemetry/log.ts';
import type { Refusals } from '../telemetry/refusals.ts';
import { correlationId, withCorrelation } from './correlation.ts';
import { httpLimits } from './limits.ts';
import { refuseRepeatedHeaders, traceProtocolErrors } from './protocolErrors.ts';
import { Refused } from './refused.ts';
import { SigningKeysUnavailable } from './signingKeys.ts';

/** Handles the requests of one route. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** Handlers by method and path, as in `POST /graphql`. */
export type Routes = Record<string, Handler>;

/** How long callers may take to send a request, and how often that is checked; in milliseconds. */
type Timeouts = { headersMs: number; requestMs: number; checkMs: number };

/** The server's options besides its routes. */
type ServerOptions = {
  log: Log;
  refusals: Refusals;
  isStopping?: () => boolean;
  timeouts?: Timeouts;
  /** Whether requests that name another host are refused. */
  isForThisMachine?: boolean | undefined;
};

/**
 * Creates the web server around the routes: an id for each request, and one place for refusals. Routes may be added until it listens. Once
 * it is stopping, every response asks the client to reconnect, so that no connection is closed while a request is in flight.
 */
export function createWebServer(
  routes: Routes,
  { log, refusals, isStopping = () => false, timeouts = httpLimits, isForThisMachine = false }: ServerOptions,
): Server {
  const options = {
    headersTimeout: timeouts.headersMs,
    requestTimeout: timeouts.requestMs,
    connectionsCheckingInterval: timeouts.checkMs,
    keepAliveTimeout: httpLimits.keepAliveMs,
  };
  const responses = new WeakMap<Socket, ServerResponse>();
  const server = createServer(options, (request, response) => {
    responses.set(request.socket, response);
    withCorrelation(request.headers.traceparent as string | undefined, async (id) => {
      response.setHeader('x-correlation-id', id);
      if (isStopping()) response.setHeader('connection', 'close');
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('cache-control', 'no-store');
      try {
        if (isForThisMachine && !namesThisMachine(request)) throw hostUnknown();
        refuseRepeatedHeaders(request);
        await route(routes, request)(request, response);
      } catch (error) {
        refuse(error, response, { log, refusals });
      }
    });
  });
  server.maxConnections = httpLimits.connections;
  traceProtocolErrors(server, refusals, (socket) => isBegun(responses.get(socket)));
  return server;
}

const isBegun = (response?: ServerResponse) => response?.headersSent === true && !response.writableFinished;

function route(routes: Routes, request: IncomingMessage): Handler {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  // Node itself leaves out the body of a response to HEAD.
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const handler = routes[`${method} ${path}`];
  if (handler) return handler;
  const methods = Object.keys(routes).flatMap((key) => (key.endsWith(` ${path}`) ? [key.split(' ', 1)[0]] : []));
  if (methods.length === 0) throw new Refused('path', { status: 404, code: 'BAD_USER_INPUT' }, 'Not found.');
  const headers = { allow: methods.join(', ') };
  const message = `Method not allowed: use ${methods.join(' or ')}.`;
  throw new Refused('method', { status: 405, code: 'BAD_USER_INPUT', headers }, message);
}

const hostUnknown = () =>
  new Refused('origin', { status: 421, code: 'BAD_USER_INPUT' }, 'This server only accepts requests to localhost.');

function refuse(error: unknown, response: ServerResponse, { log, refusals }: Pick<ServerOptions, 'log' | 'refusals'>) {
  if (error instanceof Refused) {
    const { status, code, headers = {} } = error.response;
    // A client that has disconnected gets no refusal.
    if (!response.destroyed) refusals.note(error.reason, { correlationId: correlationId(), status });
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(response, status, code, error.message);
  } else if (error instanceof SigningKeysUnavailable) {
    const isLogged = refusals.note('signing-keys', { correlationId: correlationId(), status: 503 });
    if (isLogged)
      log.error({ correlationId: correlationId(), reason: error.reason }, 'the keys that sign tokens cannot be read');
    answer(response, 503, 'INTERNAL_SERVER_ERROR', 'Tokens cannot be verified at the moment.');
  } else if (error instanceof OperationTimeout) {
    answer(response, 503, 'OPERATION_TIMEOUT', 'The operation took too long. Request less data, or try again later.');
  } else if (error instanceof AuditUnavailable) {
    answer(
      response,
      503,
      'AUDIT_UNAVAILABLE',
      'The response was withheld, because the access could not be recorded. Try again later.',
    );
  } else {
    log.error({ correlationId: correlationId(), ...describeError(error) }, 'a request failed');
    answer(response, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
  }
}

function answer(response: ServerResponse, status: number, code: string, message: string) {
  if (response.headersSent) return void response.destroy();
  response.statusCode = status;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  const extensions = { code, retryable: status === 503, correlationId: correlationId() };
  response.end(JSON.stringify({ errors: [{ message, extensions }] }));
}
