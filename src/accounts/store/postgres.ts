import pg from 'pg';

// What two instances that create the same table at once make of each other.
const createdMeanwhile = new Set(['23505', '42P07', '42710']);
const undefinedTable = '42P01';

/** How long PostgreSQL is waited for, in milliseconds. */
export type PostgresTimeouts = { connectTimeoutMs: number; queryTimeoutMs: number };

/** Opens one table of a PostgreSQL database as the storage behind a Keyv, creating the table if need be. */
export async function openPostgres(
  url: string,
  tableName: string,
  { connectTimeoutMs, queryTimeoutMs }: PostgresTimeouts,
) {
  const table = pg.escapeIdentifier(tableName);
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'lucca-subgraph',
    connectionTimeoutMillis: connectTimeoutMs,
    // The server gives up first, so that what has failed here is not done there after all.
    statement_timeout: Math.ceil(queryTimeoutMs * 0.75),
    query_timeout: queryTimeoutMs,
    // What is acknowledged is on disk, whatever the server's default.
    options: '-c synchronous_commit=on',
  });
  pool.on('error', () => {
    // An idle connection was ended by the server: the pool has dropped it, and the next query opens another or fails.
    // Unheard, the event would end the process.
  });

  const upsert = (rows: string) =>
    `INSERT INTO ${table} (key, value) ${rows} ON CONFLICT (key) DO UPDATE SET value = excluded.value`;

  try {
    // Writes no row, but fails without the table, the rights on it, or a server that takes writes.
    const tryWriting = () => pool.query(upsert("SELECT '', '' WHERE false"));
    await tryWriting().catch(async (failure: unknown) => {
      if (codeOf(failure) !== undefinedTable) throw failure;
      await createTable(pool, table);
      await tryWriting();
    });
  } catch (failure) {
    await pool.end();
    throw failure;
  }

  return {
    async get(key: string): Promise<unknown> {
      const { rows } = await pool.query<{ value: unknown }>(`SELECT value FROM ${table} WHERE key = $1`, [key]);
      return rows[0]?.value;
    },
    async set(key: string, value: string): Promise<void> {
      await pool.query(upsert('VALUES ($1, $2)'), [key, value]);
    },
    async replace(key: string, old: string | undefined, value: string): Promise<boolean> {
      const { rowCount } = await (old === undefined
        ? pool.query(`INSERT INTO ${table} (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING`, [key, value])
        : pool.query(`UPDATE ${table} SET value = $2 WHERE key = $1 AND value = $3`, [key, value, old]));
      return rowCount === 1;
    },
    async keys(): Promise<string[]> {
      const { rows } = await pool.query<{ key: string }>(`SELECT key FROM ${table}`);
      return rows.map(({ key }) => key);
    },
    async delete(key: string): Promise<boolean> {
      const { rowCount } = await pool.query(`DELETE FROM ${table} WHERE key = $1`, [key]);
      return rowCount === 1;
    },
    async clear(): Promise<void> {
      await pool.query(`DELETE FROM ${table}`);
    },
    async disconnect(): Promise<void> {
      await pool.end();
    },
  };
}

async function createTable(pool: pg.Pool, table: string): Promise<void> {
  try {
    await pool.query(`CREATE TABLE IF NOT EXISTS ${table} (key VARCHAR(255) PRIMARY KEY, value TEXT NOT NULL)`);
  } catch (failure) {
    if (!createdMeanwhile.has(codeOf(failure) ?? '')) throw failure;
  }
}

function codeOf(failure: unknown): string | undefined {
  return failure instanceof pg.DatabaseError ? failure.code : undefined;
}
