import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RequestEvent } from '../lucca/client.ts';

/** How an operation went. */
export type OperationEvent = { operation: string | null; codes: string[]; ms: number };

/** The metrics of one app. */
export type Metrics = ReturnType<typeof createMetrics>;

const mostNames = 100;
const seconds = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Creates what is counted of one app for Prometheus, in a registry of its own: no label names a tenant, a host, a person or anything
 * a caller can make up without end.
 */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const operations = new Counter({
    name: 'subgraph_operations_total',
    help: 'GraphQL operations, by name and by the code of each error (OK where there was none).',
    labelNames: ['operation', 'code'] as const,
    registers,
  });
  const operationSeconds = new Histogram({
    name: 'subgraph_operation_duration_seconds',
    help: 'How long operations took.',
    buckets: seconds,
    registers,
  });
  const requests = new Counter({
    name: 'lucca_requests_total',
    help: 'Requests sent to Lucca, by resource and HTTP status (none where nothing was answered).',
    labelNames: ['resource', 'status'] as const,
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'lucca_request_duration_seconds',
    help: 'How long Lucca took to answer.',
    labelNames: ['resource'] as const,
    buckets: seconds,
    registers,
  });
  const waitSeconds = new Histogram({
    name: 'lucca_quota_wait_seconds',
    help: 'How long requests waited for their place in the quota of their Lucca.',
    buckets: [0.001, ...seconds, 30, 60],
    registers,
  });
  const failures = new Counter({
    name: 'lucca_failures_total',
    help: 'Requests to Lucca that failed, by kind of failure.',
    labelNames: ['error'] as const,
    registers,
  });
  const rows = new Counter({
    name: 'subgraph_rows_total',
    help: 'Questions for rows, by where the answer came from: held in memory, or read from Lucca.',
    labelNames: ['resource', 'source'] as const,
    registers,
  });
  const batches = new Histogram({
    name: 'subgraph_batch_size',
    help: 'Keys that were asked for together.',
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 1_000, 10_000],
    registers,
  });
  const names = new Set<string>();

  // Names are the callers' to choose: beyond so many they count together.
  function boundedName(name: string | null): string {
    if (name === null) return 'unnamed';
    if (!names.has(name) && names.size >= mostNames) return 'other';
    names.add(name);
    return name;
  }

  return {
    onOperation({ operation, codes, ms }: OperationEvent) {
      const name = boundedName(operation);
      for (const code of codes.length > 0 ? codes : ['OK']) operations.inc({ operation: name, code });
      operationSeconds.observe(ms / 1000);
    },
    onRequest({ resource, status, error, ms }: RequestEvent) {
      requests.inc({ resource, status: status === undefined ? 'none' : String(status) });
      requestSeconds.observe({ resource }, ms / 1000);
      if (error !== undefined) failures.inc({ error });
    },
    onQuotaWait: (ms: number) => waitSeconds.observe(ms / 1000),
    /** Counts questions for rows of a resource, whose labels are looked up once and not for each of ten thousand rows. */
    rowsOf(resource: string) {
      const held = rows.labels({ resource, source: 'held' });
      const read = rows.labels({ resource, source: 'read' });
      return {
        cached: () => held.inc(),
        read: () => read.inc(),
        readKeys(count: number) {
          read.inc(count);
          batches.observe(count);
        },
      };
    },
    /** Adds a gauge that is read at every scrape. */
    gauge(name: string, help: string, read: () => number) {
      new Gauge({
        name,
        help,
        registers,
        collect: function collect() {
          this.set(read());
        },
      });
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
