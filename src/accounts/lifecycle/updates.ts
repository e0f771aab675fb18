import { type CheckCause, completedCheck, failedCheck, withCheck } from '../checkHistory.ts';
import { nextVersion } from '../connect/save.ts';
import { type AccountMapping, changeMapping } from '../mapping.ts';
import type { Check } from '../rights/permissions.ts';
import { type ConnectedRecord, isConnected } from '../store/record.ts';
import type { Records } from '../store/records.ts';
import { type ConnectionRef, isRecordOf } from './connection.ts';

/** When a check was made, in milliseconds of the epoch, and why. */
export type Made = { now: number; cause: CheckCause };

/**
 * Saves the result of a check. A rejected key counts as accepted again, with a new version. Like every
 * update here, it returns null and writes nothing when the tenant has another connection by now.
 */
export function saveChecks(records: Records, connection: ConnectionRef, checks: Check[], { now, cause }: Made) {
  const at = new Date(now).toISOString();
  return update(records, connection, (current) => ({
    ...current,
    checks,
    checkedAt: at,
    rightsChangedAt: isSame(current.checks, checks) ? current.rightsChangedAt : at,
    checkHistory: withCheck(current.checkHistory, completedCheck(cause, current.checks, checks, at)),
    unreachableAt: null,
    keyRejectedAt: null,
    version: current.keyRejectedAt === null ? current.version : nextVersion(current, now),
  }));
}

const isSame = (before: readonly Check[], after: readonly Check[]) =>
  JSON.stringify(before.map(verdictOf)) === JSON.stringify(after.map(verdictOf));

const verdictOf = ({ permission, verdict }: Check) => [permission, verdict];

/** Saves that a check could not reach Lucca. */
export function markUnreachable(records: Records, connection: ConnectionRef, { now, cause }: Made) {
  const at = new Date(now).toISOString();
  return update(records, connection, (current) => ({
    ...current,
    unreachableAt: at,
    checkHistory: withCheck(current.checkHistory, failedCheck(cause, 'UNREACHABLE', at)),
  }));
}

/** Saves that Lucca is reachable again. */
export function markReachable(records: Records, connection: ConnectionRef) {
  return update(records, connection, (current) => ({ ...current, unreachableAt: null }));
}

/** Saves that Lucca rejects the key. The version rises, so that data cached with this key is not served again. */
export function markKeyRejected(records: Records, connection: ConnectionRef, { now, cause }: Made) {
  const at = new Date(now).toISOString();
  return update(records, connection, (current) => ({
    ...current,
    keyRejectedAt: at,
    version: nextVersion(current, now),
    checkHistory: withCheck(current.checkHistory, failedCheck(cause, 'KEY_REJECTED', at)),
  }));
}

/** Saves a change of how pay is read. */
export function saveMapping(
  records: Records,
  connection: ConnectionRef,
  change: (before: AccountMapping) => AccountMapping,
) {
  return update(records, connection, (current) => ({ ...current, mapping: changeMapping(current.mapping, change) }));
}

function update(
  records: Records,
  connection: ConnectionRef,
  next: (current: ConnectedRecord) => ConnectedRecord,
): Promise<ConnectedRecord | null> {
  return records.change(connection.key, (current) =>
    current !== null && isConnected(current) && isRecordOf(connection, current) ? next(current) : null,
  );
}
