import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Lucca } from '../../lucca/client.ts';
import { LuccaError, LuccaForbidden, LuccaTimeout, LuccaUnauthorized, LuccaUnavailable } from '../../lucca/errors.ts';
import { presentUsers } from '../../lucca/resources/probedUsers.ts';
import { checkKey } from '../connect/check.ts';
import { luccaProblem } from '../connect/luccaProblem.ts';
import { type ConnectProblem, problem } from '../connect/problems.ts';
import type { Show } from '../connect/progress.ts';
import { AccountNotConnected } from '../errors.ts';
import { comparedWith, whereAnswered } from '../rights/conclude.ts';
import type { Check } from '../rights/permissions.ts';
import type { ConnectedRecord, Records } from '../store/record.ts';
import type { Background } from './background.ts';
import { type ConnectionName, isOf, noteChecks, noteReached, noteRejected, noteUnreachable } from './note.ts';

/** What looking after connected accounts takes. */
export type AftercareParts = {
  records: Records;
  lucca: Pick<Lucca, 'firstPage'>;
  /** Milliseconds of the epoch. */
  now: () => number;
  /** How long after Lucca has rejected a key it is asked whether it really does, in milliseconds. */
  confirmAfterMs: number;
  background: Background;
};

/** Looks after connected accounts. */
export type Aftercare = ReturnType<typeof createAftercare>;

/** How long a check that nobody waits for may take, in milliseconds. */
export const backgroundMs = 30_000;

const betweenOwnChecksMs = 10 * 60_000;
// A key may be meant to lack a right: the same refusal is news once a day, not ten requests every ten minutes.
const betweenRefusalsMs = 86_400_000;

/** Keeps what is known about connected accounts true: checks them again when asked, and when Lucca refuses or fails to answer. */
export function createAftercare({ records, lucca, now, confirmAfterMs, background }: AftercareParts) {
  const lately = (ttl: number) => new LRUCache<string, true>({ max: 10_000, ttl, ttlResolution: 0, perf: { now } });
  const ownChecks = lately(betweenOwnChecksMs);
  const refusals = lately(betweenRefusalsMs);
  const { closing } = background;

  const callerOf = ({ host, apiKey }: ConnectedRecord, deadlineAt: number) => ({
    host,
    credentials: async () => ({ host, apiKey }),
    deadlineAt,
    signal: closing,
  });

  /** Checks the rights of the stored key again, even of a rejected one, showing what is proven, and keeps the result. */
  async function check(
    place: string,
    record: ConnectedRecord,
    deadlineAt: number,
    show: Show = () => {},
  ): Promise<ConnectedRecord | ConnectProblem> {
    const settled = (found: Check[]) => whereAnswered(record.checks, comparedWith(record.checks, found));
    const connection = { place, id: record.id, version: record.version };
    try {
      const { checks } = await checkKey(lucca, callerOf(record, deadlineAt), now(), (proven) => show(settled(proven)));
      const noted = await noteChecks(records, connection, settled(checks), now());
      if (noted === null) throw new AccountNotConnected();
      return noted;
    } catch (failure) {
      if (failure instanceof LuccaUnauthorized && record.keyRejectedAt === null) {
        return (await isRejected(connection, deadlineAt)) ? problem('KEY_REJECTED') : problem('LUCCA_ERROR');
      }
      const isOutOfReach = failure instanceof LuccaUnavailable || failure instanceof LuccaTimeout;
      if (isOutOfReach && !closing.aborted) await noteUnreachable(records, connection, now());
      return luccaProblem(failure);
    }
  }

  /** Whether Lucca says again that it rejects a key; false, and found out in the background, where the deadline is too near. */
  async function isRejected(connection: ConnectionName, deadlineAt: number): Promise<boolean> {
    if (deadlineAt - now() > confirmAfterMs) return confirmRejection(connection, deadlineAt);
    confirmByItself(connection);
    return false;
  }

  /** Asks once more whether Lucca rejects a key, a while later because it may be a slip, and if so closes the account. */
  async function confirmRejection(connection: ConnectionName, deadlineAt: number): Promise<boolean> {
    await sleep(confirmAfterMs, undefined, { signal: closing, ref: false });
    const record = await current(connection);
    if (record === null) return false;
    try {
      await lucca.firstPage(callerOf(record, deadlineAt), presentUsers, 1);
      return false;
    } catch (failure) {
      if (!(failure instanceof LuccaError)) throw failure;
      if (!(failure instanceof LuccaUnauthorized)) return false;
      return (await noteRejected(records, connection, now())) !== null;
    }
  }

  /** The record of a connection while it is the tenant's and its key not rejected, or null. */
  async function current(connection: ConnectionName): Promise<ConnectedRecord | null> {
    const record = await records.readConnected(connection.place);
    return record !== null && isOf(connection, record) && record.keyRejectedAt === null ? record : null;
  }

  function confirmByItself(connection: ConnectionName): boolean {
    return background.begin(nameOf(connection), () =>
      confirmRejection(connection, now() + confirmAfterMs + backgroundMs),
    );
  }

  /** Starts a check, unless the last one that was not asked for is too recent; tells which. */
  function checkByItself(connection: ConnectionName): boolean {
    if (ownChecks.has(connection.id)) return false;
    const isBegun = background.begin(nameOf(connection), async () => {
      const record = await current(connection);
      if (record !== null) await check(connection.place, record, now() + backgroundMs);
    });
    if (isBegun) ownChecks.set(connection.id, true);
    return isBegun;
  }

  return {
    check,

    /** Told of what reading a connection failed with: a 401 is confirmed, a 403 has the rights checked again. */
    onFailure(connection: ConnectionName, failure: unknown): void {
      if (failure instanceof LuccaUnauthorized) confirmByItself(connection);
      if (failure instanceof LuccaForbidden) {
        const refusal = JSON.stringify([nameOf(connection), failure.resource]);
        if (!refusals.has(refusal) && checkByItself(connection)) refusals.set(refusal, true);
      }
    },

    /** Told that Lucca answered to the reading of a connection that was out of reach. */
    onReached(connection: ConnectionName): void {
      background.begin(nameOf(connection), async () => {
        await noteReached(records, connection);
      });
    },

    /** Told whenever a connection is looked up: where Lucca was out of reach, or nothing is known, the rights are checked again. */
    onUse(place: string, { id, version, checks, keyRejectedAt, unreachableAt }: ConnectedRecord): void {
      if (keyRejectedAt !== null) return;
      if (checks.length === 0 || unreachableAt !== null) checkByItself({ place, id, version });
    },
  };
}

const nameOf = ({ place, id, version }: ConnectionName) => JSON.stringify([place, id, version]);
