import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RequestEvent } from '../lucca/client.ts';
import { secondMs } from '../time.ts';
import type { RefusalReason } from './refusals.ts';

/** An operation that has ended. */
export type OperationEvent = { operation: string | null; type: string | null; codes: string[]; ms: number };

/** A database call that has ended. */
export type DatabaseCall = { system: 'postgresql' | 'redis'; operation: string; error: string | undefined; ms: number };

/** The metrics of one app. */
export type Metrics = ReturnType<typeof createMetrics>;

const maxNames = 100;
const seconds = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Creates the metrics of one app for Prometheus, in a registry of its own. No label contains a tenant, a host or a person, and callers
 * can create only a limited number of label values.
 */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    ...operationMetrics(registers),
    ...luccaMetrics(registers),
    ...databaseMetrics(registers),
    ...rowMetrics(registers),
    ...auditMetrics(registers),
    ...refusalMetrics(registers),
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

function operationMetrics(registers: Registry[]) {
  const operations = new Counter({
    name: 'subgraph_operations_total',
    help: 'GraphQL operations, by name and by the code of each error (OK without an error).',
    labelNames: ['operation', 'code'] as const,
    registers,
  });
  const operationSeconds = new Histogram({
    name: 'subgraph_operation_duration_seconds',
    help: 'Duration of operations.',
    buckets: seconds,
    registers,
  });
  const names = new Set<string>();

  // Callers choose the names, so names beyond a maximum are counted together.
  function boundedName(name: string | null): string {
    if (name === null) return 'unnamed';
    if (!names.has(name) && names.size >= maxNames) return 'other';
    names.add(name);
    return name;
  }

  return {
    onOperation({ operation, codes, ms }: OperationEvent) {
      const name = boundedName(operation);
      for (const code of codes.length > 0 ? codes : ['OK']) operations.inc({ operation: name, code });
      operationSeconds.observe(ms / secondMs);
    },
  };
}

function luccaMetrics(registers: Registry[]) {
  const requests = new Counter({
    name: 'lucca_requests_total',
    help: 'Requests sent to Lucca, by resource and HTTP status (none without an answer).',
    labelNames: ['resource', 'status'] as const,
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'lucca_request_duration_seconds',
    help: 'Duration of requests to Lucca.',
    labelNames: ['resource'] as const,
    buckets: seconds,
    registers,
  });
  const waitSeconds = new Histogram({
    name: 'lucca_quota_wait_seconds',
    help: 'Time that requests waited for the quota of their Lucca host.',
    buckets: [0.001, ...seconds, 30, 60],
    registers,
  });
  const failures = new Counter({
    name: 'lucca_failures_total',
    help: 'Requests to Lucca that failed, by kind of failure.',
    labelNames: ['error'] as const,
    registers,
  });

  return {
    onRequest({ resource, status, error, ms }: RequestEvent) {
      requests.inc({ resource, status: status === undefined ? 'none' : String(status) });
      requestSeconds.observe({ resource }, ms / secondMs);
      if (error !== undefined) failures.inc({ error });
    },
    onQuotaWait: (ms: number) => waitSeconds.observe(ms / secondMs),
  };
}

function databaseMetrics(registers: Registry[]) {
  const calls = new Histogram({
    name: 'db_client_operation_duration_seconds',
    help: 'Duration of commands to Redis and queries to PostgreSQL.',
    labelNames: ['system', 'command'] as const,
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10],
    registers,
  });
  const failures = new Counter({
    name: 'db_client_failures_total',
    help: 'Commands to Redis and queries to PostgreSQL that failed or were not answered in time.',
    labelNames: ['system'] as const,
    registers,
  });
  return {
    onDatabaseCall({ system, operation, error, ms }: DatabaseCall) {
      calls.observe({ system, command: operation }, ms / secondMs);
      failures.inc({ system }, error === undefined ? 0 : 1);
    },
  };
}

function auditMetrics(registers: Registry[]) {
  const failures = new Counter({
    name: 'audit_failures_total',
    help: 'Entries of the access log that could not be written, and failures to delete old ones.',
    registers,
  });
  const bulkPay = new Counter({
    name: 'audit_bulk_pay_total',
    help: 'Times that a user read the pay of more people within a minute than the limit, counted at most once a minute per user.',
    registers,
  });
  return { onAuditFailure: () => failures.inc(), onBulkPay: () => bulkPay.inc() };
}

function refusalMetrics(registers: Registry[]) {
  const refusals = new Counter({
    name: 'subgraph_refusals_total',
    help: 'Requests that were refused before their operation began, by reason.',
    labelNames: ['reason'] as const,
    registers,
  });
  return { onRefusal: (reason: RefusalReason) => refusals.inc({ reason }) };
}

function rowMetrics(registers: Registry[]) {
  const rows = new Counter({
    name: 'subgraph_rows_total',
    help: 'Rows looked up, by source: the cache or a read from Lucca.',
    labelNames: ['resource', 'source'] as const,
    registers,
  });
  const batches = new Histogram({
    name: 'subgraph_batch_size',
    help: 'Keys that were loaded together.',
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 1_000, 10_000],
    registers,
  });

  return {
    /** Returns the counters of one resource. The labels are resolved once, because a request may read ten thousand rows. */
    rowsOf(resource: string) {
      const cached = rows.labels({ resource, source: 'cached' });
      const read = rows.labels({ resource, source: 'read' });
      return {
        cached: () => cached.inc(),
        read: () => read.inc(),
        readKeys(count: number) {
          read.inc(count);
          batches.observe(count);
        },
      };
    },
  };
}
