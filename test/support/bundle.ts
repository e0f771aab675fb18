import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = resolve(import.meta.dirname, '../..');
// Inside the project, because the bundles load their packages from there.
const directory = join(root, 'node_modules/.programs');

// What is loaded from where it is installed: native code, what is registered globally, and what a program loads in rare cases only.
const external = [
  'libsql',
  'pg-native',
  '@opentelemetry/*',
  '@aws-sdk/*',
  '@graphql-hive/*',
  '@graphql-mesh/*',
  '@theguild/*',
];
const banner = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/** A text of a source file, and what replaces it in a bundle. */
export type SourceChange = { file: string; from: string; to: string };

/** Lets a bundled module find its own files where they are in the source, and start bundles of the programs that it starts. */
const sourceUrls = (changes: readonly SourceChange[]): Plugin => ({
  name: 'source-urls',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /\/(src|test)\/.*\.ts$/ }, async ({ path }) => {
      if (path.includes('/node_modules/')) return null;
      const text = changed(path, await readFile(path, 'utf8'), changes);
      const started = [...text.matchAll(/'([^']+\.ts)', import\.meta\.url/g)].map(([, name = '']) => name);
      const urls = await Promise.all(started.map(async (name) => bundleUrl(resolve(dirname(path), name))));
      const contents = started.reduce(
        (all, name, at) => all.replaceAll(`'${name}', import.meta.url`, JSON.stringify(urls[at])),
        text,
      );
      return { loader: 'ts', contents: contents.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path))) };
    });
    // One realm of graphql: the packages that build the schema load the CommonJS build.
    onResolve({ filter: /^graphql$/ }, () => ({ path: join(root, 'node_modules/graphql/index.js') }));
  },
});

function changed(path: string, text: string, changes: readonly SourceChange[]): string {
  return changes
    .filter(({ file }) => resolve(root, file) === path)
    .reduce((all, { file, from, to }) => {
      if (all.split(from).length !== 2) throw new Error(`${file} does not contain this once: ${from}`);
      return all.replace(from, () => to);
    }, text);
}

/** By the path of the program. */
const bundles = new Map<string, Promise<string>>();

const bundleUrl = async (file: string) => pathToFileURL(await bundle(file)).href;

/**
 * Bundles a program with all modules of ours and most packages, and returns the path of the bundle, which starts in a quarter of the CPU time
 * that tsx takes. With changes, it is a program with a fault that something must find.
 */
export function bundle(file: string, changes: readonly SourceChange[] = []): Promise<string> {
  const path = resolve(root, file);
  if (changes.length > 0) return makeBundle(path, changes);
  const made = bundles.get(path) ?? makeBundle(path, []);
  bundles.set(path, made);
  return made;
}

async function makeBundle(file: string, changes: readonly SourceChange[]): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    write: false,
    bundle: true,
    external,
    banner: { js: banner },
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    plugins: [sourceUrls(changes)],
  });
  const text = outputFiles.map((output) => output.text).join('');
  const path = join(directory, `${basename(file, '.ts')}-${createHash('sha256').update(text).digest('hex')}.mjs`);
  if (existsSync(path)) return path;
  await mkdir(directory, { recursive: true });
  // Several workers may write the same bundle while one of them starts it.
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, text);
  await rename(unfinished, path);
  return path;
}
