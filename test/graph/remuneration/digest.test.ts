import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Digested, digestedText } from '../../../src/graph/remuneration/digest.ts';
import { findTrap, hosts, type TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph, today, uncached } from '../../support/subgraph.ts';
import { contractsOf, personOf, rowOf } from '../../support/truth.ts';

const nature = (id: number, type: string | null) => ({
  id,
  name: 'Salary',
  category: { id: 1, code: 'BASIC_SALARY' },
  establishments: [
    { id: 1, currencyCode: 'EUR' },
    { id: 2, currencyCode: 'CHF' },
  ],
  type,
});
const day = fc.constantFrom('2024-01-01', '2025-06-30', '2026-01-01');
const id = fc.integer({ min: 1, max: 1_000_000 });
const amount = fc.integer({ min: -99_999, max: 999_999 }).map((cents) => (cents / 100).toFixed(2));
const text = fc.option(fc.string(), { nil: null });
const common = { id, amount, natureId: id, workContractId: fc.constant(7) };
const onContract = fc.record({
  ownerId: fc.constant(1),
  amendmentId: fc.option(fc.integer({ min: 1 }), { nil: null }),
});

const digested: fc.Arbitrary<Digested> = fc.record({
  employeeId: id,
  share: fc.option(fc.constantFrom('0.5', '0.8', '1'), { nil: null }),
  fixed: fc.uniqueArray(
    fc.record({
      ...common,
      startsOn: day,
      endsOn: fc.option(day, { nil: null }),
      comment: text,
      nature: fc.constant(nature(1, null)),
      workContract: onContract,
    }),
    { selector: (row) => row.id, minLength: 1, maxLength: 4 },
  ),
  variable: fc.uniqueArray(
    fc.record({
      ...common,
      period: day,
      comments: text,
      nature: fc.constant(nature(2, 'Amount')),
      workContract: onContract,
      isDeleted: fc.constant(false),
    }),
    { selector: (row) => row.id, minLength: 1, maxLength: 4 },
  ),
  contracts: fc.constant([
    {
      id: 7,
      ownerId: 1,
      type: { id: 1, name: 'CDI' },
      startsOn: '2020-01-01',
      endsOn: null,
      isApplicable: true,
      establishmentId: 1,
      terminationReasonId: null,
      terminationReason: null,
      trialPeriodDays: null,
      trialPeriodEndDate: null,
      trialPeriodEndDate2: null,
    },
  ]),
});

type Rows = Exclude<keyof Digested, 'employeeId' | 'share' | 'file'>;

/** What changes one field of one row, in a way that matters. */
const changes: [Rows, string, (value: never) => unknown][] = [
  ...(['fixed', 'variable'] as const).flatMap((rows): [Rows, string, (value: never) => unknown][] => [
    [rows, 'id', (value: number) => value + 1_000_000],
    [rows, 'amount', (value: string) => String(Number(value) + 0.01)],
    [rows, 'natureId', (value: number) => value + 1],
    [rows, 'workContractId', () => 8],
    [rows, 'workContract', (value: object) => ({ ...value, amendmentId: 0.5 })],
    [rows, 'nature', (value: object) => ({ ...value, name: 'Other' })],
    [rows, 'nature', (value: object) => ({ ...value, category: null })],
    [rows, 'nature', (value: object) => ({ ...value, establishments: [{ id: 1, currencyCode: 'CHF' }] })],
  ]),
  ['fixed', 'startsOn', () => '2023-05-05'],
  ['fixed', 'endsOn', () => '2026-11-11'],
  ['fixed', 'comment', (value: string | null) => `${value}!`],
  ['variable', 'period', () => '2023-05-05'],
  ['variable', 'comments', (value: string | null) => `${value}!`],
  ['variable', 'isDeleted', () => true],
  ['variable', 'nature', (value: object) => ({ ...value, type: 'Number' })],
  ['contracts', 'id', () => 9],
  ['contracts', 'type', () => ({ id: 2, name: 'CDD' })],
  ['contracts', 'startsOn', () => '2021-01-01'],
  ['contracts', 'endsOn', () => '2027-01-01'],
  ['contracts', 'establishmentId', () => 2],
];

/** The same with one field of one row changed. */
function changed(rows: Digested, list: Rows, field: string, change: (value: never) => unknown, at: number): Digested {
  const copy: readonly object[] = rows[list] ?? [];
  const index = at % copy.length;
  const with_ = copy.map((row, each) =>
    each === index ? { ...row, [field]: change((row as Record<string, never>)[field] as never) } : row,
  );
  return { ...rows, [list]: with_ };
}

describe('the text of a digest', () => {
  it.each(changes)('changes with each field that matters: %s.%s', (list, field, change) => {
    fc.assert(
      fc.property(digested, fc.nat(), (rows, at) => {
        expect(digestedText(changed(rows, list, field, change, at))).not.toBe(digestedText(rows));
      }),
    );
  });

  it('changes with the person and the share, with a row more or less, and with what Lucca refuses', () => {
    fc.assert(
      fc.property(digested, (rows) => {
        const texts = [
          rows,
          { ...rows, employeeId: rows.employeeId + 1 },
          { ...rows, share: '0.33' },
          { ...rows, fixed: rows.fixed.slice(1) },
          { ...rows, variable: rows.variable?.slice(1) ?? null },
          { ...rows, variable: null },
          { ...rows, contracts: [] },
          { ...rows, contracts: null },
        ].map(digestedText);
        expect(new Set(texts).size).toBe(texts.length);
      }),
    );
  });

  it('stays the same in any order, however a number is written, and whatever else of a row changes', () => {
    fc.assert(
      fc.property(digested, (rows) => {
        const fixed = rows.fixed.toReversed().map((row) => ({
          ...row,
          amount: `${row.amount}00`,
          workContract: { ownerId: 5, amendmentId: row.workContract.amendmentId ?? 0 },
          fetchedAt: 17,
        }));
        const [contract] = rows.contracts ?? [];
        const variable = [...(rows.variable ?? [])].reverse();
        const others = contract && [
          { ...contract, isApplicable: false, trialPeriodEndDate: today, terminationReasonId: 3 },
        ];
        const same = { ...rows, share: rows.share && `${rows.share}${rows.share.includes('.') ? '0' : '.0'}` };
        expect(digestedText({ ...same, fixed, variable, contracts: others ?? null })).toBe(digestedText(rows));
      }),
    );
  });
});

describe('the digest of pay', () => {
  const acme = createTestCompany(hosts.acme);
  const [somebody] = findTrap(acme, 'amended');
  let subgraph: Subgraph;
  beforeAll(async () => {
    subgraph = await startSubgraph({ companies: [acme] });
  });
  beforeEach(async () => {
    subgraph.sandbox.control.reset();
    await subgraph.connect(acme);
  });

  const digests = async (options = uncached) => {
    const people = await everybody<{ luccaId: string; remunerationDigest: string }>(
      subgraph,
      'luccaId remunerationDigest',
      { first: 1_000, options },
    );
    return new Map(people.map(({ luccaId, remunerationDigest }) => [Number(luccaId), remunerationDigest]));
  };
  /** The numbers of the people who have another digest than one of these. */
  async function found(known: Iterable<string>, fields = 'luccaId', options = uncached) {
    const query = `query ($known: [String!]) { employees(first: 1000, filter: { status: null, remunerationDigestNotIn: $known }) {
      edges { node { ${fields} } } } }`;
    const { employees } = await subgraph.data(query, { known: [...known] }, options);
    return employees.edges.map(({ node }: { node: { luccaId: string } }) => Number(node.luccaId));
  }

  const contractOf = (company: TrappedCompany) => {
    const [contract] = contractsOf(company, somebody);
    return rowOf(company.workContracts, contract?.id ?? null);
  };
  it.each<[string, (company: TrappedCompany) => void]>([
    [
      'a raise',
      (company) => {
        const item = company.fixedItems.find(({ workContractId }) => workContractId === contractOf(company).id);
        if (item) item.amount += 1;
      },
    ],
    [
      'a bonus',
      (company) => {
        const paid = { comments: null, amendmentId: 0, isDeleted: false, natureId: 11, amount: 7, periodOn: today };
        company.variableItems.push({ ...paid, id: 987_654, workContractId: contractOf(company).id });
      },
    ],
    [
      'an end of the contract',
      (company) => {
        contractOf(company).endsOn = '2027-03-31';
      },
    ],
    [
      'another share of full time',
      (company) => {
        personOf(company, somebody).fullTimeEquivalent = 0.7;
      },
    ],
  ])('changes with %s, for nobody else, and the filter finds that person alone', async (_, change) => {
    const before = await digests();
    expect(new Set(before.values()).size).toBe(acme.people.length);
    expect(await digests()).toEqual(before);
    subgraph.sandbox.control.change(acme.host, (company) => change(company as TrappedCompany));
    expect(await found(before.values())).toEqual([somebody]);
    const after = await digests();
    expect([...after].filter(([id, digest]) => digest !== before.get(id)).map(([id]) => id)).toEqual([somebody]);
    expect(await found(after.values())).toEqual([]);
    expect(await found([])).toHaveLength(acme.people.length);
  });

  it('stays the same when something else of the person changes', async () => {
    const before = await digests();
    subgraph.sandbox.control.change(acme.host, (company) => {
      Object.assign(personOf(company, somebody), { lastName: 'Nouveau', jobTitle: 'Chef', managerId: 1 });
    });
    expect(await digests()).toEqual(before);
    expect(await found(before.values())).toEqual([]);
  });

  it('is another one for another tenant with the same people and the same Lucca', async () => {
    const before = await digests();
    await subgraph.connect(acme, 'full', 'another tenant');
    const other = { ...uncached, tenant: 'another tenant' };
    expect(await found(before.values(), 'luccaId', other)).toHaveLength(acme.people.length);
    const theirs = await digests(other);
    expect([...theirs.values()].filter((digest) => new Set(before.values()).has(digest))).toEqual([]);
  });

  it('costs Lucca the same requests in a filter as reading the pay of the same list', async () => {
    const fields = `luccaId remuneration { ... on Remuneration { annualBaseFullTime { money { amount } } variableLast12Months { money { amount } } } }`;
    const coldly = () => subgraph.connect(acme);
    const known = await digests();
    await coldly();
    const pay = await subgraph.countRequests(() => everybody(subgraph, fields, { first: 1_000 }));
    await coldly();
    expect(await subgraph.countRequests(() => found([], fields, {}))).toEqual(pay);
    expect((await subgraph.countRequests(() => found(known.values(), fields, {}))).total).toBe(0);
  });

  it('needs the scope of everybody’s pay in a filter, and of this person’s as a field', async () => {
    const idOf = await employeeIds(subgraph);
    const field = 'query ($id: ID!) { employee(id: $id) { remunerationDigest } }';
    const list = '{ employees(filter: { remunerationDigestNotIn: [] }) { totalCount } }';
    const ask = (query: string, scope: string) => subgraph.ask(query, { id: idOf(somebody) }, { scope });
    const people = 'lucca:employees:read';
    for (const [query, scope] of [
      [field, people],
      [list, people],
      [list, `${people} lucca:remuneration:read:reports`],
    ] as const)
      expect((await ask(query, scope)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const { data, errors } = await ask(list, `${people} lucca:remuneration:read`);
    expect([errors, data.employees.totalCount > 0]).toEqual([undefined, true]);
  });

  it('is null, with the missing right, for a key that may not see pay, and the filter is an error', async () => {
    await subgraph.connect(acme, 'without: individualSituations');
    const query = `{ employees(first: 1) { edges { node { remunerationDigest dataGaps { field reason permission } } } } }`;
    const [{ node }] = (await subgraph.ask(query)).data.employees.edges;
    expect(node.remunerationDigest).toBeNull();
    expect(node.dataGaps).toContainEqual({
      field: 'remunerationDigest',
      reason: 'PERMISSION_MISSING',
      permission: 'PAGGA_INDIVIDUAL_SITUATIONS',
    });
    const { errors } = await subgraph.ask('{ employees(filter: { remunerationDigestNotIn: [] }) { totalCount } }');
    expect(errors).toMatchObject([{ extensions: { code: 'LUCCA_PERMISSION_MISSING' } }]);
  });
});
