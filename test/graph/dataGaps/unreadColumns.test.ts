import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import type { Company } from '../../../src/sandbox/model.ts';
import { type Subgraph, startSubgraph } from '../../support/subgraph.ts';
import { tinyCompany } from '../../support/tinyCompany.ts';

const tiny = tinyCompany() as TrappedCompany;
let subgraph: Subgraph;
beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [tiny] });
});
beforeEach(() => subgraph.sandbox.control.reset());

const connectAfter = async (edit: (company: Company) => void) => {
  subgraph.sandbox.control.change(tiny.host, edit);
  await subgraph.connect(tiny);
};

/** Gives everybody the same value of a column, which no person of the model can have. */
const giveEverybody = (column: string, value: unknown) =>
  connectAfter(({ people }) => {
    for (const person of people) Object.assign(person, { [column]: value });
  });

type Node = { luccaId: string; dataGaps: { field: string; reason: string; message: string }[] };

async function everybodys(fields: string): Promise<(Node & Record<string, unknown>)[]> {
  const { employees } = await subgraph.data(
    `{ employees(filter: { status: null }) { edges { node { luccaId ${fields} dataGaps { field reason message } } } } }`,
  );
  return employees.edges.map(({ node }: { node: Node }) => node);
}

describe('a column that has an unexpected type for everybody', () => {
  it.each([
    ['a number as gender', 'gender', 1, 'gender'],
    ['a number as nationality', 'nationalityId', 250, 'nationality'],
    ['a list as address', 'mail', ['a'], 'workEmail'],
    ['text as manager', 'managerId', 'Ada', 'manager { id }'],
    ['text as department', 'departmentId', 'Data', 'department { id }'],
    ['a switch as day of birth', 'birthOn', 'true', 'birthDate'],
  ])('is a gap of that column with its reason, and leaves the rest of the company readable: %s', async (...each) => {
    const [, column, value, selection] = each;
    const [field = ''] = selection.split(' ');
    await giveEverybody(column, value);
    const people = await everybodys(`${selection} firstName`);
    expect(people).toHaveLength(tiny.people.length);
    for (const person of people) {
      expect(person).toMatchObject({ [field]: null, firstName: expect.any(String) });
      expect(person.dataGaps).toContainEqual({
        field,
        reason: 'MALFORMED_IN_LUCCA',
        message: 'Lucca returns a value of an unexpected type, which cannot be read.',
      });
    }
  });

  it('is not reported as missing at everybody, nor as a right that was removed', async () => {
    await giveEverybody('gender', 1);
    const { account } = await subgraph.data(`{ account {
      checks(verdict: GRANTED) { permission }
      dataQuality(codes: [GENDER_MISSING]) { issues { code } notChecked { code reason } } } }`);
    expect(account.dataQuality).toEqual({
      issues: [],
      notChecked: [{ code: 'GENDER_MISSING', reason: 'MALFORMED_IN_LUCCA' }],
    });
    expect(account.checks).toContainEqual({ permission: 'PERSONNEL_FILES' });
  });

  it('is read if it is a number where text is expected', async () => {
    await giveEverybody('employeeNumber', 57);
    for (const { employeeNumber } of await everybodys('employeeNumber')) expect(employeeNumber).toBe('57');
  });

  it('is nothing if it is empty', async () => {
    await giveEverybody('seniorityOn', null);
    subgraph.sandbox.control.behave(tiny.host, { emptyTexts: 'empty' });
    const people = await everybodys('workEmail jobTitle: firstName');
    const finn = people.find(({ luccaId }) => luccaId === '6');
    expect(finn?.dataGaps).toContainEqual(expect.objectContaining({ field: 'workEmail', reason: 'NOT_SET_IN_LUCCA' }));
  });

  it('of which the last day of contracts is one makes nobody employed who may have left', async () => {
    await connectAfter(({ people }) => {
      for (const person of people) Object.assign(person, { contractEndsOn: 'soon' });
    });
    const people = await everybodys('status leavesOn');
    const statuses = Object.fromEntries(people.map(({ luccaId, status }) => [luccaId, status]));
    expect(statuses).toEqual({ 1: 'ACTIVE', 2: 'ACTIVE', 3: 'ACTIVE', 4: 'FORMER', 5: 'UPCOMING', 6: 'ACTIVE' });
    expect(people.find(({ luccaId }) => luccaId === '4')).toMatchObject({ leavesOn: '2025-06-30' });
  });
});

describe('a column of another object that has an unexpected type', () => {
  it('is a gap there, whether of a contract, a department, an establishment or a legal entity', async () => {
    await connectAfter(({ departments, establishments, workContracts }) => {
      for (const department of departments) Object.assign(department, { headId: 'Ada' });
      for (const establishment of establishments) Object.assign(establishment, { timeZoneId: 2 });
      for (const contract of workContracts) Object.assign(contract, { trialPeriodDays: 'many' });
    });
    const gaps = 'dataGaps { field reason }';
    const { employees } = await subgraph.data(`{ employees { edges { node {
      contract { trialPeriodEndsOn ${gaps} } department { head { id } ${gaps} }
      establishment { timeZone ${gaps} } } } } }`);
    const malformed = (field: string) => expect.arrayContaining([{ field, reason: 'MALFORMED_IN_LUCCA' }]);
    for (const { node } of employees.edges)
      expect(node).toMatchObject({
        contract: { dataGaps: malformed('trialPeriodEndsOn') },
        department: { dataGaps: malformed('head') },
        establishment: { dataGaps: malformed('timeZone') },
      });
  });
});

describe("Lucca's yearly figure that can be read in several ways", () => {
  it.each(['87.000', '87,000 €'])('is null with that reason, and with a warning: %s', async (value) => {
    subgraph.sandbox.control.behave(tiny.host, { payFigures: 'number' });
    await giveEverybody('theoreticalRemuneration', value);
    const { employees } = await subgraph.data(`{ employees { edges { node { luccaId remuneration { ... on Remuneration {
      luccaTheoreticalAnnual { money { amount } } dataGaps { field reason } warnings { code severity fields } } } } } } }`);
    const ada = employees.edges.find(({ node }: { node: Node }) => node.luccaId === '1').node.remuneration;
    expect(ada.luccaTheoreticalAnnual).toBeNull();
    expect(ada.dataGaps).toContainEqual({ field: 'luccaTheoreticalAnnual', reason: 'AMBIGUOUS_IN_LUCCA' });
    expect(ada.warnings).toContainEqual({
      code: 'AMBIGUOUS_AMOUNT',
      severity: 'BLOCKING',
      fields: ['luccaTheoreticalAnnual'],
    });
    expect(ada.warnings).not.toContainEqual(expect.objectContaining({ code: 'DIFFERS_FROM_LUCCA' }));
  });
});
