import type { Lucca } from '../lucca/client.ts';
import { LuccaError, LuccaForbidden, LuccaTimeout, LuccaUnauthorized, LuccaUnavailable } from '../lucca/errors.ts';
import { presentUsers } from '../lucca/resources/probedUsers.ts';
import { createAttempts } from './attempts.ts';
import { checkKey } from './check.ts';
import { AccountNotConnected, CredentialsUnavailable } from './errors.ts';
import type { Turns } from './inTurn.ts';
import { luccaProblem } from './luccaProblem.ts';
import { type ConnectProblem, problem } from './problems.ts';
import type { ConnectedRecord, Records } from './record.ts';
import { comparedWith, whereAnswered } from './rights/conclude.ts';
import { noteOn, rejectKey } from './save.ts';

/** What looking after connected accounts takes. */
export type AftercareParts = {
  records: Records;
  inTurn: Turns;
  lucca: Pick<Lucca, 'peek'>;
  /** Milliseconds of the epoch. */
  now: () => number;
  /** Age in milliseconds at which checks are made again, give or take a tenth; null for never. */
  recheckAfterMs: number | null;
  /** Told of what went wrong in the background by our own fault. */
  onFault: (fault: unknown) => void;
};

/** Names one connection: after a later connect, key change or disconnect it is another. */
export type ConnectionName = { tenant: string; id: string; version: number };

const betweenOwnChecksMs = 10 * 60_000;
// A key may be meant to lack a right: the same refusal is news once a day, not ten requests every ten minutes.
const betweenRefusalsMs = 86_400_000;
const backgroundMs = 30_000;

/** Keeps what is known about connected accounts true: checks them again when asked, when Lucca refuses, and when a day has passed. */
export function createAftercare({ records, inTurn, lucca, now, recheckAfterMs, onFault }: AftercareParts) {
  const ownChecks = createAttempts(1, betweenOwnChecksMs, now);
  const refusals = createAttempts(1, betweenRefusalsMs, now);
  const underWay = new Map<string, Promise<void>>();

  /** Checks the rights of the stored key again, and keeps the result. */
  async function check(
    tenant: string,
    record: ConnectedRecord,
    deadlineAt: number,
  ): Promise<ConnectedRecord | ConnectProblem> {
    if (record.keyRejectedAt !== null) return problem('KEY_REJECTED');
    const note = (changes: Parameters<typeof noteOn>[3]) =>
      inTurn(tenant, () => noteOn(records, tenant, record, changes));
    try {
      const found = await checkKey(lucca, { host: record.host, apiKey: record.apiKey, deadlineAt }, now());
      const checks = whereAnswered(record.checks, comparedWith(record.checks, found));
      const noted = await note({ checks, checkedAt: new Date(now()).toISOString(), unreachableAt: null });
      if (noted === null) throw new AccountNotConnected();
      return noted;
    } catch (failure) {
      const isSlip = failure instanceof LuccaUnauthorized && !(await confirmRejection(tenant, record, deadlineAt));
      if (isSlip) return problem('LUCCA_ERROR');
      if (failure instanceof LuccaUnavailable || failure instanceof LuccaTimeout) {
        await note({ unreachableAt: new Date(now()).toISOString() });
      }
      return luccaProblem(failure);
    }
  }

  /** Asks once more whether Lucca rejects a key, because one answer may be a slip, and if so closes the account; false if not. */
  async function confirmRejection(tenant: string, record: ConnectedRecord, deadlineAt: number): Promise<boolean> {
    try {
      await lucca.peek({ host: record.host, apiKey: record.apiKey, deadlineAt }, presentUsers, 1);
      return false;
    } catch (failure) {
      if (!(failure instanceof LuccaError)) throw failure;
      if (!(failure instanceof LuccaUnauthorized)) return false;
      await inTurn(tenant, () => rejectKey(records, tenant, record, now()));
      return true;
    }
  }

  /** Does one piece of work at a time for a connection, without anybody waiting for it. */
  function inBackground(
    { tenant, id, version }: ConnectionName,
    work: (record: ConnectedRecord) => Promise<unknown>,
  ): void {
    const name = JSON.stringify([tenant, id, version]);
    if (underWay.has(name)) return;
    const done = records
      .readConnected(tenant)
      .then(async (record) => {
        const isCurrent = record?.id === id && record.version === version && record.keyRejectedAt === null;
        if (record && isCurrent) await work(record);
      })
      .catch((failure: unknown) => {
        // Lucca or the store out of reach will be told to whoever asks next; anything else is a fault of ours.
        const isForeseen = [LuccaError, CredentialsUnavailable, AccountNotConnected].some(
          (kind) => failure instanceof kind,
        );
        if (!isForeseen) onFault(failure);
      })
      .finally(() => underWay.delete(name));
    underWay.set(name, done);
  }

  /** Starts a check, unless the last one that was not asked for is too recent; tells which. */
  function checkByItself(connection: ConnectionName): boolean {
    if ('retryAfterSeconds' in ownChecks.take(connection.id)) return false;
    inBackground(connection, (record) => check(connection.tenant, record, now() + backgroundMs));
    return true;
  }

  return {
    check,

    /** Told of what reading a connection failed with: a 401 is confirmed, a 403 has the rights checked again. */
    onFailure(connection: ConnectionName, failure: unknown): void {
      if (failure instanceof LuccaUnauthorized) {
        inBackground(connection, (record) => confirmRejection(connection.tenant, record, now() + backgroundMs));
      }
      if (failure instanceof LuccaForbidden) {
        const refusal = JSON.stringify([connection.id, connection.version, failure.resource]);
        const place = refusals.take(refusal);
        if ('giveBack' in place && !checkByItself(connection)) place.giveBack();
      }
    },

    /** Told whenever a connection is looked up: checks that are old, or that Lucca was out of reach for, are made again. */
    onUse(connection: ConnectionName, { checks, checkedAt, unreachableAt }: ConnectedRecord): void {
      if (recheckAfterMs === null) return;
      const age = checkedAt === null ? Number.POSITIVE_INFINITY : now() - Date.parse(checkedAt);
      if (checks.length === 0 || unreachableAt !== null || age >= recheckAfterMs * (0.9 + 0.2 * shareOf(connection.id)))
        checkByItself(connection);
    },

    /** Resolves when nothing is under way in the background. */
    async settled(): Promise<void> {
      await Promise.all(underWay.values());
    },
  };
}

/** A share from 0 to 1 that is always the same for one account, so that accounts are not all checked at once. */
const shareOf = (id: string) => Number.parseInt(id.slice(0, 8), 16) / 0xffff_ffff;
