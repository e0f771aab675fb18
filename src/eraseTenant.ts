import { AccountsUnusable, CredentialsUnavailable } from './accounts/errors.ts';
import { createApp } from './app.ts';
import { AuditUnusable } from './audit/audit.ts';
import { appSettings, ConfigInvalid, keyWrappersOf, readConfig } from './config.ts';
import { SecretFileUnusable } from './secretFiles.ts';
import { createLog } from './telemetry/log.ts';

/** Erases the tenant that the command line names, from the stores and the Redis of the settings; instances may be running. */
async function main() {
  const [tenant, ...others] = process.argv.slice(2);
  if (tenant === undefined || others.length > 0) throw new ConfigInvalid('Usage: npm run erase -- <tenant>');
  const config = readConfig();
  const app = await createApp({
    ...appSettings(config),
    keyWrappers: keyWrappersOf(config),
    // Serves nobody.
    authenticate: async () => null,
    recheckAfterMs: null,
    notReadyMs: 0,
    explorer: false,
    connectPage: false,
    log: createLog(config.LOG_LEVEL, (line) => void process.stderr.write(line)),
  });
  const wasStored = await app.accounts.erase(tenant);
  await app.stop();
  process.stdout.write(wasStored ? 'The tenant is erased.\n' : 'Nothing of this tenant was stored.\n');
}

const foreseen = [ConfigInvalid, SecretFileUnusable, AccountsUnusable, AuditUnusable, CredentialsUnavailable];

main().catch((error: unknown) => {
  const isForeseen = foreseen.some((kind) => error instanceof kind);
  process.stderr.write(`${error instanceof Error ? error[isForeseen ? 'message' : 'stack'] : error}\n`);
  process.exit(1);
});
