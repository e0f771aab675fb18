import { randomUUID } from 'node:crypto';
import type { Proven } from './connect.ts';
import { CredentialsUnavailable, CredentialsUnreadable } from './errors.ts';
import { type ConnectProblem, problem } from './problems.ts';
import type { AccountRecord, Records } from './record.ts';

/** Saves a proven submission over whatever the tenant had connected before; `now` in milliseconds of the epoch. */
export async function saveConnection(
  records: Records,
  tenant: string,
  { host, apiKey, checks }: Proven,
  now: number,
): Promise<AccountRecord | ConnectProblem> {
  // A store that fails before the write has changed nothing; after that, nobody can tell.
  let failed: 'STORE_UNAVAILABLE' | 'SAVE_UNCONFIRMED' = 'STORE_UNAVAILABLE';
  try {
    const previous = await readPrevious(records, tenant);
    const id = previous?.host === host ? previous.id : randomUUID();
    const version = nextVersion(previous, now);
    const record = { id, host, apiKey, version, connectedAt: new Date(now).toISOString(), checks };
    failed = 'SAVE_UNCONFIRMED';
    await records.write(tenant, record);
    return record;
  } catch (failure) {
    if (failure instanceof CredentialsUnavailable) return problem(failed, { checks });
    throw failure;
  }
}

/** Overwrites the tenant's key with nothing, keeping what makes the next connection a new one; false without a key. */
export async function destroyKey(records: Records, tenant: string, now: number): Promise<boolean> {
  try {
    const previous = await records.read(tenant);
    if (previous === null || previous.apiKey === null) return false;
    await records.write(tenant, { ...previous, apiKey: null, version: nextVersion(previous, now), checks: [] });
    return true;
  } catch (failure) {
    if (!(failure instanceof CredentialsUnreadable)) throw failure;
    await records.remove(tenant);
    return true;
  }
}

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
