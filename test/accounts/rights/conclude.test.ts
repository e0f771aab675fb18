import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareWith, concludeRights } from '../../../src/accounts/rights/conclude.ts';
import type { PermissionCode } from '../../../src/accounts/rights/permissions.ts';
import type { Answers } from '../../../src/accounts/rights/probes.ts';
import { remedyOf } from '../../../src/accounts/rights/remedy.ts';
import { permissionCodes } from '../../../src/accounts/rights/rights.ts';
import { LuccaUnavailable } from '../../../src/lucca/errors.ts';
import { answered, answersWith, peopleOf, peopleToComeOf } from './answers.ts';

const monday = Date.parse('2026-03-30T08:00:00Z');
const tuesday = Date.parse('2026-03-31T08:00:00Z');
const filled = { position: 'filled', manager: 'filled', personnelFile: 'filled', payFigures: 'filled' } as const;
const before = concludeRights(
  answersWith({
    people: peopleOf(5, filled),
    presentPeople: answered(4),
    peopleToCome: peopleToComeOf(1),
    variablePay: answered(9),
  }),
  monday,
);

function todaysCheck(permission: PermissionCode, given: Parameters<typeof answersWith>[0]) {
  const today = compareWith(before, concludeRights(answersWith(given), tuesday));
  return today.find((check) => check.permission === permission);
}

describe('checks concluded from some of the answers', () => {
  it('are made when all their probes are answered, and do not change afterwards', () => {
    const all = Object.entries(answersWith({ people: peopleOf(25, filled), contracts: answered(4) }));
    const whole = concludeRights(Object.fromEntries(all), monday);
    expect(whole.map(({ permission }) => permission)).toEqual(permissionCodes);
    fc.assert(
      fc.property(fc.shuffledSubarray(all), (some) => {
        const early = concludeRights(Object.fromEntries(some), monday);
        expect(whole).toEqual(expect.arrayContaining(early));
      }),
    );
    expect(concludeRights({ people: peopleOf(25, filled) }, monday).map(({ permission }) => permission)).toEqual([
      'EMPLOYEE_LUCCA_DATA',
      'EMPLOYEE_POSITIONS',
      'EMPLOYEE_MANAGERS',
    ]);
  });
});

describe('checks compared with the previous ones', () => {
  it('report a proven right as missing when its data is no longer visible, with the date of its last proof', () => {
    for (const permission of ['EMPLOYEE_MANAGERS', 'PAGGA_EVP_SCREEN', 'PAGGA_INDIVIDUAL_SITUATIONS'] as const) {
      const check = todaysCheck(permission, { people: peopleOf(5), presentPeople: answered(5) });
      expect(check, permission).toMatchObject({ verdict: 'MISSING', grantedAt: '2026-03-30T08:00:00.000Z' });
    }
  });

  it('report a lost right as missing the next time too', () => {
    const lost = compareWith(before, concludeRights(answersWith({ people: peopleOf(5) }), tuesday));
    const still = compareWith(lost, concludeRights(answersWith({ people: peopleOf(5) }), tuesday));
    expect(still).toEqual(lost);
  });

  it('report a lost right as granted when it is proven again', () => {
    expect(todaysCheck('EMPLOYEE_MANAGERS', { people: peopleOf(5, filled) })).toMatchObject({
      verdict: 'GRANTED',
      grantedAt: '2026-03-31T08:00:00.000Z',
    });
  });

  it('report a refused right of the pay module as missing when it was proven before, since the module was installed', () => {
    const refused = answered(0, 403);
    const given = { fixedPay: refused, variablePay: refused, variablePayWithDeleted: refused };
    expect(todaysCheck('PAGGA_EVP_SCREEN', given)?.verdict).toBe('MISSING');
    expect(todaysCheck('PAGGA_DELETED_REMUNERATION', given)?.verdict).toBe('INCONCLUSIVE');
  });

  it('draw no conclusion when employees who were future ones have started', () => {
    expect(todaysCheck('FUTURE_EMPLOYEES', {})?.verdict).toBe('INCONCLUSIVE');
  });

  it.each<[PermissionCode, keyof Answers]>([
    ['FORMER_EMPLOYEES', 'presentPeople'],
    ['PERSONNEL_FILES', 'personnelFields'],
    ['PAGGA_DELETED_REMUNERATION', 'variablePay'],
    ['PAGGA_INDIVIDUAL_SITUATIONS', 'fixedPay'],
  ])(
    'note that Lucca failed to answer one of the requests that prove %s, and report nothing as missing',
    (permission, name) => {
      const failure = new LuccaUnavailable({ resource: name, reason: 'status', status: 503 });
      const people = peopleOf(5);
      const check = todaysCheck(permission, { people, [name]: { ...answered(0, 503), failure, path: '/failing' } });
      expect(check).toMatchObject({ verdict: 'INCONCLUSIVE', evidence: { path: '/failing', status: 503 } });
      expect(check && remedyOf(check)?.en).toBe(
        'Lucca did not answer when this right was checked. Check again in a few minutes.',
      );
    },
  );

  it('draw no conclusion when Lucca failed, or when another missing right hides this one', () => {
    expect(todaysCheck('PAGGA_EVP_SCREEN', { variablePay: answered(0, 503) })?.verdict).toBe('INCONCLUSIVE');
    expect(todaysCheck('EMPLOYEE_MANAGERS', { people: peopleOf(0) })?.verdict).toBe('INCONCLUSIVE');
  });

  it('draw no conclusion about a right that was never proven', () => {
    expect(todaysCheck('EMPLOYEE_QUALIFICATIONS', {})).toMatchObject({ verdict: 'INCONCLUSIVE', grantedAt: null });
  });
});
