import { LRUCache } from 'lru-cache';
import { LuccaForbidden, LuccaUnauthorized } from '../../lucca/errors.ts';
import { dayMs, minuteMs } from '../../time.ts';
import type { ConnectedRecord } from '../store/record.ts';
import { backgroundMs } from './background.ts';
import { type ConnectionRef, nameOf, readAccepted } from './connection.ts';
import type { ConnectionMonitorParts } from './parts.ts';
import { createRecheck } from './recheck.ts';
import { createRejectionConfirmer } from './rejection.ts';
import { markReachable } from './updates.ts';

/** Keeps the status and rights of connected accounts up to date. */
export type ConnectionMonitor = ReturnType<typeof createConnectionMonitor>;

const betweenChecksMs = 10 * minuteMs;
// A key may lack a right on purpose, so the same refusal starts a check only once a day, rather than ten requests every ten minutes.
const betweenRefusalsMs = dayMs;

/** Checks connected accounts again on request, and when Lucca refuses or fails to answer. */
export function createConnectionMonitor(parts: ConnectionMonitorParts) {
  const { records, now, background } = parts;
  const rejection = createRejectionConfirmer(parts);
  const check = createRecheck(parts, rejection);
  const recent = (ttl: number) => new LRUCache<string, true>({ max: 10_000, ttl, ttlResolution: 0, perf: { now } });
  const recentChecks = recent(betweenChecksMs);
  const recentRefusals = recent(betweenRefusalsMs);

  /** Starts a check unless the last one in the background is too recent; returns whether it did. */
  function checkInBackground(connection: ConnectionRef): boolean {
    if (recentChecks.has(connection.id)) return false;
    const isStarted = background.start(nameOf(connection), async () => {
      const record = await readAccepted(records, connection);
      if (record !== null) await check(connection.key, record, now() + backgroundMs, { cause: 'AUTOMATIC' });
    });
    if (isStarted) recentChecks.set(connection.id, true);
    return isStarted;
  }

  return {
    check,

    /** Call it with every error of reading a connection: a 401 is confirmed, a 403 has the rights checked again. */
    onFailure(connection: ConnectionRef, failure: unknown): void {
      if (failure instanceof LuccaUnauthorized) rejection.confirmInBackground(connection);
      if (failure instanceof LuccaForbidden) {
        const refusal = JSON.stringify([nameOf(connection), failure.resource]);
        if (!recentRefusals.has(refusal) && checkInBackground(connection)) recentRefusals.set(refusal, true);
      }
    },

    /** Call it when Lucca has answered a read of a connection that was unreachable. */
    onReached(connection: ConnectionRef): void {
      background.start(nameOf(connection), async () => {
        await markReachable(records, connection);
      });
    },

    /** Call it whenever a connection is looked up: rights are checked again when unknown, or when Lucca was unreachable. */
    onUse(key: string, { id, version, checks, keyRejectedAt, unreachableAt }: ConnectedRecord): void {
      if (keyRejectedAt !== null) return;
      if (checks.length === 0 || unreachableAt !== null) checkInBackground({ key, id, version });
    },
  };
}
