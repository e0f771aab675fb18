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

/**
 * Starts a bundle, whose code is compiled once: the first process that has loaded it keeps what V8 has compiled, for all others. Node.js 20 can
 * do that for CommonJS only.
 */
const starter = (code: string) => `
  const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
  const { wrap } = require('node:module');
  const { dirname } = require('node:path');
  const { Script, constants } = require('node:vm');
  const filename = ${JSON.stringify(code)};
  const compiled = filename + '.' + process.version;
  const isCompiled = existsSync(compiled);
  const script = new Script(wrap(readFileSync(filename, 'latin1')), {
    filename,
    ...(isCompiled && { cachedData: readFileSync(compiled) }),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  script.runInThisContext()(exports, require, module, filename, dirname(filename));
  if (!isCompiled) {
    const unfinished = compiled + '.' + process.pid;
    writeFileSync(unfinished, script.createCachedData());
    renameSync(unfinished, compiled);
  }
`;

/** A text of a source file, and what replaces it in a bundle. */
export type SourceChange = { file: string; from: string; to: string };

/** The imports of a module, and what it does. */
const importsAndRest = /^(?:#![^\n]*)?((?:\s*import [^;]+;)*)(.*)$/s;

/** Lets a module that awaits something when it is loaded be one of CommonJS, which cannot, if nobody imports it. */
const asFunction = (text: string) => text.replace(importsAndRest, '$1 void (async () => {$2})();');

/** Lets a bundled module find its own files where they are in the source, and start bundles of the programs that it starts. */
const sourceUrls = (program: string, changes: readonly SourceChange[]): Plugin => ({
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
      const located = contents.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path)));
      return { loader: 'ts', contents: path === program ? asFunction(located) : located };
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
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
    plugins: [sourceUrls(file, changes)],
  });
  const text = outputFiles.map((output) => output.text).join('');
  const name = `${basename(file, '.ts')}-${createHash('sha256').update(text).digest('hex')}`;
  await mkdir(directory, { recursive: true });
  const code = await writeOnce(`${name}.code.cjs`, text);
  return writeOnce(`${name}.cjs`, starter(code));
}

/** Writes a file unless it is there, which several workers may do while one of them starts it. */
async function writeOnce(name: string, text: string): Promise<string> {
  const path = join(directory, name);
  if (existsSync(path)) return path;
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, text);
  await rename(unfinished, path);
  return path;
}
