import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeId, encodeId, encodeOldId, type Kind } from '../../../src/graph/server/ids.ts';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { character } from '../../support/character.ts';
import { everybody } from '../../support/everybody.ts';
import { graphIds } from '../../support/graphIds.ts';
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
    const { account } = await graphIds(subgraph);
    const luccaIds = new Set(ours.values());
    // Old ids resolve, too.
    const oldIds = new Map(
      [...luccaIds].map((luccaId) => [encodeOldId('employee', account, Number(luccaId)), luccaId]),
    );
    const kinds: Kind[] = ['employee', 'position', 'contract', 'department', 'variableItems'];
    const numbers = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 3 });
    const ids = fc.oneof(
      fc.constantFrom(...ours.keys()),
      fc.constantFrom(...theirs),
      fc.constantFrom(...oldIds.keys()),
      fc.tuple(fc.constantFrom(...kinds), numbers).map(([kind, parts]) => encodeOldId(kind, account, ...parts)),
      fc
        .tuple(fc.constantFrom(...kinds), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 3 }))
        .map(([kind, first, second]) => encodeId(kind, account, first, second)),
      fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
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
        expect(_entities).toEqual(
          tried.map((id) => {
            const luccaId = ours.get(id) ?? oldIds.get(id);
            return luccaId === undefined ? null : { luccaId };
          }),
        );
      }),
      { numRuns: runs(40), seed: 11 },
    );
  });

  it('decodes to its original numbers only for its own kind and account', () => {
    const number = fc.integer({ min: 1, max: 2 ** 31 - 1 });
    const cases = fc.tuple(fc.constantFrom<Kind>('employee', 'department'), fc.uuid(), number, fc.uuid());
    fc.assert(
      fc.property(cases, ([kind, account, luccaId, another]) => {
        for (const id of [encodeId(kind, account, luccaId), encodeOldId(kind, account, luccaId)]) {
          expect(decodeId(kind, account, id)).toEqual([luccaId]);
          expect(decodeId(kind, another, id)).toEqual(another === account ? [luccaId] : null);
          expect(decodeId(kind === 'employee' ? 'department' : 'employee', account, id)).toBeNull();
        }
      }),
    );
  });

  it.each([0, 2 ** 31, 2 ** 32 + 1, 999_999_999_999_999])(
    'with the number %i, which Lucca never issues, resolves to null without a request to Lucca',
    async (number) => {
      const [{ luccaId = '' } = {}] = await employeesOf('acme');
      const { account } = await graphIds(subgraph);
      const types: [Kind, string, number[]][] = [
        ['employee', 'Employee', [number]],
        ['position', 'Position', [number]],
        ['contract', 'Contract', [Number(luccaId), number]],
        ['contract', 'Contract', [number, 1]],
        ['department', 'Department', [number]],
        ['establishment', 'Establishment', [number]],
        ['legalEntity', 'LegalEntity', [number]],
      ];
      const idsOf = (kind: Kind, [first = 0, ...more]: number[]) => [
        encodeOldId(kind, account, first, ...more),
        ...(Math.max(first, ...more) < 2 ** 32 ? [encodeId(kind, account, first, ...(more as [number?]))] : []),
      ];
      const representations = types.flatMap(([kind, __typename, numbers]) =>
        idsOf(kind, numbers).map((id) => ({ __typename, id })),
      );
      const query = `query ($representations: [_Any!]!, $id: ID!) {
        _entities(representations: $representations) { __typename }
        employee(id: $id) { id }
      }`;
      const { total } = await subgraph.countRequests(async () => {
        const variables = { representations, id: idsOf('employee', [number]).at(-1) };
        const options = { headers: { 'cache-control': 'no-cache' } };
        const { data, errors } = await subgraph.ask(query, variables, options);
        expect(errors).toBeUndefined();
        expect(data).toEqual({ _entities: representations.map(() => null), employee: null });
      });
      expect(total).toBe(0);
    },
  );

  it('has 22 characters, which say nothing of the account or the number, and stays the same', async () => {
    const { account } = await graphIds(subgraph);
    const people = await employeesOf('acme');
    for (const { id, luccaId } of people) {
      expect(id).toMatch(/^[\w-]{22}$/);
      expect(id).toBe(encodeId('employee', account, Number(luccaId)));
    }
    expect(encodeId('employee', 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6', 1)).toBe('OpxY9YpF2IqXb34r_tyu2Q');
    // Neighbours have no more in common than others.
    const [first, second] = [1, 2].map((number) => Buffer.from(encodeId('employee', account, number), 'base64url'));
    expect(first?.filter((byte, at) => byte === second?.[at]).length).toBeLessThan(6);
  });

  it('of a contract or an item does not decode to fewer or more numbers', () => {
    const account = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
    expect(decodeId('contract', account, encodeId('contract', account, 7, 9))).toEqual([7, 9]);
    expect(decodeId('contract', account, encodeId('contract', account, 7))).toBeNull();
    expect(decodeId('employee', account, encodeId('employee', account, 7, 9))).toBeNull();
  });
});
