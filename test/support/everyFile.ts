import { afterAll } from 'vitest';
import { endFile } from './endOfFile.ts';
import { takeHeard } from './heard.ts';

// A hook of a module that several files share would be registered for the first of them alone; this is run for each.
// biome-ignore lint/correctness/noEmptyPattern: vitest takes no name there.
afterAll(async ({}, file) => {
  await endFile();
  file.meta.heard = takeHeard();
});
