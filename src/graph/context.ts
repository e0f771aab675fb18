import type { Account, Accounts } from '../accounts/accounts.ts';
import { AccountNotConnected, CredentialsUnavailable } from '../accounts/errors.ts';
import type { Vault } from '../accounts/sealing/vault.ts';
import type { Audit } from '../audit/audit.ts';
import type { Notes } from '../audit/notes.ts';
import type { AccountCaches, OpenCaches } from '../cache/accountCaches.ts';
import type { Derived } from '../cache/derived.ts';
import type { KeptResponses } from '../cache/keptResponses.ts';
import type { Policies } from '../loaders/freshness.ts';
import { createLoaders, type Loaders, type LoadersOptions } from '../loaders/loaders.ts';
import type { Lucca } from '../lucca/client.ts';
import { LuccaRateLimited, LuccaTimeout } from '../lucca/errors.ts';
import { retrySeconds, withTimeout } from '../time.ts';
import { Unauthenticated } from './errors.ts';
import type { Inferences } from './remunerationMapping/inference.ts';
import { createErrorLimit, type ErrorLimit } from './server/errorLimit.ts';
import type { Work } from './server/scheduler.ts';
import type { Viewer } from './server/viewer.ts';

/** What every resolver of one request shares. */
export type GraphContext = {
  /** The caller; null without a token. */
  viewer: Viewer | null;
  correlationId: string;
  /** The deadline of the request, in milliseconds since 1970. */
  deadlineAt: number;
  /** Whether Lucca was asked at this instant for this request, and not for one before. */
  isLive(fetchedAt: number): boolean;
  /** The processor time that the request takes. */
  work: Work;
  /** Counts the fields that fail. */
  errors: ErrorLimit;
  /** The day of the request, `YYYY-MM-DD` in UTC. */
  today: string;
  accounts: Accounts;
  lucca: Pick<Lucca, 'quota'>;
  vault: Pick<Vault, 'sealer' | 'digester'>;
  inferences: Inferences;
  audit: Pick<Audit, 'page'>;
  /** What the audit will say of this request. */
  notes: Notes;
  /** The tenant's account as of the start of the request, or as the request has changed it; null when none is connected. */
  account(): Account | null;
  /** Reads the account from the store, for an operation that changes it. */
  refreshAccount(): Promise<void>;
  /** Sets the account after the request has changed it: the rest of the response is resolved from it. */
  setAccount(account: Account | null): void;
  /** Whether `connection` returns. */
  isConnected(): boolean;
  /** The connected account with its loaders; throws `AccountNotConnected` when there is none. */
  connection(): ConnectedAccount;
  /** Called once the response is written: the rows that it was written from may then be evicted from memory. */
  close(): void;
};

/** A connected account, what loads from it, what was made of its rows, and the responses written from them. */
export type ConnectedAccount = {
  account: Account;
  loaders: Loaders;
  derived<Value extends { size: number }>(): Derived<Value>;
  keptResponses<Response extends { size: number }>(): KeptResponses<Response>;
};

/** What outlives requests, and their settings; durations are in milliseconds. */
export type ContextOptions = {
  accounts: Accounts;
  lucca: Lucca;
  vault: Pick<Vault, 'sealer' | 'digester'>;
  caches: AccountCaches;
  policies: Policies;
  inferences: Inferences;
  audit: Audit;
  /** Names a user by a keyed hash. */
  nameSubject: (viewer: Pick<Viewer, 'tenant' | 'subject'>) => string;
  deadlineMs: number;
  /** How long a read continues for later requests after the request that started it has ended. */
  readMs: number;
  countRows?: LoadersOptions['countRows'];
  now: () => number;
};

/** What one request brings: its caller, and how fresh the data has to be. */
export type ContextRequest = {
  viewer: Viewer | null;
  correlationId: string;
  /** The maximum age of data that the caller accepts, in milliseconds; null for the default. */
  maxAgeMs: number | null;
  startedAt: number;
  work: Work;
  notes: Notes;
};

/** Creates the context of one request. Reads the account store, unless it was read within the last seconds. Reads nothing from Lucca. */
export async function createContext(options: ContextOptions, request: ContextRequest): Promise<GraphContext> {
  const { accounts, lucca, vault } = options;
  const { viewer, correlationId, startedAt, work, notes } = request;
  let current = await lookUp(options, viewer?.tenant ?? null);
  const account = () => {
    if ('failure' in current) throw current.failure;
    return current.account;
  };
  const deadlineAt = startedAt + options.deadlineMs;
  let connected: ConnectedAccount | undefined;
  const caches = options.caches.open();

  return {
    viewer,
    correlationId,
    deadlineAt,
    isLive: (fetchedAt) => fetchedAt >= startedAt,
    work,
    errors: createErrorLimit(),
    today: new Date(startedAt).toISOString().slice(0, 10),
    accounts,
    lucca,
    vault,
    inferences: options.inferences,
    audit: options.audit,
    notes,
    account,
    async refreshAccount() {
      current = { account: viewer && (await accounts.find(viewer.tenant)) };
      connected = undefined;
    },
    setAccount(account) {
      current = { account };
      connected = undefined;
    },
    isConnected: () => 'account' in current && current.account !== null,
    connection() {
      connected ??= connect(account(), { ...options, caches }, request, deadlineAt);
      return connected;
    },
    close: caches.close,
  };
}

type AccountLookup = { account: Account | null } | { failure: unknown };

/**
 * Looks up the account of a tenant; a failure is a result. Introspection and supergraph composition do not need the store: only fields that
 * need the account fail with its error.
 */
function lookUp(
  { accounts, deadlineMs }: ContextOptions,
  tenant: string | null,
): AccountLookup | Promise<AccountLookup> {
  if (tenant === null) return { failure: new Unauthenticated() };
  const account = accounts.recent(tenant);
  if (!(account instanceof Promise)) return { account };
  return withTimeout(account, deadlineMs, () => new CredentialsUnavailable(undefined)).then(
    (account) => ({ account }),
    (failure: unknown) => ({ failure }),
  );
}

/** Connects a request to its account. Throws `AccountNotConnected` if there is none. Sends nothing to Lucca until something is loaded. */
function connect(
  account: Account | null,
  options: Omit<ContextOptions, 'caches'> & { caches: OpenCaches },
  { viewer, startedAt, maxAgeMs, work, notes }: ContextRequest,
  deadlineAt: number,
): ConnectedAccount {
  if (!account) throw new AccountNotConnected();
  const { accounts, lucca, now } = options;
  const loaders = createLoaders({
    caches: options.caches,
    policies: options.policies,
    startedAt,
    maxAgeMs,
    account,
    subject: viewer && options.nameSubject(viewer),
    credentials: () => {
      notes.usedKey();
      return accounts.credentials(account);
    },
    rightsChangedAt: account.rightsChangedAt === null ? 0 : Date.parse(account.rightsChangedAt),
    // If the store does not respond, the state of the connection is unknown.
    isCurrent: () => accounts.isCurrent(account).catch(() => true),
    turns: work,
    deadlineAt,
    readDeadlineAt: startedAt + options.readMs,
    onLate: () => lateError(lucca, account.host, now),
    now,
    countRows: options.countRows,
    onRead: () => accounts.onRead(account),
    onFailure: (failure) => accounts.onFailure(account, failure),
  });
  const { caches } = options;
  return {
    account,
    loaders,
    derived: () => caches.derived(account),
    keptResponses: () => caches.keptResponses(account),
  };
}

/** The error of a request that has reached its deadline: the host's quota is used up, or Lucca is slow. */
function lateError(lucca: Lucca, host: string, now: () => number) {
  const readAt = lucca.nextReadAt(host);
  // The clock is read after the quota, so that a read that could be sent at once never seems to have to wait.
  const waitMs = readAt - now();
  if (waitMs <= 0) return new LuccaTimeout({ resource: 'operation' });
  return new LuccaRateLimited({ resource: 'operation', retryAfterSeconds: retrySeconds(waitMs) });
}
