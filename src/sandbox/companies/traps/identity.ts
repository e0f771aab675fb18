import { addDays, addMonths, forever } from '../dates.ts';
import { contractOf, type Trap } from './scene.ts';

/** Edge cases of personnel files. */
export const identityTraps = {
  /** A person in occupation category 0, which is a valid id. */
  occupationCategoryZero(scene) {
    const person = scene.cast();
    person.occupationCategoryId = 0;
    contractOf(scene, person).occupationCategoryId = 0;
    return [person.id];
  },

  /** Two people with one employee number, in two establishments. */
  sameEmployeeNumber({ company, cast }) {
    const one = cast();
    const other = cast(({ establishmentId }) => establishmentId !== one.establishmentId);
    const holder = company.people.find(
      (each) => each.establishmentId === other.establishmentId && each.employeeNumber === one.employeeNumber,
    );
    if (holder) holder.employeeNumber = other.employeeNumber;
    other.employeeNumber = one.employeeNumber;
    return [one.id, other.id];
  },

  /** A person whose employee number begins with zeros. */
  leadingZeros({ cast }) {
    return [cast(({ employeeNumber }) => employeeNumber?.startsWith('00') ?? false).id];
  },

  /** Two people with the same name. */
  homonyms({ cast, plan }) {
    const one = cast();
    const other = cast();
    other.firstName = one.firstName;
    other.lastName = one.lastName;
    other.login = `${one.login}.${other.id}`;
    other.mail = `${other.login}@${plan.mailDomain}`;
    return [one.id, other.id];
  },

  withoutMail: without('mail'),
  /** A person whose gender nobody has entered. */
  withoutGender({ cast }) {
    const person = cast();
    person.gender = 'Undefined';
    return [person.id];
  },
  withoutBirthDate: without('birthOn'),
  withoutEmployeeNumber: without('employeeNumber'),
  withoutJobTitle: without('jobTitle'),

  /** A person with every form of custom field: a text, a list entry, a date, and several list entries at once. */
  extendedData({ cast, ids, today }) {
    const person = cast();
    person.extendedData = {
      e_costcentre: { id: ids.value(), value: '007' },
      e_workmode: { id: ids.value(), value: 83 },
      e_lastreview: { id: ids.value(), value: addDays(today, -100) },
      e_languages: [
        { id: ids.value(), value: 91 },
        { id: ids.value(), value: 94 },
      ],
    };
    return [person.id];
  },

  /** A person with a past work cycle and one without end, which Lucca writes as the year 9999. */
  endlessWorkCycle({ cast, ids, today }) {
    const person = cast();
    const changedOn = addDays(today, -10);
    person.workCycles = [
      { id: ids.workCycle(), workCycleId: 1, startsOn: addMonths(changedOn, -6), endsOn: addDays(changedOn, -1) },
      { id: ids.workCycle(), workCycleId: 2, startsOn: changedOn, endsOn: forever },
    ];
    return [person.id];
  },
} satisfies Record<string, Trap>;

function without(field: 'mail' | 'birthOn' | 'employeeNumber' | 'jobTitle'): Trap {
  return ({ cast }) => {
    const person = cast();
    person[field] = null;
    return [person.id];
  };
}
