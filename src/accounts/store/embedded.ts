import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'libsql';

/** Opens one file as the storage behind a Keyv; what was acknowledged survives `kill -9` and a loss of power. */
export async function openEmbedded(path: string, table: string) {
  await createPrivately(path);
  const database = new Database(path, { timeout: 1_000 });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.exec(`CREATE TABLE IF NOT EXISTS ${table} (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT`);
  // Writes nothing, but fails on a file that may only be read.
  database.exec('BEGIN IMMEDIATE; ROLLBACK');

  // Each call prepares its statement anew: one that is kept goes on working after `close`.
  const run = (sql: string, ...values: string[]) => database.prepare(sql).run(...values).changes > 0;

  // An overwritten value would otherwise stay readable in the write-ahead log.
  const forgetOverwritten = () => database.pragma('wal_checkpoint(TRUNCATE)');

  return {
    async get(key: string): Promise<unknown> {
      const row: unknown = database.prepare(`SELECT value FROM ${table} WHERE key = ?`).raw().get(key);
      return Array.isArray(row) ? row[0] : undefined;
    },
    async set(key: string, value: string): Promise<void> {
      run(`INSERT INTO ${table} VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value);
      forgetOverwritten();
    },
    async replace(key: string, old: string | undefined, value: string): Promise<boolean> {
      const isReplaced =
        old === undefined
          ? run(`INSERT INTO ${table} VALUES (?, ?) ON CONFLICT (key) DO NOTHING`, key, value)
          : run(`UPDATE ${table} SET value = ? WHERE key = ? AND value = ?`, value, key, old);
      forgetOverwritten();
      return isReplaced;
    },
    async keys(): Promise<string[]> {
      return database.prepare(`SELECT key FROM ${table}`).pluck().all().map(String);
    },
    async delete(key: string): Promise<boolean> {
      const isDeleted = run(`DELETE FROM ${table} WHERE key = ?`, key);
      forgetOverwritten();
      return isDeleted;
    },
    async clear(): Promise<void> {
      run(`DELETE FROM ${table}`);
      forgetOverwritten();
    },
    async disconnect(): Promise<void> {
      database.close();
    },
  };
}

// The engine would create the file readable by everybody, and its other files take the mode of this one.
async function createPrivately(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  await file.close();
}
