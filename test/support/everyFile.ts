import { afterAll } from 'vitest';
import { endFile } from './endOfFile.ts';

// A hook of a module that several files share would be registered for the first of them alone; this is run for each.
afterAll(endFile);
