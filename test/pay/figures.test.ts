import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  annualBaseFullTime,
  annualFixedFullTime,
  annualGuaranteedFullTime,
  annualVariableTarget,
  baseSalary,
  type Figure,
  hourlyBase,
  variableByKind,
  variableLast12Months,
} from '../../src/pay/figures.ts';
import type { FixedPay } from '../../src/pay/items.ts';
import { payKinds } from '../../src/pay/kinds.ts';
import { isImplausible } from '../../src/pay/plausibility.ts';
import type { Treatment } from '../../src/pay/treatments.ts';
import { warningsOf } from '../../src/pay/warnings.ts';
import { workedOut } from '../support/formula.ts';

const monthly: Treatment = {
  kind: 'BASE_SALARY',
  kindOrigin: 'ACCOUNT_SETTING',
  paymentsPerYear: '12',
  paymentsOrigin: 'ACCOUNT_SETTING',
  isProportionalToWorkingTime: true,
  proportionalityOrigin: 'ACCOUNT_SETTING',
  overlappingItems: null,
  isTarget: false,
  isInLuccasFigure: true,
  origin: 'ACCOUNT_SETTING',
  confidence: null,
};
let lastNature = 0;
/** An item of a nature of its own. */
const item = (
  amount: string,
  treatment: Partial<Treatment> = {},
  currency: string | null = 'EUR',
): FixedPay & { amount: string } => ({
  luccaId: 1,
  natureId: ++lastNature,
  startsOn: '2024-01-01',
  natureName: 'Salaire = 12 × 1000',
  amount,
  currency,
  treatment: { ...monthly, ...treatment },
});
const share = (fullTimeEquivalent: string) => ({ fullTimeEquivalent, source: 'Pagga' });
const amountOf = (figure: Figure) => figure.money?.amount ?? null;

describe('a yearly figure at full time', () => {
  it('the figure of a monthly amount at four fifths is 2,600 × 12 ÷ 0.8 = 39,000 a year', () => {
    expect(amountOf(annualBaseFullTime([item('2600')], share('0.8')))).toBe('39000.00');
  });

  it('an amount that does not follow the working time is not divided: 1,300 × 12 ÷ 0.5 + 45 × 12 = 31,740', () => {
    const flat = item('45', { kind: 'FIXED_BONUS', isProportionalToWorkingTime: false });
    expect(amountOf(annualFixedFullTime([item('1300'), flat], share('0.5')))).toBe('31740.00');
    expect(amountOf(annualBaseFullTime([item('1300'), flat], share('0.5')))).toBe('31200.00');
  });

  it('fourteen payments and a yearly one count: 2,000 × 14 + 3,000 × 1 = 31,000', () => {
    const items = [item('2000', { paymentsPerYear: '14' }), item('3000', { kind: 'OTHER', paymentsPerYear: '1' })];
    expect(amountOf(annualFixedFullTime(items, share('1')))).toBe('31000.00');
  });

  it.each([
    // 100.001 × 1 ÷ 0.2 = 500.005, and a half is rounded away from zero.
    ['100.001', '0.2', '500.01'],
    ['-100.001', '0.2', '-500.01'],
    // 1,000 × 1 ÷ 0.6667 = 1,499.925…
    ['1000', '0.6667', '1499.93'],
  ])('the figure is rounded once, at the end: %s at a share of %s is %s', (amount, of, rounded) => {
    expect(amountOf(annualBaseFullTime([item(amount, { paymentsPerYear: '1' })], share(of)))).toBe(rounded);
  });

  it('the sum is rounded, not its parts: three times 0.004 ÷ 1 is 0.012, rounded to 0.01', () => {
    const items = [1, 2, 3].map(() => item('0.004', { paymentsPerYear: '1' }));
    expect(amountOf(annualBaseFullTime(items, share('1')))).toBe('0.01');
  });

  it('benefits in kind, variable pay entered as fixed, and ignored items are not included', () => {
    const others = payKinds.filter(
      (kind) =>
        !['BASE_SALARY', 'THIRTEENTH_MONTH', 'FIXED_BONUS', 'SENIORITY_BONUS', 'ALLOWANCE', 'OTHER'].includes(kind),
    );
    const items = [item('100'), ...others.map((kind) => item('7', { kind }))];
    expect(amountOf(annualFixedFullTime(items, share('1')))).toBe('1200.00');
  });

  it.each([
    ['two currencies', [item('1'), item('1', {}, 'CHF')], /not in one known currency/],
    ['an unknown currency', [item('1', {}, null)], /not in one known currency/],
    ['no item', [], /^No item/],
  ])('the figure is null for %s, and the step says why', (_, items, why) => {
    const { money, step } = annualBaseFullTime(items, share('1'));
    expect(money).toBeNull();
    expect(step.inputs[0]).toMatch(why);
  });
});

describe('items that overlap', () => {
  const before = { ...item('2250'), luccaId: 11, startsOn: '2024-01-01' };
  const raise = { ...before, luccaId: 12, amount: '2335', startsOn: '2026-09-01' };
  const ruled = (overlappingItems: 'SUM' | 'LATEST') =>
    [before, raise].map((each) => ({ ...each, treatment: { ...each.treatment, overlappingItems } }));

  it('two items of one nature are not added up unless the account says so, and the step names them', () => {
    for (const figure of [
      baseSalary([before, raise]),
      annualBaseFullTime([before, raise], share('1')),
      annualFixedFullTime([before, raise], share('1')),
    ]) {
      expect(figure.money).toBeNull();
      expect(figure.step.inputs[0]).toMatch(/\(items 11 and 12\).*`overlappingItems`/);
    }
  });

  it('with SUM both count, and with LATEST the one that began last', () => {
    expect(amountOf(annualBaseFullTime(ruled('SUM'), share('1')))).toBe('55020.00');
    expect(amountOf(annualBaseFullTime(ruled('LATEST'), share('1')))).toBe('28020.00');
    expect(amountOf(annualBaseFullTime(ruled('LATEST').toReversed(), share('1')))).toBe('28020.00');
    expect(amountOf(baseSalary(ruled('LATEST')))).toBe('2335');
  });

  it('LATEST does not choose between items that began on the same day', () => {
    const sameDay = ruled('LATEST').map((each) => ({ ...each, startsOn: '2026-09-01' }));
    expect(amountOf(annualBaseFullTime(sameDay, share('1')))).toBeNull();
  });

  it('items that no figure adds up do not make a figure null', () => {
    const car = item('300', { kind: 'BENEFIT_IN_KIND' });
    expect(amountOf(annualFixedFullTime([before, car, { ...car, luccaId: 2 }], share('1')))).toBe('27000.00');
  });

  it('the same amount of one nature twice in a pay period counts as the account says; other amounts are added', () => {
    const bonus = { ...item('500', { kind: 'VARIABLE_BONUS' }), luccaId: 21, period: '2026-03-01', isQuantity: false };
    const again = { ...bonus, luccaId: 22 };
    const twice = (overlappingItems: 'SUM' | 'LATEST' | null) =>
      amountOf(
        variableLast12Months(
          [bonus, again].map((each) => ({ ...each, treatment: { ...each.treatment, overlappingItems } })),
        ),
      );
    expect([twice(null), twice('LATEST'), twice('SUM')]).toEqual([null, '500.00', '1000.00']);
    expect(amountOf(variableLast12Months([bonus, { ...again, amount: '499' }]))).toBe('999.00');
    expect(amountOf(variableLast12Months([bonus, { ...again, period: '2026-04-01' }]))).toBe('1000.00');
  });
});

describe('payments that are not known', () => {
  it('a bonus whose payments are not known makes the figure null, and the step names its nature and the setting', () => {
    const bonus = item('900', { kind: 'FIXED_BONUS', paymentsPerYear: null, paymentsOrigin: 'UNKNOWN' });
    const { money, step } = annualFixedFullTime([item('3000'), bonus], share('1'));
    expect(money).toBeNull();
    expect(step.inputs[0]).toBe(
      "It is not known how often a year “Salaire = 12 × 1000” is paid. Set `paymentsPerYear` of the nature in the account's mapping.",
    );
    expect(amountOf(annualBaseFullTime([item('3000'), bonus], share('1')))).toBe('36000.00');
  });
});

describe('fixed pay that is entered as variable pay', () => {
  it('a thirteenth month keyed as variable pay counts in fixed pay as it was paid, and in variable pay no more', () => {
    const paid = {
      ...item('2800', { kind: 'FIXED_BONUS', paymentsPerYear: null }),
      period: '2025-12-01',
      isQuantity: false,
    };
    expect(amountOf(annualFixedFullTime([item('3000')], share('0.5'), [paid]))).toBe('74800.00');
    expect(amountOf(variableLast12Months([paid]))).toBeNull();
  });
});

describe('guaranteed pay', () => {
  const thirteenth = { ...item('2800', { kind: 'THIRTEENTH_MONTH' }), period: '2025-12-01', isQuantity: false };

  it.each(payKinds)('fixed items of kind %s are included or not, as the schema says', (kind) => {
    const isIn = ['BASE_SALARY', 'THIRTEENTH_MONTH', 'FIXED_BONUS', 'SENIORITY_BONUS'].includes(kind);
    expect(amountOf(annualGuaranteedFullTime([item('100', { kind })], share('1'), []))).toBe(isIn ? '1200.00' : null);
  });

  it('a thirteenth month counts whichever family it was entered in: 3,000 × 12 + 3,000 = 39,000, or + 2,800 as paid = 38,800', () => {
    const fixed = item('3000', { kind: 'THIRTEENTH_MONTH', paymentsPerYear: '1' });
    expect(amountOf(annualGuaranteedFullTime([item('3000'), fixed], share('1'), []))).toBe('39000.00');
    expect(amountOf(annualGuaranteedFullTime([item('3000')], share('1'), [thirteenth]))).toBe('38800.00');
  });

  it('a thirteenth month recognised by its name alone is not variable pay, and is fixed pay once the account has set it', () => {
    const named = { ...thirteenth, treatment: { ...thirteenth.treatment, kindOrigin: 'NATURE_NAME' as const } };
    expect(amountOf(variableLast12Months([named]))).toBeNull();
    expect(amountOf(annualFixedFullTime([item('3000')], share('1'), [named]))).toBe('36000.00');
    expect(amountOf(annualFixedFullTime([item('3000')], share('1'), [thirteenth]))).toBe('38800.00');
  });
});

describe('targets', () => {
  const target = item('400', { kind: 'VARIABLE_BONUS', isTarget: true });
  const ofPeriod = { ...item('250', { kind: 'COMMISSION', isTarget: true }), period: '2026-03-01', isQuantity: false };

  it('targets are not pay: 400 × 12 + 250 = 5,050 is the target, and no other figure includes them', () => {
    expect(amountOf(annualVariableTarget([item('3000'), target], [ofPeriod], share('0.5')))).toBe('5050.00');
    expect(amountOf(annualFixedFullTime([item('3000'), target], share('1'), [ofPeriod]))).toBe('36000.00');
    expect(amountOf(variableLast12Months([ofPeriod]))).toBeNull();
  });

  it('no target is a figure that is not known, never 0', () => {
    expect(amountOf(annualVariableTarget([item('3000')], [], share('1')))).toBeNull();
  });
});

describe('variable pay by kind', () => {
  const paid = (amount: string, kind: Treatment['kind']) => ({
    ...item(amount, { kind }),
    period: '2026-03-01',
    isQuantity: false,
  });

  it('each kind has its sum, and together they are the figure', () => {
    const items = [
      paid('100.10', 'COMMISSION'),
      paid('50', 'VARIABLE_BONUS'),
      paid('7', 'COMMISSION'),
      paid('900', 'ONE_OFF'),
    ];
    expect(variableByKind(items)).toEqual([
      { kind: 'VARIABLE_BONUS', money: { amount: '50.00', currency: 'EUR' } },
      { kind: 'COMMISSION', money: { amount: '107.10', currency: 'EUR' } },
    ]);
    expect(amountOf(variableLast12Months(items))).toBe('157.10');
  });
});

describe('variable pay of twelve months', () => {
  it.each(payKinds)('items of kind %s are included or not, as the schema says', (kind) => {
    const items = [{ ...item('250', { kind }), period: '2026-03-01', isQuantity: false }];
    const isIn = ['VARIABLE_BONUS', 'COMMISSION', 'PROFIT_SHARING', 'OTHER'].includes(kind);
    expect(amountOf(variableLast12Months(items))).toBe(isIn ? '250.00' : null);
    expect(amountOf(variableLast12Months(items.map((each) => ({ ...each, isQuantity: true }))))).toBeNull();
  });
});

describe('an explanation of variable pay', () => {
  it.each([1, 6])('the explanation rounds as the figure does: %i times 100.005', (times) => {
    const items = Array.from({ length: times }, () => ({
      ...item('100.005', { kind: 'COMMISSION' }),
      period: '2026-03-01',
      isQuantity: false,
    }));
    const { money, step } = variableLast12Months(items);
    expect(workedOut(step).toFixed(2)).toBe(money?.amount);
    expect(step.formula).toMatch(/^round\(amount1.*, 2\)$/);
  });
});

describe('hourly gross pay', () => {
  const yearly = annualBaseFullTime([item('3000')], share('1'));

  it('36,000 a year is 36,000 ÷ (52 × 35) = 19.78 an hour', () => {
    expect(amountOf(hourlyBase(yearly, { hours: '35', source: 'usual in France' }))).toBe('19.78');
  });

  it('hourly pay is null without weekly hours, and the step says why there are none', () => {
    const { money, step } = hourlyBase(yearly, { hours: null, reason: 'Set them.' });
    expect(money).toBeNull();
    expect(step.inputs.at(-1)).toBe('weeklyHours is not known. Set them.');
  });
});

describe('an explanation', () => {
  const decimals = (most: number, digits: number) =>
    fc
      .tuple(fc.boolean(), fc.integer({ min: 1, max: most * 10 ** digits }))
      .map(([isNegative, units]) => `${isNegative ? '-' : ''}${(units / 10 ** digits).toFixed(digits)}`);
  const items = fc.array(
    fc
      .record({
        amount: fc.nat({ max: 4 }).chain((digits) => decimals(1_000_000, digits)),
        kind: fc.constantFrom(...payKinds),
        paymentsPerYear: fc.constantFrom('1', '12', '13', '14', '0.5', '4', '365.25'),
        isProportionalToWorkingTime: fc.boolean(),
        isTarget: fc.boolean(),
      })
      .map(({ amount, ...treatment }) => item(amount, treatment)),
    { maxLength: 6 },
  );
  const shares = fc.integer({ min: 1, max: 10_000 }).map((parts) => String(parts / 10_000));

  it('each figure can be recomputed from its formula and inputs, whatever the items', () => {
    fc.assert(
      fc.property(items, shares, (fixed, of) => {
        const variable = fixed.map((each) => ({ ...each, period: '2026-03-01', isQuantity: false }));
        const annualBase = annualBaseFullTime(fixed, share(of));
        const figures = [
          baseSalary(fixed),
          annualBase,
          annualFixedFullTime(fixed, share(of)),
          annualGuaranteedFullTime(fixed, share(of), variable),
          annualVariableTarget(fixed, variable, share('0.8')),
          variableLast12Months(variable),
          hourlyBase(annualBase, { hours: '37.5', source: 'set for the account' }),
        ];
        for (const { money, step } of figures) {
          if (money) expect(workedOut(step).toFixed()).toBe(new Decimal(money.amount).toFixed());
          else expect(step.inputs.length).toBeGreaterThan(0);
        }
      }),
      { seed: 11 },
    );
  });
});

describe('a warning', () => {
  const basis = (fixed: FixedPay[], more: Partial<Parameters<typeof warningsOf>[0]> = {}) => ({
    fixed,
    variable: [],
    annualBase: annualBaseFullTime(fixed, share('1')),
    isShareAssumed: false,
    isPartTime: false,
    isTrainee: false,
    theoretical: null,
    hasSeveralContracts: false,
    isTheoreticalAmbiguous: false,
    shareUnread: null,
    unread: [],
    ...more,
  });
  const codes = (...args: Parameters<typeof basis>) => warningsOf(basis(...args)).map(({ code }) => code);
  const plain = item('3000');

  it('a warning says which figures and items it is about, and whether they may be used', () => {
    const before = { ...item('2250'), luccaId: 11 };
    const raise = { ...before, luccaId: 12, startsOn: '2026-09-01' };
    const bonus = {
      ...item('1', { kind: 'FIXED_BONUS', paymentsPerYear: null, paymentsOrigin: 'UNKNOWN' }),
      luccaId: 13,
    };
    const told = warningsOf(basis([before, raise, bonus], { unread: ['luccaTheoreticalAnnual'] }));
    expect(told.map(({ message: _, ...each }) => each)).toEqual([
      {
        code: 'PERIODICITY_UNKNOWN',
        severity: 'BLOCKING',
        fields: ['annualFixedFullTime', 'annualGuaranteedFullTime'],
        items: [13],
      },
      {
        code: 'OVERLAPPING_ITEMS',
        severity: 'BLOCKING',
        fields: ['baseSalary', 'annualBaseFullTime', 'annualFixedFullTime', 'annualGuaranteedFullTime', 'hourlyBase'],
        items: [11, 12],
      },
      { code: 'UPSTREAM_ERROR', severity: 'BLOCKING', fields: ['luccaTheoreticalAnnual'], items: [] },
    ]);
  });

  it('overlapping items are a warning even if Lucca’s own figure adds them up', () => {
    const again = { ...plain, luccaId: 2 };
    expect(codes([plain, again], { theoretical: '72000' })).toEqual(['OVERLAPPING_ITEMS']);
  });

  it('a second contract on the same day is a warning about the figures at full time', () => {
    const [warning] = warningsOf(basis([plain], { hasSeveralContracts: true }));
    expect(warning).toMatchObject({ code: 'OVERLAPPING_CONTRACTS', severity: 'CAUTION' });
    expect(warning?.fields).not.toContain('baseSalary');
  });

  it('certain figures have no warning', () => {
    expect(codes([plain], { theoretical: '36000' })).toEqual([]);
  });

  it('an assumed share of full time is a warning only where an item follows the working time', () => {
    expect(codes([plain], { isShareAssumed: true })).toEqual(['FTE_ASSUMED']);
    expect(codes([item('3000', { isProportionalToWorkingTime: false })], { isShareAssumed: true })).toEqual([]);
  });

  it('an item that may or may not follow the working time is a warning at part time only', () => {
    const unsure = item('45', { kind: 'FIXED_BONUS', proportionalityOrigin: 'ASSUMED' });
    expect(codes([plain, unsure], { isPartTime: true })).toEqual(['PROPORTIONALITY_GUESSED']);
    expect(codes([plain, unsure])).toEqual([]);
    expect(codes([plain, item('45', { kind: 'FIXED_BONUS' })], { isPartTime: true })).toEqual([]);
    for (const treatment of [{ isProportionalToWorkingTime: false }, { kind: 'BENEFIT_IN_KIND' as const }])
      expect(
        codes([plain, item('45', { kind: 'OTHER', proportionalityOrigin: 'ASSUMED', ...treatment })], {
          isPartTime: true,
        }),
      ).toEqual([]);
  });

  it('unknown payments and kinds are warnings only for items included in a figure', () => {
    const unknown = { paymentsPerYear: null, paymentsOrigin: 'UNKNOWN', kindOrigin: 'ASSUMED' } as const;
    expect(codes([item('3000', { paymentsOrigin: 'ASSUMED' })])).toEqual(['PERIODICITY_GUESSED']);
    expect(codes([plain, item('1', { kind: 'OTHER', ...unknown })])).toEqual([
      'PERIODICITY_UNKNOWN',
      'UNMAPPED_NATURE',
    ]);
    expect(codes([plain, item('1', { kind: 'IGNORED', ...unknown })])).toEqual([]);
  });

  it('the comparison with Lucca’s figure leaves out the natures that it leaves out for the whole company', () => {
    const voucher = item('500', { kind: 'OTHER', isInLuccasFigure: false });
    expect(codes([plain, voucher], { theoretical: '36000' })).toEqual([]);
    expect(codes([plain, item('500', { kind: 'OTHER' })], { theoretical: '36000' })).toEqual(['DIFFERS_FROM_LUCCA']);
  });

  it('several currencies are a warning within fixed pay or within variable pay, not between them', () => {
    const variable = [
      {
        ...item('5', {}, 'CHF'),
        treatment: { ...monthly, kind: 'COMMISSION' as const },
        period: '2026-03-01',
        isQuantity: false,
      },
    ];
    expect(codes([plain, item('1', {}, 'CHF')])).toEqual(['MIXED_CURRENCIES']);
    expect(codes([plain], { variable })).toEqual([]);
    expect(
      codes([plain], {
        variable: [...variable, ...variable.map((each) => ({ ...each, amount: '6', currency: 'EUR' }))],
      }),
    ).toEqual(['MIXED_CURRENCIES']);
  });

  it.each([
    // 36,000 here, plus half a percent of Lucca's figure.
    ['35822', []],
    ['35820', ['DIFFERS_FROM_LUCCA']],
    ['36180', []],
    ['36182', ['DIFFERS_FROM_LUCCA']],
  ])('the warning that Lucca’s yearly figure differs, given %s: %s', (theoretical, expected) => {
    expect(codes([plain], { theoretical })).toEqual(expected);
  });

  it.each([
    ['4999.99', 'EUR', true],
    ['5000', 'EUR', false],
    ['1000000', 'GBP', false],
    ['1000000.01', 'CHF', true],
    ['480000', 'SEK', false],
    ['49000', 'SEK', true],
    ['1', 'XYZ', false],
  ])('the warning of an implausible amount, given %s %s a year: %s', (amount, currency, expected) => {
    expect(isImplausible({ amount, currency }, false)).toBe(expected);
  });

  it('an amount is implausible for interns and apprentices only below 1,000 euros', () => {
    for (const [amount, expected] of [
      ['999.99', true],
      ['1000', false],
      ['1000000.01', true],
    ] as const)
      expect(isImplausible({ amount, currency: 'EUR' }, true)).toBe(expected);
    const annualBase = annualBaseFullTime([item('400')], share('1'));
    expect(codes([item('400')], { annualBase })).toEqual(['IMPLAUSIBLE_AMOUNT']);
    expect(codes([item('400')], { annualBase, isTrainee: true })).toEqual([]);
  });
});
