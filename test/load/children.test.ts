import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { start } from './children.ts';

it('a process that ends before it is ready fails its start, with the last that it has printed', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'children-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = join(directory, 'dies.ts');
  await writeFile(file, "console.error('There is no keyring.'); process.exit(3);");
  await expect(start(file, {})).rejects.toThrow(/has ended \(3\) before it was ready: There is no keyring\./);
});
