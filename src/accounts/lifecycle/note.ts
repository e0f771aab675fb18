import { nextVersion } from '../connect/save.ts';
import { changed, type RemunerationMapping } from '../mapping.ts';
import type { Check } from '../rights/permissions.ts';
import { type ConnectedRecord, isConnected, type Records } from '../store/record.ts';

/** One connection of a tenant, by the place of the record: after a later connect, key change or disconnect it is another. */
export type ConnectionName = { place: string; id: string; version: number };

/** Whether a record is of the very connection. */
export const isOf = ({ id, version }: ConnectionName, record: ConnectedRecord) =>
  record.id === id && record.version === version;

/**
 * Keeps what a check found; `now` in milliseconds of the epoch. A key that had been rejected is accepted again, as a new
 * version. Null, and nothing is written, when the connection is no longer the tenant's: so it is with every note.
 */
export function noteChecks(records: Records, connection: ConnectionName, checks: Check[], now: number) {
  return note(records, connection, (current) => ({
    ...current,
    checks,
    checkedAt: new Date(now).toISOString(),
    rightsChangedAt: isSame(current.checks, checks) ? current.rightsChangedAt : new Date(now).toISOString(),
    unreachableAt: null,
    keyRejectedAt: null,
    version: current.keyRejectedAt === null ? current.version : nextVersion(current, now),
  }));
}

const isSame = (before: readonly Check[], after: readonly Check[]) =>
  JSON.stringify(before.map(verdictOf)) === JSON.stringify(after.map(verdictOf));

const verdictOf = ({ permission, verdict }: Check) => [permission, verdict];

/** Notes that a check found Lucca out of reach. */
export function noteUnreachable(records: Records, connection: ConnectionName, now: number) {
  return note(records, connection, (current) => ({ ...current, unreachableAt: new Date(now).toISOString() }));
}

/** Notes that Lucca is in reach again. */
export function noteReached(records: Records, connection: ConnectionName) {
  return note(records, connection, (current) => ({ ...current, unreachableAt: null }));
}

/** Notes that Lucca accepts the key no longer; the version rises, so that nothing read with it can be read again. */
export function noteRejected(records: Records, connection: ConnectionName, now: number) {
  return note(records, connection, (current) => ({
    ...current,
    keyRejectedAt: new Date(now).toISOString(),
    version: nextVersion(current, now),
  }));
}

/** Changes how pay is read. */
export function noteMapping(
  records: Records,
  connection: ConnectionName,
  change: (before: RemunerationMapping) => RemunerationMapping,
) {
  return note(records, connection, (current) => ({ ...current, mapping: changed(current.mapping, change) }));
}

function note(
  records: Records,
  connection: ConnectionName,
  next: (current: ConnectedRecord) => ConnectedRecord,
): Promise<ConnectedRecord | null> {
  return records.change(connection.place, (current) =>
    current !== null && isConnected(current) && isOf(connection, current) ? next(current) : null,
  );
}
