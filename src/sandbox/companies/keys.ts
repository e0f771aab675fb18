import { type ApiKey, type Company, type Right, rights } from '../model.ts';
import type { Plan } from './plan.ts';
import { at } from './random.ts';

/** What a key of the sandbox is for. */
export type KeyName = 'full' | 'luccaData only' | 'one department' | `without: ${Right}`;

const payRights: ReadonlySet<Right> = new Set(['individualSituations', 'evpScreen', 'deletedRemuneration']);

/** The keys of a company: one that sees everything, one without each right, and two narrow ones. */
export function createKeys(plan: Pick<Plan, 'hasPagga' | 'keyPrefix'>, perimeterDepartmentId: number): ApiKey[] {
  const installed = rights.filter((right) => plan.hasPagga || !payRights.has(right));
  const key = (number: number, name: KeyName, granted: readonly Right[], perimeter: ApiKey['perimeter'] = 'all') => ({
    key: `${plan.keyPrefix}-0000-4000-8000-${String(number).padStart(12, '0')}`,
    name,
    rights: new Set(granted),
    perimeter,
  });
  return [
    key(1, 'full', installed),
    key(2, 'luccaData only', ['luccaData']),
    key(3, 'one department', installed, { departmentIds: [perimeterDepartmentId] }),
    ...installed.map((missing) =>
      key(
        11 + rights.indexOf(missing),
        `without: ${missing}`,
        installed.filter((right) => right !== missing),
      ),
    ),
  ];
}

/** The text of a company's key. */
export function findKey(company: Pick<Company, 'keys'>, name: KeyName): string {
  return at(
    company.keys.filter((each) => each.name === name),
    0,
  ).key;
}
