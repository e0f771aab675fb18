import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { findKey } from '../../src/sandbox/companies/keys.ts';
import { type FoundRedis, findRedis } from '../support/redis.ts';
import { createTestCompany, type Subgraph, startSubgraph, uncached } from '../support/subgraph.ts';

const found = await findRedis();
const directory = await mkdtemp(join(tmpdir(), 'mixed-tenants-'));
afterAll(() => rm(directory, { recursive: true }));

const acme = createTestCompany(hosts.acme);
const globex = createTestCompany(hosts.globex, { employees: 250 });

/** The third tenant has the same Lucca as the first, with a key that sees less of it. */
const tenants = {
  acme: { company: acme, key: 'full' },
  globex: { company: globex, key: 'full' },
  branch: { company: acme, key: 'one department' },
} as const;
type Tenant = keyof typeof tenants;
const names = Object.keys(tenants) as Tenant[];

/** An amount that nobody else is paid. */
const amountOf = { acme: 1111.25, globex: 2222.25 };

const all = `{ account { id domain } employees(first: 1000, filter: { status: null }) { totalCount edges { node {
  id workEmail manager { displayName }
  remuneration { ... on Remuneration { baseSalary { money { amount } } } } } } } }`;
const some = `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Employee { id workEmail } } }`;
const connect = `mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { __typename } }`;

type Seen = { account: string; ids: Set<string>; mails: Set<string> };

describe.skipIf(found === null)('three tenants at two instances that share a store and a Redis', () => {
  const redis = found as FoundRedis;
  let instances: Subgraph[];
  /** What each tenant may see, as read from Lucca before anything is cached. */
  const own = {} as Record<Tenant, Seen>;

  beforeAll(async () => {
    const keyringFile = join(directory, 'keyring.json');
    await createKeyringFile(keyringFile);
    // Patient, because on a busy machine an answer may take long.
    const shared = { url: redis.url, prefix: redis.prefix, instances: 2, timeoutMs: 2_000 };
    const app = { storeUrl: `file:${directory}/accounts.db`, keyringFile, redis: shared, minMaxAgeMs: 0 };
    const first = await startSubgraph({ companies: [acme, globex], app });
    instances = [first, await startSubgraph({ companies: [], app: { ...app, sandboxPort: first.sandbox.port } })];
    for (const name of ['acme', 'globex'] as const)
      first.sandbox.control.change(hosts[name], ({ fixedItems }) => {
        for (const item of fixedItems) item.amount = amountOf[name];
      });
    for (const tenant of names) {
      await first.connect(tenants[tenant].company, tenants[tenant].key, tenant);
      const { account, employees } = await first.data(all, {}, { tenant, ...uncached });
      const { company } = tenants[tenant];
      const isWhole = tenants[tenant].key === 'full';
      const nodes: { id: string; workEmail: string | null }[] = employees.edges.map(
        ({ node }: { node: object }) => node,
      );
      own[tenant] = {
        account: account.id,
        ids: new Set(nodes.map(({ id }) => id)),
        // Of a whole company they are known without asking, so that what is mixed up from the start is seen as well.
        mails: new Set(
          isWhole ? company.people.flatMap(({ mail }) => mail ?? []) : nodes.flatMap((node) => node.workEmail ?? []),
        ),
      };
    }
  });

  /** Everything that an answer for a tenant contains and must not. */
  function leaksIn(tenant: Tenant, text: string): string[] {
    const { mails, ids } = own[tenant];
    const foreign = names.flatMap((name) => [...own[name].mails, ...own[name].ids]);
    const isSecret = (each: string) => !mails.has(each) && !ids.has(each);
    const { company } = tenants[tenant];
    const otherPay = company === acme ? amountOf.globex : amountOf.acme;
    return [...foreign.filter(isSecret), String(otherPay)].filter((each) => text.includes(JSON.stringify(each)));
  }

  async function operate({ tenant, kind, instance, at }: Step): Promise<string[]> {
    const { data, post } = instances[instance] as Subgraph;
    const { company, key } = tenants[tenant];
    if (kind === 'connect') {
      const input = { domain: company.host, apiKey: findKey(company, key), acceptMissingPermissions: true };
      await data(connect, { input }, { tenant });
      return [];
    }
    const asking = { tenant, ...(kind === 'readAgain' ? uncached : {}) };
    const everybody = names.flatMap((name) => [...own[name].ids]);
    const ids = everybody.filter((_, index) => index % 17 === at).map((id) => ({ __typename: 'Employee', id }));
    const text =
      kind === 'find' ? await post({ query: some, variables: { ids } }, asking) : await post({ query: all }, asking);
    return leaksIn(tenant, text);
  }

  it('see nothing of each other in 150 operations, twenty at once', async () => {
    const step = fc.record({
      tenant: fc.constantFrom(...names),
      kind: fc.constantFrom(...kinds),
      instance: fc.nat(1),
      at: fc.nat(16),
    });
    const steps = fc.sample(step, { numRuns: 150, seed: 7 });
    const leaks: string[] = [];
    for (let from = 0; from < steps.length; from += 20)
      leaks.push(...(await Promise.all(steps.slice(from, from + 20).map(operate))).flat());
    expect(leaks).toEqual([]);
    expect(own.branch.ids.size).toBeGreaterThan(0);
    expect(own.branch.mails.size).toBeLessThan(own.acme.mails.size);
    // Pay is among what was looked through.
    expect(await (instances[1] as Subgraph).post({ query: all }, { tenant: 'globex' })).toContain(
      String(amountOf.globex),
    );
  });
});

const kinds = ['read', 'read', 'read', 'find', 'find', 'readAgain', 'connect'] as const;
type Step = { tenant: Tenant; kind: (typeof kinds)[number]; instance: number; at: number };
