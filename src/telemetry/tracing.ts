import type { IncomingHttpHeaders } from 'node:http';
import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { RequestEvent } from '../lucca/client.ts';
import type { OperationEvent } from './metrics.ts';

// Resolved at every use, because an SDK may be registered after this module was loaded.
const tracer = () => trace.getTracer('lucca-subgraph');

/** Serves one operation inside a span of the caller's trace. Costs next to nothing without an SDK. */
export function withOperationSpan<T>(headers: IncomingHttpHeaders, serve: () => Promise<T>): Promise<T> {
  const active = context.active();
  // An instrumentation of node:http may have started a span already, which is the parent then.
  const parent = trace.getSpan(active) ? active : propagation.extract(active, headers);
  return tracer().startActiveSpan('graphql operation', { kind: SpanKind.SERVER }, parent, (span) =>
    serve().finally(() => span.end()),
  );
}

/** Adds the name and error codes of an operation to its span; nothing of its document, variables or answer. */
export function traceOperation({ operation, codes }: OperationEvent): void {
  const span = trace.getActiveSpan();
  if (operation !== null) span?.setAttribute('graphql.operation.name', operation);
  if (codes.length > 0) span?.setAttribute('error.codes', codes).setStatus({ code: SpanStatusCode.ERROR });
}

/** Creates the span of a request to Lucca that has just ended, without its address, host or key. */
export function traceRequest({ resource, status, error, ms, attempt }: RequestEvent): void {
  const endedAt = Date.now();
  const span: Span = tracer().startSpan(`lucca ${resource}`, {
    kind: SpanKind.CLIENT,
    startTime: endedAt - ms,
    attributes: {
      'lucca.resource': resource,
      'lucca.attempt': attempt,
      ...(status !== undefined && { 'http.response.status_code': status }),
      ...(error !== undefined && { 'error.type': error }),
    },
  });
  if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(endedAt);
}
