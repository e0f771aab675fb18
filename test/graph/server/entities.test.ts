import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../../../src/graph/server/entities.ts';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { everybody } from '../../support/everybody.ts';
import { graphIds } from '../../support/graphIds.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(acme);
});

/** The ids of some entities of each kind, by the name of their type. */
async function someIds(): Promise<Record<string, string[]>> {
  type Node = { id: string; position: { id: string }; contracts: { id: string }[] };
  const nodes = await everybody<Node>(subgraph, 'id position { id } contracts { id }');
  const { account, departments, establishments } = await subgraph.data(
    '{ account { id } departments { id } establishments { id legalEntity { id } } }',
  );
  const few = (rows: { id: string }[]) => rows.slice(0, 3).map(({ id }) => id);
  return {
    Account: [account.id],
    Employee: few(nodes),
    Position: few(nodes.map(({ position }) => position)),
    Contract: few(nodes.flatMap(({ contracts }) => contracts)),
    Department: few(departments),
    Establishment: few(establishments),
    LegalEntity: few(establishments.map(({ legalEntity }: { legalEntity: { id: string } }) => legalEntity)),
  };
}

const types = ['Account', 'Employee', 'Position', 'Contract', 'Department', 'Establishment', 'LegalEntity'];
const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename ${types.map((type) => `... on ${type} { id }`).join(' ')} } }`;

const refused = { code: 'BAD_REPRESENTATION', retryable: false, correlationId: expect.any(String) };

describe('entity references from a router', () => {
  it('are resolved in the order of the request, whatever their types', async () => {
    const ids = await someIds();
    await subgraph.connect(acme);
    const representations = [0, 1, 2].flatMap((index) =>
      types.flatMap((type) => {
        const id = ids[type]?.[index];
        return id === undefined ? [] : [{ __typename: type, id }];
      }),
    );
    expect(representations.length).toBeGreaterThan(12);
    expect(await subgraph.data(query, { representations })).toEqual({ _entities: representations });
  });

  it.each(types)('to %s fail only where they are not valid representations', async (type) => {
    const id = (await someIds())[type]?.[0];
    const broken = [{}, { id: 1 }, { id: { id } }, { id: [id] }, { id: null }, { ID: id }];
    const representations = [{ id }, ...broken, { id }].map((each) => ({ __typename: type, ...each }));
    const { data, errors } = await subgraph.ask(query, { representations });
    expect(data._entities).toEqual([{ __typename: type, id }, ...broken.map(() => null), { __typename: type, id }]);
    expect(errors?.map(({ path }) => path)).toEqual(broken.map((_, index) => ['_entities', 1 + index]));
    for (const error of errors ?? []) expect(error).toMatchObject({ extensions: refused });
  });

  it.each(types)('to %s outside this account are null without an error or a request to Lucca', async (type) => {
    const ids = await someIds();
    const [id = ''] = ids[type] ?? [];
    const { elsewhere } = await graphIds(subgraph);
    const kind = Object.entries(entities).find(([name]) => name === type)?.[1].kind;
    const foreign = [
      '',
      'nonsense',
      ...(kind === undefined ? ['another-account'] : elsewhere(kind, id)),
      ...types.filter((other) => other !== type).flatMap((other) => ids[other] ?? []),
    ];
    await subgraph.connect(acme);
    const representations = foreign.map((each) => ({ __typename: type, id: each }));
    const { total } = await subgraph.countRequests(async () => {
      expect(await subgraph.ask(query, { representations })).toEqual({ data: { _entities: foreign.map(() => null) } });
    });
    expect(total).toBe(0);
  });

  it.each([
    ['an unknown type', { __typename: 'Salary', id: '1' }],
    ['a type that is no entity', { __typename: 'Money', amount: '1' }],
    ['a type of the language', { __typename: '__Schema', id: '1' }],
    ['a type that is no text', { __typename: ['Employee'], id: '1' }],
    ['no type', { id: '1' }],
    ['no object', 7],
  ])('to %s fail alone, and the error does not repeat them', async (_, representation) => {
    const [id] = (await someIds()).Employee ?? [];
    const good = { __typename: 'Employee', id };
    const { data, errors } = await subgraph.ask(query, { representations: [good, representation, good] });
    expect(data).toEqual({ _entities: [good, null, good] });
    expect(errors).toEqual([
      {
        message: 'A representation needs the __typename and a key of an entity of this subgraph.',
        path: ['_entities', 1],
        extensions: refused,
      },
    ]);
  });

  it('that are missing make the request invalid', async () => {
    const { data, errors } = await subgraph.ask(query, { representations: [null] });
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  describe('references by Lucca’s own number', () => {
    const byNumber = (representations: object[], options = {}) =>
      subgraph.ask(
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Employee { luccaId displayName } } }`,
        { r: representations.map((each) => ({ __typename: 'Employee', ...each })) },
        options,
      );
    const [one, other] = acme.people.map(({ id }) => String(id)) as [string, string];

    it('resolve to people, in the order of the request', async () => {
      const { data, errors } = await byNumber([{ luccaId: other }, { luccaId: one }, { luccaId: other }]);
      expect(errors).toBeUndefined();
      expect(data._entities.map(({ luccaId }: { luccaId: string }) => luccaId)).toEqual([other, one, other]);
    });

    it('resolve to null without an error if the number is unknown or invalid', async () => {
      const none = ['', '0', '-1', `0${one}`, ` ${one}`, `${one}.0`, '0x1', '1e1', '٣', '2147483648', '9'.repeat(300)];
      await subgraph.connect(acme);
      const { total } = await subgraph.countRequests(async () => {
        const answer = await byNumber(none.map((luccaId) => ({ luccaId })));
        expect(answer).toEqual({ data: { _entities: none.map(() => null) } });
      });
      expect(total).toBe(0);
      const { data, errors } = await byNumber([{ luccaId: '2147483647' }, { luccaId: one }]);
      expect(data._entities).toMatchObject([null, { luccaId: one }]);
      expect(errors).toBeUndefined();
    });

    it('may be numbers, as GraphQL allows for an `ID`', async () => {
      const { data, errors } = await byNumber([{ luccaId: Number(other) }, { luccaId: one }, { luccaId: Number(one) }]);
      expect(errors).toBeUndefined();
      expect(data._entities.map(({ luccaId }: { luccaId: string }) => luccaId)).toEqual([other, one, one]);
      const none = [0, -1, Number(one) + 0.5, 2_147_483_648, 1e300];
      expect(await byNumber(none.map((luccaId) => ({ luccaId })))).toEqual({
        data: { _entities: none.map(() => null) },
      });
    });

    it('are ignored if an id is also given, and fail alone if they are neither text nor a number', async () => {
      const { data, errors } = await byNumber([
        { id: 'nonsense', luccaId: one },
        { id: 7, luccaId: one },
        { luccaId: true },
        { luccaId: [one] },
        { luccaId: one },
      ]);
      expect(data._entities).toMatchObject([null, null, null, null, { luccaId: one }]);
      expect(errors?.map(({ path }) => path?.[1])).toEqual([1, 2, 3]);
      for (const error of errors ?? []) expect(error).toMatchObject({ extensions: refused });
    });

    it('need the scope for people like any other field', async () => {
      const { data, errors } = await byNumber([{ luccaId: one }], { scope: 'lucca:remuneration:read' });
      expect(data).toEqual({ _entities: [null] });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    });
  });
});
