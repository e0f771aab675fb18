import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCompany, hosts } from '../../src/sandbox/companies/companies.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';

// The process in which the measured one finds Lucca and the keys of its tokens.

const { EMPLOYEES = '10000', COPIES = '0', JWKS = '' } = process.env;

const companies = [createCompany(hosts.globex, { employees: Number(EMPLOYEES) }), createCompany(hosts.acme)];
for (let copy = 0; copy < Number(COPIES); copy++)
  companies.push({
    ...createCompany(hosts.globex, { employees: Number(EMPLOYEES) }),
    host: `copy${copy}.ilucca-demo.net`,
  });
const sandbox = await createSandbox({ companies, requestsPerMinute: 100_000 });
const keys = createServer((_, response) => void response.setHeader('content-type', 'application/json').end(JWKS));
await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
process.send?.({ sandboxPort: sandbox.port, keysPort: (keys.address() as AddressInfo).port });
process.once('disconnect', () => process.exit());
