import { once } from 'node:events';
import { AccountsUnusable, CredentialsUnavailable } from '../accounts/errors.ts';
import { openVault } from '../accounts/sealing/vault.ts';
import { openHashName } from '../accounts/store/nameHash.ts';
import { createStore } from '../accounts/store/store.ts';
import { AuditUnusable, openAuditStore } from '../audit/audit.ts';
import { textOf } from '../audit/lines.ts';
import { verifyAudit } from '../audit/verify.ts';
import { keyringFileOf } from '../config/appSettings.ts';
import { ConfigInvalid, readConfig } from '../config.ts';
import { SecretFileUnusable } from '../secretFiles.ts';
import { failing, UsageWrong } from './command.ts';

const foreseen = [ConfigInvalid, SecretFileUnusable, AccountsUnusable, AuditUnusable, CredentialsUnavailable];

/** Writes the audit to standard output, a line each, and what is wrong with it to standard error: then it ends with 1. */
export async function run(words: string[]): Promise<void> {
  if (words.length > 0) throw new UsageWrong('It takes no arguments.');
  await failing(foreseen, exportAudit);
}

async function exportAudit(): Promise<void> {
  const config = readConfig();
  const vault = await openVault(keyringFileOf(config));
  const store = await createStore(config.STORE_URL);
  const hash = await openHashName(vault, store);
  await store.disconnect();
  const audit = await openAuditStore({ storeUrl: config.STORE_URL, directory: config.AUDIT_DIRECTORY });
  await verifyAudit(audit, hash, {
    async onLine(line) {
      if (!process.stdout.write(`${textOf(line)}\n`)) await once(process.stdout, 'drain');
    },
    onProblem(problem) {
      process.stderr.write(`${problem}\n`);
      process.exitCode = 1;
    },
  });
  await audit.close();
}
