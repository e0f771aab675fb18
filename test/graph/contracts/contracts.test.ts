import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assumptions } from '../../../src/sandbox/assumptions.ts';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { addDays } from '../../../src/sandbox/companies/dates.ts';
import { contractFields, createContractTruth, terminationReasons } from '../../support/contractTruth.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { graphIds } from '../../support/graphIds.ts';
import { sendMapping } from '../../support/mapping.ts';
import { createTestCompany, type Subgraph, startSubgraph, today, uncached } from '../../support/subgraph.ts';
import { contractsOf, isInForce, personOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const globex = createTestCompany(hosts.globex, { employees: 300 });
const initech = createTestCompany(hosts.initech);
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme, globex, initech] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(acme);
});

describe('contracts', () => {
  const companies = { acme, globex, initech };
  const statuses = assumptions.scheduleStatus.positions.slice(0, 2);
  it.each(Object.keys(companies).flatMap((name) => statuses.map((status) => [name, status] as const)))(
    'everybody’s contracts are the ones in Lucca, including archived ones, oldest first: at %s, where arrangements are answered with %i',
    async (name, scheduleStatus) => {
      const company = companies[name as keyof typeof companies];
      subgraph.sandbox.control.behave(company.host, { scheduleStatus });
      await subgraph.connect(company);
      const expected = createContractTruth(company, scheduleStatus === 200);
      const people = company.people.toSorted((a, b) => a.id - b.id);
      const returned = await everybody(subgraph, `contracts { ${contractFields} } contract { luccaId }`);
      expect(returned).toEqual(
        people.map(({ id }) => {
          const contracts = contractsOf(company, id);
          const current = contracts.find((contract) => isInForce(contract, today));
          return {
            contracts: contracts.map(expected),
            contract: current ? { luccaId: String(current.id) } : null,
          };
        }),
      );
    },
  );

  it.each(['successiveContracts', 'futureContract', 'contractToCome', 'rehired', 'archivedContract'] as const)(
    'are found by the day, their first and last day included: %s',
    async (trap) => {
      const [id] = findTrap(acme, trap);
      const idOf = await employeeIds(subgraph);
      const contracts = contractsOf(acme, id);
      const days = contracts.flatMap(({ startsOn, endsOn }) => [
        addDays(startsOn, -1),
        startsOn,
        ...(endsOn === null ? ['9999-12-31'] : [endsOn, addDays(endsOn, 1)]),
      ]);
      const query = 'query ($id: ID!, $asOf: Date!) { employee(id: $id) { contract(asOf: $asOf) { luccaId } } }';
      for (const asOf of days) {
        const contract = contracts.find((each) => isInForce(each, asOf));
        expect(await subgraph.data(query, { id: idOf(id), asOf })).toEqual({
          employee: { contract: contract ? { luccaId: String(contract.id) } : null },
        });
      }
    },
  );

  it('a contract from long ago without end is shown from 1900 on, and its end and the day of hiring are not known', async () => {
    const [id] = findTrap(acme, 'withoutBirthDate');
    const idOf = await employeeIds(subgraph);
    subgraph.sandbox.control.change(acme.host, (company) => {
      const [contract] = contractsOf(company, id);
      Object.assign(contract ?? {}, { startsOn: '0001-01-01', endsOn: '2999-12-31' });
      Object.assign(personOf(company, id), {
        contractStartsOn: '0001-01-01',
        contractEndsOn: '2999-12-31',
        seniorityOn: '1900-01-01',
      });
    });
    await subgraph.connect(acme);
    const { employee } = await subgraph.data(
      `query ($id: ID!) { employee(id: $id) { status hiredOn leavesOn seniorityDate contracts { startsOn endsOn }
        contract(asOf: "1950-01-01") { startsOn } dataGaps { field reason } } }`,
      { id: idOf(id) },
    );
    expect(employee).toMatchObject({
      status: 'ACTIVE',
      hiredOn: null,
      leavesOn: null,
      seniorityDate: null,
      contracts: [{ startsOn: '1900-01-01', endsOn: null }],
      contract: { startsOn: '1900-01-01' },
    });
    for (const field of ['hiredOn', 'seniorityDate'])
      expect(employee.dataGaps).toContainEqual({ field, reason: 'NOT_SET_IN_LUCCA' });
    subgraph.sandbox.control.reset();
  });

  it('a contract has an id of its own, which resolves through a reference', async () => {
    const nodes = await everybody<{ contracts: { id: string; luccaId: string }[] }>(
      subgraph,
      'contracts { id luccaId }',
    );
    const contracts = nodes.flatMap((node) => node.contracts);
    expect(new Set(contracts.map(({ id }) => id)).size).toBe(acme.workContracts.length);
    await subgraph.connect(acme);
    const { _entities } = await subgraph.data(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Contract { luccaId } } }`,
      { representations: contracts.slice(0, 40).map(({ id }) => ({ __typename: 'Contract', id })) },
    );
    expect(_entities).toEqual(contracts.slice(0, 40).map(({ luccaId }) => ({ luccaId })));
  });

  it('an id that combines a contract with another person resolves to null', async () => {
    const [one = 0, other = 0] = findTrap(acme, 'homonyms');
    const idOf = await employeeIds(subgraph);
    const query = 'query ($id: ID!) { employee(id: $id) { contracts { luccaId } } }';
    const { employee } = await subgraph.data(query, { id: idOf(one) });
    const { of } = await graphIds(subgraph);
    const id = of('contract', other, Number(employee.contracts[0].luccaId));
    const representations = [{ __typename: 'Contract', id }];
    const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Contract { luccaId } } }';
    expect(await subgraph.ask(entities, { r: representations })).toEqual({ data: { _entities: [null] } });
  });

  it('a day that does not exist is refused, and the message shows the format of a date', async () => {
    const idOf = await employeeIds(subgraph);
    const query = 'query ($id: ID!, $asOf: Date) { employee(id: $id) { contract(asOf: $asOf) { luccaId } } }';
    for (const asOf of ['2026-02-30', '2026-1-1', '2026-11-24T00:00:00Z', 'today', '', 20261124]) {
      const { data, errors } = await subgraph.ask(query, { id: idOf(findTrap(acme, 'rehired')[0]), asOf });
      expect(data).toBeUndefined();
      expect(errors).toMatchObject([
        { message: 'A date must be an existing day in the form YYYY-MM-DD.', extensions: { code: 'BAD_USER_INPUT' } },
      ]);
    }
  });

  it('weekly hours use the full-time week that the account has set, in every country', async () => {
    const [partTimer] = findTrap(acme, 'partTime');
    const query = 'query ($id: ID!) { employee(id: $id) { contract { workingTime { weeklyHours } } } }';
    const hours = async () => (await subgraph.data(query, { id: (await employeeIds(subgraph))(partTimer) })).employee;
    // Four fifths of 38 hours, by the person's arrangement in Belgium.
    expect(await hours()).toEqual({ contract: { workingTime: { weeklyHours: '30.4' } } });
    subgraph.sandbox.control.behave(acme.host, { scheduleStatus: 404 });
    await subgraph.connect(acme);
    // Without arrangements it is unknown in other countries than France.
    expect(await hours()).toEqual({ contract: { workingTime: { weeklyHours: null } } });
    await sendMapping(subgraph, { weeklyHoursAtFullTime: '37.5' });
    expect(await hours()).toEqual({ contract: { workingTime: { weeklyHours: '30' } } });
    await sendMapping(subgraph, { weeklyHoursAtFullTime: null });
  });

  it('the share of full time is read in every form Lucca may give it, and full time is assumed without the right', async () => {
    const [partTimer] = findTrap(acme, 'partTime');
    const idOf = await employeeIds(subgraph);
    const query =
      'query ($id: ID!) { employee(id: $id) { contract { workingTime { fullTimeEquivalent weeklyHours origin } } } }';
    subgraph.sandbox.control.behave(acme.host, { scheduleStatus: 404 });
    await subgraph.connect(acme);
    for (const payFigures of assumptions.payFigures.positions) {
      subgraph.sandbox.control.behave(acme.host, { payFigures });
      const { employee } = await subgraph.data(query, { id: idOf(partTimer) }, uncached);
      expect(employee.contract.workingTime).toEqual({ fullTimeEquivalent: '0.8', weeklyHours: null, origin: 'PAGGA' });
    }
    await subgraph.connect(acme, 'without: individualSituations');
    const { employee } = await subgraph.data(query, { id: idOf(partTimer) });
    expect(employee.contract.workingTime).toEqual({ fullTimeEquivalent: '1', weeklyHours: null, origin: 'ASSUMED' });
  });

  it('a token without the scope for personal data sees everything of a contract except the reason why it ended', async () => {
    const [left] = findTrap(acme, 'leaverMidMonth');
    const idOf = await employeeIds(subgraph);
    const query = 'query ($id: ID!) { employee(id: $id) { contracts { typeName terminationReason } } }';
    const scope = 'lucca:employees:read lucca:remuneration:read lucca:account:write';
    const { data, errors } = await subgraph.ask(query, { id: idOf(left) }, { scope });
    expect(data.employee.contracts).toEqual([{ typeName: 'CDI', terminationReason: null }]);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const { employee } = await subgraph.data(query, { id: idOf(left) });
    expect(terminationReasons).toContain(employee.contracts[0].terminationReason);
  });

  it('the type name is null if Lucca returns only the number of the type', async () => {
    subgraph.sandbox.control.behave(acme.host, { hasContractObjects: false });
    const returned = await everybody<{ contracts: { typeName: string }[] }>(
      subgraph,
      'contracts { typeName luccaId }',
      {
        options: uncached,
      },
    );
    const contracts = returned.flatMap((node) => node.contracts);
    expect(contracts).toHaveLength(acme.workContracts.length);
    expect(new Set(contracts.map(({ typeName }) => typeName))).toEqual(new Set([null]));
  });
});
