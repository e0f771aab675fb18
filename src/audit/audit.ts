import { reasonOf } from '../accounts/errors.ts';
import type { PostgresTimeouts } from '../accounts/store/database.ts';
import { defaults } from '../defaults.ts';
import { dayMs, hourMs } from '../time.ts';
import type { AuditStore, Position } from './auditStore.ts';
import { type BulkPayLimit, createBulkPay } from './bulkPay.ts';
import type { Entry } from './entry.ts';
import { createMacs, findingsIn, type KeyedHash } from './lines.ts';
import { createNotes, type OpenNotes, type Sender } from './notes.ts';
import { AuditUnavailable, createRecorder } from './recorder.ts';
import { openAuditFiles } from './stores/files.ts';
import { openMemoryAudit } from './stores/memory.ts';

export { BulkPayRefused } from './bulkPay.ts';
export { AuditUnavailable } from './recorder.ts';

/** The record cannot be opened for writing, so the process must not start. */
export class AuditUnusable extends Error {}

/** Where the record is kept. */
export type AuditPlace = {
  /** The account store: the record is in the same PostgreSQL, beside the same file, or in memory. */
  storeUrl: string;
  table?: string | undefined;
  timeouts?: Partial<PostgresTimeouts>;
  /** A directory for the record instead. */
  directory?: string | undefined;
  /** The most bytes of one of its files. */
  fileBytes?: number | undefined;
};

export type AuditOptions = AuditPlace & {
  /** A hash whose key is not stored with the record. */
  hash: KeyedHash;
  now: () => number;
  /** Whether pay is returned, and an operation on the account started, only when that is recorded. */
  isRequired: boolean;
  /** How long entries are kept; null for ever. */
  retentionMs: number | null;
  bulkPay: BulkPayLimit;
  /** Called with the store's error when entries could not be written, and when old ones could not be deleted. */
  onFailure: (failure: unknown) => void;
  onExpiryFailure: (failure: unknown) => void;
  /** Called once a minute when a subject has exceeded the limit. */
  onBulkPay: (correlationId: string) => void;
};

/** A page of a tenant's entries, and whether there are more. */
export type Page = { lines: { position: Position; entry: Entry }[]; hasMore: boolean };

export type Audit = Awaited<ReturnType<typeof openAudit>>;

/** The scope whose bearers may read the pay of any number of people. */
export const bulkPayScope = 'lucca:remuneration:read:bulk';

/** Opens the record. Throws `AuditUnusable` if it cannot be written. */
export async function openAudit(options: AuditOptions) {
  const { hash, now, isRequired, retentionMs, bulkPay, onFailure, onExpiryFailure } = options;
  const store = await openAuditStore(options);
  const recorder = createRecorder(store, hash, now);
  const countPay = createBulkPay(bulkPay, now);
  const record = (entry: Entry) => recorder.record(entry).catch(reported);
  const expiry = startExpiry(store, hash, retentionMs, now, onExpiryFailure);

  function reported(failure: unknown): never {
    onFailure(failure instanceof AuditUnavailable ? failure.cause : failure);
    throw failure;
  }

  /** Writes an entry; a failure is thrown only if the entry is required. */
  const write = (entry: Entry, isCondition: boolean): Promise<void> =>
    record(entry).catch((failure: unknown) => {
      if (isCondition) throw failure;
    });

  return {
    /** Begins the notes of an operation. */
    notesOf(sender: Sender): OpenNotes {
      const subject = JSON.stringify([sender.tenant, sender.subject]);
      const isCounted = !sender.scopes.includes(bulkPayScope);
      return createNotes(sender, {
        now,
        bulkPay: { limit: bulkPay.people, isRefused: bulkPay.isRefused },
        countPay(person, onExceeded) {
          if (!isCounted) return;
          countPay(subject, person, () => {
            onExceeded();
            options.onBulkPay(sender.correlationId);
          });
        },
        onLateKey: (entry) => void record(entry).catch(ignored),
        onStart: (entry) => write(entry, isRequired),
      });
    },

    /**
     * Writes an entry before the data is returned. Throws `AuditUnavailable` if writing fails and the data must then be withheld.
     */
    write: (entry: Entry): Promise<void> =>
      write(entry, isRequired && (entry.pay !== undefined || entry.demographics !== undefined)),

    /** A tenant's entries, the latest first. Throws `AuditUnavailable`. */
    page: (tenant: string, after: Position | null, most: number) => pageOf(store, tenant, after, most),

    async close(): Promise<void> {
      await expiry.stop();
      await recorder.settled();
      await store.close();
    },
  };
}

async function pageOf(store: AuditStore, tenant: string, after: Position | null, most: number): Promise<Page> {
  const found = await store.page(tenant, after, most + 1).catch((failure: unknown) => {
    throw new AuditUnavailable('The audit cannot be read.', { cause: failure });
  });
  // The tenant in the entry counts, not the index it was found by.
  const theirs = found.slice(0, most).filter(({ entry }) => findingsIn(entry)?.tenant === tenant);
  return {
    lines: theirs.map(({ at, chain, sequence, entry }) => ({
      position: { at, chain, sequence },
      entry: JSON.parse(entry) as Entry,
    })),
    hasMore: found.length > most,
  };
}

// Reported already.
const ignored = () => {};

/** Deletes what is older than the retention when it starts, and every hour. */
function startExpiry(
  store: AuditStore,
  hash: KeyedHash,
  retentionMs: number | null,
  now: () => number,
  onFailure: (failure: unknown) => void,
) {
  if (retentionMs === null) return { stop: async () => {} };
  const macs = createMacs(hash);
  let running = Promise.resolve();
  const expire = () => {
    running = running
      .then(() => store.expire(now() - retentionMs, (chain, last) => macs.mark('expired', chain, last)))
      .catch(onFailure);
  };
  expire();
  const timer = setInterval(expire, hourMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Opens the storage of the record. Throws `AuditUnusable`, whose message contains no part of a URL. */
export async function openAuditStore(place: AuditPlace): Promise<AuditStore> {
  const { storeUrl, table = 'lucca_audit', directory, timeouts, fileBytes = defaults.auditFileBytes } = place;
  try {
    if (directory !== undefined) return await openAuditFiles(directory, fileBytes, dayMs);
    if (storeUrl === 'memory:') return openMemoryAudit();
    if (storeUrl.startsWith('file:'))
      return await openAuditFiles(`${storeUrl.slice('file:'.length)}.audit`, fileBytes, dayMs);
    const { openPostgresAudit } = await import('./stores/postgres.ts');
    return await openPostgresAudit(storeUrl, table, { ...defaults.postgres, ...timeouts });
  } catch (failure) {
    throw new AuditUnusable(`The audit cannot be opened for writing (${reasonOf(failure)}).`);
  }
}
