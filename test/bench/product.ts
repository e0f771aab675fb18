import { openSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { devNull } from 'node:os';
import { audience, issuer } from '../load/tokens.ts';
import { answerProcessorTime } from './processorTime.ts';

// The product as `npm run build` makes it, with the settings of production: but Lucca is the sandbox, whose quota is no limit here, and what
// has been read stays fresh.

const { SANDBOX_PORT, KEYS_PORT, DIRECTORY = '' } = process.env;

// This program starts from compiled code, which Node.js 20 does not let use `import()`.
const built = createRequire(new URL('../../dist/app.js', import.meta.url));
const { createApp }: typeof import('../../src/app.ts') = built('./app.js');
const { createAuthenticate }: typeof import('../../src/http/authenticate.ts') = built('./http/authenticate.js');
const { createKeyringFile }: typeof import('../../src/accounts/sealing/keyring.ts') = built(
  './accounts/sealing/keyring.js',
);
const { createLog }: typeof import('../../src/telemetry/log.ts') = built('./telemetry/log.js');

const log = openSync(devNull, 'w');
const keyringFile = `${DIRECTORY}/keyring.json`;
await createKeyringFile(keyringFile);
const app = await createApp({
  storeUrl: `file:${DIRECTORY}/accounts.db`,
  keyringFile,
  sandboxPort: Number(SANDBOX_PORT),
  policy: { requestsPerMinute: 100_000, subjectRequestsPerMinute: 100_000 },
  freshMs: 3_600_000,
  authenticate: createAuthenticate({
    keys: { jwksUrl: `http://127.0.0.1:${KEYS_PORT}`, staleMs: 3_600_000 },
    issuer,
    audience,
    tenantClaim: 'tenant_id',
  }),
  log: createLog('info', (line) => void writeSync(log, line)),
});
answerProcessorTime();
process.send?.({ port: await app.listen(0, '127.0.0.1') });
