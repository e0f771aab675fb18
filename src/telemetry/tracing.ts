import type { IncomingHttpHeaders } from 'node:http';
import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { RequestEvent } from '../lucca/client.ts';
import type { OperationEvent } from './metrics.ts';

// Looked up at every use: whoever installs an SDK may do so after this module was loaded.
const tracer = () => trace.getTracer('lucca-subgraph');

/** Serves one operation inside a span that goes on with the caller's trace; costs next to nothing where no SDK is installed. */
export function withOperationSpan<T>(headers: IncomingHttpHeaders, serve: () => Promise<T>): Promise<T> {
  const active = context.active();
  // Where an instrumentation of node:http has been here before us, its span is the parent.
  const parent = trace.getSpan(active) ? active : propagation.extract(active, headers);
  return tracer().startActiveSpan('graphql operation', { kind: SpanKind.SERVER }, parent, (span) =>
    serve().finally(() => span.end()),
  );
}

/** Writes on the span of the operation under way how it went; nothing of its document, variables or answer. */
export function traceOperation({ operation, codes }: OperationEvent): void {
  const span = trace.getActiveSpan();
  if (operation !== null) span?.setAttribute('graphql.operation.name', operation);
  if (codes.length > 0) span?.setAttribute('error.codes', codes).setStatus({ code: SpanStatusCode.ERROR });
}

/** Makes a span of one request to Lucca that has just ended: never its address, its host or its key. */
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
