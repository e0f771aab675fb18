import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import { character } from '../../support/character.ts';
import { employeeIds } from '../../support/everybody.ts';
import { mappedNature, mappingOf, sendMapping, setMapping } from '../../support/mapping.ts';
import { createTestCompany, type Subgraph, startSubgraph, uncached } from '../../support/subgraph.ts';
import { runs } from '../../support/thoroughness.ts';
import { contractsOf, payKindOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const globex = createTestCompany(hosts.globex, { employees: 300 });
const [base, thirteenth, homeOffice, premium, vouchers] = [1, 2, 6, 7, 8];
let subgraph: Subgraph;
let tenant = 0;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme, globex] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.data('mutation { disconnectAccount { wasConnected } }');
  await subgraph.connect(acme);
  tenant += 1;
});

const annualBase = async (luccaId: number) => {
  const id = (await employeeIds(subgraph))(luccaId);
  const query = `query ($id: ID!) { employee(id: $id) { remuneration { ... on Remuneration { annualBaseFullTime { money { amount } } } } } }`;
  return (await subgraph.data(query, { id })).employee.remuneration.annualBaseFullTime.money.amount;
};

describe('the mapping of an account', () => {
  it('without any settings, the mapping is inferred from Lucca’s figures, and each value has its origin', async () => {
    const rules = new Map(acme.payRules.map((rule) => [String(rule.natureId), rule]));
    const fixed = (await mappingOf(subgraph)).filter(({ family }) => family === 'FIXED');
    expect(fixed.map(({ luccaId }) => Number(luccaId))).toEqual(acme.fixedNatures.map(({ id }) => id));
    for (const { luccaId, natureName, category, kind, paymentsPerYear, origin, confidence } of fixed) {
      if (Number(luccaId) === vouchers) {
        expect({ kind, paymentsPerYear, origin, confidence }).toEqual({
          kind: 'OTHER',
          paymentsPerYear: null,
          origin: 'ASSUMED',
          confidence: null,
        });
        continue;
      }
      expect([luccaId, paymentsPerYear, origin]).toEqual([
        luccaId,
        String(rules.get(luccaId)?.timesPerYear),
        'INFERRED',
      ]);
      expect(Number(confidence)).toBeGreaterThan(0.9);
      expect(kind).toBe(payKindOf({ name: natureName, category: category === null ? null : { code: category } }));
    }
  });

  it.each([['without a figure', { theoretical: null }]])(
    'the usual payments are assumed, with a warning on pay, where Lucca returns its figures %s',
    async (_, { theoretical }) => {
      if (theoretical === null)
        subgraph.sandbox.control.change(acme.host, ({ people }) => {
          for (const person of people) person.theoreticalRemuneration = null;
        });
      const nature = await mappedNature(subgraph, base, 'FIXED', uncached);
      expect(nature).toMatchObject({
        kind: 'BASE_SALARY',
        paymentsPerYear: '12',
        origin: 'LUCCA_CATEGORY',
        confidence: null,
      });
      const id = (await employeeIds(subgraph))(findTrap(acme, 'amended')[0]);
      const query = `query ($id: ID!) { employee(id: $id) { remuneration { ... on Remuneration { warnings { code } } } } }`;
      const { warnings } = (await subgraph.data(query, { id }, uncached)).employee.remuneration;
      expect(warnings).toContainEqual({ code: 'PERIODICITY_GUESSED' });
    },
  );

  it('pay does not fail where the figures cannot be read: the usual payments are assumed', async () => {
    subgraph.sandbox.control.fail({ kind: 'status', status: 500 }, { path: '/api/v3/users', times: 9 });
    const nature = await mappedNature(subgraph, base);
    expect(nature).toMatchObject({ paymentsPerYear: '12', origin: 'LUCCA_CATEGORY' });
  });

  it('the mapping is hidden from a token that may neither read pay nor change the account', async () => {
    const { data, errors } = await subgraph.ask(
      '{ account { id remunerationMapping { natureId } } }',
      {},
      { scope: 'lucca:employees:read' },
    );
    expect(data.account).toMatchObject({ id: expect.any(String), remunerationMapping: null });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('setting the mapping', () => {
  it('a setting takes effect at once, entry by entry, and an empty one restores what was inferred', async () => {
    const [id] = findTrap(acme, 'amended');
    const before = await annualBase(id);
    const monthly = Number(before) / 12;
    await setMapping(subgraph, [{ luccaId: base, paymentsPerYear: '13.5' }]);
    expect(Number(await annualBase(id))).toBeCloseTo(monthly * 13.5, 2);
    await setMapping(subgraph, [{ luccaId: thirteenth, kind: 'IGNORED' }]);
    expect(await mappedNature(subgraph, base)).toMatchObject({ paymentsPerYear: '13.5', origin: 'ACCOUNT_SETTING' });
    expect(await mappedNature(subgraph, thirteenth)).toMatchObject({ kind: 'IGNORED', origin: 'ACCOUNT_SETTING' });
    await setMapping(subgraph, [{ luccaId: base }]);
    expect(await mappedNature(subgraph, base)).toMatchObject({ paymentsPerYear: '12', origin: 'INFERRED' });
    expect(await annualBase(id)).toBe(before);
  });

  it('overlapping items are null figures until the account has set what they mean', async () => {
    const [id] = findTrap(acme, 'overlappingItems');
    const pay = async () => {
      const query = `query ($id: ID!) { employee(id: $id) { remuneration { ... on Remuneration {
        annualBaseFullTime { money { amount } } fixedItems(kind: [BASE_SALARY]) { luccaId money { amount } }
        dataGaps { field message } warnings(severity: [BLOCKING]) { code severity fields items }
      } } } }`;
      return (await subgraph.data(query, { id: (await employeeIds(subgraph))(id) })).employee.remuneration;
    };
    const { annualBaseFullTime, fixedItems, dataGaps, warnings } = await pay();
    expect(annualBaseFullTime).toBeNull();
    const items = fixedItems.map(({ luccaId }: { luccaId: string }) => luccaId);
    expect(items).toHaveLength(2);
    expect(dataGaps).toEqual([
      { field: 'annualBaseFullTime', message: expect.stringContaining(`(items ${items.join(' and ')})`) },
    ]);
    const touched = [
      'baseSalary',
      'annualBaseFullTime',
      'annualFixedFullTime',
      'annualGuaranteedFullTime',
      'hourlyBase',
    ];
    expect(warnings).toEqual([{ code: 'OVERLAPPING_ITEMS', severity: 'BLOCKING', fields: touched, items }]);

    const [before, raise] = fixedItems.map(({ money }: { money: { amount: string } }) => Number(money.amount));
    await setMapping(subgraph, [{ luccaId: base, overlappingItems: 'LATEST' }]);
    expect(await mappedNature(subgraph, base)).toMatchObject({ overlappingItems: 'LATEST' });
    expect(Number((await pay()).annualBaseFullTime.money.amount)).toBeCloseTo(raise * 12, 2);
    await setMapping(subgraph, [{ luccaId: base, overlappingItems: 'SUM' }]);
    const summed = await pay();
    expect(Number(summed.annualBaseFullTime.money.amount)).toBeCloseTo((before + raise) * 12, 2);
    expect(summed.warnings).toEqual([]);
  });

  it('a thirteenth month entered as variable pay moves from variable into fixed pay', async () => {
    const [nature] = acme.variableNatures.filter(({ type }) => type === 'Amount');
    const [id] = findTrap(acme, 'amended');
    const contracts = contractsOf(acme, id).map((contract) => contract.id);
    subgraph.sandbox.control.change(acme.host, (company) => {
      const [template] = company.variableItems;
      if (!template || !nature) throw new RangeError('no variable pay');
      company.variableItems = company.variableItems.filter(({ workContractId }) => !contracts.includes(workContractId));
      const paid = { ...template, natureId: nature.id, amount: 2000, periodOn: '2026-06-01', isDeleted: false };
      company.variableItems.push({ ...paid, id: 987_654, workContractId: contracts.at(-1) ?? 0 });
    });
    const figures = async () => {
      const query = `query ($id: ID!) { employee(id: $id) { remuneration { ... on Remuneration {
        annualFixedFullTime { money { amount } } variableLast12Months { money { amount } } } } } }`;
      const pay = (await subgraph.data(query, { id: (await employeeIds(subgraph))(id) })).employee.remuneration;
      return [pay.annualFixedFullTime, pay.variableLast12Months].map((each) => Number(each?.money.amount ?? 0));
    };
    const [fixed = 0, variable] = await figures();
    expect(variable).toBe(2000);
    await setMapping(subgraph, [{ luccaId: nature?.id ?? 0, family: 'VARIABLE', kind: 'FIXED_BONUS' }]);
    expect(await figures()).toEqual([fixed + 2000, 0]);
  });

  it.each([
    ['paymentsPerYear', { kind: 'IGNORED', paymentsPerYear: '12' }],
    ['isProportionalToWorkingTime', { kind: 'EXPENSE', isProportionalToWorkingTime: true }],
    ['overlappingItems', { kind: 'EXPENSE', overlappingItems: 'SUM' }],
  ])('a setting of %s that would change nothing is refused, and nothing is set', async (field, setting) => {
    const { natureId } = await mappedNature(subgraph, vouchers);
    expect(await sendMapping(subgraph, { natures: [{ natureId, ...setting }] })).toMatchObject({
      code: 'NO_EFFECT',
      entry: 0,
      field,
    });
    expect(await mappedNature(subgraph, vouchers)).toMatchObject({ kindOrigin: 'ASSUMED' });
  });

  it('each value has an origin of its own', async () => {
    const originsOf = async (luccaId: number, family?: 'VARIABLE') => {
      const mapped = await mappedNature(subgraph, luccaId, family);
      const { origin, kindOrigin, paymentsPerYearOrigin, isProportionalToWorkingTimeOrigin } = mapped;
      return [origin, kindOrigin, paymentsPerYearOrigin, isProportionalToWorkingTimeOrigin];
    };
    await setMapping(subgraph, [
      { luccaId: vouchers, kind: 'FIXED_BONUS' },
      { luccaId: base, isProportionalToWorkingTime: false },
      { luccaId: homeOffice, paymentsPerYear: '1' },
    ]);
    expect(await originsOf(vouchers)).toEqual(['ACCOUNT_SETTING', 'ACCOUNT_SETTING', 'UNKNOWN', 'ASSUMED']);
    expect(await originsOf(base)).toEqual(['ACCOUNT_SETTING', 'LUCCA_CATEGORY', 'INFERRED', 'ACCOUNT_SETTING']);
    expect(await originsOf(homeOffice)).toEqual(['ACCOUNT_SETTING', 'NATURE_NAME', 'ACCOUNT_SETTING', 'ASSUMED']);
    await setMapping(subgraph, [{ luccaId: base }]);
    expect(await originsOf(base)).toEqual(['INFERRED', 'LUCCA_CATEGORY', 'INFERRED', 'LUCCA_CATEGORY']);
    const [variable] = acme.variableNatures.filter(({ category }) => category === null);
    expect(await originsOf(variable?.id ?? 0, 'VARIABLE')).toEqual(['NATURE_NAME', 'NATURE_NAME', null, null]);
  });

  it('a fixed and a variable nature with the same number have separate settings', async () => {
    subgraph.sandbox.control.change(acme.host, ({ variableNatures }) => {
      const [first] = variableNatures;
      if (first) variableNatures.push({ ...first, id: base });
    });
    await mappedNature(subgraph, base, 'VARIABLE', uncached);
    await setMapping(subgraph, [{ luccaId: base, family: 'VARIABLE', kind: 'COMMISSION' }]);
    expect(await mappedNature(subgraph, base, 'VARIABLE')).toMatchObject({ kind: 'COMMISSION' });
    expect(await mappedNature(subgraph, base, 'FIXED')).toMatchObject({ kind: 'BASE_SALARY' });
  });

  it('settings are kept when the key is replaced or the same Lucca connected again, and lost with another Lucca or a disconnect', async () => {
    await setMapping(subgraph, [{ luccaId: homeOffice, isProportionalToWorkingTime: false }]);
    await sendMapping(subgraph, { weeklyHoursAtFullTime: '37.5' });
    const kept = { isProportionalToWorkingTime: false, origin: 'ACCOUNT_SETTING' };
    const replace = `mutation ($input: ReplaceApiKeyInput!) { replaceApiKey(input: $input) { __typename } }`;
    const { replaceApiKey } = await subgraph.data(replace, { input: { apiKey: findKey(acme, 'full') } });
    expect(replaceApiKey.__typename).toBe('AccountConnected');
    expect(await mappedNature(subgraph, homeOffice)).toMatchObject(kept);
    await subgraph.connect(acme);
    expect(await mappedNature(subgraph, homeOffice)).toMatchObject(kept);
    const hours = async () => (await subgraph.data('{ account { weeklyHoursAtFullTime } }')).account;
    expect(await hours()).toEqual({ weeklyHoursAtFullTime: '37.5' });
    await subgraph.connect(globex);
    await subgraph.connect(acme);
    expect(await mappedNature(subgraph, homeOffice)).toMatchObject({ isProportionalToWorkingTime: true });
    expect(await hours()).toEqual({ weeklyHoursAtFullTime: null });
    await setMapping(subgraph, [{ luccaId: homeOffice, isProportionalToWorkingTime: false }]);
    await subgraph.data('mutation { disconnectAccount { wasConnected } }');
    await subgraph.connect(acme);
    expect(await mappedNature(subgraph, homeOffice)).toMatchObject({ isProportionalToWorkingTime: true });
  });

  it('settings of one tenant do not change those of another', async () => {
    const other = { tenant: `other-${tenant}` };
    await subgraph.connect(acme, 'full', other.tenant);
    await setMapping(subgraph, [{ luccaId: premium, kind: 'FIXED_BONUS' }]);
    expect(await mappedNature(subgraph, premium, 'FIXED', other)).toMatchObject({ kind: 'OTHER' });
    // An id of another account is unknown here.
    const { natureId } = await mappedNature(subgraph, premium, 'FIXED', other);
    expect(await sendMapping(subgraph, { natures: [{ natureId, kind: 'OTHER' }] })).toMatchObject({
      code: 'UNKNOWN_NATURE',
    });
  });

  it.each([
    [[{ natureId: 'nonsense' }], 'UNKNOWN_NATURE', 0, 'natureId'],
    [[{}, {}], 'DUPLICATE_NATURE', 1, 'natureId'],
    [[{ paymentsPerYear: '0' }], 'INVALID_NUMBER', 0, 'paymentsPerYear'],
    [[{ paymentsPerYear: '366.01' }], 'INVALID_NUMBER', 0, 'paymentsPerYear'],
    [[{ paymentsPerYear: '-12' }], 'INVALID_NUMBER', 0, 'paymentsPerYear'],
    [[{ paymentsPerYear: 'twelve' }], 'INVALID_NUMBER', 0, 'paymentsPerYear'],
    [[{ paymentsPerYear: '' }], 'INVALID_NUMBER', 0, 'paymentsPerYear'],
    [[{ paymentsPerYear: '1e1' }], 'INVALID_NUMBER', 0, 'paymentsPerYear'],
  ])('%j is refused with %s of entry %i, %s, and nothing is changed', async (entries, code, entry, field) => {
    const { natureId } = await mappedNature(subgraph, base);
    const { natureId: other } = await mappedNature(subgraph, premium);
    const natures = entries.map((each) => ({ natureId, ...each }));
    const good = { natureId: other, kind: 'FIXED_BONUS' };
    const refusal = await sendMapping(subgraph, { natures: [...natures, good] });
    expect(refusal).toMatchObject({ __typename: 'RemunerationMappingProblem', code, entry, field });
    expect(refusal.message).toMatch(/\.$/);
    expect(await mappedNature(subgraph, premium)).toMatchObject({ kind: 'OTHER' });
  });

  it('the hours of legal entities are set one by one, and a list with a mistake changes nothing', async () => {
    const { establishments } = await subgraph.data('{ establishments { id legalEntity { id } } }');
    const [one, two] = [
      ...new Set(establishments.map(({ legalEntity }: { legalEntity: { id: string } }) => legalEntity.id)),
    ];
    const set = (...entries: [unknown, string | null][]) =>
      sendMapping(subgraph, {
        weeklyHoursByLegalEntity: entries.map(([legalEntityId, hours]) => ({
          legalEntityId,
          weeklyHoursAtFullTime: hours,
        })),
      });
    const hours = async () => {
      const asked = '{ account { weeklyHoursByLegalEntity { legalEntityId weeklyHoursAtFullTime } } }';
      return (await subgraph.data(asked)).account.weeklyHoursByLegalEntity;
    };
    await set([one, '37']);
    await set([two, '38.5']);
    const both = [
      { legalEntityId: one, weeklyHoursAtFullTime: '37' },
      { legalEntityId: two, weeklyHoursAtFullTime: '38.5' },
    ];
    expect(await hours()).toEqual(both);
    const field = 'legalEntityId';
    const other = establishments[0].id;
    expect(await set([one, '39'], [other, '40'])).toMatchObject({ code: 'UNKNOWN_LEGAL_ENTITY', entry: 1, field });
    expect(await set([one, '39'], [one, '40'])).toMatchObject({ code: 'DUPLICATE_LEGAL_ENTITY', entry: 1, field });
    expect(await set([two, '39'], [one, '169'])).toMatchObject({
      code: 'INVALID_NUMBER',
      entry: 1,
      field: 'weeklyHoursAtFullTime',
    });
    expect(await hours()).toEqual(both);
    await set([one, null]);
    expect(await hours()).toEqual(both.slice(1));
  });

  it.each([{ kind: 'BASE_SALARY' }, { paymentsPerYear: '12' }, { isProportionalToWorkingTime: true }])(
    'a value for fixed pay only is refused for variable pay: %j',
    async (setting) => {
      const { natureId } = await mappedNature(subgraph, 11, 'VARIABLE');
      expect(await sendMapping(subgraph, { natures: [{ natureId, ...setting }] })).toMatchObject({
        code: 'NOT_FOR_VARIABLE_PAY',
        entry: 0,
        field: Object.keys(setting)[0],
      });
    },
  );

  it.each(['', ' ', '0', '0.0001', '0.9999', '168.0001', '168.5', 'many'])(
    '"%s" weekly hours are refused, and the message says which are accepted',
    async (weeklyHoursAtFullTime) => {
      expect(await sendMapping(subgraph, { weeklyHoursAtFullTime })).toMatchObject({
        code: 'INVALID_NUMBER',
        entry: null,
        field: 'weeklyHoursAtFullTime',
        message: expect.stringContaining('from 1 to 168 for hours a week'),
      });
    },
  );

  it.each(['1', '168'])('%s weekly hours are accepted', async (weeklyHoursAtFullTime) => {
    expect(await sendMapping(subgraph, { weeklyHoursAtFullTime })).toEqual({ __typename: 'RemunerationMappingSet' });
  });

  it('any other text is either refused, or accepted and used for pay', async () => {
    const id = (await employeeIds(subgraph))(findTrap(acme, 'amended')[0]);
    const { natureId } = await mappedNature(subgraph, base);
    const pay = `query ($id: ID!) { employee(id: $id) { remuneration { ... on Remuneration {
      hourlyBase { money { amount } } annualBaseFullTime { money { amount } } explanation { formula } } } } }`;
    const odd = fc.oneof(
      fc.constantFrom(
        '',
        ' ',
        '0',
        '-0',
        '.5',
        '5.',
        '1e2',
        '0x10',
        'NaN',
        'Infinity',
        '+1',
        '1,5',
        '12\n',
        '０',
        '００',
      ),
      fc.constantFrom(0, -1, 12.5, 1e21, 1e-7, 0.0001),
      fc.string({ unit: character, maxLength: 12 }),
      fc.integer({ min: -2, max: 400 }).map((number) => number / 2),
    );
    await sendMapping(subgraph, { weeklyHoursAtFullTime: '35' });
    const outcomes = { refused: 0, taken: 0 };
    const inputs: Record<string, (text: unknown) => object> = {
      weeklyHoursAtFullTime: (text) => ({ weeklyHoursAtFullTime: text }),
      paymentsPerYear: (text) => ({ natures: [{ natureId, paymentsPerYear: text }] }),
      natureId: (text) => ({ natures: [{ natureId: String(text), kind: 'OTHER' }] }),
    };
    for (const [field, inputOf] of Object.entries(inputs))
      await fc.assert(
        fc.asyncProperty(odd, async (text) => {
          const result = await sendMapping(subgraph, inputOf(text));
          const isRefused = result.__typename === 'RemunerationMappingProblem';
          outcomes[isRefused ? 'refused' : 'taken'] += 1;
          if (isRefused) expect(result).toMatchObject({ field, message: expect.stringMatching(/\.$/) });
          const { remuneration } = (await subgraph.data(pay, { id })).employee;
          for (const figure of [remuneration.hourlyBase, remuneration.annualBaseFullTime])
            expect(figure.money.amount).toMatch(/^\d+\.\d\d$/);
        }),
        { numRuns: runs(60), examples: [[''], ['12'], ['0']] },
      );
    expect(outcomes.refused).toBeGreaterThan(runs(60));
    expect(outcomes.taken).toBeGreaterThan(runs(10));
  });

  it('setting the mapping needs its scope, and counts as an operation on the account, of which a request may contain one', async () => {
    const twice = `mutation { one: setRemunerationMapping(input: {}) { __typename } two: setRemunerationMapping(input: {}) { __typename } }`;
    expect((await subgraph.ask(twice)).errors?.[0]?.extensions.code).toBe('OPERATION_TOO_COMPLEX');
    const once = `mutation { setRemunerationMapping(input: {}) { __typename } }`;
    const { errors } = await subgraph.ask(once, {}, { scope: 'lucca:remuneration:read' });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('requests for the inference', () => {
  it('an inference takes at most 5 requests, and none for a day after', async () => {
    await subgraph.connect(globex);
    // Two of them are the lists of natures.
    const cold = await subgraph.countRequests(() => mappingOf(subgraph));
    expect(cold.total).toBeLessThanOrEqual(2 + 5);
    expect((await subgraph.countRequests(() => mappingOf(subgraph))).total).toBe(0);
  });

  it('an inference gives the same result whatever is cached', async () => {
    const cold = await mappingOf(subgraph);
    await subgraph.connect(acme);
    await subgraph.data(
      `{ employees(first: 1000, filter: { status: null }) { edges { node { remuneration { ... on Remuneration { baseSalary { money { amount } } } } } } } }`,
    );
    const requests = await subgraph.countRequests(async () =>
      expect((await mappingOf(subgraph)).map(({ natureId: _, ...each }) => each)).toEqual(
        cold.map(({ natureId: _, ...each }) => each),
      ),
    );
    expect(requests.total).toBe(2);
  });
});
