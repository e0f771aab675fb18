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

/** Whether a contract or an item holds on a day. */
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
