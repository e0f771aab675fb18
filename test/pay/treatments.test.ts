import { describe, expect, it } from 'vitest';
import { type NatureSetting, treatmentOf } from '../../src/pay/treatments.ts';

const nature = { family: 'FIXED', id: 4, name: 'Prime', categoryCode: 'FIXED_BONUS' } as const;
const nothing = {
  family: 'FIXED',
  natureId: 4,
  kind: null,
  paymentsPerYear: null,
  isProportionalToWorkingTime: null,
  overlappingItems: null,
  isTarget: null,
};
const setting = (set: Partial<NatureSetting>): NatureSetting => ({ ...(nothing as NatureSetting), ...set });
const inferred = { paymentsPerYear: '1', confidence: '0.9' };

describe('the treatment of a nature', () => {
  it('settings come before inferred values, and those before the usual ones', () => {
    const payments = (...[set, figures]: [NatureSetting | undefined, typeof inferred | undefined]) => {
      const { paymentsPerYear, confidence, origin } = treatmentOf(nature, set, figures);
      return [paymentsPerYear, confidence, origin];
    };
    expect(payments(setting({ paymentsPerYear: '13' }), inferred)).toEqual(['13', null, 'ACCOUNT_SETTING']);
    expect(payments(setting({ kind: 'OTHER' }), inferred)).toEqual(['1', '0.9', 'ACCOUNT_SETTING']);
    expect(payments(undefined, inferred)).toEqual(['1', '0.9', 'INFERRED']);
    expect(payments(undefined, undefined)).toEqual([null, null, 'LUCCA_CATEGORY']);
  });

  it('without a setting or an inference a salary is assumed to be paid every month, and nothing is assumed of other pay', () => {
    const payments = (categoryCode: string | null) => {
      const { paymentsPerYear, paymentsOrigin } = treatmentOf({ ...nature, categoryCode }, undefined, undefined);
      return [paymentsPerYear, paymentsOrigin];
    };
    expect(payments('BASIC_SALARY')).toEqual(['12', 'ASSUMED']);
    for (const code of ['FIXED_BONUS', null]) expect(payments(code)).toEqual([null, 'UNKNOWN']);
  });

  it('only a base salary and a setting are certain to follow the working time; for any other nature it is assumed', () => {
    const proportionality = (categoryCode: string | null, set?: NatureSetting) => {
      const treatment = treatmentOf({ ...nature, categoryCode }, set, inferred);
      return [treatment.isProportionalToWorkingTime, treatment.proportionalityOrigin];
    };
    expect(proportionality('BASIC_SALARY')).toEqual([true, 'LUCCA_CATEGORY']);
    expect(proportionality(null, setting({ kind: 'BASE_SALARY' }))).toEqual([true, 'ACCOUNT_SETTING']);
    expect(proportionality('FIXED_BONUS')).toEqual([true, 'ASSUMED']);
    expect(proportionality(null, setting({ paymentsPerYear: '1' }))).toEqual([true, 'ASSUMED']);
    for (const is of [true, false])
      expect(proportionality('FIXED_BONUS', setting({ isProportionalToWorkingTime: is }))).toEqual([
        is,
        'ACCOUNT_SETTING',
      ]);
  });
});

describe('the kind of a nature without a setting', () => {
  const kindOf = (family: 'FIXED' | 'VARIABLE', name: string | null, categoryCode: string | null) => {
    const { kind, kindOrigin } = treatmentOf({ family, id: 1, name, categoryCode }, undefined, undefined);
    return [kind, kindOrigin];
  };

  it.each([
    ['Treizième mois', 'THIRTEENTH_MONTH'],
    ['13ème mois', 'THIRTEENTH_MONTH'],
    ['13. Monatsgehalt', 'THIRTEENTH_MONTH'],
    ['Paga extra de junio', 'THIRTEENTH_MONTH'],
    ['Tredicesima mensilità', 'THIRTEENTH_MONTH'],
    ['Dertiende maand', 'THIRTEENTH_MONTH'],
    ['Rappel treizième mois', 'BACK_PAY'],
    ['Heures supplémentaires 25 %', 'OVERTIME'],
    ['Überstunden', 'OVERTIME'],
    ["Prime d'ancienneté", 'SENIORITY_BONUS'],
    ['Prime exceptionnelle', 'ONE_OFF'],
    ['Indemnité de licenciement', 'TERMINATION'],
    ['Remboursement de frais', 'EXPENSE'],
    ['Forfait télétravail', 'ALLOWANCE'],
    ['Sales commission', 'COMMISSION'],
    ['Intéressement', 'PROFIT_SHARING'],
  ])('“%s” is of kind %s, by its name', (name, kind) => {
    for (const family of ['FIXED', 'VARIABLE'] as const)
      expect(kindOf(family, name, null)).toEqual([kind, 'NATURE_NAME']);
  });

  it('a name narrows a bonus, and never what is a base salary or a benefit in kind by its category', () => {
    expect(kindOf('VARIABLE', 'Prime de 13e mois', 'BONUS')).toEqual(['THIRTEENTH_MONTH', 'NATURE_NAME']);
    expect(kindOf('VARIABLE', 'Prime sur objectifs', 'BONUS')).toEqual(['VARIABLE_BONUS', 'LUCCA_CATEGORY']);
    expect(kindOf('FIXED', 'Treizième mois', 'BASIC_SALARY')).toEqual(['BASE_SALARY', 'LUCCA_CATEGORY']);
    expect(kindOf('FIXED', 'Car allowance', 'BENEFIT_IN_KIND')).toEqual(['BENEFIT_IN_KIND', 'LUCCA_CATEGORY']);
  });

  it.each(['Prime', 'Voucher', 'Convention', 'Uniform', null])('“%s” says nothing', (name) => {
    expect(kindOf('FIXED', name, null)).toEqual(['OTHER', 'ASSUMED']);
  });
});
