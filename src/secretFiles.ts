import { readFileSync, statSync } from 'node:fs';

/** A file with a secret cannot be used; the message names its setting, and nothing of its content. */
export class SecretFileUnusable extends Error {}

/** Who may read the files with secrets: their owner only, or anybody the platform allows. */
export type FileModes = 'owner' | 'any';

const others = 0o077;

/** Reads the file that a setting names. Throws `SecretFileUnusable` when it cannot be read, and when users other than its owner may use it. */
export function readSecretFile(setting: string, path: string, modes: FileModes): string {
  refuseOthers(setting, path, modes);
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new SecretFileUnusable(`${setting}: the file cannot be read.`);
  }
}

/** Refuses a file that users other than its owner may use. Whether the file exists is for its reader to find out. */
export function refuseOthers(setting: string, path: string, modes: FileModes): void {
  // Windows has no such modes.
  if (modes === 'any' || process.platform === 'win32') return;
  const { mode = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
  if ((mode & others) === 0) return;
  const octal = (mode & 0o777).toString(8).padStart(4, '0');
  throw new SecretFileUnusable(
    `${setting}: users other than its owner can access the file (its mode is ${octal}). ` +
      'Change it to 0600, or set SECRET_FILE_MODES=any if the platform sets the mode.',
  );
}
