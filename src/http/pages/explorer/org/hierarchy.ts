import type { Column } from '../answer/columns.ts';
import { shown } from '../answer/format.ts';
import { cellOf, itemsOf, valueAt } from '../answer/values.ts';

/** A person in an org chart. */
export type Person = {
  id: string;
  name: string;
  /** The other values of their row, on one line. */
  details: string;
  /** The ids of the direct reports, in the order of the rows. */
  reports: string[];
  /** How many people report to them, directly or indirectly. */
  reportCount: number;
  /** Whether the answer contains them, and does not only name them as a manager. */
  isInAnswer: boolean;
};

/** The paths, in the rows of a list, to the ids and names of people and of their managers. */
export type ManagerColumns = {
  id: Column;
  name: Column;
  managerId: Column;
  managerName: Column | null;
  details: Column[];
};

/** The id of the root above everybody. */
export const top = 'top';

// More would not fit on a line.
const maxDetails = 2;

/** The columns that an org chart needs; null if the operation does not select people's `id` and `manager { id }`. */
export function managerColumns({ type, items }: Column): ManagerColumns | null {
  if (type !== 'Employee') return null;
  const own = (field: string) => items.find((each) => each.path.length === 1 && each.field === field);
  const id = own('id');
  const managerId = items.find(
    ({ parent, field, path }) => parent === 'Manager' && field === 'id' && path.length === 2,
  );
  if (id === undefined || managerId === undefined) return null;
  const name = own('displayName') ?? id;
  const ofManager = (column: Column) => column.path[0] === managerId.path[0];
  const managerName = items.find((each) => ofManager(each) && each.field === 'displayName') ?? null;
  const details = items.filter(
    (each) => each.kind === 'text' && !each.isId && each.path.length > 1 && !ofManager(each),
  );
  return { id, name, managerId, managerName, details: details.slice(0, maxDetails) };
}

/**
 * The people of an answer by their ids, below the root `top`. Managers whom the answer does not contain are added by name. People without a
 * manager are directly below the root, and so is one person of each cycle.
 */
export function hierarchyOf(data: unknown, list: Column, columns: ManagerColumns): Map<string, Person> {
  const people = new Map<string, Person>();
  const managers = new Map<string, string>();
  const made = (id: string, name: string, details: string, isInAnswer: boolean) =>
    people.set(id, { id, name, details, reports: [], reportCount: 0, isInAnswer });
  const rows = itemsOf(data, list);
  for (const row of rows) {
    const details = columns.details.map((each) => shown(cellOf(row, each), each)).filter((text) => text !== '');
    made(String(cellOf(row, columns.id)), String(cellOf(row, columns.name) ?? '–'), details.join(', '), true);
  }
  for (const row of rows) {
    const id = String(cellOf(row, columns.id));
    const managerId = valueAt(row, columns.managerId.path);
    if (typeof managerId !== 'string' || managerId === id) continue;
    const managerName = columns.managerName && cellOf(row, columns.managerName);
    if (!people.has(managerId)) made(managerId, String(managerName ?? '–'), '', false);
    managers.set(id, managerId);
  }
  const ordered = topDown([...people.keys()], managers);
  made(top, '', '', false);
  for (const id of people.keys()) if (id !== top) people.get(managers.get(id) ?? top)?.reports.push(id);
  for (const id of ordered.toReversed()) {
    const manager = people.get(managers.get(id) ?? top);
    if (manager) manager.reportCount += 1 + (people.get(id)?.reportCount ?? 0);
  }
  return people;
}

/** Sorts people so that everybody comes after their manager. Removes the manager of one person of each cycle. */
function topDown(ids: string[], managers: Map<string, string>): string[] {
  const ordered = new Set<string>();
  for (const id of ids) {
    const chain = new Set<string>();
    let last = id;
    for (let at: string | undefined = id; at !== undefined && !ordered.has(at); at = managers.get(at)) {
      if (chain.has(at)) {
        managers.delete(last);
        break;
      }
      chain.add(at);
      last = at;
    }
    for (const each of [...chain].toReversed()) ordered.add(each);
  }
  return [...ordered];
}
