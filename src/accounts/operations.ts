import { type Account, accountOf } from './account.ts';
import { type KeySubmission, type Proving, proveKey, proveSubmission, type Submission } from './connect/connect.ts';
import { type ConnectProblem, ofCheck } from './connect/problems.ts';
import { createProgressTracker, type SharedProgress } from './connect/progress.ts';
import { saveConnection, saveReplacement } from './connect/save.ts';
import type { Recheck } from './lifecycle/recheck.ts';
import type { AccountMapping } from './mapping.ts';
import type { Check } from './rights/permissions.ts';
import type { ConnectedRecord } from './store/record.ts';
import { connectedRecord, type Records } from './store/records.ts';

/** The account is connected; Lucca has just accepted its key. */
export type Connected = { kind: 'connected'; account: Account; checks: Check[] };

/** The submission would be accepted. Nothing was saved. */
export type Tested = { kind: 'tested'; checks: Check[] };

/** What `createOperations` needs. */
export type OperationsParts = {
  records: Records;
  proving: Proving;
  recheck: Recheck;
  /** The mapping of an account of this host that is new. */
  mappingOfNew: (host: string) => AccountMapping;
  shareProgress: SharedProgress | undefined;
};

/** The operations that check a key with Lucca while a tenant waits; each reports its progress. */
export function createOperations({ records, proving, recheck, mappingOfNew, shareProgress }: OperationsParts) {
  const { now } = proving;
  const progress = createProgressTracker(shareProgress);

  const connected = (tenant: string, outcome: ConnectedRecord | ConnectProblem): Connected | ConnectProblem =>
    'kind' in outcome ? outcome : { kind: 'connected', account: accountOf(tenant, outcome), checks: outcome.checks };

  return {
    progress: progress.of,

    connect: (submission: Submission) =>
      progress.track(submission.tenant, async (report) => {
        const proven = await proveSubmission(proving, submission, report);
        if (proven.kind === 'problem') return proven;
        const { tenant } = submission;
        const first = { now: now(), mapping: mappingOfNew(proven.host) };
        return connected(tenant, await saveConnection(records, records.keyOf(tenant), proven, first));
      }),

    test: (submission: Submission) =>
      progress.track(submission.tenant, async (report): Promise<Tested | ConnectProblem> => {
        const proven = await proveSubmission(proving, submission, report);
        return proven.kind === 'problem' ? proven : { kind: 'tested', checks: proven.checks };
      }),

    check: (tenant: string, deadlineAt: number) =>
      progress.track(tenant, async (report) => {
        const record = await connectedRecord(records, tenant);
        const options = { cause: 'REQUESTED', report } as const;
        const checked = await recheck(records.keyOf(tenant), record, deadlineAt, options);
        return connected(tenant, 'kind' in checked ? ofCheck(checked) : checked);
      }),

    replaceKey: (submission: KeySubmission) =>
      progress.track(submission.tenant, async (report) => {
        const { tenant } = submission;
        const { id, host, checks } = await connectedRecord(records, tenant);
        const proven = await proveKey(proving, host, submission, checks, report);
        if (proven.kind === 'problem') return proven;
        return connected(tenant, await saveReplacement(records, records.keyOf(tenant), id, proven, now()));
      }),
  };
}
