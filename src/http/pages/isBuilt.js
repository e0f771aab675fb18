// Fails unless the pages are built, and of what is there now.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });

// A folder changes when something in it is removed, the lockfile when a library is another.
const madeOf = [
  import.meta.dirname,
  ...sources.map((name) => join(import.meta.dirname, name)),
  join(root, 'package-lock.json'),
  join(root, 'src/http/connectDocuments.ts'),
];

/** When a file last changed, in milliseconds; 0 when there is none. */
const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const builtAt = changedAt(join(root, 'dist/http/pages/explorer.html'));
if (madeOf.some((path) => changedAt(path) > builtAt)) process.exitCode = 1;
