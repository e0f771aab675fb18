import { LuccaTimeout, LuccaUnauthorized, LuccaUnavailable } from '../../lucca/errors.ts';
import type { CheckCause } from '../checkHistory.ts';
import { luccaProblem } from '../connect/luccaProblem.ts';
import { type ConnectProblem, problem } from '../connect/problems.ts';
import type { ReportProgress } from '../connect/progress.ts';
import { AccountNotConnected } from '../errors.ts';
import { checkKey } from '../rights/checkKey.ts';
import { compareWith, keepUnanswered } from '../rights/conclude.ts';
import type { Check } from '../rights/permissions.ts';
import type { ConnectedRecord } from '../store/record.ts';
import { callerOf } from './connection.ts';
import type { ConnectionMonitorParts } from './parts.ts';
import type { RejectionConfirmer } from './rejection.ts';
import { markUnreachable, saveChecks } from './updates.ts';

/** Checks the rights of a stored key. */
export type Recheck = ReturnType<typeof createRecheck>;

type RecheckOptions = { cause: CheckCause; report?: ReportProgress };

/** Creates the check of stored keys, which confirms rejections. */
export function createRecheck(
  { records, lucca, now, background: { closing } }: ConnectionMonitorParts,
  rejection: RejectionConfirmer,
) {
  /** Checks the rights of the stored key again, even of a rejected one, reports its progress, and saves the result. */
  return async function check(
    key: string,
    record: ConnectedRecord,
    deadlineAt: number,
    { cause, report = () => {} }: RecheckOptions,
  ): Promise<ConnectedRecord | ConnectProblem> {
    const settled = (found: Check[]) => keepUnanswered(record.checks, compareWith(record.checks, found));
    const connection = { key, id: record.id, version: record.version };
    try {
      const { checks } = await checkKey(lucca, callerOf(record, deadlineAt, closing), now(), (proven) =>
        report(settled(proven)),
      );
      const saved = await saveChecks(records, connection, settled(checks), { now: now(), cause });
      if (saved === null) throw new AccountNotConnected();
      return saved;
    } catch (failure) {
      if (failure instanceof LuccaUnauthorized && record.keyRejectedAt === null) {
        return problem((await rejection.isConfirmed(connection, deadlineAt, cause)) ? 'KEY_REJECTED' : 'LUCCA_ERROR');
      }
      const isUnreachable = failure instanceof LuccaUnavailable || failure instanceof LuccaTimeout;
      if (isUnreachable && !closing.aborted) await markUnreachable(records, connection, { now: now(), cause });
      return luccaProblem(failure);
    }
  };
}
