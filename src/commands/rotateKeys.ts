import { parseArgs } from 'node:util';
import { AccountsUnusable, CredentialsUnavailable, reasonOf } from '../accounts/errors.ts';
import { addKey, makeCurrent, readKeyring } from '../accounts/sealing/keyring.ts';
import { AuditUnusable } from '../audit/audit.ts';
import { keyringFileOf } from '../config/appSettings.ts';
import { ConfigInvalid, readConfig } from '../config.ts';
import { SecretFileUnusable } from '../secretFiles.ts';
import { CommandFailed, failing, UsageWrong } from './command.ts';
import { openApp } from './openApp.ts';

const foreseen = [ConfigInvalid, SecretFileUnusable, AccountsUnusable, AuditUnusable, CredentialsUnavailable];

/** Takes one step of a rotation of the master key. */
export async function run(words: string[]): Promise<void> {
  const { add, use } = optionsOf(words);
  const said = await failing(foreseen, () => {
    if (add) return adding();
    return use === undefined ? sealing() : choosing(use);
  });
  process.stdout.write(`${said}\n`);
}

function optionsOf(words: string[]) {
  try {
    const { values } = parseArgs({ args: words, options: { add: { type: 'boolean' }, use: { type: 'string' } } });
    if (values.add && values.use !== undefined) throw new UsageWrong('One step at a time: --add or --use.');
    return values;
  } catch (failure) {
    throw new UsageWrong((failure as Error).message);
  }
}

async function adding(): Promise<string> {
  const id = await changing(addKey(keyringFileOf(readConfig())));
  return `The keyring has the new key ${id}. Start every instance with this file, then: lucca-subgraph rotate-keys --use ${id}`;
}

async function choosing(id: string): Promise<string> {
  await changing(makeCurrent(keyringFileOf(readConfig()), id));
  return `The key ${id} is the current one. Start every instance with this file, then: lucca-subgraph rotate-keys`;
}

/** Awaits a change of the keyring file, which may be mounted for reading only. */
async function changing<Result>(change: Promise<Result>): Promise<Result> {
  return change.catch((failure: unknown) => {
    if (failure instanceof AccountsUnusable) throw failure;
    throw new CommandFailed(`The keyring file cannot be written (${reasonOf(failure)}): change it where it is kept.`);
  });
}

async function sealing(): Promise<string> {
  const { current, keys } = await readKeyring(keyringFileOf(readConfig()));
  const app = await openApp();
  const isDone = await app.accounts.rewrap().finally(app.stop);
  if (!isDone) throw new CommandFailed('Instances were writing at the same time. Run it again.');
  const others = [...keys.keys()].filter((id) => id !== current);
  if (others.length === 0) return `Everything is sealed with ${current}, the only key.`;
  return (
    `Everything is sealed with ${current}. Once every instance has it as the current key, these can be removed: ` +
    `${others.join(', ')}. Keep them as long as backups that they sealed.`
  );
}
