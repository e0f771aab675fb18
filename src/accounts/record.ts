import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CredentialsUnavailable, CredentialsUnreadable } from './errors.ts';
import { emptyMapping, mappingSchema } from './mapping.ts';
import { checkSchema } from './permissions.ts';
import { answered, type Store } from './store/store.ts';
import type { Vault } from './vault.ts';

const recordSchema = z.object({
  id: z.string(),
  host: z.string(),
  /** Null once disconnected; the rest stays, so that no id and no version ever means two things. */
  apiKey: z.string().nullable(),
  version: z.int(),
  connectedAt: z.string(),
  /** When the checks were made; null when they were forgotten. */
  checkedAt: z.string().nullable().default(null),
  /** When Lucca was found to accept the key no longer; null while it does. */
  keyRejectedAt: z.string().nullable().default(null),
  /** When a check last found Lucca out of reach; null once one has reached it. */
  unreachableAt: z.string().nullable().default(null),
  // Checks of another make than ours can be made again: they must not take the key with them.
  checks: z.array(checkSchema).catch([]),
  // It can be set again, too.
  mapping: mappingSchema.catch(emptyMapping),
});

/** All that is kept of a tenant, sealed as one value so that no race can pair a host with the key of another. */
export type AccountRecord = z.infer<typeof recordSchema>;

/** The record of a tenant that is connected. */
export type ConnectedRecord = AccountRecord & { apiKey: string };

/** Reads and writes the one record of a tenant. */
export type Records = ReturnType<typeof createRecords>;

/** Keeps records sealed in the store; a store that does not answer is always `CredentialsUnavailable`. */
export function createRecords(store: Store, vault: Vault) {
  async function read(tenant: string): Promise<AccountRecord | null> {
    const place = placeOf(tenant);
    const sealed = await answered(store.get(place));
    return sealed === undefined ? null : parseRecord(await vault.open(place, sealed));
  }

  return {
    /** The tenant's record, or null; `CredentialsUnreadable` when it does not open. */
    read,

    /** The tenant's record while there is a key in it, or null. */
    async readConnected(tenant: string): Promise<ConnectedRecord | null> {
      const record = await read(tenant);
      return record !== null && record.apiKey !== null ? { ...record, apiKey: record.apiKey } : null;
    },

    /** Resolves once the store, asked again, holds exactly this record. */
    async write(tenant: string, record: AccountRecord): Promise<void> {
      const place = placeOf(tenant);
      const sealed = await vault.seal(place, JSON.stringify(record));
      // The answer to a write can be lost after the write was done: what counts is what the store holds now.
      const refusal: unknown = await store.set(place, sealed).then(
        () => null,
        (failure: unknown) => failure,
      );
      if ((await answered(store.get(place))) !== sealed) throw new CredentialsUnavailable(refusal);
    },

    /** Forgets the tenant's record, even one that does not open. */
    async remove(tenant: string): Promise<void> {
      await answered(store.delete(placeOf(tenant)));
    },
  };
}

/** Where a tenant's record lies; hashed, so that a dump of the store is no list of customers. */
export function placeOf(tenant: string): string {
  return `account:${createHash('sha256').update(tenant).digest('hex')}`;
}

function parseRecord(text: string): AccountRecord {
  const parsed = recordSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new CredentialsUnreadable();
  return parsed.data;
}
