import { decodeId } from '../../src/graph/server/ids.ts';

const kinds = [
  'employee',
  'position',
  'contract',
  'department',
  'establishment',
  'legalEntity',
  'qualification',
  'variableItems',
  'fixedNature',
  'variableNature',
] as const;

/**
 * Knows which tenant an id of ours belongs to: an account's is that of the tenant that it is first seen by, and any other that of its account,
 * as deciphering shows, or of the tenant that it is first seen by.
 */
export function createIdOwners() {
  /** By account, the latest last. */
  const accounts = new Map<string, string>();
  const owners = new Map<string, string>();

  function ownerOfNew(id: string, seenBy: string): string {
    if (isAccountId.test(id)) {
      accounts.set(id, seenBy);
      return seenBy;
    }
    // Nearly every new id is of a new account.
    for (const account of [...accounts.keys()].reverse())
      if (kinds.some((kind) => decodeId(kind, account, id) !== null)) return accounts.get(account) as string;
    return seenBy;
  }

  return {
    /** The tenant that an id belongs to; undefined for one that nobody has seen. */
    find: (id: string): string | undefined => owners.get(id),
    /** The tenant that an id belongs to which this tenant has seen. */
    see(id: string, seenBy: string): string {
      const known = owners.get(id);
      if (known !== undefined) return known;
      const owner = ownerOfNew(id, seenBy);
      // A part of an answer would keep the whole answer in memory.
      owners.set(Buffer.from(id).toString(), owner);
      return owner;
    },
  };
}

const isAccountId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}$/;
