import { randomUUID } from 'node:crypto';
import type { Proven } from './connect.ts';
import { AccountNotConnected, CredentialsUnavailable, CredentialsUnreadable } from './errors.ts';
import { emptyMapping } from './mapping.ts';
import type { Check } from './permissions.ts';
import { type ConnectProblem, problem } from './problems.ts';
import type { AccountRecord, ConnectedRecord, Records } from './record.ts';

/** Saves a proven submission over whatever the tenant had connected before; `now` in milliseconds of the epoch. */
export function saveConnection(records: Records, tenant: string, proven: Proven, now: number) {
  return save(records, tenant, proven.checks, async () => {
    const previous = await readPrevious(records, tenant);
    const isSameHost = previous?.host === proven.host;
    const connectedAt = new Date(now).toISOString();
    return isSameHost
      ? proved(proven, { ...previous, connectedAt }, previous, now)
      : proved(proven, { id: randomUUID(), mapping: emptyMapping, connectedAt }, previous, now);
  });
}

/** Saves a proven key in the place of another of the same account; throws `AccountNotConnected` when that is no longer connected. */
export function saveReplacement(records: Records, tenant: string, id: string, proven: Proven, now: number) {
  return save(records, tenant, proven.checks, async () => {
    const previous = await records.read(tenant);
    if (previous === null || previous.apiKey === null || previous.id !== id) throw new AccountNotConnected();
    return proved(proven, previous, previous, now);
  });
}

/** Changes what is known about a connection; null, and nothing is written, when that is no longer the tenant's. */
export async function noteOn(
  records: Records,
  tenant: string,
  { id, version }: Pick<AccountRecord, 'id' | 'version'>,
  note: Partial<Pick<AccountRecord, 'checks' | 'checkedAt' | 'unreachableAt'>>,
): Promise<ConnectedRecord | null> {
  const current = await records.readConnected(tenant);
  if (current === null || current.id !== id || current.version !== version) return null;
  const changed = { ...current, ...note };
  await records.write(tenant, changed);
  return changed;
}

/** Notes that Lucca accepts the key of a connection no longer; its version rises, so that nothing read with it can be read again. */
export async function rejectKey(
  records: Records,
  tenant: string,
  { id, version }: Pick<AccountRecord, 'id' | 'version'>,
  now: number,
): Promise<void> {
  const current = await records.readConnected(tenant);
  if (current === null || current.id !== id || current.version !== version) return;
  const keyRejectedAt = new Date(now).toISOString();
  await records.write(tenant, { ...current, keyRejectedAt, version: nextVersion(current, now) });
}

/** Overwrites the tenant's key with nothing, keeping what makes the next connection a new one; false without a key. */
export async function destroyKey(records: Records, tenant: string, now: number): Promise<boolean> {
  try {
    const previous = await records.readConnected(tenant);
    if (previous === null) return false;
    await records.write(tenant, {
      ...previous,
      apiKey: null,
      version: nextVersion(previous, now),
      checks: [],
      mapping: emptyMapping,
    });
    return true;
  } catch (failure) {
    if (!(failure instanceof CredentialsUnreadable)) throw failure;
    await records.remove(tenant);
    return true;
  }
}

async function save(
  records: Records,
  tenant: string,
  checks: Check[],
  prepare: () => Promise<ConnectedRecord>,
): Promise<ConnectedRecord | ConnectProblem> {
  // A store that fails before the write has changed nothing; after that, nobody can tell.
  let failed: 'STORE_UNAVAILABLE' | 'SAVE_UNCONFIRMED' = 'STORE_UNAVAILABLE';
  try {
    const record = await prepare();
    failed = 'SAVE_UNCONFIRMED';
    await records.write(tenant, record);
    return record;
  } catch (failure) {
    if (failure instanceof CredentialsUnavailable) return problem(failed, { checks });
    throw failure;
  }
}

const proved = (
  { host, apiKey, checks }: Proven,
  { id, mapping, connectedAt }: Pick<AccountRecord, 'id' | 'mapping' | 'connectedAt'>,
  previous: AccountRecord | null,
  now: number,
): ConnectedRecord => ({
  id,
  host,
  apiKey,
  version: nextVersion(previous, now),
  connectedAt,
  checkedAt: new Date(now).toISOString(),
  keyRejectedAt: null,
  unreachableAt: null,
  checks,
  mapping,
});

// A record that does not open must not keep a customer from connecting again, which is what mends it.
async function readPrevious(records: Records, tenant: string): Promise<AccountRecord | null> {
  try {
    return await records.read(tenant);
  } catch (failure) {
    if (failure instanceof CredentialsUnreadable) return null;
    throw failure;
  }
}

// Counted in time, so that neither two instances at once nor a store put back from a backup use a version twice.
function nextVersion(previous: AccountRecord | null, now: number): number {
  return Math.max((previous?.version ?? 0) + 1, now);
}
