import type { Company, Department, Person, WorkContract } from './model.ts';

/** A company's data by id, built once for all keys. */
export type Lookup = ReturnType<typeof createLookup>;

/** Indexes the data of a company. Must be called again when the data changes. */
export function createLookup(company: Company) {
  const contractsByOwner = groupBy(company.workContracts, (contract) => contract.ownerId);
  const applicableIds = new Set<number>();
  for (const contracts of contractsByOwner.values()) {
    const applicable = findApplicable(contracts, company.today);
    if (applicable) applicableIds.add(applicable.id);
  }
  return {
    people: byId(company.people),
    departments: byId(company.departments),
    establishments: byId(company.establishments),
    legalUnits: byId(company.legalUnits),
    jobQualifications: byId(company.jobQualifications),
    occupationCategories: byId(company.occupationCategories),
    contractTypes: byId(company.contractTypes),
    workContracts: byId(company.workContracts),
    fixedNatures: byId(company.fixedNatures),
    variableNatures: byId(company.variableNatures),
    isApplicable: (contract: WorkContract) => applicableIds.has(contract.id),
    subtrees: (rootIds: number[]) => subtrees(company.departments, rootIds),
  };
}

/** The contract that applies today: the current one, else the next one, else the last one. */
function findApplicable(contracts: WorkContract[], today: string): WorkContract | undefined {
  const live = contracts
    .filter((contract) => !contract.isArchived)
    .sort((a, b) => a.startsOn.localeCompare(b.startsOn) || a.id - b.id);
  return (
    live.find((contract) => contract.startsOn <= today && (contract.endsOn === null || contract.endsOn >= today)) ??
    live.find((contract) => contract.startsOn > today) ??
    live.at(-1)
  );
}

function byId<Row extends { id: number }>(rows: Row[]): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

function groupBy<Row, Key>(rows: Row[], keyOf: (row: Row) => Key): ReadonlyMap<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function subtrees(departments: Department[], rootIds: number[]): ReadonlySet<number> {
  const children = groupBy(departments, (department) => department.parentId);
  const found = new Set<number>();
  const waiting = [...rootIds];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    for (const child of children.get(id) ?? []) waiting.push(child.id);
  }
  return found;
}

/** Whether a person is employed on a day, by the dates of the applicable contract. */
export function statusOf(person: Person, today: string): 'active' | 'upcoming' | 'former' {
  if (person.contractStartsOn > today) return 'upcoming';
  return person.contractEndsOn !== null && person.contractEndsOn < today ? 'former' : 'active';
}
