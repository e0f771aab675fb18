import type { IncomingHttpHeaders } from 'node:http';
import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { RequestEvent } from '../lucca/client.ts';
import { describeError } from './log.ts';
import type { DatabaseCall, OperationEvent } from './metrics.ts';

// Resolved at every use, because the SDK may be registered after this module is loaded.
const tracer = () => trace.getTracer('lucca-subgraph');

/** Runs one operation inside a span of the caller's trace. Costs almost nothing without an SDK. */
export function withOperationSpan<T>(headers: IncomingHttpHeaders, serve: () => Promise<T>): Promise<T> {
  const active = context.active();
  // If an instrumentation of node:http has already started a span, that one is the parent.
  const parent = trace.getSpan(active) ? active : propagation.extract(active, headers);
  return tracer().startActiveSpan('GraphQL operation', { kind: SpanKind.SERVER }, parent, (span) =>
    serve().finally(() => span.end()),
  );
}

/**
 * Adds the type, the name and the first error code of an operation to its span, as OpenTelemetry's semantic conventions define. Adds
 * nothing of its document, variables or response.
 */
export function traceOperation({ operation, type, codes: [code] }: OperationEvent): void {
  const span = trace.getActiveSpan();
  if (type !== null) span?.updateName(type).setAttribute('graphql.operation.type', type);
  if (operation !== null) span?.setAttribute('graphql.operation.name', operation);
  if (code !== undefined) span?.setAttribute('error.type', code).setStatus({ code: SpanStatusCode.ERROR });
}

/** Creates the span of a request to Lucca that has just ended, without its address, host or key. */
export function traceRequest({ resource, status, error, ms, attempt }: RequestEvent): void {
  const endedAt = Date.now();
  const span: Span = tracer().startSpan(`GET ${resource}`, {
    kind: SpanKind.CLIENT,
    startTime: endedAt - ms,
    attributes: {
      'http.request.method': 'GET',
      'lucca.resource': resource,
      ...(attempt > 1 && { 'http.request.resend_count': attempt - 1 }),
      ...(status !== undefined && { 'http.response.status_code': status }),
      ...(error !== undefined && { 'error.type': error }),
    },
  });
  if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(endedAt);
}

/**
 * Runs each database call inside a span of its own, as OpenTelemetry's semantic conventions define, and reports it. Both contain the
 * command (`SELECT`, `GET`), but not the text, which names tables, nor keys or values.
 */
export const observeDatabase =
  (system: DatabaseCall['system'], onCall: (call: DatabaseCall) => void) =>
  <T>(operation: string, work: () => Promise<T>): Promise<T> =>
    tracer().startActiveSpan(
      operation,
      { kind: SpanKind.CLIENT, attributes: { 'db.system.name': system, 'db.operation.name': operation } },
      async (span) => {
        const startedAt = performance.now();
        let error: string | undefined;
        try {
          return await work();
        } catch (failure) {
          error = describeError(failure).error ?? 'Error';
          span.setAttribute('error.type', error).setStatus({ code: SpanStatusCode.ERROR });
          throw failure;
        } finally {
          span.end();
          onCall({ system, operation, error, ms: performance.now() - startedAt });
        }
      },
    );
