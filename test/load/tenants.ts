import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { asAdministrator, findPostgres, ownTable } from '../accounts/store/postgresUrl.ts';
import { type MixedOptions, type MixedReport, runMixedTenants } from './mixedTenants.ts';
import { mutants } from './mutants.ts';

// Mixes the operations of several tenants on two instances, and prints what it has found of one in answers to another. Run it with
// `npx tsx test/load/tenants.ts`. With `--mutants` it breaks the instances in each way of `mutants.ts` instead, and fails unless all are
// found. It needs PostgreSQL and Redis where the tests find them.

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '1000000' },
    minutes: { type: 'string', default: '600' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    groups: { type: 'string', default: '8' },
    'reads-per-change': { type: 'string', default: '100' },
    'kill-every': { type: 'string', default: '10000' },
    mutants: { type: 'boolean', default: false },
  },
});

const storeUrl = (await findPostgres()) ?? '';
if (storeUrl === '') throw new Error('There is no PostgreSQL.');
const url = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';
const directory = await mkdtemp(join(tmpdir(), 'tenants-'));
const keyring = join(directory, 'keyring.json');
const seed = Number(values.seed);
const startedAt = performance.now();

function print({ leaks, ...counts }: MixedReport): void {
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  process.stdout.write(`${seconds} s: ${JSON.stringify({ ...counts, leaks: leaks.length })}\n`);
}

/** Runs in tables and under a prefix in Redis that no other run has. */
async function runApart(options: Pick<MixedOptions, 'operations'> & Partial<MixedOptions>): Promise<MixedReport> {
  const table = ownTable();
  try {
    return await runMixedTenants({ storeUrl, table, redis: { url, prefix: table }, keyring, seed, ...options });
  } finally {
    const all = ['', '_keys', '_audit', '_audit_marks'].map((suffix) => `${table}${suffix}`);
    await asAdministrator(`DROP TABLE IF EXISTS ${all.join(', ')}`);
  }
}

async function run(): Promise<boolean> {
  const report = await runApart({
    operations: Number(values.operations),
    forMs: 60_000 * Number(values.minutes),
    groups: Number(values.groups),
    readsPerChange: Number(values['reads-per-change']),
    readsPerUncached: Number(values['reads-per-change']),
    killEvery: Number(values['kill-every']),
    onProgress: (sofar) => void (sofar.operations % 10_000 === 0 && print(sofar)),
  });
  print(report);
  for (const leak of report.leaks) process.stdout.write(`${leak}\n`);
  return report.leaks.length === 0;
}

/** Whether each fault is found, within operations that are enough for all of them. */
async function runMutants(): Promise<boolean> {
  let areFound = true;
  for (const [name, mutant] of Object.entries(mutants)) {
    const { operations, leaks } = await runApart({ mutant, operations: 20_000, readsPerChange: 8 });
    process.stdout.write(`${name}: ${leaks[0] ?? 'NOT FOUND'} (after ${operations} operations)\n`);
    areFound &&= leaks.length > 0;
  }
  return areFound;
}

try {
  await createKeyringFile(keyring);
  process.stdout.write(`seed ${seed}\n`);
  process.exitCode = (await (values.mutants ? runMutants() : run())) ? 0 : 1;
} finally {
  await rm(directory, { recursive: true });
}
