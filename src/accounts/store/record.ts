import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { CredentialsUnreadable, WriteUnconfirmed } from '../errors.ts';
import { emptyMapping, storedMapping } from '../mapping.ts';
import { checkSchema } from '../rights/permissions.ts';
import type { Vault } from '../sealing/vault.ts';
import { answered, type Store } from './store.ts';

const prefix = 'account:';

const recordSchema = z.object({
  id: z.string(),
  host: z.string(),
  /** Null once disconnected; the rest stays, so that no id or version is ever used twice. */
  apiKey: z.string().nullable(),
  version: z.int(),
  connectedAt: z.string(),
  /** When the rights were last checked; null when they have to be checked again. */
  checkedAt: z.string().nullable().default(null),
  /** When a check last found different rights than the previous one; null when none has since the connection was made. */
  rightsChangedAt: z.string().nullable().default(null),
  /** When Lucca was found to reject the key; null while it accepts it. */
  keyRejectedAt: z.string().nullable().default(null),
  /** When a check could last not reach Lucca; null once Lucca has answered again. */
  unreachableAt: z.string().nullable().default(null),
  /** When the schedule last started a check, whatever its result; null for never. */
  scheduledCheckAt: z.string().nullable().default(null),
  // Checks written by another release may not parse. They can be made again; the key must not be lost with them.
  checks: z.array(checkSchema).catch([]),
  mapping: storedMapping.default(emptyMapping),
});

/** Everything stored for a tenant, sealed as one value so that no race can pair a host with another host's key. */
export type AccountRecord = z.infer<typeof recordSchema>;

/** The record of a connected tenant. */
export type ConnectedRecord = AccountRecord & { apiKey: string };

/** What identifies a connection: every connect, key change and disconnect changes it. */
type Connection = Pick<AccountRecord, 'id' | 'version'>;

/** Reads and writes the one record of a tenant, whose key is from `recordKey`. */
export type Records = ReturnType<typeof createRecords>;

/** Opens the sealed records of a store. Every method throws `CredentialsUnavailable` when the store does not answer. */
export function createRecords(store: Store, vault: Vault) {
  const read = (key: string) => answered(store.get(key));
  // The content of a sealed value never changes: while the store has the same one, it need not be opened again.
  const opened = new LRUCache<string, { digest: string; connection: Connection | null }>({ max: 10_000 });

  async function open(key: string, sealed: string | undefined): Promise<AccountRecord | null> {
    if (sealed === undefined) return null;
    const record = parseRecord(await vault.open(key, sealed));
    opened.set(key, { digest: digestOf(sealed), connection: connectionOf(record) });
    return record;
  }

  /** Replaces the old value; returns false when another write came first. */
  async function replace(key: string, old: string | undefined, sealed: string): Promise<boolean> {
    try {
      return await store.replace(key, old, sealed);
    } catch (refusal) {
      // The answer may be lost although the write was done, so look at what the store contains now.
      const found = await store.get(key).catch(() => null);
      if (found === sealed) return true;
      throw new WriteUnconfirmed(refusal);
    }
  }

  /** The tenant's record, or null when it has no key. Throws `CredentialsUnreadable` when it cannot be opened. */
  async function readConnected(key: string): Promise<ConnectedRecord | null> {
    const record = await open(key, await read(key));
    return record !== null && isConnected(record) ? record : null;
  }

  return {
    readConnected,

    /** The tenant's connection, or null when there is none. Opens the sealed value only if it has changed since the last time. */
    async connection(key: string): Promise<Connection | null> {
      const sealed = await read(key);
      if (sealed === undefined) return null;
      const known = opened.get(key);
      if (known?.digest === digestOf(sealed)) return known.connection;
      const record = await open(key, sealed);
      return record && connectionOf(record);
    },

    /** Whether a tenant has this host connected; false when its record cannot be opened. */
    async isConnectedTo(key: string, host: string): Promise<boolean> {
      const record = await readConnected(key).catch((failure: unknown) => {
        if (failure instanceof CredentialsUnreadable) return null;
        throw failure;
      });
      return record?.host === host;
    },

    /**
     * Replaces the record by what `next` returns for it (null for no record) and returns that; writes nothing when `next` returns
     * null. When another instance writes first, `next` is called again with its record. Throws `WriteUnconfirmed` when the store
     * fails during the write, and any other error only when nothing was written.
     */
    async change<Next extends AccountRecord>(
      key: string,
      next: (current: AccountRecord | null) => Next | null,
      { isOverUnreadable = false } = {},
    ): Promise<Next | null> {
      for (;;) {
        const sealed = await read(key);
        const current = await open(key, sealed).catch((failure: unknown) => {
          if (isOverUnreadable && failure instanceof CredentialsUnreadable) return null;
          throw failure;
        });
        const changed = next(current);
        if (changed === null) return null;
        if (await replace(key, sealed, await vault.seal(key, JSON.stringify(changed)))) return changed;
      }
    },

    /** Deletes the tenant's record, even one that cannot be opened. */
    async remove(key: string): Promise<void> {
      await answered(store.delete(key));
    },

    /** The keys of all records, connected or not. */
    async keys(): Promise<string[]> {
      return (await answered(store.keys())).filter((key) => key.startsWith(prefix));
    },

    /** Seals a record with the current master key if an older one still seals it; returns false when another write came first. */
    async rewrap(key: string): Promise<boolean> {
      const sealed = await read(key);
      if (sealed === undefined || vault.isCurrent(sealed)) return true;
      return answered(store.replace(key, sealed, await vault.seal(key, await vault.open(key, sealed))));
    },
  };
}

/** The key of a tenant's record; hashed, so that a dump of the store does not list customers. */
export function recordKey(tenant: string): string {
  return `${prefix}${digestOf(tenant)}`;
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Whether a record has an API key. */
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
