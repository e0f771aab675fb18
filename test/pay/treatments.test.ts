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
