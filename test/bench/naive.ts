import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import DataLoader from 'dataloader';
import { parse } from 'graphql';
import { groupBy } from '../../src/groupBy.ts';
import { hosts, keyOf } from '../../src/sandbox/companies/companies.ts';
import { ask } from '../support/askSandbox.ts';
import { answerProcessorTime } from './processorTime.ts';

// What is usually written first: Apollo Server as it comes, async resolvers, a DataLoader for each kind of row. All rows of the sandbox
// are in memory. It checks no tokens and limits, and knows neither missing rights nor mappings of pay.

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { employees(first: Int = 50): Employees! employee(id: ID!): Employee }
  type Employees { edges: [Edge!]! }
  type Edge { node: Employee! }
  type Employee @key(fields: "id") {
    id: ID! luccaId: ID! displayName: String firstName: String lastName: String workEmail: String
    position: Position manager: Manager contract: Contract remuneration: RemunerationResult
  }
  type Position { id: ID! jobTitle: String }
  type Manager { id: ID! displayName: String }
  type Contract { id: ID! typeName: String startsOn: String endsOn: String }
  union RemunerationResult = Remuneration
  type Remuneration { annualBaseFullTime: PayAmount annualFixedFullTime: PayAmount explanation: [Step!]! }
  type PayAmount { money: Money! }
  type Money { amount: String! currency: String! }
  type Step { target: String! formula: String! inputs: [String!]! }
`);

type Row = { id: number };
type User = Row & { name: string; mail: string; manager: Row | null; dtContractEnd: string | null };
type Contract = Row & { ownerId: number; type: { name: string }; startsOn: string; endsOn: string | null };
type Item = { amount: number; startsOn: string; endsOn: string | null; natureId: number } & {
  workContract: { ownerId: number };
};

const sandbox = { port: Number(process.env.SANDBOX_PORT) };
const today = '2026-11-24';
const isOn = ({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }) =>
  startsOn.slice(0, 10) <= today && (endsOn ?? today) >= today;

async function readAll<Row>(path: (page: number) => string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 0; ; page++) {
    const { text } = await ask(sandbox, path(page), { host: hosts.globex, key: keyOf(hosts.globex, 'full') });
    const { data, items } = JSON.parse(text);
    const found: Row[] = items ?? data.items;
    if (found.length === 0) return rows;
    rows.push(...found);
  }
}

const fields = 'id,name,firstName,lastName,mail,jobTitle,manager[id],dtContractEnd';
// Named as in the schema, so that the default resolvers find them.
const users = (
  await readAll<User>((page) => `/api/v3/users?fields=${fields}&orderBy=id,asc&paging=${page * 100},100`)
).map((user) => ({
  ...user,
  luccaId: user.id,
  displayName: user.name,
  workEmail: user.mail,
  managerId: user.manager?.id,
}));
const contracts = (
  await readAll<Contract>((page) => `/directory/api/4.0/work-contracts?limit=100&page=${page + 1}`)
).map((contract) => ({ ...contract, typeName: contract.type.name }));
const items = await readAll<Item>((page) => `/remuneration/api/fixed-items?limit=100&page=${page + 1}&sort=id`);
const employed = users.filter(({ dtContractEnd }) => (dtContractEnd ?? today) >= today);
const usersById = new Map(users.map((user) => [user.id, user]));
const contractOf = new Map(contracts.filter(isOn).map((contract) => [contract.ownerId, contract]));
const itemsOf = groupBy(items.filter(isOn), ({ workContract }) => workContract.ownerId);

const loaders = () => ({
  users: new DataLoader<number, Row | null>(async (ids) => ids.map((id) => usersById.get(id) ?? null)),
  contracts: new DataLoader<number, Row | null>(async (ids) => ids.map((id) => contractOf.get(id) ?? null)),
  items: new DataLoader<number, Item[]>(async (ids) => ids.map((id) => itemsOf.get(id) ?? [])),
});
type Context = ReturnType<typeof loaders>;
/** The schema's builder knows no type of the context. */
const of = (context: unknown) => context as Context;

const money = (amount: number) => ({ money: { amount: amount.toFixed(2), currency: 'EUR' } });
const yearly = (found: readonly Item[]) => found.reduce((sum, { amount }) => sum + amount * 12, 0);

const resolvers = {
  Query: {
    employees: async (_: unknown, { first }: { first: number }) => ({
      edges: employed.slice(0, first).map((node) => ({ node })),
    }),
    employee: async (_: unknown, { id }: { id: string }, context: unknown) => of(context).users.load(Number(id)),
  },
  Employee: {
    __resolveReference: async ({ id }: { id: string }, context: unknown) => of(context).users.load(Number(id)),
    position: async (user: Row) => user,
    manager: async ({ managerId }: { managerId?: number }, _: unknown, context: unknown) =>
      managerId === undefined ? null : of(context).users.load(managerId),
    contract: async ({ id }: Row, _: unknown, context: unknown) => of(context).contracts.load(id),
    remuneration: async ({ id }: Row, _: unknown, context: unknown) => of(context).items.load(id),
  },
  RemunerationResult: { __resolveType: () => 'Remuneration' },
  Remuneration: {
    annualBaseFullTime: async (found: Item[]) => money(yearly(found.slice(0, 1))),
    annualFixedFullTime: async (found: Item[]) => money(yearly(found)),
    explanation: async (found: Item[]) =>
      ['annualBaseFullTime', 'annualFixedFullTime'].map((target) => ({
        target,
        formula: 'amount × 12',
        inputs: found.map(({ amount, natureId }) => `amount = ${amount} (nature ${natureId})`),
      })),
  },
};

const server = new ApolloServer<Context>({ schema: buildSubgraphSchema({ typeDefs, resolvers }) });
const { url } = await startStandaloneServer(server, { listen: { port: 0 }, context: async () => loaders() });
answerProcessorTime();
process.send?.({ port: Number(new URL(url).port) });
