import pg from 'pg';

const url = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/test';

/** The PostgreSQL to test against, or null where none answers; in CI one has to. */
export async function findPostgres(): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  try {
    await client.connect();
    await client.end();
    return url;
  } catch (failure) {
    if (process.env.CI === 'true') throw failure;
    process.stdout.write('No PostgreSQL answers: its tests are skipped. Set TEST_POSTGRES_URL to run them.\n');
    return null;
  }
}

/** A table name of this run's own. */
export const ownTable = (): string => `accounts_test_${process.pid}_${Date.now()}`;

/** Runs statements as an administrator of the database would. */
export async function asAdministrator(sql: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql, values);
  } finally {
    await client.end();
  }
}
