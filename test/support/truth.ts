import type { Company, FixedItem, Person, VariableItem, WorkContract } from '../../src/sandbox/model.ts';

/** The row of this number, which must be there. */
export function rowOf<Row extends { id: number }>(rows: readonly Row[], id: number | null): Row {
  const row = rows.find((each) => each.id === id);
  if (row === undefined) throw new RangeError(`no row has the number ${id}`);
  return row;
}

/** The person of this number. */
export const personOf = (company: Company, id: number): Person => rowOf(company.people, id);

/** A person's contracts, the oldest first. */
export const contractsOf = (company: Company, personId: number): WorkContract[] =>
  company.workContracts
    .filter(({ ownerId }) => ownerId === personId)
    .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn));

/** Whether a contract or an item is in force on a day. */
export const isInForce = ({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }, day: string): boolean =>
  startsOn <= day && (endsOn === null || day <= endsOn);

/** A person's fixed items in force on a day, the oldest first. */
export const fixedItemsOn = (company: Company, personId: number, day: string): FixedItem[] =>
  itemsOf(company, company.fixedItems, personId)
    .filter((item) => isInForce(item, day))
    .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn));

/** A person's variable items, deleted ones included, the latest period first. */
export const variableItemsOf = (company: Company, personId: number): VariableItem[] =>
  itemsOf(company, company.variableItems, personId).toSorted(
    (a, b) => b.periodOn.localeCompare(a.periodOn) || b.id - a.id,
  );

/** The currency of the establishment an item's contract is with. */
export function currencyOf(company: Company, { workContractId }: { workContractId: number }): string {
  const { establishmentId } = rowOf(company.workContracts, workContractId);
  return rowOf(company.establishments, establishmentId).currencyCode;
}

function itemsOf<Item extends { workContractId: number }>(company: Company, items: readonly Item[], personId: number) {
  const numbers = new Set(contractsOf(company, personId).map(({ id }) => id));
  return items.filter(({ workContractId }) => numbers.has(workContractId));
}

/** The numbers of the departments under one, however deep. */
export function departmentsUnder({ departments }: Company, id: number): Set<number> {
  const under = new Set<number>();
  for (let size = -1; size < under.size; ) {
    size = under.size;
    for (const each of departments)
      if (each.parentId !== null && (each.parentId === id || under.has(each.parentId))) under.add(each.id);
  }
  return under;
}

/** The numbers of the people under a manager, at so many removes at most; nobody is under themselves. */
export function peopleUnder({ people }: Company, id: number, removes = Number.POSITIVE_INFINITY): Set<number> {
  const under = new Set<number>();
  let last = new Set([id]);
  for (let remove = 0; remove < removes && last.size > 0; remove += 1) {
    const next = people.filter(
      (person) => person.managerId !== null && last.has(person.managerId) && person.id !== id && !under.has(person.id),
    );
    last = new Set(next.map((person) => person.id).filter((each) => !last.has(each)));
    for (const each of last) under.add(each);
  }
  return under;
}

/** A person's managers from the nearest to the top, ending before anybody comes twice. */
export function managersAbove(company: Company, person: Person): Person[] {
  const { managerId } = person;
  const chain: Person[] = [];
  for (let next = managerId; next !== null; ) {
    const manager: Person = personOf(company, next);
    if (manager.id === person.id || chain.includes(manager)) break;
    chain.push(manager);
    next = manager.managerId;
  }
  return chain;
}

/** The contract that applies to a person today: the ongoing one, else the next, else the last. */
export function applicableContractOf(company: Company, personId: number): WorkContract | undefined {
  const contracts = contractsOf(company, personId).filter(({ isArchived }) => !isArchived);
  return (
    contracts.find((contract) => isInForce(contract, company.today)) ??
    contracts.find(({ startsOn }) => startsOn > company.today) ??
    contracts.at(-1)
  );
}

/** What acme's natures count as by their names; what has a name of no kind counts as its category says. */
const kindsByName = new Map([
  ['Treizième mois', 'THIRTEENTH_MONTH'],
  ["Prime d'ancienneté", 'SENIORITY_BONUS'],
  ['Forfait télétravail', 'ALLOWANCE'],
  ['Commission trimestrielle', 'COMMISSION'],
  ['Heures supplémentaires 25 %', 'OVERTIME'],
  ['Prime exceptionnelle', 'ONE_OFF'],
]);
const kindsByCategory = new Map([
  ['BASIC_SALARY', 'BASE_SALARY'],
  ['BONUS', 'VARIABLE_BONUS'],
]);

/** What items of a nature of acme's count as without a setting. */
export function payKindOf({ name, category }: { name: string; category: { code: string } | null }): string {
  const code = category?.code ?? 'OTHER';
  return kindsByName.get(name) ?? kindsByCategory.get(code) ?? code;
}
