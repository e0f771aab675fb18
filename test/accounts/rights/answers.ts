import type { Probed } from '../../../src/accounts/rights/probe.ts';
import type { Answers } from '../../../src/accounts/rights/probes.ts';
import type { Department } from '../../../src/lucca/resources/departments.ts';
import type { PresentUser, ProbedUser } from '../../../src/lucca/resources/probedUsers.ts';
import { errorOfStatus } from '../../../src/lucca/transport/response.ts';

/** A response of this many rows. */
export const answered = (total: number, status = 200): Probed => ({
  path: '/path',
  status,
  isAnswered: status === 200,
  failure: status === 200 ? null : errorOfStatus(status, 'any', undefined, 0),
  rows: [],
  seen: Math.min(total, 1),
  total: status === 200 ? total : null,
});

/** People as a key sees them; by default without data of any right. */
export function peopleOf(number: number, traces: Partial<ProbedUser> = {}): Probed<ProbedUser> {
  const blank = {
    departmentId: 1,
    position: 'empty',
    manager: 'empty',
    managerId: null,
    lastDay: 'filled',
    personnelFile: 'empty',
    payFigures: 'empty',
  } as const;
  const rows = Array.from({ length: number }, (_, index) => ({ id: index + 1, ...blank, ...traces }));
  return { ...answered(number), rows, seen: number };
}

/** Future employees, as Lucca returns them if it applies the filter. */
export function peopleToComeOf(number: number): Probed<PresentUser> {
  const rows = Array.from({ length: number }, (_, index) => ({ id: index + 1, dtContractStart: '2027-01-04' }));
  return { ...answered(number), rows, seen: number };
}

/** Departments by the path from the root, `/1/2/`; their ids count from 1. */
export function departmentsAt(...paths: string[]): Probed<Department> {
  const blank = { name: null, code: null, description: null, parentId: null, parentLuccaId: null, headId: null };
  const rest = { isActive: true, sortOrderInSiblings: null, lastModifiedAt: null };
  const rows = paths.map((hierarchy, index) => ({ id: index + 1, hierarchy, ...blank, ...rest }));
  return { ...answered(rows.length), rows, seen: rows.length };
}

/** Lucca's answers to a key with every right in a company without data, except for those given. */
export const answersWith = (given: Partial<Answers>): Answers => ({
  people: peopleOf(1),
  presentPeople: answered(1),
  peopleToCome: peopleToComeOf(0),
  departments: departmentsAt('/1/'),
  peopleAtTop: peopleOf(0),
  personnelFields: answered(0),
  contracts: answered(0),
  qualifications: answered(0),
  fixedPay: answered(0),
  variablePay: answered(0),
  variablePayWithDeleted: answered(0),
  ...given,
});
