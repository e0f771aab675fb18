import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { SignJWT } from 'jose';
import { decodeId } from '../../src/graph/server/ids.ts';
import { scopes } from '../../src/graph/server/viewer.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { bundle } from '../support/bundle.ts';
import { type Connection, createInspection, markedCompany } from './markedCompanies.ts';
import { anyOperation, anyRead, type Step, tryWrongKey } from './steps.ts';
import { audience, issuer } from './tokens.ts';

/** The tenants and the companies that each may connect. Two tenants share one, and one tenant has none. */
const pools: Record<string, Connection[]> = {
  t0: [0, 1].map((company) => ({ company, keyName: 'whole' })),
  t1: [2, 3].map((company) => ({ company, keyName: 'whole' })),
  t2: [4, 5].map((company) => ({ company, keyName: 'whole' })),
  t3: [
    { company: 4, keyName: 'branch' },
    { company: 6, keyName: 'whole' },
  ],
  stranger: [],
};
const companyCount = 7;
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
  /** Operations under way at once. */
  concurrency?: number;
  /** How many reads there are for each operation on an account, and operations between two kills of an instance. */
  readsPerChange?: number;
  killEvery?: number;
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

/** Two instances, each replaced by another when it is killed. */
async function startInstances(env: Record<string, string>) {
  const program = await bundle('test/load/instance.ts');
  async function start() {
    const child: ChildProcess = fork(program, { env: { ...process.env, ...env }, execArgv: [] });
    const [{ port }] = await Promise.race([
      once(child, 'message') as Promise<[{ port: number }]>,
      once(child, 'exit').then(() => Promise.reject(new Error('an instance has ended before it listened'))),
    ]);
    return { child, url: `http://127.0.0.1:${port}/graphql` };
  }
  const end = async ({ child }: Awaited<ReturnType<typeof start>>) => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  const instances = await Promise.all([start(), start()]);
  let away: number | null = null;
  return {
    /** The address of one of them, or of the other while it is being replaced. */
    url: (index: number) => (instances[index === away ? 1 - index : index] as (typeof instances)[number]).url,
    async replace(index: number) {
      // What is under way ends with the process.
      const ended = end(instances[index] as (typeof instances)[number]);
      away = index;
      await ended;
      instances[index] = await start();
      away = null;
    },
    close: () => Promise.all(instances.map(end)),
  };
}

/** Ids and cursors that answers have contained, the latest of each tenant. */
function createFinds() {
  const most = 400;
  const all: Record<'ids' | 'cursors', string[]> = { ids: ['none'], cursors: ['none'] };
  const keep = (kind: keyof typeof all, texts: Iterable<string>) => {
    for (const text of texts) if (!all[kind].includes(text)) all[kind].push(text);
    if (all[kind].length > most) all[kind].splice(0, all[kind].length - most);
  };
  return {
    all,
    note(text: string) {
      keep('ids', [...text.matchAll(/"id":"([^"]+)"/g)].map(([, id = '']) => id).slice(0, 20));
      keep('cursors', [...text.matchAll(/"cursor":"([^"]+)"/g)].map(([, cursor = '']) => cursor).slice(0, 3));
    },
  };
}

const kinds = [
  'employee',
  'position',
  'contract',
  'department',
  'establishment',
  'legalEntity',
  'qualification',
] as const;

/** Finds ids of accounts that belong to other tenants, alone or in the ids of things. An account is of the tenant that it is first seen by. */
function createAccountCheck() {
  const owners = new Map<string, string>();
  return function foreignIn(text: string, tenant: string): string[] {
    const found = [...text.matchAll(/"(?:id|accountId|natureId)":"([^"]+)"/g)].map(([, id = '']) => {
      const isOf = (account: string) => kinds.some((kind) => decodeId(kind, account, id) !== null);
      return [...owners.keys()].find(isOf) ?? id;
    });
    for (const account of found) if (!owners.has(account)) owners.set(account, tenant);
    const users = [...text.matchAll(/user-of-(\w+)/g)].map(([, name = '']) => name);
    return [
      ...found.filter((account) => owners.get(account) !== tenant).map((account) => `account ${account}`),
      ...users.filter((name) => name !== tenant).map((name) => `user of ${name}`),
    ];
  };
}

async function tokensOf(secret: string): Promise<Record<string, string>> {
  const sign = (tenant: string) =>
    new SignJWT({ tenant_id: tenant, scope: scopes.join(' ') })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(`user-of-${tenant}`)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('20 hours')
      .sign(Buffer.from(secret));
  return Object.fromEntries(
    await Promise.all(Object.keys(pools).map(async (name) => [name, await sign(name)] as const)),
  );
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
  } = options;
  const companies = Array.from({ length: companyCount }, (_, index) => markedCompany(index));
  const sandbox = await createSandbox({ companies, requestsPerMinute: 100_000 });
  const secret = randomBytes(32).toString('base64url');
  const tokens = await tokensOf(secret);
  const instances = await startInstances({
    STORE_URL: options.storeUrl,
    TABLE: options.table ?? '',
    KEYRING: options.keyring,
    ...(options.redis && { REDIS_URL: options.redis.url, REDIS_PREFIX: options.redis.prefix }),
    SANDBOX_PORT: String(sandbox.port),
    SECRET: secret,
    CLOCK_OFFSET: String(Date.parse(`${day}T08:00:00Z`) - Date.now()),
  });
  const until = performance.now() + forMs;
  const below = createRandom(options.seed);
  const report: MixedReport = {
    operations: 0,
    byKind: {},
    unanswered: 0,
    kills: 0,
    shown: 0,
    strict: 0,
    codes: {},
    leaks: [],
  };
  const judge = createJudge(report, createInspection(companies));
  const finds = createFinds();
  const tenants = Object.entries(pools).map(
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

  function nextStep(tenant: Tenant): Step {
    const sources = { below, ...finds.all };
    const isIdle = !tenant.isChanging && below(readsPerChange) === 0;
    if (!isIdle) return anyRead(sources);
    if (below(tenant.own.length === 0 ? 2 : 12) === 0 && performance.now() - tenant.lastWrongKeyAt > wrongKeyEveryMs) {
      if (tenant.own.length > 0) tenant.lastWrongKeyAt = performance.now();
      return tryWrongKey(below(companyCount - 1));
    }
    if (tenant.own.length === 0) return anyRead(sources);
    return anyOperation(sources, tenant.own, tenant.current ?? null);
  }

  async function operate(): Promise<void> {
    // The last one has no account: most of its answers are refusals.
    const tenant = tenants[below(10) === 0 ? tenants.length - 1 : below(tenants.length - 1)] as Tenant;
    const step = nextStep(tenant);
    const isStill = !tenant.isChanging && tenant.current !== undefined;
    const isChange = step.leadsTo !== undefined;
    if (isChange) {
      tenant.isChanging = true;
      tenant.changes += 1;
    }
    const { changes } = tenant;
    const text = await send(instances.url(below(2)), tokens[tenant.name] ?? '', step, below(15) === 0);
    count(report.byKind, step.kind);
    if (text === null) report.unanswered += 1;
    else {
      const wasStill = isStill && !isChange && tenant.changes === changes && !tenant.isChanging;
      const shown = tenant.current === null ? [] : [tenant.current as Connection];
      judge(tenant.name, step, text, wasStill ? shown : tenant.own, wasStill);
      finds.note(text);
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
    while (begun < operations && performance.now() < until) {
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

const count = (counts: Record<string, number>, name: string) => {
  counts[name] = (counts[name] ?? 0) + 1;
};

/** Whether an operation that would change the connection has done so. */
const hasSucceeded = (text: string): boolean => !text.includes('"errors"') && !text.includes('"ConnectProblem"');

/** Notes what an answer contains: leaks, and that there is something to leak. */
function createJudge(report: MixedReport, inspect: ReturnType<typeof createInspection>) {
  const foreignIn = createAccountCheck();
  return (tenant: string, step: Step, text: string, allowed: readonly Connection[], isStrict: boolean) => {
    const { leaks, shown } = inspect(text, allowed);
    report.shown += shown;
    if (isStrict) report.strict += 1;
    for (const [, code = ''] of text.matchAll(/"code":"([A-Z_]+)"/g)) count(report.codes, code);
    for (const leak of [...leaks, ...foreignIn(text, tenant)])
      if (report.leaks.length < 100)
        report.leaks.push(`${tenant} found ${leak} by ${step.kind}${isStrict ? '' : ' during a change'}`);
  };
}

/** Sends a step; null if there was no answer, because the instance was killed. */
async function send(
  url: string,
  token: string,
  { query, variables }: Step,
  isUncached: boolean,
): Promise<string | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        ...(isUncached && { 'cache-control': 'no-cache' }),
      },
      body: JSON.stringify({ query, variables }),
    });
    return await response.text();
  } catch (failure) {
    if (failure instanceof TypeError) return null;
    throw failure;
  }
}
