import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isThorough } from './support/thoroughness.ts';

const root = join(import.meta.dirname, '..');

/** One change to a file: lines that are there, and what they become; a file that begins with nothing is new. */
type Step = { path: string; before: string; after: string };
type Recipe = { steps: Step[]; commands: string[][] };

/** Reads the section of the README under a heading: its diff, and the commands in its last paragraph. */
function readRecipe(heading: string): Recipe {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, section = ''] = readme.split(`### ${heading}\n`);
  const [, diff = '', rest = ''] = /```diff\n(.*?)^```\n(.*?)^#/ms.exec(section) ?? [];
  const steps = diff.split(/^@@ /m).flatMap((part) => {
    const [, path = '', hunks = ''] = /^(\S+) @@\n(.*)/s.exec(part) ?? [];
    return hunks === '' ? [] : hunks.split(/^\.\.\.\n/m).map((hunk) => readHunk(path, hunk));
  });
  return { steps, commands: [...rest.matchAll(/`npm (.+?)`/g)].map(([, command = '']) => command.split(' ')) };
}

function readHunk(path: string, hunk: string): Step {
  const lines = hunk.split(/(?<=\n)/);
  const side = (signs: string) =>
    lines.flatMap((line) => (signs.includes(line.charAt(0)) ? [line.slice(1)] : [])).join('');
  return { path, before: side(' -'), after: side(' +') };
}

const recipes = { field: readRecipe('Add a field'), resource: readRecipe('Add a Lucca resource') };

const isOfSandbox = ({ path }: Step) => path.startsWith('src/sandbox/');

const filesOf = ({ steps }: Recipe) => new Set(steps.map(({ path }) => path));

/** A copy of this repository, in which recipes are followed. */
function createCopy() {
  const directory = mkdtempSync(join(tmpdir(), 'recipes-'));
  const isSource = (path: string) => !/^(node_modules|dist|\.git)(\/|$)/.test(relative(root, path));
  cpSync(root, directory, { recursive: true, filter: isSource });
  for (const name of ['node_modules', 'dist']) symlinkSync(join(root, name), join(directory, name));
  // The pages are built by the run that this test belongs to.
  writeFileSync(
    join(directory, 'test/recipes.config.ts'),
    "import config from './vitest.config.ts';\n" +
      "export default { ...config, test: { ...config.test, globalSetup: [], pool: 'threads', reporters: ['default'] } };\n",
  );

  const run = (...[file, ...args]: [file: string, ...args: string[]]) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const { PATH, TEST_RUN } = process.env;
      const env = { PATH, NO_COLOR: '1', ...(TEST_RUN !== undefined && { TEST_RUN }) };
      const command = [join(directory, 'node_modules', file), ...args];
      const child = execFile(process.execPath, command, { cwd: directory, env }, (_, out, err) =>
        resolve({ code: child.exitCode ?? 1, output: out + err }),
      );
    });

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
      run('vitest/vitest.mjs', 'run', '--config', 'test/recipes.config.ts', '--maxWorkers=1', ...paths),
    /** Runs a command of a recipe as `npm` would, without the seconds that npm takes. */
    async npm(command: readonly string[]) {
      const [name = '', script, , ...args] = command;
      if (name === 'test') return this.test(command.slice(2));
      if (script === 'sdl') return run('tsx/dist/cli.mjs', 'src/sdl.ts', ...args);
      if (script === 'codegen') return run('@graphql-codegen/cli/cjs/bin.js', '--config', 'codegen.ts');
      throw new RangeError(`The README runs an unknown command: ${command.join(' ')}`);
    },
    types: () => run('typescript/bin/tsc'),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

describe('the recipes of the README', { timeout: 240_000 }, () => {
  let copy: ReturnType<typeof createCopy>;
  beforeAll(() => {
    copy = createCopy();
  });
  afterAll(() => copy.remove());

  it('change few files: a field five at most, a resource eight, besides what the commands write', () => {
    expect(filesOf(recipes.field).size).toBeLessThanOrEqual(5);
    expect(filesOf(recipes.resource).size).toBeLessThanOrEqual(8);
    for (const { commands } of Object.values(recipes))
      expect(commands.map(([name, script]) => (name === 'test' ? name : script))).toEqual(['codegen', 'sdl', 'test']);
  });

  it('name the field, and where to add it, where the sandbox is left out', async () => {
    copy.apply(recipes.field.steps.filter((step) => !isOfSandbox(step)));
    const { code, output } = await copy.test(['test/graph/employees/employees.test.ts']);
    expect(code).toBe(1);
    expect(output).toContain(
      'The sandbox does not know the field directLine of User. If Lucca does, add it to src/sandbox/v3/userFields.ts.',
    );
  });

  it('lead to green tests', async () => {
    copy.apply(recipes.field.steps.filter(isOfSandbox));
    copy.apply(recipes.resource.steps);
    const [field = [], resource = []] = Object.values(recipes).map(({ commands }) => commands);
    const setUp = field.filter(([name, script]) => name !== 'test' && (isThorough || script !== 'codegen'));
    expect(resource.filter(([name]) => name !== 'test')).toEqual(field.filter(([name]) => name !== 'test'));
    for (const command of setUp) {
      const { code, output } = await copy.npm(command);
      expect([code, output]).toEqual([0, expect.anything()]);
    }
    const paths = [...field, ...resource].flatMap(([name, , ...args]) => (name === 'test' ? args : []));
    const { code, output } = await copy.test([
      ...paths,
      'test/contract.test.ts',
      ...(isThorough ? ['test/schema.test.ts'] : []),
    ]);
    expect([code, output]).toEqual([0, expect.anything()]);
    if (isThorough) expect(await copy.types()).toEqual({ code: 0, output: '' });
  });
});
