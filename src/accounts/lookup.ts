import type { Credentials } from '../lucca/client.ts';
import { LuccaUnauthorized } from '../lucca/errors.ts';
import { type Account, accountOf } from './account.ts';
import { AccountNotConnected } from './errors.ts';
import type { ConnectionMonitor } from './lifecycle/monitor.ts';
import { connectedRecord, type Records } from './store/records.ts';

/** Looks up accounts and their keys; the monitor learns of every use of an account. */
export function createLookup(records: Records, monitor: ConnectionMonitor) {
  return {
    async find(tenant: string): Promise<Account | null> {
      const key = records.keyOf(tenant);
      const record = await records.readConnected(key);
      if (record === null) return null;
      monitor.onUse(key, record);
      return accountOf(tenant, record);
    },

    async credentials(account: Account): Promise<Credentials> {
      const record = await connectedRecord(records, account.tenant);
      if (record.id !== account.id) throw new AccountNotConnected();
      if (record.keyRejectedAt !== null) throw new LuccaUnauthorized({ resource: 'account' });
      if (record.version !== account.version) throw new AccountNotConnected();
      return { host: record.host, apiKey: record.apiKey };
    },

    async isCurrent({ tenant, id, version }: Account): Promise<boolean> {
      const connection = await records.connection(records.keyOf(tenant));
      return connection?.id === id && connection.version === version;
    },
  };
}
