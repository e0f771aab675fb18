import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'libsql';

/** Opens a file as a Keyv adapter. Acknowledged writes survive `kill -9` and a power failure. */
export async function openEmbedded(path: string, table: string) {
  await createPrivately(path);
  const database = new Database(path, { timeout: 1_000 });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.exec(`CREATE TABLE IF NOT EXISTS ${table} (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT`);
  // Writes nothing, but fails if the file is read-only.
  database.exec('BEGIN IMMEDIATE; ROLLBACK');

  // Each call prepares its own statement: a prepared one would still work after `close`.
  const run = (sql: string, ...values: string[]) => database.prepare(sql).run(...values).changes > 0;

  // An overwritten value would otherwise stay readable in the write-ahead log.
  const truncateLog = () => database.pragma('wal_checkpoint(TRUNCATE)');

  return {
    async get(key: string): Promise<unknown> {
      const row: unknown = database.prepare(`SELECT value FROM ${table} WHERE key = ?`).raw().get(key);
      return Array.isArray(row) ? row[0] : undefined;
    },
    async set(key: string, value: string): Promise<void> {
      run(`INSERT INTO ${table} VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value);
      truncateLog();
    },
    async replace(key: string, old: string | undefined, value: string): Promise<boolean> {
      const isReplaced =
        old === undefined
          ? run(`INSERT INTO ${table} VALUES (?, ?) ON CONFLICT (key) DO NOTHING`, key, value)
          : run(`UPDATE ${table} SET value = ? WHERE key = ? AND value = ?`, value, key, old);
      truncateLog();
      return isReplaced;
    },
    async remove(key: string, old: string): Promise<boolean> {
      const isRemoved = run(`DELETE FROM ${table} WHERE key = ? AND value = ?`, key, old);
      truncateLog();
      return isRemoved;
    },
    async keys(): Promise<string[]> {
      return database.prepare(`SELECT key FROM ${table}`).pluck().all().map(String);
    },
    async delete(key: string): Promise<boolean> {
      const isDeleted = run(`DELETE FROM ${table} WHERE key = ?`, key);
      truncateLog();
      return isDeleted;
    },
    async clear(): Promise<void> {
      run(`DELETE FROM ${table}`);
      truncateLog();
    },
    async disconnect(): Promise<void> {
      database.close();
    },
  };
}

// The engine would create a file that everybody can read; its other files copy this one's mode.
async function createPrivately(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  await file.close();
}
