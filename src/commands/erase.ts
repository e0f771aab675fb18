import { randomBytes } from 'node:crypto';
import { AccountsUnusable, CredentialsUnavailable } from '../accounts/errors.ts';
import type { App } from '../app.ts';
import { AuditUnavailable, AuditUnusable } from '../audit/audit.ts';
import { ConfigInvalid } from '../config.ts';
import { SecretFileUnusable } from '../secretFiles.ts';
import { failing, UsageWrong } from './command.ts';
import { openApp } from './openApp.ts';

const foreseen = [
  ConfigInvalid,
  SecretFileUnusable,
  AccountsUnusable,
  AuditUnusable,
  AuditUnavailable,
  CredentialsUnavailable,
];

/** Erases the tenant that the command line names, from the stores and the Redis of the settings; instances may be running. */
export async function run([tenant, ...others]: string[]): Promise<void> {
  if (tenant === undefined || others.length > 0) throw new UsageWrong('It takes the name of one tenant.');
  await failing(foreseen, async () => {
    const app = await openApp();
    const wasStored = await erase(app, tenant).finally(app.stop);
    process.stdout.write(wasStored ? 'The tenant was erased.\n' : 'Nothing was stored about this tenant.\n');
  });
}

/** Erases a tenant, and records it as the mutation `eraseTenant` does: before and after. */
async function erase({ accounts, audit }: App, tenant: string): Promise<boolean> {
  const name = 'eraseTenant';
  const correlationId = randomBytes(16).toString('hex');
  const notes = audit.notesOf({ tenant, subject: 'npm run erase', correlationId, scopes: [] });
  // A record that cannot be decrypted is erased, too.
  const accountId = await accounts.find(tenant).then(
    (account) => account?.id ?? null,
    () => null,
  );
  await notes.accountOperationStarts(name, accountId);
  const end = async (outcome: string) => {
    notes.accountOperation(name, outcome);
    const entry = notes.entry(true, accountId);
    if (entry !== null) await audit.write(entry);
  };
  try {
    const wasStored = await accounts.erase(tenant);
    await end(wasStored ? 'erased' : 'not stored');
    return wasStored;
  } catch (failure) {
    await end(failure instanceof CredentialsUnavailable ? 'CREDENTIALS_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR');
    throw failure;
  }
}
