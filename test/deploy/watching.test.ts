import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { findRedis } from '../support/redis.ts';
import { createTestCompany, startSubgraph } from '../support/subgraph.ts';
import { root } from './image/dockerfile.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const redis = await findRedis();

const duration = z.string().regex(/^\d+[smh]$/);
const rulesFile = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Lucca\w+$/),
          expr: z.string(),
          for: duration.optional(),
          labels: z.strictObject({ severity: z.enum(['critical', 'warning', 'info']) }),
          annotations: z.strictObject({ summary: z.string().min(10), runbook: z.string() }),
        }),
      ),
    }),
  ),
});
const source = z.strictObject({ type: z.literal('prometheus'), uid: z.string().regex(/^\$\{datasource\}$/) });
const panel = z.looseObject({
  id: z.number(),
  title: z.string(),
  type: z.enum(['row', 'timeseries', 'bargauge', 'stat']),
  gridPos: z.strictObject({ h: z.number(), w: z.number(), x: z.number(), y: z.number() }),
  targets: z
    .array(z.strictObject({ refId: z.string(), datasource: source, expr: z.string(), legendFormat: z.string() }))
    .optional(),
});
const dashboard = z.looseObject({ title: z.string(), schemaVersion: z.number(), panels: z.array(panel) });

const { groups } = rulesFile.parse(parse(read('.deploy/watching/alerts.yaml')));
const rules = groups.flatMap((group) => group.rules);
const { panels } = dashboard.parse(JSON.parse(read('.deploy/watching/dashboard.json')));
const drawn = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

/** The metrics of a query with the labels and the values that it asks for, and where it is not PromQL. */
function readQuery(query: string) {
  const text = query.replaceAll('$__rate_interval', '5m');
  const metrics: string[] = [];
  const labels: string[] = [];
  const values: string[] = [];
  const mistakes: string[] = [];
  parser.parse(text).iterate({
    enter({ name, from, to, node, type }) {
      const part = text.slice(from, to);
      if (type.isError) mistakes.push(`${query}: at ${from}`);
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') metrics.push(part);
      if (name === 'LabelName') labels.push(part);
      if (name === 'StringLiteral' && node.parent?.name === 'UnquotedLabelMatcher')
        values.push(...part.slice(1, -1).split('|'));
    },
  });
  return { query, metrics, labels, values, mistakes };
}

/** What a scrape exposes: the names that a query may ask for, and the labels of all samples. */
function readScrape(text: string) {
  const names = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', kind]) =>
    kind === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name],
  );
  const labels = [...text.matchAll(/[{,](\w+)="/g)].map(([, name = '']) => name);
  return { names: new Set(names), labels: new Set(labels) };
}

describe('the alerts and the dashboard', () => {
  let exposed: ReturnType<typeof readScrape>;
  const queries = [...rules.map(({ expr }) => expr), ...drawn].map(readQuery);

  beforeAll(async () => {
    const acme = createTestCompany(hosts.acme);
    const shared = redis && { redis: { url: redis.url, prefix: redis.prefix, instances: 1 } };
    const subgraph = await startSubgraph({ companies: [acme], app: { metrics: true, ...shared } });
    await subgraph.connect(acme);
    await subgraph.data('{ employees(first: 1) { edges { node { displayName } } } }');
    subgraph.sandbox.control.fail({ kind: 'reset' }, { times: 10 });
    await subgraph.ask('{ employees(first: 1) { totalCount } }', {}, { headers: { 'cache-control': 'no-cache' } });
    await fetch(`${subgraph.url}/nowhere`);
    exposed = readScrape(await (await fetch(`${subgraph.url}/metrics`)).text());
  });

  it('are written in PromQL', () => {
    expect(queries.length).toBeGreaterThan(30);
    expect(queries.flatMap(({ mistakes }) => mistakes)).toEqual([]);
    expect(readQuery('sum(rate(x[5m])').mistakes).not.toEqual([]);
  });

  it('ask for metrics and labels that the process exposes', () => {
    // Prometheus itself adds `up`, and names the job and the instance that it has scraped.
    const names = new Set([...exposed.names, 'up', ...(redis ? [] : ['redis_up'])]);
    const labels = new Set([...exposed.labels, 'job', 'instance', ...(redis ? [] : ['system', 'command'])]);
    expect(queries.flatMap(({ metrics }) => metrics.filter((name) => !names.has(name)))).toEqual([]);
    expect(queries.flatMap((each) => each.labels.filter((name) => !labels.has(name)))).toEqual([]);
  });

  it('show every metric of ours', () => {
    const shown = new Set(queries.flatMap(({ metrics }) => metrics));
    const ours = [...exposed.names].filter((name) => !/^(nodejs|process)_|_(sum|count)$/.test(name));
    expect(ours.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('ask for codes and reasons that there are', () => {
    const known = ['lucca-subgraph', 'cached'];
    const documented = [read('src/graph/README.md'), read('src/http/README.md')].join();
    const values = queries.flatMap((each) => each.values).filter((value) => !known.includes(value));
    expect(values.length).toBeGreaterThan(4);
    expect(values.filter((value) => !documented.includes(`\`${value}\``))).toEqual([]);
  });

  it('name a runbook each, and have names, ids and places of their own', () => {
    const headings = [...read('.deploy/runbooks.md').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(rules.filter(({ annotations }) => !headings.includes(annotations.runbook))).toEqual([]);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const places = panels.map(({ gridPos: { x, y } }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
  });
});
