import pg from 'pg';
import { openPool, type PostgresTimeouts } from '../../accounts/store/postgres.ts';
import type { AuditStore } from '../auditStore.ts';
import type { Line, Mark } from '../lines.ts';

/** Lines read at once while all are read. */
const batch = 500;

type Row = { chain: string; sequence: string; at: string; tenant: string | null; entry: string; mac: string };

const columns = 'chain, sequence, at, tenant, entry, mac';

/** Keeps the record in two tables of a PostgreSQL database, which are created when they are missing. */
export async function openPostgresAudit(url: string, name: string, timeouts: PostgresTimeouts): Promise<AuditStore> {
  const pool = openPool(url, timeouts);
  const [table, marks] = [name, `${name}_marks`].map(pg.escapeIdentifier) as [string, string];
  try {
    await createTables(pool, table, marks, pg.escapeIdentifier(`${name}_tenant`));
  } catch (failure) {
    await pool.end();
    throw failure;
  }

  async function marksOf(kind: 'head' | 'expired'): Promise<Mark[]> {
    const { rows } = await pool.query<Mark & { sequence: string }>(
      `SELECT chain, sequence, mac, signature FROM ${marks} WHERE kind = $1 ORDER BY begun DESC, chain`,
      [kind],
    );
    return rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
  }

  async function read(where: string, values: unknown[]): Promise<Line[]> {
    const { rows } = await pool.query<Row>(`SELECT ${columns} FROM ${table} ${where}`, values);
    return rows.map((row) => ({ ...row, sequence: Number(row.sequence), at: Number(row.at) }));
  }

  async function chainsWithLines(): Promise<{ chain: string; end: number }[]> {
    const expired = new Map((await marksOf('expired')).map(({ chain, sequence }) => [chain, sequence]));
    return (await marksOf('head'))
      .filter(({ chain, sequence }) => sequence > (expired.get(chain) ?? 0))
      .map(({ chain, sequence }) => ({ chain, end: sequence }));
  }

  /** Deletes the lines up to a mark, which is set at the same time. */
  async function forget({ chain, sequence, mac, signature }: Mark): Promise<void> {
    await pool.query(
      `WITH marked AS (
         INSERT INTO ${marks} (kind, chain, sequence, mac, signature) VALUES ('expired', $1, $2, $3, $4)
         ON CONFLICT (kind, chain) DO UPDATE
         SET sequence = excluded.sequence, mac = excluded.mac, signature = excluded.signature
         WHERE ${marks}.sequence < excluded.sequence
       )
       DELETE FROM ${table} WHERE chain = $1 AND sequence <= $2`,
      [chain, sequence, mac, signature],
    );
  }

  return {
    async append(lines, head) {
      // One statement, so that the lines are there if and only if the end is.
      await pool.query(
        `WITH added AS (
           INSERT INTO ${table} (${columns})
           SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[])
         )
         INSERT INTO ${marks} (kind, chain, sequence, mac, signature) VALUES ('head', $7, $8, $9, $10)
         ON CONFLICT (kind, chain) DO UPDATE
         SET sequence = excluded.sequence, mac = excluded.mac, signature = excluded.signature`,
        [
          ...(['chain', 'sequence', 'at', 'tenant', 'entry', 'mac'] as const).map((key) =>
            lines.map((line) => line[key]),
          ),
          head.chain,
          head.sequence,
          head.mac,
          head.signature,
        ],
      );
    },
    heads: () => marksOf('head'),
    expired: () => marksOf('expired'),
    page: (tenant, after, most) =>
      after === null
        ? read('WHERE tenant = $1 ORDER BY at DESC, chain DESC, sequence DESC LIMIT $2', [tenant, most])
        : read(
            `WHERE tenant = $1 AND (at, chain, sequence) < ($3, $4, $5)
             ORDER BY at DESC, chain DESC, sequence DESC LIMIT $2`,
            [tenant, most, after.at, after.chain, after.sequence],
          ),
    async *all() {
      let after: [chain: string, sequence: number] = ['', 0];
      for (;;) {
        const lines = await read(`WHERE (chain, sequence) > ($1, $2) ORDER BY chain, sequence LIMIT ${batch}`, after);
        yield* lines;
        const last = lines.at(-1);
        if (last === undefined) return;
        after = [last.chain, last.sequence];
      }
    },
    async expire(before, markOf) {
      for (const { chain, end } of await chainsWithLines()) {
        for (;;) {
          const oldest = await read(`WHERE chain = $1 ORDER BY sequence LIMIT ${batch}`, [chain]);
          const firstKept = oldest.findIndex(({ at }) => at >= before);
          const last = firstKept < 0 ? oldest.at(-1) : oldest[firstKept - 1];
          if (last === undefined) break;
          await forget(markOf(chain, last));
          if (firstKept >= 0 || last.sequence >= end) break;
        }
      }
    },
    close: () => pool.end(),
  };
}

// Two instances that start at once may both find a table missing: one of them then waits for the other.
async function createTables(pool: pg.Pool, table: string, marks: string, index: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtext($1))`, [table]);
    await client.query(`CREATE TABLE IF NOT EXISTS ${table} (
      chain TEXT COLLATE "C" NOT NULL, sequence BIGINT NOT NULL, at BIGINT NOT NULL, tenant TEXT, entry TEXT NOT NULL,
      mac TEXT NOT NULL, PRIMARY KEY (chain, sequence))`);
    await client.query(`CREATE INDEX IF NOT EXISTS ${index} ON ${table} (tenant, at DESC, chain DESC, sequence DESC)`);
    await client.query(`CREATE TABLE IF NOT EXISTS ${marks} (
      kind TEXT NOT NULL, chain TEXT COLLATE "C" NOT NULL, sequence BIGINT NOT NULL, mac TEXT NOT NULL,
      signature TEXT NOT NULL, begun TIMESTAMPTZ NOT NULL DEFAULT now(), PRIMARY KEY (kind, chain))`);
    // Writes nothing, but fails where nothing may be written.
    await client.query(`DELETE FROM ${marks} WHERE false`);
    await client.query(`INSERT INTO ${table} (${columns}) SELECT '', 0, 0, NULL, '', '' WHERE false`);
    await client.query('COMMIT');
  } finally {
    // A failed transaction is rolled back with its connection.
    client.release(true);
  }
}
