import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareWith, concludeRights, keepUnanswered } from '../../../src/accounts/rights/conclude.ts';
import type { Probed } from '../../../src/accounts/rights/probe.ts';
import {
  LuccaBadRequest,
  LuccaContractBroken,
  LuccaRateLimited,
  LuccaTimeout,
  LuccaUnavailable,
} from '../../../src/lucca/errors.ts';
import { runs } from '../../support/thoroughness.ts';
import { answered, departmentsAt, peopleOf, peopleToComeOf } from './answers.ts';

const trace = fc.constantFrom('filled', 'empty', 'absent');
const people = (payFigures: typeof trace) =>
  fc
    .tuple(fc.constantFrom(0, 1, 5, 30), trace, trace, trace, payFigures, fc.boolean())
    .map(([number, position, manager, personnelFile, figures, isCounted]) => {
      const all = peopleOf(number, { position, manager, personnelFile, payFigures: figures, managerId: 900 });
      return isCounted ? all : { ...all, total: null };
    });
const lists = [answered(0), answered(1), answered(4), answered(0, 403)];
const list = fc.constantFrom(...lists, answered(0, 404));
const payList = fc.constantFrom(...lists);
const noAddress = fc.constant(answered(0, 404));
const companyData = {
  presentPeople: list,
  peopleToCome: fc.constantFrom(peopleToComeOf(0), peopleToComeOf(2)),
  departments: fc.constantFrom(departmentsAt('/1/'), departmentsAt('/1/', '/1/1/'), departmentsAt('/1/', '/2/')),
  peopleAtTop: fc.constantFrom(peopleOf(0), peopleOf(2, { departmentId: 2 })),
  personnelFields: list,
  contracts: list,
  qualifications: list,
};
const anyAnswers = fc.oneof(
  fc.record({
    ...companyData,
    people: people(trace),
    fixedPay: payList,
    variablePay: payList,
    variablePayWithDeleted: payList,
  }),
  fc.record({
    ...companyData,
    people: people(fc.constant('absent')),
    fixedPay: noAddress,
    variablePay: noAddress,
    variablePayWithDeleted: noAddress,
  }),
);

const where = { resource: 'any' };
const failures = fc.constantFrom(
  new LuccaTimeout(where),
  new LuccaTimeout({ ...where, status: 408 }),
  new LuccaRateLimited({ ...where, retryAfterSeconds: 7 }),
  new LuccaRateLimited({ ...where, status: 429, retryAfterSeconds: 7 }),
  new LuccaUnavailable({ ...where, status: 500, reason: 'status' }),
  new LuccaUnavailable({ ...where, reason: 'reset' }),
  new LuccaBadRequest({ ...where, status: 400 }),
  new LuccaContractBroken({ ...where, status: 200 }),
);
const nothing = { isAnswered: false, rows: [], seen: 0, total: null };
const failing = fc.tuple(
  fc.subarray([
    'presentPeople',
    'peopleToCome',
    'departments',
    'peopleAtTop',
    'personnelFields',
    'contracts',
    'qualifications',
    'fixedPay',
    'variablePay',
    'variablePayWithDeleted',
  ] as const),
  failures,
);

it('a repeated check keeps its verdicts, whichever requests Lucca fails to answer and however', () => {
  const verdictsOf = (checks: ReturnType<typeof concludeRights>) =>
    Object.fromEntries(checks.map(({ permission, verdict }) => [permission, verdict]));
  fc.assert(
    fc.property(anyAnswers, failing, (answers, [names, failure]) => {
      // The right that shows people's figures shows fixed pay too; and nobody is requested at the top if everybody is visible.
      fc.pre(answers.fixedPay.status !== 403 || answers.people.rows[0]?.payFigures !== 'filled');
      fc.pre(answers.people.total === null || !(names.includes('peopleAtTop') || answers.peopleAtTop.seen > 0));
      const known = concludeRights(answers, 0);
      const failed: Partial<Record<(typeof names)[number], Probed<never>>> = {};
      for (const name of names) failed[name] = { ...nothing, path: '/path', status: failure.status ?? null, failure };
      const today = compareWith(known, concludeRights({ ...answers, ...failed }, 0));
      expect(verdictsOf(keepUnanswered(known, today))).toEqual(verdictsOf(known));
      for (const { permission, verdict } of today)
        expect([verdictsOf(known)[permission], 'INCONCLUSIVE']).toContain(verdict);
    }),
    { numRuns: runs(1_000) },
  );
});
