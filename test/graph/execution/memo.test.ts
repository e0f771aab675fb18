import { type GraphQLFieldResolver, isObjectType } from 'graphql';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { subgraphSchema } from '../../../src/graph/schema.ts';
import { scopes } from '../../../src/graph/server/viewer.ts';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { employeeIds } from '../../support/everybody.ts';
import { sendMapping, setMapping } from '../../support/mapping.ts';
import {
  type Answer,
  createTestCompany,
  type RequestOptions,
  type Subgraph,
  type SubgraphOptions,
  startSubgraph,
  today,
  uncached,
} from '../../support/subgraph.ts';

const acme = createTestCompany(hosts.acme);
const globex = createTestCompany(hosts.globex);
const [somebody = 0] = findTrap(acme, 'amended');

let clock = 0;
let startedAt = 0;
let subgraph: Subgraph;
let documents = 0;
let requests = 0;

/** Whether every request is another, so that no response is kept as a whole, but what was written of people. */
let isVaried = false;

/** A clock that begins some minutes before midnight, so that the next day is near. */
const now = () => Date.parse(`${today}T23:54:00Z`) + Math.floor(performance.now() - startedAt) + clock;

async function start(app: SubgraphOptions['app'] = {}, at = 0) {
  clock = at;
  startedAt = performance.now();
  subgraph = await startSubgraph({ companies: [acme, globex], app: { now, recheckAfterMs: null, ...app } });
  await subgraph.connect(acme);
}

const pay = `remuneration { __typename ... on Remuneration { currency contract { id typeName } baseSalary { money { amount currency } period }
  annualBaseFullTime { money { amount } } hourlyBase { money { amount } } annualGuaranteedFullTime { money { amount } } fixedItems { luccaId kind annual { amount } }
  explanation { target inputs } warnings { code fields } dataGaps { field reason } } }`;
const selection = `id displayName gender status manager { id displayName employee { displayName } } position { jobTitle }
  contract { id typeName startsOn } ${pay} dataGaps { field reason message }`;
const list = (fields: string) => `employees(first: 60) { edges { node { ${fields} } } }`;

/** Sends a query under its usual name. */
function ask(query: string, options: RequestOptions = {}, variables = {}) {
  requests += 1;
  const varied = isVaried && { accept: `application/json;q=${(1 + (requests % 999)) / 1000}` };
  return subgraph.ask(`query Usual${query}`, variables, { ...options, headers: { ...options.headers, ...varied } });
}

/** Sends it as a document that was never sent before, of which nothing is kept. */
const askAnew = (query: string, options?: RequestOptions, variables = {}) => {
  documents += 1;
  return subgraph.ask(`query New${documents}${query}`, variables, options);
};

/** The same with errors in one order, and without the number of the request. */
function comparable({ data, errors = [] }: Answer) {
  const texts = errors.map(({ extensions, ...error }) =>
    JSON.stringify({ ...error, ...extensions, correlationId: '' }),
  );
  return { data, errors: texts.toSorted() };
}

/** Expects that the usual document returns what a new one does, and returns the data. */
async function expectUpToDate(query: string, options?: RequestOptions, variables = {}) {
  const usual = comparable(await ask(query, options, variables));
  expect(usual).toEqual(comparable(await askAnew(query, options, variables)));
  return usual.data;
}

/** From the third time on, what the second has written is copied. */
async function askThreeTimes(query: string, options?: RequestOptions, variables = {}) {
  for (let time = 0; time < 3; time++) await ask(query, options, variables);
}

/** Does something while a field of people is resolved in another way. */
async function whileResolving(name: string, resolveWith: (usual: Resolver) => Resolver, work: () => Promise<unknown>) {
  const type = subgraphSchema().getType('Employee');
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (!field?.resolve) throw new Error(`Employee.${name} has no resolver.`);
  const { resolve } = field;
  field.resolve = resolveWith(resolve);
  await work().finally(() => {
    field.resolve = resolve;
  });
}

type Resolver = GraphQLFieldResolver<unknown, unknown>;

/** How often a field of people is resolved meanwhile. */
async function countResolved(name: string, work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const counting =
    (usual: Resolver): Resolver =>
    (...given) => {
      count += 1;
      return usual(...given);
    };
  await whileResolving(name, counting, work);
  return count;
}

const all = ` { ${list(selection)} }`;

describe.each([
  ['what an operation writes of people', true],
  ['a whole response', false],
])('%s', (_, isOfPeople) => {
  beforeAll(() => {
    isVaried = isOfPeople;
    return start();
  });
  beforeEach(() => subgraph.restore(acme));

  it('is resolved twice and then copied', async () => {
    const first = await countResolved('remuneration', () => ask(all));
    expect(first).toBeGreaterThan(20);
    expect(await countResolved('remuneration', () => ask(all))).toBe(first);
    expect(await countResolved('remuneration', () => ask(all))).toBe(0);
    await expectUpToDate(all);
  });

  it('is copied for entities and single people, too', async () => {
    const id = (await employeeIds(subgraph))(somebody);
    const single = `($id: ID!) { employee(id: $id) { ${selection} } }`;
    const entities = `($of: [_Any!]!) { _entities(representations: $of) { ... on Employee { ${selection} } } }`;
    const of = [{ __typename: 'Employee', id }];
    await askThreeTimes(single, {}, { id });
    await askThreeTimes(entities, {}, { of });
    const again = async () => {
      await ask(single, {}, { id });
      await ask(entities, {}, { of });
    };
    expect(await countResolved('remuneration', again)).toBe(0);
    await expectUpToDate(single, {}, { id });
    await expectUpToDate(entities, {}, { of });
  });

  it('is resolved again as soon as the mapping of the account has changed', async () => {
    const before = await ask(all);
    await askThreeTimes(all);
    await setMapping(subgraph, [{ luccaId: 1, paymentsPerYear: '13' }]);
    const after = await expectUpToDate(all);
    expect(after).not.toEqual(before.data);
    await askThreeTimes(all);
    await sendMapping(subgraph, { weeklyHoursAtFullTime: '39' });
    expect(await expectUpToDate(all)).not.toEqual(after);
  });

  it('is kept for each set of scopes', async () => {
    await askThreeTimes(all);
    const without = (...names: string[]) => ({ scope: scopes.filter((scope) => !names.includes(scope)).join(' ') });
    const noPay = without('lucca:remuneration:read', 'lucca:remuneration:read:reports');
    for (const options of [noPay, without('lucca:demographics:read'), noPay, {}]) await expectUpToDate(all, options);
  });

  it('is not kept where it depends on who the viewer is', async () => {
    const people = (await ask(` { ${list('luccaId manager { employee { luccaId } }')} }`)).data.employees.edges;
    const managers: string[] = people.flatMap(
      ({ node }: { node: { manager: { employee: { luccaId: string } | null } | null } }) =>
        node.manager?.employee?.luccaId ?? [],
    );
    const accountId = (await subgraph.data('{ account { id } }')).account.id;
    const scope = scopes.filter((each) => each !== 'lucca:remuneration:read').join(' ');
    const as = (employeeId: string) => ({ scope, accountId, employeeId: Number(employeeId) });
    const [one = '', other = ''] = [...new Set(managers)];
    await askThreeTimes(all, as(one));
    await askThreeTimes(all, as(other));
    const answers = [await expectUpToDate(all, as(one)), await expectUpToDate(all, as(other))];
    expect(answers[0]).not.toEqual(answers[1]);
  });

  it('is kept for each value of the variables that are used in it', async () => {
    const dated = `($day: Date) { ${list('displayName remuneration(asOf: $day) { __typename ... on Remuneration { baseSalary { money { amount } } } }')} }`;
    await askThreeTimes(dated, {}, { day: today });
    const then = await expectUpToDate(dated, {}, { day: '2020-01-01' });
    expect(then).not.toEqual(await expectUpToDate(dated, {}, { day: today }));
  });

  it('is of one tenant, even where another has connected the same Lucca', async () => {
    await askThreeTimes(all);
    await subgraph.connect(acme, 'full', 'other');
    const [mine, theirs] = [await expectUpToDate(all), await expectUpToDate(all, { tenant: 'other' })];
    const idsOf = ({ employees }: { employees: { edges: { node: { id: string } }[] } }) =>
      employees.edges.map(({ node }) => node.id);
    expect(idsOf(mine).filter((id) => idsOf(theirs).includes(id))).toEqual([]);
  });

  it('is gone once the account is disconnected', async () => {
    await askThreeTimes(all);
    await subgraph.data('mutation { disconnectAccount { wasConnected } }');
    const { errors } = await ask(all);
    expect(errors).toMatchObject([{ extensions: { code: 'ACCOUNT_NOT_CONNECTED' } }]);
  });

  it('needs no more requests to Lucca than resolving, and is not copied for a caller who wants newer data', async () => {
    await askThreeTimes(all);
    const [usual, distinct] = [ask, askAnew].map((send) => () => subgraph.countRequests(() => send(all, uncached)));
    const [one, other] = [await usual?.(), await distinct?.()];
    expect(one?.total).toBeGreaterThan(2);
    expect(one).toEqual(other);
  });

  it('is not kept where a value does not fit its type', async () => {
    const genders = ` { ${list('displayName gender')} }`;
    const nonsense = () => () => 'NONSENSE';
    await whileResolving('gender', nonsense, async () => {
      for (let time = 0; time < 3; time++) expect((await ask(genders)).errors?.length).toBeGreaterThan(20);
    });
    expect((await ask(genders)).errors).toBeUndefined();
  });

  it('says how fresh it is', async () => {
    const fresh = ` { ${list('displayName freshness { source fetchedAt }')} }`;
    const freshness = async (options?: RequestOptions) =>
      (await ask(fresh, options)).data.employees.edges[0].node.freshness;
    const [, { source, fetchedAt }] = [await freshness(uncached), await freshness(uncached)];
    expect(source).toBe('LIVE');
    const copied = await countResolved('freshness', async () => {
      for (let time = 0; time < 4; time++) expect(await freshness()).toEqual({ source: 'CACHE', fetchedAt });
    });
    expect(copied).toBeLessThan(3 * 60);
    const again = await freshness(uncached);
    expect(again.source).toBe('LIVE');
    expect(Date.parse(again.fetchedAt)).toBeGreaterThan(Date.parse(fetchedAt));
  });

  it('has a line in the log each time', async () => {
    await askThreeTimes(all);
    const before = subgraph.logged.length;
    await ask(all);
    const lines = subgraph.logged.slice(before).map((line) => JSON.parse(line));
    expect(lines.filter(({ msg }) => msg === 'operation')).toMatchObject([{ operation: 'Usual' }]);
  });

  it('is accounted for each time', async () => {
    const entry = async () =>
      (
        await subgraph.data(
          '{ account { accessLog(first: 1) { edges { node { pay { luccaIds } demographics { luccaIds } } } } } }',
        )
      ).account.accessLog.edges[0].node;
    await ask(all);
    const first = await entry();
    expect(first.pay.luccaIds.length).toBeGreaterThan(20);
    for (let time = 0; time < 3; time++) {
      await ask(all);
      expect(await entry()).toEqual(first);
    }
  });
});

describe.each([
  ['what was written of people', true],
  ['a response that was kept', false],
])('%s', (_, isOfPeople) => {
  beforeAll(() => {
    isVaried = isOfPeople;
  });

  it('is resolved again where a row has changed that it was written from, though its own has not', async () => {
    await start({}, -3_600_000);
    const before = await ask(all);
    await askThreeTimes(all);
    subgraph.sandbox.control.change(acme.host, ({ fixedItems }) => {
      for (const item of fixedItems) item.amount += 100;
    });
    // Pay is read again by now, and people are served while they are.
    clock += 370_000;
    const after = await ask(all);
    expect(after.data).not.toEqual(before.data);
    expect(comparable(after)).toEqual(comparable(await askAnew(all)));
  });

  it('is resolved again once its row has been read again, though the rest of the resource has not', async () => {
    await start();
    const single = '($id: ID!) { employee(id: $id) { displayName } }';
    const id = (await employeeIds(subgraph))(somebody);
    await askThreeTimes(single, {}, { id });
    subgraph.sandbox.control.change(acme.host, ({ people }) => {
      for (const person of people) if (person.id === somebody) person.lastName = 'Renamed';
    });
    expect((await ask(single, {}, { id })).data.employee.displayName).not.toContain('Renamed');
    await ask(single, uncached, { id });
    expect((await ask(single, {}, { id })).data.employee.displayName).toContain('Renamed');
  });

  it('is resolved again on the next day', async () => {
    await start({ freshMs: 3_600_000 });
    const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
    subgraph.sandbox.control.change(acme.host, ({ fixedItems }) => {
      for (const item of fixedItems) if (item.endsOn === null) item.endsOn = today;
    });
    const before = await ask(all);
    await askThreeTimes(all);
    clock += 370_000;
    const after = await expectUpToDate(` { ${list(selection)} account { checkedAt } }`);
    const requests = await subgraph.countRequests(() => expectUpToDate(all));
    expect([tomorrow, requests.total]).toEqual([new Date(now()).toISOString().slice(0, 10), 0]);
    expect(after.employees).not.toEqual(before.data.employees);
    expect((await ask(all)).data.employees).toEqual(after.employees);
  });

  it('counts towards the limit of people whose pay a user reads in a minute', async () => {
    await start({ audit: { bulkPay: { people: 10, isRefused: true } } });
    const page = `($first: Int!, $after: String) { employees(first: $first, after: $after) { pageInfo { endCursor }
      edges { node { displayName remuneration { __typename } } } } }`;
    const reader = (subject: string) => ({
      subject,
      scope: scopes.filter((each) => !each.endsWith(':bulk')).join(' '),
    });
    let after: string | null = null;
    // Every user stays within the limit, until one asks for what all of them have read.
    for (const subject of ['Ada', 'Bo', 'Cleo'])
      for (let time = 0; time < 3; time++) {
        const { data, errors } = await ask(page, reader(subject), { first: 10, after });
        expect(errors).toBeUndefined();
        if (time === 2) after = data.employees.pageInfo.endCursor;
      }
    const { data, errors = [] } = await ask(page, reader('Dan'), { first: 30 });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(Array(20).fill('BULK_PAY_REFUSED'));
    const edges: { node: { remuneration: object | null } }[] = data.employees.edges;
    expect(edges.filter(({ node }) => node.remuneration !== null)).toHaveLength(10);
  });
});
