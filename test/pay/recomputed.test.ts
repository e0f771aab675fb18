import { describe, expect, it } from 'vitest';
import { hosts, type TrappedCompany } from '../../src/sandbox/companies/companies.ts';
import { everybody } from '../support/everybody.ts';
import { sendMapping, setMapping, toTruth } from '../support/mapping.ts';
import { payOfInitech } from '../support/personnelFilePay.ts';
import { figureNames, type Recomputed, recompute, recomputeFromFiles } from '../support/recomputed.ts';
import { createTestCompany, startSubgraph } from '../support/subgraph.ts';
import { degree, isThorough } from '../support/thoroughness.ts';

type Money = { amount: string } | null;
type Amount = { money: Money } | null;
type Pay = Record<(typeof amounts)[number], Amount> & {
  monthsWithContract: string | null;
  annualGrossPay: {
    total: Money;
    hourly: Money;
    hours: string | null;
    components: { kind: string; amount: { amount: string } }[] | null;
  };
};
type Returned = { luccaId: string; remuneration: Partial<Pay> };

const amounts = [
  'baseSalary',
  'annualBaseFullTime',
  'annualFixedFullTime',
  'annualGuaranteedFullTime',
  'annualVariableTarget',
  'variableLast12Months',
  'hourlyBase',
] as const;
const fields = `luccaId remuneration { ... on Remuneration { ${amounts.map((name) => `${name} { money { amount } }`).join(' ')}
  monthsWithContract annualGrossPay { total { amount } hourly { amount } hours components { kind amount { amount } } } } }`;

/** What the graph returns, in the names of the recomputation. */
function returnedOf(pay: Pay): Recomputed {
  const { annualGrossPay: gross, monthsWithContract } = pay;
  const component = (kind: string) => gross.components?.find((each) => each.kind === kind)?.amount.amount ?? '0.00';
  return {
    ...(Object.fromEntries(amounts.map((name) => [name, pay[name]?.money?.amount ?? null])) as Recomputed),
    monthsWithContract,
    grossTotal: gross.total?.amount ?? null,
    grossHourly: gross.hourly?.amount ?? null,
    grossHours: gross.hours,
    grossComponents: gross.components && [component('BASE_SALARY'), component('BENEFIT_IN_KIND')].join(),
  };
}

/** The targets of a company: its second nature of variable pay. */
const targetOf = ({ variableNatures }: TrappedCompany) => variableNatures[1]?.id ?? 0;

async function read(company: TrappedCompany) {
  // This test is about correct figures, not about how long a busy machine takes.
  const subgraph = await startSubgraph({ companies: [company], app: { deadlineMs: 300_000 } });
  await subgraph.connect(company);
  if (!company.hasPagga) {
    const result = await sendMapping(subgraph, { personnelFilePay: payOfInitech });
    expect(result).toEqual({ __typename: 'RemunerationMappingSet' });
  } else {
    const target = targetOf(company);
    await setMapping(subgraph, [
      ...toTruth(company).filter(({ luccaId, family }) => family !== 'VARIABLE' || luccaId !== target),
      { luccaId: target, family: 'VARIABLE', isTarget: true },
    ]);
  }
  return everybody<Returned>(subgraph, fields, { first: 250 });
}

const companies: [string, string, { employees?: number }][] = [['acme', hosts.acme, {}]];
if (isThorough) companies.push(['globex', hosts.globex, { employees: degree(10_000, 2_500, 0) }]);

/** Where what the graph returns differs from the truth, and how many people have each figure. */
function compare(all: readonly Returned[], expected: ReadonlyMap<number, Recomputed>) {
  const paid = all.filter(({ remuneration }) => remuneration.annualGrossPay);
  const known = new Map<string, number>();
  const differences = paid.flatMap(({ luccaId, remuneration }) => {
    const truth = expected.get(Number(luccaId));
    const returned = returnedOf(remuneration as Pay);
    return figureNames.flatMap((name) => {
      if (truth?.[name] != null) known.set(name, (known.get(name) ?? 0) + 1);
      return truth === undefined || truth[name] === returned[name]
        ? []
        : [`${luccaId} ${name}: ${returned[name]} for ${truth[name]}`];
    });
  });
  return { differences, known, paid: paid.map(({ luccaId }) => Number(luccaId)) };
}

describe.each(companies)(
  'the figures of everybody at %s, computed again from the rows by other means,',
  (_, host, options) => {
    it('are the same, each of them for everybody, and each is known for somebody', async () => {
      const company = createTestCompany(host, options);
      const expected = recompute(company, new Set([targetOf(company)]));
      const { differences, known, paid } = compare(await read(company), expected);
      expect(paid.filter((luccaId) => expected.has(luccaId))).toHaveLength(expected.size);
      expect(differences).toEqual([]);
      for (const name of figureNames) expect([name, (known.get(name) ?? 0) > 10]).toEqual([name, true]);
    }, 900_000);
  },
);

it('the figures of everybody at initech, which has pay in its personnel files, are the same computed again', async () => {
  const company = createTestCompany(hosts.initech);
  const expected = recomputeFromFiles(company);
  const { differences, known, paid } = compare(await read(company), expected);
  expect(paid.toSorted((a, b) => a - b)).toEqual([...expected.keys()].toSorted((a, b) => a - b));
  expect(paid.length).toBeGreaterThan(40);
  expect(differences).toEqual([]);
  const ofFiles = figureNames.filter((name) => !/^gross|^variableLast/.test(name));
  for (const name of ofFiles) expect([name, (known.get(name) ?? 0) > 10]).toEqual([name, true]);
  expect(known.size).toBe(ofFiles.length);
});
