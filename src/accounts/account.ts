import { checkHistoryOf, type PastCheck } from './checkHistory.ts';
import { type AccountStatus, statusOf } from './lifecycle/status.ts';
import { type AccountMapping, parseMapping } from './mapping.ts';
import type { Check } from './rights/permissions.ts';
import type { ConnectedRecord } from './store/record.ts';

/** A tenant's connected Lucca instance, without its key. */
export type Account = {
  /** Random. Stays the same when the same host is reconnected or its key replaced; changes with the host. */
  id: string;
  tenant: string;
  host: string;
  /** Rises with every connect, key change, rejection and disconnect, so that no cached data outlives them. */
  version: number;
  status: AccountStatus;
  /** ISO 8601, UTC. */
  connectedAt: string;
  /** When the rights were last checked, ISO 8601 in UTC; null when they have to be checked again. */
  checkedAt: string | null;
  /** When a check last found different rights than the previous one, ISO 8601 in UTC; null when none has. */
  rightsChangedAt: string | null;
  /** The rights of the key, as last checked. */
  checks: Check[];
  /** The latest checks, the latest first. */
  checkHistory: PastCheck[];
  /** The customer's own settings for reading their pay. */
  mapping: AccountMapping;
};

/** The account in a tenant's record. */
export function accountOf(tenant: string, record: ConnectedRecord): Account {
  const { id, host, version, connectedAt, checkedAt, rightsChangedAt, checks } = record;
  return {
    id,
    tenant,
    host,
    version,
    status: statusOf(record),
    connectedAt,
    checkedAt,
    rightsChangedAt,
    checks,
    checkHistory: checkHistoryOf(record.checkHistory),
    mapping: parseMapping(record.mapping),
  };
}
