import { type Attributes, metrics } from '@opentelemetry/api';
import type { RequestEvent } from '../lucca/client.ts';
import { secondMs } from '../time.ts';
import type { DatabaseCall, OperationEvent } from './metrics.ts';
import type { RefusalReason } from './refusals.ts';

const seconds = { unit: 's', advice: { explicitBucketBoundaries: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] } };

/** The buckets that the semantic conventions advise for database calls. */
const databaseSeconds = {
  unit: 's',
  advice: { explicitBucketBoundaries: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] },
};

/**
 * Creates the metrics for OpenTelemetry, named by its semantic conventions where they define a name. The SDK must be registered before;
 * without one they cost almost nothing. No attribute contains a tenant, a host, a person, or text that callers can choose.
 */
export function createOtelMetrics() {
  const meter = metrics.getMeter('lucca-subgraph');
  const operations = meter.createHistogram('graphql.server.operation.duration', seconds);
  const requests = meter.createHistogram('http.client.request.duration', seconds);
  const databaseCalls = meter.createHistogram('db.client.operation.duration', databaseSeconds);
  const waits = meter.createHistogram('lucca.quota.wait.duration', seconds);
  const refusals = meter.createCounter('subgraph.refusals');
  const auditFailures = meter.createCounter('audit.failures');
  const bulkPay = meter.createCounter('audit.bulk_pay');
  return {
    onOperation({ type, codes: [code], ms }: OperationEvent) {
      operations.record(ms / secondMs, given({ 'graphql.operation.type': type, 'error.type': code }));
    },
    onRequest({ resource, status, error, ms }: RequestEvent) {
      const attributes = { 'http.response.status_code': status, 'error.type': error };
      requests.record(ms / secondMs, {
        'http.request.method': 'GET',
        'lucca.resource': resource,
        ...given(attributes),
      });
    },
    onDatabaseCall({ system, operation, error, ms }: DatabaseCall) {
      const attributes = { 'db.system.name': system, 'db.operation.name': operation };
      databaseCalls.record(ms / secondMs, { ...attributes, ...given({ 'error.type': error }) });
    },
    onQuotaWait: (ms: number) => waits.record(ms / secondMs),
    onRefusal: (reason: RefusalReason) => refusals.add(1, { 'error.type': reason }),
    onAuditFailure: () => auditFailures.add(1),
    onBulkPay: () => bulkPay.add(1),
    /** Adds a gauge that is read at every export. */
    gauge(name: string, description: string, read: () => number) {
      meter.createObservableGauge(name, { description }).addCallback((result) => result.observe(read()));
    },
  };
}

const given = (attributes: Record<string, string | number | null | undefined>): Attributes =>
  Object.fromEntries(Object.entries(attributes).flatMap(([name, value]) => (value == null ? [] : [[name, value]])));
