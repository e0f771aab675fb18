import { createDayForms } from '../dayForms.ts';
import type { Person, Right } from '../model.ts';
import type { View } from '../rights.ts';
import { createAccountProperties } from './account.ts';
import { createExtendedDataShape } from './extendedData.ts';
import type { FieldTree } from './fields.ts';
import { createPayFigureProperties } from './payFigures.ts';
import { collection, entity, hidden, scalar, undivided, written } from './properties.ts';
import { createReferenceShapes, type Reference } from './references.ts';
import { createShape, type Property, type Shape, wholeOf } from './shape.ts';
import { type UserField, userFields } from './userFields.ts';

const defaults = ['id', 'name', 'url'];

/** The properties of users as one key sees them. */
export function createUserShape(view: View): Shape<Person> {
  const isLenient = view.behaviour.unknownFields === 'ignored';
  const absent = view.behaviour.userQualification === 'given' ? [] : ['jobQualification'];
  const properties: Property<Person>[] = [
    ...createPlainProperties(view),
    ...createReferences(view, isLenient),
    ...createObjects(view, isLenient),
    ...createManager(view, () => managerShape),
  ].filter(({ name }) => !absent.includes(name));
  const managerShape: Shape<Person> = createShape(
    'User',
    defaults,
    isLenient,
    properties.map(identityOutside(view)),
    absent,
  );
  return createShape('User', defaults, isLenient, properties, absent);
}

function createPlainProperties(view: View): Property<Person>[] {
  const days = createDayForms(view.behaviour);
  return Object.entries<UserField>(userFields).map(([name, field]) => {
    const { kind, right, day, isOfContract, read } = field;
    const property = entered(scalar(name, kind, read), field, view);
    const shown = guarded(view, right, day === undefined ? property : written(property, days[day]));
    return isOfContract && !showsContractDates(view, day) ? hidden(property, view.behaviour.hiddenFields) : shown;
  });
}

/** A text, or the form of a missing one. */
function entered(
  property: Property<Person>,
  { empty, isNullable = false }: UserField,
  { behaviour: { emptyTexts } }: View,
): Property<Person> {
  if (empty === undefined) return property;
  const isNull = emptyTexts === 'null' || (isNullable && emptyTexts === 'nullIfAllowed');
  const write = (value: unknown) => (value !== null && value !== empty ? value : isNull ? null : empty);
  return {
    ...property,
    select(fields) {
      const read = property.select(fields);
      return (person) => write(read(person));
    },
  };
}

const showsContractDates = ({ behaviour: { userContractDates }, can }: View, day: UserField['day']) =>
  userContractDates === 'shown' ||
  (userContractDates === 'firstDays' && day === 'first') ||
  (userContractDates === 'withContracts' && can('contracts'));

/** A property that is hidden from a key without the right to it. */
function guarded(view: View, right: Right | undefined, property: Property<Person>): Property<Person> {
  return right === undefined || view.can(right) ? property : hidden(property, view.behaviour.hiddenFields);
}

/** The name of an id, spelled `Id` or `ID` depending on the behaviour. */
function spelled({ behaviour }: View, name: `${string}Id`): string {
  return behaviour.userIdSpelling === 'ID' ? name.replace(/Id$/, 'ID') : name;
}

/** The resources that a user refers to, except other users. */
function createReferences(view: View, isLenient: boolean): Property<Person>[] {
  const { lookup, company } = view;
  const shapes = createReferenceShapes(company.host, isLenient);
  const reference = (
    name: string,
    shape: Shape<Reference>,
    read: (person: Person) => Reference | null,
    right?: Right,
  ): Property<Person> =>
    guarded(
      view,
      right,
      entity(name, () => shape, read),
    );

  return [
    scalar('url', 'text', (person) => `https://${company.host}/api/v3/users/${person.id}`),
    scalar(spelled(view, 'legalEntityId'), 'number', (person) => person.establishmentId),
    reference('legalEntity', shapes.legalEntity, (person) => find(lookup.establishments, person.establishmentId)),
    scalar(spelled(view, 'departmentId'), 'number', (person) => person.departmentId),
    reference('department', shapes.department, (person) => find(lookup.departments, person.departmentId)),
    reference('nationality', shapes.country, (person) => countryOf(person.nationalityId), 'personnelFiles'),
    reference(
      'csp',
      shapes.occupationCategory,
      (person) => find(lookup.occupationCategories, person.occupationCategoryId),
      'positions',
    ),
    reference(
      'jobQualification',
      shapes.jobQualification,
      (person) => find(lookup.jobQualifications, person.jobQualificationId),
      'qualifications',
    ),
    ...createAccountProperties(company, isLenient),
    collection(
      'userWorkCycles',
      () => shapes.workCycle,
      ({ id, workCycles }) => workCycles.map((cycle) => ({ ...cycle, ownerId: id })),
    ),
  ];
}

/** The objects that are parts of a user: pay figures and custom fields. */
function createObjects(view: View, isLenient: boolean): Property<Person>[] {
  const ofPerson = (name: string, shape: Shape<Person>) =>
    entity<Person, Person>(
      name,
      () => shape,
      (person) => person,
    );
  const figures = createPayFigureProperties(view).map((figure) => guarded(view, 'individualSituations', figure));
  const figureNames = figures.map(({ name }) => name);
  const extendedData = createExtendedDataShape(view.company.extensionDefinitions, isLenient, view.behaviour);
  const applicationData = ofPerson('applicationData', createShape('ApplicationData', figureNames, isLenient, figures));
  const isNested = view.behaviour.nestedApplicationData === 'accepted';
  return [
    isNested ? applicationData : undivided(applicationData),
    guarded(view, 'personnelFiles', ofPerson('extendedData', extendedData)),
  ];
}

/** The manager's id and the manager, who is a user. */
function createManager(view: View, shape: () => Shape<Person>): Property<Person>[] {
  return [
    scalar<Person>(spelled(view, 'managerId'), 'number', (person) => person.managerId),
    entity<Person, Person>('manager', shape, (person) => find(view.lookup.people, person.managerId)),
  ].map((property) => guarded(view, 'managers', property));
}

/** Hides all properties of a manager outside the key's perimeter, except the identity. */
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

/** Every field except extended data, which Lucca returns only when it is requested by name. */
export const wholeUser = (shape: Shape<Person>): FieldTree => wholeOf(shape, 'extendeddata');

const countryNames = new Intl.DisplayNames('en', { type: 'region' });

function countryOf(code: string | null): Reference | null {
  return code === null ? null : { id: code, name: countryNames.of(code) ?? code };
}

function find<Row>(rows: ReadonlyMap<number, Row>, id: number | null): Row | null {
  return id === null ? null : (rows.get(id) ?? null);
}
