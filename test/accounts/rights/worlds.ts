import type { PermissionCode, Verdict } from '../../../src/accounts/rights/permissions.ts';
import { createCompany } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import { createLookup, statusOf } from '../../../src/sandbox/lookup.ts';
import type { ApiKey, Company, Department, Person, Right } from '../../../src/sandbox/model.ts';
import type { World } from '../../support/inProcessLucca.ts';

/** The day of all worlds. */
export const today = '2026-11-24';

/** The sandbox's right for each permission. */
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

/** The verdict of a check if it is conclusive. */
export function truthOf(permission: PermissionCode, { company, key }: World): Verdict {
  if (permission.startsWith('PAGGA') && !company.hasPagga) return 'NOT_APPLICABLE';
  if (!key.rights.has(tickOf[permission])) return 'MISSING';
  const isPart = permission === 'DIRECTORY_ALL_DEPARTMENTS' && leavesOut(company, key.perimeter).length > 0;
  return isPart ? 'PARTIAL' : 'GRANTED';
}

/** The people outside a perimeter; one that leaves nobody out equals all departments. */
export const leavesOut = onceEach((company: Company, perimeter: ApiKey['perimeter']): Person[] => {
  if (perimeter === 'all') return [];
  const inside = createLookup(company).subtrees(perimeter.departmentIds);
  return company.people.filter(({ departmentId }) => !inside.has(departmentId));
});

/** A company to try the checks on, and the departments of a narrow key to it. */
export type Tried = { company: Company; narrow: ApiKey['perimeter'] };

/** A company of the sandbox, cut down to so many people of each department, or of each but some, and led by these. */
export function smallCompany(
  host: string,
  perDepartment: number,
  hasPeople: (department: Department) => boolean = () => true,
): Tried {
  const company = createCompany(host, { today });
  const kept = company.departments.filter(hasPeople).flatMap(({ id }) => {
    const people = company.people.filter(({ departmentId }) => departmentId === id);
    const [active, upcoming, former] = (['active', 'upcoming', 'former'] as const).map((status) =>
      people.filter((person) => statusOf(person, today) === status),
    );
    return [...(upcoming ?? []).slice(0, 1), ...(former ?? []).slice(0, 1), ...(active ?? [])].slice(0, perDepartment);
  });
  const narrow = company.keys.find(({ key }) => key === findKey(company, 'one department'));
  return { company: led(keepPeople(company, kept)), narrow: narrow?.perimeter ?? 'all' };
}

/** The same company with somebody of each department at its head, who is managed by the head of the one above. */
function led(company: Company): Company {
  const departments = company.departments.map((department) => {
    const people = company.people.filter(({ departmentId }) => departmentId === department.id);
    const head = people.find((person) => statusOf(person, company.today) === 'active') ?? people[0];
    return { ...department, headId: head?.id ?? null };
  });
  const byId = new Map(departments.map((department) => [department.id, department]));
  const managerOf = (personId: number, department: Department | undefined): number | null => {
    if (department === undefined) return null;
    const isOther = department.headId !== null && department.headId !== personId;
    return isOther ? department.headId : managerOf(personId, byId.get(department.parentId ?? -1));
  };
  const people = company.people.map((person) => ({
    ...person,
    managerId: managerOf(person.id, byId.get(person.departmentId)),
  }));
  return { ...company, departments, people };
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
    ...withPeople(company, { gender: 'Undefined', birthOn: null, nationalityId: null, extendedData: {} }),
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

/** The same company with the pay module or without it. */
export const withModule = onceEach((company: Company, hasPagga: boolean) => ({ ...company, hasPagga }));

/** The same company without the data that a right shows. */
export const emptied = onceEach((company: Company, right: Right) => emptiers[right](company));

/** Cached, because the same company is requested thousands of times. */
function onceEach<Other, Made>(make: (company: Company, other: Other) => Made) {
  const made = new Map<Company, Map<Other, Made>>();
  return (company: Company, other: Other): Made => {
    const ofCompany = made.get(company) ?? new Map<Other, Made>();
    made.set(company, ofCompany);
    const result = ofCompany.get(other) ?? make(company, other);
    ofCompany.set(other, result);
    return result;
  };
}
