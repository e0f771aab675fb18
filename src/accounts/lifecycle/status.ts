import type { Check } from '../rights/permissions.ts';
import { type Module, rights } from '../rights/rights.ts';
import type { AccountRecord } from '../store/record.ts';

/** The status of an account; `CONNECTED_WITH_GAPS` when a right is missing or covers only part of the company. */
export type AccountStatus = 'CONNECTED' | 'CONNECTED_WITH_GAPS' | 'KEY_REJECTED' | 'UNREACHABLE';

/** Whether a module of Lucca can be read with the key. */
export type Availability = 'AVAILABLE' | 'NOT_INSTALLED' | 'NO_PERMISSION' | 'UNKNOWN';

/** The status of an account, from its last checks. */
export function statusOf({ keyRejectedAt, unreachableAt, checks }: AccountRecord): AccountStatus {
  if (keyRejectedAt !== null) return 'KEY_REJECTED';
  if (unreachableAt !== null) return 'UNREACHABLE';
  const hasGap = checks.some(({ verdict }) => verdict === 'MISSING' || verdict === 'PARTIAL');
  return hasGap ? 'CONNECTED_WITH_GAPS' : 'CONNECTED';
}

/** Whether each module can be read, from the checks of its rights. */
export function modulesOf(checks: readonly Check[]): { code: Module; availability: Availability }[] {
  return (['CORE_HR', 'PAGGA_REMUNERATION'] as const).map((code) => ({
    code,
    availability: availabilityOf(checks.filter(({ permission }) => rights[permission].module === code)),
  }));
}

function availabilityOf(checks: readonly Check[]): Availability {
  const isAny = (...verdicts: Check['verdict'][]) => checks.some(({ verdict }) => verdicts.includes(verdict));
  if (isAny('NOT_APPLICABLE')) return 'NOT_INSTALLED';
  if (isAny('GRANTED', 'PARTIAL')) return 'AVAILABLE';
  // Lucca answered, so the module is installed; it may simply contain no data.
  if (checks.some(({ verdict, evidence }) => verdict === 'INCONCLUSIVE' && evidence.status === 200)) return 'AVAILABLE';
  return isAny('MISSING') ? 'NO_PERMISSION' : 'UNKNOWN';
}
