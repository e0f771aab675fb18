import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hosts } from '../../src/sandbox/companies/companies.ts';
import { everybody } from '../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(acme);
});

/** The ids of some of each kind of entity, by the name of its type. */
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

describe('references of a router', () => {
  it('resolve in the order they came, kinds mixed', async () => {
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

  it.each(types)('of %s lose only the rows that are no representation', async (type) => {
    const id = (await someIds())[type]?.[0];
    const broken = [{}, { id: 1 }, { id: { id } }, { id: [id] }, { id: null }, { ID: id }];
    const representations = [{ id }, ...broken, { id }].map((each) => ({ __typename: type, ...each }));
    const { data, errors } = await subgraph.ask(query, { representations });
    expect(data._entities).toEqual([{ __typename: type, id }, ...broken.map(() => null), { __typename: type, id }]);
    expect(errors?.map(({ path }) => path)).toEqual(broken.map((_, index) => ['_entities', 1 + index]));
    for (const error of errors ?? []) expect(error).toMatchObject({ extensions: refused });
  });

  it.each(types)('of %s to nothing of this account are null without an error, and Lucca is not asked', async (type) => {
    const ids = await someIds();
    const [id = ''] = ids[type] ?? [];
    const elsewhere = Buffer.from(id, 'base64url')
      .toString()
      .replace(/\/[\w-]+\//, '/another-account/');
    const foreign = [
      '',
      'nonsense',
      Buffer.from(elsewhere).toString('base64url'),
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
  ])('to %s fail alone, and nothing of them is repeated', async (_, representation) => {
    const [id] = (await someIds()).Employee ?? [];
    const good = { __typename: 'Employee', id };
    const { data, errors } = await subgraph.ask(query, { representations: [good, representation, good] });
    expect(data).toEqual({ _entities: [good, null, good] });
    expect(errors).toEqual([
      {
        message: 'A representation needs a __typename and the id of an entity of ours.',
        locations: expect.any(Array),
        path: ['_entities', 1],
        extensions: refused,
      },
    ]);
  });

  it('that are not even given make the variable a bad one', async () => {
    const { data, errors } = await subgraph.ask(query, { representations: [null] });
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
