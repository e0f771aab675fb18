import type { Person, WorkContract } from '../model.ts';
import { displayNameOf, nameOf } from '../names.ts';
import type { Query } from '../query.ts';
import type { View } from '../rights.ts';
import { readIds, readTexts } from './parameters.ts';
import { refuseWithout } from './refusal.ts';
import type { SortReaders } from './sort.ts';

/** The properties by which a list of the pay module can be sorted. */
export function sortablePay<Row>({ behaviour }: View, readers: SortReaders<Row>): SortReaders<Row> {
  const { id: _, ...others } = readers;
  return behaviour.paySortById === 'accepted' ? readers : others;
}

/** What `fields.root` can add to every list of the pay module. */
export const payExtras = ['count', 'prev', 'next'] as const;

/** Whether the list is empty because the key lacks the right to it. Throws if the behaviour is a 403 or a 401. */
export function refusePay(view: View, half: 'fixed' | 'variable'): boolean {
  return half === 'fixed'
    ? refuseWithout(view, 'individualSituations', view.behaviour.fixedPayWithoutRight)
    : refuseWithout(view, 'evpScreen', view.behaviour.variablePayWithoutRight);
}

type PayItem = { id: number; natureId: number; workContractId: number; amendmentId: number };

/** Creates the filter that fixed and variable items share. */
export function createPayFilter(view: View, query: Query): (item: PayItem) => boolean {
  const ids = readIds(query, 'ids');
  const owners = readIds(query, 'ownerIds');
  const natures = readIds(query, 'natureIds');
  const amended = readTexts(query, 'amendedWorkContractIds', /^\d{1,10}(-\d{1,10})?$/);
  return (item) =>
    (ids?.has(item.id) ?? true) &&
    (owners?.has(ownerIdOf(view, item)) ?? true) &&
    (natures?.has(item.natureId) ?? true) &&
    (amended?.has(amendedIdOf(item)) ?? true);
}

function amendedIdOf({ workContractId, amendmentId }: PayItem): string {
  return amendmentId === 0 ? `${workContractId}` : `${workContractId}-${amendmentId}`;
}

/** The id of the person an item belongs to; -1 if the item's contract does not exist. */
export function ownerIdOf(view: View, item: PayItem): number {
  return view.lookup.workContracts.get(item.workContractId)?.ownerId ?? -1;
}

/** The contract of a pay item, as amended. */
export function projectAmendedContract(view: View, { workContractId, amendmentId }: PayItem) {
  const contract = view.lookup.workContracts.get(workContractId);
  const owner = contract && view.lookup.people.get(contract.ownerId);
  if (!contract || !owner) return null;
  const { startsOn, endsOn } = periodOf(contract, amendmentId);
  return { workContractId, amendmentId, ownerId: owner.id, owner: projectOwner(view, owner), startsOn, endsOn };
}

function periodOf(contract: WorkContract, amendmentId: number): { startsOn: string; endsOn: string | null } {
  return contract.amendments.find(({ id }) => id === amendmentId) ?? contract;
}

function projectOwner({ lookup }: View, person: Person) {
  const department = lookup.departments.get(person.departmentId);
  return {
    id: person.id,
    firstName: person.firstName,
    lastName: person.lastName,
    name: nameOf(person),
    displayName: displayNameOf(person),
    login: person.login,
    department: department ? { id: department.id, name: department.name } : null,
  };
}
