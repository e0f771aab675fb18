import { parseArgs } from 'node:util';
import { createCompanies, hosts } from './companies/companies.ts';
import { CompanyUnusable, readCompany } from './companies/ownCompany.ts';
import { describeSandbox } from './listing.ts';
import type { Company } from './model.ts';
import { onceOrphaned } from './orphaned.ts';
import { createSandbox } from './sandbox.ts';

const { values } = parseArgs({
  options: { employees: { type: 'string' }, port: { type: 'string' }, company: { type: 'string' } },
});
const employees = values.employees === undefined ? undefined : readWhole('--employees', values.employees);
const port = readWhole('--port', values.port ?? process.env.SANDBOX_PORT ?? '4010');

if (employees !== undefined && employees < 250) refuse('--employees takes 250 or more');

const today = new Date().toISOString().slice(0, 10);
const companies: Company[] = [
  // First, because the printed request is for the first company.
  ...(values.company === undefined ? [] : [readOwn(values.company)]),
  ...createCompanies({ today, ...(employees !== undefined && { employees }) }),
];
const unknown = new Set<string>();
const sandbox = await createSandbox({
  companies,
  port,
  onUnknown(message) {
    if (!unknown.has(message)) process.stderr.write(`${message}\n`);
    unknown.add(message);
  },
});
// The demo and npm may end without a signal to this process.
for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(event, end);
if (process.env.npm_lifecycle_event !== undefined) onceOrphaned(end);
// Last, because a process that reads this may end the sandbox at once.
process.stdout.write(describeSandbox(companies, sandbox.url));

async function end(): Promise<void> {
  await sandbox.close();
  // An open channel to the demo would keep this process alive.
  if (process.connected) process.disconnect();
}

function readOwn(path: string): Company {
  try {
    const company = readCompany(path, today);
    const { acme, globex } = hosts;
    return [acme, globex].includes(company.host)
      ? refuse(`${path}: ${company.host} is a company of the sandbox`)
      : company;
  } catch (failure) {
    if (failure instanceof CompanyUnusable) return refuse(failure.message);
    throw failure;
  }
}

function readWhole(name: string, text: string): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : refuse(`${name} takes a whole number`);
}

function refuse(complaint: string): never {
  process.stderr.write(`${complaint}\n`);
  process.exit(2);
}
