import { type ConnectedRecord, isConnected, type Records } from '../store/record.ts';
import type { Background } from './background.ts';
import { type Aftercare, backgroundMs } from './monitor.ts';

/** What the schedule takes. */
export type ScheduleParts = {
  records: Records;
  check: Aftercare['check'];
  /** Seals anew what an older master key seals. */
  rewrap: () => Promise<void>;
  /** Milliseconds of the epoch. */
  now: () => number;
  /** Age in milliseconds at which checks are made again, give or take a tenth; null for never. */
  recheckAfterMs: number | null;
  background: Background;
};

const everyMs = 10 * 60_000;
// Accounts take their turns a tenth earlier or later, so that they are not all checked at once.
const earliest = 0.9;
const spread = 0.2;

/**
 * Every ten minutes, looks for what is to be sealed anew, and for accounts whose turn it is to be checked again: one after the
 * other, each once however many instances there are. A rejected key is asked about as well, in one request.
 */
export function startSchedule({ records, check, rewrap, now, recheckAfterMs, background }: ScheduleParts): void {
  // No record is opened again before its turn can have come.
  const turns = new Map<string, number>();

  /** Checks an account whose turn has come, and tells when that is again. */
  async function recheck(place: string, afterMs: number): Promise<number> {
    const turnOf = (record: ConnectedRecord) =>
      lastCheckOf(record) + afterMs * (earliest + spread * shareOf(record.id));
    let turnAt = now() + afterMs * earliest;
    // Noted before Lucca is asked: the instance that writes it first is the one that asks, and it asks once.
    const claimed = await records.change(place, (current) => {
      if (current === null || !isConnected(current)) return null;
      turnAt = turnOf(current);
      return turnAt > now() ? null : { ...current, scheduledCheckAt: new Date(now()).toISOString() };
    });
    if (claimed === null) return turnAt;
    await check(place, claimed, now() + backgroundMs);
    return turnOf(claimed);
  }

  async function walk(): Promise<void> {
    await rewrap();
    if (recheckAfterMs === null) return;
    const places = new Set(await records.places());
    for (const place of turns.keys()) if (!places.has(place)) turns.delete(place);
    for (const place of places) {
      if (background.closing.aborted) return;
      if ((turns.get(place) ?? 0) > now()) continue;
      turns.set(place, now() + recheckAfterMs * earliest);
      await recheck(place, recheckAfterMs).then((turnAt) => turns.set(place, turnAt), background.report);
    }
  }

  const timer = setInterval(() => background.begin('schedule', walk), everyMs);
  timer.unref();
  background.closing.addEventListener('abort', () => clearInterval(timer), { once: true });
}

const lastCheckOf = ({ checkedAt, scheduledCheckAt }: ConnectedRecord) =>
  Math.max(...[checkedAt, scheduledCheckAt].map((at) => (at === null ? 0 : Date.parse(at))));

/** A share from 0 to 1 that is always the same for one account. */
const shareOf = (id: string) => Number.parseInt(id.slice(0, 8), 16) / 0xffff_ffff;
