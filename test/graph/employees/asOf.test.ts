import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import type { Person, WorkContract } from '../../../src/sandbox/model.ts';
import { createContractTruth } from '../../support/contractTruth.ts';
import { employeeIds } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph, today } from '../../support/subgraph.ts';
import { contractsOf, isInForce, rowOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const [yearAgo, dayBefore, later] = ['2025-06-30', '2024-12-31', '2027-01-31'];
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(() => subgraph.restore(acme));

const query = `query ($asOf: Date, $filter: EmployeeFilter!, $orderBy: [EmployeeOrder!]) {
  employees(first: 1000, asOf: $asOf, filter: $filter, orderBy: $orderBy) {
    totalCount edges { node { luccaId status hiredOn department { luccaId } establishment { luccaId } } }
    dataGaps { field reason message }
  }
}`;
const list = async (asOf: string | null, filter: object = {}, orderBy: object[] = []) =>
  (await subgraph.data(query, { asOf, filter, orderBy })).employees;
const numbers = async (asOf: string, filter: object = {}) =>
  (await list(asOf, filter)).edges.map(({ node }: { node: { luccaId: string } }) => Number(node.luccaId));

const liveContractsOf = ({ id }: Person) => contractsOf(acme, id).filter(({ isArchived }) => !isArchived);
const contractOn = (person: Person, day: string) => liveContractsOf(person).find((each) => isInForce(each, day));
/** The people with a contract in force on a day that meets a condition, by number. */
const underContract = (day: string, test: (contract: WorkContract) => boolean = () => true) =>
  acme.people
    .filter((person) => {
      const contract = contractOn(person, day);
      return contract !== undefined && test(contract);
    })
    .map(({ id }) => id)
    .toSorted((a, b) => a - b);

describe('employees as of another day', () => {
  it('are those with a contract in force on the day, those who have left since included', async () => {
    for (const day of [yearAgo, dayBefore, later]) expect(await numbers(day), day).toEqual(underContract(day));
    const leftSince = acme.people.filter(
      (person) =>
        contractOn(person, yearAgo) && liveContractsOf(person).every(({ endsOn }) => endsOn && endsOn < today),
    );
    expect(leftSince).not.toEqual([]);
  });

  it('are those of today for the day of today, and no contract is read for it', async () => {
    await subgraph.connect(acme);
    const { byPath } = await subgraph.countRequests(() => list(today));
    expect(Object.keys(byPath).filter((path) => path.includes('work-contracts'))).toEqual([]);
    expect(await list(today)).toEqual(await list(null));
  });

  it('have the status of the day: upcoming before a contract, former after their last', async () => {
    const atNoWork = acme.people.filter((person) => liveContractsOf(person).length > 0 && !contractOn(person, yearAgo));
    const isUpcoming = (person: Person) => liveContractsOf(person).some(({ startsOn }) => startsOn > yearAgo);
    const upcoming = atNoWork.filter(isUpcoming).map(({ id }) => id);
    const former = atNoWork.filter((person) => !isUpcoming(person)).map(({ id }) => id);
    const inOrder = (ids: number[]) => ids.toSorted((a, b) => a - b);
    expect(await numbers(yearAgo, { status: ['FORMER'] })).toEqual(inOrder(former));
    expect(await numbers(yearAgo, { status: ['UPCOMING'] })).toEqual(inOrder(upcoming));
  });

  it('are filtered by establishment and legal entity of the contract of that day', async () => {
    const { establishments } = await subgraph.data('{ establishments { id luccaId legalEntity { id luccaId } } }');
    for (const { id, luccaId, legalEntity } of establishments) {
      expect(await numbers(yearAgo, { establishmentIds: [id] }), luccaId).toEqual(
        underContract(yearAgo, ({ establishmentId }) => String(establishmentId) === luccaId),
      );
      expect(await numbers(yearAgo, { legalEntityIds: [legalEntity.id] })).toEqual(
        underContract(
          yearAgo,
          ({ establishmentId }) =>
            String(rowOf(acme.establishments, establishmentId).legalUnitId) === legalEntity.luccaId,
        ),
      );
    }
  });

  it('are filtered by the term and the dates of the contract of that day', async () => {
    const truth = createContractTruth(acme) as (contract: WorkContract) => { term: string };
    expect(await numbers(dayBefore, { contractTerm: ['FIXED'] })).toEqual(
      underContract(dayBefore, (contract) => truth(contract).term === 'FIXED'),
    );
    const hiredBetween = { from: '2024-01-01', to: dayBefore };
    expect(await numbers(dayBefore, { hiredBetween })).toEqual(
      underContract(dayBefore, ({ startsOn }) => startsOn >= '2024-01-01'),
    );
  });

  it('are shown as they are today', async () => {
    const { edges } = await list(dayBefore, {}, [{ field: 'HIRED_ON' }]);
    const { edges: now } = await list(null, { status: null }, [{ field: 'HIRED_ON' }]);
    const shown = new Set(edges.map(({ node }: { node: { luccaId: string } }) => node.luccaId));
    expect(edges.map(({ node }: { node: object }) => node)).toEqual(
      now
        .map(({ node }: { node: { luccaId: string } }) => node)
        .filter(({ luccaId }: { luccaId: string }) => shown.has(luccaId)),
    );
    expect(edges.some(({ node }: { node: { status: string } }) => node.status === 'FORMER')).toBe(true);
  });

  it('say which conditions are of today only', async () => {
    const { departments } = await subgraph.data('{ departments { id } }');
    const idOf = await employeeIds(subgraph);
    const filter = {
      departmentIds: departments.map(({ id }: { id: string }) => id),
      managerId: idOf(acme.people[0]?.id ?? 0),
      establishmentIds: [],
    };
    const gaps = (await list(yearAgo, filter)).dataGaps;
    expect(gaps.map(({ field, reason }: Record<string, string>) => [field, reason])).toEqual([
      ['departmentIds', 'KNOWN_FOR_TODAY_ONLY'],
      ['managerId', 'KNOWN_FOR_TODAY_ONLY'],
    ]);
    expect(gaps[0].message).toContain(yearAgo);
    expect((await list(null, filter)).dataGaps).toEqual([]);
  });

  it('are walked page by page, with cursors that belong to the day', async () => {
    const page = `query ($asOf: Date, $after: String) {
      employees(first: 50, asOf: $asOf, after: $after) { edges { node { luccaId } } pageInfo { endCursor hasNextPage } }
    }`;
    const found: number[] = [];
    let after: string | null = null;
    do {
      const { employees } = await subgraph.data(page, { asOf: yearAgo, after });
      found.push(...employees.edges.map(({ node }: { node: { luccaId: string } }) => Number(node.luccaId)));
      after = employees.pageInfo.hasNextPage ? employees.pageInfo.endCursor : null;
      if (after === null) continue;
      const { errors } = await subgraph.ask(page, { asOf: dayBefore, after });
      expect(errors?.[0]?.message).toContain('`after`');
    } while (after !== null);
    expect(found).toEqual(underContract(yearAgo));
  });

  it('cost one read of the people and one of the contracts', async () => {
    await subgraph.connect(acme);
    const { byPath } = await subgraph.countRequests(() =>
      list(yearAgo, { contractTerm: ['PERMANENT'], hiredBetween: { from: '2020-01-01' } }),
    );
    expect(byPath).toMatchObject({ '/api/v3/users': 1, '/directory/api/4.0/work-contracts': 1 });
  });
});

describe('where a right is missing, employees as of another day', () => {
  const failure = async (asOf: string) => {
    const { errors } = await subgraph.ask(query, { asOf, filter: {} });
    return errors?.map(({ message, extensions }: { message: string; extensions: { code: string } }) => [
      extensions.code,
      message,
    ]);
  };

  it('are refused for the past if former employees are not visible, and for the future if future employees are not', async () => {
    await subgraph.connect(acme, 'without: formerEmployees');
    expect(await failure(yearAgo)).toMatchObject([['LUCCA_PERMISSION_MISSING', expect.any(String)]]);
    expect(await failure(later)).toBeUndefined();
    await subgraph.connect(acme, 'without: futureEmployees');
    expect(await failure(later)).toMatchObject([['LUCCA_PERMISSION_MISSING', expect.any(String)]]);
    expect(await failure(yearAgo)).toBeUndefined();
  });

  it('are refused where no contract is shown', async () => {
    await subgraph.connect(acme, 'without: contracts');
    expect(await failure(yearAgo)).toMatchObject([['LUCCA_PERMISSION_MISSING', expect.any(String)]]);
  });
});
