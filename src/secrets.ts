import type { Config } from './config/environment.ts';
import { ConfigInvalid } from './config.ts';
import { readSecretFile } from './secretFiles.ts';

type Files = Pick<Config, 'JWT_SECRET_FILE' | 'ROUTER_SECRET_FILE' | 'SECRET_FILE_MODES'>;

/** The secret that verifies tokens, or null without one. Throws `ConfigInvalid` or `SecretFileUnusable`. */
export const readTokenSecret = (files: Files): Buffer | null =>
  files.JWT_SECRET_FILE === undefined ? null : Buffer.from(readSecrets('JWT_SECRET_FILE', files, 1)[0] ?? '');

/** The secrets that a router may send, or null without any. Throws `ConfigInvalid` or `SecretFileUnusable`. */
export const readRouterSecrets = (files: Files): string[] | null =>
  files.ROUTER_SECRET_FILE === undefined ? null : readSecrets('ROUTER_SECRET_FILE', files, 2);

/** Reads secrets from a file, one a line. */
function readSecrets(name: 'JWT_SECRET_FILE' | 'ROUTER_SECRET_FILE', files: Files, most: number): string[] {
  const secrets = readSecretFile(name, files[name] ?? '', files.SECRET_FILE_MODES)
    .trim()
    .split(/\s*\n\s*/);
  if (secrets.length > most)
    throw new ConfigInvalid([`${name}: there are ${secrets.length} secrets, where ${most} may be.`]);
  if (secrets.some((secret) => Buffer.byteLength(secret) < 32))
    throw new ConfigInvalid([`${name}: the secret is shorter than 32 bytes.`]);
  return secrets;
}
