import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import type { Department } from '../../../src/sandbox/model.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../../support/subgraph.ts';
import { personOf, rowOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(acme);
});

const byLuccaId = <Row extends { luccaId: string }>(rows: Row[]) =>
  rows.toSorted((a, b) => Number(a.luccaId) - Number(b.luccaId));
const byId = <Row extends { id: number }>(rows: Row[]) => rows.toSorted((a, b) => a.id - b.id);

describe('departments', () => {
  it('have the values that Lucca has, with their parent and head', async () => {
    const { departments } = await subgraph.data(
      `{ departments { luccaId name code isActive parent { luccaId name } head { displayName employee { luccaId } } } }`,
    );
    expect(byLuccaId(departments)).toEqual(
      byId(acme.departments).map(({ id, name, code, isActive, parentId, headId }) => {
        const head = headId === null ? null : personOf(acme, headId);
        return {
          luccaId: String(id),
          name,
          code,
          isActive,
          parent:
            parentId === null ? null : { luccaId: String(parentId), name: rowOf(acme.departments, parentId).name },
          head: head && { displayName: `${head.firstName} ${head.lastName}`, employee: { luccaId: String(head.id) } },
        };
      }),
    );
  });

  it('are listed after their ancestors', async () => {
    const { departments } = await subgraph.data('{ departments { id parent { id } } }');
    const seen = new Set<string>();
    for (const { id, parent } of departments) {
      if (parent !== null) expect(seen).toContain(parent.id);
      seen.add(id);
    }
  });

  it('may be headed by somebody who left', async () => {
    const { departments } = await subgraph.data('{ departments { head { employee { luccaId status } } } }');
    const employee = { luccaId: String(findTrap(acme, 'departedHead')[0]), status: 'FORMER' };
    expect(departments).toContainEqual({ head: { employee } });
  });

  it('list their people in pages, with cursors that no other list accepts', async () => {
    const query = `query ($after: String, $includeSubtree: Boolean!) { departments {
      luccaId employees(first: 5, after: $after, includeSubtree: $includeSubtree) { pageInfo { endCursor } } } }`;
    const { departments } = await subgraph.data(query, { includeSubtree: true });
    const [{ employees }] = departments;
    const { data, errors } = await subgraph.ask(query, { includeSubtree: true, after: employees.pageInfo.endCursor });
    // The cursor belongs to the root: every other department refuses it.
    expect(data.departments.map((each: { employees: unknown }) => each.employees !== null)).toEqual(
      departments.map((_: unknown, index: number) => index === 0),
    );
    expect(errors?.[0]).toMatchObject({ message: '`after` is not a cursor of this list.' });
    const other = await subgraph.ask(query, { includeSubtree: false, after: employees.pageInfo.endCursor });
    expect(other.errors).toHaveLength(departments.length);
  });

  it('in a cycle have each other once as ancestor and in their subtree', async () => {
    const [one, other] = acme.departments.filter(({ parentId }) => parentId !== null) as [Department, Department];
    subgraph.sandbox.control.change(acme.host, ({ departments }) => {
      rowOf(departments, one.id).parentId = other.id;
      rowOf(departments, other.id).parentId = one.id;
    });
    await subgraph.connect(acme);
    const { departments } = await subgraph.data(
      '{ departments { luccaId ancestors { luccaId } employees(includeSubtree: true) { totalCount } } }',
    );
    expect(departments.find(({ luccaId }: { luccaId: string }) => luccaId === String(one.id))).toMatchObject({
      ancestors: [{ luccaId: String(other.id) }],
      employees: { totalCount: expect.any(Number) },
    });
  });

  it('in a cycle are returned as deep as requested', async () => {
    const [one, other] = acme.departments.filter(({ parentId }) => parentId !== null) as [Department, Department];
    subgraph.sandbox.control.change(acme.host, ({ departments }) => {
      rowOf(departments, one.id).parentId = other.id;
      rowOf(departments, other.id).parentId = one.id;
    });
    await subgraph.connect(acme);
    const { departments } = await subgraph.data('{ departments { luccaId parent { parent { luccaId } } } }');
    expect(departments).toContainEqual({ luccaId: String(one.id), parent: { parent: { luccaId: String(one.id) } } });
  });

  it('have a head without a name or a record if that person is outside the perimeter of the key', async () => {
    await subgraph.connect(acme, 'one department');
    const { departments } = await subgraph.data('{ departments { luccaId head { displayName employee { id } } } }');
    const root = rowOf(acme.departments, acme.departments.find(({ parentId }) => parentId === null)?.id ?? 0);
    expect(departments).toContainEqual({ luccaId: String(root.id), head: { displayName: null, employee: null } });
  });

  it('are an empty list for a key without the directory, or an error if Lucca reports the missing right', async () => {
    await subgraph.connect(acme, 'without: directory');
    expect(await subgraph.data('{ departments { id } }')).toEqual({ departments: [] });
    subgraph.sandbox.control.behave(acme.host, { departmentsWithoutRight: 'forbidden' });
    await subgraph.connect(acme, 'without: directory');
    const { data, errors } = await subgraph.ask('{ departments { id } establishments { name } }');
    expect(data).toMatchObject({ departments: null, establishments: { length: acme.establishments.length } });
    expect(errors).toMatchObject([{ path: ['departments'], extensions: { code: 'LUCCA_PERMISSION_MISSING' } }]);
  });
});

describe('establishments', () => {
  it('have the values that Lucca has, archived ones included, ordered by name, with their legal entity', async () => {
    const { establishments } = await subgraph.data(
      `{ establishments { luccaId name code city timeZone isArchived legalEntity { luccaId name country currency } } }`,
    );
    const expected = acme.establishments
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ id, name, code, city, timeZoneId, isArchived, legalUnitId }) => {
        const unit = rowOf(acme.legalUnits, legalUnitId);
        return {
          luccaId: String(id),
          name,
          code,
          city,
          timeZone: timeZoneId,
          isArchived,
          legalEntity: {
            luccaId: String(unit.id),
            name: unit.name,
            country: unit.countryCode,
            currency: unit.currencyCode,
          },
        };
      });
    expect(establishments).toEqual(expected);
    expect(expected.some(({ isArchived }) => isArchived)).toBe(true);
  });

  it('are in the country of their time zone, whatever that of their legal entity, and of their address if Lucca returns it', async () => {
    const place = acme.establishments[0]?.id ?? 0;
    const countryIn = async (timeZoneId: string) => {
      subgraph.sandbox.control.change(acme.host, (company) => {
        const establishment = rowOf(company.establishments, place);
        Object.assign(establishment, { timeZoneId, legalUnitId: 2 });
        Object.assign(rowOf(company.legalUnits, 2), { countryCode: 'CH' });
      });
      await subgraph.connect(acme);
      const { establishments } = await subgraph.data('{ establishments { luccaId countryOfWork { value origin } } }');
      return establishments.find(({ luccaId }: { luccaId: string }) => luccaId === String(place)).countryOfWork;
    };
    expect(await countryIn('Europe/Paris')).toEqual({ value: 'FR', origin: 'TIME_ZONE' });
    expect(await countryIn('Europe/Zurich')).toEqual({ value: 'CH', origin: 'TIME_ZONE' });
    expect(await countryIn('Indian/Reunion')).toEqual({ value: 'RE', origin: 'TIME_ZONE' });
    expect(await countryIn('Asia/Kolkata')).toEqual({ value: 'IN', origin: 'TIME_ZONE' });
    expect(await countryIn('Europe/Luxembourg')).toEqual({ value: 'LU', origin: 'TIME_ZONE' });
    expect(await countryIn('Europe/Monaco')).toEqual({ value: 'MC', origin: 'TIME_ZONE' });
    // These are of no country, or no time zones.
    for (const timeZone of ['CET', 'UTC', 'Romance Standard Time', ''])
      expect(await countryIn(timeZone)).toEqual({ value: 'CH', origin: 'LEGAL_ENTITY' });
    subgraph.sandbox.control.behave(acme.host, { establishmentCountry: 'given' });
    subgraph.sandbox.control.change(acme.host, ({ establishments }) => {
      rowOf(establishments, place).countryCode = 'FR';
    });
    expect(await countryIn('Europe/Zurich')).toEqual({ value: 'FR', origin: 'ESTABLISHMENT' });
  });
});
