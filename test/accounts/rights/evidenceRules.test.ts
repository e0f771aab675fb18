import { describe, expect, it } from 'vitest';
import {
  deletedPay,
  fieldOfPeople,
  individualSituations,
  list,
  ofPagga,
  people,
  peopleToCome,
  peopleWhoLeft,
  personnelFiles,
} from '../../../src/accounts/rights/evidenceRules.ts';
import { answered, answersWith, peopleOf, peopleToComeOf } from './answers.ts';

const positions = fieldOfPeople('position');

describe('the right to Lucca’s data', () => {
  it('is proven by any visible person, and missing when nobody is visible', () => {
    expect(people.conclude(answersWith({ people: peopleOf(3) }))).toMatchObject({ verdict: 'GRANTED', rowsFilled: 3 });
    expect(people.conclude(answersWith({ people: peopleOf(0) })).verdict).toBe('MISSING');
  });
});

describe('a right to fields of employees', () => {
  it('is proven by one person with such a field filled in', () => {
    const all = peopleOf(30);
    const rows = all.rows.map((row, index) => (index === 7 ? { ...row, position: 'filled' as const } : row));
    expect(positions.conclude(answersWith({ people: { ...all, rows } }))).toMatchObject({
      verdict: 'GRANTED',
      rowsFilled: 1,
    });
  });

  it('is missing when Lucca omits the field, even for only one person', () => {
    expect(positions.conclude(answersWith({ people: peopleOf(1, { position: 'absent' }) })).verdict).toBe('MISSING');
  });

  it.each([
    [19, 'INCONCLUSIVE', true],
    [20, 'MISSING', false],
  ])('that are empty for all of %i people is %s', (number, verdict, isSilent) => {
    expect(positions.conclude(answersWith({ people: peopleOf(number) }))).toMatchObject({ verdict, isSilent });
  });

  it('is inconclusive when the field is empty for many people and this Lucca is known to omit hidden fields', () => {
    const people = peopleOf(30, { manager: 'absent' });
    expect(positions.conclude(answersWith({ people }))).toMatchObject({ verdict: 'INCONCLUSIVE', isSilent: true });
    expect(fieldOfPeople('manager').conclude(answersWith({ people })).verdict).toBe('MISSING');
  });

  it('is inconclusive when nobody is visible, which later checks do not count as evidence', () => {
    expect(positions.conclude(answersWith({ people: peopleOf(0) }))).toMatchObject({
      verdict: 'INCONCLUSIVE',
      isSilent: false,
    });
  });
});

describe('the right to personnel files', () => {
  it('is also proven by a custom field, unless people prove the contrary', () => {
    const personnelFields = answered(4);
    expect(personnelFiles.conclude(answersWith({ personnelFields })).verdict).toBe('GRANTED');
    expect(personnelFiles.conclude(answersWith({ personnelFields, people: peopleOf(0) })).verdict).toBe('GRANTED');
    expect(personnelFiles.conclude(answersWith({ personnelFields, people: peopleOf(20) })).verdict).toBe('MISSING');
  });
});

describe('a right to a list', () => {
  it.each([
    [answered(1), 'GRANTED', 'GRANTED'],
    [answered(0), 'MISSING', 'INCONCLUSIVE'],
    [answered(0, 403), 'MISSING', 'MISSING'],
    [answered(0, 404), 'INCONCLUSIVE', 'INCONCLUSIVE'],
    [answered(0, 503), 'INCONCLUSIVE', 'INCONCLUSIVE'],
  ])('is concluded from %j to be %s when the list cannot be empty, and %s when it can', (contracts, filled, empty) => {
    expect(list('contracts', 'missing').conclude(answersWith({ contracts })).verdict).toBe(filled);
    expect(list('contracts', 'silent').conclude(answersWith({ contracts })).verdict).toBe(empty);
  });
});

describe('the rights that are only recommended', () => {
  it('are proven by future employees, and by people who are visible only when former employees are requested', () => {
    expect(peopleToCome.conclude(answersWith({ peopleToCome: peopleToComeOf(2) }))).toMatchObject({
      verdict: 'GRANTED',
      rowsFilled: 2,
    });
    const left = peopleWhoLeft.conclude(answersWith({ people: peopleOf(5), presentPeople: answered(3) }));
    expect(left).toMatchObject({ verdict: 'GRANTED', rowsFilled: 2 });
    // They are counted, and their last days are withheld.
    const people = peopleOf(5, { lastDay: 'empty' });
    expect(peopleWhoLeft.conclude(answersWith({ people, presentPeople: answered(3) }))).toMatchObject({
      verdict: 'GRANTED',
      rowsFilled: 0,
    });
  });

  it('are inconclusive when Lucca does not count people', () => {
    const uncounted = { ...answered(1), total: null };
    expect(peopleWhoLeft.conclude(answersWith({ people: peopleOf(5), presentPeople: uncounted })).verdict).toBe(
      'INCONCLUSIVE',
    );
    const people = { ...peopleOf(5), total: null };
    expect(peopleWhoLeft.conclude(answersWith({ people, presentPeople: answered(3) })).verdict).toBe('INCONCLUSIVE');
  });

  it('are not proven by current employees, however many there are', () => {
    const peopleToComeOrNot = { ...peopleToComeOf(0), seen: 5, total: 40 };
    expect(peopleToCome.conclude(answersWith({ peopleToCome: peopleToComeOrNot })).verdict).toBe('INCONCLUSIVE');
  });

  it('are never reported as missing because there are no such people', () => {
    expect(peopleToCome.conclude(answersWith({}))).toMatchObject({ verdict: 'INCONCLUSIVE', isSilent: false });
    expect(peopleWhoLeft.conclude(answersWith({})).verdict).toBe('INCONCLUSIVE');
  });
});

describe('the right to individual situations', () => {
  it('is proven by a person’s figures when there is no fixed pay', () => {
    expect(individualSituations.conclude(answersWith({ people: peopleOf(2, { payFigures: 'filled' }) })).verdict).toBe(
      'GRANTED',
    );
  });

  it.each([
    [2, 'absent'],
    [90, 'absent'],
    [90, 'empty'],
  ] as const)('is inconclusive for %i people when their figures are %s', (number, payFigures) => {
    const people = peopleOf(number, { payFigures });
    expect(individualSituations.conclude(answersWith({ people })).verdict).toBe('INCONCLUSIVE');
  });
});

describe('the right to deleted remuneration', () => {
  it.each([
    [answered(4), answered(6), 'GRANTED', false],
    [answered(4), answered(4), 'INCONCLUSIVE', true],
    [answered(0), answered(1), 'GRANTED', false],
    [answered(4), answered(0, 403), 'MISSING', false],
    [answered(0, 403), answered(0, 403), 'INCONCLUSIVE', false],
    [answered(0), answered(0), 'INCONCLUSIVE', false],
    [answered(4), answered(0, 503), 'INCONCLUSIVE', false],
  ])(
    'is concluded from %j without and %j with deleted items as %s',
    (variablePay, variablePayWithDeleted, verdict, isSilent) => {
      expect(deletedPay.conclude(answersWith({ variablePay, variablePayWithDeleted }))).toMatchObject({
        verdict,
        isSilent,
      });
    },
  );
});

describe('a right of the pay module', () => {
  const rule = ofPagga('variablePay', list('variablePay', 'silent'));
  const absent = answered(0, 404);

  it('does not apply when Lucca knows neither address of the module, and is inconclusive when it knows only one', () => {
    expect(rule.conclude(answersWith({ fixedPay: absent, variablePay: absent })).verdict).toBe('NOT_APPLICABLE');
    expect(rule.conclude(answersWith({ variablePay: absent })).verdict).toBe('INCONCLUSIVE');
  });

  const refused = answered(0, 403);
  const allRefused = { fixedPay: refused, variablePay: refused, variablePayWithDeleted: refused };

  it('is inconclusive when Lucca only refuses, which may mean that the module is not installed', () => {
    expect(rule.conclude(answersWith(allRefused))).toMatchObject({ verdict: 'INCONCLUSIVE', isSilent: true });
    expect(rule.conclude(answersWith({ ...allRefused, fixedPay: answered(0, 503) })).verdict).toBe('INCONCLUSIVE');
    expect(rule.conclude(answersWith({ ...allRefused, fixedPay: answered(0, 404) })).verdict).toBe('INCONCLUSIVE');
  });

  it('is missing when Lucca refuses it and the module is known to be installed', () => {
    expect(rule.conclude(answersWith({ ...allRefused, fixedPay: answered(0) })).verdict).toBe('MISSING');
    const people = peopleOf(2, { payFigures: 'filled' });
    expect(rule.conclude(answersWith({ ...allRefused, people })).verdict).toBe('MISSING');
  });
});
