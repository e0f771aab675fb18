import type { ApiKey, Company, Person, Right, WorkContract, WorkingTimeArrangement } from '../../src/sandbox/model.ts';
import { rights } from '../../src/sandbox/model.ts';

/** Keys of the tiny company, by what they may do. */
export const tinyKeys = {
  full: 'aaaaaaaa-0000-4000-8000-000000000001',
  onlyData: 'aaaaaaaa-0000-4000-8000-000000000002',
  without: (right: Right) => `bbbbbbbb-0000-4000-8000-${String(rights.indexOf(right) + 1).padStart(12, '0')}`,
};

/**
 * Six people: 1 Ada (manages herself), 2 Bo under her, 3 Cleo under Bo with an amended contract, 4 Dan who left,
 * 5 Eve to come, 6 Finn with next to nothing filled in. Department 12 lies under 11, both under 10.
 */
export function tinyCompany(changes: Partial<Company> = {}): Company {
  return {
    host: 'tiny.ilucca-demo.net',
    today: '2026-11-24',
    hasPagga: true,
    people: [
      person(1, 'Ada', 'VERNIER', { departmentId: 10, managerId: 1, jobTitle: 'Chief executive', gender: 'Female' }),
      person(2, 'Bo', 'LINDQVIST', { departmentId: 11, managerId: 1, fullTimeEquivalent: 0.8, gender: 'Male' }),
      person(3, 'Cleo', 'MARTIN', { departmentId: 12, managerId: 2, occupationCategoryId: 0, establishmentId: 3 }),
      person(4, 'Dan', 'ROUX', { departmentId: 11, managerId: 2, contractEndsOn: '2025-06-30' }),
      person(5, 'Eve', 'NOVAK', { departmentId: 12, managerId: 2, contractStartsOn: '2027-01-04' }),
      person(6, 'Finn', 'O, CONNOR', {
        departmentId: 10,
        managerId: null,
        mail: null,
        employeeNumber: null,
        gender: 'Undefined',
        birthOn: null,
        nationalityId: null,
        seniorityOn: null,
        jobTitle: null,
        occupationCategoryId: null,
        fullTimeEquivalent: null,
        theoreticalRemuneration: null,
        extendedData: {},
      }),
    ],
    departments: [
      department(10, 'Acme', null, 1, 1),
      department(11, 'Product', 10, 2, 1),
      department(12, 'Data', 11, 4, 2),
      department(13, 'Design', 11, null, 1),
      { ...department(14, 'Fax', 10, null, 2), isActive: false },
    ],
    establishments: [
      establishment(2, 'Acme Lyon', 'EUR', false),
      establishment(3, 'Acme Genève', 'CHF', false),
      establishment(4, 'Acme Lille', 'EUR', true),
    ],
    legalUnits: [
      {
        id: 20,
        name: 'Acme SAS',
        code: 'ACME',
        countryCode: 'FR',
        countryName: 'France',
        currencyCode: 'EUR',
        legalIdentificationNumber: '552100554',
        headquartersId: 2,
        isArchived: false,
      },
    ],
    jobQualifications: [
      {
        id: 70,
        name: 'Engineer 2',
        job: { id: 7, name: 'Engineer' },
        level: { id: 72, position: 2, name: 'Confirmed' },
      },
      { id: 71, name: 'Engineer 1', job: { id: 7, name: 'Engineer' }, level: { id: 71, position: 1, name: 'Junior' } },
    ],
    occupationCategories: [
      { id: 0, name: 'Employé' },
      { id: 1, name: 'Cadre' },
    ],
    contractTypes: [
      { id: 1, name: 'CDI' },
      { id: 2, name: 'CDD' },
    ],
    workContracts: [
      contract(501, 1, '2019-03-01'),
      contract(502, 2, '2020-01-06', { typeId: 2, endsOn: '2020-12-31' }),
      contract(503, 2, '2021-01-01'),
      contract(504, 3, '2021-05-10', {
        establishmentId: 3,
        amendments: [{ id: 4, startsOn: '2024-01-01', endsOn: null }],
      }),
      contract(505, 4, '2018-02-01', { endsOn: '2025-06-30' }),
      contract(506, 5, '2027-01-04'),
      contract(507, 6, '2022-09-01'),
      contract(508, 1, '2018-09-01', { endsOn: '2019-02-28', isArchived: true }),
    ],
    workingTimeArrangements: [arrangement(3, '35 h', 35), arrangement(4, '28 h', 28)],
    fixedNatures: [
      { id: 3, name: 'Base salary', category: { id: 1, code: 'BASIC_SALARY' }, establishmentIds: [2, 3] },
      { id: 4, name: 'Car', category: null, establishmentIds: [2] },
    ],
    variableNatures: [
      { id: 5, name: 'Bonus', type: 'Amount', category: { id: 9, code: 'BONUS' }, establishmentIds: [2, 3] },
      { id: 6, name: 'Overtime hours', type: 'Number', category: null, establishmentIds: [2] },
    ],
    fixedItems: [
      fixed(801, 5000, '2019-03-01', null, 501, 0),
      fixed(802, 3200, '2021-01-01', '2023-12-31', 503, 0),
      fixed(803, 3400, '2024-01-01', null, 503, 0),
      fixed(804, 6000, '2021-05-10', '2023-12-31', 504, 0),
      fixed(805, 6500, '2024-01-01', null, 504, 4),
      fixed(806, 2900, '2018-02-01', '2025-06-30', 505, 0),
      { ...fixed(807, 120, '2022-01-01', null, 501, 0), natureId: 4 },
    ],
    variableItems: [
      variable(901, 1000, '2026-03-01', 501, 0, false),
      variable(902, 700, '2026-03-01', 503, 0, true),
      { ...variable(903, 12.5, '2026-04-01', 503, 0, false), natureId: 6 },
      variable(904, 900, '2025-03-01', 504, 4, false),
      variable(905, 500, '2025-03-01', 505, 0, false),
    ],
    extensionDefinitions: [
      { id: 'e_badge', formatKey: 'text', entries: [] },
      { id: 'e_medical', formatKey: 'date', entries: [] },
      {
        id: 'e_skills',
        formatKey: 'select',
        entries: [
          { id: 84, name: 'TypeScript' },
          { id: 85, name: 'Welding' },
        ],
      },
    ],
    keys: [
      key(tinyKeys.full, 'full', rights),
      key(tinyKeys.onlyData, 'only: luccaData', ['luccaData']),
      ...rights.map((right) =>
        key(
          tinyKeys.without(right),
          `without: ${right}`,
          rights.filter((each) => each !== right),
        ),
      ),
    ],
    ...changes,
  };
}

function person(id: number, firstName: string, lastName: string, differences: Partial<Person>): Person {
  return {
    id,
    firstName,
    lastName,
    login: `${firstName.toLowerCase()}${id}`,
    mail: `${firstName.toLowerCase()}@acme.test`,
    employeeNumber: `000${id}`,
    gender: 'Undefined',
    birthOn: `198${id}-07-14`,
    nationalityId: 'FR',
    contractStartsOn: '2019-03-01',
    contractEndsOn: null,
    seniorityOn: '2018-09-01',
    jobTitle: 'Engineer',
    jobQualificationId: 70,
    occupationCategoryId: 1,
    departmentId: 10,
    establishmentId: 2,
    managerId: null,
    fullTimeEquivalent: 1,
    earlierShares: [],
    theoreticalRemuneration: 87000,
    extendedData: {
      e_badge: { id: 900 + id, value: `B-${id}` },
      e_medical: { id: 910 + id, value: '2021-05-01' },
      e_skills: [
        { id: 920 + id, value: 84 },
        { id: 930 + id, value: 85 },
      ],
    },
    workCycles: [{ id: 300 + id, workCycleId: 6, startsOn: '1900-01-01', endsOn: '9999-12-31' }],
    modifiedAt: `2026-03-0${id}T09:15:00`,
    ...differences,
  };
}

function department(id: number, name: string, parentId: number | null, headId: number | null, sortOrder: number) {
  return {
    id,
    name,
    code: name.slice(0, 3).toUpperCase(),
    description: null,
    parentId,
    headId,
    sortOrder,
    isActive: true,
  };
}

function establishment(id: number, name: string, currencyCode: string, isArchived: boolean) {
  const place = { city: name.slice(5), street: '1 place du Marché', zipCode: '69001', timeZoneId: 'Europe/Paris' };
  return { id, name, code: `E${id}`, legalUnitId: 20, ...place, currencyCode, isArchived };
}

function contract(
  id: number,
  ownerId: number,
  startsOn: string,
  differences: Partial<WorkContract> = {},
): WorkContract {
  return {
    id,
    ownerId,
    typeId: 1,
    startsOn,
    endsOn: null,
    establishmentId: 2,
    occupationCategoryId: ownerId === 3 ? 0 : 1,
    externalId: null,
    trialPeriodDays: 120,
    trialPeriodEndsOn: null,
    internshipSupervisorId: null,
    terminationReasonId: null,
    isArchived: false,
    amendments: [],
    createdAt: '2019-02-11T09:12:44.31',
    lastModifiedAt: '2019-02-11T09:12:44.31',
    ...differences,
  };
}

function arrangement(id: number, name: string, contractDuration: number): WorkingTimeArrangement {
  const measured = { unit: 'hour', period: 'week', contractDuration, referenceDuration: 35 } as const;
  return { id, name, ...measured, isArchived: false };
}

function fixed(
  id: number,
  amount: number,
  startsOn: string,
  endsOn: string | null,
  workContractId: number,
  amendmentId: number,
) {
  return { id, amount, startsOn, endsOn, comment: null, natureId: 3, workContractId, amendmentId };
}

function variable(
  id: number,
  amount: number,
  periodOn: string,
  workContractId: number,
  amendmentId: number,
  isDeleted: boolean,
) {
  return { id, amount, periodOn, comments: null, natureId: 5, workContractId, amendmentId, isDeleted };
}

function key(text: string, name: string, rights: readonly Right[]): ApiKey {
  return { key: text, name, rights: new Set(rights), perimeter: 'all' };
}
