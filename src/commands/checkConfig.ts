import { AccountsUnusable } from '../accounts/errors.ts';
import { readKeyring } from '../accounts/sealing/keyring.ts';
import { keyringFileOf } from '../config/appSettings.ts';
import { ConfigInvalid, filesOf, readConfig } from '../config.ts';
import { readTrustedDocuments, TrustedDocumentsUnusable } from '../http/trustedDocuments.ts';
import { readSecretFile, SecretFileUnusable } from '../secretFiles.ts';
import { readRouterSecrets, readTokenSecret } from '../secrets.ts';
import { ExporterUnknown, exportersOf } from '../telemetry/sdk.ts';
import { CommandFailed, UsageWrong } from './command.ts';

/** Lists every mistake in the settings and in the files that they name. Opens no store and listens nowhere. */
export async function run(words: string[]): Promise<void> {
  if (words.length > 0) throw new UsageWrong('It takes no arguments.');
  const files = filesOf();
  const { MASTER_KEY_FILE, VAULT_TOKEN_FILE, TRUSTED_DOCUMENTS_FILE, SECRET_FILE_MODES } = files;
  const complaints = [
    await complaintsOf(() => readConfig()),
    await complaintsOf(() => exportersOf()),
    ...(MASTER_KEY_FILE === undefined
      ? []
      : [await complaintsOf(() => readKeyring(keyringFileOf({ ...files, MASTER_KEY_FILE })))]),
    await complaintsOf(() => readTokenSecret(files)),
    await complaintsOf(() => readRouterSecrets(files)),
    ...(VAULT_TOKEN_FILE === undefined
      ? []
      : [await complaintsOf(() => readSecretFile('VAULT_TOKEN_FILE', VAULT_TOKEN_FILE, SECRET_FILE_MODES))]),
    ...(TRUSTED_DOCUMENTS_FILE === undefined
      ? []
      : [await complaintsOf(() => readTrustedDocuments(TRUSTED_DOCUMENTS_FILE))]),
  ].flat();
  if (complaints.length > 0) throw new CommandFailed(`Invalid configuration:\n  ${complaints.join('\n  ')}`);
  process.stdout.write('The configuration is valid.\n');
}

const unusable = [SecretFileUnusable, AccountsUnusable, TrustedDocumentsUnusable, ExporterUnknown];

/** What is wrong with what is read, for whoever reads the settings. */
async function complaintsOf(read: () => unknown): Promise<string[]> {
  try {
    await read();
    return [];
  } catch (failure) {
    if (failure instanceof ConfigInvalid) return failure.complaints;
    if (unusable.some((kind) => failure instanceof kind)) return [(failure as Error).message];
    throw failure;
  }
}
