import { addDays, addMonths } from '../dates.ts';
import { at } from '../random.ts';
import { recast, type Trap } from './scene.ts';

/** Edge cases of departments, establishments and managers. */
export const organisationTraps = {
  /** The chief executive, who by Lucca's convention is their own manager. */
  selfManager: ({ hires }) => hires.filter(({ seat }) => seat.manager === null).map(({ person }) => person.id),

  /** The head of the department that the narrow key is limited to. The key does not see the head's manager. */
  managerOutsidePerimeter: ({ company, plan }) =>
    company.departments.flatMap(({ code, headId }) => (code === plan.perimeterCode && headId !== null ? [headId] : [])),

  /** Two people who are each other's manager. */
  managerCycle({ cast }) {
    const one = cast();
    const other = cast();
    one.managerId = other.id;
    other.managerId = one.id;
    return [one.id, other.id];
  },

  /** A former employee who still heads a department. */
  departedHead(scene) {
    const { company, plan, today } = scene;
    const spared = [plan.perimeterCode, plan.root.code];
    const departments = company.departments.filter(({ code }) => !spared.includes(code));
    const person = scene.cast(({ departmentId }) => departments.some(({ id }) => id === departmentId));
    const { establishmentId } = person;
    const startsOn = addMonths(today, -50);
    recast(scene, person, [{ kind: 'permanent', startsOn, endsOn: addDays(today, -40), establishmentId }]);
    const department = at(
      departments.filter(({ id }) => id === person.departmentId),
      0,
    );
    department.headId = person.id;
    return [person.id];
  },

  /** A person whose first contract was at an establishment that has closed. */
  archivedEstablishment(scene) {
    const person = scene.cast();
    const closed = at(
      scene.company.establishments.filter(({ isArchived }) => isArchived),
      0,
    );
    const { establishmentId } = person;
    const movedOn = addMonths(scene.today, -30);
    recast(scene, person, [
      {
        kind: 'permanent',
        startsOn: addMonths(movedOn, -24),
        endsOn: addDays(movedOn, -1),
        establishmentId: closed.id,
      },
      { kind: 'permanent', startsOn: movedOn, endsOn: null, establishmentId },
    ]);
    return [person.id];
  },
} satisfies Record<string, Trap>;
