import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PayGrouping } from '../../../src/graph/generated.ts';
import type { Behaviour } from '../../../src/sandbox/behaviour.ts';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import type { KeyName } from '../../../src/sandbox/companies/keys.ts';
import type { Company } from '../../../src/sandbox/model.ts';
import { everybody } from '../../support/everybody.ts';
import { createTestCompany, type RequestOptions, type Subgraph, startSubgraph, today } from '../../support/subgraph.ts';
import { sample } from '../../support/thoroughness.ts';
import { rowOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const lastYearsEnd = '2025-12-31';
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(() => subgraph.restore(acme));

const statistics = 'count mean { amount currency } median { amount } lowerQuartile { amount } upperQuartile { amount }';
const group = `keys { by id label } meanGap medianGap isTooSmall
  all { ${statistics} } women { ${statistics} } men { ${statistics} }`;
const query = `query (
  $measure: PayMeasure!, $asOf: Date, $by: [PayGrouping!]!, $filter: EmployeeFilter!
  $currency: CurrencyCode, $rates: [CurrencyRate!]!, $minimumOfEach: Int!
) {
  payAnalysis(measure: $measure, asOf: $asOf, by: $by, filter: $filter, currency: $currency, rates: $rates, minimumOfEach: $minimumOfEach) {
    asOf measure currency overall { ${group} } groups { ${group} } quartileBands { band women men all }
    leftOut { reason count message } dataGaps { field reason } weightedMeanGap freshness { source }
  }
}`;
const defaults = { measure: 'ANNUAL_BASE_FULL_TIME', by: [], filter: {}, rates: [], minimumOfEach: 5, currency: 'EUR' };
const analyse = async (variables: object = {}) =>
  (await subgraph.data(query, { ...defaults, ...variables })).payAnalysis;
const refused = async (variables: object, options?: RequestOptions) => {
  const { errors } = await subgraph.ask(query, { ...defaults, ...variables }, options);
  expect(errors).toHaveLength(1);
  return [errors?.[0]?.extensions?.code, errors?.[0]?.message];
};

type Money = { amount: string; currency: string };
type Somebody = {
  luccaId: string;
  gender: string | null;
  birthDate: string | null;
  department: { id: string; name: string } | null;
  remuneration: { annualBaseFullTime?: { money: Money } | null; warnings?: { severity: string; fields: string[] }[] };
};
const fields = `luccaId gender birthDate department { id name } remuneration(asOf: "DAY") {
  ... on Remuneration { annualBaseFullTime { money { amount currency } } warnings { severity fields } }
}`;
const peopleOn = (day: string) => everybody<Somebody>(subgraph, fields.replace('DAY', day), { filter: {} });
const isUsable = ({ remuneration: { annualBaseFullTime, warnings = [] } }: Somebody) =>
  annualBaseFullTime != null &&
  !warnings.some((warning) => warning.severity === 'BLOCKING' && warning.fields.includes('annualBaseFullTime'));
const amountOf = ({ remuneration }: Somebody) => Number(remuneration.annualBaseFullTime?.money.amount);
const inEuros = ({ remuneration }: Somebody) => remuneration.annualBaseFullTime?.money.currency === 'EUR';

// Told again in the plainest way, in floating point: amounts have two digits after the point.
const mean = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0) / amounts.length;
const median = (amounts: number[]) => {
  const sorted = amounts.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[half] as number) : mean(sorted.slice(half - 1, half + 1));
};
const close = (amount: number) => expect.closeTo(amount, 1);

const [missing, unusable] = ['LUCCA_PERMISSION_MISSING', 'BAD_USER_INPUT'];
type Change = (company: Company) => void;
const everyPerson =
  (change: object): Change =>
  ({ people }) => {
    for (const person of people) Object.assign(person, change);
  };

describe('an analysis of pay', () => {
  it('compares the figures that may be used, and says how many people are left out and why', async () => {
    const people = await peopleOn(today);
    const usable = people.filter(isUsable).filter(inEuros);
    const of = (gender: string) => usable.filter((person) => person.gender === gender).map(amountOf);
    const [women, men] = [of('FEMALE'), of('MALE')];
    const { overall, leftOut, currency, groups, dataGaps } = await analyse();
    const numbers = ({ count, mean, median }: { count: number; mean: Money; median: Money }) => [
      count,
      Number(mean.amount),
      Number(median.amount),
    ];
    expect(numbers(overall.women)).toEqual([women.length, close(mean(women)), close(median(women))]);
    expect(numbers(overall.men)).toEqual([men.length, close(mean(men)), close(median(men))]);
    expect(numbers(overall.all)).toEqual([
      usable.length,
      close(mean(usable.map(amountOf))),
      close(median(usable.map(amountOf))),
    ]);
    expect(Number(overall.meanGap)).toBeCloseTo((100 * (mean(men) - mean(women))) / mean(men), 1);
    expect(Number(overall.medianGap)).toBeCloseTo((100 * (median(men) - median(women))) / median(men), 1);
    expect({ currency, groups, dataGaps }).toEqual({ currency: 'EUR', groups: [], dataGaps: [] });

    const expected = {
      NO_PAY: people.filter(({ remuneration }) => !('annualBaseFullTime' in remuneration)).length,
      NO_FIGURE: people.filter(({ remuneration }) => remuneration.annualBaseFullTime === null).length,
      BLOCKING_WARNING: people.filter((person) => person.remuneration.annualBaseFullTime != null && !isUsable(person))
        .length,
      OTHER_CURRENCY: people.filter(isUsable).filter((person) => !inEuros(person)).length,
    };
    const counts = Object.fromEntries(
      leftOut.map(({ reason, count }: { reason: string; count: number }) => [reason, count]),
    );
    expect(counts).toEqual(Object.fromEntries(Object.entries(expected).filter(([, count]) => count > 0)));
    expect(leftOut.reduce((total: number, { count }: { count: number }) => total + count, overall.all.count)).toBe(
      people.length,
    );
  });

  it('groups people, the largest group first, and returns only counts of groups that are too small', async () => {
    const usable = (await peopleOn(today)).filter(isUsable).filter(inEuros);
    const { groups, overall } = await analyse({ by: ['DEPARTMENT'], minimumOfEach: 3 });
    const sizes = groups.map(({ all }: { all: { count: number } }) => all.count);
    expect(sizes).toEqual(sizes.toSorted((a: number, b: number) => b - a));
    expect(mean(sizes) * sizes.length).toBe(overall.all.count);
    for (const { keys, all, women, men, meanGap, isTooSmall } of groups) {
      const members = usable.filter(({ department }) => (department?.id ?? null) === keys[0].id);
      expect(keys).toEqual([{ by: 'DEPARTMENT', id: keys[0].id, label: members[0]?.department?.name ?? null }]);
      const counts = ['FEMALE', 'MALE'].map((gender) => members.filter((person) => person.gender === gender).length);
      expect([all.count, women.count, men.count]).toEqual([members.length, ...counts]);
      expect(isTooSmall).toBe(Math.min(...counts) < 3);
      expect([meanGap, all.mean, women.median, men.upperQuartile].map((figure) => figure === null)).toEqual(
        Array(4).fill(isTooSmall),
      );
    }
    expect(new Set(groups.map(({ isTooSmall }: { isTooSmall: boolean }) => isTooSmall))).toEqual(
      new Set([true, false]),
    );
  });

  it('groups by age on the day and contract together', async () => {
    const usable = (await peopleOn(today)).filter(isUsable).filter(inEuros);
    const { groups } = await analyse({ by: ['AGE_BAND', 'CONTRACT_TERM'] });
    const old = groups.filter(({ keys }: { keys: { label: string }[] }) => keys[0]?.label === '50 or more');
    const born = `${Number(today.slice(0, 4)) - 50}${today.slice(4)}`;
    expect(mean(old.map(({ all }: { all: { count: number } }) => all.count)) * old.length).toBe(
      usable.filter(({ birthDate }) => birthDate !== null && birthDate <= born).length,
    );
  });

  it('puts people into four bands of equal size, by their figures', async () => {
    const { quartileBands, overall } = await analyse();
    const sizes = quartileBands.map(({ all }: { all: number }) => all);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    const total = (name: string) =>
      quartileBands.reduce((sum: number, band: Record<string, number>) => sum + (band[name] ?? 0), 0);
    expect([total('all'), total('women'), total('men')]).toEqual([
      overall.all.count,
      overall.women.count,
      overall.men.count,
    ]);
    expect((await analyse({ minimumOfEach: 1000 })).quartileBands).toEqual([]);
  });

  it('is of the day asked for: people, contracts and pay', async () => {
    const { overall, leftOut, dataGaps } = await analyse({ asOf: lastYearsEnd, by: ['DEPARTMENT', 'CONTRACT_TERM'] });
    const { employees } = await subgraph.data('query ($asOf: Date) { employees(asOf: $asOf) { totalCount } }', {
      asOf: lastYearsEnd,
    });
    expect(leftOut.reduce((total: number, { count }: { count: number }) => total + count, overall.all.count)).toBe(
      employees.totalCount,
    );
    expect(dataGaps).toEqual([{ field: 'DEPARTMENT', reason: 'KNOWN_FOR_TODAY_ONLY' }]);
  });

  it('needs a currency where people are paid in several, and converts by the rates that are given', async () => {
    const before = await analyse({ currency: null });
    expect([before.currency, before.leftOut.map(({ reason }: { reason: string }) => reason)]).toEqual([
      'EUR',
      expect.not.arrayContaining(['OTHER_CURRENCY']),
    ]);
    subgraph.sandbox.control.change(acme.host, ({ establishments }) => {
      Object.assign(rowOf(establishments, 5), { currencyCode: 'CHF' });
    });
    await subgraph.connect(acme);
    expect(await refused({ currency: null })).toEqual([
      'BAD_USER_INPUT',
      expect.stringMatching(/^`currency` .*CHF, EUR/),
    ]);
    const [euros, francs] = [await analyse(), await analyse({ currency: 'CHF', minimumOfEach: 1 })];
    const others = euros.leftOut.find(({ reason }: { reason: string }) => reason === 'OTHER_CURRENCY').count;
    expect(francs.overall.all.count).toBe(others);
    expect(francs.overall.all.mean.currency).toBe('CHF');
    const both = await analyse({ rates: [{ from: 'CHF', rate: '1.05' }], minimumOfEach: 1 });
    expect(both.overall.all.count).toBe(before.overall.all.count);
    const total = ({ all }: { all: { mean: Money; count: number } }) => Number(all.mean.amount) * all.count;
    expect(total(both.overall)).toBeCloseTo(total(euros.overall) + 1.05 * total(francs.overall), -2);
  });

  it('averages the gaps of groups, weighted by size and reduced by a tolerance', async () => {
    const { groups, weightedMeanGap } = await analyse({ by: ['AGE_BAND'] });
    let [points, people] = [0, 0];
    for (const { meanGap, women, men } of groups) {
      if (meanGap === null) continue;
      const gap = Number(meanGap);
      points += Math.sign(gap) * Math.max(0, Math.abs(gap) - 5) * (women.count + men.count);
      people += women.count + men.count;
    }
    expect(Number(weightedMeanGap)).toBeCloseTo(points / people, 1);
  });

  it.each([
    ['by', { by: ['DEPARTMENT', 'DEPARTMENT'] }],
    ['by', { by: ['DEPARTMENT', 'JOB_TITLE', 'AGE_BAND', 'ESTABLISHMENT'] }],
    ['minimumOfEach', { minimumOfEach: 0 }],
    ['rates', { rates: [{ from: 'CHF', rate: 0 }] }],
    ['rates', { rates: [{ from: 'EUR', rate: 1 }] }],
    ['rates', { rates: [{ from: 'CHF', rate: 1 }], currency: null }],
    ['rates', { rates: [1, 2].map((rate) => ({ from: 'CHF', rate })) }],
    ['filter.search', { filter: { search: 'x'.repeat(201) } }],
  ])('refuses a wrong `%s`, which it names', async (name, variables) => {
    expect(await refused(variables)).toEqual(['BAD_USER_INPUT', expect.stringContaining(`\`${name}`)]);
  });

  it.each([
    ['ANNUAL_FIXED_FULL_TIME', 'annualFixedFullTime { money { amount } }', 'annualFixedFullTime.money.amount'],
    [
      'ANNUAL_GUARANTEED_FULL_TIME',
      'annualGuaranteedFullTime { money { amount } }',
      'annualGuaranteedFullTime.money.amount',
    ],
    ['VARIABLE_LAST_12_MONTHS', 'variableLast12Months { money { amount } }', 'variableLast12Months.money.amount'],
    ['ANNUAL_GROSS_PAY', 'annualGrossPay { total { amount } }', 'annualGrossPay.total.amount'],
    ['HOURLY_BASE', 'hourlyBase { money { amount } }', 'hourlyBase.money.amount'],
    ['HOURLY_GROSS_PAY', 'annualGrossPay { hourly { amount } }', 'annualGrossPay.hourly.amount'],
  ])('compares %s as each person has it', async (measure, selection, path) => {
    type Paid = { remuneration: Record<string, unknown> };
    const people = await everybody<Paid>(subgraph, `remuneration { ... on Remuneration { ${selection} } }`, {
      filter: {},
    });
    const figures = people.flatMap(({ remuneration }) => {
      const amount = path
        .split('.')
        .reduce<unknown>((value, name) => (value as Paid['remuneration'] | null)?.[name], remuneration);
      return amount == null ? [] : [Number(amount)];
    });
    const { overall, leftOut } = await analyse({ measure });
    const blocked = leftOut.find(({ reason }: { reason: string }) => reason === 'BLOCKING_WARNING')?.count ?? 0;
    expect(overall.all.count).toBe(figures.length - blocked);
    expect(figures.length).toBeGreaterThan(20);
    if (blocked === 0) expect(Number(overall.all.mean.amount)).toBeCloseTo(mean(figures), 1);
  });

  it.each(['-1', '100.5'])('refuses a tolerance of %s, and names it', async (tolerance) => {
    const { errors } = await subgraph.ask(
      'query ($tolerance: Decimal!) { payAnalysis(measure: HOURLY_BASE) { weightedMeanGap(tolerance: $tolerance) } }',
      { tolerance },
    );
    expect(errors).toMatchObject([
      { message: expect.stringContaining('`tolerance`'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  it('needs the scopes of pay and of demographics together', async () => {
    const others = ['lucca:employees:read lucca:remuneration:read', 'lucca:employees:read lucca:demographics:read'];
    for (const scope of others) expect((await refused({}, { scope }))[0]).toBe('FORBIDDEN');
  });

  it.each(['without: personnelFiles', 'without: individualSituations', 'without: contracts'] as const)(
    'is an error with a key %s, rather than an analysis of nobody',
    async (key) => {
      await subgraph.connect(acme, key);
      expect((await refused({ asOf: lastYearsEnd }))[0]).toBe('LUCCA_PERMISSION_MISSING');
    },
  );

  const groupingsWithheld: [PayGrouping, KeyName, Partial<Behaviour>, Change, string, string][] = [
    ['DEPARTMENT', 'without: directory', {}, () => {}, missing, 'View the directory'],
    ['DEPARTMENT', 'full', {}, everyPerson({ departmentId: null }), unusable, '`by: DEPARTMENT`'],
    ['QUALIFICATION', 'without: qualifications', {}, () => {}, missing, 'View employee qualifications'],
    [
      'QUALIFICATION',
      'full',
      { userQualification: 'unknown', unknownFields: 'ignored' },
      () => {},
      unusable,
      '`by: QUALIFICATION`',
    ],
    ['OCCUPATION_CATEGORY', 'without: positions', {}, () => {}, missing, 'View employee positions'],
    ['OCCUPATION_CATEGORY', 'full', {}, everyPerson({ occupationCategoryId: null }), unusable, '`by: OCCUPATION_'],
    ['JOB_TITLE', 'without: positions', { hiddenFields: 'omitted' }, () => {}, missing, 'View employee positions'],
    ['LEVEL', 'without: qualifications', {}, () => {}, missing, 'View employee qualifications'],
    ['LEVEL', 'full', {}, everyPerson({ jobQualificationId: null }), unusable, '`by: LEVEL`'],
    [
      'JOB_FAMILY',
      'full',
      { userQualification: 'unknown', unknownFields: 'ignored' },
      () => {},
      unusable,
      '`by: JOB_FAMILY`',
    ],
    ['CONTRACT_RELATION', 'full', { hasContractObjects: false }, () => {}, unusable, '`by: CONTRACT_RELATION`'],
    ['AGE_BAND', 'full', {}, everyPerson({ birthOn: null }), unusable, '`by: AGE_BAND`'],
    ['ESTABLISHMENT', 'full', {}, (company) => company.establishments.splice(0), missing, ''],
  ];
  it.each(sample(groupingsWithheld, 5))(
    'by %s, which Lucca does not show a key %s (%j), is an error rather than one group of everybody',
    async (by, key, behaviour, change, code, text) => {
      subgraph.sandbox.control.behave(acme.host, behaviour);
      subgraph.sandbox.control.change(acme.host, change);
      await subgraph.connect(acme, key);
      expect(await refused({ by: [by] })).toEqual([code, expect.stringContaining(text)]);
    },
  );

  it('reads people, contracts and fixed pay once, and no variable pay for a figure that needs none', async () => {
    await subgraph.connect(acme);
    const { byPath } = await subgraph.countRequests(() => analyse({ by: ['DEPARTMENT', 'LEGAL_ENTITY'] }));
    const variable = Object.keys(byPath).filter((path) => /variable/i.test(path));
    expect(variable).toEqual([]);
    expect(byPath).toMatchObject({ '/api/v3/users': 1, '/directory/api/4.0/work-contracts': 1 });
    for (const [path, count] of Object.entries(byPath)) expect([path, count <= 2]).toEqual([path, true]);
  });
});
