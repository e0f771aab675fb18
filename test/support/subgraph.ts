import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import type { Dispatcher } from 'undici';
import { expect } from 'vitest';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import type { AppOptions } from '../../src/app/options.ts';
import { createApp } from '../../src/app.ts';
import { scopes } from '../../src/graph/server/viewer.ts';
import { createAuthenticate } from '../../src/http/authenticate.ts';
import {
  type CompanyOptions,
  createCompany,
  hosts,
  type TrappedCompany,
} from '../../src/sandbox/companies/companies.ts';
import { findKey, type KeyName } from '../../src/sandbox/companies/keys.ts';
import type { Control } from '../../src/sandbox/control.ts';
import { createSandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { atEndOfFile } from './endOfFile.ts';
import { withFewPeople } from './fewPeople.ts';
import { noteHeard } from './heard.ts';

/** What the tests sign tokens with. */
export const testSecret = 'a secret that the tests share with nobody';
const secret = new TextEncoder().encode(testSecret);
const issuer = 'https://issuer.test';
const audience = 'lucca-subgraph';

/** The day all tests take place on; the sandbox's data and the subgraph's clock agree on it. */
export const today = '2026-11-24';

/** A clock that goes on from noon of that day. */
export const now = () => Date.parse(`${today}T12:00:00Z`) + Math.floor(performance.now());

/**
 * Who asks, by the token: the tenant, its user, the scopes (all unless said otherwise), who among the tenant's people (nobody) and of
 * which account (not said), and when it was issued, in seconds since 1970 (not said).
 */
export type TokenOptions = {
  tenant?: string;
  subject?: string;
  scope?: string;
  employeeId?: unknown;
  accountId?: unknown;
  issuedAt?: number;
};

/** How a request is sent: the caller, who may have no token, and further headers. */
export type RequestOptions = TokenOptions & { isAnonymous?: boolean; headers?: Record<string, string> };

/** Reads from Lucca instead of the cache. */
export const uncached: RequestOptions = { headers: { 'cache-control': 'no-cache' } };

/** Signed tokens, by their options. */
const tokens = new Map<string, Promise<string>>();

/** Returns a token signed as the issuer would, each once only. */
export function tokenFor(options: TokenOptions = {}): Promise<string> {
  const { tenant, subject, scope, employeeId, accountId, issuedAt } = options;
  const key = JSON.stringify({ tenant, subject, scope, employeeId, accountId, issuedAt });
  const token = tokens.get(key) ?? signToken(options);
  tokens.set(key, token);
  return token;
}

function signToken(options: TokenOptions): Promise<string> {
  const { tenant = 'acme', subject = 'user-1', scope = scopes.join(' ') } = options;
  const { employeeId, accountId, issuedAt } = options;
  const claims = { lucca_employee_id: employeeId, lucca_account_id: accountId, iat: issuedAt };
  const given = Object.entries(claims).filter(([, claim]) => claim !== undefined);
  return new SignJWT({ tenant_id: tenant, scope, ...Object.fromEntries(given) })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime('1 day')
    .sign(secret);
}

/** An answer of the subgraph. */
// biome-ignore lint/suspicious/noExplicitAny: tests read the answer of a query they have just written.
export type Answer = { data: any; errors?: { message: string; path?: (string | number)[]; extensions: Extensions }[] };

/** What a client may read of an error, besides its message and its path. */
type Extensions = { code: string; retryable: boolean; retryAfterSeconds?: number; correlationId: string };

/** What a test may set up differently. */
export type SubgraphOptions = {
  /** Companies of the sandbox; acme unless said otherwise. */
  companies?: TrappedCompany[];
  sandbox?: Omit<SandboxOptions, 'companies'>;
  app?: Partial<AppOptions>;
  /** Connects to the sandbox, given its port. */
  agent?: (port: number) => Dispatcher;
};

/** Starts a sandbox and the subgraph in front of it, both over real HTTP, for the tests of one file. */
export async function startSubgraph({
  companies = [createTestCompany(hosts.acme)],
  sandbox,
  app,
  agent,
}: SubgraphOptions = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'subgraph-'));
  const keyringFile = join(directory, 'keyring.json');
  await createKeyringFile(keyringFile);
  const unknown: string[] = [];
  const onUnknown = (message: string) => void unknown.push(message);
  const lucca = await createSandbox({ companies, requestsPerMinute: 100_000, onUnknown, ...sandbox });
  const policy = { requestsPerMinute: 100_000, subjectRequestsPerMinute: 100_000, ...app?.policy };
  let isChanged = true;
  const change = () => {
    isChanged = true;
  };
  const logged: string[] = [];
  const subgraph = await createApp({
    storeUrl: 'memory:',
    keyringFile,
    sandboxPort: lucca.port,
    ...(agent && { dispatcher: agent(lucca.port) }),
    authenticate: createAuthenticate({
      keys: { secret },
      issuer,
      audience,
      tenantClaim: 'tenant_id',
      maxLifeMs: Number.MAX_SAFE_INTEGER,
    }),
    log: createLog('trace', (line) => void logged.push(line)),
    now,
    // The machine may be busy with other tests. What is to be late says so.
    deadlineMs: 60_000,
    ...app,
    policy,
  });
  const port = await subgraph.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= subgraph.stop();
    return stopped;
  };
  atEndOfFile(async () => {
    await stop();
    // Whatever a test does, Lucca hears no more than is allowed.
    for (const { host } of companies) {
      const heard = { highest: lucca.control.highestPerMinute(host), allowed: policy.requestsPerMinute };
      noteHeard(heard);
      expect(heard.highest).toBeLessThanOrEqual(heard.allowed);
    }
    // Nor is Lucca asked for anything that the sandbox cannot answer.
    expect([...new Set(unknown)]).toEqual([]);
    await lucca.close();
    await rm(directory, { recursive: true });
  });

  /** Sends any body and returns the answer as text. */
  async function post(body: unknown, options: RequestOptions = {}): Promise<string> {
    if (JSON.stringify(body).includes('mutation')) change();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(!options.isAnonymous && { authorization: `Bearer ${await tokenFor(options)}` }),
        ...options.headers,
      },
      body: JSON.stringify(body),
    });
    return response.text();
  }

  /** What the sandbox does not know is the likeliest cause of whatever goes wrong, and comes first. */
  const unexpected = (complaint: string) => new Error([...new Set(unknown), complaint].join('\n'));

  const ask = async (query: string, variables: object = {}, options?: RequestOptions): Promise<Answer> =>
    JSON.parse(await post({ query, variables }, options));

  /** Connects a company of the sandbox for a tenant of the same name unless another is given. */
  async function connect(company: TrappedCompany, keyName: KeyName = 'full', tenant = 'acme') {
    const input = { domain: company.host, apiKey: findKey(company, keyName), acceptMissingPermissions: true };
    const document = `mutation ($input: ConnectAccountInput!) {
      connectAccount(input: $input) { __typename ... on ConnectProblem { code message } } }`;
    const { data, errors } = await ask(document, { input }, { tenant });
    if (data?.connectAccount.__typename !== 'AccountConnected')
      throw unexpected(`not connected: ${JSON.stringify({ data, errors })}`);
  }

  const control = notedBy(lucca.control, change);

  return {
    url,
    sandbox: { ...lucca, control },
    companies,
    /** Stops the subgraph before the end of the file. */
    stop,
    /** All lines logged so far. */
    logged,
    post,
    ask,
    /** Asks for something that must succeed whole. */
    async data(query: string, variables?: object, options?: RequestOptions) {
      const { data, errors } = await ask(query, variables, options);
      if (errors) throw unexpected(`${errors.length} unexpected errors: ${JSON.stringify(errors.slice(0, 3))}`);
      return data;
    },
    connect,
    /**
     * Puts everything back as it was after the first call: the sandbox as it began, and one company connected again. Does nothing if no
     * test has changed anything since; what has been read stays cached then.
     */
    async restore(company: TrappedCompany): Promise<boolean> {
      if (!isChanged) return false;
      control.reset();
      await connect(company);
      isChanged = false;
      return true;
    },
    /** Runs `work` and counts the requests that Lucca heard meanwhile, by path. */
    async countRequests(work: () => Promise<unknown>): Promise<{ total: number; byPath: Record<string, number> }> {
      const before = lucca.control.requests().length;
      await work();
      const heard = lucca.control.requests().slice(before);
      const byPath: Record<string, number> = {};
      for (const { path } of heard) byPath[path] = (byPath[path] ?? 0) + 1;
      return { total: heard.length, byPath };
    },
  };
}

/** The same control, which notes each call that may change what Lucca answers. */
function notedBy(control: Control, change: () => void): Control {
  const noting =
    <Args extends unknown[]>(work: (...args: Args) => void) =>
    (...args: Args) => {
      change();
      work(...args);
    };
  const { fail, delay, beforeAnswer, revoke, behave, reset } = control;
  return {
    ...control,
    fail: noting(fail),
    delay: noting(delay),
    change: noting(control.change),
    beforeAnswer: noting(beforeAnswer),
    revoke: noting(revoke),
    behave: noting(behave),
    reset: noting(reset),
  };
}

export type Subgraph = Awaited<ReturnType<typeof startSubgraph>>;

/**
 * A company of the sandbox as of the day the tests take place on: with few people, unless it is said how many there are or the run is
 * thorough.
 */
export function createTestCompany(host: string, options: CompanyOptions = {}): TrappedCompany {
  const company = createCompany(host, { today, ...options });
  return options.employees === undefined ? withFewPeople(company) : company;
}
