import {
  getOperationAST,
  Kind,
  parse,
  type SelectionSetNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { subgraphSchema } from '../../../src/graph/schema.ts';
import { shapeOf } from '../../../src/http/pages/explorer/answer/columns.ts';
import { contentsOf, type FileContents } from '../../../src/http/pages/explorer/answer/file.ts';
import { purposeOf, readyOperations } from '../../../src/http/pages/explorer/operations.ts';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { createTestCompany, type Subgraph, startSubgraph, today } from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme, { employees: 250 });
const ready = readyOperations(today);

describe.each(ready)('the operation $name of the explorer', ({ name, query, ...operation }) => {
  it('says in the menu what it is for', () => {
    expect(operation.title).toMatch(/^[A-Z]/);
    expect(purposeOf({ name, query, ...operation })).toMatch(/^[A-Z][^#]{15,140}\.$/);
  });

  it('is a query, is valid against the schema, is named after its tab, and begins with a comment about its purpose', () => {
    const document = parse(query);
    expect(validate(subgraphSchema(), document)).toEqual([]);
    expect(getOperationAST(document)?.name?.value).toBe(name);
    expect(getOperationAST(document)?.operation).toBe('query');
    expect(query).toMatch(/^# [A-Z][^\n]{10,58}\n/);
  });
});

it('the explorer’s operations select the gaps of everything that has more than a name', () => {
  const schema = subgraphSchema();
  const named = ['Employee', 'Position', 'Contract', 'Remuneration'];
  const without: string[] = [];
  for (const { name, query } of ready) {
    const info = new TypeInfo(schema);
    const enter = ({ selections }: SelectionSetNode) => {
      const type = info.getParentType()?.name ?? '';
      const fields = selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
      if (named.includes(type) && fields.length > 1 && !fields.includes('dataGaps'))
        without.push(`${name}: ${type} { ${fields.join(' ')} }`);
    };
    visit(parse(query), visitWithTypeInfo(info, { SelectionSet: enter }));
  }
  expect(without).toEqual([]);
});

describe('the explorer’s operations, run against the demo company,', () => {
  let subgraph: Subgraph;
  beforeAll(async () => {
    subgraph = await startSubgraph({ companies: [acme] });
    await subgraph.connect(acme);
  });

  async function run(
    name: string,
    variables: object = {},
    tenant = 'acme',
  ): Promise<FileContents & { records: Record<string, unknown>[] }> {
    const operation = ready.find((each) => each.name === name);
    if (!operation) throw new Error(`There is no ${name}.`);
    const given = { ...operation.variables, ...variables };
    const shape = shapeOf(subgraphSchema(), parse(operation.query), name, given);
    if (!shape) throw new Error(`There is no shape of ${name}.`);
    const table = contentsOf(await subgraph.data(operation.query, given, { tenant }), shape, shape.main);
    const records = table.rows.map((row) => Object.fromEntries(table.columns.map((column, x) => [column, row[x]])));
    return { ...table, records };
  }

  it('list everybody who works there, with their managers', async () => {
    const { records } = await run('WhoWorksHere');
    expect(records.length).toBeGreaterThan(200);
    expect(records.filter((each) => each['manager.displayName']).length).toBeGreaterThan(200);
    expect(records.every((each) => each['department.name'])).toBe(true);
  });

  it('list pay by qualification and gender on the latest 31 December', async () => {
    const { records } = await run('PayByQualification');
    const paid = records.filter((each) => each['remuneration.annualBaseFullTime.money.amount']);
    expect(paid.length).toBeGreaterThan(150);
    expect(new Set(paid.map(({ gender }) => gender))).toContain('FEMALE');
    expect(new Set(paid.map(({ gender }) => gender))).toContain('MALE');
    expect(new Set(paid.map((each) => each['position.qualification.title'])).size).toBeGreaterThan(1);
    expect(paid.every((each) => each['contract.term'])).toBe(true);
  });

  it('compare the pay of women and men on the latest 31 December', async () => {
    const { records } = await run('GenderPayGap');
    const levels = new Set(records.map((each) => each['keys.label']));
    expect([...levels]).toEqual(expect.arrayContaining(['Junior', 'Confirmed', 'Senior']));
    expect(levels).not.toContain('');
    expect(records.length).toBeGreaterThan(3);
    const counted = records.map((each) => Number(each['women.count']));
    expect(Math.max(...counted)).toBeGreaterThan(4);
    expect(records[0]).toMatchObject({ 'payAnalysis.currency': 'EUR' });
    expect(Number(records[0]?.['payAnalysis.overall.meanGap'])).not.toBeNaN();
  });

  it('list the raises of the year with their reasons', async () => {
    const { records } = await run('RaisesOfTheYear');
    const raised = records.filter((each) => each['raises.on']);
    expect(raised.length).toBeGreaterThan(5);
    for (const each of raised) expect(each['raises.on']).toMatch(/^2026-/);
  });

  it('list who was employed on the latest 31 December, by legal entity', async () => {
    const { records } = await run('HeadcountOnADay');
    const employed = acme.workContracts.filter(
      ({ startsOn, endsOn, isArchived }) =>
        !isArchived && startsOn <= '2025-12-31' && (endsOn === null || endsOn >= '2025-12-31'),
    );
    expect(records).toHaveLength(new Set(employed.map(({ ownerId }) => ownerId)).size);
    expect(records.every((each) => each['contract.legalEntity.name'])).toBe(true);
  });

  it('list everybody who leaves in this quarter', async () => {
    const { records } = await run('LeaversThisQuarter');
    const leavers = acme.people.filter(
      ({ contractEndsOn }) =>
        contractEndsOn !== null && contractEndsOn >= '2026-10-01' && contractEndsOn <= '2026-12-31',
    );
    expect(leavers.length).toBeGreaterThan(0);
    expect(records.map(({ leavesOn }) => leavesOn).toSorted()).toEqual(
      leavers.map(({ contractEndsOn }) => contractEndsOn).toSorted(),
    );
  });

  it('list everybody without a manager', async () => {
    const { records } = await run('PeopleWithoutManager');
    const alone = acme.people.filter(({ id, managerId }) => managerId === null || managerId === id);
    expect(records.length).toBeGreaterThan(0);
    const mails = new Set(alone.map(({ mail }) => mail));
    for (const { workEmail } of records) expect(mails).toContain(workEmail);
  });

  it('show the managers of one employee up to the top', async () => {
    const person = acme.people.find(({ managerId, id }) => managerId !== null && managerId !== id);
    const { records } = await run('ChainToTheTop', { search: person?.mail });
    const boss = acme.people.find(({ id }) => id === person?.managerId);
    const names = String(records[0]?.['managementChain.displayName']).split('; ');
    expect(names[0]).toBe(`${boss?.firstName} ${boss?.lastName}`);
  });

  it('list what to correct in Lucca, with people concerned', async () => {
    const { records } = await run('DataQuality');
    expect(records.length).toBeGreaterThan(0);
    for (const { code, count, ...record } of records) {
      expect([code, Number(count)]).toEqual([expect.stringMatching(/^[A-Z_]+$/), expect.any(Number)]);
      expect(String(record['sample.displayName']).split('; ')).toHaveLength(Math.min(20, Number(count)));
    }
  });

  it('list the missing rights, the fields that stay empty without them, and how to grant them', async () => {
    await subgraph.connect(acme, 'without: contracts', 'without contracts');
    const { records } = await run('MissingRights', {}, 'without contracts');
    expect(records).toContainEqual(
      expect.objectContaining({
        permission: 'EMPLOYEE_CONTRACTS',
        verdict: 'MISSING',
        unlocks: expect.stringContaining('Employee.contract;'),
        remedy: expect.any(String),
      }),
    );
  });

  it('show how old the data is', async () => {
    const { records } = await run('StaleData');
    expect(records.length).toBeGreaterThan(200);
    for (const each of records) expect(each['freshness.fetchedAt']).toMatch(/^2026-/);
    expect(records[0]?.['account.checkedAt']).toMatch(/^2026-/);
  });

  it('show everything about one employee', async () => {
    const { columns, records } = await run('OneEmployee');
    expect(columns.length).toBeGreaterThan(20);
    expect(records[0]?.displayName).toEqual(expect.any(String));
  });
});
