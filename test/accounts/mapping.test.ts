import { describe, expect, it } from 'vitest';
import { changeMapping, emptyMapping, parseMapping } from '../../src/accounts/mapping.ts';

const ofPay = {
  baseSalary: { fieldId: 'e_salary', period: 'YEAR', paymentsPerYear: null, isAtFullTime: true },
  bonuses: [{ fieldId: 'e_bonus', paymentsPerYear: '1', isAtFullTime: true, isVariable: false }],
  currencyFieldId: 'e_currency',
  fullTimeShareFieldId: null,
} as const;
const category = (customFieldId: string) => ({ origin: 'CUSTOM_FIELD' as const, customFieldId });

describe('a stored mapping', () => {
  it.each(['e_salary', 'e_bonus', 'e_currency'])('shows no category of workers in %s, where it has pay', (field) => {
    const stored = {
      ...emptyMapping,
      personnelFilePay: ofPay,
      level: category(field),
      jobFamily: category('e_family'),
    };
    expect(parseMapping(stored)).toMatchObject({ level: null, jobFamily: category('e_family') });
    expect(parseMapping({ ...stored, personnelFilePay: null })).toMatchObject({ level: category(field) });
  });

  it('has no pay of personnel files that this release does not understand, and keeps it through other changes', () => {
    const strange = { ...ofPay, baseSalary: { ...ofPay.baseSalary, period: 'FORTNIGHT' } };
    const stored = { ...emptyMapping, personnelFilePay: strange };
    expect(parseMapping(stored).personnelFilePay).toBeNull();
    expect(parseMapping({ natures: [], weeklyHoursAtFullTime: null }).personnelFilePay).toBeNull();
    const changed = changeMapping(stored, (before) => ({ ...before, weeklyHoursAtFullTime: '42' }));
    expect(changed).toEqual({ ...stored, weeklyHoursAtFullTime: '42' });
    expect(changeMapping(stored, (before) => ({ ...before, personnelFilePay: null, level: null }))).toEqual(stored);
    const named = changeMapping(stored, (before) => ({
      ...before,
      personnelFilePay: structuredClone({ ...ofPay, bonuses: [] }),
    }));
    expect(parseMapping(named).personnelFilePay).toEqual({ ...ofPay, bonuses: [] });
  });
});
