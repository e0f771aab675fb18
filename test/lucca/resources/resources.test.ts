import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { sources } from '../../../src/loaders/sources.ts';
import type { Resource } from '../../../src/lucca/client.ts';
import type { LuccaRow } from '../../../src/lucca/resource.ts';
import { departments } from '../../../src/lucca/resources/departments.ts';
import { employeeAssignments } from '../../../src/lucca/resources/employeeAssignments.ts';
import { establishments } from '../../../src/lucca/resources/establishments.ts';
import { extensionDefinitions } from '../../../src/lucca/resources/extensionDefinitions.ts';
import { fixedItems } from '../../../src/lucca/resources/fixedItems.ts';
import { fixedNatures } from '../../../src/lucca/resources/fixedNatures.ts';
import { jobQualifications } from '../../../src/lucca/resources/jobQualifications.ts';
import { legalUnits } from '../../../src/lucca/resources/legalUnits.ts';
import { users } from '../../../src/lucca/resources/users.ts';
import { variableItems, variableItemsWithDeleted } from '../../../src/lucca/resources/variableItems.ts';
import { variableNatures } from '../../../src/lucca/resources/variableNatures.ts';
import { workContracts } from '../../../src/lucca/resources/workContracts.ts';
import { workingTimeArrangements } from '../../../src/lucca/resources/workingTimeArrangements.ts';
import { unreadOf } from '../../../src/lucca/unread.ts';

const nature = {
  id: 3,
  name: 'Base salary',
  category: { id: 1, code: 'BASIC_SALARY' },
  establishments: [{ id: 2, name: 'Acme Lyon', currencyCode: 'EUR', currencySymbol: '€' }],
};
const readNature = { ...nature, establishments: [{ id: 2, currencyCode: 'EUR' }] };
const workContract = {
  workContractId: 514,
  amendmentId: 0,
  ownerId: 7,
  owner: { id: 7, firstName: 'Ada', lastName: 'VERNIER', name: 'Ada VERNIER', displayName: 'VERNIER Ada' },
  startsOn: '2019-03-01',
  endsOn: null,
};
const readContract = { ownerId: 7 };

/** Reads one row as a resource reads it; null where it is malformed. */
function read<Row extends LuccaRow>(resource: Resource<Row>, sent: unknown): Row | null {
  const result: z.ZodSafeParseResult<Row> = resource.row.safeParse(sent);
  return result.success ? result.data : null;
}

test('a user is read with our names and types, whatever the casing', () => {
  const sent = {
    id: 7,
    firstName: 'Ada',
    lastName: 'VERNIER',
    displayName: 'VERNIER Ada',
    name: 'Ada VERNIER',
    url: 'https://acme.ilucca.net/api/v3/users/7',
    mail: 'ada.vernier@acme.test',
    employeeNumber: '00042',
    gender: 'Female',
    birthDate: '1988-02-29T00:00:00',
    nationalityID: 'FR',
    dtContractStart: '2019-03-01T00:00:00',
    dtContractEnd: null,
    jobTitle: 'Data engineer',
    csp: { id: 0, name: 'Cadre', url: 'x' },
    departmentID: 31,
    legalEntityID: 2,
    managerID: 7,
    manager: { ID: 7, Name: 'Ada VERNIER' },
    applicationData: {
      fullTimeEquivalent: { value: 0.8 },
      TheoreticalRemuneration: { value: '61200.5' },
      profile_figgo: null,
    },
    modifiedAt: '2026-03-01T09:15:00.5',
  };
  const empty = read(users, { id: 7 });
  expect(Object.values(empty ?? {}).filter(Boolean)).toEqual([7]);
  expect(read(users, sent)).toEqual({
    ...empty,
    firstName: 'Ada',
    lastName: 'VERNIER',
    displayName: 'VERNIER Ada',
    name: 'Ada VERNIER',
    mail: 'ada.vernier@acme.test',
    employeeNumber: '00042',
    gender: 'Female',
    birthDate: '1988-02-29',
    nationalityId: 'FR',
    dtContractStart: '2019-03-01',
    jobTitle: 'Data engineer',
    csp: { id: 0, name: 'Cadre' },
    departmentId: 31,
    legalEntityId: 2,
    managerId: 7,
    manager: { id: 7, name: 'Ada VERNIER' },
    applicationData: { fullTimeEquivalent: '0.8', theoreticalRemuneration: '61200.5' },
    modifiedAt: '2026-03-01T09:15:00.5',
  });
});

test('a user is valid if the key sees only the id', () => {
  expect(read(users, { id: 0 })).toMatchObject({
    id: 0,
    name: null,
    managerId: null,
    csp: null,
    applicationData: null,
  });
  const known = { fullTimeEquivalent: null, theoreticalRemuneration: null };
  expect(read(users, { id: 1, applicationData: {} })?.applicationData).toEqual(known);
});

test.each([[{ name: 'Ada' }], [{ id: '7' }], [{ id: -1 }], ['Ada']])(
  'a user of another shape is rejected: %j',
  (sent) => {
    expect(read(users, sent)).toBeNull();
  },
);

test('a user stays readable whatever form the other columns have', () => {
  const sent = {
    id: 1,
    mail: 5,
    gender: 1,
    managerId: 'x',
    birthDate: '29/02/1988',
    employeeNumber: 57,
    csp: 3,
    dtContractEnd: '',
  };
  const user = read(users, sent);
  expect(user).toMatchObject({
    mail: '5',
    employeeNumber: '57',
    gender: null,
    managerId: null,
    birthDate: null,
    csp: null,
  });
  expect(unreadOf(user ?? {})).toEqual({
    gender: 'malformed',
    managerId: 'malformed',
    birthDate: 'malformed',
    csp: 'malformed',
  });
});

test.each([
  ['87,000.00 €', '87000'],
  ['87 000,00 €', '87000'],
  ['87\u00a0000,00\u00a0€', '87000'],
  ['87\u202f000,00 €', '87000'],
  ["CHF 87'000.00", '87000'],
  ['87.000,50 EUR', '87000.5'],
  ['87 000 €', '87000'],
  ['4,500,000 JPY', '4500000'],
  ['87.000 TND', '87'],
  ['-120.00 €', '-120'],
  [61200.5, '61200.5'],
  ['61200.5', '61200.5'],
])('a pay figure of %j is read as %j', (value, amount) => {
  const user = read(users, { id: 1, applicationData: { theoreticalRemuneration: { value } } });
  expect(user?.applicationData?.theoreticalRemuneration).toBe(amount);
});

test.each([
  '61 200,5',
  '87.000',
  '87,000 €',
  '1.234.56',
  '87 00,00 €',
  '12,34,56.00 €',
  '10 € 20',
  'Full time',
  '',
  true,
])('a pay figure that can be read in several ways, or in none, is unknown, not guessed: %j', (value) => {
  const user = read(users, { id: 1, applicationData: { theoreticalRemuneration: { value } } });
  expect(user?.applicationData?.theoreticalRemuneration).toBeNull();
});

test.each([
  ['87.000', 'ambiguous'],
  ['1,234', 'ambiguous'],
  ['87,000 €', 'ambiguous'],
  ['1.234.56', 'malformed'],
  ['Full time', 'malformed'],
  [true, 'malformed'],
  ['', undefined],
  [null, undefined],
])('of a pay figure of %j it is known why it cannot be read', (value, why) => {
  const user = read(users, { id: 1, applicationData: { theoreticalRemuneration: { value } } });
  expect(unreadOf(user?.applicationData ?? {}).theoreticalRemuneration).toBe(why);
});

test.each([
  ['0.8', '0.8'],
  [0.8, '0.8'],
  [1, '1'],
  ['80%', '0.8'],
  ['87,5 %', '0.875'],
  ['80\u202f%', '0.8'],
  ['0,8', '0.8'],
  [80, '0.8'],
  ['Full time', '1'],
  ['Temps plein', '1'],
  // Read in two ways, or in none.
  [1.5, null],
  [0, null],
  ['120%', null],
  ['Part time', null],
  ['', null],
  [null, null],
])('a share of full time of %j is read as %j', (value, share) => {
  const user = read(users, { id: 1, applicationData: { fullTimeEquivalent: { value } } });
  expect(user?.applicationData?.fullTimeEquivalent).toBe(share);
});

test('the request for users includes former employees, a stable order, the known fields and the count', () => {
  expect(users.query).toMatchObject({ formerEmployees: 'true', orderBy: 'id,asc' });
  expect(users.query.fields).toMatch(/^id,.*,collection\.count$/);
  const unsure = users.query.fields?.replace('jobQualification[id,name],', '');
  expect(users.fallbackQuery).toEqual({ ...users.query, fields: unsure });
});

test('a contract is read with its type and its dates', () => {
  const sent = {
    id: 514,
    ownerId: 7,
    typeId: 1,
    type: { id: 1, name: 'CDI' },
    startsOn: '2019-03-01',
    endsOn: null,
    isApplicable: true,
    establishmentId: 2,
    spcId: 0,
    trialPeriodDays: 120,
    trialPeriodEndDate: '2019-06-28',
    createdAt: '2019-02-11T09:12:44.31',
    authorId: 0,
  };
  expect(read(workContracts, sent)).toMatchObject({
    id: 514,
    ownerId: 7,
    type: { id: 1, name: 'CDI' },
    startsOn: '2019-03-01',
    endsOn: null,
    trialPeriodEndDate2: null,
  });
  // What nobody is shown loses no contract, whatever form it has.
  expect(read(workContracts, { ...sent, externalId: 12, createdAt: '2021-11-08' })).not.toBeNull();
  expect(read(workContracts, { ...sent, ownerId: null })).toBeNull();
  expect(read(workContracts, { ...sent, startsOn: null })).toBeNull();
});

test('a fixed item is read with its nature and its owner, and its amount as text', () => {
  const sent = {
    id: 8801,
    amount: 3250,
    startsOn: '2024-01-01',
    endsOn: null,
    comment: 'Review',
    natureId: 3,
    nature,
    workContractId: 514,
    workContract,
  };
  expect(read(fixedItems, sent)).toEqual({
    ...sent,
    amount: '3250',
    nature: readNature,
    workContract: { ...readContract, amendmentId: workContract.amendmentId },
  });
  for (const amount of [null, '1.234', '1,234', 'x', true]) expect(read(fixedItems, { ...sent, amount })).toBeNull();
  for (const [amount, expected] of [
    ['3250.50', '3250.5'],
    ['0.125', '0.125'],
    ['3 250,50 €', '3250.5'],
  ])
    expect(read(fixedItems, { ...sent, amount })?.amount).toBe(expected);
  expect(read(fixedItems, { ...sent, workContract: null })).toBeNull();
});

test('a variable item is read with its period, its kind and whether it is deleted', () => {
  const sent = {
    id: 1,
    amount: 12.5,
    period: '2026-03-01',
    comments: null,
    natureId: 3,
    nature: { ...nature, type: 'Number', category: null },
    workContractId: 514,
    amendmentId: 4,
    workContract,
    isDeleted: true,
  };
  const { amendmentId, ...shown } = sent;
  expect(read(variableItems, sent)).toEqual({
    ...shown,
    amount: '12.5',
    nature: { ...readNature, type: 'Number', category: null },
    workContract: { ...readContract, amendmentId: workContract.amendmentId },
  });
  expect(variableItemsWithDeleted).toMatchObject({ path: variableItems.path, query: { IncludeDeleted: 'true' } });
  expect(variableItems.query).not.toHaveProperty('IncludeDeleted');
});

test('a department is read although its position exceeds the largest safe integer', () => {
  const sent = JSON.parse(
    '{"id":48,"name":"IT","code":"IT","position":10000000000000000001,"hierarchy":"/1/2/","lastModifiedAt":"2000-01-01T00:00:00+00:00"}',
  );
  expect(read(departments, sent)).toMatchObject({ id: 48, hierarchy: '/1/2/', parentLuccaId: null });
});

test('legal units are read with their currency, and establishments with their time zone, archived ones included', () => {
  const country = { code: 'FR', currencyCode: 'EUR' };
  const sent = { id: 250, name: 'France', ...country, currency: {} };
  expect(read(legalUnits, { id: 1, name: 'Acme SAS', country: sent })).toEqual({
    id: 1,
    name: 'Acme SAS',
    country,
  });
  expect(read(establishments, { id: 2, name: 'Lyon', legalUnitId: 1, timezoneId: 'Europe/Paris' })).toMatchObject({
    legalUnitId: 1,
    timeZoneId: 'Europe/Paris',
    address: null,
  });
  expect([legalUnits.query.isArchived, establishments.query.isArchived]).toEqual(['true,false', 'true,false']);
});

test('qualifications, natures and custom fields are read', () => {
  const level = { id: 4, position: 2, name: 'Senior' };
  const job = { id: 9, name: 'Engineer' };
  expect(read(jobQualifications, { id: 1, name: 'Senior engineer', job: { ...job, isActive: true }, level })).toEqual({
    id: 1,
    name: 'Senior engineer',
    job,
    level: { position: 2, name: 'Senior' },
  });
  expect(read(fixedNatures, nature)).toEqual(readNature);
  expect(read(variableNatures, { ...nature, type: 'Amount' })).toEqual({ ...readNature, type: 'Amount' });
  expect(
    read(extensionDefinitions, {
      id: 'e_level',
      name: 'Level',
      formatKey: 'select',
      extensionuserpropertylistentries: [{ id: 1, name: 'A' }],
    }),
  ).toEqual({
    id: 'e_level',
    name: 'Level',
    formatKey: 'select',
    extensionUserPropertyListEntries: [{ id: 1, name: 'A' }],
  });
});

test('working time is read with its days and durations, and a share that is none, or no number, is not given', () => {
  const employee = { id: 7, firstName: 'Ada', jobQualificationName: 'Engineer 2', department: { id: 1, name: 'Data' } };
  const assignment = { id: 5, workContractId: 514, startsOn: '0001-01-01', endsOn: '9999-12-31', employee };
  const workingTimeArrangement = { id: 3, name: '28 h', unit: 'hour' };
  expect(read(employeeAssignments, { ...assignment, workingTimeArrangement })).toEqual({
    ...assignment,
    startsOn: '1900-01-01',
    endsOn: null,
    employee: { id: 7 },
    workingTimeArrangement: { id: 3 },
  });
  expect(read(employeeAssignments, assignment)?.workingTimeArrangement).toBeNull();
  const sent = {
    id: 3,
    name: '28 h',
    fullTimeEquivalent: 0.8,
    contractWorkingTimeDuration: { value: 28, iso: 'PT28H', unit: 'hours' },
    referencePeriod: { frequencyType: 'week', firstDayOfWeek: 'monday' },
  };
  expect(read(workingTimeArrangements, sent)).toEqual({
    id: 3,
    fullTimeEquivalent: '0.8',
    contractWorkingTimeDuration: { value: '28', unit: 'hours' },
    referencePeriod: { frequencyType: 'week' },
    referenceWorkingTimeDuration: null,
    unit: null,
  });
  for (const fullTimeEquivalent of [0, -1, 1.2, 80, 'x', null, {}])
    expect(read(workingTimeArrangements, { ...sent, fullTimeEquivalent })?.fullTimeEquivalent).toBeNull();
});

test('every resource has a unique name, which identifies it in errors and in learned page sizes', async () => {
  const folder = new URL('../../../src/lucca/resources/', import.meta.url);
  const modules: Record<string, unknown>[] = await Promise.all(
    readdirSync(folder).map((file) => import(new URL(file, folder).href)),
  );
  const named = modules.flatMap((module) =>
    Object.entries(module).filter(([, value]) => typeof value === 'object' && value !== null && 'dialect' in value),
  );
  const all = named.map(([name]) => name);
  expect(all).toEqual(expect.arrayContaining(Object.values(sources).map(({ resource }) => resource.name)));
  for (const [name, resource] of named) expect(resource).toMatchObject({ name });
});
