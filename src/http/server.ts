import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AuditUnavailable } from '../audit/audit.ts';
import { OperationTimeout } from '../graph/errors.ts';
import { namesThisMachine } from '../loopback.ts';
import { describeError, type Log } from '../telemetry/log.ts';
import { TokenRejected } from './authenticate.ts';
import { BodyRefused } from './body.ts';
import { correlationId, withCorrelation } from './correlation.ts';
import { httpLimits } from './limits.ts';
import { Overloaded } from './overload.ts';
import { RouterUnknown } from './routerSecret.ts';
import { SigningKeysUnavailable } from './signingKeys.ts';

/** Handles the requests of one route. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** Handlers by method and path, as in `POST /graphql`. */
export type Routes = Record<string, Handler>;

/** How long callers may take to send a request, and how often that is checked; in milliseconds. */
type Timeouts = { headersMs: number; requestMs: number; checkMs: number };

/** The request names another host than the server is for. */
class HostUnknown extends Error {}

/**
 * Creates the web server around the routes: an id for each request, and one place for refusals. Routes may be added until it listens.
 * With `isForThisMachine`, requests that name another host are refused. Once it is to stop, every response asks the caller to reconnect, so that no connection is closed while a request is on its way.
 */
export function createWebServer(
  routes: Routes,
  log: Log,
  isStopping: () => boolean = () => false,
  timeouts: Timeouts = httpLimits,
  isForThisMachine = false,
): Server {
  const options = {
    headersTimeout: timeouts.headersMs,
    requestTimeout: timeouts.requestMs,
    connectionsCheckingInterval: timeouts.checkMs,
    keepAliveTimeout: httpLimits.keepAliveMs,
  };
  const server = createServer(options, (request, response) => {
    withCorrelation(request.headers.traceparent as string | undefined, async (id) => {
      response.setHeader('x-correlation-id', id);
      if (isStopping()) response.setHeader('connection', 'close');
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('cache-control', 'no-store');
      try {
        if (isForThisMachine && !namesThisMachine(request)) throw new HostUnknown();
        await route(routes, request)(request, response);
      } catch (error) {
        refuse(error, response, log);
      }
    });
  });
  server.maxConnections = httpLimits.connections;
  return server;
}

function route(routes: Routes, request: IncomingMessage): Handler {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  // Node itself leaves out the body of a response to HEAD.
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const handler = routes[`${method} ${path}`];
  if (handler) return handler;
  const methods = Object.keys(routes).flatMap((key) => (key.endsWith(` ${path}`) ? [key.split(' ', 1)[0]] : []));
  return (_, response) => {
    if (methods.length === 0) return answer(response, 404, 'BAD_USER_INPUT', 'Not found.');
    response.setHeader('allow', methods.join(', '));
    answer(response, 405, 'BAD_USER_INPUT', `Method not allowed: use ${methods.join(' or ')}.`);
  };
}

function refuse(error: unknown, response: ServerResponse, log: Log) {
  if (error instanceof TokenRejected) {
    response.setHeader('www-authenticate', 'Bearer');
    answer(response, 401, 'UNAUTHENTICATED', 'The token is expired or invalid.');
  } else if (error instanceof HostUnknown) {
    answer(response, 421, 'BAD_USER_INPUT', 'This server is for its own machine: send requests to localhost.');
  } else if (error instanceof RouterUnknown) {
    answer(response, 403, 'FORBIDDEN', 'Only the router may send requests here.');
  } else if (error instanceof SigningKeysUnavailable) {
    log.error({ correlationId: correlationId(), reason: error.reason }, 'the keys that sign tokens cannot be read');
    answer(response, 503, 'INTERNAL_SERVER_ERROR', 'Tokens cannot be verified at the moment.');
  } else if (error instanceof Overloaded) {
    response.setHeader('retry-after', '1');
    answer(response, 503, 'OVERLOADED', 'The server is overloaded. Try again in a moment.');
  } else if (error instanceof OperationTimeout) {
    answer(response, 503, 'OPERATION_TIMEOUT', 'The operation took too long. Ask for less, or try again later.');
  } else if (error instanceof AuditUnavailable) {
    answer(
      response,
      503,
      'AUDIT_UNAVAILABLE',
      'The answer is withheld, because the access could not be recorded. Try again later.',
    );
  } else if (error instanceof BodyRefused) {
    answer(response, error.status, 'BAD_USER_INPUT', error.message);
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
