import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { addDays } from '../../../src/sandbox/companies/dates.ts';
import type { Company, Person } from '../../../src/sandbox/model.ts';
import { employeesPage, everybody } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph, uncached } from '../../support/subgraph.ts';
import { degree } from '../../support/thoroughness.ts';
import { personOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const initech = createTestCompany(hosts.initech);
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme, initech] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(acme);
});

const fields = ['LAST_NAME', 'EMPLOYEE_NUMBER', 'HIRED_ON', 'MODIFIED_AT'] as const;
type Field = (typeof fields)[number];
type OrderBy = { field: Field; direction: 'ASC' | 'DESC' };

const read: Record<Field, (person: Person) => string | null> = {
  LAST_NAME: ({ lastName }) => lastName,
  EMPLOYEE_NUMBER: ({ employeeNumber }) => employeeNumber,
  HIRED_ON: ({ contractStartsOn }) => contractStartsOn,
  MODIFIED_AT: ({ modifiedAt }) => modifiedAt,
};

const isText = (field: Field) => field === 'LAST_NAME' || field === 'EMPLOYEE_NUMBER';

/** Everybody's number, in the requested order. */
function ordered(people: readonly Person[], orderBy: readonly OrderBy[]): number[] {
  const compare = (a: Person, b: Person): number => {
    for (const { field, direction } of orderBy) {
      const [one, other] = [read[field](a), read[field](b)];
      if (one === other) continue;
      if (one === null) return 1;
      if (other === null) return -1;
      const sign = direction === 'ASC' ? 1 : -1;
      const difference = isText(field) ? one.localeCompare(other, 'en', { numeric: true }) : one < other ? -1 : 1;
      if (difference !== 0) return sign * difference;
    }
    return a.id - b.id;
  };
  return people.toSorted(compare).map(({ id }) => id);
}

const numbers = async (orderBy: OrderBy[], first = 1000) =>
  (await everybody<{ luccaId: string }>(subgraph, 'luccaId', { orderBy, first, options: uncached })).map(
    ({ luccaId }) => Number(luccaId),
  );

describe('the order of people', () => {
  it.each(fields.flatMap((field) => (['ASC', 'DESC'] as const).map((direction) => ({ field, direction }))))(
    'is by $field, $direction, with nulls last',
    async (order) => {
      const [somebody] = findTrap(acme, 'homonyms');
      subgraph.sandbox.control.change(acme.host, (company) =>
        Object.assign(personOf(company, somebody), {
          lastName: null,
          employeeNumber: null,
          contractStartsOn: null,
          modifiedAt: null,
        }),
      );
      const people = acme.people.map((person) =>
        person.id === somebody
          ? ({ id: somebody, lastName: null, employeeNumber: null, contractStartsOn: null, modifiedAt: null } as never)
          : person,
      );
      const expected = ordered(people, [order]);
      expect(expected.slice(-2)).toContain(somebody);
      expect(await numbers([order])).toEqual(expected);
    },
  );

  it('is by the second field where the first ties, and finally by Lucca’s number', async () => {
    subgraph.sandbox.control.change(acme.host, ({ people }) => {
      for (const person of people) person.lastName = ['Adam', 'adam', 'Âdam', 'Berg'][person.id % 4] ?? '';
      for (const person of people) person.modifiedAt = `2026-0${(person.id % 3) + 1}-01T09:15:00`;
    });
    const people = acme.people.map((person) => ({
      ...person,
      lastName: ['Adam', 'adam', 'Âdam', 'Berg'][person.id % 4] ?? '',
      modifiedAt: `2026-0${(person.id % 3) + 1}-01T09:15:00`,
    }));
    const orderBy: OrderBy[] = [
      { field: 'LAST_NAME', direction: 'DESC' },
      { field: 'MODIFIED_AT', direction: 'ASC' },
    ];
    expect(await numbers(orderBy, 60)).toEqual(ordered(people, orderBy));
  });

  it('compares digits in an employee number as a number', async () => {
    const [first, second, third] = acme.people.slice(0, 3) as [Person, Person, Person];
    subgraph.sandbox.control.change(acme.host, (company) => {
      personOf(company, first.id).employeeNumber = '10';
      personOf(company, second.id).employeeNumber = '0009';
      personOf(company, third.id).employeeNumber = '9';
      company.people = company.people.filter(({ id }) => [first, second, third].some((each) => each.id === id));
    });
    expect(await numbers([{ field: 'EMPLOYEE_NUMBER', direction: 'ASC' }])).toEqual([second.id, third.id, first.id]);
  });

  it('may name each field only once', async () => {
    const query = 'query ($orderBy: [EmployeeOrder!]) { employees(orderBy: $orderBy) { totalCount } }';
    const orderBy = [{ field: 'LAST_NAME' }, { field: 'LAST_NAME', direction: 'DESC' }];
    const { data, errors } = await subgraph.ask(query, { orderBy });
    expect(data).toEqual({ employees: null });
    expect(errors).toMatchObject([
      { message: '`orderBy` may contain each field at most once.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(await subgraph.data(query, { orderBy: null })).toEqual(await subgraph.data(query));
  });
});

describe('a cursor', () => {
  const byName: OrderBy[] = [{ field: 'LAST_NAME', direction: 'ASC' }];
  const query = `query ($after: String, $filter: EmployeeFilter!, $orderBy: [EmployeeOrder!]) {
    employees(after: $after, filter: $filter, orderBy: $orderBy) { totalCount } }`;

  it('is valid only for its account, its filter and its order', async () => {
    const { pageInfo } = await employeesPage(subgraph, 'id', null, { first: 10, orderBy: byName });
    const after = pageInfo.endCursor;
    const asked = { after, filter: { status: null }, orderBy: byName };
    expect(await subgraph.data(query, asked)).toEqual({ employees: { totalCount: acme.people.length } });
    await subgraph.connect(initech, 'full', 'initech');
    for (const [variables, options] of [
      [{ ...asked, orderBy: [] }, {}],
      [{ ...asked, orderBy: [{ field: 'LAST_NAME', direction: 'DESC' }] }, {}],
      [{ ...asked, filter: {} }, {}],
      [{ ...asked, after: `${after}x` }, {}],
      [{ ...asked, after: after?.slice(1) }, {}],
      [asked, { tenant: 'initech' }],
    ] as const) {
      const { data, errors } = await subgraph.ask(query, variables, options);
      expect(data).toEqual({ employees: null });
      expect(errors).toMatchObject([
        { message: '`after` is not a cursor of this list.', extensions: { code: 'BAD_USER_INPUT' } },
      ]);
    }
  });

  it('contains no data of the person it points to', async () => {
    const { edges } = await employeesPage<{ lastName: string }>(subgraph, 'lastName', null, { orderBy: byName });
    for (const { cursor, node } of edges.slice(0, 50)) {
      const decoded = cursor + Buffer.from(cursor, 'base64url').toString('latin1');
      expect(decoded.toLowerCase()).not.toContain(node.lastName.toLowerCase());
    }
  });
});

describe('reading page by page while the company changes', () => {
  type Change = { kind: 'leave' | 'join' | 'change'; who: number; name: string; days: number };
  const change: fc.Arbitrary<Change> = fc.record({
    kind: fc.constantFrom('leave', 'join', 'change'),
    who: fc.nat(),
    name: fc.constantFrom('Aalto', 'Lefèvre', 'Martin', 'Zola', 'É'),
    days: fc.integer({ min: -4000, max: 0 }),
  });
  const walk = fc.record({
    first: fc.integer({ min: 20, max: 120 }),
    orderBy: fc
      .uniqueArray(fc.constantFrom(...fields), { maxLength: 2 })
      .chain((some) =>
        fc.tuple(
          ...some.map((field) => fc.record({ field: fc.constant(field), direction: fc.constantFrom('ASC', 'DESC') })),
        ),
      ) as fc.Arbitrary<OrderBy[]>,
    /** What happens after each page; it often happens to the row that the cursor points to. */
    changes: fc.array(fc.array(change, { maxLength: 6 }), { minLength: 2, maxLength: 12 }),
  });

  it('returns everybody who is unchanged throughout exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(walk, async ({ first, orderBy, changes }) => {
        subgraph.sandbox.control.reset();
        const touched = new Set<number>();
        const seen: number[] = [];
        let after: string | null = null;
        for (let page = 0; ; page += 1) {
          const { edges, pageInfo }: Awaited<ReturnType<typeof employeesPage<{ luccaId: string }>>> =
            await employeesPage<{ luccaId: string }>(subgraph, 'luccaId', after, { first, orderBy, options: uncached });
          seen.push(...edges.map(({ node }) => Number(node.luccaId)));
          if (!pageInfo.hasNextPage) break;
          after = pageInfo.endCursor;
          const last = seen.at(-1) ?? 0;
          subgraph.sandbox.control.change(acme.host, (company) => {
            for (const each of changes[page] ?? []) touched.add(make(each, company, last));
          });
        }
        const steady = acme.people.map(({ id }) => id).filter((id) => !touched.has(id));
        const shown = seen.filter((id) => !touched.has(id));
        expect(shown.toSorted((a, b) => a - b)).toEqual(steady.toSorted((a, b) => a - b));
      }),
      { numRuns: degree(60, 20, 5) },
    );
  });

  /** Changes the company and returns the number of the person affected; every third change affects the person the cursor points to. */
  function make({ kind, who, name, days }: Change, company: Company, last: number): number {
    const at = who % 3 === 0 ? company.people.findIndex(({ id }) => id === last) : who % company.people.length;
    const person = company.people[Math.max(at, 0)] as Person;
    const news = { lastName: name, contractStartsOn: addDays(company.today, days), modifiedAt: `2026-11-24T12:00:00` };
    if (kind === 'leave') company.people = company.people.filter((each) => each !== person);
    else if (kind === 'change') Object.assign(person, news);
    else {
      const id = Math.max(...company.people.map((each) => each.id), ...acme.people.map((each) => each.id)) + 1;
      company.people.push({ ...person, ...news, id });
      return id;
    }
    return person.id;
  }
});
