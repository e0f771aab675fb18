import type { AccountsParts } from '../accounts/accounts.ts';
import type { WrapperOptions } from '../accounts/sealing/openWrappers.ts';
import type { StoreOptions } from '../accounts/store/store.ts';
import type { AuditOptions } from '../audit/audit.ts';
import type { Authenticate } from '../http/authenticate.ts';
import type { ConnectPageSetup } from '../http/pages.ts';
import type { ProveRouter } from '../http/routerSecret.ts';
import type { TrustedDocuments } from '../http/trustedDocuments.ts';
import type { LuccaOptions, Policy } from '../lucca/client.ts';
import type { RedisOptions } from '../redis/redis.ts';
import type { Log } from '../telemetry/log.ts';

/** Options of the app: durations in milliseconds, sizes in bytes. Omitted options have their value in `defaults`, unless stated here. */
export type AppOptions = {
  /** Where accounts are stored, how long the store may take, and the keyring file that seals them. */
  storeUrl: string;
  store?: StoreOptions;
  keyringFile: string;
  /** Where the data keys are stored; beside the accounts by default. */
  keyStoreUrl?: string | undefined;
  /** What wraps the data keys; the keyring alone by default. */
  keyWrappers?: Pick<WrapperOptions, 'names' | 'token' | 'namespace'>;
  authenticate: Authenticate;
  /** Verifies the router's secret; without it any caller with a token is served. */
  proveRouter?: ProveRouter | undefined;
  /** The only documents that are executed, by id; any document by default. */
  trustedDocuments?: TrustedDocuments | undefined;
  log: Log;
  /** Redis shared by several instances: how many they are, the prefix of its keys, and how long an answer may take. */
  redis?: Pick<RedisOptions, 'url' | 'prefix' | 'timeoutMs'> & { instances: number };
  /** Overrides of `defaultPolicy`. */
  policy?: Partial<Policy>;
  /** An e-mail address or URL at which Lucca can reach you about our requests; sent with each of them. */
  luccaContact?: string;
  /** Port on this machine to connect to instead of every Lucca host, for the demo and for tests. */
  sandboxPort?: number;
  /** Opens the connections instead, for tests in which connections fail; closed with the app. */
  dispatcher?: LuccaOptions['dispatcher'];
  /** The mapping of a new account at this host, for the demo, whose companies are known; empty by default. */
  mappingOfNew?: AccountsParts['mappingOfNew'];
  deadlineMs?: number;
  /** Time between reporting not ready and closing the listener, so that load balancers notice; none by default. */
  notReadyMs?: number;
  freshMs?: number;
  staleMs?: number;
  /** Least age of cached data that a request can ask for; none by default. */
  minMaxAgeMs?: number;
  /** Age at which the rights of an account are checked again; null for never. */
  recheckAfterMs?: number | null;
  /** Time between a rejected key and the request that confirms the rejection, a few seconds by default. */
  confirmAfterMs?: number;
  cacheBytes?: number;
  introspection?: boolean;
  showsValidation?: boolean;
  /** Whether to serve only requests to this machine's own host name, for a server that needs no token. */
  isForThisMachine?: boolean;
  explorer?: boolean;
  connectPage?: boolean;
  /** How the connect page is integrated with other sites. */
  connectSetup?: ConnectPageSetup;
  /** Overrides of the audit's defaults. */
  audit?: Partial<Pick<AuditOptions, 'directory' | 'fileBytes' | 'isRequired' | 'retentionMs' | 'bulkPay'>>;
  /** Whether `/metrics` is served. */
  metrics?: boolean;
  /** Delay of the event loop above which operations are refused; never by default. */
  shedAboveMs?: number;
  now?: () => number;
};
