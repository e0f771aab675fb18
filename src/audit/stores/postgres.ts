import pg from 'pg';
import { type Database, openDatabase, type PostgresTimeouts } from '../../accounts/store/database.ts';
import type { AuditStore, Position } from '../auditStore.ts';
import type { Line, Mark } from '../lines.ts';

/** Lines read at once while all are read. */
const batch = 500;

type Row = { chain: string; sequence: string; at: string; tenant: string | null; entry: string; mac: string };
type MarkKind = 'head' | 'expired';

const columns = ['chain', 'sequence', 'at', 'tenant', 'entry', 'mac'] as const;

/** Keeps the record in two tables of a PostgreSQL database, which are created when they are missing. */
export async function openPostgresAudit(url: string, name: string, timeouts: PostgresTimeouts): Promise<AuditStore> {
  const database = await openDatabase(url, timeouts);
  const tables = { lines: pg.escapeIdentifier(name), marks: pg.escapeIdentifier(`${name}_marks`) };
  try {
    await createTables(database, tables, pg.escapeIdentifier(`${name}_tenant`));
  } catch (failure) {
    await database.end();
    throw failure;
  }
  const marks = marksIn(database, tables);
  const lines = linesIn(database, tables);

  return {
    append: marks.setHead,
    heads: () => marks.all('head'),
    expired: () => marks.all('expired'),
    page: lines.page,
    async *all() {
      let after: [chain: string, sequence: number] = ['', 0];
      for (;;) {
        const found = await lines.read(
          `WHERE (chain, sequence) > ($1, $2) ORDER BY chain, sequence LIMIT ${batch}`,
          after,
        );
        yield* found;
        const last = found.at(-1);
        if (last === undefined) return;
        after = [last.chain, last.sequence];
      }
    },
    async expire(before, markOf) {
      const expired = new Map((await marks.all('expired')).map(({ chain, sequence }) => [chain, sequence]));
      for (const { chain, sequence: end } of await marks.all('head')) {
        let done = expired.get(chain) ?? 0;
        while (done < end) {
          const oldest = await lines.read(`WHERE chain = $1 ORDER BY sequence LIMIT ${batch}`, [chain]);
          const firstKept = oldest.findIndex(({ at }) => at >= before);
          const last = firstKept < 0 ? oldest.at(-1) : oldest[firstKept - 1];
          if (last === undefined) break;
          await marks.expire(markOf(chain, last));
          done = firstKept < 0 ? last.sequence : end;
        }
      }
    },
    close: () => database.end(),
  };
}

type Tables = { lines: string; marks: string };

function linesIn(database: Database, { lines }: Tables) {
  async function read(where: string, values: unknown[]): Promise<Line[]> {
    const { rows } = await database.query<Row>(`SELECT ${columns.join(', ')} FROM ${lines} ${where}`, values);
    return rows.map((row) => ({ ...row, sequence: Number(row.sequence), at: Number(row.at) }));
  }
  const order = 'ORDER BY at DESC, chain DESC, sequence DESC LIMIT $2';
  return {
    read,
    page: (tenant: string, after: Position | null, most: number) =>
      after === null
        ? read(`WHERE tenant = $1 ${order}`, [tenant, most])
        : read(`WHERE tenant = $1 AND (at, chain, sequence) < ($3, $4, $5) ${order}`, [
            tenant,
            most,
            after.at,
            after.chain,
            after.sequence,
          ]),
  };
}

function marksIn(database: Database, tables: Tables) {
  const set = (kind: MarkKind) => `INSERT INTO ${tables.marks} (kind, chain, sequence, mac, signature)
    VALUES ('${kind}', $1, $2, $3, $4) ON CONFLICT (kind, chain) DO UPDATE
    SET sequence = excluded.sequence, mac = excluded.mac, signature = excluded.signature
    WHERE ${tables.marks}.sequence < excluded.sequence`;
  const valuesOf = ({ chain, sequence, mac, signature }: Mark) => [chain, sequence, mac, signature];
  return {
    /** The latest chains first. */
    async all(kind: MarkKind): Promise<Mark[]> {
      const { rows } = await database.query<Omit<Mark, 'sequence'> & { sequence: string }>(
        `SELECT chain, sequence, mac, signature FROM ${tables.marks} WHERE kind = $1 ORDER BY begun DESC, chain`,
        [kind],
      );
      return rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
    },
    /** Adds lines and sets the end of their chain in one statement: both are done, or neither. */
    async setHead(added: readonly Line[], head: Mark): Promise<void> {
      await database.query(
        `WITH added AS (
           INSERT INTO ${tables.lines} (${columns.join(', ')})
           SELECT * FROM unnest($5::text[], $6::bigint[], $7::bigint[], $8::text[], $9::text[], $10::text[])
         ) ${set('head')}`,
        [...valuesOf(head), ...columns.map((column) => added.map((line) => line[column]))],
      );
    },
    /** Deletes the lines up to a mark, and sets it. */
    async expire(mark: Mark): Promise<void> {
      await database.query(
        `WITH marked AS (${set('expired')}) DELETE FROM ${tables.lines} WHERE chain = $1 AND sequence <= $2`,
        valuesOf(mark),
      );
    },
  };
}

async function createTables(database: Database, { lines, marks }: Tables, index: string): Promise<void> {
  const client = await database.connect();
  try {
    await client.query('BEGIN');
    // Two instances that start at once may both find a table missing: one of them then waits for the other.
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [lines]);
    await client.query(`CREATE TABLE IF NOT EXISTS ${lines} (
      chain TEXT COLLATE "C" NOT NULL, sequence BIGINT NOT NULL, at BIGINT NOT NULL, tenant TEXT, entry TEXT NOT NULL,
      mac TEXT NOT NULL, PRIMARY KEY (chain, sequence))`);
    await client.query(`CREATE INDEX IF NOT EXISTS ${index} ON ${lines} (tenant, at DESC, chain DESC, sequence DESC)`);
    await client.query(`CREATE TABLE IF NOT EXISTS ${marks} (
      kind TEXT NOT NULL, chain TEXT COLLATE "C" NOT NULL, sequence BIGINT NOT NULL, mac TEXT NOT NULL,
      signature TEXT NOT NULL, begun TIMESTAMPTZ NOT NULL DEFAULT now(), PRIMARY KEY (kind, chain))`);
    // Writes nothing, but fails if writing is not allowed.
    await client.query(`DELETE FROM ${marks} WHERE false`);
    await client.query(`INSERT INTO ${lines} (${columns.join(', ')}) SELECT '', 0, 0, NULL, '', '' WHERE false`);
    await client.query('COMMIT');
  } finally {
    // A failed transaction is rolled back with its connection.
    client.release(true);
  }
}
