import { describe, expect, it } from 'vitest';
import {
  checkHistoryOf,
  completedCheck,
  failedCheck,
  storedCheckHistory,
  withCheck,
} from '../../src/accounts/checkHistory.ts';
import type { Check, PermissionCode, Verdict } from '../../src/accounts/rights/permissions.ts';

const check = (permission: PermissionCode, verdict: Verdict): Check => ({
  permission,
  verdict,
  requirement: 'EXPECTED',
  grantedAt: null,
  evidence: { method: 'GET', path: '/', status: 200, rowsSeen: 1, rowsFilled: 1, isSilent: false, isAnswered: true },
});
const before = [
  check('EMPLOYEE_CONTRACTS', 'MISSING'),
  check('EMPLOYEE_MANAGERS', 'MISSING'),
  check('EMPLOYEE_POSITIONS', 'GRANTED'),
];
const after = [
  check('EMPLOYEE_CONTRACTS', 'GRANTED'),
  check('EMPLOYEE_MANAGERS', 'PARTIAL'),
  check('EMPLOYEE_POSITIONS', 'MISSING'),
];
const day = (index: number) => new Date(Date.UTC(2026, 2, 1 + index)).toISOString();

describe('the history of checks', () => {
  it('has the rights that were missing, and those gained and lost since the check before', () => {
    expect(completedCheck('REQUESTED', before, after, day(0))).toEqual({
      at: day(0),
      cause: 'REQUESTED',
      outcome: 'COMPLETED',
      missing: ['EMPLOYEE_MANAGERS', 'EMPLOYEE_POSITIONS'],
      gained: ['EMPLOYEE_CONTRACTS'],
      lost: ['EMPLOYEE_POSITIONS'],
    });
    expect(completedCheck('CONNECTED', [], before, day(0))).toMatchObject({ gained: [], lost: [] });
  });

  it('has the latest 20 checks, the latest first', () => {
    let stored = storedCheckHistory.parse([]);
    for (let index = 0; index < 25; index += 1)
      stored = withCheck(stored, completedCheck('AUTOMATIC', before, before, day(index)));
    expect(checkHistoryOf(stored).map(({ at }) => at)).toEqual(
      Array.from({ length: 20 }, (_, index) => day(24 - index)),
    );
  });

  it('has one entry for a check that fails again and again', () => {
    let stored = withCheck([], completedCheck('CONNECTED', [], before, day(0)));
    for (const index of [1, 2, 3]) stored = withCheck(stored, failedCheck('AUTOMATIC', 'UNREACHABLE', day(index)));
    expect(checkHistoryOf(stored).map(({ at, outcome }) => [at, outcome])).toEqual([
      [day(3), 'UNREACHABLE'],
      [day(0), 'COMPLETED'],
    ]);
  });

  it('keeps checks of another release as they are, without showing them', () => {
    const unknown = { at: day(0), cause: 'UNHEARD_OF' };
    const stored = withCheck(storedCheckHistory.parse([unknown]), failedCheck('REQUESTED', 'UNREACHABLE', day(1)));
    expect(stored[0]).toEqual(unknown);
    expect(checkHistoryOf(stored)).toHaveLength(1);
    expect(storedCheckHistory.parse('nothing that this release knows')).toEqual([]);
  });
});
