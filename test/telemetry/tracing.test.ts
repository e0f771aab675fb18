import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createStore } from '../../src/accounts/store/store.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { findKey } from '../../src/sandbox/companies/keys.ts';
import { traceQuery } from '../../src/telemetry/tracing.ts';
import { asAdministrator, findPostgres, ownTable } from '../accounts/store/postgresUrl.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../support/subgraph.ts';

const postgres = await findPostgres();
const acme = createTestCompany(hosts.acme);
const traceId = '0af7651916cd43dd8448eb211c80319c';
const traced = { headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01`, 'cache-control': 'no-cache' } };
const query = `query People { employees(first: 1000) { edges { node { displayName workEmail
  remuneration { ... on Remuneration { baseSalary { money { amount } } } } } } } }`;

describe('traces', () => {
  const exporter = new InMemorySpanExporter();
  // What test files before this one have left to end has traces of its own.
  const spansOfTrace = () => exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === traceId);
  let subgraph: Subgraph;

  beforeAll(async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
    subgraph = await startSubgraph({ companies: [acme] });
    await subgraph.connect(acme);
    exporter.reset();
  });
  // Test files share their modules, so that what is global must be given back.
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
      // A field that this Lucca does not know is asked for once.
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
    'have a span for each query to PostgreSQL, with its operation and nothing of its text',
    async () => {
      const table = ownTable();
      onTestFinished(() => asAdministrator(`DROP TABLE IF EXISTS ${table}`));
      const store = await createStore(postgres ?? '', { table, observe: traceQuery });
      exporter.reset();
      await store.set('one', 'sealed');
      await store.get('one');
      await store.disconnect();
      // What an earlier test has left running may end meanwhile.
      const spans = exporter.getFinishedSpans().filter(({ attributes }) => 'db.system.name' in attributes);
      expect(spans.map(({ name, kind }) => [name, kind])).toEqual([
        ['INSERT', SpanKind.CLIENT],
        ['SELECT', SpanKind.CLIENT],
      ]);
      expect(spans[1]?.attributes).toEqual({ 'db.system.name': 'postgresql', 'db.operation.name': 'SELECT' });
      await expect(traceQuery('DELETE', () => Promise.reject(new RangeError('4215 EUR')))).rejects.toThrow('4215');
      const failed = exporter.getFinishedSpans().find(({ name }) => name === 'DELETE');
      expect(failed?.attributes['error.type']).toBe('RangeError');
      expect(JSON.stringify(failed?.attributes) + failed?.status.message).not.toContain('4215');
    },
  );
});
