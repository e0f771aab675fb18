import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { CredentialsUnreadable, WriteUnconfirmed } from '../errors.ts';
import { emptyMapping, storedMapping } from '../mapping.ts';
import { checkSchema } from '../rights/permissions.ts';
import { answered, type Store } from './store.ts';
import type { Vault } from './vault.ts';

const prefix = 'account:';

const recordSchema = z.object({
  id: z.string(),
  host: z.string(),
  /** Null once disconnected; the rest stays, so that no id and no version ever means two things. */
  apiKey: z.string().nullable(),
  version: z.int(),
  connectedAt: z.string(),
  /** When the checks were made; null when they were forgotten. */
  checkedAt: z.string().nullable().default(null),
  /** When a check last found other rights than the one before; null when none has since the connection was made. */
  rightsChangedAt: z.string().nullable().default(null),
  /** When Lucca was found to accept the key no longer; null while it does. */
  keyRejectedAt: z.string().nullable().default(null),
  /** When a check last found Lucca out of reach; null once one has reached it. */
  unreachableAt: z.string().nullable().default(null),
  /** When the schedule last began to check it, whatever came of that; null when it never did. */
  scheduledCheckAt: z.string().nullable().default(null),
  // Checks of another make than ours can be made again: they must not take the key with them.
  checks: z.array(checkSchema).catch([]),
  mapping: storedMapping.default(emptyMapping),
});

/** All that is kept of a tenant, sealed as one value so that no race can pair a host with the key of another. */
export type AccountRecord = z.infer<typeof recordSchema>;

/** The record of a tenant that is connected. */
export type ConnectedRecord = AccountRecord & { apiKey: string };

/** What tells one connection from another. */
type Connection = Pick<AccountRecord, 'id' | 'version'>;

/** Reads and writes the one record of a tenant, by the place `placeOf` gives it. */
export type Records = ReturnType<typeof createRecords>;

/** Keeps records sealed in the store; a store that does not answer is always `CredentialsUnavailable`. */
export function createRecords(store: Store, vault: Vault) {
  const held = (place: string) => answered(store.get(place));
  // A sealed value never changes what is in it: as long as the store has the same one, it need not be opened again.
  const opened = new LRUCache<string, { digest: string; connection: Connection | null }>({ max: 10_000 });

  async function open(place: string, sealed: string | undefined): Promise<AccountRecord | null> {
    if (sealed === undefined) return null;
    const record = parseRecord(await vault.open(place, sealed));
    opened.set(place, { digest: digestOf(sealed), connection: connectionOf(record) });
    return record;
  }

  /** Writes where the old value still is; false where another came before. */
  async function replace(place: string, old: string | undefined, sealed: string): Promise<boolean> {
    try {
      return await store.replace(place, old, sealed);
    } catch (refusal) {
      // The answer to a write can be lost after the write was done: what counts is what the store holds now.
      const found = await store.get(place).catch(() => null);
      if (found === sealed) return true;
      throw new WriteUnconfirmed(refusal);
    }
  }

  /** The tenant's record while there is a key in it, or null; `CredentialsUnreadable` when it does not open. */
  async function readConnected(place: string): Promise<ConnectedRecord | null> {
    const record = await open(place, await held(place));
    return record !== null && isConnected(record) ? record : null;
  }

  return {
    readConnected,

    /** The tenant's connection, or null when there is none. Opens the sealed value only if it has changed since it was last opened. */
    async connection(place: string): Promise<Connection | null> {
      const sealed = await held(place);
      if (sealed === undefined) return null;
      const known = opened.get(place);
      if (known?.digest === digestOf(sealed)) return known.connection;
      const record = await open(place, sealed);
      return record && connectionOf(record);
    },

    /** Whether a tenant has this host connected; a record that does not open says so of none. */
    async isConnectedTo(place: string, host: string): Promise<boolean> {
      const record = await readConnected(place).catch((failure: unknown) => {
        if (failure instanceof CredentialsUnreadable) return null;
        throw failure;
      });
      return record?.host === host;
    },

    /**
     * Puts what `next` makes of the record (null for none) in its place, unless that is null, and returns it. Where another
     * instance was quicker, `next` is asked again about what that one wrote. Throws `WriteUnconfirmed` when the store breaks
     * off, and any other error only when nothing was written.
     */
    async change<Next extends AccountRecord>(
      place: string,
      next: (current: AccountRecord | null) => Next | null,
      { isOverUnreadable = false } = {},
    ): Promise<Next | null> {
      for (;;) {
        const sealed = await held(place);
        const current = await open(place, sealed).catch((failure: unknown) => {
          if (isOverUnreadable && failure instanceof CredentialsUnreadable) return null;
          throw failure;
        });
        const changed = next(current);
        if (changed === null) return null;
        if (await replace(place, sealed, await vault.seal(place, JSON.stringify(changed)))) return changed;
      }
    },

    /** Forgets the tenant's record, even one that does not open. */
    async remove(place: string): Promise<void> {
      await answered(store.delete(place));
    },

    /** Where there are records, be they connected or not. */
    async places(): Promise<string[]> {
      return (await answered(store.keys())).filter((key) => key.startsWith(prefix));
    },

    /** Seals a record anew where an older master key seals it, and opens none otherwise; false when another write came before. */
    async rewrap(place: string): Promise<boolean> {
      const sealed = await held(place);
      if (sealed === undefined || vault.isCurrent(sealed)) return true;
      return answered(store.replace(place, sealed, await vault.seal(place, await vault.open(place, sealed))));
    },
  };
}

/** Where a tenant's record lies; hashed, so that a dump of the store is no list of customers. */
export function placeOf(tenant: string): string {
  return `${prefix}${digestOf(tenant)}`;
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Whether a record has a key in it. */
export function isConnected(record: AccountRecord): record is ConnectedRecord {
  return record.apiKey !== null;
}

const connectionOf = (record: AccountRecord): Connection | null =>
  isConnected(record) ? { id: record.id, version: record.version } : null;

function parseRecord(text: string): AccountRecord {
  const parsed = recordSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new CredentialsUnreadable();
  return parsed.data;
}
