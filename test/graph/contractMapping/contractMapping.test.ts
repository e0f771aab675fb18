import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { everybody } from '../../support/everybody.ts';
import { createTestCompany, type RequestOptions, type Subgraph, startSubgraph } from '../../support/subgraph.ts';
import { rowOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(async () => {
  await subgraph.restore(acme);
  // Reconnecting keeps the settings, another tenant's connection has none.
  await subgraph.connect(acme);
});

const mutation = `mutation ($input: SetContractMappingInput!) { setContractMapping(input: $input) {
  ... on ContractMappingSet { account { contractTypes { typeName term relation origin } } }
  ... on ContractMappingProblem { code entry field en: message fr: message(language: FR) correlationId }
} }`;
const set = async (input: object, options?: RequestOptions) =>
  (await subgraph.data(mutation, { input }, options)).setContractMapping;
const lists = `{ account {
  contractTypes { typeName contractCount term relation origin }
  terminationReasons { reasonName contractCount category origin }
} }`;

const countOf = (typeName: string) =>
  acme.workContracts.filter(({ typeId }) => rowOf(acme.contractTypes, typeId).name === typeName).length;

describe('the names of contract types and of termination reasons', () => {
  it('are listed with what they mean and how many contracts have them, the most used first', async () => {
    const { account } = await subgraph.data(lists);
    const counts = account.contractTypes.map(({ contractCount }: { contractCount: number }) => contractCount);
    expect(counts).toEqual(counts.toSorted((a: number, b: number) => b - a));
    for (const { typeName, contractCount } of account.contractTypes)
      expect(contractCount, typeName).toBe(countOf(typeName));
    expect(account.contractTypes).toContainEqual({
      typeName: 'CDI',
      contractCount: countOf('CDI'),
      term: 'PERMANENT',
      relation: 'EMPLOYEE',
      origin: 'NAME',
    });
    expect(account.terminationReasons).toContainEqual({
      reasonName: 'Démission',
      contractCount: expect.any(Number),
      category: 'VOLUNTARY',
      origin: 'NAME',
    });
  });

  it('mean what the account sets, in contracts, filters and lists, until the setting is removed', async () => {
    const contracts = async () =>
      (
        await everybody<{ contract: { typeName: string; relation: string } | null }>(
          subgraph,
          'contract { typeName relation }',
          { filter: {} },
        )
      )
        .map(({ contract }) => contract)
        .filter((contract) => contract?.typeName === 'CDI');
    const matching = async () =>
      (await subgraph.data('{ employees(filter: { contractRelation: [CONTRACTOR] }) { totalCount } }')).employees
        .totalCount;
    const before = await matching();
    const result = await set({ types: [{ typeName: ' cdi ', relation: 'CONTRACTOR' }] });
    expect(result.account.contractTypes).toContainEqual({
      typeName: 'CDI',
      term: 'PERMANENT',
      relation: 'CONTRACTOR',
      origin: 'ACCOUNT_SETTING',
    });
    expect(new Set((await contracts()).map((contract) => contract?.relation))).toEqual(new Set(['CONTRACTOR']));
    expect(await matching()).toBe(before + (await contracts()).length);
    await set({ types: [{ typeName: 'CDI' }] });
    expect(await matching()).toBe(before);
  });

  it('classify why a contract ended', async () => {
    type Ended = { contracts: { terminationReason: string | null; terminationCategory: string | null }[] };
    const reasons = async () =>
      (await everybody<Ended>(subgraph, 'contracts { terminationReason terminationCategory }'))
        .flatMap(({ contracts }) => contracts)
        .filter(({ terminationReason }) => terminationReason === 'Rupture conventionnelle')
        .map(({ terminationCategory }) => terminationCategory);
    expect(new Set(await reasons())).toEqual(new Set(['OTHER']));
    await set({ terminationReasons: [{ reasonName: 'Rupture conventionnelle', category: 'VOLUNTARY' }] });
    expect(new Set(await reasons())).toEqual(new Set(['VOLUNTARY']));
    await set({ terminationReasons: [{ reasonName: 'Rupture conventionnelle', category: null }] });
  });

  it.each([
    ['UNKNOWN_NAME', 1, 'typeName', { types: [{ typeName: 'CDI', relation: 'OTHER' }, { typeName: 'Kontrakt' }] }],
    ['DUPLICATE_NAME', 1, 'typeName', { types: [{ typeName: 'CDI', relation: 'OTHER' }, { typeName: 'cdi' }] }],
    ['UNKNOWN_NAME', 0, 'reasonName', { terminationReasons: [{ reasonName: 'CDI', category: 'OTHER' }] }],
    ['TOO_MANY', null, 'types', { types: Array(201).fill({ typeName: 'CDI' }) }],
  ])('are refused as %s, and nothing is set', async (code, entry, field, input) => {
    const before = await subgraph.data(lists);
    const texts = {
      en: expect.stringMatching(/\.$/),
      fr: expect.stringMatching(/\.$/),
      correlationId: expect.any(String),
    };
    expect(await set(input)).toEqual({ code, entry, field, ...texts });
    expect(await subgraph.data(lists)).toEqual(before);
  });

  it('are set with the scope of the account only, and the reasons are shown with that or demographics', async () => {
    const code = async (query: string, scope: string, variables: object = {}) =>
      (await subgraph.ask(query, variables, { scope })).errors?.[0]?.extensions.code;
    expect(await code(mutation, 'lucca:employees:read', { input: {} })).toBe('FORBIDDEN');
    expect(await code('{ account { terminationReasons { category } } }', 'lucca:employees:read')).toBe('FORBIDDEN');
    expect(await code('{ account { contractTypes { relation } } }', 'lucca:employees:read')).toBeUndefined();
  });

  it('are counted in the data quality where they are not understood', async () => {
    const issues = async () =>
      (await subgraph.data('{ account { dataQuality(codes: [CONTRACT_TYPE_UNKNOWN]) { issues { code count } } } }'))
        .account.dataQuality.issues;
    expect(await issues()).toEqual([]);
    subgraph.sandbox.control.change(acme.host, ({ contractTypes }) => {
      Object.assign(contractTypes.find(({ name }) => name === 'CDI') ?? {}, { name: 'Typ 7' });
    });
    await subgraph.connect(acme);
    const [issue] = await issues();
    expect(issue).toMatchObject({ code: 'CONTRACT_TYPE_UNKNOWN' });
    expect(issue.count).toBeGreaterThan(acme.people.length / 2);
    await set({ types: [{ typeName: 'Typ 7', relation: 'EMPLOYEE' }] });
    expect(await issues()).toEqual([]);
  });
});
