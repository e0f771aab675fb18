import { beforeAll, expect, it } from 'vitest';
import { readyOperations } from '../../../src/http/pages/explorer/operations.ts';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import type { Person, WorkContract } from '../../../src/sandbox/model.ts';
import { setMapping, toTruth } from '../../support/mapping.ts';
import { annualBaseOn, recompute } from '../../support/recomputed.ts';
import { createTestCompany, type Subgraph, startSubgraph, today } from '../../support/subgraph.ts';
import { isInForce, rowOf } from '../../support/truth.ts';

// Each job of somebody who analyses pay, as the explorer has it ready: what it costs, and its answer against the rows of the sandbox.

const acme = createTestCompany(hosts.acme, { employees: 250 });
const ready = readyOperations(today);
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
  await subgraph.connect(acme);
  await setMapping(subgraph, toTruth(acme));
});

/** Runs an operation with nothing cached, and returns its answer and the requests it took; again, it must take none. */
async function run(name: string, more: object = {}) {
  const operation = ready.find((each) => each.name === name);
  if (!operation) throw new Error(`There is no ${name}.`);
  const variables = { ...operation.variables, ...more };
  await subgraph.connect(acme);
  // biome-ignore lint/suspicious/noExplicitAny: each test reads the answer of its operation.
  let answer: any;
  const ask = async () => {
    answer = await subgraph.data(operation.query, variables);
  };
  const { total } = await subgraph.countRequests(ask);
  expect((await subgraph.countRequests(ask)).total).toBe(0);
  return { answer, requests: total, variables };
}

type Edges<Node> = { totalCount: number; edges: { node: Node }[] };
const nodesOf = <Node>({ edges }: Edges<Node>): Node[] => edges.map(({ node }) => node);
type Figure = { money: { amount: string } } | null;

const contractsOf = ({ id }: Person) => acme.workContracts.filter(({ ownerId }) => ownerId === id);
const contractOn = (person: Person, day: string): WorkContract | undefined =>
  contractsOf(person).find((each) => isInForce(each, day));
const employedOn = (day: string) => acme.people.filter((person) => contractOn(person, day));
const count = <Value>(values: readonly Value[]) =>
  [...new Set(values)].map((value) => [value, values.filter((each) => each === value).length]);

const cents = (amount: string) => Math.round(Number(amount) * 100);
const mean = (sorted: number[]) => sorted.reduce((sum, each) => sum + each, 0) / sorted.length;
/** The value at a share of the way from the lowest to the highest, between neighbours by proportion. */
function quantile(sorted: number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [low = 0, high = 0] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at % 1);
}
const near = (returned: string | null, expected: number) =>
  expect(Math.abs(Number(returned) - expected)).toBeLessThanOrEqual(0.00501);

it('gap and quartiles on 31 December take 9 requests, and are those of everybody whose pay may be used', async () => {
  const { answer, requests, variables } = await run('GenderPayGap');
  const day = String(variables.asOf);
  const bases = annualBaseOn(acme, day);
  const compared = employedOn(day).flatMap((person) => {
    const yearly = bases.get(person.id);
    const typeId = contractOn(person, day)?.typeId ?? 0;
    const least = [3, 4].includes(typeId) ? 1_000 : 5_000;
    return yearly == null || Number(yearly) < least || Number(yearly) > 1_000_000
      ? []
      : [{ person, yearly: cents(yearly) }];
  });
  const sorted = (gender?: string) =>
    compared
      .flatMap(({ person, yearly }) => (gender === undefined || person.gender === gender ? [yearly] : []))
      .sort((a, b) => a - b);
  const [all, women, men] = [sorted(), sorted('Female'), sorted('Male')];
  const { overall, quartileBands, groups } = answer.payAnalysis;
  expect(overall.all.count).toBe(all.length);
  near(overall.meanGap, (100 * (mean(men) - mean(women))) / mean(men));
  near(overall.medianGap, (100 * (quantile(men, 0.5) - quantile(women, 0.5))) / quantile(men, 0.5));
  for (const [name, share] of [
    ['lowerQuartile', 0.25],
    ['median', 0.5],
    ['upperQuartile', 0.75],
  ] as const)
    near(overall.all[name].amount, quantile(all, share) / 100);
  const inBands = quartileBands.map((band: { women: number; men: number }) => band.women + band.men);
  expect(inBands.reduce((sum: number, each: number) => sum + each, 0)).toBe(women.length + men.length);
  const ofGroups = groups.map((group: { women: { count: number } }) => group.women.count);
  expect(ofGroups.reduce((sum: number, each: number) => sum + each, 0)).toBe(women.length);
  expect(requests).toBe(9);
});

it('the input of a comp-ratio takes 6 requests, and has everybody employed, with the figures of the rows', async () => {
  const { answer, requests } = await run('CompRatioInput');
  type Row = {
    luccaId: string;
    remuneration: { annualBaseFullTime?: Figure; annualGuaranteedFullTime?: Figure };
    establishment: { countryOfWork: { value: string } };
  };
  const rows = nodesOf<Row>(answer.employees);
  expect(rows.map(({ luccaId }) => Number(luccaId)).sort((a, b) => a - b)).toEqual(
    employedOn(today)
      .map(({ id }) => id)
      .sort((a, b) => a - b),
  );
  const truth = recompute(acme, new Set());
  let known = 0;
  for (const { luccaId, remuneration, establishment } of rows) {
    const { annualBaseFullTime = null, annualGuaranteedFullTime = null } = truth.get(Number(luccaId)) ?? {};
    expect([luccaId, remuneration.annualBaseFullTime?.money.amount ?? null]).toEqual([luccaId, annualBaseFullTime]);
    expect([luccaId, remuneration.annualGuaranteedFullTime?.money.amount ?? null]).toEqual([
      luccaId,
      annualGuaranteedFullTime,
    ]);
    expect(establishment.countryOfWork.value).toMatch(/^[A-Z]{2}$/);
    if (annualBaseFullTime !== null) known += 1;
  }
  expect(known).toBeGreaterThan(200);
  expect(requests).toBe(6);
});

it('the raises of a year take 7 requests, and are every change of the base salary at full time', async () => {
  const { answer, requests, variables } = await run('RaisesOfTheYear', { from: '2026-01-01', to: today });
  const changes = new Set(
    [...acme.fixedItems, ...acme.workContracts].flatMap(({ startsOn, endsOn }) => [
      startsOn,
      ...(endsOn ? [dayAfter(endsOn)] : []),
    ]),
  );
  for (const { earlierShares } of acme.people) for (const { until } of earlierShares) changes.add(dayAfter(until));
  const days = ['2025-12-31', ...[...changes].filter((day) => day > '2025-12-31' && day <= today).sort()];
  const last = new Map<number, string | null>();
  const expected: string[] = [];
  for (const day of days)
    for (const [id, yearly] of annualBaseOn(acme, day)) {
      const before = last.get(id);
      if (before !== undefined && before !== yearly) expected.push(`${id} ${day} ${before} ${yearly}`);
      last.set(id, yearly);
    }
  type Row = {
    displayName: string;
    raises: {
      on: string;
      before: { amount: string } | null;
      after: { amount: string } | null;
      percent: string | null;
    }[];
  };
  const pages = nodesOf<Row & { luccaId: string }>(await everyPage('RaisesOfTheYear', variables));
  const found = pages.flatMap(({ luccaId, raises }) =>
    (raises ?? []).map(
      ({ on, before, after }) => `${luccaId} ${on} ${before?.amount ?? null} ${after?.amount ?? null}`,
    ),
  );
  const employed = new Set(employedOn(today).map(({ id }) => String(id)));
  expect(found.sort()).toEqual(expected.filter((each) => employed.has(each.split(' ')[0] ?? '')).sort());
  expect(found.length).toBeGreaterThan(20);
  expect(answer.employees.totalCount).toBe(employed.size);
  expect(requests).toBe(7);
});

it('turnover takes 3 requests, and counts the people who left between the two headcounts', async () => {
  const { answer, requests, variables } = await run('Turnover');
  const { dayBefore, from } = variables as { dayBefore: string; from: string };
  expect([answer.before.totalCount, answer.after.totalCount]).toEqual([
    employedOn(dayBefore).length,
    employedOn(today).length,
  ]);
  const expected = acme.people.flatMap((person) => {
    const ends = contractsOf(person)
      .filter(({ startsOn }) => startsOn <= today)
      .map(({ endsOn }) => endsOn ?? '9999-12-31');
    const last = ends.sort().at(-1) ?? '';
    const isReturning = contractsOf(person).some(({ startsOn }) => startsOn > last);
    return last >= from && last <= today && !isReturning ? [[String(person.id), last]] : [];
  });
  type Row = { luccaId: string; leavesOn: string; contract: { terminationCategory: string | null } };
  const rows = nodesOf<Row>(answer.leavers);
  expect(rows.map(({ luccaId, leavesOn }) => [luccaId, leavesOn]).sort()).toEqual(expected.sort());
  expect(rows.length).toBeGreaterThan(0);
  const gone = employedOn(dayBefore).filter((person) => !contractOn(person, today));
  for (const { id } of gone) expect(rows.map(({ luccaId }) => luccaId)).toContain(String(id));
  expect(requests).toBe(3);
});

it('one person’s history takes 6 requests, and its periods have the salary of their first day, one after the other', async () => {
  const raised = acme.people.find(
    (person) =>
      contractOn(person, today) &&
      acme.fixedItems.filter(
        ({ workContractId, comment }) =>
          comment === 'Annual review' && contractsOf(person).some(({ id }) => id === workContractId),
      ).length > 1,
  );
  const { answer, requests } = await run('PayHistory', { search: raised?.mail });
  type Period = { startsOn: string; endsOn: string; remuneration: { annualBaseFullTime?: Figure } };
  const [node] = nodesOf<{ displayName: string; raises: object[]; remunerationHistory: Period[] }>(answer.employees);
  const periods = node?.remunerationHistory ?? [];
  expect(periods.length).toBeGreaterThan(2);
  expect(node?.raises.length).toBeGreaterThan(1);
  for (const [index, { startsOn, remuneration }] of periods.entries()) {
    expect(remuneration.annualBaseFullTime?.money.amount ?? null).toBe(
      annualBaseOn(acme, startsOn).get(raised?.id ?? 0) ?? null,
    );
    if (index > 0) expect(startsOn).toBe(dayAfter(periods[index - 1]?.endsOn ?? ''));
  }
  expect(periods.at(-1)?.endsOn).toBe(today);
  expect(requests).toBe(6);
});

it('the headcount by entity as of a past day takes 4 requests, and is that of the contracts of the day', async () => {
  const { answer, requests, variables } = await run('HeadcountOnADay');
  const day = String(variables.asOf);
  type Row = { contract: { legalEntity: { name: string } } };
  const found = nodesOf<Row>(answer.employees).map(({ contract }) => contract.legalEntity.name);
  const expected = employedOn(day).map((person) => {
    const place = rowOf(acme.establishments, contractOn(person, day)?.establishmentId ?? null);
    return rowOf(acme.legalUnits, place.legalUnitId).name;
  });
  expect(count(found).sort()).toEqual(count(expected).sort());
  expect(requests).toBe(4);
});

it('changed pay since yesterday takes 4 requests, and returns the people who got a raise', async () => {
  const { answer } = await run('ChangedPay');
  type Row = { luccaId: string; remunerationDigest: string; remuneration: { annualBaseFullTime: Figure } };
  const yesterday = nodesOf<Row>(answer.employees);
  const known = yesterday.map(({ remunerationDigest }) => remunerationDigest);
  expect((await run('ChangedPay', { known })).answer.employees.totalCount).toBe(0);
  const [item] = acme.fixedItems.filter(
    (each) => each.natureId === 1 && each.endsOn === null && isInForce(each, today),
  );
  const { ownerId } = rowOf(acme.workContracts, item?.workContractId ?? null);
  subgraph.sandbox.control.change(acme.host, ({ fixedItems }) => {
    rowOf(fixedItems, item?.id ?? null).amount += 100;
  });
  const { answer: changed, requests } = await run('ChangedPay', { known });
  const rows = nodesOf<Row>(changed.employees);
  expect(rows.map(({ luccaId }) => luccaId)).toEqual([String(ownerId)]);
  const before = yesterday.find(({ luccaId }) => luccaId === String(ownerId));
  const share = rowOf(acme.people, ownerId).fullTimeEquivalent ?? 1;
  const [was = 0, is = 0] = [before, rows[0]].map((row) => Number(row?.remuneration.annualBaseFullTime?.money.amount));
  expect(is - was).toBeCloseTo(1200 / share, 1);
  expect(requests).toBe(4);
});

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** All pages of an operation, with the number of each person. */
async function everyPage(name: string, variables: object) {
  const query = (ready.find((each) => each.name === name)?.query ?? '').replace('displayName', 'luccaId displayName');
  const edges: { node: never }[] = [];
  for (let after: string | null = null; ; ) {
    const { employees } = await subgraph.data(query, { ...variables, after });
    edges.push(...employees.edges);
    if (!employees.pageInfo.hasNextPage) return { totalCount: edges.length, edges };
    after = employees.pageInfo.endCursor;
  }
}
