import { beforeEach, describe, expect, it } from 'vitest';
import { scopes } from '../../../src/graph/server/viewer.ts';
import { hosts, type TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import type { Company } from '../../../src/sandbox/model.ts';
import {
  type Asking,
  createTestCompany,
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
const leftOut = (...fields: string[]) => fields.map((field) => ({ field, reason: 'UPSTREAM_ERROR' }));
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
/** Writes into a row what does not belong there, and leaves its other parts as they are. */
const spoil = (row: object, field: string) => Object.assign(row, { [field]: 'soon' });

/** What everybody of the company is told, by Lucca's number. */
async function told(fields: string) {
  const { employees } = await subgraph.data(
    `{ employees(filter: { status: null }) { edges { node { luccaId ${fields} } } } }`,
  );
  const people = new Map(
    employees.edges.map(({ node }: { node: { luccaId: string } }) => [Number(node.luccaId), node]),
  );
  // biome-ignore lint/suspicious/noExplicitAny: tests read the answer of a query they have just written.
  return (luccaId: number): any => people.get(luccaId);
}

describe('what is null because a row could not be understood says so, and other nulls keep their reason', () => {
  it('for a contract', async () => {
    change(({ workContracts }) => spoil(rowOf(workContracts, 507), 'startsOn'));
    const of = await told(`${gaps} contract(asOf: "2017-01-01") { id } contracts { id }`);
    expect(of(finn).contracts).toEqual([]);
    expect(of(finn).dataGaps).toEqual(expect.arrayContaining(leftOut('contract', 'contracts')));
    expect(of(bo).dataGaps).toEqual(notSet('contract'));
  });

  it('for a person whom others refer to', async () => {
    change(({ people }) => {
      spoil(rowOf(people, ada), 'contractStartsOn');
      rowOf(people, 3).managerId = 999;
    });
    const of = await told(`manager { employee { id } ${gaps} }`);
    expect(of(ada)).toBeUndefined();
    expect(of(bo).manager.dataGaps).toEqual(leftOut('employee'));
    expect(of(3).manager).toEqual({
      employee: null,
      dataGaps: [{ field: 'employee', reason: 'OUTSIDE_KEY_PERIMETER' }],
    });
  });

  it('for a department, and the parent of one', async () => {
    change(({ departments }) => Object.assign(rowOf(departments, 10), { code: 7 }));
    const of = await told(`${gaps} department { ${gaps} parent { id } } position { department { id } ${gaps} }`);
    expect(of(ada).dataGaps).toEqual(leftOut('department'));
    expect(of(ada).position.dataGaps).toEqual(expect.arrayContaining(leftOut('department')));
    expect(of(bo).department).toEqual({ parent: null, dataGaps: leftOut('parent') });
  });

  it('for an establishment, its legal entity, and the currency and hours they tell', async () => {
    change(({ establishments, fixedNatures }) => {
      Object.assign(rowOf(establishments, 2), { code: 7 });
      for (const nature of fixedNatures) nature.establishmentIds = [];
    });
    const of = await told(`${gaps} establishment { id } legalEntity { id } contract { ${gaps} legalEntity { id } }
      remuneration { ... on Remuneration { ${gaps} currency baseSalary { money { amount } } hourlyGross { money { amount } } } }`);
    expect(of(bo).dataGaps).toEqual(leftOut('establishment', 'legalEntity'));
    expect(of(bo).contract.dataGaps).toEqual([...notSet('trialPeriodEndsOn'), ...leftOut('legalEntity')]);
    expect(of(bo).remuneration.dataGaps).toEqual(leftOut('currency', 'baseSalary', 'hourlyGross'));
    expect(of(3).dataGaps).toEqual([]);
  });

  it('for a legal entity', async () => {
    change(({ legalUnits }) => Object.assign(rowOf(legalUnits, 20), { countryCode: 7 }));
    const of = await told(`${gaps} establishment { ${gaps} legalEntity { id } } legalEntity { id }
      remuneration { ... on Remuneration { ${gaps} hourlyGross { money { amount } } } }`);
    expect(of(bo).dataGaps).toEqual(leftOut('legalEntity'));
    expect(of(bo).establishment.dataGaps).toEqual(leftOut('legalEntity'));
    expect(of(bo).remuneration.dataGaps).toEqual(leftOut('hourlyGross'));
  });
});

const pay = `remuneration { ... on RemunerationUnavailable { reason message } ... on Remuneration { ${gaps} currency contract { id }
  baseSalary { money { amount } } annualBaseFullTime { money { amount } } annualFixedFullTime { money { amount } }
  variableLast12Months { money { amount } } hourlyGross { money { amount } }
  explanation { target formula inputs } warnings { code } } }`;

describe('pay of which a row could not be understood', () => {
  it('has no figure that looks right and is not: where an item is missing, the figures it may be in are null', async () => {
    const healthy = await told(pay);
    change(({ fixedItems }) => spoil(rowOf(fixedItems, 807), 'startsOn'));
    await subgraph.connect(tiny);
    const of = await told(pay);
    const figures = ['baseSalary', 'annualBaseFullTime', 'annualFixedFullTime', 'hourlyGross'];
    for (const figure of figures) expect(healthy(ada).remuneration[figure]).not.toBeNull();
    expect(of(ada).remuneration).toMatchObject({
      ...Object.fromEntries(figures.map((figure) => [figure, null])),
      variableLast12Months: healthy(ada).remuneration.variableLast12Months,
      currency: 'EUR',
      dataGaps: expect.arrayContaining(leftOut(...figures)),
    });
    expect(of(ada).remuneration.warnings).toContainEqual({ code: 'UPSTREAM_ERROR' });
    expect(of(ada).remuneration.warnings).not.toContainEqual({ code: 'DIFFERS_FROM_LUCCA' });
    for (const target of figures.slice(0, 3))
      expect(of(ada).remuneration.explanation).toContainEqual({ target, formula: 'none', inputs: [message] });
    expect(of(bo).remuneration).toEqual(healthy(bo).remuneration);
  });

  it('has none while Lucca fails, either', async () => {
    change(({ fixedItems }) => spoil(rowOf(fixedItems, 807), 'startsOn'));
    const of = await told(pay);
    clock += 12 * 60_000;
    subgraph.sandbox.control.fail({ kind: 'status', status: 503 }, { times: 1_000 });
    const later = await told(`${pay} freshness { source }`);
    expect(later(ada).freshness).toEqual({ source: 'STALE_ON_ERROR' });
    expect(later(ada).remuneration).toEqual(of(ada).remuneration);
    expect(later(bo).remuneration).toEqual(of(bo).remuneration);
  });

  it('takes nobody to work full time because the row of the person is missing', async () => {
    const query = `{ employees(filter: { status: null }) { edges { node { luccaId ${pay} } } } }`;
    const healthy = await subgraph.data(query);
    change(({ people }) => spoil(rowOf(people, bo), 'contractStartsOn'));
    // People are served once more while they are read anew, and pay is not.
    clock += 9 * 60_000;
    const { data, errors } = await subgraph.ask(query);
    const [before, after] = [healthy, data].map(({ employees }) => employees.edges[bo - 1].node);
    expect(after).toMatchObject({
      luccaId: String(bo),
      remuneration: { baseSalary: before.remuneration.baseSalary, annualBaseFullTime: null },
    });
    expect(before.remuneration.annualBaseFullTime).not.toBeNull();
    expect(after.remuneration.dataGaps).toEqual(
      expect.arrayContaining(leftOut('annualBaseFullTime', 'annualFixedFullTime', 'hourlyGross')),
    );
    for (const { path, extensions } of errors ?? [])
      expect([path?.[2], extensions.code]).toEqual([bo - 1, 'LUCCA_CONTRACT_BROKEN']);
  });

  it('is not said not to be there, where the only item is missing', async () => {
    change(({ fixedItems, variableItems }) => {
      spoil(rowOf(fixedItems, 805), 'startsOn');
      Object.assign(rowOf(variableItems, 904), { periodOn: '2026-05-01' });
    });
    const of = await told('remuneration { ... on RemunerationUnavailable { reason message } }');
    expect(of(3).remuneration).toEqual({ reason: 'UPSTREAM_ERROR', message });
    expect(of(finn).remuneration).toMatchObject({ reason: 'NOT_SET_IN_LUCCA' });
    const withVariable = (await told(pay))(3).remuneration;
    expect(withVariable).toMatchObject({ baseSalary: null, variableLast12Months: { money: { amount: '900.00' } } });
    expect(withVariable.dataGaps).toEqual(
      expect.arrayContaining(leftOut('baseSalary', 'annualBaseFullTime', 'annualFixedFullTime', 'hourlyGross')),
    );
  });

  it('is not said not to be there, where a variable item is missing that may be all there is', async () => {
    change(({ fixedItems, variableItems }) => {
      for (const item of fixedItems) if (item.workContractId === 504) item.endsOn = '2025-12-31';
      spoil(rowOf(variableItems, 904), 'periodOn');
    });
    const of = await told(pay);
    expect(of(3).remuneration.reason).toBe('UPSTREAM_ERROR');
    expect(of(finn).remuneration.reason).toBe('NOT_SET_IN_LUCCA');
  });

  it('tells no variable pay where an item of it is missing, and all else', async () => {
    const healthy = await told(pay);
    change(({ variableItems }) => spoil(rowOf(variableItems, 903), 'periodOn'));
    await subgraph.connect(tiny);
    const of = await told(pay);
    expect(healthy(bo).remuneration.dataGaps).toEqual(notSet('variableLast12Months'));
    expect(of(bo).remuneration).toMatchObject({
      baseSalary: healthy(bo).remuneration.baseSalary,
      annualBaseFullTime: healthy(bo).remuneration.annualBaseFullTime,
      variableLast12Months: null,
      dataGaps: leftOut('variableLast12Months'),
    });
    expect(of(bo).remuneration.warnings).toContainEqual({ code: 'UPSTREAM_ERROR' });
  });

  it('has no currency for lack of the contract that is missing, and a warning', async () => {
    change(({ workContracts }) => spoil(rowOf(workContracts, 503), 'trialPeriodDays'));
    const of = await told(pay);
    expect(of(bo).remuneration).toMatchObject({ contract: null, currency: null, baseSalary: null });
    expect(of(bo).remuneration.dataGaps).toEqual(
      expect.arrayContaining(
        leftOut('contract', 'currency', 'baseSalary', 'annualBaseFullTime', 'annualFixedFullTime', 'hourlyGross'),
      ),
    );
    expect(of(bo).remuneration.warnings).toContainEqual({ code: 'UPSTREAM_ERROR' });
    expect(of(ada).remuneration.warnings).not.toContainEqual({ code: 'UPSTREAM_ERROR' });
  });

  it('finds nobody with an issue that may only be ours', async () => {
    const query =
      '{ account { dataQuality(codes: [BASE_SALARY_MISSING, NO_APPLICABLE_CONTRACT, CURRENCY_AMBIGUOUS]) { issues { code sample { luccaId } } } } }';
    const issues = async () => (await subgraph.data(query)).account.dataQuality.issues;
    const missing = [{ code: 'BASE_SALARY_MISSING', sample: [{ luccaId: String(finn) }] }];
    expect(await issues()).toEqual(missing);
    change(({ workContracts, fixedItems }) => {
      spoil(rowOf(workContracts, 503), 'trialPeriodDays');
      spoil(rowOf(fixedItems, 805), 'startsOn');
    });
    await subgraph.connect(tiny);
    expect(await issues()).toEqual(missing);
  });
});

it('how many records could not be understood is counted by kind, for who may see them', async () => {
  const query = '{ account { dataQuality(codes: []) { unreadable { kind count } } } }';
  const counted = async (asking?: Asking) => {
    const { account } = await subgraph.data(query, {}, asking);
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
  change(({ people, variableItems, departments }) => {
    spoil(rowOf(people, bo), 'contractStartsOn');
    spoil(rowOf(variableItems, 901), 'periodOn');
    Object.assign(rowOf(departments, 13), { code: 7 });
  });
  subgraph.sandbox.control.fail({ kind: 'status', status: 403 }, { path: '/directory/api/4.0', times: 2 });
  const told = { ...none, EMPLOYEE: 1, VARIABLE_ITEM: 1, DEPARTMENT: 1, CONTRACT: null };
  expect(await counted(uncached)).toEqual(told);
  const scope = scopes.filter((each) => each !== 'lucca:remuneration:read').join(' ');
  expect(await counted({ scope })).toMatchObject({ EMPLOYEE: 1, FIXED_ITEM: null, VARIABLE_ITEM: null });
});

type Counted = { kind: string; count: number | null };

it('where nobody can tell whose an item was that could not be understood, everybody keeps their figures, with a warning', async () => {
  const globex = createTestCompany(hosts.globex, { employees: 700 });
  subgraph = await startSubgraph({ companies: [globex] });
  await subgraph.connect(globex);
  const query = `{ employees(first: 1000) { edges { node { luccaId ${pay} } } } }`;
  const ask = async () => (await subgraph.data(query, {}, uncached)).employees.edges;
  const healthy = new Map((await ask()).map(({ node }: Edge) => [node.luccaId, node.remuneration]));
  // A number that is none: of the person, and on all that is theirs.
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

it('a page of which too much could not be understood is read again, and never left out of what is read after it', async () => {
  const starts = new Map<number, string>();
  change(({ people }) => {
    for (const person of people.slice(0, 3)) {
      starts.set(person.id, person.contractStartsOn);
      spoil(person, 'contractStartsOn');
    }
  });
  const people = '{ employees(filter: { status: null }) { totalCount } }';
  const broken = await subgraph.ask(people);
  expect(broken.errors).toMatchObject([{ extensions: { code: 'LUCCA_CONTRACT_BROKEN' } }]);
  change((company) => {
    for (const [id, contractStartsOn] of starts) Object.assign(rowOf(company.people, id), { contractStartsOn });
  });
  expect(await subgraph.data(people)).toEqual({ employees: { totalCount: tiny.people.length } });
});
