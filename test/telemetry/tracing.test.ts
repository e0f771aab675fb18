import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createStore } from '../../src/accounts/store/store.ts';
import { openRedis } from '../../src/redis/redis.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { findKey } from '../../src/sandbox/companies/keys.ts';
import type { DatabaseCall } from '../../src/telemetry/metrics.ts';
import { observeDatabase } from '../../src/telemetry/tracing.ts';
import { asAdministrator, findPostgres, ownTable } from '../accounts/store/postgresUrl.ts';
import { findRedis } from '../support/redis.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../support/subgraph.ts';

const postgres = await findPostgres();
const redis = await findRedis();
const acme = createTestCompany(hosts.acme);
const traceId = '0af7651916cd43dd8448eb211c80319c';
const traced = { headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01`, 'cache-control': 'no-cache' } };
const query = `query People { employees(first: 1000) { edges { node { displayName workEmail
  remuneration { ... on Remuneration { baseSalary { money { amount } } } } } } } }`;

describe('traces', () => {
  const exporter = new InMemorySpanExporter();
  // Work that earlier test files left running produces spans, too.
  const spansOfTrace = () => exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === traceId);
  // Work that an earlier test left running may end meanwhile.
  const databaseSpans = (system: string) =>
    exporter.getFinishedSpans().filter(({ attributes }) => attributes['db.system.name'] === system);
  let subgraph: Subgraph;

  beforeAll(async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
    subgraph = await startSubgraph({ companies: [acme] });
    await subgraph.connect(acme);
    exporter.reset();
  });
  // Test files share their modules, so global state must be restored.
  afterAll(() => {
    context.disable();
    propagation.disable();
    trace.disable();
  });

  it('continue the trace of the caller, with a span for each request to Lucca inside that of the operation', async () => {
    exporter.reset();
    const { total } = await subgraph.countRequests(() => subgraph.data(query, {}, traced));
    const spans = spansOfTrace();
    const [operation, ...others] = spans.filter(({ kind }) => kind === SpanKind.SERVER);
    expect(others).toEqual([]);
    expect(operation?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(operation?.attributes).toEqual({ 'graphql.operation.type': 'query', 'graphql.operation.name': 'People' });
    expect(operation?.name).toBe('query');
    const requests = spans.filter(({ kind }) => kind === SpanKind.CLIENT);
    expect(requests).toHaveLength(total);
    expect(requests.filter(({ attributes }) => attributes['http.response.status_code'] === 200)).not.toHaveLength(0);
    for (const span of requests) {
      expect(span.parentSpanContext?.spanId).toBe(operation?.spanContext().spanId);
      // The first request includes a field that this Lucca does not know.
      const isUnknownField = span.attributes['http.response.status_code'] === 400;
      expect(span.attributes).toEqual({
        'lucca.resource': expect.stringMatching(/^\w+$/),
        'http.request.method': 'GET',
        'http.response.status_code': isUnknownField ? 400 : 200,
        ...(isUnknownField && { 'error.type': 'LuccaBadRequest' }),
      });
      expect(span.name).toBe(`GET ${span.attributes['lucca.resource']}`);
    }
  });

  it('report failures by their code', async () => {
    exporter.reset();
    subgraph.sandbox.control.fail({ kind: 'status', status: 403 }, { times: 100 });
    const { errors } = await subgraph.ask('{ employees { totalCount } }', {}, traced);
    expect(errors).toHaveLength(1);
    const [request, operation] = spansOfTrace();
    expect(request?.attributes).toMatchObject({ 'error.type': 'LuccaForbidden', 'http.response.status_code': 403 });
    expect(operation?.attributes).toEqual({
      'graphql.operation.type': 'query',
      'error.type': 'LUCCA_PERMISSION_MISSING',
    });
  });

  it('contain no key, no host, no person and no other data that was read', () => {
    const exported = JSON.stringify(
      exporter.getFinishedSpans().map(({ name, attributes, events, status }) => [name, attributes, events, status]),
    );
    for (const secret of [findKey(acme, 'full'), 'acme', 'ilucca', ...acme.people.map(({ lastName }) => lastName)])
      expect(exported).not.toContain(secret);
  });

  it.skipIf(postgres === null)(
    'have a span for each query to PostgreSQL, with its command and without its text',
    async () => {
      const table = ownTable();
      onTestFinished(() => asAdministrator(`DROP TABLE IF EXISTS ${table}`));
      const calls: DatabaseCall[] = [];
      const observe = observeDatabase('postgresql', (call) => calls.push(call));
      const store = await createStore(postgres ?? '', { table, observe });
      exporter.reset();
      calls.length = 0;
      await store.set('one', 'sealed');
      await store.get('one');
      await store.disconnect();
      const spans = databaseSpans('postgresql');
      expect(spans.map(({ name, kind }) => [name, kind])).toEqual([
        ['INSERT', SpanKind.CLIENT],
        ['SELECT', SpanKind.CLIENT],
      ]);
      expect(spans[1]?.attributes).toEqual({ 'db.system.name': 'postgresql', 'db.operation.name': 'SELECT' });
      const ms = expect.any(Number);
      expect(calls).toEqual([
        { system: 'postgresql', operation: 'INSERT', error: undefined, ms },
        { system: 'postgresql', operation: 'SELECT', error: undefined, ms },
      ]);
      await expect(observe('DELETE', () => Promise.reject(new RangeError('4215 EUR')))).rejects.toThrow('4215');
      const failed = exporter.getFinishedSpans().find(({ name }) => name === 'DELETE');
      expect(failed?.attributes['error.type']).toBe('RangeError');
      expect(calls.at(-1)).toMatchObject({ operation: 'DELETE', error: 'RangeError' });
      expect(JSON.stringify(failed?.attributes) + failed?.status.message).not.toContain('4215');
    },
  );

  it.skipIf(redis === null)('have a span for each command to Redis, with its name and without its keys', async () => {
    const calls: DatabaseCall[] = [];
    const opened = await openRedis({
      url: redis?.url ?? '',
      prefix: redis?.prefix,
      hashName: (_, name) => name,
      timeoutMs: 2_000,
      observe: observeDatabase('redis', (call) => calls.push(call)),
    });
    onTestFinished(() => opened.close());
    exporter.reset();
    const key = opened.keyOf('secret', 'acme');
    await opened.run('SET', (client) => client.set(key, 'a value', { expiration: { type: 'PX', value: 1_000 } }));
    await opened.read('GET', (client) => client.get(key));
    await opened.run('GET', () => new Promise(() => {}), 20);
    expect(databaseSpans('redis').map(({ name, kind, attributes }) => [name, kind, attributes])).toEqual([
      ['SET', SpanKind.CLIENT, { 'db.system.name': 'redis', 'db.operation.name': 'SET' }],
      ['GET', SpanKind.CLIENT, { 'db.system.name': 'redis', 'db.operation.name': 'GET' }],
      ['GET', SpanKind.CLIENT, { 'db.system.name': 'redis', 'db.operation.name': 'GET', 'error.type': 'RedisLate' }],
    ]);
    expect(calls.map(({ operation, error }) => [operation, error])).toEqual([
      ['SET', undefined],
      ['GET', undefined],
      ['GET', 'RedisLate'],
    ]);
  });
});
