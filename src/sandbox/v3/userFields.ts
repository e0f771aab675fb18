import type { Person, Right } from '../model.ts';
import { displayNameOf, midnight, nameOf } from '../names.ts';
import type { Kind } from './shape.ts';

/** A user's field with a plain value. */
export type UserField = {
  kind: Kind;
  /** The right that the field needs, besides the one to see people. */
  right?: Right;
  /** For a day: whether it is a first or a last day, which decides how an unknown one is written. */
  day?: 'first' | 'last';
  /** How a text that nobody has entered may be written, other than as null. */
  empty?: string;
  /** Whether the specification allows the text to be null. */
  isNullable?: boolean;
  /** Whether the field is a contract date, which the behaviour may hide. */
  isOfContract?: boolean;
  read: (person: Person) => string | number | null;
};

/**
 * The users' fields with a plain value, by Lucca's names. Lucca's official specification documents those that our client requests. To add
 * one, add a line: derive its value from the person, so that it never changes, and make it null for people without another one, such as
 * `mail`. The tests expect everybody else to have a value.
 */
export const userFields = {
  id: { kind: 'number', read: (person) => person.id },
  name: { kind: 'text', read: nameOf },
  displayName: { kind: 'text', read: displayNameOf },
  firstName: { kind: 'text', read: (person) => person.firstName },
  lastName: { kind: 'text', read: (person) => person.lastName },
  login: { kind: 'text', read: (person) => person.login },
  mail: { kind: 'text', empty: '', read: (person) => person.mail },
  employeeNumber: { kind: 'text', empty: '', isNullable: true, read: (person) => person.employeeNumber },
  modifiedAt: { kind: 'date', read: (person) => person.modifiedAt },
  dtContractStart: {
    kind: 'date',
    day: 'first',
    isOfContract: true,
    read: (person) => midnight(person.contractStartsOn),
  },
  dtContractEnd: { kind: 'date', day: 'last', isOfContract: true, read: (person) => midnight(person.contractEndsOn) },
  seniorityDate: { kind: 'date', day: 'first', read: (person) => midnight(person.seniorityOn) },
  gender: { kind: 'text', empty: 'Undefined', right: 'personnelFiles', read: (person) => person.gender },
  birthDate: { kind: 'date', day: 'first', right: 'personnelFiles', read: (person) => midnight(person.birthOn) },
  nationalityId: { kind: 'text', right: 'personnelFiles', read: (person) => person.nationalityId },
  jobTitle: { kind: 'text', empty: '', isNullable: true, right: 'positions', read: (person) => person.jobTitle },
  cspId: { kind: 'number', right: 'positions', read: (person) => person.occupationCategoryId },
  externalId: {
    kind: 'text',
    empty: '',
    isNullable: true,
    read: ({ employeeNumber }) => employeeNumber && `HR-${employeeNumber}`,
  },
  directLine: { kind: 'text', empty: '', isNullable: true, read: ({ id, mail }) => mail && `+33 4 72 00 ${id}` },
  professionalMobile: {
    kind: 'text',
    empty: '',
    isNullable: true,
    read: ({ id, mail }) => mail && `+33 6 10 00 ${id}`,
  },
  personalMobile: {
    kind: 'text',
    empty: '',
    isNullable: true,
    right: 'personnelFiles',
    read: ({ id, birthOn }) => birthOn && `+33 7 20 00 ${id}`,
  },
  address: {
    kind: 'text',
    empty: '',
    isNullable: true,
    right: 'personnelFiles',
    read: ({ id, birthOn }) => birthOn && `${id} rue Longue`,
  },
  civilTitle: {
    kind: 'text',
    empty: '',
    isNullable: true,
    right: 'personnelFiles',
    read: ({ gender }) => (gender === 'Female' ? 'Mme' : gender === 'Male' ? 'M.' : null),
  },
} satisfies Record<string, UserField>;
