import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { asAdministrator, findPostgres, ownTable } from '../accounts/store/postgresUrl.ts';
import { type MixedReport, runMixedTenants } from './mixedTenants.ts';

// Mixes the operations of several tenants on two instances, and prints what it has found of one in answers to another. Run it with
// `npx tsx test/load/tenants.ts`. It needs PostgreSQL and Redis where the tests find them.

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '1000000' },
    minutes: { type: 'string', default: '600' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    'kill-every': { type: 'string', default: '2000' },
  },
});

const storeUrl = await findPostgres();
if (storeUrl === null) throw new Error('There is no PostgreSQL.');
const directory = await mkdtemp(join(tmpdir(), 'tenants-'));
const keyring = join(directory, 'keyring.json');
const table = ownTable();
const startedAt = performance.now();

function print({ leaks, ...counts }: MixedReport): void {
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  process.stdout.write(`${seconds} s: ${JSON.stringify({ ...counts, leaks: leaks.length })}\n`);
}

try {
  await createKeyringFile(keyring);
  process.stdout.write(`seed ${values.seed}\n`);
  const report = await runMixedTenants({
    storeUrl,
    table,
    redis: { url: process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379', prefix: table },
    keyring,
    operations: Number(values.operations),
    forMs: 60_000 * Number(values.minutes),
    seed: Number(values.seed),
    killEvery: Number(values['kill-every']),
    onProgress: (sofar) => void (sofar.operations % 10_000 === 0 && print(sofar)),
  });
  print(report);
  for (const leak of report.leaks) process.stdout.write(`${leak}\n`);
  process.exitCode = report.leaks.length === 0 ? 0 : 1;
} finally {
  const all = ['', '_keys', '_audit', '_audit_marks'].map((suffix) => `${table}${suffix}`);
  await asAdministrator(`DROP TABLE IF EXISTS ${all.join(', ')}`);
  await rm(directory, { recursive: true });
}
