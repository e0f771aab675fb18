import { beforeEach, describe, expect, it } from 'vitest';
import { scopes } from '../../../src/graph/server/viewer.ts';
import { hosts, type TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import type { Company } from '../../../src/sandbox/model.ts';
import { setMapping } from '../../support/mapping.ts';
import {
  createTestCompany,
  type RequestOptions,
  type Subgraph,
  startSubgraph,
  today,
  uncached,
} from '../../support/subgraph.ts';
import { tinyCompany } from '../../support/tinyCompany.ts';
import { contractsOf, fixedItemsOn, rowOf } from '../../support/truth.ts';

const tiny = tinyCompany() as TrappedCompany;
const ada = 1;
const bo = 2;
const finn = 6;
const message = "Lucca's response contained rows that could not be parsed, and this may be in one of them.";
const gaps = 'dataGaps { field reason }';
const skipped = (...fields: string[]) => fields.map((field) => ({ field, reason: 'UPSTREAM_ERROR' }));
const notSet = (...fields: string[]) => fields.map((field) => ({ field, reason: 'NOT_SET_IN_LUCCA' }));

let clock = 0;
const now = () => Date.parse(`${today}T12:00:00Z`) + Math.floor(performance.now()) + clock;

let subgraph: Subgraph;
beforeEach(async () => {
  clock = 0;
  subgraph = await startSubgraph({ companies: [tiny], app: { now, recheckAfterMs: null } });
  await subgraph.connect(tiny);
});

const change = (edit: (company: Company) => void) => subgraph.sandbox.control.change(tiny.host, edit);
/** Writes an invalid value into a row, and leaves the rest of it unchanged. */
const spoil = (row: object, field: string) => Object.assign(row, { [field]: 'soon' });

/** Makes the rows of these people malformed, and leaves what belongs to them unchanged. */
const spoilPeople = (...ids: number[]) =>
  subgraph.sandbox.control.fail({ kind: 'malformedRow', ids }, { path: '/api/v3/users', times: 100 });

/** The response for everybody in the company, by Lucca's number. */
async function readAll(fields: string) {
  const { employees } = await subgraph.data(
    `{ employees(filter: { status: null }) { edges { node { luccaId ${fields} } } } }`,
  );
  const people = new Map(
    employees.edges.map(({ node }: { node: { luccaId: string } }) => [Number(node.luccaId), node]),
  );
  // biome-ignore lint/suspicious/noExplicitAny: tests read the answer of a query they have just written.
  return (luccaId: number): any => people.get(luccaId);
}

describe('a field that is null because a row could not be parsed says so, and other nulls keep their reason,', () => {
  it('for a contract', async () => {
    change(({ workContracts }) => spoil(rowOf(workContracts, 507), 'startsOn'));
    const of = await readAll(`${gaps} contract(asOf: "2017-01-01") { id } contracts { id }`);
    expect(of(finn).contracts).toEqual([]);
    expect(of(finn).dataGaps).toEqual(expect.arrayContaining(skipped('contract', 'contracts')));
    expect(of(bo).dataGaps).toEqual(notSet('contract'));
  });

  it('for a person that others refer to', async () => {
    change(({ people }) => {
      rowOf(people, 3).managerId = 999;
    });
    const manager = `manager { employee { id } ${gaps} }`;
    const healthy = await readAll(manager);
    expect(healthy(3).manager).toEqual({
      employee: null,
      dataGaps: [{ field: 'employee', reason: 'OUTSIDE_KEY_PERIMETER' }],
    });
    spoilPeople(ada);
    await subgraph.connect(tiny);
    const of = await readAll(manager);
    expect(of(ada)).toBeUndefined();
    // A row without a readable number may be anybody's.
    for (const each of [bo, 3]) expect(of(each).manager.dataGaps).toEqual(skipped('employee'));
  });

  it('for a department, and the parent of one', async () => {
    const path = '/organization/structure/api/departments';
    subgraph.sandbox.control.fail({ kind: 'malformedRow', ids: [10] }, { path, times: 100 });
    const of = await readAll(`${gaps} department { ${gaps} parent { id } } position { department { id } ${gaps} }`);
    expect(of(ada).dataGaps).toEqual(skipped('department'));
    expect(of(ada).position.dataGaps).toEqual(expect.arrayContaining(skipped('department')));
    expect(of(bo).department).toEqual({ parent: null, dataGaps: skipped('parent') });
  });

  it('for an establishment, its legal entity, and the currency and hours that depend on them', async () => {
    change(({ establishments, fixedNatures }) => {
      spoil(rowOf(establishments, 2), 'id');
      for (const nature of fixedNatures) nature.establishmentIds = [];
    });
    const of = await readAll(`${gaps} establishment { id } legalEntity { id } contract { ${gaps} legalEntity { id } }
      remuneration { ... on Remuneration { ${gaps} currency baseSalary { money { amount } } hourlyBase { money { amount } } } }`);
    expect(of(bo).dataGaps).toEqual(skipped('establishment', 'legalEntity'));
    expect(of(bo).contract.dataGaps).toEqual([...notSet('trialPeriodEndsOn'), ...skipped('legalEntity')]);
    expect(of(bo).remuneration.dataGaps).toEqual(skipped('currency', 'baseSalary', 'hourlyBase'));
    expect(of(3).dataGaps).toEqual([]);
  });

  it('for a legal entity', async () => {
    change(({ legalUnits, establishments }) => {
      spoil(rowOf(legalUnits, 20), 'id');
      // The time zone of a place would tell its country.
      rowOf(establishments, 2).timeZoneId = 'CET';
    });
    const of = await readAll(`${gaps} establishment { ${gaps} legalEntity { id } } legalEntity { id }
      remuneration { ... on Remuneration { ${gaps} hourlyBase { money { amount } } } }`);
    expect(of(bo).dataGaps).toEqual(skipped('legalEntity'));
    expect(of(bo).establishment.dataGaps).toEqual(skipped('legalEntity'));
    expect(of(bo).remuneration.dataGaps).toEqual(skipped('hourlyBase'));
  });
});

const pay = `remuneration { ... on RemunerationUnavailable { reason message } ... on Remuneration { ${gaps} currency contract { id }
  baseSalary { money { amount } } annualBaseFullTime { money { amount } } annualFixedFullTime { money { amount } }
  variableLast12Months { money { amount } } hourlyBase { money { amount } }
  explanation { target formula inputs } warnings { code } } }`;

describe('pay with a row that could not be parsed', () => {
  it('has no wrong figures: those that may include the missing item are null', async () => {
    const [bonus] = tiny.fixedItems.filter(({ id }) => id === 807);
    await setMapping(subgraph, [{ luccaId: bonus?.natureId ?? 0, paymentsPerYear: '12' }]);
    const healthy = await readAll(pay);
    change(({ fixedItems }) => spoil(rowOf(fixedItems, 807), 'startsOn'));
    await subgraph.connect(tiny);
    const of = await readAll(pay);
    const figures = ['baseSalary', 'annualBaseFullTime', 'annualFixedFullTime', 'hourlyBase'];
    for (const figure of figures) expect(healthy(ada).remuneration[figure]).not.toBeNull();
    expect(of(ada).remuneration).toMatchObject({
      ...Object.fromEntries(figures.map((figure) => [figure, null])),
      variableLast12Months: healthy(ada).remuneration.variableLast12Months,
      currency: 'EUR',
      dataGaps: expect.arrayContaining(skipped(...figures)),
    });
    expect(of(ada).remuneration.warnings).toContainEqual({ code: 'UPSTREAM_ERROR' });
    expect(of(ada).remuneration.warnings).not.toContainEqual({ code: 'DIFFERS_FROM_LUCCA' });
    for (const target of figures.slice(0, 3))
      expect(of(ada).remuneration.explanation).toContainEqual({ target, formula: 'none', inputs: [message] });
    expect(of(bo).remuneration).toEqual(healthy(bo).remuneration);
  });

  it('has no wrong figures while Lucca fails either', async () => {
    change(({ fixedItems }) => spoil(rowOf(fixedItems, 807), 'startsOn'));
    const of = await readAll(pay);
    clock += 12 * 60_000;
    subgraph.sandbox.control.fail({ kind: 'status', status: 503 }, { times: 1_000 });
    const later = await readAll(`${pay} freshness { source }`);
    expect(later(ada).freshness).toEqual({ source: 'STALE_ON_ERROR' });
    expect(later(ada).remuneration).toEqual(of(ada).remuneration);
    expect(later(bo).remuneration).toEqual(of(bo).remuneration);
  });

  it('is not assumed to be at full time because the row of the person is missing', async () => {
    const query = `{ employees(filter: { status: null }) { edges { node { luccaId ${pay} } } } }`;
    const healthy = await subgraph.data(query);
    spoilPeople(bo);
    // People are served once more while they are being refreshed; pay is not.
    clock += 9 * 60_000;
    const { data, errors } = await subgraph.ask(query);
    const [before, after] = [healthy, data].map(({ employees }) => employees.edges[bo - 1].node);
    expect(after).toMatchObject({
      luccaId: String(bo),
      remuneration: { baseSalary: before.remuneration.baseSalary, annualBaseFullTime: null },
    });
    expect(before.remuneration.annualBaseFullTime).not.toBeNull();
    expect(after.remuneration.dataGaps).toEqual(
      expect.arrayContaining(skipped('annualBaseFullTime', 'annualFixedFullTime', 'hourlyBase')),
    );
    for (const { path, extensions } of errors ?? [])
      expect([path?.[2], extensions.code]).toEqual([bo - 1, 'LUCCA_CONTRACT_BROKEN']);
  });

  it('is not reported as absent if the only item is missing', async () => {
    change(({ fixedItems, variableItems }) => {
      spoil(rowOf(fixedItems, 805), 'startsOn');
      Object.assign(rowOf(variableItems, 904), { periodOn: '2026-05-01' });
    });
    const of = await readAll('remuneration { ... on RemunerationUnavailable { reason message } }');
    expect(of(3).remuneration).toEqual({ reason: 'UPSTREAM_ERROR', message });
    expect(of(finn).remuneration).toMatchObject({ reason: 'NOT_SET_IN_LUCCA' });
    const withVariable = (await readAll(pay))(3).remuneration;
    expect(withVariable).toMatchObject({ baseSalary: null, variableLast12Months: { money: { amount: '900.00' } } });
    expect(withVariable.dataGaps).toEqual(
      expect.arrayContaining(skipped('baseSalary', 'annualBaseFullTime', 'annualFixedFullTime', 'hourlyBase')),
    );
  });

  it('is not reported as absent if the missing variable item may be the only one', async () => {
    change(({ fixedItems, variableItems }) => {
      for (const item of fixedItems) if (item.workContractId === 504) item.endsOn = '2025-12-31';
      spoil(rowOf(variableItems, 904), 'periodOn');
    });
    const of = await readAll(pay);
    expect(of(3).remuneration.reason).toBe('UPSTREAM_ERROR');
    expect(of(finn).remuneration.reason).toBe('NOT_SET_IN_LUCCA');
  });

  it('has no variable pay if a variable item is missing, and all other figures', async () => {
    const healthy = await readAll(pay);
    change(({ variableItems }) => spoil(rowOf(variableItems, 903), 'periodOn'));
    await subgraph.connect(tiny);
    const of = await readAll(pay);
    expect(healthy(bo).remuneration.dataGaps).toEqual(notSet('variableLast12Months'));
    expect(of(bo).remuneration).toMatchObject({
      baseSalary: healthy(bo).remuneration.baseSalary,
      annualBaseFullTime: healthy(bo).remuneration.annualBaseFullTime,
      variableLast12Months: null,
      dataGaps: skipped('variableLast12Months'),
    });
    expect(of(bo).remuneration.warnings).toContainEqual({ code: 'UPSTREAM_ERROR' });
  });

  it('has no currency if the contract is missing, and a warning', async () => {
    change(({ workContracts }) => spoil(rowOf(workContracts, 503), 'startsOn'));
    const of = await readAll(pay);
    expect(of(bo).remuneration).toMatchObject({ contract: null, currency: null, baseSalary: null });
    expect(of(bo).remuneration.dataGaps).toEqual(
      expect.arrayContaining(
        skipped('contract', 'currency', 'baseSalary', 'annualBaseFullTime', 'annualFixedFullTime', 'hourlyBase'),
      ),
    );
    expect(of(bo).remuneration.warnings).toContainEqual({ code: 'UPSTREAM_ERROR' });
    expect(of(ada).remuneration.warnings).not.toContainEqual({ code: 'UPSTREAM_ERROR' });
  });

  it('causes no data quality issue that the skipped row may explain', async () => {
    const query =
      '{ account { dataQuality(codes: [BASE_SALARY_MISSING, NO_APPLICABLE_CONTRACT, CURRENCY_AMBIGUOUS]) { issues { code sample { luccaId } } } } }';
    const issues = async () => (await subgraph.data(query)).account.dataQuality.issues;
    const missing = [{ code: 'BASE_SALARY_MISSING', sample: [{ luccaId: String(finn) }] }];
    expect(await issues()).toEqual(missing);
    change(({ workContracts, fixedItems }) => {
      spoil(rowOf(workContracts, 503), 'startsOn');
      spoil(rowOf(fixedItems, 805), 'startsOn');
    });
    await subgraph.connect(tiny);
    expect(await issues()).toEqual(missing);
  });
});

it('records that could not be parsed are counted by kind, for callers who may see them', async () => {
  const query = '{ account { dataQuality(codes: []) { unreadable { kind count } } } }';
  const counted = async (options?: RequestOptions) => {
    const { account } = await subgraph.data(query, {}, options);
    return Object.fromEntries(account.dataQuality.unreadable.map(({ kind, count }: Counted) => [kind, count]));
  };
  const none = {
    EMPLOYEE: 0,
    CONTRACT: 0,
    FIXED_ITEM: 0,
    VARIABLE_ITEM: 0,
    DEPARTMENT: 0,
    ESTABLISHMENT: 0,
    LEGAL_ENTITY: 0,
  };
  expect(await counted()).toEqual(none);
  spoilPeople(bo);
  change(({ variableItems, departments }) => {
    spoil(rowOf(variableItems, 901), 'periodOn');
    spoil(rowOf(departments, 13), 'id');
  });
  subgraph.sandbox.control.fail({ kind: 'status', status: 403 }, { path: '/directory/api/4.0', times: 2 });
  const expected = { ...none, EMPLOYEE: 1, VARIABLE_ITEM: 1, DEPARTMENT: 1, CONTRACT: null };
  expect(await counted(uncached)).toEqual(expected);
  const scope = scopes.filter((each) => each !== 'lucca:remuneration:read').join(' ');
  expect(await counted({ scope })).toMatchObject({ EMPLOYEE: 1, FIXED_ITEM: null, VARIABLE_ITEM: null });
});

type Counted = { kind: string; count: number | null };

it('everybody keeps their figures, with a warning, if the owner of an item that could not be parsed is unknown', async () => {
  const globex = createTestCompany(hosts.globex, { employees: 700 });
  subgraph = await startSubgraph({ companies: [globex], app: { deadlineMs: 60_000 } });
  await subgraph.connect(globex);
  const query = `{ employees(first: 1000) { edges { node { luccaId ${pay} } } } }`;
  const ask = async () => (await subgraph.data(query, {}, uncached)).employees.edges;
  const healthy = new Map((await ask()).map(({ node }: Edge) => [node.luccaId, node.remuneration]));
  // An invalid number: of the person, and in all rows that belong to them.
  subgraph.sandbox.control.change(globex.host, (company) => {
    const [person] = company.people.filter(({ id }) => fixedItemsOn(globex, id, today).length === 1);
    for (const contract of contractsOf(company, person?.id ?? 0)) contract.ownerId += 0.5;
    if (person) person.id += 0.5;
  });
  const edges: Edge[] = await ask();
  expect(edges).toHaveLength(healthy.size - 1);
  for (const { node } of edges) {
    const truth = healthy.get(node.luccaId) as Edge['node']['remuneration'];
    if (!truth.warnings) continue;
    const { baseSalary, annualBaseFullTime, warnings } = truth;
    expect(node.remuneration).toMatchObject({
      ...(baseSalary && { baseSalary, annualBaseFullTime }),
      warnings: [...warnings, { code: 'UPSTREAM_ERROR' }],
    });
  }
});

type Edge = {
  node: { luccaId: string; remuneration: { baseSalary?: object; annualBaseFullTime?: object; warnings?: object[] } };
};

it('a page with too many rows that could not be parsed is read again, and is never missing from later reads', async () => {
  spoilPeople(1, 2, 3);
  const people = '{ employees(filter: { status: null }) { totalCount } }';
  const broken = await subgraph.ask(people);
  expect(broken.errors).toMatchObject([{ extensions: { code: 'LUCCA_CONTRACT_BROKEN' } }]);
  subgraph.sandbox.control.reset();
  expect(await subgraph.data(people)).toEqual({ employees: { totalCount: tiny.people.length } });
});
