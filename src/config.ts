import { complaintsAboutConfig, complaintsAboutGiven } from './config/complaints.ts';
import { type Config, environment } from './config/environment.ts';
import { type FileModes, readSecretFile, SecretFileUnusable } from './secretFiles.ts';

/** Names of all settings. */
export const settingNames = Object.keys(environment.shape);

/** The environment does not configure the process; the message lists every problem. */
export class ConfigInvalid extends Error {
  readonly complaints: string[];

  constructor(complaints: string[], heading?: string) {
    super(heading === undefined ? complaints.join('\n') : [heading, ...complaints].join('\n  '));
    this.complaints = complaints;
  }
}

/** Reads the settings from environment variables. A blank one counts as absent. Throws `ConfigInvalid` with every problem at once. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = givenIn(env);
  const { values, complaints: complaintsAboutFiles } = readSecretFiles(given);
  const parsed = environment.safeParse({ ...given, ...values }, { reportInput: false });
  const complaints = [
    ...complaintsAboutFiles,
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`),
    ...complaintsAboutGiven(given),
    ...(parsed.success ? complaintsAboutConfig(parsed.data) : []),
  ];
  if (parsed.success && complaints.length === 0) return parsed.data;
  throw new ConfigInvalid(complaints, 'Invalid configuration:');
}

type Environment = Record<string, string | undefined>;

const givenIn = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));

/** The files that environment variables name, and who may read those with secrets, whatever else is wrong with the settings. */
export function filesOf(env: Environment = process.env) {
  const { MASTER_KEY_FILE, JWT_SECRET_FILE, ROUTER_SECRET_FILE, VAULT_TOKEN_FILE, ...others } = givenIn(env);
  const modes: FileModes = others.SECRET_FILE_MODES === 'any' ? 'any' : 'owner';
  const { TRUSTED_DOCUMENTS_FILE } = others;
  const secrets = { MASTER_KEY_FILE, JWT_SECRET_FILE, ROUTER_SECRET_FILE, VAULT_TOKEN_FILE };
  return { ...secrets, TRUSTED_DOCUMENTS_FILE, SECRET_FILE_MODES: modes };
}

/** Settings that contain a password, so that each may be in a file instead: the setting's name with `_FILE`. */
const secretSettings = ['STORE_URL', 'KEY_STORE_URL', 'REDIS_URL'];

/** Reads the settings that are in files. */
function readSecretFiles(given: Record<string, string | undefined>) {
  const modes: FileModes = given.SECRET_FILE_MODES === 'any' ? 'any' : 'owner';
  const values: Record<string, string> = {};
  const complaints: string[] = [];
  for (const name of secretSettings) {
    const path = given[`${name}_FILE`];
    if (path === undefined) continue;
    if (given[name] !== undefined) complaints.push(`${name}_FILE: set this or ${name}, not both`);
    try {
      values[name] = readSecretFile(`${name}_FILE`, path, modes).trim();
    } catch (failure) {
      if (!(failure instanceof SecretFileUnusable)) throw failure;
      complaints.push(failure.message);
    }
  }
  return { values, complaints };
}
