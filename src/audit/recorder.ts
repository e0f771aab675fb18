import { randomBytes } from 'node:crypto';
import type { AuditStore } from './auditStore.ts';
import type { Entry, Opening } from './entry.ts';
import { createMacs, type KeyedHash, type Line, type Link, origin } from './lines.ts';

/** An entry could not be written. */
export class AuditUnavailable extends Error {}

type Waiting = { entry: Entry; resolve: () => void; reject: (failure: Error) => void };

const mostAtOnce = 500;
/** The number of chains named in the first line of a chain, so that removing one of them altogether is detected. */
const mostNamed = 20;

type Chain = { id: string; end: Link };
type Store = Pick<AuditStore, 'append' | 'heads'>;

/** Begins chains and appends to them. */
function createChains(store: Store, hash: KeyedHash, now: () => number) {
  const macs = createMacs(hash);

  async function append({ id, end }: Chain, entries: readonly (Entry | Opening)[]): Promise<Chain> {
    const lines: Line[] = [];
    for (const entry of entries)
      lines.push(
        macs.lineAfter(lines.at(-1) ?? end, {
          chain: id,
          at: Date.parse(entry.at),
          tenant: 'tenant' in entry ? entry.tenant : null,
          entry: JSON.stringify(entry),
        }),
      );
    const last = lines.at(-1) ?? end;
    await store.append(lines, macs.mark('head', id, last));
    return { id, end: last };
  }

  return {
    append,
    async begin(): Promise<Chain> {
      const heads = await store.heads();
      const openedAfter = heads.slice(0, mostNamed).map(({ chain, sequence }) => ({ chain, sequence }));
      const opening: Opening = { at: new Date(now()).toISOString(), openedAfter };
      return append({ id: randomBytes(12).toString('base64url'), end: origin }, [opening]);
    },
  };
}

/**
 * Writes entries, one batch after another, to a chain of this process. After a failure it is unknown what was written, so a new chain is
 * begun.
 */
export function createRecorder(store: Store, hash: KeyedHash, now: () => number) {
  const chains = createChains(store, hash, now);
  const waiting: Waiting[] = [];
  let chain: Chain | null = null;
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, mostAtOnce);
      try {
        chain ??= await chains.begin();
        chain = await chains.append(
          chain,
          batch.map(({ entry }) => entry),
        );
        for (const { resolve } of batch) resolve();
      } catch (failure) {
        chain = null;
        const unavailable = new AuditUnavailable('The audit could not be written.', { cause: failure });
        for (const { reject } of batch) reject(unavailable);
      }
    }
    writing = null;
  }

  return {
    /** Resolves once the entry is written; rejects with `AuditUnavailable` if it may not be. */
    record: (entry: Entry): Promise<void> =>
      new Promise((resolve, reject) => {
        waiting.push({ entry, resolve, reject });
        writing ??= write();
      }),
    /** Resolves once nothing waits to be written. */
    settled: async () => {
      await writing;
    },
  };
}
