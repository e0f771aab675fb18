import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** A file under `src/`, by its path there: what it imports, and its text without the comments, which may speak of anything. */
type File = { path: string; code: string; ours: Import[]; theirs: string[]; functions: FunctionSize[] };
type FunctionSize = { name: string; lines: number };
type Import = { path: string; isType: boolean };

const root = join(import.meta.dirname, '../src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map(readFile);

function readFile(path: string): File {
  const source = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest);
  const imports = source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier: from } = statement;
    if (!from || !ts.isStringLiteral(from)) return [];
    const isType = ts.isImportDeclaration(statement)
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : statement.isTypeOnly;
    return [{ path: from.text, isType }];
  });
  const isOurs = (each: Import) => each.path.startsWith('.');
  const code = ts.createPrinter({ removeComments: true }).printFile(source);
  const loadedLater = [...code.matchAll(/\bimport\("([^."][^"]*)"\)/g)].map(([, from = '']) => from);
  return {
    path,
    code,
    ours: imports.filter(isOurs).map((each) => ({ ...each, path: normalize(join(dirname(path), each.path)) })),
    theirs: [...imports.filter((each) => !isOurs(each)).map((each) => each.path), ...loadedLater],
    functions: functionsIn(source),
  };
}

function functionsIn(source: ts.SourceFile): FunctionSize[] {
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line;
  const found: FunctionSize[] = [];
  function visit(node: ts.Node) {
    if (ts.isFunctionLike(node) && 'body' in node && node.body)
      found.push({
        name: node.name?.getText(source) ?? 'a function',
        lines: 1 + lineOf(node.end) - lineOf(node.getStart(source)),
      });
    ts.forEachChild(node, visit);
  }
  visit(source);
  return found;
}

/** The folder under `src/` that a file belongs to; a file at the top stands for itself. */
const unitOf = (path: string) => path.split('/', 1)[0] ?? path;

/** Which part may know which others: what is not here is not known. */
const mayKnow: Record<string, string[]> = {
  'main.ts': [
    'accounts',
    'app.ts',
    'audit',
    'config',
    'config.ts',
    'http',
    'production.ts',
    'secretFiles.ts',
    'secrets.ts',
    'telemetry',
  ],
  'demo.ts': ['demo', 'sandbox'],
  demo: ['accounts', 'app.ts', 'graph', 'sandbox', 'supergraph', 'telemetry'],
  'production.ts': [],
  'cli.ts': ['commands', 'production.ts', 'version.ts'],
  commands: [
    'accounts',
    'app.ts',
    'audit',
    'config',
    'config.ts',
    'graph',
    'http',
    'secretFiles.ts',
    'secrets.ts',
    'telemetry',
  ],
  'app.ts': ['accounts', 'app', 'cache', 'graph', 'loaders', 'lucca', 'redis', 'telemetry', 'version.ts'],
  app: ['accounts', 'audit', 'graph', 'http', 'lucca', 'redis', 'telemetry'],
  'addresses.ts': [],
  'config.ts': ['config', 'secretFiles.ts'],
  config: ['lucca', 'secretFiles.ts'],
  'secretFiles.ts': [],
  'secrets.ts': ['config', 'config.ts', 'secretFiles.ts'],
  http: ['accounts', 'audit', 'graph', 'telemetry'],
  telemetry: ['loaders', 'lucca', 'version.ts'],
  graph: ['accounts', 'audit', 'cache', 'loaders', 'lucca', 'pay'],
  pay: [],
  loaders: ['cache', 'lucca'],
  cache: ['lucca'],
  accounts: ['lucca', 'pay'],
  audit: ['accounts'],
  lucca: [],
  redis: ['cache', 'lucca'],
  sandbox: [],
  supergraph: [],
  'days.ts': [],
  'defaults.ts': [],
  'genders.ts': [],
  'groupBy.ts': [],
  'heap.ts': [],
  'loopback.ts': [],
  'once.ts': [],
  'time.ts': [],
  'version.ts': [],
};

/** What every part may know. */
const common = [
  'addresses.ts',
  'days.ts',
  'defaults.ts',
  'genders.ts',
  'groupBy.ts',
  'heap.ts',
  'loopback.ts',
  'once.ts',
  'time.ts',
];

/** Third parties that stay where they belong. */
const homes: [what: string, pattern: RegExp, places: RegExp][] = [
  ['undici', /^undici$/, /^(lucca\/|http\/fetchKeys\.ts$)/],
  ['dataloader', /^dataloader$/, /^loaders\//],
  ['Apollo', /^@apollo\//, /^(demo|graph|http|supergraph)\/|^(app|commands\/sdl)\.ts$/],
  ['the drivers of stores', /^(keyv|libsql|pg)$/, /^(accounts\/store|audit\/stores)\//],
  ['Redis', /^@redis\/client$/, /^redis\//],
  ['tokens and sealing', /^jose$/, /^(accounts\/sealing\/vault|http\/(authenticate|signingKeys))\.ts$/],
  ['logs, metrics and traces', /^(pino|prom-client|@opentelemetry\/.*)$/, /^telemetry\//],
  ['child processes', /^node:child_process$/, /^demo\/sandboxProcess\.ts$/],
];

/** What is loaded when it is first needed, because it takes long to load and many processes never need it. */
const loadedWhenNeeded: Record<string, string[]> = {
  'accounts/sealing/awsKms.ts': ['@aws-sdk/client-kms'],
  'accounts/store/store.ts': ['./embedded.ts', './postgres.ts'],
  'app.ts': ['./telemetry/metrics.ts'],
  'audit/audit.ts': ['./stores/postgres.ts'],
  'http/fetchKeys.ts': ['undici'],
  'lucca/transport/connections.ts': ['./connect.ts'],
  'redis/redis.ts': ['@redis/client'],
};

describe('the source tree', () => {
  it('is checked completely', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(({ ours }) => ours).length).toBeGreaterThan(200);
    expect([...new Set(files.map(({ path }) => unitOf(path)))].sort()).toEqual(Object.keys(mayKnow).sort());
  });

  it('has imports of lower layers only', () => {
    const forbidden = files.flatMap(({ path, ours }) =>
      ours
        .filter(
          (to) =>
            unitOf(to.path) !== unitOf(path) &&
            ![...common, ...(mayKnow[unitOf(path)] ?? [])].includes(unitOf(to.path)),
        )
        .map((to) => `${path} imports ${to.path}`),
    );
    expect(forbidden).toEqual([]);
  });

  it('has no import of Lucca in the graph but errors, the types of rows, which of their columns could not be read, and what custom fields contain', () => {
    const allowed = ['lucca/customFieldValues.ts', 'lucca/errors.ts', 'lucca/unread.ts'];
    const forbidden = files
      .filter(({ path }) => path.startsWith('graph/'))
      .flatMap(({ path, ours }) =>
        ours
          .filter((to) => to.path.startsWith('lucca/') && !allowed.includes(to.path) && !to.isType)
          .map((to) => `${path} imports ${to.path}`),
      );
    expect(forbidden).toEqual([]);
  });

  it('has one file of pay that other folders import', () => {
    const pay = 'graph/remuneration/';
    const isInside = (path: string) => path.startsWith(pay);
    const imports = files
      .filter(({ path }) => !isInside(path))
      .flatMap(({ path, ours }) => ours.filter((to) => isInside(to.path)).map((to) => [path, to.path]));
    expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter(([, to]) => to !== `${pay}remuneration.ts`)).toEqual([]);
  });

  it('has no import cycles, type imports included', () => {
    const importsOf = new Map(files.map(({ path, ours }) => [path, ours.map((each) => each.path)]));
    const done = new Set<string>();
    const cycles: string[] = [];
    function visit(path: string, trail: readonly string[]) {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (done.has(path) || trail.includes(path)) return;
      for (const to of importsOf.get(path) ?? []) visit(to, [...trail, path]);
      done.add(path);
    }
    for (const path of importsOf.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it('converts no value by way of `unknown`, nor do the tests', () => {
    const testsRoot = import.meta.dirname;
    const tests = readdirSync(testsRoot, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => ({ path: `test/${path}`, code: readFileSync(join(testsRoot, path), 'utf8') }));
    expect(tests.length).toBeGreaterThan(200);
    // In two parts, so that this file contains no such text itself.
    const forbidden = `as ${'unknown'} as`;
    expect([...files, ...tests].filter(({ code }) => code.includes(forbidden)).map(({ path }) => path)).toEqual([]);
  });

  it('has no function of more than 60 lines', () => {
    const functions = files.flatMap(({ path, functions }) => functions.map((each) => ({ path, ...each })));
    expect(functions.length).toBeGreaterThan(1_000);
    expect(functions.filter(({ lines }) => lines > 60)).toEqual([]);
  });

  it('has dynamic imports only in the demo, of commands, of OpenTelemetry, of what the explorer shows later, and of what not every process needs from the start', () => {
    const hidden = files.flatMap(({ path, code }) =>
      (code.match(/\b(import|require)\(.*/g) ?? []).map((each) => [path, each]),
    );
    const allowed = (path = '', each = '') =>
      (path === 'demo.ts' && /\(.\.\/demo\//.test(each)) ||
      (/^http\/pages\/explorer\/.+\.tsx$/.test(path) && /^import\("[./\w-]+"\)/.test(each)) ||
      ['commands/commands.ts', 'telemetry/sdk.ts'].includes(path) ||
      loadedWhenNeeded[path]?.some((name) => each.includes(`import("${name}")`));
    expect(hidden.filter(([path, each]) => !allowed(path, each))).toEqual([]);
  });

  it.each(homes)('uses %s only in its own module', (_, pattern, places) => {
    const users = files.filter(({ theirs }) => theirs.some((each) => pattern.test(each))).map(({ path }) => path);
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter((path) => !places.test(path))).toEqual([]);
  });

  it.each<[string, RegExp, string[]]>([
    [
      'encrypts only in the vault',
      /\bcreate(C|Dec)ipheriv\b|\b(Compact|Flattened|General)?(Encrypt|Decrypt)(JWT)?\b|\b(compact|flattened|general|jwt)Decrypt\b|\bsubtle\b/,
      ['accounts/sealing/vault.ts'],
    ],
    ['decrypts an API key only in the transport', /\bcredentials\(\)/, ['lucca/transport/outgoing.ts']],
    [
      'reads the environment only at its edges',
      /\bprocess\.env\b/,
      ['config.ts', 'demo.ts', 'heap.ts', 'production.ts', 'sandbox/main.ts', 'telemetry/sdk.ts'],
    ],
  ])('%s', (_, pattern, places) => {
    const users = files.filter(({ code }) => pattern.test(code)).map(({ path }) => path);
    expect(users.sort()).toEqual(places);
  });

  it('names an API key only where it is submitted, stored and sent to Lucca', () => {
    // The connect page runs in the browser of whoever enters the key, and the demo and the generated types contain none.
    const elsewhere = /^(http\/pages|demo)\/|^graph\/generated\.ts$/;
    const users = files.filter(({ path, code }) => !elsewhere.test(path) && /\bapiKey\b/.test(code));
    expect(users.map(({ path }) => path).sort()).toEqual([
      'accounts/connect/connect.ts',
      'accounts/connect/save.ts',
      'accounts/lifecycle/connection.ts',
      'accounts/lookup.ts',
      'accounts/store/record.ts',
      'graph/accounts/accounts.ts',
      'lucca/transport/outgoing.ts',
    ]);
  });
});
