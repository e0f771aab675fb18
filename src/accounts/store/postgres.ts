import pg from 'pg';

// What one of two instances gets when both create the table at once.
const createdByAnother = new Set(['23505', '42P07', '42710']);
const undefinedTable = '42P01';

/** How long to wait for PostgreSQL, in milliseconds. */
export type PostgresTimeouts = { connectTimeoutMs: number; queryTimeoutMs: number };

/** Opens a table of a PostgreSQL database as a Keyv adapter; creates the table when it is missing. */
export async function openPostgres(url: string, tableName: string, timeouts: PostgresTimeouts) {
  const pool = openPool(url, timeouts);
  const table = pg.escapeIdentifier(tableName);
  try {
    await proveWritable(pool, table);
  } catch (failure) {
    await pool.end();
    throw failure;
  }
  return adapterOf(pool, table);
}

export function openPool(url: string, { connectTimeoutMs, queryTimeoutMs }: PostgresTimeouts): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'lucca-subgraph',
    connectionTimeoutMillis: connectTimeoutMs,
    // The server times out first, so that it does not complete a query that has already failed here.
    statement_timeout: Math.ceil(queryTimeoutMs * 0.75),
    query_timeout: queryTimeoutMs,
    // Acknowledged writes are on disk, whatever the server's default.
    options: '-c synchronous_commit=on',
  });
  pool.on('error', () => {
    // The server has closed an idle connection: the pool drops it, and the next query opens another or fails.
    // Without a listener, the event would end the process.
  });
  return pool;
}

const upsert = (table: string, rows: string) =>
  `INSERT INTO ${table} (key, value) ${rows} ON CONFLICT (key) DO UPDATE SET value = excluded.value`;

/** Creates the table if it is missing. Throws when the table, a right on it, or a writable server is missing. */
async function proveWritable(pool: pg.Pool, table: string): Promise<void> {
  // Writes no row.
  const tryWriting = () => pool.query(upsert(table, "SELECT '', '' WHERE false"));
  await tryWriting().catch(async (failure: unknown) => {
    if (codeOf(failure) !== undefinedTable) throw failure;
    await createTable(pool, table);
    await tryWriting();
  });
}

function adapterOf(pool: pg.Pool, table: string) {
  return {
    async get(key: string): Promise<unknown> {
      const { rows } = await pool.query<{ value: unknown }>(`SELECT value FROM ${table} WHERE key = $1`, [key]);
      return rows[0]?.value;
    },
    async set(key: string, value: string): Promise<void> {
      await pool.query(upsert(table, 'VALUES ($1, $2)'), [key, value]);
    },
    async replace(key: string, old: string | undefined, value: string): Promise<boolean> {
      const { rowCount } = await (old === undefined
        ? pool.query(`INSERT INTO ${table} (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING`, [key, value])
        : pool.query(`UPDATE ${table} SET value = $2 WHERE key = $1 AND value = $3`, [key, value, old]));
      return rowCount === 1;
    },
    async remove(key: string, old: string): Promise<boolean> {
      const { rowCount } = await pool.query(`DELETE FROM ${table} WHERE key = $1 AND value = $2`, [key, old]);
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
    if (!createdByAnother.has(codeOf(failure) ?? '')) throw failure;
  }
}

function codeOf(failure: unknown): string | undefined {
  return failure instanceof pg.DatabaseError ? failure.code : undefined;
}
