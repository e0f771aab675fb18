import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { printSubgraphSchema } from '@apollo/subgraph';
import {
  BreakingChangeType,
  buildASTSchema,
  findBreakingChanges,
  type GraphQLSchema,
  isObjectType,
  parse,
} from 'graphql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { subgraphSchema } from '../src/graph/schema.ts';
import { startProgram } from './support/program.ts';

/** What was promised to everybody who asks us: the schema as it was last agreed on. */
const agreed = join(import.meta.dirname, 'agreed.sdl');

const sdl = `${printSubgraphSchema(subgraphSchema())}\n`;
const read = (text: string) => buildASTSchema(parse(text), { assumeValidSDL: true });

/** What breaks a query that was good under the old schema; a field may go from the day on that its deprecation named. */
function breakingChanges(before: string, after: string): string[] {
  const old = read(before);
  return findBreakingChanges(old, read(after))
    .filter(({ type, description }) => type !== BreakingChangeType.FIELD_REMOVED || !mayGo(old, description))
    .map(({ description }) => description);
}

function mayGo(schema: GraphQLSchema, description: string): boolean {
  const [, typeName = '', fieldName = ''] = /^(\w+)\.(\w+) was removed/.exec(description) ?? [];
  const type = schema.getType(typeName);
  const reason = isObjectType(type) ? type.getFields()[fieldName]?.deprecationReason : undefined;
  const [day] = /\d{4}-\d{2}-\d{2}/.exec(reason ?? '') ?? [];
  return day !== undefined && day <= new Date().toISOString().slice(0, 10);
}

describe('the contract of the schema', () => {
  it('breaks no query that was valid before', async () => {
    expect(breakingChanges(await readFile(agreed, 'utf8'), sdl)).toEqual([]);
  });

  it('equals the agreed SDL, which `npm run sdl -- test/agreed.sdl` updates', async () => {
    expect(sdl).toBe(await readFile(agreed, 'utf8'));
  });

  it.each<[string, RegExp | string, string, string[]]>([
    ['a field that goes', /\n {2}"+[^"]*"+\n {2}workEmail: .*/, '', ['Employee.workEmail was removed.']],
    [
      'a field of another type',
      'workEmail: String',
      'workEmail: Int',
      ['Employee.workEmail changed type from String to Int.'],
    ],
    [
      'a value that goes',
      /\n {2}"+[^"]*"+\n {2}FORMER\n/,
      '\n',
      ['FORMER was removed from enum type EmploymentStatus.'],
    ],
    ['a field that is deprecated', 'workEmail: String', 'workEmail: String @deprecated(reason: "Soon.")', []],
    ['a field that comes', 'workEmail: String', 'workEmail: String\n  privateEmail: String', []],
  ])('reports what %s breaks', (_, from, to, broken) => {
    const changed = sdl.replace(from, to);
    expect(changed).not.toBe(sdl);
    expect(breakingChanges(sdl, changed)).toEqual(broken);
  });

  it.each([
    ['lets a field go on the day that its deprecation named', 'Use `email`. Goes on 2026-01-31.', []],
    ['lets no field go before that day', 'Use `email`. Goes on 2999-01-31.', ['Employee.workEmail was removed.']],
    ['lets no field go whose deprecation named no day', 'Use `email`.', ['Employee.workEmail was removed.']],
  ])('%s', (_, reason, broken) => {
    const deprecated = sdl.replace('workEmail: String', `workEmail: String @deprecated(reason: "${reason}")`);
    const gone = sdl.replace(/\n {2}"+[^"]*"+\n {2}workEmail: .*/, '');
    expect(breakingChanges(deprecated, gone)).toEqual(broken);
  });

  it('is printed for a registry by a script', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'sdl-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    const path = join(directory, 'lucca.graphql');
    const program = await startProgram('src/cli.ts', { cwd: directory, env: {}, args: ['sdl', path] });
    expect(await program.exitCode()).toBe(0);
    expect(await readFile(path, 'utf8')).toBe(sdl);
  });

  it('is not printed if a field lacks @nullable: the error of the script is one line that names the field', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'sdl-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    const root = join(import.meta.dirname, '..');
    for (const name of ['src', 'schema', 'package.json', 'tsconfig.json'])
      await cp(join(root, name), join(directory, name), { recursive: true });
    await symlink(join(root, 'node_modules'), join(directory, 'node_modules'));
    const file = join(directory, 'schema/employees.graphql');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/(displayName: .*) @nullable\(rights: \[\][^)]*\)/, '$1'));
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'sdl'], { cwd: directory });
    const oneLine = /^Employee\.displayName \(schema\/employees\.graphql\): it may be null, [^\n]*\n$/;
    await expect(run).rejects.toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(oneLine) });
  });
});
