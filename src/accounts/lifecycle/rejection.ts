import { setTimeout as sleep } from 'node:timers/promises';
import { LuccaError, LuccaUnauthorized } from '../../lucca/errors.ts';
import { presentUsers } from '../../lucca/resources/probedUsers.ts';
import type { CheckCause } from '../checkHistory.ts';
import { backgroundMs } from './background.ts';
import { type ConnectionRef, callerOf, nameOf, readAccepted } from './connection.ts';
import type { ConnectionMonitorParts } from './parts.ts';
import { markKeyRejected } from './updates.ts';

/** Finds out whether Lucca really rejects a key. */
export type RejectionConfirmer = ReturnType<typeof createRejectionConfirmer>;

/** Confirms rejections: tries the key once more after a pause, because a single 401 may be a temporary error of Lucca's. */
export function createRejectionConfirmer({ records, lucca, now, confirmAfterMs, background }: ConnectionMonitorParts) {
  const { closing } = background;

  /** Returns whether Lucca rejects the key a second time, and saves that. */
  async function confirm(connection: ConnectionRef, deadlineAt: number, cause: CheckCause): Promise<boolean> {
    await sleep(confirmAfterMs, undefined, { signal: closing, ref: false });
    const record = await readAccepted(records, connection);
    if (record === null) return false;
    try {
      await lucca.firstPage(callerOf(record, deadlineAt, closing), presentUsers, 1);
      return false;
    } catch (failure) {
      if (!(failure instanceof LuccaError)) throw failure;
      if (!(failure instanceof LuccaUnauthorized)) return false;
      return (await markKeyRejected(records, connection, { now: now(), cause })) !== null;
    }
  }

  function confirmInBackground(connection: ConnectionRef): void {
    background.start(nameOf(connection), () => confirm(connection, now() + confirmAfterMs + backgroundMs, 'AUTOMATIC'));
  }

  return {
    confirmInBackground,

    /** Whether a second try confirms that Lucca rejects the key. False when the deadline is too near; a background check then finds out. */
    async isConfirmed(connection: ConnectionRef, deadlineAt: number, cause: CheckCause): Promise<boolean> {
      if (deadlineAt - now() > confirmAfterMs) return confirm(connection, deadlineAt, cause);
      confirmInBackground(connection);
      return false;
    },
  };
}
