import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { createSchema } from '../src/graph/schema.ts';
import { startProgram } from './support/program.ts';

/** What was promised to everybody who asks us: the schema as it was last agreed on. */
const agreed = join(import.meta.dirname, 'agreed.sdl');

const sdl = `${printSubgraphSchema(createSchema())}\n`;
const read = (text: string) => buildASTSchema(parse(text), { assumeValidSDL: true });

/** What breaks a query that was good under the old schema; a field may go once it was deprecated. */
function breakingChanges(before: string, after: string): string[] {
  const old = read(before);
  return findBreakingChanges(old, read(after))
    .filter(({ type, description }) => type !== BreakingChangeType.FIELD_REMOVED || !wasDeprecated(old, description))
    .map(({ description }) => description);
}

function wasDeprecated(schema: GraphQLSchema, description: string): boolean {
  const [, typeName = '', fieldName = ''] = /^(\w+)\.(\w+) was removed/.exec(description) ?? [];
  const type = schema.getType(typeName);
  return isObjectType(type) && type.getFields()[fieldName]?.deprecationReason != null;
}

describe('the schema, as others rely on it', () => {
  it('breaks no query that was good before', async () => {
    expect(breakingChanges(await readFile(agreed, 'utf8'), sdl)).toEqual([]);
  });

  it('is what was agreed on, or is agreed on anew with `npm run sdl -- test/agreed.sdl`', async () => {
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
  ])('tells of %s what it breaks', (_, from, to, broken) => {
    const changed = sdl.replace(from, to);
    expect(changed).not.toBe(sdl);
    expect(breakingChanges(sdl, changed)).toEqual(broken);
  });

  it('lets a field go that was deprecated', () => {
    const deprecated = sdl.replace('workEmail: String', 'workEmail: String @deprecated(reason: "Soon.")');
    expect(breakingChanges(deprecated, sdl.replace(/\n {2}"+[^"]*"+\n {2}workEmail: .*/, ''))).toEqual([]);
  });

  it('is printed for a registry by a script', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'sdl-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    const path = join(directory, 'lucca.graphql');
    const program = startProgram('src/sdl.ts', { cwd: directory, env: {}, args: [path] });
    expect(await program.exitCode()).toBe(0);
    expect(await readFile(path, 'utf8')).toBe(sdl);
  });
});
