import type { PermissionCode, Verdict } from '../../../src/accounts/permissions.ts';
import { createCompany } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import { statusOf } from '../../../src/sandbox/lookup.ts';
import type { ApiKey, Company, Person, Right } from '../../../src/sandbox/model.ts';
import type { World } from '../../support/inProcessLucca.ts';

/** The day the worlds are as of. */
export const today = '2026-11-24';

/** Which tick of the sandbox's role screen each permission is. */
export const tickOf: Record<PermissionCode, Right> = {
  DIRECTORY_ALL_DEPARTMENTS: 'directory',
  PERSONNEL_FILES: 'personnelFiles',
  EMPLOYEE_LUCCA_DATA: 'luccaData',
  EMPLOYEE_POSITIONS: 'positions',
  EMPLOYEE_MANAGERS: 'managers',
  EMPLOYEE_QUALIFICATIONS: 'qualifications',
  EMPLOYEE_CONTRACTS: 'contracts',
  PAGGA_INDIVIDUAL_SITUATIONS: 'individualSituations',
  PAGGA_EVP_SCREEN: 'evpScreen',
  PAGGA_DELETED_REMUNERATION: 'deletedRemuneration',
  FUTURE_EMPLOYEES: 'futureEmployees',
  FORMER_EMPLOYEES: 'formerEmployees',
};

/** What a check must say when it says anything. */
export function truthOf(permission: PermissionCode, { company, key }: World): Verdict {
  if (permission.startsWith('PAGGA') && !company.hasPagga) return 'NOT_APPLICABLE';
  if (!key.rights.has(tickOf[permission])) return 'MISSING';
  return permission === 'DIRECTORY_ALL_DEPARTMENTS' && key.perimeter !== 'all' ? 'PARTIAL' : 'GRANTED';
}

/** A company to try the checks on, and the departments of a narrow key to it. */
export type Tried = { company: Company; narrow: ApiKey['perimeter'] };

/** A company of the sandbox, cut down to so many people of each department. */
export function smallCompany(host: string, perDepartment: number): Tried {
  const company = createCompany(host, { today });
  const kept = company.departments.flatMap(({ id }) => {
    const people = company.people.filter(({ departmentId }) => departmentId === id);
    const [active, upcoming, former] = (['active', 'upcoming', 'former'] as const).map((status) =>
      people.filter((person) => statusOf(person, today) === status),
    );
    return [...(upcoming ?? []).slice(0, 1), ...(former ?? []).slice(0, 1), ...(active ?? [])].slice(0, perDepartment);
  });
  const narrow = company.keys.find(({ key }) => key === findKey(company, 'one department'));
  return { company: keepPeople(company, kept), narrow: narrow?.perimeter ?? 'all' };
}

/** The same company with these people only, and what belongs to them. */
export function keepPeople(company: Company, people: readonly Person[]): Company {
  const ids = new Set(people.map(({ id }) => id));
  const workContracts = company.workContracts.filter(({ ownerId }) => ids.has(ownerId));
  const contractIds = new Set(workContracts.map(({ id }) => id));
  return {
    ...company,
    people: company.people.filter(({ id }) => ids.has(id)),
    workContracts,
    fixedItems: company.fixedItems.filter(({ workContractId }) => contractIds.has(workContractId)),
    variableItems: company.variableItems.filter(({ workContractId }) => contractIds.has(workContractId)),
  };
}

const withPeople = (company: Company, changes: Partial<Person>): Company => ({
  ...company,
  people: company.people.map((person) => ({ ...person, ...changes })),
});

const without = (status: ReturnType<typeof statusOf>) => (company: Company) =>
  keepPeople(
    company,
    company.people.filter((person) => statusOf(person, company.today) !== status),
  );

const emptiers: Record<Right, (company: Company) => Company> = {
  luccaData: (company) => keepPeople(company, []),
  directory: (company) => ({ ...company, departments: [] }),
  personnelFiles: (company) => ({
    ...withPeople(company, { gender: null, birthOn: null, nationalityId: null, extendedData: {} }),
    extensionDefinitions: [],
  }),
  positions: (company) => withPeople(company, { jobTitle: null, occupationCategoryId: null }),
  managers: (company) => withPeople(company, { managerId: null }),
  qualifications: (company) => ({ ...company, jobQualifications: [] }),
  contracts: (company) => ({ ...company, workContracts: [] }),
  individualSituations: (company) => ({
    ...withPeople(company, { fullTimeEquivalent: null, theoreticalRemuneration: null }),
    fixedItems: [],
  }),
  evpScreen: (company) => ({ ...company, variableItems: [] }),
  deletedRemuneration: (company) => ({
    ...company,
    variableItems: company.variableItems.filter(({ isDeleted }) => !isDeleted),
  }),
  futureEmployees: without('upcoming'),
  formerEmployees: without('former'),
};

/** The same company with what a right would show taken away: what it would be like if there were no such data. */
export const emptied = onceEach((company: Company, right: Right) => emptiers[right](company));

/** The same company with everybody in the departments of a narrow key. */
export const movedInto = onceEach((company: Company, perimeter: ApiKey['perimeter']) => {
  const departmentId = perimeter === 'all' ? undefined : perimeter.departmentIds[0];
  if (departmentId === undefined) throw new RangeError('a narrow key has departments');
  return withPeople(company, { departmentId });
});

/** The same company is asked for thousands of times. */
function onceEach<Other>(make: (company: Company, other: Other) => Company) {
  const made = new Map<Company, Map<Other, Company>>();
  return (company: Company, other: Other): Company => {
    const ofCompany = made.get(company) ?? new Map<Other, Company>();
    made.set(company, ofCompany);
    const result = ofCompany.get(other) ?? make(company, other);
    ofCompany.set(other, result);
    return result;
  };
}
