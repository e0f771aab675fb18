import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = resolve(import.meta.dirname, '../..');
// Inside the project, because the bundles load their packages from there.
const directory = mkdtempSync(join(root, 'node_modules/.programs-'));
process.once('exit', () => rmSync(directory, { recursive: true }));

/** Lets a bundled module find its own files where they are in the source. */
const sourceUrls: Plugin = {
  name: 'source-urls',
  setup({ onLoad }) {
    onLoad({ filter: /\/(src|test)\/.*\.ts$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: (await readFile(path, 'utf8')).replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path))),
    }));
  },
};

/** Bundles a program with all modules of ours, and returns the path of the bundle, which starts in half the CPU time that tsx takes. */
export async function bundle(file: string): Promise<string> {
  const outfile = join(directory, `${basename(file, '.ts')}-${randomUUID()}.mjs`);
  await build({
    entryPoints: [resolve(root, file)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    plugins: [sourceUrls],
  });
  return outfile;
}
