import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CompanyUnusable, readCompany } from '../../../src/sandbox/companies/ownCompany.ts';
import { startProgram } from '../../support/program.ts';
import { startSubgraph, today } from '../../support/subgraph.ts';

const readme = readFileSync(new URL('../../../src/sandbox/README.md', import.meta.url), 'utf8');
const example = JSON.parse(/^```json\n(.*?)^```$/ms.exec(readme)?.[1] ?? '');

function fileWith(content: unknown): string {
  const directory = mkdtempSync(join(tmpdir(), 'company-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'company.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('a company of one’s own, from a file', () => {
  it('is connected and read like any other, as the README has it', async () => {
    const company = { ...readCompany(fileWith(example), today), traps: {}, payRules: [] };
    const subgraph = await startSubgraph({ companies: [company] });
    await subgraph.connect(company);
    const { employees } = await subgraph.data(`{ employees(first: 9, orderBy: [{ field: LAST_NAME }]) { edges { node {
      displayName workEmail manager { displayName } position { jobTitle department { name } } contract { typeName endsOn }
      remuneration { ... on Remuneration { baseSalary { money { amount currency } }
        variableItems(first: 9) { edges { node { money { amount } } } } } } } } } }`);
    const people = employees.edges.map(({ node }: { node: unknown }) => node);
    expect(people).toMatchObject([
      {
        displayName: 'Ada Moreau',
        workEmail: 'ada@my-company.example',
        manager: null,
        position: { jobTitle: 'Directrice', department: { name: 'Direction' } },
        contract: { typeName: 'CDI', endsOn: null },
        remuneration: { baseSalary: { money: { amount: '7200', currency: 'EUR' } } },
      },
      {
        manager: { displayName: 'Ada Moreau' },
        position: { jobTitle: null, department: { name: 'Atelier' } },
        contract: { typeName: 'Alternance', endsOn: '2027-08-31' },
        remuneration: { baseSalary: { money: { amount: '1450', currency: 'EUR' } } },
      },
    ]);
    expect(JSON.stringify(people[0])).toContain('"5000"');
  });

  it('is served beside the others, and is that of the request to try', async () => {
    const sandbox = await startProgram('src/sandbox/main.ts', {
      cwd: '.',
      args: ['--port', '0', '--employees', '250', '--company', fileWith(example)],
    });
    await sandbox.prints(/^sandbox listening on .+\n$/ms);
    expect(sandbox.printed.out).toMatch(/^my-company\.ilucca-demo\.net {2}2 people\n {2}dddddddd-/);
    expect(sandbox.printed.out).toContain("-H 'Host: my-company.ilucca-demo.net'");
    expect(sandbox.printed.out).toContain('acme.ilucca-demo.net');
  });

  const [ada, noe] = example.people;
  it.each<[string, unknown, string]>([
    ['no JSON', '{', 'is not JSON'],
    ['no people', { ...example, people: [] }, 'people: '],
    ['another host', { ...example, host: 'my-company.example.com' }, 'host: a host such as my-company.ilucca-demo.net'],
    ['an unknown field', { ...example, people: [{ ...ada, salary: 1 }] }, 'people[0]: Unrecognized key: "salary"'],
    [
      'a day that does not exist',
      { ...example, people: [ada, { ...noe, startsOn: '2026-02-30' }] },
      'people[1].startsOn: ',
    ],
    [
      'a manager who is nobody',
      { ...example, people: [ada, { ...noe, manager: 'x@y.example' }] },
      'people[1].manager: nobody',
    ],
    ['an email twice', { ...example, people: [ada, ada] }, 'people[1].email: somebody before has the same'],
    [
      'an end before the beginning',
      { ...example, people: [{ ...ada, endsOn: '2001-01-01' }] },
      'people[0].endsOn: before startsOn',
    ],
    [
      'a bonus without a month',
      { ...example, people: [{ ...ada, bonuses: [{ month: '2026-13', amount: 1 }] }] },
      'people[0].bonuses[0].month: a month',
    ],
  ])('is refused with %s, by the name of the field', (_, content, complaint) => {
    const read = () => readCompany(fileWith(content), today);
    expect(read).toThrow(CompanyUnusable);
    expect(read).toThrow(complaint);
  });

  it('that is missing or a company of the sandbox is not served, and the message says why', async () => {
    for (const [path, complaint] of [
      ['/nowhere.json', '/nowhere.json cannot be read.\n'],
      [fileWith({ ...example, host: 'acme.ilucca-demo.net' }), 'acme.ilucca-demo.net is a company of the sandbox\n'],
    ] as const) {
      const sandbox = await startProgram('src/sandbox/main.ts', { cwd: '.', args: ['--company', path] });
      expect(await sandbox.exitCode()).toBe(2);
      expect(sandbox.printed.err).toContain(complaint);
    }
  });
});
