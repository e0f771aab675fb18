import { minuteMs } from '../../time.ts';
import { type ConnectedRecord, isConnected } from '../store/record.ts';
import type { Records } from '../store/records.ts';
import { type Background, backgroundMs } from './background.ts';
import type { Recheck } from './recheck.ts';

/** What `startSchedule` needs. */
export type ScheduleParts = {
  records: Records;
  check: Recheck;
  /** Reseals with the current master key what is still sealed with an older one. */
  rewrap: () => Promise<unknown>;
  /** Milliseconds of the epoch. */
  now: () => number;
  /** Age in milliseconds at which rights are checked again, give or take a tenth; null for never. */
  recheckAfterMs: number | null;
  background: Background;
};

const everyMs = 10 * minuteMs;
// Accounts are due up to a tenth earlier or later, so that they are not all checked at once.
const earliest = 0.9;
const spread = 0.2;

/**
 * Every ten minutes, reseals records of older master keys and checks accounts that are due, one after the other. Several
 * instances together check an account once. A rejected key is checked too, in one request.
 */
export function startSchedule({ records, check, rewrap, now, recheckAfterMs, background }: ScheduleParts): void {
  // When each record is next due; none is decrypted before.
  const dueAt = new Map<string, number>();

  /** Checks an account if it is due; returns when it is due next, in milliseconds of the epoch. */
  async function recheck(key: string, afterMs: number): Promise<number> {
    const dueOf = (record: ConnectedRecord) => lastCheckOf(record) + afterMs * (earliest + spread * shareOf(record.id));
    let nextAt = now() + afterMs * earliest;
    // Saved before the check, so that only the instance whose write succeeds makes it.
    const claimed = await records.change(key, (current) => {
      if (current === null || !isConnected(current)) return null;
      nextAt = dueOf(current);
      return nextAt > now() ? null : { ...current, scheduledCheckAt: new Date(now()).toISOString() };
    });
    if (claimed === null) return nextAt;
    await check(key, claimed, now() + backgroundMs, { cause: 'AUTOMATIC' });
    return dueOf(claimed);
  }

  async function walk(): Promise<void> {
    // Without the key service, the work that needs no new key is still done.
    await rewrap().catch(background.report);
    if (recheckAfterMs === null) return;
    const keys = new Set(await records.keys());
    for (const key of dueAt.keys()) if (!keys.has(key)) dueAt.delete(key);
    for (const key of keys) {
      if (background.closing.aborted) return;
      if ((dueAt.get(key) ?? 0) > now()) continue;
      dueAt.set(key, now() + recheckAfterMs * earliest);
      await recheck(key, recheckAfterMs).then((nextAt) => dueAt.set(key, nextAt), background.report);
    }
  }

  const timer = setInterval(() => background.start('schedule', walk), everyMs);
  timer.unref();
  background.closing.addEventListener('abort', () => clearInterval(timer), { once: true });
}

const lastCheckOf = ({ checkedAt, scheduledCheckAt }: ConnectedRecord) =>
  Math.max(...[checkedAt, scheduledCheckAt].map((at) => (at === null ? 0 : Date.parse(at))));

/** A number from 0 to 1 that is always the same for an account. */
const shareOf = (id: string) => Number.parseInt(id.slice(0, 8), 16) / 0xffff_ffff;
