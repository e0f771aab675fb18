import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createKeyringFile } from '../../src/accounts/sealing/keyring.ts';
import { asAdministrator, findPostgres, ownTable } from '../accounts/store/postgresUrl.ts';
import { runMixedTenants } from '../load/mixedTenants.ts';
import { findRedis } from '../support/redis.ts';
import { degree, isThorough } from '../support/thoroughness.ts';

const [redis, postgres] = [await findRedis(), await findPostgres()];
const operations = degree(5_000, 1_000, 500);

// `test/load/tenants.ts` does the same for any length of time.
it.skipIf(redis === null || postgres === null)(
  `five tenants at two instances never see data of each other in ${operations} operations of every kind, while instances are killed`,
  { timeout: 600_000 },
  async () => {
    const directory = await mkdtemp(join(tmpdir(), 'mixed-tenants-'));
    const table = ownTable();
    onTestFinished(async () => {
      await rm(directory, { recursive: true });
      const all = ['', '_keys', '_audit', '_audit_marks'].map((suffix) => `${table}${suffix}`);
      await asAdministrator(`DROP TABLE IF EXISTS ${all.join(', ')}`);
    });
    const keyring = join(directory, 'keyring.json');
    await createKeyringFile(keyring);
    const report = await runMixedTenants({
      storeUrl: postgres ?? '',
      table,
      redis,
      keyring,
      operations,
      seed: 7,
      readsPerChange: 8,
      killEvery: 300,
    });
    expect(report.leaks).toEqual([]);
    expect(report.operations).toBe(operations);
    // The test has tried many kinds of requests and seen many rows.
    expect(Object.keys(report.byKind).length).toBeGreaterThan(isThorough ? 17 : 12);
    expect(report.kills).toBe(Math.floor(operations / 300));
    expect(report.shown).toBeGreaterThan(operations);
    expect(report.strict).toBeGreaterThan(operations / 10);
    expect(report.codes).not.toHaveProperty('INTERNAL_SERVER_ERROR');
    process.stdout.write(
      `tenants: ${operations} operations, ${report.kills} kills, ${report.unanswered} unanswered, ${report.shown} own marks seen, 0 leaks\n`,
    );
  },
);
