import { describe, expect, it } from 'vitest';
import { hosts, type TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import { type Answer, createTestCompany, type Subgraph, startSubgraph } from '../../support/subgraph.ts';

// With everything, acme takes 1.3 MB and initech a quarter of that.
const acme = createTestCompany(hosts.acme, { employees: 250 });
const initech = createTestCompany(hosts.initech);
const twins = ['left', 'right'].map((name): TrappedCompany => ({ ...acme, host: `${name}.ilucca-demo.net` }));

const pay =
  'remuneration { ... on Remuneration { annualBaseFullTime { money { amount } } variableItems(first: 1) { totalCount } } }';
const everything = `{ account { dataQuality { issues { count } } }
  employees(first: 50) { totalCount edges { node { displayName contract { typeName } ${pay} } } } }`;

/** Starts with so many bytes for what is read, and a sandbox that takes its time, so that companies are read at the same time. */
async function start(companies: TrappedCompany[], cacheBytes: number) {
  const subgraph = await startSubgraph({
    companies,
    sandbox: { latencyMs: 20 },
    app: { cacheBytes, metrics: true },
  });
  for (const company of companies) await subgraph.connect(company, 'full', company.host);
  const read = ({ host }: TrappedCompany) => subgraph.ask(everything, {}, { tenant: host });
  return { ...subgraph, read };
}

/** Watches how many bytes are taken by what is read, until the returned function is called, which returns the most. */
function watchBytes({ url }: Pick<Subgraph, 'url'>): () => number {
  let highest = 0;
  const timer = setInterval(async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    highest = Math.max(highest, Number(/^cache_bytes (\S+)$/m.exec(text)?.[1]));
  }, 10);
  return () => {
    clearInterval(timer);
    return highest;
  };
}

/** Whether an answer is complete. If not, all that is missing was refused for want of memory. */
function isComplete({ errors = [] }: Answer): boolean {
  for (const { extensions } of errors)
    expect(extensions).toMatchObject({ code: 'OVERLOADED', retryable: true, retryAfterSeconds: 5 });
  return errors.length === 0;
}

describe('companies that do not all fit in memory', () => {
  it('are read one after the other: the first completely, and each within a few retries', async () => {
    const cacheBytes = 1_800_000;
    const subgraph = await start(twins, cacheBytes);
    const highest = watchBytes(subgraph);
    const missing = new Set(twins);
    const completed: number[] = [];
    for (let attempt = 0; missing.size > 0 && attempt < 5; attempt++) {
      const answers = await Promise.all(
        [...missing].map(async (company) => ({ company, answer: await subgraph.read(company) })),
      );
      const complete = answers.filter(({ answer }) => isComplete(answer)).map(({ company }) => company);
      for (const company of complete) missing.delete(company);
      completed.push(complete.length);
    }
    expect([...missing]).toEqual([]);
    expect(completed[0]).toBeGreaterThan(0);
    const most = highest();
    expect(most).toBeGreaterThan(1_000_000);
    expect(most).toBeLessThanOrEqual(cacheBytes);
  });

  it('are refused if they do not fit even alone, whereas others are answered', async () => {
    const subgraph = await start([acme, initech], 600_000);
    const [large, small] = await Promise.all([acme, initech].map(subgraph.read));
    expect(isComplete(large as Answer)).toBe(false);
    expect(small?.errors).toBeUndefined();
    // Nothing of it is in use any more.
    expect(isComplete(await subgraph.read(initech))).toBe(true);
    // Few people take little memory, whatever the size of their company.
    const one = await subgraph.data('{ employees(first: 1) { totalCount } }', {}, { tenant: acme.host });
    expect(one.employees.totalCount).toBeGreaterThan(200);
  });
});
