import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { scopes } from '../../src/graph/server/viewer.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import type { SourceChange } from '../support/bundle.ts';
import { createIdOwners } from './idOwners.ts';
import { startInstances } from './instances.ts';
import { type Connection, createInspection, markedCompany } from './markedCompanies.ts';
import { anyOperation, anyRead, type Step, tryWrongKey } from './steps.ts';
import { audience, issuer } from './tokens.ts';

/** Tenants of a group, and the companies of the group that each may connect. Two tenants share one, and one tenant has none. */
const pools: Record<string, Connection[]> = {
  t0: [0, 1].map((company) => ({ company, keyName: 'whole' })),
  t1: [2, 3].map((company) => ({ company, keyName: 'whole' })),
  t2: [4, 5].map((company) => ({ company, keyName: 'whole' })),
  t3: [
    { company: 4, keyName: 'branch' },
    { company: 6, keyName: 'whole' },
    { company: 6, keyName: 'branch' },
  ],
  stranger: [],
};
const companiesOfGroup = 7;

/** All tenants of so many groups by name. */
const poolsOf = (groups: number): [name: string, own: Connection[]][] =>
  Array.from({ length: groups }, (_, group) =>
    Object.entries(pools).map(([name, own]): [string, Connection[]] => [
      `${name}g${group}`,
      own.map(({ company, keyName }) => ({ company: company + companiesOfGroup * group, keyName })),
    ]),
  ).flat();

const day = '2026-11-24';
/** Wrong keys of a tenant with an account: a fifth within a quarter of an hour would refuse its right ones. */
const wrongKeyEveryMs = 240_000;

/** Where the instances keep what they share, and how much is tried. */
export type MixedOptions = {
  storeUrl: string;
  table?: string;
  redis: { url: string; prefix: string } | null;
  keyring: string;
  operations: number;
  /** When to stop, in milliseconds from now, even if there were fewer operations. */
  forMs?: number;
  seed: number;
  /** Groups of tenants. */
  groups?: number;
  /** Operations under way at once. */
  concurrency?: number;
  /** Reads for each operation on an account, and for each read that accepts nothing cached; operations between two kills of an instance. */
  readsPerChange?: number;
  readsPerUncached?: number;
  killEvery?: number;
  /** Faults of the instances, which the run must find: it stops at the first leak. */
  mutant?: readonly SourceChange[];
  onProgress?: (report: MixedReport) => void;
};

/** What a run has seen. */
export type MixedReport = {
  operations: number;
  byKind: Record<string, number>;
  /** Requests without an answer, because their instance was killed. */
  unanswered: number;
  kills: number;
  /** Marks of a tenant's own companies in answers; without any, no leak could be seen. */
  shown: number;
  /** Ids in answers, each of which had to be one of the tenant's, and ids of other tenants that were asked for. */
  idsChecked: number;
  foreignIdsAsked: number;
  /** Answers that had to be about the company connected at that time, rather than about one of the tenant's. */
  strict: number;
  /** Answers by the codes of their errors and problems. */
  codes: Record<string, number>;
  leaks: string[];
};

/** One of the tenants: what it has connected (undefined if a kill has left that open), and how often that has changed. */
type Tenant = {
  name: string;
  own: readonly Connection[];
  current: Connection | null | undefined;
  accountId: string | null;
  changes: number;
  isChanging: boolean;
  lastWrongKeyAt: number;
};

type IdOwners = ReturnType<typeof createIdOwners>;

/** Random numbers below a number, always the same ones for a seed (mulberry32). */
function createRandom(seed: number) {
  let state = seed;
  return (end: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  };
}

/** Ids and cursors that answers have contained, the latest of all tenants. */
function createFinds() {
  const most = 400;
  const all: Record<'ids' | 'cursors', string[]> = { ids: ['none'], cursors: ['none'] };
  const keep = (kind: keyof typeof all, texts: readonly string[]) => {
    for (const text of texts) if (!all[kind].includes(text)) all[kind].push(Buffer.from(text).toString());
    if (all[kind].length > most) all[kind].splice(0, all[kind].length - most);
  };
  return {
    all,
    note(text: string, ids: readonly string[]) {
      keep('ids', ids.slice(0, 20));
      keep('cursors', [...text.matchAll(/"cursor":"([^"]+)"/g)].map(([, cursor = '']) => cursor).slice(0, 3));
    },
  };
}

async function tokensOf(names: readonly string[], secret: string): Promise<Record<string, string>> {
  const sign = (tenant: string) =>
    new SignJWT({ tenant_id: tenant, scope: scopes.join(' ') })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(`user-of-${tenant}`)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('20 hours')
      .sign(Buffer.from(secret));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await sign(name)] as const)));
}

/**
 * Lets several tenants do anything at once on two instances that share a store and a Redis, one of which is killed now and then, and looks in
 * each answer for anything of another tenant, or of a company that the tenant has connected no more.
 */
export async function runMixedTenants(options: MixedOptions): Promise<MixedReport> {
  const {
    operations,
    forMs = Number.POSITIVE_INFINITY,
    concurrency = 16,
    killEvery = 500,
    readsPerChange = 20,
    readsPerUncached = 15,
    groups = 1,
  } = options;
  const companies = Array.from({ length: companiesOfGroup * groups }, (_, index) => markedCompany(index));
  const sandbox = await createSandbox({ companies, requestsPerMinute: 100_000 });
  const secret = randomBytes(32).toString('base64url');
  const settings = {
    STORE_URL: options.storeUrl,
    TABLE: options.table ?? '',
    KEYRING: options.keyring,
    ...(options.redis && { REDIS_URL: options.redis.url, REDIS_PREFIX: options.redis.prefix }),
    SANDBOX_PORT: String(sandbox.port),
    SECRET: secret,
    CLOCK_OFFSET: String(Date.parse(`${day}T08:00:00Z`) - Date.now()),
  };
  const instances = await startInstances(settings, options.mutant ?? []);
  const until = performance.now() + forMs;
  const below = createRandom(options.seed);
  const report: MixedReport = {
    operations: 0,
    byKind: {},
    unanswered: 0,
    kills: 0,
    shown: 0,
    idsChecked: 0,
    foreignIdsAsked: 0,
    strict: 0,
    codes: {},
    leaks: [],
  };
  const owners = createIdOwners();
  const judge = createJudge(report, createInspection(companies), owners);
  const finds = createFinds();
  const tenants = poolsOf(groups).map(
    ([name, own]): Tenant => ({
      name,
      own,
      current: null,
      accountId: null,
      changes: 0,
      isChanging: false,
      lastWrongKeyAt: Number.NEGATIVE_INFINITY,
    }),
  );

  const tokens = await tokensOf(
    tenants.map(({ name }) => name),
    secret,
  );

  function nextStep(tenant: Tenant): Step {
    const sources = { below, ...finds.all };
    // Without an account there is little to see.
    const changesIn = tenant.current === null && tenant.own.length > 0 ? Math.min(3, readsPerChange) : readsPerChange;
    if (tenant.isChanging || below(changesIn) > 0) return anyRead(sources);
    if (below(tenant.own.length === 0 ? 2 : 12) === 0 && performance.now() - tenant.lastWrongKeyAt > wrongKeyEveryMs) {
      if (tenant.own.length > 0) tenant.lastWrongKeyAt = performance.now();
      return tryWrongKey(below(companies.length - 1));
    }
    if (tenant.own.length === 0) return anyRead(sources);
    return anyOperation(sources, tenant.own, tenant.current ?? null);
  }

  async function operate(): Promise<void> {
    const tenant = anyTenant(tenants, below);
    const step = nextStep(tenant);
    const isStill = !tenant.isChanging && tenant.current !== undefined;
    const isChange = step.leadsTo !== undefined;
    if (isChange) {
      tenant.isChanging = true;
      tenant.changes += 1;
    }
    const { changes } = tenant;
    report.foreignIdsAsked += idsIn(step).filter((id) => (owners.find(id) ?? tenant.name) !== tenant.name).length;
    const headers = {
      authorization: `Bearer ${tokens[tenant.name]}`,
      ...(below(readsPerUncached) === 0 && { 'cache-control': 'no-cache' }),
    };
    const text = await instances.send(below(2), headers, { query: step.query, variables: step.variables });
    count(report.byKind, step.kind);
    if (text === null) report.unanswered += 1;
    else {
      const wasStill = isStill && !isChange && tenant.changes === changes && !tenant.isChanging;
      const shown = tenant.current === null ? [] : [tenant.current as Connection];
      finds.note(text, judge(tenant.name, step, text, wasStill ? shown : tenant.own, wasStill));
    }
    if (isChange) {
      if (text === null) tenant.current = undefined;
      else if (step.leadsTo !== 'same' && hasSucceeded(text)) tenant.current = step.leadsTo;
      tenant.isChanging = false;
      tenant.changes += 1;
    }
  }

  let begun = 0;
  let killing = Promise.resolve();
  async function work(): Promise<void> {
    while (begun < operations && performance.now() < until && !(options.mutant && report.leaks.length > 0)) {
      begun += 1;
      if (begun % killEvery === 0)
        killing = killing.then(async () => {
          await instances.replace(below(2));
          report.kills += 1;
        });
      await operate();
      report.operations += 1;
      if (report.operations % 1_000 === 0) options.onProgress?.(report);
    }
  }
  try {
    await Promise.all(Array.from({ length: concurrency }, work));
    await killing;
  } finally {
    await instances.close();
    await sandbox.close();
  }
  return report;
}

/** Any tenant; one without companies less often, because most of its answers are refusals. */
function anyTenant(tenants: readonly Tenant[], below: (end: number) => number): Tenant {
  const isStranger = below(10) === 0;
  const found = tenants.filter(({ own }) => (own.length === 0) === isStranger);
  return found[below(found.length)] as Tenant;
}

/** The ids that a step asks for. */
const idsIn = ({ variables }: Step): string[] =>
  [...JSON.stringify(variables ?? {}).matchAll(/"([\w-]{22})"/g)].map(([, id = '']) => id);

const count = (counts: Record<string, number>, name: string) => {
  counts[name] = (counts[name] ?? 0) + 1;
};

/** Whether an operation that would change the connection has done so. */
const hasSucceeded = (text: string): boolean => !text.includes('"errors"') && !text.includes('"ConnectProblem"');

/** Notes what an answer contains: leaks, and that there is something to leak. Returns the ids in it. */
function createJudge(report: MixedReport, inspect: ReturnType<typeof createInspection>, owners: IdOwners) {
  return (tenant: string, step: Step, text: string, allowed: readonly Connection[], isStrict: boolean): string[] => {
    const { leaks, shown, ids, users, codes } = inspect(text, allowed);
    report.shown += shown;
    report.idsChecked += ids.length;
    if (isStrict) report.strict += 1;
    for (const code of codes) count(report.codes, code);
    const foreign = [
      ...ids.filter((id) => owners.see(id, tenant) !== tenant).map((id) => `id ${id}`),
      ...users.filter((name) => name !== tenant).map((name) => `user of ${name}`),
    ];
    for (const leak of [...leaks, ...foreign])
      if (report.leaks.length < 100)
        report.leaks.push(`${tenant} found ${leak} by ${step.kind}${isStrict ? '' : ' during a change'}`);
    return ids;
  };
}
