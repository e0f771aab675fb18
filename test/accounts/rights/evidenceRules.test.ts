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
  it('is proven by anybody, and missing where nobody is seen', () => {
    expect(people.conclude(answersWith({ people: peopleOf(3) }))).toMatchObject({ verdict: 'GRANTED', rowsFilled: 3 });
    expect(people.conclude(answersWith({ people: peopleOf(0) })).verdict).toBe('MISSING');
  });
});

describe('a right to fields of people', () => {
  it('is proven by one person in whom such a field is filled in', () => {
    const all = peopleOf(30);
    const rows = all.rows.map((row, index) => (index === 7 ? { ...row, position: 'filled' as const } : row));
    expect(positions.conclude(answersWith({ people: { ...all, rows } }))).toMatchObject({
      verdict: 'GRANTED',
      rowsFilled: 1,
    });
  });

  it('is missing where Lucca leaves the field out, be it of one person', () => {
    expect(positions.conclude(answersWith({ people: peopleOf(1, { position: 'absent' }) })).verdict).toBe('MISSING');
  });

  it.each([
    [19, 'INCONCLUSIVE', true],
    [20, 'MISSING', false],
  ])('which none of %i people has is %s', (number, verdict, isSilent) => {
    expect(positions.conclude(answersWith({ people: peopleOf(number) }))).toMatchObject({ verdict, isSilent });
  });

  it('cannot be told from what many people have not filled in, where Lucca is seen to leave out what it hides', () => {
    const people = peopleOf(30, { manager: 'absent' });
    expect(positions.conclude(answersWith({ people }))).toMatchObject({ verdict: 'INCONCLUSIVE', isSilent: true });
    expect(fieldOfPeople('manager').conclude(answersWith({ people })).verdict).toBe('MISSING');
  });

  it('cannot be told where nobody is seen, and nothing is made of that later', () => {
    expect(positions.conclude(answersWith({ people: peopleOf(0) }))).toMatchObject({
      verdict: 'INCONCLUSIVE',
      isSilent: false,
    });
  });
});

describe('the right to personnel files', () => {
  it('is proven by a custom field too, as long as people do not prove the contrary', () => {
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
  ])('is told by %j as %s where the list cannot be empty, as %s where it can', (contracts, filled, empty) => {
    expect(list('contracts', 'missing').conclude(answersWith({ contracts })).verdict).toBe(filled);
    expect(list('contracts', 'silent').conclude(answersWith({ contracts })).verdict).toBe(empty);
  });
});

describe('the rights that are only recommended', () => {
  it('are proven by people to come, and by people who are seen only when those who left are asked for', () => {
    expect(peopleToCome.conclude(answersWith({ peopleToCome: peopleToComeOf(2) }))).toMatchObject({
      verdict: 'GRANTED',
      rowsFilled: 2,
    });
    const left = peopleWhoLeft.conclude(answersWith({ people: peopleOf(5), presentPeople: answered(3) }));
    expect(left).toMatchObject({ verdict: 'GRANTED', rowsFilled: 2 });
  });

  it('are not told by people whom Lucca does not count', () => {
    const uncounted = { ...answered(1), total: null };
    expect(peopleWhoLeft.conclude(answersWith({ people: peopleOf(5), presentPeople: uncounted })).verdict).toBe(
      'INCONCLUSIVE',
    );
    const people = { ...peopleOf(5), total: null };
    expect(peopleWhoLeft.conclude(answersWith({ people, presentPeople: answered(3) })).verdict).toBe('INCONCLUSIVE');
  });

  it('are not proven by people here, though there be many of them', () => {
    const peopleToComeOrNot = { ...peopleToComeOf(0), seen: 5, total: 40 };
    expect(peopleToCome.conclude(answersWith({ peopleToCome: peopleToComeOrNot })).verdict).toBe('INCONCLUSIVE');
  });

  it('are never missing for want of such people', () => {
    expect(peopleToCome.conclude(answersWith({}))).toMatchObject({ verdict: 'INCONCLUSIVE', isSilent: false });
    expect(peopleWhoLeft.conclude(answersWith({})).verdict).toBe('INCONCLUSIVE');
  });
});

describe('the right to individual situations', () => {
  it('is proven by the figures of a person where there is no fixed pay', () => {
    expect(individualSituations.conclude(answersWith({ people: peopleOf(2, { payFigures: 'filled' }) })).verdict).toBe(
      'GRANTED',
    );
  });

  it('is missing where the figures are left out, and cannot be told where they are empty', () => {
    expect(individualSituations.conclude(answersWith({ people: peopleOf(2, { payFigures: 'absent' }) })).verdict).toBe(
      'MISSING',
    );
    expect(individualSituations.conclude(answersWith({ people: peopleOf(90) })).verdict).toBe('INCONCLUSIVE');
  });

  it('is not missing for want of figures where the module may not be there', () => {
    const answers = answersWith({ people: peopleOf(2, { payFigures: 'absent' }), fixedPay: answered(0, 503) });
    expect(individualSituations.conclude(answers).verdict).toBe('INCONCLUSIVE');
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

  it('does not apply where neither address of the module is known, and can else not be told', () => {
    expect(rule.conclude(answersWith({ fixedPay: absent, variablePay: absent })).verdict).toBe('NOT_APPLICABLE');
    expect(rule.conclude(answersWith({ variablePay: absent })).verdict).toBe('INCONCLUSIVE');
  });

  const refused = answered(0, 403);
  const allRefused = { fixedPay: refused, variablePay: refused, variablePayWithDeleted: refused };

  it('cannot be told from refusals alone, which may mean that the module is not there', () => {
    expect(rule.conclude(answersWith(allRefused))).toMatchObject({ verdict: 'INCONCLUSIVE', isSilent: true });
    expect(rule.conclude(answersWith({ ...allRefused, fixedPay: answered(0, 503) })).verdict).toBe('INCONCLUSIVE');
    expect(rule.conclude(answersWith({ ...allRefused, fixedPay: answered(0, 404) })).verdict).toBe('INCONCLUSIVE');
  });

  it('is missing when it is refused and the module is seen to be there', () => {
    expect(rule.conclude(answersWith({ ...allRefused, fixedPay: answered(0) })).verdict).toBe('MISSING');
    const people = peopleOf(2, { payFigures: 'filled' });
    expect(rule.conclude(answersWith({ ...allRefused, people })).verdict).toBe('MISSING');
  });
});
