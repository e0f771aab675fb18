import type { PermissionCode } from '../../../src/accounts/rights/permissions.ts';
import type { Behaviour } from '../../../src/sandbox/behaviour.ts';
import { createLookup, statusOf } from '../../../src/sandbox/lookup.ts';
import type { Company, Person, Right } from '../../../src/sandbox/model.ts';
import type { World } from '../../support/inProcessLucca.ts';
import { emptied, keepPeople, leavesOut, tickOf, withModule } from './worlds.ts';

/**
 * The world with the opposite truth, for an inconclusive right; null if there is none.
 * If the key lacks the right here, it has it there, but there is no data to show. If it has the right here, it lacks it there, and Lucca does not say so.
 */
export function counterpart(permission: PermissionCode, world: World): World | null {
  if (permission === 'DIRECTORY_ALL_DEPARTMENTS') return ofOtherPerimeter(world);
  if (permission.startsWith('PAGGA') && isPayRefused(world)) return ofOtherModules(world);
  const { company, key, behaviour } = world;
  const right = tickOf[permission];
  const granted = new Set(key.rights);
  if (granted.delete(right)) {
    return { company, key: { ...key, rights: granted }, behaviour: { ...behaviour, ...quietAbout[right] } };
  }
  // A figure omitted because it is hidden looks like one omitted because it is empty.
  const emptyPayFigures = behaviour.hiddenFields === 'omitted' ? 'omitted' : 'null';
  return {
    company: emptied(company, right),
    key: { ...key, rights: granted.add(right) },
    behaviour: right === 'individualSituations' ? { ...behaviour, emptyPayFigures } : behaviour,
  };
}

const nullFields: Partial<Behaviour> = { hiddenFields: 'null' };

const quietAbout: Partial<Record<Right, Partial<Behaviour>>> = {
  personnelFiles: nullFields,
  positions: nullFields,
  managers: nullFields,
  qualifications: { qualificationsWithoutRight: 'empty' },
  individualSituations: { fixedPayWithoutRight: 'empty', ...nullFields },
  evpScreen: { variablePayWithoutRight: 'empty' },
  deletedRemuneration: { deletedWithoutRight: 'absent' },
};

/** The rights of the pay module. */
export const payRights: Right[] = ['individualSituations', 'evpScreen', 'deletedRemuneration'];

function isPayRefused({ company, key, behaviour }: World): boolean {
  if (!company.hasPagga) return behaviour.absentModuleStatus !== 404;
  const isRefused = (right: Right, without: string | undefined) => !key.rights.has(right) && without !== 'empty';
  return (
    isRefused('individualSituations', behaviour.fixedPayWithoutRight) &&
    isRefused('evpScreen', behaviour.variablePayWithoutRight)
  );
}

/** A refused module may not be installed; a module that is not installed may be refused. */
function ofOtherModules({ company, key, behaviour }: World): World {
  if (company.hasPagga) {
    const absentModuleStatus = behaviour.fixedPayWithoutRight === 'unauthorized' ? 401 : 403;
    return { company: withModule(company, false), key, behaviour: { ...behaviour, absentModuleStatus } };
  }
  const refused = behaviour.absentModuleStatus === 401 ? 'unauthorized' : 'forbidden';
  const payRefused = { fixedPayWithoutRight: refused, variablePayWithoutRight: refused } as const;
  return { company: withModule(company, true), key, behaviour: { ...behaviour, ...payRefused } };
}

/** People that a key does not see may be former or future employees, or may not exist. */
function ofOtherPerimeter(world: World): World | null {
  const { company, key, behaviour } = world;
  const outside = leavesOut(company, key.perimeter);
  const visible = company.people.filter((person) => !outside.includes(person) && isShown(person, world));
  if (outside.length === 0) return withStranger(world, visible);

  const inside = keepPeople(
    company,
    company.people.filter((person) => !outside.includes(person)),
  );
  const whole = (right?: Right): World['key'] => ({
    ...key,
    perimeter: 'all',
    rights: new Set([...key.rights].filter((granted) => granted !== right)),
  });
  const withOthers = (changes: Partial<Person>): Company => ({
    ...inside,
    people: company.people.map((person) => (outside.includes(person) ? { ...person, ...changes } : person)),
  });
  const has = (status: ReturnType<typeof statusOf>) =>
    visible.some((person) => statusOf(person, company.today) === status);

  if (!key.rights.has('luccaData')) return { company: withOthers({}), key: whole(), behaviour };
  if (!has('former')) return { company: withOthers(longGone), key: whole('formerEmployees'), behaviour };
  const ids = new Set(outside.map(({ id }) => id));
  const isOutside = (id: number | null) => id !== null && ids.has(id);
  // Nobody manages anybody before they have started.
  if (key.rights.has('managers') && visible.some(({ managerId }) => isOutside(managerId))) return null;
  if (!has('upcoming')) return { company: withOthers(farAhead), key: whole('futureEmployees'), behaviour };
  return company.departments.some(({ headId }) => isOutside(headId))
    ? null
    : { company: inside, key: whole(), behaviour };
}

const longGone = { contractStartsOn: '2001-01-01', contractEndsOn: '2001-12-31' };
const farAhead = { contractStartsOn: '2101-01-01', contractEndsOn: null };

function isShown(person: Person, { company, key }: World): boolean {
  const status = statusOf(person, company.today);
  if (status === 'active') return true;
  return key.rights.has(status === 'former' ? 'formerEmployees' : 'futureEmployees');
}

/** A key for only the departments of the visible people, and one person elsewhere whose id occurs nowhere else. */
function withStranger({ company, key, behaviour }: World, visible: readonly Person[]): World | null {
  // A key that shows nobody does not show their departments: they may all be in one.
  const leaf = company.departments.findLast(({ id }) => !company.departments.some(({ parentId }) => parentId === id));
  const isNobodySeen = !key.rights.has('luccaData') && leaf !== undefined;
  const departmentIds = isNobodySeen ? [leaf.id] : [...new Set(visible.map(({ departmentId }) => departmentId))];
  const people = isNobodySeen ? company.people.map((person) => ({ ...person, departmentId: leaf.id })) : company.people;

  const inside = createLookup(company).subtrees(departmentIds);
  const elsewhere = company.departments.find(({ id }) => !inside.has(id));
  const [model] = company.people;
  if (elsewhere === undefined || model === undefined) return null;
  const id = Math.max(...company.people.map((person) => person.id)) + 1;
  const stranger: Person = { ...model, id, departmentId: elsewhere.id, managerId: null };
  return {
    company: { ...company, people: [...people, stranger] },
    key: { ...key, perimeter: { departmentIds } },
    behaviour,
  };
}
