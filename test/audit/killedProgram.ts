import { writeSync } from 'node:fs';
import { createApp } from '../../src/app.ts';
import { scopes } from '../../src/graph/server/viewer.ts';
import { createCompany, hosts } from '../../src/sandbox/companies/companies.ts';
import { findKey } from '../../src/sandbox/companies/keys.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { createLog } from '../../src/telemetry/log.ts';

// Serves a company until it is killed, and says on which port. Every caller is a user of its tenant, or of the one named instead of a token.
const [storeUrl = '', keyringFile = '', table] = process.argv.slice(2);

const company = createCompany(hosts.acme, { today: '2026-11-24' });
const sandbox = await createSandbox({ companies: [company], requestsPerMinute: 100_000 });
const app = await createApp({
  storeUrl,
  store: { ...(table !== undefined && { table }), connectTimeoutMs: 20_000, queryTimeoutMs: 20_000 },
  keyringFile,
  sandboxPort: sandbox.port,
  policy: { requestsPerMinute: 100_000 },
  audit: { isRequired: true },
  authenticate: async (tenant = 'acme') => ({ tenant, subject: 'user-1', scopes: new Set(scopes), employeeId: null }),
  log: createLog('silent'),
  now: () => Date.parse('2026-11-24T12:00:00Z') + Math.floor(performance.now()),
});
if ((await app.accounts.find('acme')) === null)
  await app.accounts.connect({
    tenant: 'acme',
    domain: company.host,
    apiKey: findKey(company, 'full'),
    acceptMissingPermissions: true,
    deadlineAt: Number.MAX_SAFE_INTEGER,
  });
writeSync(1, `${JSON.stringify({ port: await app.listen(0, '127.0.0.1') })}\n`);
