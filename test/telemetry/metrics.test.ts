import { beforeAll, describe, expect, it } from 'vitest';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const query =
  'query People { employees(first: 2) { edges { node { id displayName position { department { name } } } } } }';

/** The samples of a metric, by their labels. */
function samplesOf(text: string, name: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return Object.fromEntries(
    lines.map((line) => {
      const [, labels = '', value] = /^\w+(?:\{(.*)\})? (.+)$/.exec(line) ?? [];
      return [labels, Number(value)];
    }),
  );
}

describe('metrics', () => {
  let subgraph: Subgraph;
  const scrape = async () => (await fetch(`${subgraph.url}/metrics`)).text();

  beforeAll(async () => {
    subgraph = await startSubgraph({ companies: [acme], app: { metrics: true, policy: { requestsPerMinute: 20 } } });
    await subgraph.connect(acme);
  });

  it('are not served by default', async () => {
    const other = await startSubgraph();
    expect((await fetch(`${other.url}/metrics`)).status).toBe(404);
  });

  it('count operations, requests and cached rows', async () => {
    const first = await scrape();
    await subgraph.data(query);
    await subgraph.data(query);
    await subgraph.ask('query People { employees(first: 0) { totalCount } }');
    const text = await scrape();
    expect(samplesOf(text, 'subgraph_operations_total')['operation="People",code="OK"']).toBe(2);
    expect(samplesOf(text, 'subgraph_operations_total')['operation="People",code="BAD_USER_INPUT"']).toBe(1);
    const users = 'resource="users",status="200"';
    const requests = samplesOf(text, 'lucca_requests_total');
    expect((requests[users] ?? 0) - (samplesOf(first, 'lucca_requests_total')[users] ?? 0)).toBe(1);
    const heard = subgraph.sandbox.control.requests().length;
    expect(Object.values(requests).reduce((sum, count) => sum + count, 0)).toBe(heard);
    const rows = samplesOf(text, 'subgraph_rows_total');
    expect(rows['resource="users",source="read"']).toBe(1);
    expect(rows['resource="users",source="cached"']).toBeGreaterThan(0);
    expect(samplesOf(text, 'lucca_quota_wait_seconds_count')['']).toBe(heard);
    expect(samplesOf(text, 'lucca_hosts_asked')).toEqual({ '': 1 });
    expect(samplesOf(text, 'lucca_circuits_open')).toEqual({ '': 0 });
    // 250 people of a few hundred bytes each.
    expect(samplesOf(first, 'cache_bytes')['']).toBeLessThan(1_000);
    expect(samplesOf(text, 'cache_bytes')['']).toBeGreaterThan(50_000);
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('report used-up quotas and open circuits without the name of a Lucca', async () => {
    subgraph.sandbox.control.fail({ kind: 'reset' }, { times: 100 });
    const uncached = { headers: { 'cache-control': 'no-cache' } };
    for (let times = 0; times < 8; times++) await subgraph.ask(query, {}, uncached);
    const text = await scrape();
    expect(samplesOf(text, 'lucca_circuits_open')).toEqual({ '': 1 });
    expect(samplesOf(text, 'lucca_failures_total')['error="LuccaUnavailable"']).toBeGreaterThanOrEqual(5);
    expect(text).not.toContain('acme');
  });

  it('contain the name of an operation only for callers with a token', async () => {
    const operations = async () => samplesOf(await scrape(), 'subgraph_operations_total');
    const unnamed = 'operation="unnamed",code="OK"';
    const before = await operations();
    await subgraph.ask('query Stranger { __typename }', {}, { isAnonymous: true });
    await subgraph.ask('query Known { __typename }');
    const samples = await operations();
    expect(samples['operation="Known",code="OK"']).toBe(1);
    expect((samples[unnamed] ?? 0) - (before[unnamed] ?? 0)).toBe(1);
    expect(Object.keys(samples).join()).not.toContain('Stranger');
  });

  it('contain a bounded number of operation names, because callers choose them', async () => {
    const metrics = createMetrics();
    const [named, chosen] = [100, 500];
    for (let number = 0; number < chosen; number++)
      metrics.onOperation({ operation: `n${number}`, type: null, codes: [], ms: 1 });
    metrics.onOperation({ operation: null, type: null, codes: [], ms: 1 });
    const samples = samplesOf(await metrics.text(), 'subgraph_operations_total');
    // And two more: operations without a name, and all others together.
    expect(Object.keys(samples)).toHaveLength(named + 2);
    expect(samples['operation="other",code="OK"']).toBe(chosen - named);
  });
});
