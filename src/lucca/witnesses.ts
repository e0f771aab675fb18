import { LuccaError, LuccaForbidden, LuccaUnauthorized } from './errors.ts';
import type { createGet } from './get.ts';
import { requestTarget } from './resource.ts';
import { departments } from './resources/departments.ts';
import { presentUsers } from './resources/probedUsers.ts';
import type { Caller } from './transport/outgoing.ts';

type Get = ReturnType<typeof createGet>;

/** The first reads to try with a valid key: one request for one row. */
const witnesses = [
  { ...presentUsers, query: { ...presentUsers.query, paging: '0,1' } },
  { ...departments, query: { limit: '1' } },
];

/**
 * Finds out what a 401 means, because Lucca documents it both for a rejected key and for a missing right. When the key works elsewhere at
 * the same time, the failure is `LuccaForbidden`. Costs at most two requests, shared by concurrent reads.
 */
export function askingWitnesses(get: Get): Get {
  const inFlight = new WeakMap<Caller['credentials'], Map<string, Promise<boolean>>>();

  function isAccepted(
    { signal: _, priority = 'normal', ...caller }: Caller,
    { name, path, query }: (typeof witnesses)[number],
  ) {
    const ofKey = inFlight.get(caller.credentials) ?? new Map<string, Promise<boolean>>();
    inFlight.set(caller.credentials, ofKey);
    const asking =
      ofKey.get(path) ??
      get({ ...caller, priority: priority === 'low' ? 'normal' : priority }, name, requestTarget(path, query))
        .then(() => true, isNotRejected)
        .finally(() => ofKey.delete(path));
    ofKey.set(path, asking);
    return asking;
  }

  return async (caller, resource, target) => {
    try {
      return await get(caller, resource, target);
    } catch (failure) {
      // Without a status nothing was sent.
      if (!(failure instanceof LuccaUnauthorized) || failure.status === undefined) throw failure;
      for (const witness of witnesses) {
        const isOther = target.split('?')[0] !== witness.path;
        if (isOther && (await isAccepted(caller, witness))) throw new LuccaForbidden({ resource, status: 401 });
      }
      throw failure;
    }
  };
}

/** A refusal other than a 401 shows that the key is valid; a network failure shows nothing, and is thrown. */
function isNotRejected(failure: unknown): boolean {
  if (failure instanceof LuccaUnauthorized) return false;
  if (failure instanceof LuccaError && failure.category === 'refusal') return true;
  throw failure;
}
