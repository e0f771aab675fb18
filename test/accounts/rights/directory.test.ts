import { describe, expect, it } from 'vitest';
import { directory } from '../../../src/accounts/rights/directory.ts';
import type { Answers } from '../../../src/accounts/rights/probes.ts';
import { answered, answersWith, departmentsAt, peopleOf, peopleToComeOf } from './answers.ts';

/** A company of six departments: 1 at the top, 2 and 3 under it, 4 and 5 under 2, 6 under 3. */
const tree = ['/1/', '/1/1/', '/1/2/', '/1/1/1/', '/1/1/2/', '/1/2/1/'];

/** One person in each of these departments, numbered from 1; all managed by the first by default. */
function peopleIn(departmentIds: number[], managerId: number | null = 1): Answers['people'] {
  const manager = managerId === null ? 'empty' : 'filled';
  const [person] = peopleOf(1, { manager, managerId }).rows;
  const rows = departmentIds.flatMap((departmentId, index) =>
    person ? [{ ...person, id: index + 1, departmentId }] : [],
  );
  return { ...answered(rows.length), rows, seen: rows.length };
}

/** Departments with a head each; a number above 90 is a person that the key does not see. */
function headed(paths: string[], headIds: (number | null)[]): Answers['departments'] {
  const departments = departmentsAt(...paths);
  return { ...departments, rows: departments.rows.map((row, index) => ({ ...row, headId: headIds[index] ?? null })) };
}

const verdictOn = (answers: Partial<Answers>) =>
  directory.conclude(answersWith({ departments: departmentsAt(...tree), ...answers })).verdict;

/** The answers that prove that the key sees former and future employees. */
const showsLeft = { presentPeople: answered(1) };
const showsToCome = { peopleToCome: peopleToComeOf(1) };
const hidesLeft = (people: Answers['people']) => ({ people, presentPeople: answered(people.rows.length) });

describe('the right to the directory of all departments', () => {
  it('is granted when somebody at the very top is visible, since a perimeter reaches everybody from there', () => {
    expect(verdictOn({ people: peopleIn([1]) })).toBe('GRANTED');
    expect(verdictOn({ people: peopleIn([4]), peopleAtTop: peopleIn([1]) })).toBe('GRANTED');
  });

  it('is granted when no department is empty and everybody who is referenced is visible', () => {
    expect(verdictOn({ people: peopleIn([4, 5, 6]) })).toBe('GRANTED');
    expect(verdictOn({ people: peopleIn([4, 5, 6]), departments: headed(tree, [null, 2, 3, 1]) })).toBe('GRANTED');
  });

  it('is inconclusive when somebody is referenced who may have left', () => {
    expect(verdictOn(hidesLeft(peopleIn([4, 5, 6], 99)))).toBe('INCONCLUSIVE');
    expect(verdictOn({ ...hidesLeft(peopleIn([4, 5, 6])), departments: headed(tree, [99]) })).toBe('INCONCLUSIVE');
  });

  it('is inconclusive when nobody can be referenced because managers are hidden', () => {
    expect(verdictOn({ people: peopleIn([4, 5, 6], null) })).toBe('INCONCLUSIVE');
  });

  it('is partial when a department is empty and a manager is not visible, though former employees are', () => {
    expect(verdictOn({ people: peopleIn([4, 5], 99), ...showsLeft })).toBe('PARTIAL');
    expect(verdictOn(hidesLeft(peopleIn([4, 5], 99)))).toBe('INCONCLUSIVE');
    expect(verdictOn({ people: peopleIn([4, 5, 6], 99), ...showsLeft })).toBe('INCONCLUSIVE');
  });

  it('is partial when a department head is not visible, though former and future employees are', () => {
    const seen = { people: peopleIn([4, 5]), departments: headed(tree, [null, null, 99]) };
    expect(verdictOn({ ...seen, ...showsLeft, ...showsToCome })).toBe('PARTIAL');
    expect(verdictOn({ ...seen, ...showsLeft })).toBe('INCONCLUSIVE');
    expect(verdictOn({ ...seen, ...hidesLeft(seen.people), ...showsToCome })).toBe('INCONCLUSIVE');
  });

  it('is partial when most departments are empty and their heads are not visible, since not all of these have left', () => {
    const wide = ['/1/', '/1/1/', '/1/2/', '/1/3/', '/1/4/', '/1/5/'];
    const seen = hidesLeft(peopleIn([2, 2]));
    expect(verdictOn({ ...seen, departments: headed(wide, [null, 1, 93, 94, 95, 96]) })).toBe('PARTIAL');
    expect(verdictOn({ ...seen, departments: headed(wide, [null, 1, null, 94, 95, 96]) })).toBe('INCONCLUSIVE');
  });

  it('is inconclusive when departments are merely empty, since a branch may be new or out of use', () => {
    const everything = { ...showsLeft, ...showsToCome };
    expect(verdictOn({ people: peopleIn([2, 4, 5]), ...everything })).toBe('INCONCLUSIVE');
    expect(verdictOn({ people: peopleIn([6]), ...everything })).toBe('INCONCLUSIVE');
    expect(verdictOn({ people: peopleIn([4, 6]), ...everything })).toBe('INCONCLUSIVE');
  });

  it('ignores the user id 0, which means nobody', () => {
    expect(verdictOn({ people: peopleIn([4, 5, 6], 0), departments: headed(tree, [0]) })).toBe('GRANTED');
  });

  it('ignores departments that are out of use, though people may be in them', () => {
    const departments = departmentsAt(...tree);
    const rows = departments.rows.map((row, index) => ({ ...row, isActive: index < 4 }));
    expect(verdictOn({ people: peopleIn([4, 6]), departments: { ...departments, rows } })).toBe('GRANTED');
  });

  it('handles companies with several trees of departments', () => {
    const departments = departmentsAt('/1/', '/1/1/', '/2/', '/2/1/');
    expect(verdictOn({ people: peopleIn([1, 3]), departments })).toBe('GRANTED');
    expect(verdictOn({ people: peopleIn([1, 2]), departments })).toBe('INCONCLUSIVE');
  });

  it('distinguishes departments whose paths begin with the same characters', () => {
    const departments = departmentsAt('/1/', ...Array.from({ length: 11 }, (_, index) => `/1/${index + 1}/`));
    const allButTheFirst = Array.from({ length: 10 }, (_, index) => index + 3);
    expect(verdictOn({ people: peopleIn(allButTheFirst), departments })).toBe('INCONCLUSIVE');
  });

  it('is inconclusive when the list of people is truncated, since anybody may be missing from it', () => {
    const cut = { people: { ...peopleIn([4, 5], 99), total: 3 }, ...showsLeft };
    expect(verdictOn(cut)).toBe('INCONCLUSIVE');
    expect(verdictOn({ ...cut, people: { ...peopleIn([4, 5, 6]), total: 4 } })).toBe('INCONCLUSIVE');
  });

  it('is never granted when the list of departments is truncated, since others may be at the top', () => {
    const departments = { ...departmentsAt(...tree), total: 7 };
    expect(verdictOn({ people: peopleIn([1]), departments })).toBe('INCONCLUSIVE');
    expect(verdictOn({ people: peopleIn([4, 5, 6]), departments })).toBe('INCONCLUSIVE');
    expect(verdictOn({ people: peopleIn([4, 5], 99), departments, ...showsLeft })).toBe('PARTIAL');
  });

  it('is never granted when no visible department is at the top', () => {
    expect(verdictOn({ people: peopleIn([1, 2]), departments: departmentsAt('/1/3/', '/1/3/1/') })).toBe(
      'INCONCLUSIVE',
    );
  });

  it('is missing when no department is visible, and inconclusive when nobody is visible or Lucca failed', () => {
    const none = { ...departmentsAt(), rows: [] };
    expect(verdictOn({ departments: none })).toBe('MISSING');
    expect(verdictOn({ departments: { ...none, ...answered(0, 403), rows: [] } })).toBe('MISSING');
    expect(verdictOn({ departments: { ...none, ...answered(0, 503), rows: [] } })).toBe('INCONCLUSIVE');
    expect(verdictOn({ people: peopleOf(0) })).toBe('INCONCLUSIVE');
  });
});
