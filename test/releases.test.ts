import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parser } from 'keep-a-changelog';
import { describe, expect, it, onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { version, engines, scripts, dependencies, devDependencies } = JSON.parse(read('package.json'));

describe('the changelog', () => {
  const changelog = parser(read('.github/CHANGELOG.md'));

  it('is in its published format, and has what is unreleased or the version that is here', () => {
    const [latest] = changelog.releases;
    const isReleased = latest?.date !== undefined;
    expect(isReleased ? String(latest.version) : 'unreleased').toBe(isReleased ? version : 'unreleased');
    const changes = [...(latest?.changes.values() ?? [])].flat();
    expect(changes.length).toBeGreaterThan(0);
  });

  it('is dated, and the image is named, by npm version', () => {
    const copy = mkdtempSync(join(tmpdir(), 'release-'));
    onTestFinished(() => rmSync(copy, { recursive: true }));
    mkdirSync(join(copy, '.github'));
    cpSync(join(root, '.github/CHANGELOG.md'), join(copy, '.github/CHANGELOG.md'));
    cpSync(join(root, '.deploy'), join(copy, '.deploy'), { recursive: true });
    writeFileSync(
      join(copy, 'package.json'),
      JSON.stringify({ name: 'copy', version, scripts: { version: scripts.version } }),
    );
    execFileSync('git', ['init', '--quiet'], { cwd: copy });
    const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` };
    execFileSync('npm', ['version', '9.8.7', '--no-git-tag-version'], { cwd: copy, env });
    const [latest] = parser(readFileSync(join(copy, '.github/CHANGELOG.md'), 'utf8')).releases;
    expect([String(latest?.version), latest?.date?.getFullYear()]).toEqual(['9.8.7', new Date().getFullYear()]);
    for (const path of ['.deploy/README.md', '.deploy/kubernetes/deployment.yaml'])
      expect(readFileSync(join(copy, path), 'utf8').match(/lucca-subgraph:[\d.]+/)?.[0]).toBe('lucca-subgraph:9.8.7');
  });
});

describe('the versions of Node.js', () => {
  const upgrading = read('.deploy/upgrading.md');

  it('that the page of upgrades names are those that continuous integration runs tests on', () => {
    const [, others = ''] = /^for major in ([\d ]+);/m.exec(read('.ci/run')) ?? [];
    const [, named = ''] = /runs tests on ([\d, and]+)\./.exec(upgrading) ?? [];
    expect(named.match(/\d+/g)).toEqual([engines.node.match(/\d+/)?.[0], ...others.split(' ')]);
  });

  it('hold back the dependencies that the page lists, each at the version that is installed', () => {
    const rows = [...upgrading.matchAll(/^\| `([^`]+)` \| ([\d.]+) \| ([\d.]+) \|/gm)];
    expect(rows.length).toBeGreaterThan(4);
    const wanted = { ...devDependencies, ...dependencies };
    for (const [, name = '', here = ''] of rows)
      expect(wanted[name], name).toMatch(new RegExp(`^[~^]?${here.replaceAll('.', '\\.')}(\\.|$)`));
  });
});
