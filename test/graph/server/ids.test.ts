import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeId, encodeId, type Kind } from '../../../src/graph/server/ids.ts';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { character } from '../../support/character.ts';
import { everybody } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../../support/subgraph.ts';
import { runs } from '../../support/thoroughness.ts';

const acme = createTestCompany(hosts.acme);
const initech = createTestCompany(hosts.initech);
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme, initech] });
  await subgraph.connect(acme);
  await subgraph.connect(initech, 'full', 'initech');
});

const employeesOf = (tenant: string) =>
  everybody<{ id: string; luccaId: string }>(subgraph, 'id luccaId', { options: { tenant } });

describe('an id of the graph', () => {
  it('resolves only if it was issued for this account, whatever text is tried', async () => {
    const ours = new Map((await employeesOf('acme')).map(({ id, luccaId }) => [id, luccaId]));
    const theirs = (await employeesOf('initech')).map(({ id }) => id);
    const [someId = ''] = ours.keys();
    const [, account = ''] = Buffer.from(someId, 'base64url').toString().split('/');
    const kinds: Kind[] = ['employee', 'position', 'contract', 'department', 'variableItems'];
    const numbers = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 3 });
    const ids = fc.oneof(
      fc.constantFrom(...ours.keys()),
      fc.constantFrom(...theirs),
      fc.tuple(fc.constantFrom(...kinds), numbers).map(([kind, parts]) => encodeId(kind, account, ...parts)),
      fc
        .tuple(fc.constantFrom('employee/', 'employee', 'Employee/', ''), fc.string(), fc.string())
        .map((parts) => Buffer.from(`${parts[0]}${account}/${parts[1]}${parts[2]}`).toString('base64url')),
      fc.tuple(fc.constantFrom(...ours.keys()), fc.string()).map(([id, more]) => id + more),
      fc.string({ unit: character }),
      fc.base64String(),
    );
    const query =
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Employee { luccaId } } }';
    await fc.assert(
      fc.asyncProperty(fc.array(ids, { minLength: 20, maxLength: 60 }), async (tried) => {
        const representations = tried.map((id) => ({ __typename: 'Employee', id }));
        const { _entities } = await subgraph.data(query, { representations });
        expect(_entities).toEqual(tried.map((id) => (ours.has(id) ? { luccaId: ours.get(id) } : null)));
      }),
      { numRuns: runs(40), seed: 11 },
    );
  });

  it('decodes to its original numbers only for its own kind and account', () => {
    const number = fc.integer({ min: 1, max: 2 ** 31 - 1 });
    const cases = fc.tuple(fc.constantFrom<Kind>('employee', 'department'), fc.uuid(), number, fc.uuid());
    fc.assert(
      fc.property(cases, ([kind, account, luccaId, another]) => {
        const id = encodeId(kind, account, luccaId);
        expect(decodeId(kind, account, id)).toEqual([luccaId]);
        expect(decodeId(kind, another, id)).toEqual(another === account ? [luccaId] : null);
        expect(decodeId(kind === 'employee' ? 'department' : 'employee', account, id)).toBeNull();
      }),
    );
  });

  it.each([0, 2 ** 31, 2 ** 32 + 1, 999_999_999_999_999])(
    'with the number %i, which Lucca never issues, resolves to null without a request to Lucca',
    async (number) => {
      const [{ id = '', luccaId = '' } = {}] = await employeesOf('acme');
      const [, account = ''] = Buffer.from(id, 'base64url').toString().split('/');
      const types: [Kind, string, number[]][] = [
        ['employee', 'Employee', [number]],
        ['position', 'Position', [number]],
        ['contract', 'Contract', [Number(luccaId), number]],
        ['contract', 'Contract', [number, 1]],
        ['department', 'Department', [number]],
        ['establishment', 'Establishment', [number]],
        ['legalEntity', 'LegalEntity', [number]],
      ];
      const representations = types.map(([kind, __typename, numbers]) => ({
        __typename,
        id: encodeId(kind, account, ...numbers),
      }));
      const query = `query ($representations: [_Any!]!, $id: ID!) {
        _entities(representations: $representations) { __typename }
        employee(id: $id) { id }
      }`;
      const { total } = await subgraph.countRequests(async () => {
        const variables = { representations, id: encodeId('employee', account, number) };
        const options = { headers: { 'cache-control': 'no-cache' } };
        const { data, errors } = await subgraph.ask(query, variables, options);
        expect(errors).toBeUndefined();
        expect(data).toEqual({ _entities: types.map(() => null), employee: null });
      });
      expect(total).toBe(0);
    },
  );

  it('contains neither a name nor a host', async () => {
    for (const { id } of await employeesOf('acme')) {
      expect(Buffer.from(id, 'base64url').toString()).toMatch(/^employee\/[0-9a-f-]{36}\/\d+$/);
    }
  });
});
