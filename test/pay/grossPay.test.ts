import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annualGrossPay, type FixedPaySpan, type GrossPart } from '../../src/pay/grossPay.ts';
import type { VariablePay } from '../../src/pay/items.ts';
import { payKinds } from '../../src/pay/kinds.ts';
import { monthsIn, yearTo } from '../../src/pay/months.ts';
import type { Treatment } from '../../src/pay/treatments.ts';
import { workedOut } from '../support/formula.ts';

const treatment: Treatment = {
  kind: 'BASE_SALARY',
  kindOrigin: 'LUCCA_CATEGORY',
  paymentsPerYear: '12',
  paymentsOrigin: 'ACCOUNT_SETTING',
  isProportionalToWorkingTime: true,
  proportionalityOrigin: 'LUCCA_CATEGORY',
  overlappingItems: null,
  isTarget: false,
  isInLuccasFigure: true,
  origin: 'ACCOUNT_SETTING',
  confidence: null,
};

let nextId = 1;
const common = { natureName: 'Nature', currency: 'EUR' };

function item(amount: string, startsOn: string, endsOn: string | null, changes: Partial<Treatment> = {}): FixedPaySpan {
  const luccaId = nextId++;
  // Each kind is a nature of its own.
  const natureId = payKinds.indexOf(changes.kind ?? 'BASE_SALARY');
  return { ...common, luccaId, natureId, amount, startsOn, endsOn, treatment: { ...treatment, ...changes } };
}

function variable(
  amount: string,
  period: string,
  changes: Partial<Treatment> & { isQuantity?: boolean } = {},
): VariablePay {
  const { isQuantity = false, ...treated } = { kind: 'VARIABLE_BONUS' as const, ...changes };
  const luccaId = nextId++;
  return { ...common, luccaId, natureId: 100, amount, period, isQuantity, treatment: { ...treatment, ...treated } };
}

const year = yearTo('2026-11-24');
const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** The parts of the year that begin on these days; all are at full time, in 35 hours a week, unless said otherwise. */
function parts(items: FixedPaySpan[], changes: [startsOn: string, part: Partial<GrossPart>][] = []): GrossPart[] {
  const starts = [year.startsOn, ...items.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn && next(endsOn)])];
  const cuts = [...new Set([...starts, ...changes.map(([startsOn]) => startsOn)])]
    .filter((day) => day !== null && day >= year.startsOn && day <= year.endsOn)
    .toSorted() as string[];
  return cuts.map((startsOn, index) => {
    const following = cuts[index + 1];
    return {
      startsOn,
      endsOn: following === undefined ? year.endsOn : dayBefore(following),
      contracts: 1,
      items: items.filter((each) => each.startsOn <= startsOn && (each.endsOn === null || each.endsOn >= startsOn)),
      isFullTime: true,
      week: { hours: '35', source: 'set for the account' },
      ...changes.findLast(([from]) => from <= startsOn)?.[1],
    };
  });
}
const next = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

const grossOf = (items: FixedPaySpan[], paid: VariablePay[] = [], changes: [string, Partial<GrossPart>][] = []) =>
  annualGrossPay({ year, parts: parts(items, changes), variable: paid });
const amounts = ({ total, hourly }: ReturnType<typeof grossOf>) => [total.money?.amount, hourly.money?.amount];
const reasons = ({ total, hourly }: ReturnType<typeof grossOf>) => [total.step.inputs[0], hourly.step.inputs[0]];

const base = item('3000', '2020-01-01', null);

describe('the year of pay', () => {
  const days = fc
    .integer({ min: Date.parse('1990-01-01') / 86_400_000, max: Date.parse('2060-12-31') / 86_400_000 })
    .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

  it.each([
    ['2026-11-24', '2025-11-25'],
    ['2026-12-31', '2026-01-01'],
    ['2026-04-30', '2025-05-01'],
    ['2024-02-28', '2023-03-01'],
    ['2024-02-29', '2023-03-01'],
    ['2025-02-28', '2024-03-01'],
    ['2025-02-27', '2024-02-28'],
  ])('that ends on %s begins on %s', (endsOn, startsOn) => {
    expect(yearTo(endsOn)).toEqual({ startsOn, endsOn });
  });

  it('has twelve months, however it is cut, and a whole calendar month in it is one', () => {
    fc.assert(
      fc.property(days, fc.double({ min: 0, max: 1, noNaN: true }), (endsOn, at) => {
        const whole = yearTo(endsOn);
        expect(monthsIn([whole], whole)).toBe('12');
        const length = Math.round((Date.parse(whole.endsOn) - Date.parse(whole.startsOn)) / 86_400_000);
        const cut = new Date(Date.parse(whole.startsOn) + Math.floor(at * length) * 86_400_000);
        const last = cut.toISOString().slice(0, 10);
        const first = monthsIn([{ startsOn: whole.startsOn, endsOn: last }], whole);
        const rest = last === endsOn ? '0' : monthsIn([{ startsOn: next(last), endsOn }], whole);
        expect(Number(first) + Number(rest)).toBeCloseTo(12, 8);
        const both = [
          { startsOn: whole.startsOn, endsOn: last },
          ...(last === endsOn ? [] : [{ startsOn: next(last), endsOn }]),
        ];
        expect(monthsIn(both, whole)).toBe('12');
      }),
    );
    expect(monthsIn([{ startsOn: '2026-02-01', endsOn: '2026-02-28' }], year)).toBe('1');
    expect(monthsIn([{ startsOn: '2025-11-25', endsOn: '2025-11-30' }], year)).toBe('0.2');
  });
});

describe('gross pay of twelve months', () => {
  it('is twelve salaries, and per hour that by 52 weeks', () => {
    expect(amounts(grossOf([base]))).toEqual(['36000.00', '19.78']);
    expect(grossOf([base]).hours).toBe('1820.00');
  });

  it('counts each salary for the months it was in force: 3,000 for 4.2 and 3,300 for 7.8', () => {
    const raise = [item('3000', '2020-01-01', '2026-03-31'), item('3300', '2026-04-01', null)];
    expect(amounts(grossOf(raise))[0]).toBe('38340.00');
  });

  it('counts a further month that is entered for its month once, by its first day, and a standing one by the month', () => {
    const once = { kind: 'THIRTEENTH_MONTH', paymentsPerYear: '1' } as const;
    const months = [item('3000', '2025-12-01', '2025-12-31', once), item('2900', '2025-11-01', '2025-11-30', once)];
    expect(amounts(grossOf([base, ...months]))[0]).toBe('39000.00');
    expect(amounts(grossOf([base, item('3000', '2020-01-01', null, once)]))[0]).toBe('39000.00');
    expect(amounts(grossOf([base, item('3000', '2026-08-01', null, once)]))[0]).toBe('36950.00');
  });

  it('is not known where a rare payment may or may not have fallen due', () => {
    const short = item('6000', '2026-02-01', '2026-06-30', { kind: 'FIXED_BONUS', paymentsPerYear: '1' });
    expect(reasons(grossOf([base, short]))[0]).toMatch(/shorter than the time between two of its payments/);
  });

  it.each(payKinds)('has pay of the kind %s as a component, unless that is no pay', (kind) => {
    const isPay = kind !== 'EXPENSE' && kind !== 'IGNORED';
    const { components, total } = grossOf([base], [variable('500.005', '2026-05-31', { kind })]);
    const isBase = kind === 'BASE_SALARY';
    expect(total.money?.amount).toBe(isPay ? '36500.01' : '36000.00');
    const paid = { kind, amount: { amount: isBase ? '36500.01' : '500.01', currency: 'EUR' }, isFullTime: true };
    if (isPay) expect(components).toContainEqual(paid);
    else expect(components).toHaveLength(1);
    expect(amounts(grossOf([base, item('10', '2020-01-01', null, { kind, overlappingItems: 'SUM' })]))[0]).toBe(
      isBase ? undefined : isPay ? '36120.00' : '36000.00',
    );
  });

  it('leaves out quantities and targets', () => {
    const others = [
      variable('7', '2026-05-31', { isQuantity: true }),
      variable('9000', '2026-05-31', { isTarget: true }),
    ];
    expect(amounts(grossOf([base, item('100', '2020-01-01', null, { isTarget: true })], others))[0]).toBe('36000.00');
  });

  it.each<[string, FixedPaySpan[], VariablePay[], RegExp]>([
    ['two salaries at once', [base, item('3100', '2026-03-01', null)], [], /may replace each other/],
    ['a bonus twice', [base], [variable('500', '2026-05-31'), variable('500', '2026-05-31')], /may be one/],
    [
      'unknown payments a year',
      [base, item('100', '2026-03-01', '2026-03-31', { kind: 'ALLOWANCE', paymentsPerYear: null })],
      [],
      /how often a year/,
    ],
    [
      'a month without salary',
      [item('3000', '2020-01-01', '2026-02-28'), item('3000', '2026-04-01', null)],
      [],
      /No base salary is in force from 2026-03-01 to 2026-03-31/,
    ],
    ['two currencies', [base], [{ ...variable('500', '2026-05-31'), currency: 'CHF' }], /not in one known currency/],
  ])('is not known, and says why, with %s', (_, items, paid, reason) => {
    const gross = grossOf(items, paid);
    expect(gross).toMatchObject({ total: { money: null }, hourly: { money: null }, hours: null, components: null });
    for (const each of reasons(gross)) expect(each).toMatch(reason);
  });

  it('adds overlapping items up, or takes the latest, if the account has set it', () => {
    const both = (overlappingItems: 'SUM' | 'LATEST') => [
      item('3000', '2020-01-01', null, { overlappingItems }),
      item('3300', '2026-04-01', null, { overlappingItems }),
    ];
    expect(amounts(grossOf(both('LATEST')))[0]).toBe('38340.00');
    expect(amounts(grossOf(both('SUM')))[0]).toBe('61740.00');
  });
});

describe('gross pay per hour', () => {
  it('has the hours of each part of the time: 35 for 4.2 months and 28 for 7.8', () => {
    const partTime = { isFullTime: false, week: { hours: '28', source: 'the working-time arrangement' } } as const;
    const gross = grossOf([base], [], [['2026-04-01', partTime]]);
    // (35 × 4.2 + 28 × 7.8) × 52 ÷ 12
    expect(gross.hours).toBe('1583.40');
    expect(amounts(gross)).toEqual(['36000.00', '22.74']);
    expect(gross.components).toEqual([
      { kind: 'BASE_SALARY', amount: { amount: '36000.00', currency: 'EUR' }, isFullTime: false },
    ]);
  });

  it('is that of the time under contract where that is not all of the year, and there is no total then', () => {
    const hired = item('3000', '2026-08-01', null);
    const gross = grossOf(
      [hired],
      [],
      [
        [year.startsOn, { contracts: 0 }],
        ['2026-08-01', {}],
      ],
    );
    expect(gross.total.money).toBeNull();
    expect(reasons(gross)[0]).toMatch(/under contract for 3\.80 of the 12 months/);
    expect(gross.hours).toBe('576.33');
    expect(gross.hourly.money?.amount).toBe('19.78');
    expect(gross.components?.[0]?.amount.amount).toBe('11400.00');
  });

  it('is not known, and says why, where the hours of some part are not', () => {
    const inDays = { week: { hours: null, reason: 'In days.' } } as const;
    expect(reasons(grossOf([base], [], [['2026-04-01', inDays]]))[1]).toBe(
      'The hours from 2026-04-01 to 2026-11-24 are not known. In days.',
    );
    expect(reasons(grossOf([base], [], [['2026-04-01', { contracts: 2 }]]))[1]).toMatch(/^Several contracts/);
    expect(amounts(grossOf([base], [], [['2026-04-01', inDays]]))).toEqual(['36000.00', undefined]);
  });

  it('does not say whether a component is that of full time where the share is not known', () => {
    const unknown = { isFullTime: null, week: { hours: '35', source: 'told' } } as const;
    const flat = item('50', '2020-01-01', null, { kind: 'ALLOWANCE', isProportionalToWorkingTime: false });
    const { components } = grossOf([base, flat], [variable('500', '2026-05-31')], [['2026-04-01', unknown]]);
    expect(components?.map(({ kind, isFullTime }) => [kind, isFullTime])).toEqual([
      ['BASE_SALARY', null],
      ['ALLOWANCE', true],
      ['VARIABLE_BONUS', null],
    ]);
  });
});

it('the explanation of gross pay can be worked out', () => {
  const once = { kind: 'THIRTEENTH_MONTH', paymentsPerYear: '1' } as const;
  const items = [
    item('2999.99', '2020-01-01', '2026-02-11'),
    item('3100.01', '2026-02-12', null),
    item('3000', '2025-12-01', '2025-12-31', once),
  ];
  const odd = { isFullTime: false, week: { hours: '23.345', source: 'set for the account' } } as const;
  const gross = grossOf(items, [variable('-12.34', '2026-05-31')], [['2026-07-07', odd]]);
  for (const { money, step } of [gross.total, gross.hourly]) expect(workedOut(step).toFixed(2)).toBe(money?.amount);
});
