import type { Assumption } from './assumption.ts';
import type { PageLimit } from './behaviour.ts';

const maximum = (rows: number): PageLimit => ({ maximum: rows, above: 'refused' });
const clamped = (rows: number): PageLimit => ({ maximum: rows, above: 'clamped' });
const smallerPages = 'pages are as large as Lucca allows, and every row is read';

/** The assumptions about how many rows a page may have. */
export const pageLimits = {
  scheduleLimit: {
    about: 'request',
    assumed: 'a page of working time may have 100 rows, and more is a 400',
    evidence: 'the official specification',
    positions: [maximum(100), clamped(10)],
    otherwise: smallerPages,
  },
  v3Limit: {
    about: 'request',
    assumed: 'a page of a v3 list may have 1,000 rows, and more is a 400',
    evidence: 'the official specification; a public client sends 2,000',
    positions: [maximum(1_000), maximum(100), clamped(100), maximum(10)],
    otherwise: smallerPages,
  },
  contractLimit: {
    about: 'request',
    assumed: 'a page of work contracts may have 1,000 rows, and more is a 400',
    evidence: 'the official specification',
    positions: [maximum(1_000), maximum(100), clamped(100)],
    otherwise: smallerPages,
  },
  structureLimit: {
    about: 'request',
    assumed: 'a page of establishments or legal units may have 100 rows, and more is a 400',
    evidence: 'the official specification has 100 for legal units; a live client sends 100 for both',
    positions: [maximum(100), clamped(100), clamped(5), maximum(10)],
    otherwise: smallerPages,
  },
  departmentLimit: {
    about: 'request',
    assumed: 'a page of departments may have 100 rows, and more is a 400',
    evidence: 'that of its siblings; the official specification has no parameter for departments',
    positions: [maximum(100), clamped(100), clamped(5), maximum(10)],
    otherwise: smallerPages,
  },
  remunerationLimit: {
    about: 'request',
    assumed: 'a page of pay items may have 1,000 rows, and more is a 400',
    evidence: 'none; the official specification has the default of 10 and no maximum',
    positions: [maximum(1_000), maximum(100), clamped(100)],
    otherwise: smallerPages,
  },
} satisfies Record<string, Assumption<PageLimit>>;
