import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const script = 'src/http/pages/isBuilt.js';
const page = 'src/http/pages/explorer/explorer.tsx';
const built = 'dist/http/pages/explorer.html';

/** A checkout with as little in it as there can be, in which everything changed a minute ago. */
function makeCheckout() {
  const root = mkdtempSync(join(tmpdir(), 'checkout-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const minuteAgo = Date.now() / 1000 - 60;
  const set = (name: string, secondsLater = 0) =>
    utimesSync(join(root, name), minuteAgo + secondsLater, minuteAgo + secondsLater);
  const write = (name: string, text = '') => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
    set(name);
  };
  for (const name of [page, 'package-lock.json']) write(name);
  write('package.json', '{ "type": "module" }');
  cpSync(resolve(import.meta.dirname, '../..', script), join(root, script));
  for (const name of [script, dirname(page), dirname(script)]) set(name);
  return {
    set,
    write,
    remove: (name: string) => rmSync(join(root, name)),
    isBuilt: () => spawnSync(process.execPath, [join(root, script)]).status === 0,
  };
}

it('the pages are built once, and again only if one of their files is changed, added or removed, or a library changes', () => {
  const { set, write, remove, isBuilt } = makeCheckout();
  expect(isBuilt()).toBe(false);
  write(built);
  set(built, 10);
  expect(isBuilt()).toBe(true);
  set(page, 20);
  expect(isBuilt()).toBe(false);
  set(built, 30);
  expect(isBuilt()).toBe(true);
  set('package-lock.json', 40);
  expect(isBuilt()).toBe(false);
  set(built, 50);
  expect(isBuilt()).toBe(true);
  remove(page);
  expect(isBuilt()).toBe(false);
});
