import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { sources } from '../../src/loaders/sources.ts';
import type { Dialect, LuccaRow, Query, Resource } from '../../src/lucca/resource.ts';
import { assumptions, defaultBehaviour } from '../../src/sandbox/assumptions.ts';
import { requestEvidence } from '../../src/sandbox/evidence.ts';
import { userFields } from '../../src/sandbox/v3/userFields.ts';

const readme = readFileSync(new URL('../../src/sandbox/README.md', import.meta.url), 'utf8');
const all = Object.entries(assumptions);

const cell = (text: string) => text.replaceAll('|', '\\|');
const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
const inWords = (position: unknown) => (typeof position === 'object' ? JSON.stringify(position) : String(position));

it('every switch of the sandbox has a default and another position, which differ', () => {
  expect(all.length).toBeGreaterThan(20);
  for (const [name, { positions }] of all) {
    const [first, ...others] = positions;
    expect(others.length, name).toBeGreaterThan(0);
    expect(defaultBehaviour[name as keyof typeof defaultBehaviour], name).toEqual(first);
    for (const other of others) expect(isDeepStrictEqual(other, first), name).toBe(false);
  }
});

it('every assumption says what supports it and what happens otherwise', () => {
  for (const [name, { assumed, evidence, otherwise }] of all)
    for (const text of [assumed, evidence, otherwise]) expect(text.length, name).toBeGreaterThan(3);
});

const about = { request: 'request', form: 'form of the answer', status: 'status' };
const assumptionTable = table(
  ['About', 'Assumed', 'Evidence', 'Switch: default, others', 'Otherwise'],
  all.map(([name, { about: kind, assumed, evidence, positions, otherwise }]) => [
    about[kind],
    assumed,
    evidence,
    `\`${name}\`: ${positions.map((position) => `\`${inWords(position)}\``).join(', ')}`,
    otherwise,
  ]),
);
const evidenceTable = table(
  ['Path', 'Asked', 'Evidence'],
  requestEvidence.map(({ path, asked, evidence }) => [
    `\`${path}\``,
    asked.map((part) => `\`${part}\``).join(' '),
    evidence,
  ]),
);

it.each([
  ['assumptions', assumptionTable],
  ['requests', evidenceTable],
])('the table of %s in the README of the sandbox is generated from the data', (_, expected) => {
  expect(readme.includes(expected), `paste this into src/sandbox/README.md:\n${expected}`).toBe(true);
});

const pagingOf: Record<Dialect, string[]> = {
  v3: ['paging='],
  v4Pages: ['page=', 'limit=', 'fields.root='],
  v4Tokens: ['page=', 'limit=', 'fields.root='],
};

/** The parts of a query: its fields, and its other parameters with their values. */
const partsOf = (query: Query) =>
  Object.entries(query).flatMap(([name, value]) =>
    name === 'fields' ? value.split(/,(?![^[]*\])/) : [`${name}=${value}`],
  );

async function everyResource(): Promise<Resource<LuccaRow>[]> {
  const folder = new URL('../../src/lucca/resources/', import.meta.url);
  const modules: Record<string, unknown>[] = await Promise.all(
    readdirSync(folder).map((file) => import(new URL(file, folder).href)),
  );
  return modules
    .flatMap((module) => Object.values(module))
    .filter((value): value is Resource<LuccaRow> => typeof value === 'object' && value !== null && 'dialect' in value);
}

it('everything that is sent to Lucca, except plain fields of users, has its evidence, and nothing else has', async () => {
  const sent = new Set<string>();
  for (const { path, dialect, query, fallbackQuery = {} } of await everyResource())
    for (const part of [...pagingOf[dialect], ...partsOf(query), ...partsOf(fallbackQuery)])
      sent.add(`${path} ${part}`);
  for (const { resource, filter } of Object.values(sources))
    if (filter !== null) sent.add(`${resource.path} ${filter}=`);
  // The probes of a key's rights filter by these, too.
  for (const part of ['dtContractStart=since,', 'departmentId=']) sent.add(`/api/v3/users ${part}`);
  for (const name of Object.keys(userFields)) sent.delete(`/api/v3/users ${name}`);
  const proven = requestEvidence.flatMap(({ path, asked }) => asked.map((part) => `${path} ${part}`));
  expect([...sent].sort()).toEqual([...new Set(proven)].sort());
  expect(proven).toHaveLength(sent.size);
});
