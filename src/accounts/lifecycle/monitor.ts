import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Lucca } from '../../lucca/client.ts';
import { LuccaError, LuccaForbidden, LuccaTimeout, LuccaUnauthorized, LuccaUnavailable } from '../../lucca/errors.ts';
import { presentUsers } from '../../lucca/resources/probedUsers.ts';
import { dayMs } from '../../time.ts';
import { luccaProblem } from '../connect/luccaProblem.ts';
import { type ConnectProblem, problem } from '../connect/problems.ts';
import type { ReportProgress } from '../connect/progress.ts';
import { AccountNotConnected } from '../errors.ts';
import { checkKey } from '../rights/checkKey.ts';
import { compareWith, keepUnanswered } from '../rights/conclude.ts';
import type { Check } from '../rights/permissions.ts';
import type { ConnectedRecord, Records } from '../store/record.ts';
import type { Background } from './background.ts';
import {
  type ConnectionRef,
  isRecordOf,
  markKeyRejected,
  markReachable,
  markUnreachable,
  saveChecks,
} from './updates.ts';

/** What `createConnectionMonitor` needs. */
export type ConnectionMonitorParts = {
  records: Records;
  lucca: Pick<Lucca, 'firstPage'>;
  /** Milliseconds of the epoch. */
  now: () => number;
  /** How long to wait before a rejected key is tried a second time, in milliseconds. */
  confirmAfterMs: number;
  background: Background;
};

/** Keeps the status and rights of connected accounts up to date. */
export type ConnectionMonitor = ReturnType<typeof createConnectionMonitor>;

/** How long a check in the background may take, in milliseconds. */
export const backgroundMs = 30_000;

const betweenChecksMs = 10 * 60_000;
// A key may lack a right on purpose: the same refusal starts a check once a day, not ten requests every ten minutes.
const betweenRefusalsMs = dayMs;

/** Checks connected accounts again on request, and when Lucca refuses or fails to answer. */
export function createConnectionMonitor({ records, lucca, now, confirmAfterMs, background }: ConnectionMonitorParts) {
  const recent = (ttl: number) => new LRUCache<string, true>({ max: 10_000, ttl, ttlResolution: 0, perf: { now } });
  const recentChecks = recent(betweenChecksMs);
  const recentRefusals = recent(betweenRefusalsMs);
  const { closing } = background;

  const callerOf = ({ host, apiKey }: ConnectedRecord, deadlineAt: number) => ({
    host,
    credentials: async () => ({ host, apiKey }),
    deadlineAt,
    signal: closing,
  });

  /** Checks the rights of the stored key again, even of a rejected one, reports its progress, and saves the result. */
  async function check(
    key: string,
    record: ConnectedRecord,
    deadlineAt: number,
    report: ReportProgress = () => {},
  ): Promise<ConnectedRecord | ConnectProblem> {
    const settled = (found: Check[]) => keepUnanswered(record.checks, compareWith(record.checks, found));
    const connection = { key, id: record.id, version: record.version };
    try {
      const { checks } = await checkKey(lucca, callerOf(record, deadlineAt), now(), (proven) =>
        report(settled(proven)),
      );
      const saved = await saveChecks(records, connection, settled(checks), now());
      if (saved === null) throw new AccountNotConnected();
      return saved;
    } catch (failure) {
      if (failure instanceof LuccaUnauthorized && record.keyRejectedAt === null) {
        return (await isRejected(connection, deadlineAt)) ? problem('KEY_REJECTED') : problem('LUCCA_ERROR');
      }
      const isUnreachable = failure instanceof LuccaUnavailable || failure instanceof LuccaTimeout;
      if (isUnreachable && !closing.aborted) await markUnreachable(records, connection, now());
      return luccaProblem(failure);
    }
  }

  /** Whether a second try confirms that Lucca rejects the key. When the deadline is too near, false; the background finds out. */
  async function isRejected(connection: ConnectionRef, deadlineAt: number): Promise<boolean> {
    if (deadlineAt - now() > confirmAfterMs) return confirmRejection(connection, deadlineAt);
    confirmInBackground(connection);
    return false;
  }

  /** Tries a rejected key once more after a pause, since one 401 may be a slip of Lucca's, and saves a second rejection. */
  async function confirmRejection(connection: ConnectionRef, deadlineAt: number): Promise<boolean> {
    await sleep(confirmAfterMs, undefined, { signal: closing, ref: false });
    const record = await current(connection);
    if (record === null) return false;
    try {
      await lucca.firstPage(callerOf(record, deadlineAt), presentUsers, 1);
      return false;
    } catch (failure) {
      if (!(failure instanceof LuccaError)) throw failure;
      if (!(failure instanceof LuccaUnauthorized)) return false;
      return (await markKeyRejected(records, connection, now())) !== null;
    }
  }

  /** The record of a connection, or null when the tenant has another one or its key is rejected. */
  async function current(connection: ConnectionRef): Promise<ConnectedRecord | null> {
    const record = await records.readConnected(connection.key);
    return record !== null && isRecordOf(connection, record) && record.keyRejectedAt === null ? record : null;
  }

  function confirmInBackground(connection: ConnectionRef): boolean {
    return background.start(nameOf(connection), () =>
      confirmRejection(connection, now() + confirmAfterMs + backgroundMs),
    );
  }

  /** Starts a check unless the last one in the background is too recent; returns whether it did. */
  function checkInBackground(connection: ConnectionRef): boolean {
    if (recentChecks.has(connection.id)) return false;
    const isStarted = background.start(nameOf(connection), async () => {
      const record = await current(connection);
      if (record !== null) await check(connection.key, record, now() + backgroundMs);
    });
    if (isStarted) recentChecks.set(connection.id, true);
    return isStarted;
  }

  return {
    check,

    /** Call it with every error of reading a connection: a 401 is confirmed, a 403 has the rights checked again. */
    onFailure(connection: ConnectionRef, failure: unknown): void {
      if (failure instanceof LuccaUnauthorized) confirmInBackground(connection);
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

const nameOf = ({ key, id, version }: ConnectionRef) => JSON.stringify([key, id, version]);
