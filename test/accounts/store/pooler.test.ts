import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../src/accounts/store/database.ts';
import { createStore } from '../../../src/accounts/store/store.ts';
import { openAuditStore } from '../../../src/audit/audit.ts';
import { listen } from '../../support/listen.ts';
import { asAdministrator, findPostgres, ownTable } from './postgresUrl.ts';

const program = process.env.PGBOUNCER_PATH ?? '/usr/sbin/pgbouncer';
const url = await findPostgres();
const isThere = existsSync(program);
if (!isThere && process.env.CI === 'true') throw new Error(`There is no PgBouncer at ${program}.`);
if (!isThere) process.stdout.write('There is no PgBouncer: its tests are skipped. Set PGBOUNCER_PATH to run them.\n');

const table = ownTable();
afterAll(async () => {
  if (url !== null) await asAdministrator(`DROP TABLE IF EXISTS ${table}, ${table}_audit, ${table}_audit_marks`);
});

/** Starts a PgBouncer that pools transactions, before a server that does not wait for the disk by default. */
async function startPooler(settings = ''): Promise<string> {
  const { hostname, port, pathname, username, password } = new URL(url ?? '');
  const free = await listen(createServer());
  await free.close();
  const directory = mkdtempSync(join(tmpdir(), 'pooler-'));
  const secret = password === '' ? '' : ` password=${decodeURIComponent(password)}`;
  const file = join(directory, 'pgbouncer.ini');
  writeFileSync(
    file,
    `[databases]
pooled = host=${hostname} port=${port || 5432} dbname=${pathname.slice(1)} user=${username}${secret} connect_query='SET synchronous_commit = off'
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${free.port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
${settings}
`,
  );
  // PgBouncer does not run as root.
  const isRoot = process.getuid?.() === 0;
  const args = isRoot ? ['--reuid=65534', '--regid=65534', '--clear-groups', program, '/dev/stdin'] : ['/dev/stdin'];
  const pooler = spawn('sh', ['-c', `exec "$@" < '${file}'`, 'sh', isRoot ? 'setpriv' : program, ...args]);
  onTestFinished(() => {
    pooler.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });
  await new Promise<void>((resolve, reject) => {
    let output = '';
    pooler.stderr.on('data', (text: Buffer) => {
      output += text;
      if (output.includes('process up')) resolve();
    });
    pooler.once('exit', () => reject(new Error(output)));
  });
  return `postgres://${username}@127.0.0.1:${free.port}/pooled`;
}

const timeouts = { connectTimeoutMs: 5_000, queryTimeoutMs: 4_000 };

it.skipIf(url === null || !isThere).each([
  ['refuses the settings of a connection', ''],
  ['forgets the settings of a connection', 'ignore_startup_parameters = statement_timeout,options'],
])('a pooler of transactions that %s changes neither time limits nor what is on disk', async (_, settings) => {
  const pooled = await startPooler(settings);
  const database = await openDatabase(pooled, timeouts);
  const current = "current_setting('statement_timeout') AS timeout, current_setting('synchronous_commit') AS commit";
  expect((await database.query(`SELECT ${current}`)).rows).toEqual([{ timeout: '3s', commit: 'on' }]);
  await expect(database.query('SELECT pg_sleep(60)')).rejects.toMatchObject({ code: '57014' });
  await database.end();

  const store = await createStore(pooled, { table, ...timeouts });
  expect(await store.replace('key', undefined, 'first')).toBe(true);
  expect(await store.replace('key', 'other', 'second')).toBe(false);
  expect(await store.replace('key', 'first', 'second')).toBe(true);
  const direct = new pg.Client({ connectionString: url ?? '' });
  await direct.connect();
  expect((await direct.query(`SELECT value FROM ${table}`)).rows).toEqual([{ value: 'second' }]);
  await direct.end();
  await store.delete('key');
  await store.disconnect();

  const audit = await openAuditStore({ storeUrl: pooled, table: `${table}_audit`, timeouts });
  expect(await audit.heads()).toEqual([]);
  await audit.close();
});
