import './production.ts';
import { AccountsUnusable, CredentialsUnavailable } from './accounts/errors.ts';
import { createApp, RedisUnusable } from './app.ts';
import { AuditUnusable } from './audit/audit.ts';
import { appSettings, keyWrappersOf } from './config/appSettings.ts';
import type { Config } from './config/environment.ts';
import { ConfigInvalid, readConfig } from './config.ts';
import { createAuthenticate } from './http/authenticate.ts';
import { AddressUnusable } from './http/listen.ts';
import { PagesNotBuilt } from './http/pages.ts';
import { createProveRouter } from './http/routerSecret.ts';
import { readTrustedDocuments, TrustedDocumentsUnusable } from './http/trustedDocuments.ts';
import { SecretFileUnusable } from './secretFiles.ts';
import { readRouterSecrets, readTokenSecret } from './secrets.ts';
import { createLog, describeError, type Log } from './telemetry/log.ts';
import { ExporterUnknown, startTelemetry } from './telemetry/sdk.ts';
import { hourMs, secondMs } from './time.ts';

// With the event loop this late the process is overloaded: refusing some callers is better than delaying all of them.
const shedAboveMs = 250;

/** Errors that a start may fail with, whose message is for the operator. */
const foreseen = [
  ConfigInvalid,
  SecretFileUnusable,
  AccountsUnusable,
  RedisUnusable,
  AuditUnusable,
  CredentialsUnavailable,
  PagesNotBuilt,
  TrustedDocumentsUnusable,
  AddressUnusable,
  ExporterUnknown,
];

/** Serves with the settings of the environment until SIGTERM or SIGINT. */
async function main() {
  const config = readConfig();
  const log = createLog(config.LOG_LEVEL);
  const routerSecrets = readRouterSecrets(config);
  // Before the app, which makes its instruments of what is registered.
  const endTelemetry = await startTelemetry();
  const app = await createApp({
    ...appSettings(config),
    keyWrappers: keyWrappersOf(config),
    authenticate: createAuthenticate({
      keys: signingKeys(config, log),
      issuer: config.JWT_ISSUER,
      audience: config.JWT_AUDIENCE,
      tenantClaim: config.JWT_TENANT_CLAIM,
      scopeClaim: config.JWT_SCOPE_CLAIM,
      maxLifeMs: config.JWT_MAX_LIFE_SECONDS * secondMs,
    }),
    proveRouter: routerSecrets === null ? undefined : createProveRouter(routerSecrets),
    trustedDocuments:
      config.TRUSTED_DOCUMENTS_FILE === undefined ? undefined : readTrustedDocuments(config.TRUSTED_DOCUMENTS_FILE),
    log,
    shedAboveMs,
  });
  const port = await app.listen(config.PORT, config.HOST);
  // An operation ends by its deadline, and needs a moment to be logged. Anything that takes longer is stuck.
  const longestStopMs = config.NOT_READY_SECONDS * secondMs + config.OPERATION_DEADLINE_MS + 3 * secondMs;
  let exitCode = 0;
  const end = async (code: number) => {
    exitCode = Math.max(exitCode, code);
    setTimeout(() => process.exit(1), longestStopMs).unref();
    await app.stop();
    await endTelemetry();
    process.exit(exitCode);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(0));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      log.fatal(
        describeError(error),
        'an unexpected exception: the process finishes the requests in progress and exits',
      );
      end(1).catch(() => process.exit(1));
    });
  log.info({ port }, 'listening');
}

function signingKeys(config: Config, log: Log) {
  const { JWT_JWKS_URL, JWT_KEYS_STALE_HOURS } = config;
  if (JWT_JWKS_URL !== undefined)
    return {
      jwksUrl: JWT_JWKS_URL,
      staleMs: JWT_KEYS_STALE_HOURS * hourMs,
      watch: {
        onLost: (reason: string) =>
          log.warn({ reason }, 'the keys that sign tokens cannot be refreshed: the last known ones stay in use'),
        onBack: () => log.warn({}, 'the keys that sign tokens can be read again'),
      },
    };
  const secret = readTokenSecret(config);
  if (secret === null) throw new ConfigInvalid(['JWT_SECRET_FILE: a file with the secret that verifies tokens']);
  return { secret };
}

main().catch((error: unknown) => {
  const isForeseen = foreseen.some((kind) => error instanceof kind);
  process.stderr.write(`${error instanceof Error ? error[isForeseen ? 'message' : 'stack'] : error}\n`);
  process.exit(1);
});
