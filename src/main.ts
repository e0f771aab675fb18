import { readFileSync } from 'node:fs';
import { AccountsUnusable, CredentialsUnavailable } from './accounts/errors.ts';
import { AddressUnusable, createApp } from './app.ts';
import { type Config, ConfigInvalid, policyOf, readConfig } from './config.ts';
import { createAuthenticate } from './http/authenticate.ts';
import { PagesNotBuilt } from './http/pages.ts';
import { createProveRouter } from './http/routerSecret.ts';
import { createLog, describeError } from './telemetry/log.ts';

// As late as that, the process has more to do than it can, and some callers are better sent elsewhere than all kept waiting.
const shedAboveMs = 250;

/** Serves as the environment says, until SIGTERM or SIGINT. */
async function main() {
  const config = readConfig();
  const log = createLog(config.LOG_LEVEL);
  const app = await createApp({
    storeUrl: config.STORE_URL,
    store: {
      connectTimeoutMs: config.POSTGRES_CONNECT_TIMEOUT_MS,
      queryTimeoutMs: config.POSTGRES_QUERY_TIMEOUT_MS,
    },
    keyringFile: config.MASTER_KEY_FILE,
    authenticate: createAuthenticate({
      keys: signingKeys(config),
      issuer: config.JWT_ISSUER,
      audience: config.JWT_AUDIENCE,
      tenantClaim: config.JWT_TENANT_CLAIM,
    }),
    proveRouter:
      config.ROUTER_SECRET_FILE === undefined ? undefined : createProveRouter(routerSecrets(config.ROUTER_SECRET_FILE)),
    log,
    ...(config.REDIS_URL !== undefined && {
      redis: { url: config.REDIS_URL, instances: config.INSTANCES, timeoutMs: config.REDIS_PATIENCE_MS },
    }),
    policy: policyOf(config),
    deadlineMs: config.OPERATION_DEADLINE_MS,
    notReadyMs: config.NOT_READY_SECONDS * 1000,
    freshMs: config.FRESH_SECONDS * 1000,
    staleMs: config.STALE_SECONDS * 1000,
    recheckAfterMs: config.RECHECK_HOURS === 0 ? null : config.RECHECK_HOURS * 3_600_000,
    cacheBytes: config.CACHE_MEGABYTES * 1_000_000,
    introspection: config.INTROSPECTION,
    showsValidation: config.INTROSPECTION,
    explorer: config.EXPLORER,
    connectPage: config.CONNECT_PAGE,
    metrics: config.METRICS,
    shedAboveMs,
  });
  const port = await app.listen(config.PORT, config.HOST);
  // An operation takes as long as its deadline, and a moment to be written down; whatever takes longer than that never ends.
  const longestStopMs = config.NOT_READY_SECONDS * 1000 + config.OPERATION_DEADLINE_MS + 3_000;
  let exitCode = 0;
  const end = async (code: number) => {
    exitCode = Math.max(exitCode, code);
    setTimeout(() => process.exit(1), longestStopMs).unref();
    await app.stop();
    process.exit(exitCode);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(0));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      log.fatal(describeError(error), 'a fault of ours: the process finishes what is under way and ends');
      end(1).catch(() => process.exit(1));
    });
  log.info({ port }, 'listening');
}

function signingKeys({ JWT_JWKS_URL, JWT_KEYS_STALE_HOURS, JWT_SECRET_FILE }: Config) {
  if (JWT_JWKS_URL !== undefined) return { jwksUrl: JWT_JWKS_URL, staleMs: JWT_KEYS_STALE_HOURS * 3_600_000 };
  const [secret = ''] = readSecrets('JWT_SECRET_FILE', JWT_SECRET_FILE ?? '', 1);
  return { secret: Buffer.from(secret) };
}

const routerSecrets = (path: string) => readSecrets('ROUTER_SECRET_FILE', path, 2);

/** Reads secrets from a file, one a line. Throws `ConfigInvalid`. */
function readSecrets(name: string, path: string, most: number): string[] {
  const secrets = readText(name, path)
    .trim()
    .split(/\s*\n\s*/);
  if (secrets.length > most)
    throw new ConfigInvalid(`${name}: there are ${secrets.length} secrets, where ${most} may be.`);
  if (secrets.some((secret) => Buffer.byteLength(secret) < 32))
    throw new ConfigInvalid(`${name}: the secret is shorter than 32 bytes.`);
  return secrets;
}

function readText(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ConfigInvalid(`${name}: the file cannot be read.`);
  }
}

main().catch((error: unknown) => {
  const isForeseen = [ConfigInvalid, AccountsUnusable, CredentialsUnavailable, PagesNotBuilt, AddressUnusable].some(
    (kind) => error instanceof kind,
  );
  process.stderr.write(`${error instanceof Error ? error[isForeseen ? 'message' : 'stack'] : error}\n`);
  process.exit(1);
});
