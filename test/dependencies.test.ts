import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Locked = { license?: string; dev?: boolean; devOptional?: boolean; hasInstallScript?: boolean };

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, Locked>;
};

/** What is installed for production, by name; the root is this package itself. */
const shipped = Object.entries(packages).flatMap(([path, locked]) =>
  path === '' || locked.dev || locked.devOptional ? [] : [{ name: path.replace(/^.*node_modules\//, ''), ...locked }],
);

/** Licences that ask for no more than to be named. */
const allowed = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-3-Clause', 'ISC', 'MIT', '(MIT AND BSD-3-Clause)'];

describe('the dependencies in production', () => {
  it('have licences that allow everything, but for the one that the README explains', () => {
    expect(shipped.length).toBeGreaterThan(100);
    const others = shipped.filter(({ license }) => !allowed.includes(license ?? 'none'));
    expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([
      '@apollo/federation-internals: Elastic-2.0',
    ]);
  });

  it('run nothing when they are installed, but for a warning that nobody needs', () => {
    expect(shipped.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name)).toEqual([
      '@apollo/protobufjs',
    ]);
  });
});
