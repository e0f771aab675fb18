import type { Metrics } from './metrics.ts';
import { createOtelMetrics } from './otelMetrics.ts';

/** Counts events of the app for OpenTelemetry and, if its metrics are served, for Prometheus. */
export type Measures = ReturnType<typeof createMeasures>;

/** Creates the measures. OpenTelemetry's SDK must be registered before. */
export function createMeasures(prometheus: Metrics | null) {
  const all = [createOtelMetrics(), ...(prometheus ? [prometheus] : [])];
  type Sink = ReturnType<typeof createOtelMetrics>;
  const each =
    <Name extends keyof Sink>(name: Name) =>
    (...given: Parameters<Sink[Name]>): void => {
      for (const sink of all) (sink[name] as (...parts: Parameters<Sink[Name]>) => void)(...given);
    };
  return {
    prometheus,
    onOperation: each('onOperation'),
    onRequest: each('onRequest'),
    onDatabaseCall: each('onDatabaseCall'),
    onQuotaWait: each('onQuotaWait'),
    onRefusal: each('onRefusal'),
    onAuditFailure: each('onAuditFailure'),
    onBulkPay: each('onBulkPay'),
    gauge: each('gauge'),
  };
}
