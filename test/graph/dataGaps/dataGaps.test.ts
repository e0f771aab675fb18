import { getNamedType, isCompositeType, isNonNullType, isObjectType } from 'graphql';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PermissionCode } from '../../../src/accounts/rights/permissions.ts';
import { permissionCodes } from '../../../src/accounts/rights/rights.ts';
import { unlockedBy } from '../../../src/graph/accounts/unlocks.ts';
import { subgraphSchema } from '../../../src/graph/schema.ts';
import { scopes } from '../../../src/graph/server/viewer.ts';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import type { KeyName } from '../../../src/sandbox/companies/keys.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { setMapping } from '../../support/mapping.ts';
import {
  createTestCompany,
  type RequestOptions,
  type Subgraph,
  startSubgraph,
  today,
  uncached,
} from '../../support/subgraph.ts';
import { sample } from '../../support/thoroughness.ts';
import { contractsOf, isInForce, personOf, rowOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const initech = createTestCompany(hosts.initech);
let subgraph: Subgraph;
let idOf: (luccaId: number) => string;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme, initech] });
});
beforeEach(async () => {
  if (await subgraph.restore(acme)) idOf = await employeeIds(subgraph);
});

type Gap = { field: string; reason: string; permission: string | null; module: string | null; message: string };
const gaps = 'dataGaps { field reason permission module message }';

/** Requests one person, and returns their fields. */
async function employee(luccaId: number, fields: string, options?: RequestOptions) {
  const { data } = await subgraph.ask(
    `query ($id: ID!) { employee(id: $id) { ${fields} } }`,
    { id: idOf(luccaId) },
    options,
  );
  return data.employee;
}

const [ordinary] = findTrap(acme, 'amended');
const without = (scope: string) => ({ scope: scopes.filter((each) => each !== scope).join(' ') });

describe('no gap is reported', () => {
  it('if every field has a value, or null is the right answer: no end, no trial period, no manager of the first person', async () => {
    const [first] = findTrap(acme, 'selfManager');
    subgraph.sandbox.control.change(acme.host, ({ people, workContracts }) => {
      const person = people.find(({ id }) => id === first);
      Object.assign(person ?? {}, { gender: 'Female', birthOn: '1980-01-01', nationalityId: 'FR' });
      for (const contract of workContracts.filter(({ ownerId }) => ownerId === first))
        Object.assign(contract, { trialPeriodDays: null, trialPeriodEndsOn: null });
    });
    const actual = await employee(
      first,
      `${gaps} manager { id } leavesOn position { ${gaps} jobTitle manager { id } }
       contract { ${gaps} endsOn trialPeriodEndsOn terminationReason legalEntity { ${gaps} country } }
       department { ${gaps} parent { id } }`,
      uncached,
    );
    expect(actual).toMatchObject({
      manager: null,
      leavesOn: null,
      dataGaps: [],
      contract: {
        endsOn: null,
        trialPeriodEndsOn: null,
        terminationReason: null,
        dataGaps: [],
        legalEntity: { dataGaps: [] },
      },
      department: { parent: null, dataGaps: [] },
    });
    expect(actual.position.dataGaps).toEqual([]);
  });
});

describe('a data gap', () => {
  it('is reported for each value that the row of an object lacks, requested or not', async () => {
    const cases = [
      ['withoutBirthDate', 'birthDate'],
      ['withoutMail', 'workEmail'],
      ['withoutEmployeeNumber', 'employeeNumber'],
    ] as const;
    for (const [trap, field] of cases) {
      const { dataGaps } = await employee(findTrap(acme, trap)[0], gaps);
      expect(dataGaps.filter((each: Gap) => each.field === field)).toEqual([
        { field, reason: 'NOT_SET_IN_LUCCA', permission: null, module: null, message: 'Lucca returns no value.' },
      ]);
    }
    subgraph.sandbox.control.behave(acme.host, { emptyTexts: 'null' });
    await subgraph.connect(acme);
    const withoutGender = await employee(findTrap(acme, 'withoutGender')[0], gaps);
    expect(withoutGender.dataGaps[0]).toMatchObject({ field: 'gender', reason: 'NOT_SET_IN_LUCCA' });
    const { position } = await employee(findTrap(acme, 'withoutJobTitle')[0], `position { ${gaps} }`);
    expect(position.dataGaps[0]).toMatchObject({ field: 'jobTitle', reason: 'NOT_SET_IN_LUCCA' });
  });

  it('is reported for data from further requests only if the operation requests it, under its aliases', async () => {
    const [left] = findTrap(acme, 'leaverMidMonth');
    expect((await employee(left, gaps)).dataGaps).toEqual([]);
    const { startsOn, endsOn } = rowOf(contractsOf(acme, left), contractsOf(acme, left)[0]?.id ?? 0);
    const actual = await employee(
      left,
      `${gaps} now: contract { id } then: contract(asOf: "${startsOn}") { id } long: contract(asOf: "1990-01-01") { id }`,
    );
    const span = `whose contracts are from ${startsOn} to ${endsOn}.`;
    expect(actual.then).not.toBeNull();
    expect(actual.dataGaps).toMatchObject([
      {
        field: 'now',
        reason: 'NOT_SET_IN_LUCCA',
        message: expect.stringContaining(`2026-11-24 for this person, ${span}`),
      },
      { field: 'long', message: `Lucca returns no contract on 1990-01-01 for this person, ${span}` },
    ]);
    const [stays] = findTrap(acme, 'rehired');
    const since = contractsOf(acme, stays)[0]?.startsOn;
    expect((await employee(stays, `${gaps} contract(asOf: "1990-01-01") { id }`)).dataGaps).toMatchObject([
      { field: 'contract', message: expect.stringContaining(`whose contracts are since ${since}.`) },
    ]);
  });

  it('is reported through fragments, directives, variables and entity references', async () => {
    const [left] = findTrap(acme, 'leaverMidMonth');
    const query = `query ($r: [_Any!]!, $no: Boolean!, $yes: Boolean!, $asOf: Date) {
      _entities(representations: $r) { __typename
        ... on Employee { dataGaps { field } ...WithContract @include(if: $yes) a: contract @include(if: $no) { id } }
        ... on Contract { dataGaps { field } } }
      _entities(representations: $r) { ... on Employee { ... @skip(if: $no) { b: contract { id } } } } }
      fragment WithContract on Employee { ... { contract(asOf: $asOf) { id } } ...Again }
      fragment Again on Employee { c: contract @skip(if: $yes) { id } d: contract { id } }`;
    const r = [{ __typename: 'Employee', id: idOf(left) }];
    const { _entities } = await subgraph.data(query, { r, yes: true, no: false, asOf: '1990-01-01' });
    expect(_entities[0].dataGaps.map(({ field }: Gap) => field)).toEqual(['contract', 'd', 'b']);
  });

  it('names the missing right if the check of the key found one', async () => {
    await subgraph.connect(acme, 'without: personnelFiles');
    const { dataGaps } = await employee(ordinary, gaps);
    const permission = 'PERSONNEL_FILES';
    const message = 'The API key lacks the right “View personnel files” in Lucca.';
    expect(dataGaps).toEqual(
      ['gender', 'birthDate', 'nationality'].map((field) => ({
        field,
        reason: 'PERMISSION_MISSING',
        permission,
        module: null,
        message,
      })),
    );
  });

  it('says that the right could not be proven if Lucca’s answer is the same with and without it', async () => {
    subgraph.sandbox.control.change(acme.host, (company) => {
      company.people = company.people.filter(({ id }) => id === ordinary);
      Object.assign(personOf(company, ordinary), {
        gender: 'Undefined',
        birthOn: null,
        nationalityId: null,
        managerId: ordinary,
      });
      company.extensionDefinitions = [];
    });
    await subgraph.connect(acme);
    const { dataGaps } = await employee(ordinary, gaps);
    expect(dataGaps).toHaveLength(2);
    for (const gap of dataGaps)
      expect(gap).toMatchObject({
        reason: 'NOT_SET_IN_LUCCA',
        permission: null,
        message: expect.stringContaining(
          'Whether the API key has the right “View personnel files” could not be proven.',
        ),
      });
  });

  it('says that a right was probably withdrawn if nobody in the company has the values any more', async () => {
    const hide = (keep: number[]) =>
      subgraph.sandbox.control.change(acme.host, ({ people }) => {
        for (const person of people)
          if (!keep.includes(person.id))
            Object.assign(person, { gender: 'Undefined', birthOn: null, nationalityId: null });
      });
    const walk = async () => {
      const nodes = await everybody<{ luccaId: string; dataGaps: Gap[] }>(subgraph, `luccaId ${gaps}`, {
        options: uncached,
      });
      const gap = nodes
        .find(({ luccaId }) => luccaId === String(ordinary))
        ?.dataGaps.find(({ field }) => field === 'birthDate');
      return gap?.reason;
    };
    hide([acme.people.find(({ id, birthOn }) => id !== ordinary && birthOn !== null)?.id ?? 0]);
    expect(await walk()).toBe('NOT_SET_IN_LUCCA');
    hide([]);
    expect(await walk()).toBe('PERMISSION_MISSING');
  });

  it('does not assume a withdrawn right if the right was proven by something other than people', async () => {
    subgraph.sandbox.control.change(acme.host, (company) => {
      company.people = company.people.slice(0, 12);
      for (const person of company.people)
        Object.assign(person, { gender: 'Undefined', birthOn: null, nationalityId: null });
    });
    await subgraph.connect(acme);
    const { account } = await subgraph.data('{ account { checks(verdict: GRANTED) { permission } } }');
    expect(account.checks).toContainEqual({ permission: 'PERSONNEL_FILES' });
    const [node] = await everybody<{ dataGaps: Gap[] }>(subgraph, gaps, { options: uncached });
    expect(node?.dataGaps).toContainEqual(expect.objectContaining({ field: 'birthDate', reason: 'NOT_SET_IN_LUCCA' }));
  });

  it('says that the pay module is not installed', async () => {
    await subgraph.connect(initech);
    const [node] = await everybody<{ dataGaps: Gap[] }>(subgraph, `${gaps} remuneration { __typename }`);
    expect(node?.dataGaps).toContainEqual(
      expect.objectContaining({ field: 'remuneration', reason: 'MODULE_NOT_INSTALLED', module: 'PAGGA_REMUNERATION' }),
    );
  });

  it('says that a record is outside the perimeter of the key', async () => {
    const [id] = findTrap(acme, 'managerOutsidePerimeter');
    await subgraph.connect(acme, 'one department');
    const { manager, ...person } = await employee(id, `${gaps} manager { displayName ${gaps} employee { id } }`);
    expect(person.dataGaps).toEqual([]);
    expect(manager.dataGaps).toMatchObject([{ field: 'employee', reason: 'OUTSIDE_KEY_PERIMETER' }]);
    // Nothing is known of the record unless it is requested.
    const { manager: plain } = await employee(id, `manager { displayName ${gaps} }`);
    expect(plain.dataGaps).toEqual([]);
  });

  it('says that the name of a head is outside the perimeter of the key', async () => {
    await subgraph.connect(acme, 'one department');
    const query = `{ departments { head { displayName employee { displayName } ${gaps} } } }`;
    const { departments } = await subgraph.data(query);
    const heads = departments.flatMap(({ head }: { head: unknown }) => head ?? []);
    const outside = heads.filter(({ displayName }: { displayName: unknown }) => displayName === null);
    expect(outside).not.toEqual([]);
    for (const head of outside)
      expect(head).toMatchObject({
        employee: null,
        dataGaps: [
          { field: 'displayName', reason: 'OUTSIDE_KEY_PERIMETER' },
          { field: 'employee', reason: 'OUTSIDE_KEY_PERIMETER' },
        ],
      });
  });

  it('says that the token hides the field, without a request to Lucca', async () => {
    const { dataGaps } = await employee(
      ordinary,
      `${gaps} remuneration { __typename }`,
      without('lucca:demographics:read'),
    );
    expect(dataGaps).toMatchObject(
      ['gender', 'birthDate', 'nationality'].map((field) => ({
        field,
        reason: 'HIDDEN_FROM_VIEWER',
        permission: null,
      })),
    );
    await subgraph.connect(acme);
    const { byPath } = await subgraph.countRequests(async () => {
      const blind = await employee(ordinary, `${gaps} remuneration { __typename }`, without('lucca:remuneration:read'));
      expect(blind.dataGaps).toMatchObject([{ field: 'remuneration', reason: 'HIDDEN_FROM_VIEWER' }]);
    });
    expect(Object.keys(byPath)).toEqual(['/api/v3/users']);
  });

  it("says that Lucca failed, with the message of the field's error", async () => {
    const { control } = subgraph.sandbox;
    for (let times = 0; times < 8; times += 1) control.fail({ kind: 'status', status: 503 }, { path: '/directory' });
    const query = `query ($id: ID!) { employee(id: $id) { displayName ${gaps} contracts { id } } }`;
    const { data, errors } = await subgraph.ask(query, { id: idOf(ordinary) });
    expect(errors).toMatchObject([{ path: ['employee', 'contracts'] }]);
    expect(data.employee.dataGaps).toEqual([
      {
        field: 'contracts',
        reason: 'UPSTREAM_ERROR',
        permission: null,
        module: null,
        message: errors?.[0]?.message,
      },
    ]);
  });

  describe('of a figure of pay', () => {
    const figures = ['currency', 'baseSalary', 'annualBaseFullTime', 'annualFixedFullTime', 'hourlyBase'];
    const asked = `currency baseSalary { period } annualBaseFullTime { period } annualFixedFullTime { period } hourlyBase { period }
      variableItems { totalCount }`;
    const [contract] = contractsOf(acme, ordinary);
    /** The gaps of the figures above after a change to the person's pay. */
    async function figureGaps(change: (company: typeof acme) => void, key?: KeyName) {
      subgraph.sandbox.control.change(acme.host, (company) => change(company as typeof acme));
      await subgraph.connect(acme, key);
      const { remuneration } = await employee(ordinary, `remuneration { ... on Remuneration { ${asked} ${gaps} } }`);
      return remuneration.dataGaps.filter(({ field }: Gap) => figures.includes(field));
    }
    const items = (company: typeof acme) => company.fixedItems.filter((item) => item.workContractId === contract?.id);
    /** Gives the person an item of somebody else's variable pay. */
    function giveVariable({ variableItems }: Pick<typeof acme, 'variableItems'>, natureId?: number) {
      const [item] = variableItems;
      Object.assign(item ?? {}, { workContractId: contract?.id, periodOn: '2026-06-01', isDeleted: false });
      if (item && natureId !== undefined) item.natureId = natureId;
    }
    const placeWith = (test: (place: (typeof acme.establishments)[number]) => boolean) =>
      acme.establishments.find(test)?.id ?? 0;

    it('distinguishes no items from items that the account ignores', async () => {
      const [nothing, ...others] = await figureGaps((company) => {
        company.fixedItems = company.fixedItems.filter((item) => !items(company).includes(item));
        giveVariable(company);
      });
      expect(nothing?.message).toBe('Lucca returns no item on this day.');
      expect(others.map(({ message }: Gap) => message)).toEqual(others.map(() => nothing?.message));
      subgraph.sandbox.control.reset();
      await subgraph.connect(acme);
      await setMapping(
        subgraph,
        acme.fixedNatures.map(({ id }) => ({ luccaId: id, kind: 'IGNORED' })),
      );
      const { remuneration } = await employee(ordinary, `remuneration { ... on Remuneration { ${asked} ${gaps} } }`);
      const ignored = remuneration.dataGaps.filter(({ field }: Gap) => figures.includes(field));
      await subgraph.data('mutation { disconnectAccount { wasConnected } }');
      expect(ignored.map(({ field }: Gap) => field)).toEqual(figures.filter((field) => field !== 'currency'));
      for (const { message } of ignored)
        expect(message).toMatch(/^Lucca returns items on this day, but none that counts/);
    });

    it("says what is missing for the pay of the last 12 months and for Lucca's yearly figure", async () => {
      subgraph.sandbox.control.change(acme.host, ({ fixedItems, variableItems, variableNatures, people }) => {
        for (const item of fixedItems) if (item.workContractId === contract?.id) item.endsOn = '2026-10-31';
        giveVariable({ variableItems }, variableNatures.find(({ type }) => type === 'Number')?.id);
        rowOf(people, ordinary).theoreticalRemuneration = 40_000;
      });
      await subgraph.connect(acme);
      const field = 'variableLast12Months { period } luccaTheoreticalAnnual { period }';
      const { remuneration } = await employee(ordinary, `remuneration { ... on Remuneration { ${field} ${gaps} } }`);
      const messageOf = (field: string) => remuneration.dataGaps.find((gap: Gap) => gap.field === field)?.message;
      expect(messageOf('variableLast12Months')).toMatch(
        /^Lucca returns items in the 12 months ending on this day, but none that counts/,
      );
      expect(messageOf('luccaTheoreticalAnnual')).toMatch(/without a currency, and no item on this day/);
    });

    it('says that no item counts in the figure', async () => {
      const found = await figureGaps((company) => {
        const [bonus, ...others] = items(company).filter((item) => isInForce(item, today));
        Object.assign(bonus ?? {}, { natureId: 4 });
        company.fixedItems = company.fixedItems.filter((item) => !others.includes(item));
      });
      expect(found).toEqual(
        ['baseSalary', 'annualBaseFullTime', 'hourlyBase'].map((field) => ({
          field,
          reason: 'NOT_SET_IN_LUCCA',
          permission: null,
          module: null,
          message: expect.stringMatching(
            /^Lucca returns items on this day, but none that counts in this figure; .*Mapping/,
          ),
        })),
      );
    });

    it('says that the weekly hours are unknown, and what to set', async () => {
      const abroad = placeWith(({ legalUnitId }) => legalUnitId === 2);
      const found = await figureGaps((company) => {
        // Hours a year do not tell those of a week.
        for (const each of company.workingTimeArrangements) each.period = 'year';
        rowOf(company.workContracts, contract?.id ?? 0).establishmentId = abroad;
      });
      expect(found).toMatchObject([
        {
          field: 'hourlyBase',
          reason: 'NOT_SET_IN_LUCCA',
          message: expect.stringMatching(/the account has not set them. Set `weeklyHoursAtFullTime`/),
        },
      ]);
    });

    it('names the right to contracts, on which currency and hours depend', async () => {
      const found = await figureGaps(() => {}, 'without: contracts');
      expect(found.map(({ field }: Gap) => field)).toContain('hourlyBase');
      for (const each of found)
        expect(each).toMatchObject({ reason: 'PERMISSION_MISSING', permission: 'EMPLOYEE_CONTRACTS' });
    });
  });

  it('is not reported for a field with an invalid argument, which has its own error', async () => {
    const { data, errors } = await subgraph.ask(
      `query ($id: ID!) { employee(id: $id) { dataGaps { field }
        remuneration { ... on Remuneration { dataGaps { field } variableItems(first: 0) { totalCount } } } } }`,
      { id: idOf(ordinary) },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(data.employee.remuneration.dataGaps.map(({ field }: Gap) => field)).not.toContain('variableItems');
  });
});

describe('every object read from Lucca', () => {
  it('says when it was read', async () => {
    const since = 'freshness { source fetchedAt }';
    const fields = `${since} manager { ${since} } contract { ${since} legalEntity { ${since} } } department { ${since} }
      establishment { ${since} } position { ${since} occupationCategory { ${since} } }
      remuneration { ... on Remuneration { ${since} fixedItems { ${since} }
        variableItems(first: 3) { edges { node { ${since} } } } } }`;
    const actual = JSON.stringify(await employee(findTrap(acme, 'quantityItem')[0], fields, uncached));
    expect(actual).not.toContain('null');
    expect(actual.match(/"source":"LIVE"/g)?.length).toBeGreaterThanOrEqual(12);
    expect(actual.match(/"source":"CACHE"/g)).toBeNull();
  });
});

describe('requesting data gaps', () => {
  it('takes no further request to Lucca, for one person or for everybody', async () => {
    const fields = (
      why: string,
    ) => `${why} displayName manager { ${why} displayName employee { id } } position { ${why} jobTitle }
      contract { ${why} legalEntity { ${why} name } } department { ${why} name }
      remuneration { ... on Remuneration { ${why} variableItems { totalCount } } }`;
    const cold = async (why: string) => {
      await subgraph.connect(acme);
      return (await subgraph.countRequests(() => everybody(subgraph, fields(why)))).byPath;
    };
    const usual = await cold('');
    expect(await cold('dataGaps { field }')).toEqual(usual);
    await subgraph.connect(acme);
    const bare = await subgraph.countRequests(() =>
      everybody(subgraph, 'dataGaps { field } position { dataGaps { field } }'),
    );
    expect(Object.keys(bare.byPath)).toEqual(['/api/v3/users']);
  });
});

describe('the right of a key', () => {
  /** Selections, from a person down, that request a field by its coordinate together with its gaps. */
  const from: Record<string, (field: string) => string> = {
    Employee: (field) => `dataGaps { field reason permission } ${field}`,
    Position: (field) => `position { dataGaps { field reason permission } ${field} }`,
    Manager: (field) => `manager { dataGaps { field reason permission } ${field} }`,
    Contract: (field) => `contract { dataGaps { field reason permission } ${field} }`,
    Department: (field) => `department { dataGaps { field reason permission } ${field} }`,
    Remuneration: (field) => `remuneration { ... on Remuneration { dataGaps { field reason permission } ${field} } }`,
  };
  const schema = subgraphSchema();
  const isObject = (type: string, field: string) => {
    const found = schema.getType(type);
    const value = isObjectType(found) && found.getFields()[field]?.type;
    if (!value) throw new RangeError(`the schema has no ${type}.${field}`);
    return isCompositeType(getNamedType(value));
  };

  const keys: [KeyName, PermissionCode][] = [
    ['without: directory', 'DIRECTORY_ALL_DEPARTMENTS'],
    ['without: personnelFiles', 'PERSONNEL_FILES'],
    ['without: positions', 'EMPLOYEE_POSITIONS'],
    ['without: managers', 'EMPLOYEE_MANAGERS'],
    ['without: qualifications', 'EMPLOYEE_QUALIFICATIONS'],
    ['without: contracts', 'EMPLOYEE_CONTRACTS'],
    ['without: individualSituations', 'PAGGA_INDIVIDUAL_SITUATIONS'],
    ['without: evpScreen', 'PAGGA_EVP_SCREEN'],
  ];

  it.each(sample(keys, 4))('"%s": each field it unlocks is null with a gap that names %s', async (key, permission) => {
    subgraph.sandbox.control.behave(acme.host, { qualificationsWithoutRight: 'forbidden' });
    await subgraph.connect(acme, key);
    let nulls = 0;
    for (const coordinate of unlockedBy(permission)) {
      const [type = '', field = ''] = coordinate.split('.');
      const select = from[type];
      if (!select) continue;
      const actual = await employee(ordinary, select(isObject(type, field) ? `${field} { __typename }` : field));
      const object = type === 'Employee' ? actual : actual[type.toLowerCase()];
      if (!object || !('dataGaps' in object) || object[field] !== null) continue;
      nulls += 1;
      expect(object.dataGaps, coordinate).toContainEqual({ field, reason: 'PERMISSION_MISSING', permission });
    }
    // Without this right there is no pay whose fields could be null.
    if (permission === 'PAGGA_INDIVIDUAL_SITUATIONS') {
      const actual = await employee(ordinary, 'dataGaps { field reason permission } remuneration { __typename }');
      expect(actual.dataGaps).toMatchObject([{ field: 'remuneration', reason: 'PERMISSION_MISSING' }]);
    } else expect(nulls).toBeGreaterThan(0);
  });

  /** Every nullable field of a person and of their related objects, by its coordinate, and whether anybody has a value in it. */
  async function shown(of: Subgraph): Promise<Map<string, boolean>> {
    const places: Record<string, string> = {
      Employee: '',
      Position: 'position',
      Manager: 'manager',
      Contract: 'contract',
      Department: 'department',
      Establishment: 'establishment',
      LegalEntity: 'legalEntity',
      Remuneration: 'remuneration',
    };
    const fieldsOf = (type: string) => {
      const found = schema.getType(type);
      if (!isObjectType(found)) throw new RangeError(type);
      return Object.values(found.getFields()).filter(({ type }) => !isNonNullType(type));
    };
    const seen = new Map<string, boolean>();
    for (const [type, place] of Object.entries(places)) {
      const fields = fieldsOf(type).map(
        ({ name, type: value }) => `${name}${isCompositeType(getNamedType(value)) ? ' { __typename }' : ''}`,
      );
      const body = type === 'Remuneration' ? `... on Remuneration { ${fields.join(' ')} }` : fields.join(' ');
      const { data } = await of.ask(
        `{ employees(first: 250, filter: { status: null }) { edges { node { ${place === '' ? body : `${place} { __typename ${body} }`} } } } }`,
      );
      for (const { node } of data.employees.edges) {
        const object = place === '' ? node : node[place];
        for (const { name } of object && object.__typename !== 'RemunerationUnavailable' ? fieldsOf(type) : []) {
          const value = object[name];
          const isThere = value !== null && !(Array.isArray(value) && value.length === 0);
          seen.set(`${type}.${name}`, isThere || (seen.get(`${type}.${name}`) ?? false));
        }
      }
    }
    return seen;
  }

  describe('is compared in a separate Lucca, which returns the qualifications of people:', () => {
    let own: Subgraph;
    let whole: Map<string, boolean>;
    beforeAll(async () => {
      const behaviour = { qualificationsWithoutRight: 'forbidden', userQualification: 'given' } as const;
      own = await startSubgraph({ companies: [acme], sandbox: { behaviour } });
      await own.connect(acme);
      whole = await shown(own);
    });

    it.each(sample(keys, 3))(
      '"%s": the fields that have values only with the right are those that %s unlocks',
      async (key, permission) => {
        await own.connect(acme, key);
        const left = await shown(own);
        const has = (coordinates: string[], coordinate: string) => coordinates.includes(coordinate);
        const lost = [...whole].flatMap(([coordinate, isThere]) => {
          const isLost = left.get(coordinate) === false || (/^Remuneration/.test(coordinate) && !left.has(coordinate));
          return isThere && isLost ? [coordinate] : [];
        });
        expect(lost).not.toEqual([]);
        const unlisted = lost.filter((coordinate) => !has(unlockedBy(permission), coordinate));
        // Without pay, fields that depend on another right of their own are listed there.
        const isElsewhere = (coordinate: string) =>
          !left.has(coordinate) && permissionCodes.some((code) => has(unlockedBy(code), coordinate));
        expect(unlisted.filter((coordinate) => !isElsewhere(coordinate))).toEqual([]);
      },
    );
  });
});
