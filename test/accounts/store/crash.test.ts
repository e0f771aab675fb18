import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../support/bundle.ts';
import { degree } from '../../support/thoroughness.ts';
import { newKey } from '../sealing/keyrings.ts';
import { asAdministrator, findPostgres, ownTable } from './postgresUrl.ts';

const kills = degree(100, 16, 8);
const program = await bundle(fileURLToPath(new URL('crashProgram.ts', import.meta.url)));
const directory = await mkdtemp(join(tmpdir(), 'crash-'));
const keyrings = ['k1', 'k2'].map((current) => join(directory, `${current}.json`));
const postgres = await findPostgres();
const table = ownTable();

type Said = { found?: string; began?: string; acknowledged?: string };

// Lives take turns at rotating the master key from one to the other.
beforeAll(async () => {
  const keys = { k1: newKey(), k2: newKey() };
  for (const [index, current] of Object.keys(keys).entries())
    await writeFile(keyrings[index] ?? '', JSON.stringify({ current, keys }), { mode: 0o600 });
});
afterAll(async () => {
  await rm(directory, { recursive: true });
  if (postgres !== null) await asAdministrator(`DROP TABLE IF EXISTS ${table}, ${table}_keys`);
});

/** Lets one process live until some time after so many lines, kills it, and returns what it said. */
async function live(url: string, life: number, lines: number, milliseconds: number): Promise<Said[]> {
  const child = spawn(process.execPath, [program, url, table, keyrings[life % 2] ?? '', String(life)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let isDoomed = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length <= lines || isDoomed) return;
    isDoomed = true;
    setTimeout(() => child.kill('SIGKILL'), milliseconds);
  });
  const [, signal] = await once(child, 'close');
  expect(signal, 'it ended by itself').toBe('SIGKILL');
  // A last line that was cut says nothing.
  return said
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Said);
}

describe.concurrent.each([
  ['in a file', `file:${directory}/accounts.db`],
  ['in PostgreSQL', postgres],
])('accounts %s', (where, url) => {
  it.skipIf(url === null)(
    `contain the last acknowledged write or the one that had just begun, after each of ${kills} kills at any moment`,
    { timeout: 600_000 },
    async () => {
      let possible = ['nothing'];
      let acknowledgements = 0;
      let cutShort = 0;
      for (let life = 0; life < kills; life += 1) {
        // From the very first step to several steps later, which are two lines each, and at another moment of a step each time.
        const said = await live(url ?? '', life, 1 + (life % 10), (life * 7) % 30);
        expect(possible, `after ${life} kills`).toContain(said[0]?.found);
        const acknowledged = said.map((line) => line.acknowledged ?? line.found).filter((state) => state !== undefined);
        acknowledgements += acknowledged.length - 1;
        const last = said.at(-1);
        if (last?.began !== undefined) cutShort += 1;
        possible = [acknowledged.at(-1) ?? 'nothing', ...(last?.began === undefined ? [] : [last.began])];
      }
      process.stdout.write(
        `accounts ${where}: ${kills} kills, ${cutShort} in a step, ${acknowledgements} acknowledged, 0 lost\n`,
      );
      expect(acknowledgements).toBeGreaterThan(kills);
      expect(cutShort).toBeGreaterThan(kills / 4);
    },
  );
});
