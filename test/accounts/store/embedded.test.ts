import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStore } from '../../../src/accounts/store/store.ts';
import { bundle } from '../../support/bundle.ts';

const writer = await bundle(fileURLToPath(new URL('embeddedProgram.ts', import.meta.url)));
let directory = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'embedded-'));
});

/** Lets a process write from a number on, kills it with SIGKILL once it has said enough, and returns what it last said. */
async function writeUntilKilled(url: string, first: number, enough: number): Promise<number> {
  const child = spawn(process.execPath, [writer, url, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > enough) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'close');
  expect(signal).toBe('SIGKILL');
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
}

describe('a store in a file', () => {
  it.concurrent.each([1, 2, 3, 4])('loses no acknowledged write when its process is killed (run %i)', async (lane) => {
    const url = `file:${await mkdtemp(join(tmpdir(), 'killed-'))}/lucca.db`;
    let first = 1_000;
    for (let kill = 0; kill < 5; kill += 1) {
      const last = await writeUntilKilled(url, first, 3 + kill * 17 + lane * 5);
      const store = await createStore(url);
      for (let number = Math.max(first, last - 6); number <= last; number += 1) {
        // The write that was under way when the process died may have been done.
        const stored = Number(await store.get(`key-${number % 7}`));
        expect([number, last + 1]).toContain(stored);
        if (stored !== number) expect((last + 1) % 7).toBe(number % 7);
      }
      await store.disconnect();
      first = last + 2;
    }
  });

  it('is readable by its owner only', async () => {
    const store = await createStore(`file:${directory}/data/lucca.db`);
    await store.set('key', 'value');
    expect((await stat(`${directory}/data`)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(`${directory}/data`)) {
      expect((await stat(`${directory}/data/${name}`)).mode & 0o777, name).toBe(0o600);
    }
    await store.disconnect();
  });

  it('leaves no trace of an overwritten or deleted value in its files', async () => {
    const store = await createStore(`file:${directory}/lucca.db`);
    const remains = async () => {
      const files = await Promise.all(
        (await readdir(directory)).map((name) => readFile(join(directory, name), 'latin1')),
      );
      return ['FIRST', 'SECOND', 'THIRD'].filter((word) => files.some((text) => text.includes(word)));
    };
    await store.set('key', `FIRST${'x'.repeat(3_000)}`);
    expect(await remains()).toEqual(['FIRST']);
    await store.replace('key', `FIRST${'x'.repeat(3_000)}`, 'SECOND');
    expect(await remains()).toEqual(['SECOND']);
    await store.set('key', `THIRD${'y'.repeat(9_000)}`);
    await store.delete('key');
    expect(await remains()).toEqual([]);
    await store.disconnect();
  });

  it('is shared with another process that has it open', async () => {
    const [one, two] = [
      await createStore(`file:${directory}/lucca.db`),
      await createStore(`file:${directory}/lucca.db`),
    ];
    await one.set('key', 'from one');
    expect(await two.get('key')).toBe('from one');
    await two.set('key', 'from two');
    expect(await one.get('key')).toBe('from two');
    await Promise.all([one.disconnect(), two.disconnect()]);
  });
});
