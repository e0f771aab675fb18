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
} from '../../../src/accounts/rights/rules.ts';
import { answered, answersWith, peopleOf } from './answers.ts';

const positions = fieldOfPeople('position');

describe('the right to Lucca’s data', () => {
  it('is proven by anybody, and missing where nobody is seen', () => {
    expect(people(answersWith({ people: peopleOf(3) }))).toMatchObject({ verdict: 'GRANTED', rowsFilled: 3 });
    expect(people(answersWith({ people: peopleOf(0) })).verdict).toBe('MISSING');
  });
});

describe('a right to fields of people', () => {
  it('is proven by one person in whom such a field is filled in', () => {
    const all = peopleOf(30);
    const rows = all.rows.map((row, index) => (index === 7 ? { ...row, position: 'filled' as const } : row));
    expect(positions(answersWith({ people: { ...all, rows } }))).toMatchObject({ verdict: 'GRANTED', rowsFilled: 1 });
  });

  it('is missing where Lucca leaves the field out, be it of one person', () => {
    expect(positions(answersWith({ people: peopleOf(1, { position: 'absent' }) })).verdict).toBe('MISSING');
  });

  it.each([
    [19, 'INCONCLUSIVE', true],
    [20, 'MISSING', false],
  ])('which none of %i people has is %s', (number, verdict, isSilent) => {
    expect(positions(answersWith({ people: peopleOf(number) }))).toMatchObject({ verdict, isSilent });
  });

  it('cannot be told where nobody is seen, and nothing is made of that later', () => {
    expect(positions(answersWith({ people: peopleOf(0) }))).toMatchObject({ verdict: 'INCONCLUSIVE', isSilent: false });
  });
});

describe('the right to personnel files', () => {
  it('is proven by a custom field too, as long as people do not prove the contrary', () => {
    const personnelFields = answered(4);
    expect(personnelFiles(answersWith({ personnelFields })).verdict).toBe('GRANTED');
    expect(personnelFiles(answersWith({ personnelFields, people: peopleOf(0) })).verdict).toBe('GRANTED');
    expect(personnelFiles(answersWith({ personnelFields, people: peopleOf(20) })).verdict).toBe('MISSING');
  });
});

describe('a right to a list', () => {
  it.each([
    [answered(1), 'GRANTED', 'GRANTED'],
    [answered(0), 'MISSING', 'INCONCLUSIVE'],
    [answered(0, 403), 'MISSING', 'MISSING'],
    [answered(0, 404), 'INCONCLUSIVE', 'INCONCLUSIVE'],
    [answered(0, 503), 'INCONCLUSIVE', 'INCONCLUSIVE'],
  ])('is told by %j as %s where the list cannot be empty, as %s where it can', (contracts, filled, empty) => {
    expect(list('contracts', 'missing')(answersWith({ contracts })).verdict).toBe(filled);
    expect(list('contracts', 'silent')(answersWith({ contracts })).verdict).toBe(empty);
  });
});

describe('the rights that are only recommended', () => {
  it('are proven by people to come, and by people who are seen only when those who left are asked for', () => {
    expect(peopleToCome(answersWith({ peopleToCome: answered(2) }))).toMatchObject({
      verdict: 'GRANTED',
      rowsFilled: 2,
    });
    const left = peopleWhoLeft(answersWith({ people: peopleOf(5), presentPeople: answered(3) }));
    expect(left).toMatchObject({ verdict: 'GRANTED', rowsFilled: 2 });
  });

  it('are never missing for want of such people', () => {
    expect(peopleToCome(answersWith({}))).toMatchObject({ verdict: 'INCONCLUSIVE', isSilent: false });
    expect(peopleWhoLeft(answersWith({})).verdict).toBe('INCONCLUSIVE');
  });
});

describe('the right to individual situations', () => {
  it('is proven by the figures of a person where there is no fixed pay', () => {
    expect(individualSituations(answersWith({ people: peopleOf(2, { payFigures: 'filled' }) })).verdict).toBe(
      'GRANTED',
    );
  });

  it('is missing where the figures are left out, and cannot be told where they are empty', () => {
    expect(individualSituations(answersWith({ people: peopleOf(2, { payFigures: 'absent' }) })).verdict).toBe(
      'MISSING',
    );
    expect(individualSituations(answersWith({ people: peopleOf(90) })).verdict).toBe('INCONCLUSIVE');
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
    'is told by %j without and %j with what was deleted as %s',
    (variablePay, variablePayWithDeleted, verdict, isSilent) => {
      expect(deletedPay(answersWith({ variablePay, variablePayWithDeleted }))).toMatchObject({ verdict, isSilent });
    },
  );
});

describe('a right of the pay module', () => {
  const rule = ofPagga('variablePay', list('variablePay', 'silent'));
  const absent = answered(0, 404);

  it('does not apply where neither address of the module is known, and can else not be told', () => {
    expect(rule(answersWith({ fixedPay: absent, variablePay: absent })).verdict).toBe('NOT_APPLICABLE');
    expect(rule(answersWith({ variablePay: absent })).verdict).toBe('INCONCLUSIVE');
  });
});
