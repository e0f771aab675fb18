import { createApp } from '../../src/app.ts';
import { createAuthenticate } from '../../src/http/authenticate.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { audience, issuer } from './tokens.ts';

// One of several instances that share a store and a Redis, until it is killed or stopped by SIGTERM. Its clock is `CLOCK_OFFSET`
// milliseconds ahead, and it takes `PER_MINUTE` requests from each Lucca.

const {
  STORE_URL = '',
  TABLE = '',
  KEYRING = '',
  REDIS_URL,
  REDIS_PREFIX,
  SANDBOX_PORT,
  SECRET,
  CLOCK_OFFSET = '0',
  PER_MINUTE = '100000',
  INSTANCES = '2',
  NOT_READY_MS = '0',
} = process.env;

const app = await createApp({
  storeUrl: STORE_URL,
  // Patient, because on a busy machine an answer may take long.
  store: { ...(TABLE !== '' && { table: TABLE }), connectTimeoutMs: 20_000, queryTimeoutMs: 20_000 },
  keyringFile: KEYRING,
  ...(REDIS_URL !== undefined && {
    redis: { url: REDIS_URL, prefix: REDIS_PREFIX, instances: Number(INSTANCES), timeoutMs: 2_000 },
  }),
  sandboxPort: Number(SANDBOX_PORT),
  policy: { requestsPerMinute: Number(PER_MINUTE), subjectRequestsPerMinute: Number(PER_MINUTE) },
  notReadyMs: Number(NOT_READY_MS),
  deadlineMs: 60_000,
  minMaxAgeMs: 0,
  authenticate: createAuthenticate({
    keys: { secret: Buffer.from(SECRET ?? '') },
    issuer,
    audience,
    tenantClaim: 'tenant_id',
  }),
  log: createLog('error', (line) => void process.stderr.write(line)),
  now: () => Date.now() + Number(CLOCK_OFFSET),
});

process.once('disconnect', () => process.exit());
process.once('SIGTERM', async () => {
  await app.stop();
  process.exit();
});
process.send?.({ port: await app.listen(0, '127.0.0.1') });
