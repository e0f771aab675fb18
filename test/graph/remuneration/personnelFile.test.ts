import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scopes } from '../../../src/graph/server/viewer.ts';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import type { Company } from '../../../src/sandbox/model.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { sendMapping } from '../../support/mapping.ts';
import { payOfInitech } from '../../support/personnelFilePay.ts';
import {
  createTestCompany,
  type RequestOptions,
  type Subgraph,
  startSubgraph,
  today,
  uncached,
} from '../../support/subgraph.ts';
import { personOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const initech = createTestCompany(hosts.initech);
const [ambiguous] = findTrap(initech, 'ambiguousPayField');
const [withoutCurrency] = findTrap(initech, 'payFieldWithoutCurrency');
const [empty] = findTrap(initech, 'emptyPayField');
const [somebody = 0] = initech.people.flatMap(({ id, extendedData, contractEndsOn }) =>
  'e_bonuscible' in extendedData && contractEndsOn === null && id !== ambiguous && id !== withoutCurrency ? [id] : [],
);
let subgraph: Subgraph;
let tenant = 0;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme, initech] });
});
beforeEach(() => {
  subgraph.sandbox.control.reset();
  tenant += 1;
});

// Each test has a tenant of its own, and with it a mapping.
const asTenant = (more: RequestOptions = {}): RequestOptions => ({ tenant: `initech-${tenant}`, ...more });
const ask = (query: string, variables = {}, more?: RequestOptions) => subgraph.ask(query, variables, asTenant(more));
const data = (query: string, variables = {}, more?: RequestOptions) => subgraph.data(query, variables, asTenant(more));
const set = (personnelFilePay: object | null, more?: RequestOptions) =>
  sendMapping(subgraph, { personnelFilePay }, asTenant(more));

async function connect(pay: object | null = payOfInitech) {
  await subgraph.connect(initech, 'full', `initech-${tenant}`);
  if (pay) expect(await set(pay)).toEqual({ __typename: 'RemunerationMappingSet' });
}

/** Reads the pay of one person. */
async function payOf(luccaId: number, fields: string, asOf = today, more: RequestOptions = uncached) {
  const id = (await employeeIds(subgraph, asTenant()))(luccaId);
  const query = `query ($id: ID!, $asOf: Date) { employee(id: $id) { remuneration(asOf: $asOf) { __typename
    ... on RemunerationUnavailable { reason message permission } ... on Remuneration { ${fields} } } } }`;
  return (await data(query, { id, asOf }, more)).employee.remuneration;
}

/** Fills in custom fields of one person. */
const fill = (luccaId: number, fields: Record<string, string | number>) =>
  subgraph.sandbox.control.change(initech.host, (company: Company) => {
    for (const [field, value] of Object.entries(fields))
      personOf(company, luccaId).extendedData[field] = { id: 999_999, value };
  });

const yearly = `source currency baseSalary { money { amount } period } annualBaseFullTime { money { amount } }
  annualVariableTarget { money { amount } }`;

describe('pay of personnel files', () => {
  it('is none until the account has named the fields, and follows from them at once, with its source', async () => {
    await connect(null);
    expect(await payOf(somebody, 'source')).toMatchObject({ reason: 'MODULE_NOT_INSTALLED' });
    await set(payOfInitech);
    fill(somebody, { e_salaireannuel: "80'000", e_bonuscible: 4_000, e_devise: 101, e_tauxactivite: '80 %' });
    expect(await payOf(somebody, yearly)).toEqual({
      __typename: 'Remuneration',
      source: 'PERSONNEL_FILE',
      currency: 'CHF',
      baseSalary: { money: { amount: '80000' }, period: 'YEAR' },
      annualBaseFullTime: { money: { amount: '100000.00' } },
      annualVariableTarget: { money: { amount: '4000.00' } },
    });
    expect(await set(null)).toEqual({ __typename: 'RemunerationMappingSet' });
    expect(await payOf(somebody, 'source')).toMatchObject({ reason: 'MODULE_NOT_INSTALLED' });
  });

  it.each([
    ['a month at full time', { period: 'MONTH', isAtFullTime: true }, '6000', 'MONTH', '72000.00'],
    [
      'a thirteenth of a year',
      { period: 'MONTH', paymentsPerYear: '13', isAtFullTime: false },
      '6000',
      null,
      '97500.00',
    ],
    // 42 hours, by the arrangement.
    ['an hour', { period: 'HOUR', isAtFullTime: false }, '40', 'HOUR', '87360.00'],
  ])('may be entered for %s', async (_, salary, amount, period, annual) => {
    await connect({ ...payOfInitech, baseSalary: { fieldId: 'e_salaireannuel', ...salary } });
    const [swiss = 0] = initech.people.flatMap(({ id, establishmentId, contractEndsOn, extendedData }) =>
      establishmentId === 1 && contractEndsOn === null && 'e_salaireannuel' in extendedData ? [id] : [],
    );
    fill(swiss, { e_salaireannuel: amount, e_tauxactivite: '80 %' });
    const pay = await payOf(
      swiss,
      `${yearly} fixedItems { annualFullTime { amount } } hourlyBase { money { amount } }`,
    );
    expect(pay.baseSalary).toEqual({ money: { amount }, period });
    expect(pay.annualBaseFullTime.money.amount).toBe(annual);
    expect(pay.fixedItems[0].annualFullTime.amount).toBe(annual);
    if (period === 'HOUR') expect(pay.hourlyBase.money.amount).toBe('40.00');
  });

  it('is explained with the custom field, and its items have the id of the field', async () => {
    await connect();
    const pay = await payOf(
      somebody,
      'explanation { target inputs } fixedItems { luccaId natureId natureName kind startsOn endsOn }',
    );
    const steps = pay.explanation as { target: string; inputs: string[] }[];
    const base = steps.find(({ target }) => target === 'annualBaseFullTime')?.inputs ?? [];
    expect(base[0]).toMatch(/^amount1 = \d+ \w+ \(the custom field “salaireannuel” \(e_salaireannuel\)\)$/);
    expect(base[2]).toMatch(/^share = \S+ of full time \(the custom field “tauxactivite” \(e_tauxactivite\)\)$/);
    const item = { startsOn: '1900-01-01', endsOn: null };
    expect(pay.fixedItems).toEqual([
      {
        ...item,
        luccaId: 'e_salaireannuel',
        natureId: 'e_salaireannuel',
        natureName: 'salaireannuel',
        kind: 'BASE_SALARY',
      },
      { ...item, luccaId: 'e_bonuscible', natureId: 'e_bonuscible', natureName: 'bonuscible', kind: 'VARIABLE_BONUS' },
    ]);
  });

  it.each([
    ['text that can be read in several ways', ambiguous, {}, ['AMBIGUOUS_AMOUNT', 'BLOCKING', 'e_salaireannuel'], null],
    ['no currency', withoutCurrency, {}, ['CURRENCY_ASSUMED', 'CAUTION', null], 'known'],
    [
      'a currency that is none',
      somebody,
      { e_salaireannuel: 'SEK 92400.00' },
      ['MIXED_CURRENCIES', 'BLOCKING', null],
      null,
    ],
    [
      'a share that cannot be read',
      somebody,
      { e_tauxactivite: '5' },
      ['AMBIGUOUS_AMOUNT', 'BLOCKING', 'e_tauxactivite'],
      'known',
    ],
  ] as const)('with %s has a warning, and no figure that it leaves open', async (_, who, fields, expected, figure) => {
    await connect();
    fill(who, fields);
    const pay = await payOf(
      who,
      `annualBaseFullTime { money { amount } } currency
      warnings(severity: [CAUTION, BLOCKING]) { code severity message } dataGaps { field message }`,
    );
    const [code, severity, named] = expected;
    const warnings = pay.warnings as { code: string; message: string }[];
    expect(warnings.filter((each) => each.code !== 'FTE_ASSUMED')).toEqual([
      expect.objectContaining({ code, severity }),
    ]);
    if (named) expect(warnings.at(-1)?.message).toContain(named);
    expect(pay.annualBaseFullTime === null).toBe(figure === null);
    if (named && figure === null)
      expect(pay.dataGaps[0]).toMatchObject({ field: 'annualBaseFullTime', message: expect.stringContaining(named) });
  });

  it('is unavailable for any other day, and where nothing is filled in', async () => {
    await connect();
    for (const day of ['2025-12-31', '2026-11-23', '2026-11-25'])
      expect(await payOf(somebody, 'source', day)).toMatchObject({ reason: 'KNOWN_FOR_TODAY_ONLY' });
    expect(await payOf(empty, 'source')).toMatchObject({ reason: 'NOT_SET_IN_LUCCA' });
    const [gross, history] = [
      await payOf(somebody, 'annualGrossPay { total { amount } explanation { inputs } } variableItems { totalCount }'),
      (
        await data(
          `query ($id: ID!) { employee(id: $id) { raises { on } remunerationHistory(from: "2026-01-01", to: "2026-12-31") {
        startsOn endsOn remuneration { __typename } } } }`,
          { id: (await employeeIds(subgraph, asTenant()))(somebody) },
        )
      ).employee,
    ];
    expect(gross).toMatchObject({ annualGrossPay: { total: null }, variableItems: null });
    expect(gross.annualGrossPay.explanation[0].inputs[0]).toContain('keeps no history');
    expect(history.raises).toBeNull();
    expect(
      history.remunerationHistory.filter(
        (each: { remuneration: { __typename: string } }) => each.remuneration.__typename === 'Remuneration',
      ),
    ).toEqual([{ startsOn: today, endsOn: today, remuneration: { __typename: 'Remuneration' } }]);
  });

  it.each(['/api/v3/users', '/api/v3/extensionuserdefinitions', '/directory/api/4.0/work-contracts'])(
    'fails while Lucca does at %s, and is not taken for none',
    async (path) => {
      await connect();
      const id = (await employeeIds(subgraph, asTenant()))(somebody);
      subgraph.sandbox.control.fail({ kind: 'status', status: 500 }, { path, times: 1_000 });
      const query = 'query ($id: ID!) { employee(id: $id) { remuneration { __typename } remunerationDigest } }';
      const { data, errors } = await ask(query, { id }, uncached);
      expect(data.employee === null || Object.values(data.employee).every((each) => each === null)).toBe(true);
      expect(errors?.map(({ extensions }) => extensions.code)).toContain('LUCCA_ERROR');
    },
  );

  it('is unavailable for a key without personnel files', async () => {
    await connect();
    const everywhere =
      '{ employees(first: 1000) { edges { node { remuneration { ... on RemunerationUnavailable { reason permission } } } } } }';
    await subgraph.connect(initech, 'without: personnelFiles', `initech-${tenant}`);
    const { employees } = await data(everywhere);
    for (const { node } of employees.edges)
      expect(node.remuneration).toEqual({ reason: 'PERMISSION_MISSING', permission: 'PERSONNEL_FILES' });
    const { errors } = await ask('{ payAnalysis(measure: ANNUAL_BASE_FULL_TIME) { currency } }');
    expect(errors).toMatchObject([{ extensions: { code: 'LUCCA_PERMISSION_MISSING' } }]);
    const { account } = await data(
      '{ account { dataQuality(codes: [BASE_SALARY_MISSING]) { issues { code } notChecked { permission } } } }',
    );
    expect(account.dataQuality).toEqual({ issues: [], notChecked: [{ permission: 'PERSONNEL_FILES' }] });
  });
});

describe('what rests on pay of personnel files', () => {
  it('is compared, and people without a figure are left out by reason', async () => {
    await connect();
    const analysis =
      '{ payAnalysis(measure: ANNUAL_BASE_FULL_TIME, currency: "CHF") { overall { all { count } } leftOut { reason count } } }';
    const { payAnalysis } = await data(analysis);
    const left = Object.fromEntries(
      payAnalysis.leftOut.map(({ reason, count }: { reason: string; count: number }) => [reason, count]),
    );
    expect(left).toMatchObject({ NO_FIGURE: 1 });
    const all = await everybody<{ remuneration: { currency?: string; annualBaseFullTime?: object } }>(
      subgraph,
      'remuneration { ... on Remuneration { currency annualBaseFullTime { period } } }',
      { filter: {}, options: asTenant() },
    );
    const inFrancs = all.filter(
      ({ remuneration: { currency, annualBaseFullTime } }) => currency === 'CHF' && annualBaseFullTime,
    );
    expect(payAnalysis.overall.all.count).toBe(inFrancs.length);
    expect(left.OTHER_CURRENCY + left.NO_FIGURE + left.NO_PAY + inFrancs.length).toBe(all.length);
  });

  it('is looked at for missing salaries and for text that cannot be read', async () => {
    await connect();
    fill(somebody, { e_tauxactivite: '5' });
    const codes = '[BASE_SALARY_MISSING, CURRENCY_AMBIGUOUS, PERSONNEL_FILE_PAY_UNREADABLE, OVERLAPPING_PAY_ITEMS]';
    const query = `{ account { dataQuality(codes: ${codes}) { issues { code sample { luccaId } } notChecked { code } } } }`;
    const { account } = await data(query, {}, uncached);
    expect(account.dataQuality).toEqual({
      issues: [
        { code: 'BASE_SALARY_MISSING', sample: [{ luccaId: String(empty) }] },
        {
          code: 'PERSONNEL_FILE_PAY_UNREADABLE',
          sample: [ambiguous, somebody].toSorted((a, b) => a - b).map((id) => ({ luccaId: String(id) })),
        },
      ],
      notChecked: [],
    });
  });

  it.each([
    ['a raise', { e_salaireannuel: 123_456 }],
    ['another bonus', { e_bonuscible: 17 }],
    ['another currency', { e_devise: 102 }],
    ['another share of full time', { e_tauxactivite: '50 %' }],
    ['text that cannot be read', { e_salaireannuel: 'see contract' }],
  ])('has another digest after %s, and the filter finds that person alone', async (_, fields) => {
    await connect();
    if ('e_devise' in fields) fill(somebody, { e_devise: 101 });
    const digests = async (more?: RequestOptions) =>
      (
        await everybody<{ luccaId: string; remunerationDigest: string }>(subgraph, 'luccaId remunerationDigest', {
          options: asTenant(more),
        })
      ).map(({ remunerationDigest }) => remunerationDigest);
    const known = await digests(uncached);
    expect(new Set(known).size).toBe(initech.people.length);
    fill(somebody, fields as Record<string, string | number>);
    const changed = `query ($known: [String!]) { employees(filter: { status: null, remunerationDigestNotIn: $known }) { edges { node { luccaId } } } }`;
    const { employees } = await data(changed, { known }, uncached);
    expect(employees.edges.map(({ node }: { node: { luccaId: string } }) => node.luccaId)).toEqual([String(somebody)]);
  });

  it('keeps its digest however the same amount is written', async () => {
    await connect();
    const digest = async () =>
      (
        await data(
          `query ($id: ID!) { employee(id: $id) { remunerationDigest } }`,
          { id: (await employeeIds(subgraph, asTenant()))(somebody) },
          uncached,
        )
      ).employee.remunerationDigest;
    fill(somebody, { e_salaireannuel: 92_400 });
    const before = await digest();
    fill(somebody, { e_salaireannuel: "92'400", e_costcentre: 'another' });
    expect(await digest()).toBe(before);
  });

  it('takes 2 requests in place of those for items: 8 for everybody, and none once cached', async () => {
    await connect();
    await subgraph.connect(initech, 'full', `initech-${tenant}`);
    const fields = `remuneration { ... on Remuneration { ${yearly} annualGuaranteedFullTime { money { amount } } variableLast12Months { period }
      annualGrossPay { hours } hourlyBase { period } explanation { inputs } warnings { code } freshness { source } } } remunerationDigest raises { on }`;
    const query = `{ employees(first: 1000) { edges { node { ${fields} } } } }`;
    const cold = await subgraph.countRequests(() => data(query));
    expect(cold.byPath).toEqual({
      '/api/v3/users': 2,
      '/api/v3/extensionuserdefinitions': 1,
      '/directory/api/4.0/work-contracts': 1,
      '/organization/structure/api/establishments': 1,
      '/organization/structure/api/legal-units': 1,
      '/schedule/api/employee-assignments': 1,
      '/schedule/api/working-time-arrangements': 1,
    });
    expect((await subgraph.countRequests(() => data(query))).total).toBe(0);
  });
});

describe('who may read pay of personnel files', () => {
  const without = (scope: string) => scopes.filter((each) => each !== scope).join(' ');

  it('needs the scopes of pay: without them neither figures nor the fields themselves are returned, nor is anything read', async () => {
    await connect();
    const id = (await employeeIds(subgraph, asTenant()))(somebody);
    await subgraph.connect(initech, 'full', `initech-${tenant}`);
    const reports = 'lucca:remuneration:read:reports';
    const scope = scopes.filter((each) => !each.startsWith('lucca:remuneration')).join(' ');
    const query = `query ($id: ID!) { employee(id: $id) { remuneration { __typename } remunerationHistory { startsOn } raises { on }
      remunerationDigest customFields { luccaId } } }`;
    for (const each of [scope, `${scope} ${reports}`]) {
      const { byPath } = await subgraph.countRequests(async () => {
        const { data, errors = [] } = await ask(query, { id }, { scope: each });
        expect(new Set(Object.values(data.employee))).toEqual(new Set([null]));
        expect(errors.map(({ extensions }) => extensions.code)).toEqual(Array(5).fill('FORBIDDEN'));
      });
      expect(Object.keys(byPath)).not.toContain('/api/v3/extensionuserdefinitions');
    }
    const quality =
      '{ account { dataQuality(codes: [PERSONNEL_FILE_PAY_UNREADABLE, BASE_SALARY_MISSING]) { issues { code } notChecked { reason } } } }';
    const { account } = await data(quality, {}, { scope: without('lucca:remuneration:read') });
    expect(account.dataQuality).toEqual({
      issues: [],
      notChecked: [{ reason: 'HIDDEN_FROM_VIEWER' }, { reason: 'HIDDEN_FROM_VIEWER' }],
    });
    const named = '{ account { personnelFilePay { currencyFieldId } } }';
    const { errors } = await ask(named, {}, { scope: 'lucca:employees:read' });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await data(named)).account.personnelFilePay).toEqual({ currencyFieldId: 'e_devise' });
  });

  it('is in the access log as pay', async () => {
    await connect();
    await data(`query Looked { payAnalysis(measure: ANNUAL_BASE_FULL_TIME, currency: "CHF") { currency } }`);
    await payOf(somebody, 'source');
    const log = '{ account { accessLog(first: 1) { edges { node { pay { luccaIds } } } } } }';
    expect((await data(log)).account.accessLog.edges[0].node.pay).toEqual({ luccaIds: [String(somebody)] });
  });
});

describe('naming custom fields as pay', () => {
  const salary = (more: object) => ({ ...payOfInitech, baseSalary: { ...payOfInitech.baseSalary, ...more } });
  const bonus = { fieldId: 'e_bonuscible', paymentsPerYear: '1', isAtFullTime: false, isVariable: true };
  const at = (field: string, entry: number | null = null) => ({ field: `personnelFilePay.${field}`, entry });
  it.each([
    ['UNKNOWN_CUSTOM_FIELD', at('baseSalary.fieldId'), salary({ fieldId: 'e_nonsense' })],
    ['WRONG_CUSTOM_FIELD_TYPE', at('baseSalary.fieldId'), salary({ fieldId: 'e_lastreview' })],
    ['WRONG_CUSTOM_FIELD_TYPE', at('baseSalary.fieldId'), salary({ fieldId: 'e_workmode' })],
    ['UNREADABLE_VALUES', at('baseSalary.fieldId'), salary({ fieldId: 'e_costcentre' })],
    ['NO_EFFECT', at('baseSalary.paymentsPerYear'), salary({ paymentsPerYear: '12' })],
    ['INVALID_NUMBER', at('baseSalary.paymentsPerYear'), salary({ period: 'MONTH', paymentsPerYear: '0' })],
    [
      'UNKNOWN_CUSTOM_FIELD',
      at('bonuses.fieldId', 1),
      { ...payOfInitech, bonuses: [bonus, { ...bonus, fieldId: 'x' }] },
    ],
    ['DUPLICATE_CUSTOM_FIELD', at('bonuses.fieldId', 1), { ...payOfInitech, bonuses: [bonus, bonus] }],
    [
      'INVALID_NUMBER',
      at('bonuses.paymentsPerYear', 0),
      { ...payOfInitech, bonuses: [{ ...bonus, paymentsPerYear: '367' }] },
    ],
    ['TOO_MANY_BONUSES', at('bonuses'), { ...payOfInitech, bonuses: Array(21).fill(bonus) }],
    ['WRONG_CUSTOM_FIELD_TYPE', at('currencyFieldId'), { ...payOfInitech, currencyFieldId: 'e_lastreview' }],
    ['UNREADABLE_VALUES', at('currencyFieldId'), { ...payOfInitech, currencyFieldId: 'e_workmode' }],
    ['DUPLICATE_CUSTOM_FIELD', at('fullTimeShareFieldId'), { ...payOfInitech, fullTimeShareFieldId: 'e_devise' }],
    ['UNREADABLE_VALUES', at('fullTimeShareFieldId'), { ...payOfInitech, fullTimeShareFieldId: 'e_languages' }],
  ])('is refused with %s, which names %j, and nothing changes', async (code, place, pay) => {
    await connect();
    expect(await set(pay)).toEqual({
      __typename: 'RemunerationMappingProblem',
      code,
      ...place,
      message: expect.stringMatching(/\.$/),
    });
    const named =
      'personnelFilePay { isInUse baseSalary { fieldId period paymentsPerYear isAtFullTime } bonuses { fieldId paymentsPerYear isAtFullTime isVariable } currencyFieldId fullTimeShareFieldId }';
    expect((await data(`{ account { ${named} } }`)).account.personnelFilePay).toEqual({
      isInUse: true,
      ...payOfInitech,
      baseSalary: { ...payOfInitech.baseSalary, paymentsPerYear: null },
    });
  });

  it('is refused where the API key reads Lucca’s own module, and has no effect from the day on which it does', async () => {
    await subgraph.connect(acme, 'full', `initech-${tenant}`);
    expect(await set(payOfInitech)).toMatchObject({ code: 'PAY_MODULE_READABLE', field: 'personnelFilePay' });

    await subgraph.connect(acme, 'without: individualSituations', `initech-${tenant}`);
    const [first] = acme.people.filter(({ contractEndsOn }) => contractEndsOn === null);
    subgraph.sandbox.control.change(acme.host, ({ people }: Company) => {
      for (const { extendedData } of people) extendedData.e_costcentre = { id: 1, value: 50_000 };
    });
    const inCostCentre = { baseSalary: { fieldId: 'e_costcentre', period: 'YEAR', isAtFullTime: true } };
    expect(await set(inCostCentre)).toEqual({ __typename: 'RemunerationMappingSet' });
    const read = 'source annualBaseFullTime { money { amount } }';
    const ofFile = { source: 'PERSONNEL_FILE', annualBaseFullTime: { money: { amount: '50000.00' } } };
    expect(await payOf(first?.id ?? 0, read)).toMatchObject(ofFile);
    await subgraph.connect(acme, 'full', `initech-${tenant}`);
    expect(await payOf(first?.id ?? 0, read)).toMatchObject({ source: 'REMUNERATION_ITEMS' });
    expect((await data('{ account { personnelFilePay { isInUse } } }')).account.personnelFilePay).toEqual({
      isInUse: false,
    });
  });

  const asLevel = (customFieldId: string) =>
    data(
      `mutation ($customFieldId: ID!) { setWorkerCategories(input: { level: { origin: CUSTOM_FIELD, customFieldId: $customFieldId } }) {
        __typename ... on WorkerCategoriesProblem { code field } } }`,
      { customFieldId },
    );

  it('is refused for a field that shows levels, and a field of pay shows no levels, which take no scope for pay', async () => {
    await connect();
    expect((await asLevel('e_salaireannuel')).setWorkerCategories).toEqual({
      __typename: 'WorkerCategoriesProblem',
      code: 'CUSTOM_FIELD_OF_PAY',
      field: 'level.customFieldId',
    });
    await set(null);
    expect((await asLevel('e_salaireannuel')).setWorkerCategories.__typename).toBe('WorkerCategoriesSet');
    expect(await set(payOfInitech)).toMatchObject({ code: 'CUSTOM_FIELD_OF_CATEGORY', ...at('baseSalary.fieldId') });
  });

  it('takes the scopes of custom fields', async () => {
    await connect(null);
    for (const scope of ['lucca:demographics:read', 'lucca:remuneration:read']) {
      const document = `mutation ($input: SetRemunerationMappingInput!) { setRemunerationMapping(input: $input) { __typename } }`;
      const given = { scope: scopes.filter((each) => each !== scope).join(' ') };
      const { errors } = await ask(document, { input: { personnelFilePay: payOfInitech } }, given);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });

  it('takes a request for the fields, and those for the files', async () => {
    await connect(null);
    const { byPath } = await subgraph.countRequests(() => set(payOfInitech));
    expect(byPath).toEqual({ '/api/v3/extensionuserdefinitions': 1, '/api/v3/users': 1 });
  });
});
