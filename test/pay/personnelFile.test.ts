import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  annualBaseFullTime,
  annualFullTimeOf,
  annualGuaranteedFullTime,
  annualOf,
  annualVariableTarget,
  baseSalary,
} from '../../src/pay/figures.ts';
import { withWeek } from '../../src/pay/hourly.ts';
import type { FixedPay } from '../../src/pay/items.ts';
import { type FieldSetting, treatmentOfField } from '../../src/pay/treatments.ts';
import { warningsOf } from '../../src/pay/warnings.ts';
import { workedOut } from '../support/formula.ts';

const setting = (more: Partial<FieldSetting> & { isAtFullTime: boolean }): FieldSetting => ({
  kind: 'BASE_SALARY',
  paymentsPerYear: '1',
  isTarget: false,
  field: { isAtFullTime: more.isAtFullTime, isHourly: false },
  ...more,
});
const inFile = (amount: string | null, given: FieldSetting): FixedPay => ({
  luccaId: 'e_salary',
  natureId: 1,
  natureName: 'salary',
  startsOn: '1900-01-01',
  amount,
  currency: 'CHF',
  treatment: treatmentOfField(given),
});
const share = (fullTimeEquivalent: string) => ({ fullTimeEquivalent, source: 'the custom field “rate” (e_rate)' });
const amountOf = ({ money }: { money: { amount: string } | null }) => money?.amount ?? null;

describe('an amount of a personnel file', () => {
  it.each([
    // amount, payments a year, at full time, share, yearly at full time, yearly as worked
    ['60000', '1', false, '0.8', '75000.00', '60000.00'],
    ['60000', '1', true, '0.8', '60000.00', '48000.00'],
    ['5000', '12', false, '0.5', '120000.00', '60000.00'],
    ['5000', '13', true, '0.5', '65000.00', '32500.00'],
    ['5000', '12', true, '1', '60000.00', '60000.00'],
  ])('of %s × %s a year, at full time %s, with a share of %s, makes %s at full time and %s as worked', (...row) => {
    const [amount, paymentsPerYear, isAtFullTime, worked, full, asWorked] = row;
    const item = inFile(amount, setting({ paymentsPerYear, isAtFullTime }));
    expect(amountOf(annualBaseFullTime([item], share(worked)))).toBe(full);
    expect(amountOf(annualGuaranteedFullTime([item], share(worked), []))).toBe(full);
    expect(annualFullTimeOf(item, share(worked))?.amount).toBe(full);
    expect(annualOf(item, share(worked))?.amount).toBe(asWorked);
    const target = inFile(amount, setting({ kind: 'VARIABLE_BONUS', isTarget: true, paymentsPerYear, isAtFullTime }));
    expect(amountOf(annualVariableTarget([target], [], share(worked)))).toBe(asWorked);
    expect(amountOf(annualGuaranteedFullTime([target], share(worked), []))).toBeNull();
  });

  it('is explained by a formula that works out to the figure, and that names the custom field', () => {
    const numbers = fc.record({
      amount: fc.integer({ min: 1, max: 9_999_999 }).map((cents) => new Decimal(cents).div(100).toFixed()),
      paymentsPerYear: fc.constantFrom('1', '12', '13', '4.5'),
      isAtFullTime: fc.boolean(),
      worked: fc.constantFrom('0.3333', '0.5', '0.8', '1'),
      isTarget: fc.boolean(),
    });
    fc.assert(
      fc.property(numbers, ({ amount, worked, ...given }) => {
        const item = inFile(amount, setting(given));
        const { money, step } = given.isTarget
          ? annualVariableTarget([item], [], share(worked))
          : annualBaseFullTime([item], share(worked));
        expect(workedOut(step).toFixed(2)).toBe(money?.amount);
        expect(step.inputs[0]).toContain('the custom field “salary” (e_salary)');
        expect(step.inputs.some((input) => input.includes('e_rate'))).toBe(given.isTarget === given.isAtFullTime);
      }),
    );
  });

  it('per hour is paid for 52 × the hours of a full-time week, whatever the share; without these hours it makes no figure', () => {
    const hourly = setting({ paymentsPerYear: null, isAtFullTime: true });
    const item = inFile('30.5', { ...hourly, field: { isAtFullTime: true, isHourly: true } });
    const known = { ...item, treatment: withWeek(item.treatment, { hours: '42', source: 'set for the account' }) };
    const { money, step } = annualBaseFullTime([known], share('0.5'));
    expect(money).toEqual({ amount: '66612.00', currency: 'CHF' });
    expect(step.inputs[1]).toBe('payments1 = 2184 a year (52 × 42 hours of a full-time week, set for the account)');
    const unknown = {
      ...item,
      treatment: withWeek(item.treatment, { hours: null, reason: 'They are counted in days.' }),
    };
    const without = annualBaseFullTime([unknown], share('0.5'));
    expect(without.money).toBeNull();
    expect(without.step.inputs[0]).toBe('The hours of a full-time week are not known. They are counted in days.');
  });

  it('that cannot be read makes no figure, and the reason names the custom field', () => {
    const item = inFile(null, setting({ isAtFullTime: false }));
    for (const { money, step } of [baseSalary([item]), annualBaseFullTime([item], share('1'))]) {
      expect(money).toBeNull();
      expect(step.inputs[0]).toBe('The text in the custom field “salary” (e_salary) cannot be read as one amount.');
    }
  });
});

describe('a warning about pay of personnel files', () => {
  const warnings = (fixed: FixedPay[], more = {}) =>
    warningsOf({
      fixed,
      variable: [],
      annualBase: null,
      isShareAssumed: false,
      isPartTime: true,
      isTrainee: false,
      theoretical: null,
      hasSeveralContracts: false,
      isTheoreticalAmbiguous: false,
      shareUnread: null,
      unread: [],
      ...more,
    });
  const worked = inFile('60000', setting({ isAtFullTime: false }));
  const full = inFile('60000', setting({ isAtFullTime: true }));
  const ofFixed = ['annualBaseFullTime', 'annualFixedFullTime', 'annualGuaranteedFullTime', 'hourlyBase'];

  it('is blocking where text cannot be read, and names the field', () => {
    expect(warnings([inFile(null, setting({ isAtFullTime: false }))])).toEqual([
      {
        code: 'AMBIGUOUS_AMOUNT',
        severity: 'BLOCKING',
        fields: ['baseSalary', ...ofFixed],
        items: ['e_salary'],
        message: 'The text in the custom field “salary” (e_salary) cannot be read as one amount.',
      },
    ]);
  });

  it('is blocking where the share of full time cannot be read, about the figures that are converted with it', () => {
    const shareUnread = 'The text in the custom field “rate” (e_rate) cannot be read as one share of full time.';
    const [blocking, assumed] = [warnings([worked], { shareUnread }), warnings([worked], { isShareAssumed: true })];
    expect(blocking).toMatchObject([{ code: 'AMBIGUOUS_AMOUNT', fields: ofFixed, message: shareUnread }]);
    expect(assumed).toMatchObject([{ code: 'FTE_ASSUMED', fields: ofFixed }]);
    expect(warnings([full], { shareUnread, isShareAssumed: true })).toEqual([]);
  });

  it('asks for caution where the currency is assumed', () => {
    expect(warnings([{ ...worked, isCurrencyAssumed: true }])).toMatchObject([
      { code: 'CURRENCY_ASSUMED', severity: 'CAUTION', fields: ['baseSalary', ...ofFixed], items: ['e_salary'] },
    ]);
    expect(warnings([{ ...worked, isCurrencyAssumed: true, currency: null }])).toMatchObject([
      { code: 'MIXED_CURRENCIES' },
    ]);
  });
});
