import pg from 'pg';

/** Runs a query, and notes how long that takes; told what it does (`SELECT`), and nothing of its values. */
export type ObserveQuery = <Answer>(operation: string, work: () => Promise<Answer>) => Promise<Answer>;

/** How long to wait for PostgreSQL, in milliseconds, and what observes its queries. */
export type PostgresTimeouts = { connectTimeoutMs: number; queryTimeoutMs: number; observe?: ObserveQuery | undefined };

type Result<Row> = { rows: Row[]; rowCount: number | null };

/** A PostgreSQL database whose statements time out at the server, and whose acknowledged writes are on disk. */
export type Database = {
  query<Row>(text: string, values?: unknown[]): Promise<Result<Row>>;
  /** A connection for a transaction, to be released. */
  connect(): Promise<pg.PoolClient>;
  end(): Promise<void>;
};

/** A pooler's errors for settings at the start of a connection. */
const protocolViolation = '08P01';

/**
 * Opens a database. A pooler of transactions (PgBouncer) refuses or forgets the settings of a connection, because each transaction may
 * have another one: every statement then becomes a transaction that sets them itself, which takes two more round trips.
 */
export async function openDatabase(url: string, timeouts: PostgresTimeouts): Promise<Database> {
  const database = await openUnobserved(url, timeouts);
  const { observe } = timeouts;
  if (observe === undefined) return database;
  return {
    query: (text, values) => observe(/^\w+/.exec(text)?.[0] ?? 'query', () => database.query(text, values)),
    connect: () => database.connect(),
    end: () => database.end(),
  };
}

async function openUnobserved(url: string, timeouts: PostgresTimeouts): Promise<Database> {
  // The server times out first, so that it does not complete a query that has already failed here.
  const statementMs = Math.ceil(timeouts.queryTimeoutMs * 0.75);
  const direct = openPool(url, timeouts, {
    statement_timeout: statementMs,
    // Whatever the default of the server.
    options: '-c synchronous_commit=on',
  });
  try {
    if (await keepsSettings(direct, statementMs)) return direct;
  } catch (failure) {
    await direct.end();
    throw failure;
  }
  await direct.end();
  const pool = openPool(url, timeouts);
  const settings = `SET LOCAL statement_timeout = ${statementMs}; SET LOCAL synchronous_commit = on`;
  return {
    query: (text, values) => inTransaction(pool, settings, text, values),
    connect: () => pool.connect(),
    end: () => pool.end(),
  };
}

function openPool(url: string, timeouts: PostgresTimeouts, settings: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'lucca-subgraph',
    connectionTimeoutMillis: timeouts.connectTimeoutMs,
    query_timeout: timeouts.queryTimeoutMs,
    ...settings,
  });
  pool.on('error', () => {
    // The server has closed an idle connection: the pool drops it, and the next query opens another or fails.
    // Without a listener, the event would end the process.
  });
  return pool;
}

async function keepsSettings(pool: pg.Pool, statementMs: number): Promise<boolean> {
  try {
    const { rows } = await pool.query("SELECT setting FROM pg_settings WHERE name = 'statement_timeout'");
    return rows[0]?.setting === String(statementMs);
  } catch (failure) {
    if (failure instanceof pg.DatabaseError && failure.code === protocolViolation) return false;
    throw failure;
  }
}

async function inTransaction<Row>(
  pool: pg.Pool,
  settings: string,
  text: string,
  values?: unknown[],
): Promise<Result<Row>> {
  const client = await pool.connect();
  let isDone = false;
  try {
    await client.query(`BEGIN; ${settings}`);
    const result = await client.query(text, values);
    await client.query('COMMIT');
    isDone = true;
    return result;
  } finally {
    // A failed transaction is rolled back with its connection.
    client.release(!isDone);
  }
}
