import pg from 'pg';
import { type Database, openDatabase, type PostgresTimeouts } from './database.ts';

// The error that one of two instances gets when both create the table at the same time.
const createdByAnother = new Set(['23505', '42P07', '42710']);
const undefinedTable = '42P01';

/** Opens a table of a PostgreSQL database as a Keyv adapter; creates the table when it is missing. */
export async function openPostgres(url: string, tableName: string, timeouts: PostgresTimeouts) {
  const database = await openDatabase(url, timeouts);
  const table = pg.escapeIdentifier(tableName);
  try {
    await proveWritable(database, table);
  } catch (failure) {
    await database.end();
    throw failure;
  }
  return adapterOf(database, table);
}

const upsert = (table: string, rows: string) =>
  `INSERT INTO ${table} (key, value) ${rows} ON CONFLICT (key) DO UPDATE SET value = excluded.value`;

/** Creates the table if it is missing. Throws when the table, a right on it, or a writable server is missing. */
async function proveWritable(database: Database, table: string): Promise<void> {
  // Writes no row.
  const tryWriting = () => database.query(upsert(table, "SELECT '', '' WHERE false"));
  await tryWriting().catch(async (failure: unknown) => {
    if (codeOf(failure) !== undefinedTable) throw failure;
    await createTable(database, table);
    await tryWriting();
  });
}

function adapterOf(database: Database, table: string) {
  return {
    async get(key: string): Promise<unknown> {
      const { rows } = await database.query<{ value: unknown }>(`SELECT value FROM ${table} WHERE key = $1`, [key]);
      return rows[0]?.value;
    },
    async set(key: string, value: string): Promise<void> {
      await database.query(upsert(table, 'VALUES ($1, $2)'), [key, value]);
    },
    async replace(key: string, old: string | undefined, value: string): Promise<boolean> {
      const { rowCount } = await (old === undefined
        ? database.query(`INSERT INTO ${table} (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING`, [key, value])
        : database.query(`UPDATE ${table} SET value = $2 WHERE key = $1 AND value = $3`, [key, value, old]));
      return rowCount === 1;
    },
    async remove(key: string, old: string): Promise<boolean> {
      const { rowCount } = await database.query(`DELETE FROM ${table} WHERE key = $1 AND value = $2`, [key, old]);
      return rowCount === 1;
    },
    async keys(): Promise<string[]> {
      const { rows } = await database.query<{ key: string }>(`SELECT key FROM ${table}`);
      return rows.map(({ key }) => key);
    },
    async delete(key: string): Promise<boolean> {
      const { rowCount } = await database.query(`DELETE FROM ${table} WHERE key = $1`, [key]);
      return rowCount === 1;
    },
    async clear(): Promise<void> {
      await database.query(`DELETE FROM ${table}`);
    },
    async disconnect(): Promise<void> {
      await database.end();
    },
  };
}

async function createTable(database: Database, table: string): Promise<void> {
  try {
    await database.query(`CREATE TABLE IF NOT EXISTS ${table} (key VARCHAR(255) PRIMARY KEY, value TEXT NOT NULL)`);
  } catch (failure) {
    if (!createdByAnother.has(codeOf(failure) ?? '')) throw failure;
  }
}

function codeOf(failure: unknown): string | undefined {
  return failure instanceof pg.DatabaseError ? failure.code : undefined;
}
