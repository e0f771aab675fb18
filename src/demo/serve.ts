import { existsSync, mkdirSync } from 'node:fs';
import type { Accounts } from '../accounts/accounts.ts';
import { createKeyringFile } from '../accounts/sealing/keyring.ts';
import { createApp } from '../app.ts';
import { scopes } from '../graph/server/viewer.ts';
import { hosts, keyOf } from '../sandbox/companies/companies.ts';
import { createLog } from '../telemetry/log.ts';
import { demoMapping } from './mapping.ts';

const directory = './data/demo';
const keyringFile = `${directory}/keyring.json`;
const tenant = 'demo';
const loopback = '127.0.0.1';

/** Serves the subgraph on loopback in front of the sandbox, with a company connected. */
export async function serve(options: { port: number; sandboxPort: number; logLevel: string }) {
  mkdirSync(directory, { recursive: true });
  if (!existsSync(keyringFile)) await createKeyringFile(keyringFile);
  const app = await createApp({
    storeUrl: `file:${directory}/accounts.db`,
    keyringFile,
    sandboxPort: options.sandboxPort,
    log: createLog(options.logLevel),
    // Every caller on this machine is the demo's only tenant.
    authenticate: async () => ({ tenant, subject: 'demo', scopes: new Set(scopes), employeeId: null }),
    isForThisMachine: true,
    introspection: true,
    showsValidation: true,
    explorer: true,
    connectPage: true,
    mappingOfNew: demoMapping,
  });
  const listeningOn = await app.listen(options.port, loopback);
  return {
    url: `http://localhost:${listeningOn}`,
    connectedHost: (await app.accounts.find(tenant))?.host ?? (await connectFirst(app.accounts)),
    stop: app.stop,
  };
}

async function connectFirst(accounts: Accounts): Promise<string> {
  const submission = { domain: hosts.acme, apiKey: keyOf(hosts.acme, 'full') };
  const deadlineAt = Date.now() + 9_000;
  const result = await accounts.connect({ ...submission, tenant, acceptMissingPermissions: false, deadlineAt });
  if (result.kind === 'problem') throw new Error(`The first company could not be connected (${result.code}).`);
  return result.account.host;
}
