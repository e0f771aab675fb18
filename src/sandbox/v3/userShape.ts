import type { Person, Right } from '../model.ts';
import { displayNameOf, midnight, nameOf } from '../names.ts';
import type { View } from '../rights.ts';
import { createExtendedDataShape } from './extendedData.ts';
import type { FieldTree } from './fields.ts';
import { createPayFigureProperties } from './payFigures.ts';
import { collection, entity, hidden, scalar } from './properties.ts';
import { createReferenceShapes, type Reference } from './references.ts';
import { createShape, type Property, type Shape } from './shape.ts';

/** The properties of a user as one key sees them. */
export function createUserShape(view: View): Shape<Person> {
  const { lookup, behaviour, company } = view;
  const isLenient = behaviour.unknownFields === 'ignored';
  const spelled = (name: string) => (behaviour.userIdSpelling === 'ID' ? name.replace(/Id$/, 'ID') : name);
  const needs = (right: Right, properties: Property<Person>[]) =>
    view.can(right) ? properties : properties.map((property) => hidden(property, behaviour.hiddenFields));

  const shapes = createReferenceShapes(company.host, isLenient);
  const extendedData = createExtendedDataShape(company.extensionDefinitions, isLenient);
  const payFigures = createShape<Person>(
    'ApplicationData',
    ['fullTimeEquivalent', 'theoreticalRemuneration'],
    isLenient,
    needs('individualSituations', createPayFigureProperties(view)),
  );

  const properties: Property<Person>[] = [
    scalar('id', 'number', (person) => person.id),
    scalar('name', 'text', nameOf),
    scalar('url', 'text', (person) => `https://${company.host}/api/v3/users/${person.id}`),
    scalar('displayName', 'text', displayNameOf),
    scalar('firstName', 'text', (person) => person.firstName),
    scalar('lastName', 'text', (person) => person.lastName),
    scalar('login', 'text', (person) => person.login),
    scalar('mail', 'text', (person) => person.mail),
    scalar('employeeNumber', 'text', (person) => person.employeeNumber),
    scalar('modifiedAt', 'date', (person) => person.modifiedAt),
    scalar('dtContractStart', 'date', (person) => midnight(person.contractStartsOn)),
    scalar('dtContractEnd', 'date', (person) => midnight(person.contractEndsOn)),
    scalar('seniorityDate', 'date', (person) => midnight(person.seniorityOn)),
    scalar(spelled('legalEntityId'), 'number', (person) => person.establishmentId),
    entity(
      'legalEntity',
      () => shapes.legalEntity,
      (person) => find(lookup.establishments, person.establishmentId),
    ),
    scalar(spelled('departmentId'), 'number', (person) => person.departmentId),
    entity(
      'department',
      () => shapes.department,
      (person) => find(lookup.departments, person.departmentId),
    ),
    collection(
      'userWorkCycles',
      () => shapes.workCycle,
      ({ id, workCycles }) => workCycles.map((cycle) => ({ ...cycle, ownerId: id })),
    ),
    entity(
      'applicationData',
      () => payFigures,
      (person) => person,
    ),
    ...needs('personnelFiles', [
      scalar('gender', 'text', (person) => person.gender),
      scalar('birthDate', 'date', (person) => midnight(person.birthOn)),
      scalar('nationalityId', 'text', (person) => person.nationalityId),
      entity(
        'nationality',
        () => shapes.country,
        ({ nationalityId }) => countryOf(nationalityId),
      ),
      entity(
        'extendedData',
        () => extendedData,
        (person) => person,
      ),
    ]),
    ...needs('positions', [
      scalar('jobTitle', 'text', (person) => person.jobTitle),
      scalar('cspId', 'number', (person) => person.occupationCategoryId),
      entity(
        'csp',
        () => shapes.occupationCategory,
        (person) => find(lookup.occupationCategories, person.occupationCategoryId),
      ),
    ]),
  ];
  if (behaviour.userQualification === 'given')
    properties.push(
      ...needs('qualifications', [
        entity(
          'jobQualification',
          () => shapes.jobQualification,
          (person) => find(lookup.jobQualifications, person.jobQualificationId),
        ),
      ]),
    );
  properties.push(
    ...needs('managers', [
      scalar(spelled('managerId'), 'number', (person) => person.managerId),
      entity(
        'manager',
        () => managerShape,
        (person) => find(lookup.people, person.managerId),
      ),
    ]),
  );
  const managerShape = createShape('User', defaults, isLenient, properties.map(identityOutside(view)));
  return createShape('User', defaults, isLenient, properties);
}

const defaults = ['id', 'name', 'url'];

/** Of a manager the key may not see, only the identity shows. */
function identityOutside(view: View): (property: Property<Person>) => Property<Person> {
  return (property) => {
    if (defaults.includes(property.name)) return property;
    const guard = (read: (person: Person) => unknown) => (person: Person) =>
      view.sees(person.id) ? read(person) : null;
    return {
      ...property,
      select: (fields) => guard(property.select(fields)),
      at(path) {
        const { kind, read } = property.at(path);
        return { kind, read: guard(read) };
      },
    };
  };
}

/** Every field but extended data, which Lucca only sends when asked by name. */
export function wholeUser(shape: Shape<Person>): FieldTree {
  return new Map(
    [...shape.properties.keys()].filter((name) => name !== 'extendeddata').map((name) => [name, new Map()]),
  );
}

const countryNames = new Intl.DisplayNames('en', { type: 'region' });

function countryOf(code: string | null): Reference | null {
  return code === null ? null : { id: code, name: countryNames.of(code) ?? code };
}

function find<Row>(rows: ReadonlyMap<number, Row>, id: number | null): Row | null {
  return id === null ? null : (rows.get(id) ?? null);
}
