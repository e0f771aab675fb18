import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isThorough } from './support/thoroughness.ts';

const root = join(import.meta.dirname, '..');

/** A change to a file: the lines before and after it. A new file has no lines before. */
type Step = { path: string; before: string; after: string };
type Recipe = { steps: Step[]; commands: string[][]; tests: string[] };

/** Reads the section of `src/README.md` under a heading: its diff, and in the last paragraph the commands for npm and the tests to run. */
function readRecipe(heading: string): Recipe {
  const readme = readFileSync(join(root, 'src/README.md'), 'utf8');
  const [, section = ''] = readme.split(`### ${heading}\n`);
  const [, diff = '', rest = ''] = /```diff\n(.*?)^```\n(.*?)(?:^#|(?![\s\S]))/ms.exec(section) ?? [];
  const steps = readSteps(diff);
  const commands = [...rest.matchAll(/`npm (.+?)`/g)].map(([, command = '']) => command.split(' '));
  const tests = commands.flatMap(([name, , ...paths]) => (name === 'test' ? paths : []));
  expect([steps, tests], heading).toEqual([
    expect.arrayContaining([expect.anything()]),
    expect.arrayContaining([expect.anything()]),
  ]);
  return { steps, commands: commands.filter(([name]) => name !== 'test'), tests };
}

const readSteps = (diff: string): Step[] =>
  diff.split(/^@@ /m).flatMap((part) => {
    const [, path = '', hunks = ''] = /^(\S+) @@\n(.*)/s.exec(part) ?? [];
    return hunks === '' ? [] : hunks.split(/^\.\.\.\n/m).map((hunk) => readHunk(path, hunk));
  });

function readHunk(path: string, hunk: string): Step {
  const lines = hunk.split(/(?<=\n)/);
  const side = (signs: string) =>
    lines.flatMap((line) => (signs.includes(line.charAt(0)) ? [line.slice(1)] : [])).join('');
  return { path, before: side(' -'), after: side(' +') };
}

const recipes = { field: readRecipe('Add a field'), resource: readRecipe('Add a Lucca resource') };

/** The same recipe for a personal field that a right shows, and that has another name than in Lucca. It follows the one of the README. */
const personalField = readSteps(`@@ schema/employees.graphql @@
   nationality: CountryCode
     @tag(name: "pii")
     @requiresScopes(scopes: [["lucca:demographics:read"]])
     @nullable(rights: [PERSONNEL_FILES], row: ["nationalityId"])
+  "The private e-mail address. Needs the scope \`lucca:demographics:read\`, otherwise \`FORBIDDEN\`."
+  privateEmail: String
+    @tag(name: "pii")
+    @requiresScopes(scopes: [["lucca:demographics:read"]])
+    @nullable(rights: [PERSONNEL_FILES], row: ["personalEmail"])
@@ src/lucca/resources/users.ts @@
   quote: text,
+  personalEmail: text,
...
-  'managerId,manager[id,name],applicationData,modifiedAt,quote';
+  'managerId,manager[id,name],applicationData,modifiedAt,quote,personalEmail';
@@ src/graph/employees/employees.ts @@
     motto: (user) => user.quote,
+    privateEmail: (user) => user.personalEmail,
@@ src/sandbox/v3/userFields.ts @@
   birthDate: { kind: 'date', day: 'first', right: 'personnelFiles', read: (person) => midnight(person.birthOn) },
+  personalEmail: { kind: 'text', right: 'personnelFiles', read: ({ id, mail }) => mail && \`\${id}@home.example\` },
@@ test/graph/employees/employees.test.ts @@
-const fields = \`luccaId employeeNumber status displayName firstName lastName workEmail motto gender birthDate nationality
+const fields = \`luccaId employeeNumber status displayName firstName lastName workEmail motto gender birthDate nationality privateEmail
...
   motto: userFields.quote.read(person),
+  privateEmail: userFields.personalEmail.read(person),
`);

const filesOf = (all: readonly Pick<Recipe, 'steps'>[]) => [
  ...new Set(all.flatMap(({ steps }) => steps.map(({ path }) => path))),
];

/** Copies this repository to a temporary directory, in which a recipe is followed. */
function createCopy() {
  const directory = mkdtempSync(join(tmpdir(), 'recipes-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const isSource = (path: string) => !/^(node_modules|dist|\.git)(\/|$)/.test(relative(root, path));
  cpSync(root, directory, { recursive: true, filter: isSource });
  for (const name of ['node_modules', 'dist']) symlinkSync(join(root, name), join(directory, name));
  // The pages are those that the present run has built.
  writeFileSync(
    join(directory, 'test/recipes.config.ts'),
    "import config from './vitest.config.ts';\n" +
      "export default { ...config, test: { ...config.test, globalSetup: [], pool: 'threads', execArgv: [], reporters: ['default'] } };\n",
  );

  /** Runs a program in the copy, and returns its exit code and all it printed. */
  const run = (program: string, args: readonly string[]) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const { PATH, TEST_RUN } = process.env;
      const quiet = { HOME: directory, NO_COLOR: '1', npm_config_update_notifier: 'false' };
      const env = { PATH, ...quiet, ...(TEST_RUN !== undefined && { TEST_RUN }) };
      const child = execFile(program, args, { cwd: directory, env, maxBuffer: 2 ** 26 }, (_, out, err) =>
        resolve({ code: child.exitCode ?? 1, output: out + err }),
      );
    });
  const runModule = (file: string, ...args: string[]) =>
    run(process.execPath, [join(directory, 'node_modules', file), ...args]);

  return {
    apply(steps: readonly Step[]) {
      for (const { path, before, after } of steps) {
        const file = join(directory, path);
        mkdirSync(dirname(file), { recursive: true });
        const text = before === '' ? '' : readFileSync(file, 'utf8');
        const parts = before === '' ? ['', ''] : text.split(before);
        expect(parts, `${path} has these lines of the README once:\n${before}`).toHaveLength(2);
        writeFileSync(file, parts.join(after));
      }
    },
    test: (paths: readonly string[]) =>
      runModule('vitest/vitest.mjs', 'run', '--config', 'test/recipes.config.ts', '--maxWorkers=1', ...paths),
    npm: (command: readonly string[]) => run('npm', command),
    types: () => runModule('typescript/bin/tsc'),
    lint: (paths: readonly string[]) => runModule('@biomejs/biome/bin/biome', 'check', ...paths),
  };
}

const succeeds = { code: 0 };

describe('the recipes of the README', { timeout: 600_000 }, () => {
  it('change few files: five at most for a field, eight for a resource, besides generated ones', () => {
    expect(filesOf([recipes.field]).length).toBeLessThanOrEqual(5);
    expect(filesOf([{ steps: personalField }])).toEqual(filesOf([recipes.field]));
    expect(filesOf([recipes.resource]).length).toBeLessThanOrEqual(8);
  });

  it('fit the files that they change', () => {
    const copy = createCopy();
    for (const { steps } of Object.values(recipes)) copy.apply(steps);
    copy.apply(personalField);
  });

  it.runIf(isThorough)(
    'lead to an error that names the field and where to add it if the sandbox is forgotten',
    async () => {
      const copy = createCopy();
      copy.apply(recipes.field.steps.filter(({ path }) => !path.startsWith('src/sandbox/')));
      const { code, output } = await copy.test(['test/graph/employees/employees.test.ts']);
      expect(code).toBe(1);
      expect(output).toContain(
        'The sandbox does not know the field quote of User. If Lucca does, add it to src/sandbox/v3/userFields.ts.',
      );
    },
  );

  it.runIf(isThorough)('lead to passing tests and checks', async () => {
    const copy = createCopy();
    const both = Object.values(recipes);
    for (const { steps } of both) copy.apply(steps);
    copy.apply(personalField);
    for (const command of recipes.field.commands) expect(await copy.npm(command)).toMatchObject(succeeds);
    const further = ['test/contract.test.ts', 'test/schema.test.ts'];
    const tested = await copy.test([...both.flatMap(({ tests }) => tests), ...further]);
    expect(tested, tested.output).toMatchObject(succeeds);
    const linted = await copy.lint(filesOf(both));
    expect(linted, linted.output).toMatchObject(succeeds);
    expect(await copy.types()).toEqual({ code: 0, output: '' });
  });
});
