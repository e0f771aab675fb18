import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { statusOf } from '../../../src/sandbox/lookup.ts';
import type { Person } from '../../../src/sandbox/model.ts';
import { everybody } from '../../support/everybody.ts';
import { createTestCompany, type RequestOptions, type Subgraph, startSubgraph, today } from '../../support/subgraph.ts';
import { personOf, rowOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const people = acme.people.toSorted((a, b) => a.id - b.id);
const lists = {
  qualifications: '/organization/structure/api/job-qualifications',
  users: '/api/v3/users',
  definitions: '/api/v3/extensionuserdefinitions',
};
const scopes = 'lucca:employees:read lucca:account:write';
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(async () => {
  await subgraph.restore(acme);
  await subgraph.connect(acme);
  await set({ level: null, jobFamily: null });
});

const mutation = `mutation ($input: SetWorkerCategoriesInput!) { setWorkerCategories(input: $input) {
  ... on WorkerCategoriesSet { account { workerCategories { level { origin customFieldId } jobFamily { origin customFieldId } } } }
  ... on WorkerCategoriesProblem { code field permission en: message fr: message(language: FR) correlationId }
} }`;
const set = async (input: object, options?: RequestOptions) =>
  (await subgraph.data(mutation, { input }, options)).setWorkerCategories;

type Category = { value: string; origin: string } | null;
type Gap = { field: string; reason: string; permission: string | null; message: string };
type Node = { position: { level: Category; jobFamily: Category; dataGaps: Gap[] } };
const fields =
  'position { level { value origin } jobFamily { value origin } dataGaps { field reason permission message } }';
const categories = async () => {
  const nodes = await everybody<Node>(subgraph, fields);
  return nodes.map(({ position: { level, jobFamily } }) => ({ level, jobFamily }));
};
const gapsOf = async (name: string) => {
  const nodes = await everybody<Node>(subgraph, fields);
  return nodes.map(({ position }) => position.dataGaps.find(({ field }) => field === name));
};
const numbersWith = async (filter: object) =>
  (await everybody<{ luccaId: string }>(subgraph, 'luccaId', { filter: { status: null, ...filter } })).map(
    ({ luccaId }) => Number(luccaId),
  );
const numbersOf = (found: Person[]) => found.map(({ id }) => id);

const qualificationOf = ({ jobQualificationId: id }: Person) =>
  id === null ? null : rowOf(acme.jobQualifications, id);
const from = (origin: string, value: string | null | undefined): Category => (value == null ? null : { value, origin });
const workModeOf = ({ extendedData: { e_workmode: field } }: Person): string | undefined => {
  const entries = acme.extensionDefinitions.find(({ id }) => id === 'e_workmode')?.entries;
  return entries?.find(({ id }) => !Array.isArray(field) && id === field?.value)?.name;
};

/** What each origin says of everybody's level and job family. */
const truths: Record<string, (person: Person) => { level: Category; jobFamily: Category }> = {
  QUALIFICATION: (person) => ({
    level: from('QUALIFICATION', qualificationOf(person)?.level.name),
    jobFamily: from('QUALIFICATION', qualificationOf(person)?.job.name),
  }),
  OCCUPATION_CATEGORY({ occupationCategoryId: id }) {
    const category = from('OCCUPATION_CATEGORY', id === null ? null : rowOf(acme.occupationCategories, id).name);
    return { level: category, jobFamily: category };
  },
  JOB_TITLE({ jobTitle }) {
    const category = from('JOB_TITLE', jobTitle);
    return { level: category, jobFamily: category };
  },
  CUSTOM_FIELD(person) {
    const category = from('CUSTOM_FIELD', workModeOf(person));
    return { level: category, jobFamily: category };
  },
};
const sourceFrom = (origin: string) => ({
  origin,
  ...(origin === 'CUSTOM_FIELD' && { customFieldId: 'e_workmode' }),
});

describe('the categories of workers', () => {
  it('are those of the qualification where Lucca returns qualifications, and nothing is set', async () => {
    const found = await categories();
    expect(found).toEqual(people.map((person) => truths.QUALIFICATION?.(person)));
    expect(new Set(found.map(({ level }) => level?.value)).size).toBeGreaterThan(5);
    expect((await gapsOf('level')).filter(Boolean)).toEqual([]);
    const { account } = await subgraph.data(
      '{ account { workerCategories { level { origin } jobFamily { origin } } } }',
    );
    expect(account).toEqual({ workerCategories: { level: null, jobFamily: null } });
  });

  it('are the occupation category and nothing where Lucca returns no qualifications, and never job titles', async () => {
    subgraph.sandbox.control.behave(acme.host, { userQualification: 'unknown', unknownFields: 'ignored' });
    await subgraph.connect(acme);
    const found = await categories();
    expect(found.map(({ level }) => level)).toEqual(people.map((person) => truths.OCCUPATION_CATEGORY?.(person).level));
    expect(new Set(found.map(({ jobFamily }) => jobFamily))).toEqual(new Set([null]));
    expect(new Set((await gapsOf('jobFamily')).map((gap) => gap?.message))).toEqual(
      new Set(['There is no source for the job family. Set one with `setWorkerCategories`.']),
    );
  });

  it.each(Object.keys(truths))(
    'come from %s where the account has set it, in every field and filter',
    async (origin) => {
      const source = sourceFrom(origin);
      const told = { origin, customFieldId: source.customFieldId ?? null };
      expect(await set({ level: source, jobFamily: source })).toEqual({
        account: { workerCategories: { level: told, jobFamily: told } },
      });
      const truth = people.map((person) => truths[origin]?.(person) ?? { level: null, jobFamily: null });
      expect(await categories()).toEqual(truth);
      for (const name of ['level', 'jobFamily'] as const) {
        const values = [...new Set(truth.flatMap((each) => each[name]?.value ?? []))].slice(0, 3);
        expect(values.length).toBeGreaterThan(1);
        for (const given of [values.slice(0, 1), values, ['nonsense'], []])
          expect(await numbersWith({ [name]: given }), `${name} ${given}`).toEqual(
            numbersOf(people.filter((_, index) => given.includes(truth[index]?.[name]?.value ?? ''))),
          );
      }
    },
  );

  it('of which one is set, leave the other as it is', async () => {
    await set({ level: { origin: 'JOB_TITLE' } });
    const [first] = await categories();
    expect(first).toMatchObject({ level: { origin: 'JOB_TITLE' }, jobFamily: { origin: 'QUALIFICATION' } });
    expect(await set({ jobFamily: { origin: 'OCCUPATION_CATEGORY' } })).toEqual({
      account: {
        workerCategories: {
          level: { origin: 'JOB_TITLE', customFieldId: null },
          jobFamily: { origin: 'OCCUPATION_CATEGORY', customFieldId: null },
        },
      },
    });
  });

  it('group an analysis of pay', async () => {
    const usual =
      'payAnalysis(measure: ANNUAL_BASE_FULL_TIME, by: [LEVEL, JOB_FAMILY], minimumOfEach: 1, asOf: "2025-12-31")';
    const analysis = `{ ${usual} { groups { keys { by id label } all { count } } overall { all { count } } dataGaps { field reason } } }`;
    const { groups, overall, dataGaps } = (await subgraph.data(analysis)).payAnalysis;
    const keys = new Set(
      people.map((person) => `${qualificationOf(person)?.level.name}/${qualificationOf(person)?.job.name}`),
    );
    expect(groups.length).toBeGreaterThan(20);
    for (const {
      keys: [level, family],
    } of groups) {
      expect([level.by, level.id, family.by, family.id]).toEqual(['LEVEL', null, 'JOB_FAMILY', null]);
      expect(keys).toContain(`${level.label}/${family.label}`);
    }
    const counts = groups.map(({ all }: { all: { count: number } }) => all.count);
    expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(overall.all.count);
    expect(dataGaps).toEqual(['LEVEL', 'JOB_FAMILY'].map((field) => ({ field, reason: 'KNOWN_FOR_TODAY_ONLY' })));
  });

  it('filter people as of another day by what is known of today, and say so', async () => {
    const query = `{ employees(asOf: "2025-12-31", filter: { level: ["Senior"] }) { totalCount dataGaps { field reason } } }`;
    const { employees } = await subgraph.data(query);
    expect(employees.dataGaps).toEqual([{ field: 'level', reason: 'KNOWN_FOR_TODAY_ONLY' }]);
    expect(employees.totalCount).toBeGreaterThan(5);
  });

  it.each([
    ['QUALIFICATION', { [lists.users]: 1, [lists.qualifications]: Math.ceil(acme.jobQualifications.length / 100) }],
    ['OCCUPATION_CATEGORY', { [lists.users]: 1 }],
    ['JOB_TITLE', { [lists.users]: 1 }],
    ['CUSTOM_FIELD', { [lists.users]: 2, [lists.definitions]: 1 }],
  ])('from %s take exactly these requests, whether shown or filtered by: %j', async (origin, byPath) => {
    await set({ level: sourceFrom(origin) });
    for (const query of [
      '{ employees(first: 250, filter: { status: null }) { edges { node { position { level { value } } } } } }',
      '{ employees(first: 250, filter: { status: null, level: ["Senior"] }) { edges { node { position { level { value } } } } } }',
    ]) {
      await subgraph.connect(acme);
      expect((await subgraph.countRequests(() => subgraph.data(query))).byPath).toEqual(byPath);
    }
  });
});

describe('a category that is null says why:', () => {
  const only = async (name = 'level') => {
    const gaps = (await gapsOf(name)).filter((gap) => gap !== undefined);
    expect(new Set(gaps.map(({ message }) => message)).size).toBe(1);
    return gaps[0];
  };

  it.each([
    ['QUALIFICATION', 'without: qualifications', 'EMPLOYEE_QUALIFICATIONS'],
    ['OCCUPATION_CATEGORY', 'without: positions', 'EMPLOYEE_POSITIONS'],
    ['JOB_TITLE', 'without: positions', 'EMPLOYEE_POSITIONS'],
    ['CUSTOM_FIELD', 'without: personnelFiles', 'PERSONNEL_FILES'],
  ] as const)(
    'from %s, a key %s lacks the right, which filters and analyses name too',
    async (origin, key, permission) => {
      await set({ level: sourceFrom(origin), jobFamily: sourceFrom(origin) });
      subgraph.sandbox.control.behave(acme.host, { qualificationsWithoutRight: 'forbidden' });
      await subgraph.connect(acme, key);
      expect(await only()).toMatchObject({ reason: 'PERMISSION_MISSING', permission });
      expect(await only('jobFamily')).toMatchObject({ reason: 'PERMISSION_MISSING', permission });
      const { errors } = await subgraph.ask('{ employees(filter: { level: ["Senior"] }) { totalCount } }');
      expect(errors).toMatchObject([{ extensions: { code: 'LUCCA_PERMISSION_MISSING' } }]);
      const input = { level: sourceFrom(origin) };
      expect(await set(input)).toMatchObject({ code: 'PERMISSION_MISSING', permission });
    },
  );

  it('a right to qualifications that is removed later is missed, and nobody is said to have none', async () => {
    await subgraph.data('{ employees { totalCount } }');
    subgraph.sandbox.control.change(acme.host, ({ keys }) => {
      for (const { rights } of keys) (rights as Set<string>).delete('qualifications');
    });
    const code = 'LUCCA_PERMISSION_MISSING';
    for (const query of [
      '{ employees(filter: { level: ["Senior"] }) { totalCount } }',
      '{ payAnalysis(measure: HOURLY_BASE, currency: "EUR", by: [LEVEL]) { currency } }',
    ])
      expect((await subgraph.ask(query)).errors).toMatchObject([
        { message: expect.stringContaining('View employee qualifications'), extensions: { code } },
      ]);
    expect((await gapsOf('level'))[0]).toMatchObject({
      reason: 'PERMISSION_MISSING',
      permission: 'EMPLOYEE_QUALIFICATIONS',
    });
  });

  it('a right to custom fields that is removed later is missed, and nobody is said to have none', async () => {
    // Lucca shows the definitions then, and no files are read yet.
    await set({ level: sourceFrom('CUSTOM_FIELD') });
    subgraph.sandbox.control.change(acme.host, ({ keys }) => {
      for (const { rights } of keys) (rights as Set<string>).delete('personnelFiles');
    });
    const query = '{ employees(filter: { level: ["Remote"] }) { totalCount } }';
    const { errors } = await subgraph.ask(query);
    expect(errors).toMatchObject([
      { message: expect.stringContaining('View personnel files'), extensions: { code: 'LUCCA_PERMISSION_MISSING' } },
    ]);
  });

  it('a value that cannot be read is not said to be missing', async () => {
    await set({ level: { origin: 'JOB_TITLE' } });
    const [somebody] = findTrap(acme, 'homonyms');
    subgraph.sandbox.control.change(acme.host, (company) => {
      Object.assign(personOf(company, somebody), { jobTitle: ['Engineer'] });
    });
    await subgraph.connect(acme);
    const gaps = await gapsOf('level');
    expect(gaps[people.findIndex(({ id }) => id === somebody)]).toMatchObject({ reason: 'MALFORMED_IN_LUCCA' });
    const query = '{ account { dataQuality(codes: [LEVEL_MISSING]) { issues { sample { luccaId } } } } }';
    const [{ sample }] = (await subgraph.data(query)).account.dataQuality.issues;
    expect(sample).not.toEqual([]);
    expect(sample).not.toContainEqual({ luccaId: String(somebody) });
  });

  it('the right for lack of which Lucca refuses custom fields is that to personnel files', async () => {
    await set({ level: sourceFrom('CUSTOM_FIELD') });
    await subgraph.connect(acme);
    subgraph.sandbox.control.fail({ kind: 'status', status: 403 }, { path: lists.definitions, times: 100 });
    const { data, errors } = await subgraph.ask(`{ employees(first: 1) { edges { node { ${fields} } } } }`);
    expect(errors).toMatchObject([{ message: expect.stringContaining('View personnel files') }]);
    expect(data.employees.edges[0].node.position.dataGaps).toContainEqual(
      expect.objectContaining({ field: 'level', reason: 'PERMISSION_MISSING', permission: 'PERSONNEL_FILES' }),
    );
  });

  it('the qualification has no profession; a level without a name is returned as its rank', async () => {
    subgraph.sandbox.control.change(acme.host, ({ jobQualifications }) => {
      for (const each of jobQualifications)
        Object.assign(each, { level: { ...each.level, name: '' }, job: { id: 1, name: '' } });
    });
    await subgraph.connect(acme);
    expect((await categories()).map(({ level }) => level)).toEqual(
      people.map((person) => from('QUALIFICATION', qualificationOf(person)?.level.position.toString())),
    );
    const { errors } = await subgraph.ask('{ employees(filter: { jobFamily: ["Sales"] }) { totalCount } }');
    expect(errors).toMatchObject([
      { message: expect.stringContaining('has a job family'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(await only('jobFamily')).toMatchObject({
      reason: 'NOT_SET_IN_LUCCA',
      message: expect.stringContaining('qual'),
    });
  });

  it('a custom field is not filled in, has several values, or is gone', async () => {
    await set({ level: { origin: 'CUSTOM_FIELD', customFieldId: 'e_languages' } });
    const gaps = await gapsOf('level');
    for (const [index, { extendedData }] of people.entries()) {
      const field = extendedData.e_languages;
      const several = Array.isArray(field) && field.length > 1;
      const expected = field === undefined ? 'NOT_SET_IN_LUCCA' : several ? 'MALFORMED_IN_LUCCA' : undefined;
      expect(gaps[index]?.reason).toBe(expected);
    }
    expect(new Set(gaps.map((gap) => gap?.reason)).size).toBe(3);
    subgraph.sandbox.control.change(acme.host, (company) => {
      company.extensionDefinitions = company.extensionDefinitions.filter(({ id }) => id !== 'e_languages');
    });
    await subgraph.connect(acme);
    expect(await only()).toMatchObject({
      reason: 'NOT_SET_IN_LUCCA',
      message: expect.stringContaining('“e_languages”'),
    });
    const { errors } = await subgraph.ask('{ employees(filter: { level: ["French"] }) { totalCount } }');
    expect(errors).toMatchObject([
      { message: expect.stringMatching(/^`filter\.level` .*“e_languages”/), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

describe('a setting of where categories come from', () => {
  it.each([
    ['CUSTOM_FIELD_REQUIRED', 'level.customFieldId', { level: { origin: 'CUSTOM_FIELD' } }],
    ['NO_EFFECT', 'jobFamily.customFieldId', { jobFamily: { origin: 'JOB_TITLE', customFieldId: 'e_workmode' } }],
    ['UNKNOWN_CUSTOM_FIELD', 'level.customFieldId', { level: { origin: 'CUSTOM_FIELD', customFieldId: 'e_none' } }],
    [
      'UNKNOWN_CUSTOM_FIELD',
      'jobFamily.customFieldId',
      { level: { origin: 'JOB_TITLE' }, jobFamily: { origin: 'CUSTOM_FIELD', customFieldId: '' } },
    ],
    ['NOT_RETURNED', 'level.origin', { level: { origin: 'QUALIFICATION' } }],
  ])('is refused as %s, naming `%s`, and nothing is set: %j', async (code, field, input) => {
    if (code === 'NOT_RETURNED') {
      subgraph.sandbox.control.behave(acme.host, { userQualification: 'unknown', unknownFields: 'ignored' });
      await subgraph.connect(acme);
    }
    const text = expect.stringMatching(/\.$/);
    const rest = { permission: null, en: text, fr: text, correlationId: expect.any(String) };
    expect(await set(input)).toEqual({ code, field, ...rest });
    const { account } = await subgraph.data(
      '{ account { workerCategories { level { origin } jobFamily { origin } } } }',
    );
    expect(account).toEqual({ workerCategories: { level: null, jobFamily: null } });
  });

  it('needs the scope of the account, and those of custom fields for a custom field', async () => {
    const code = async (input: object, scope: string) =>
      (await subgraph.ask(mutation, { input }, { scope })).errors?.[0]?.extensions.code;
    const level = { origin: 'JOB_TITLE' };
    expect(await code({ level }, 'lucca:employees:read')).toBe('FORBIDDEN');
    expect(await code({ level }, scopes)).toBeUndefined();
    const custom = { level: sourceFrom('CUSTOM_FIELD') };
    for (const other of ['', ' lucca:demographics:read', ' lucca:remuneration:read'])
      expect(await code(custom, `${scopes}${other}`)).toBe('FORBIDDEN');
    expect(await code(custom, `${scopes} lucca:demographics:read lucca:remuneration:read`)).toBeUndefined();
  });

  it('lets data quality count the people employed today without a category, and only then', async () => {
    const query = `{ account { dataQuality(codes: [LEVEL_MISSING, JOB_FAMILY_MISSING]) {
      issues { code count } notChecked { code reason message } } } }`;
    const report = async () => (await subgraph.data(query)).account.dataQuality;
    expect(await report()).toEqual({
      issues: [],
      notChecked: ['LEVEL_MISSING', 'JOB_FAMILY_MISSING'].map((code) => ({
        code,
        reason: 'NOT_SET_IN_LUCCA',
        message: expect.stringContaining('`setWorkerCategories`'),
      })),
    });
    await set({ level: { origin: 'JOB_TITLE' }, jobFamily: { origin: 'CUSTOM_FIELD', customFieldId: 'e_lastreview' } });
    const active = people.filter((person) => statusOf(person, today) === 'active');
    const withoutTitle = active.filter(({ jobTitle }) => !jobTitle);
    const withoutReview = active.filter(({ extendedData }) => extendedData.e_lastreview === undefined);
    expect(withoutTitle.length).toBeGreaterThan(0);
    expect(await report()).toEqual({
      issues: [
        { code: 'LEVEL_MISSING', count: withoutTitle.length },
        { code: 'JOB_FAMILY_MISSING', count: withoutReview.length },
      ],
      notChecked: [],
    });
    await subgraph.connect(acme, 'without: positions');
    expect((await report()).notChecked).toMatchObject([{ code: 'LEVEL_MISSING', reason: 'PERMISSION_MISSING' }]);
  });
});
