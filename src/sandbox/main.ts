import { parseArgs } from 'node:util';
import { createCompanies } from './companies/companies.ts';
import { describeSandbox } from './listing.ts';
import { createSandbox } from './sandbox.ts';

const { values } = parseArgs({ options: { employees: { type: 'string' }, port: { type: 'string' } } });
const employees = values.employees === undefined ? undefined : readWhole('--employees', values.employees);
const port = readWhole('--port', values.port ?? process.env.SANDBOX_PORT ?? '4010');

const companies = createCompanies({
  today: new Date().toISOString().slice(0, 10),
  ...(employees !== undefined && { employees }),
});
const sandbox = await createSandbox({ companies, port });
process.stdout.write(describeSandbox(companies, sandbox.url));

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => sandbox.close());

function readWhole(name: string, text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  process.stderr.write(`${name} takes a whole number\n`);
  process.exit(2);
}
