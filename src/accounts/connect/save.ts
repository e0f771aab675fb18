import { randomUUID } from 'node:crypto';
import { type CheckCause, completedCheck, withCheck } from '../checkHistory.ts';
import { AccountNotConnected, CredentialsUnavailable, CredentialsUnreadable, WriteUnconfirmed } from '../errors.ts';
import { type AccountMapping, emptyMapping } from '../mapping.ts';
import type { Check } from '../rights/permissions.ts';
import { type AccountRecord, type ConnectedRecord, isConnected, withoutUnknown } from '../store/record.ts';
import type { Records } from '../store/records.ts';
import type { Proven } from './connect.ts';
import { problem } from './problems.ts';

/**
 * Saves a proven submission; it replaces the tenant's previous connection. `now` in milliseconds of the epoch; `mapping` is that of a host
 * that the tenant was not connected to before.
 */
export function saveConnection(
  records: Records,
  key: string,
  proven: Proven,
  { now, mapping }: { now: number; mapping: AccountMapping },
) {
  const over = (previous: AccountRecord | null) => {
    const kept =
      previous?.host === proven.host ? previous : { id: randomUUID(), mapping, checks: [], checkHistory: [] };
    return recordOf(proven, { ...kept, connectedAt: new Date(now).toISOString() }, previous, {
      now,
      cause: 'CONNECTED',
    });
  };
  // A customer repairs a record that cannot be decrypted by connecting again.
  return savedOrProblem(records.change(key, over, { isOverUnreadable: true }), proven.checks);
}

/** Replaces the key of an account by a proven one. Throws `AccountNotConnected` when that account is no longer connected. */
export function saveReplacement(records: Records, key: string, id: string, proven: Proven, now: number) {
  const over = (previous: AccountRecord | null) =>
    previous?.id === id && isConnected(previous)
      ? recordOf(proven, previous, previous, { now, cause: 'KEY_REPLACED' })
      : null;
  return savedOrProblem(records.change(key, over), proven.checks);
}

/**
 * Destroys the tenant's key, but keeps the version, so that the next connection gets a new one. A record that cannot be opened is erased.
 * Returns false without a key.
 */
export async function destroyKey(records: Records, key: string, now: number): Promise<boolean> {
  try {
    const destroyed = await records.change(key, (previous) =>
      previous !== null && isConnected(previous)
        ? {
            ...withoutUnknown(previous),
            apiKey: null,
            version: nextVersion(previous, now),
            checks: [],
            checkHistory: [],
            mapping: emptyMapping,
          }
        : null,
    );
    return destroyed !== null;
  } catch (failure) {
    if (!(failure instanceof CredentialsUnreadable)) throw failure;
    return records.erase(key);
  }
}

async function savedOrProblem(saving: Promise<ConnectedRecord | null>, checks: Check[]) {
  try {
    const record = await saving;
    if (record === null) throw new AccountNotConnected();
    return record;
  } catch (failure) {
    if (failure instanceof WriteUnconfirmed) return problem('SAVE_UNCONFIRMED', { checks });
    if (failure instanceof CredentialsUnavailable) return problem('STORE_UNAVAILABLE', { checks });
    throw failure;
  }
}

/** What a record keeps of the one before it. */
type Kept = Pick<AccountRecord, 'id' | 'mapping' | 'connectedAt' | 'checks' | 'checkHistory'>;

const recordOf = (
  { host, apiKey, checks }: Proven,
  { id, mapping, connectedAt, ...before }: Kept,
  previous: AccountRecord | null,
  { now, cause }: { now: number; cause: CheckCause },
): ConnectedRecord => ({
  id,
  host,
  apiKey,
  version: nextVersion(previous, now),
  connectedAt,
  checkedAt: new Date(now).toISOString(),
  rightsChangedAt: null,
  keyRejectedAt: null,
  unreachableAt: null,
  scheduledCheckAt: null,
  checks,
  mapping,
  checkHistory: withCheck(
    before.checkHistory,
    completedCheck(cause, before.checks, checks, new Date(now).toISOString()),
  ),
});

/** The next version. Derived from the time, so that neither parallel instances nor a restored backup use a version twice. */
export function nextVersion(previous: AccountRecord | null, now: number): number {
  return Math.max((previous?.version ?? 0) + 1, now);
}
