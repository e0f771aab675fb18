import { describe, expect, it } from 'vitest';
import { directory } from '../../../src/accounts/rights/directory.ts';
import { answered, answersWith, departmentsAt, peopleOf } from './answers.ts';

/** A company of six departments: 1 at the top, 2 and 3 under it, 4 and 5 under 2, 6 under 3. */
const tree = departmentsAt('/1/', '/1/1/', '/1/2/', '/1/1/1/', '/1/1/2/', '/1/2/1/');

function verdictSeeing(departmentIds: number[], departments = tree) {
  const rows = departmentIds.map((departmentId, index) => ({ ...peopleOf(1).rows[0], id: index, departmentId }));
  const people = { ...peopleOf(0), rows: rows as ReturnType<typeof peopleOf>['rows'], seen: rows.length };
  return directory(answersWith({ people, departments })).verdict;
}

describe('the right to the directory of all departments', () => {
  it('is granted when somebody is seen at the very top, from where a perimeter reaches everybody', () => {
    expect(verdictSeeing([1])).toBe('GRANTED');
  });

  it('is granted when somebody is seen in or under every department, in several branches', () => {
    expect(verdictSeeing([4, 5, 6])).toBe('GRANTED');
  });

  it('is partial when all people are in one branch and others are empty', () => {
    expect(verdictSeeing([2, 4, 5])).toBe('PARTIAL');
    expect(verdictSeeing([6])).toBe('PARTIAL');
  });

  it('is partial when most departments are empty', () => {
    const wide = departmentsAt('/1/', '/1/1/', '/1/2/', '/1/3/', '/1/4/', '/1/5/', '/1/6/', '/1/7/');
    expect(verdictSeeing([2, 3], wide)).toBe('PARTIAL');
  });

  it('cannot be told from a few empty departments, which may be out of use', () => {
    expect(verdictSeeing([4, 6])).toBe('INCONCLUSIVE');
  });

  it('cannot be told from a branch that is the only one', () => {
    expect(verdictSeeing([2], departmentsAt('/1/', '/1/1/'))).toBe('INCONCLUSIVE');
  });

  it('knows companies with several trees', () => {
    const forest = departmentsAt('/1/', '/1/1/', '/2/', '/2/1/');
    expect(verdictSeeing([1, 3], forest)).toBe('GRANTED');
    expect(verdictSeeing([1, 2], forest)).toBe('PARTIAL');
  });

  it('tells departments apart whose paths begin alike', () => {
    const many = departmentsAt('/1/', ...Array.from({ length: 11 }, (_, index) => `/1/${index + 1}/`));
    expect(verdictSeeing([12, 11], many)).toBe('PARTIAL');
  });

  it('is missing where no department is shown, and cannot be told where nobody is seen or Lucca failed', () => {
    expect(verdictSeeing([1], departmentsAt())).toBe('MISSING');
    expect(verdictSeeing([1], { ...departmentsAt(), ...answered(0, 403), rows: [] })).toBe('MISSING');
    expect(verdictSeeing([1], { ...departmentsAt(), ...answered(0, 503), rows: [] })).toBe('INCONCLUSIVE');
    expect(verdictSeeing([])).toBe('INCONCLUSIVE');
  });
});
