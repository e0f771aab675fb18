import type { Company, Person } from '../model.ts';
import { collection, entity, scalar } from './properties.ts';
import { createShape, type Property } from './shape.ts';

type Named = { id: number | string; name: string; path: string };

const roles = {
  employee: { id: 55, name: 'Employee', path: 'roles' },
  manager: { id: 59, name: 'Manager', path: 'roles' },
} satisfies Record<string, Named>;

const french: Named = { id: 1036, name: 'français (France)', path: 'cultures' };
const english: Named = { id: 1033, name: 'English (United States)', path: 'cultures' };
const cultureOf = ({ nationalityId }: Person) => (nationalityId === 'FR' ? french : english);
const calendarOf = ({ establishmentId: id }: Person): Named => ({
  id,
  name: `Calendar ${id}`,
  path: 'publicHolidayCalendars',
});

/** The properties of a user's account: roles, language, calendar of public holidays and picture. */
export function createAccountProperties(company: Company, isLenient: boolean): Property<Person>[] {
  const heads = new Set(company.departments.map(({ headId }) => headId));
  const url = ({ path, id }: Named) => `https://${company.host}/api/v3/${path}/${id}`;
  const shapeOf = (typeName: string, defaults: readonly string[], kind: 'number' | 'text' = 'number') =>
    createShape<Named>(typeName, defaults, isLenient, [
      scalar('id', kind, ({ id }) => id),
      scalar('name', 'text', ({ name }) => name),
      scalar('url', 'text', url),
      scalar('href', 'text', url),
    ]);
  const shapes = {
    role: shapeOf('Role', ['id', 'name', 'url']),
    culture: shapeOf('Culture', ['id', 'name', 'url']),
    calendar: shapeOf('PublicHolidayCalendar', ['id', 'name', 'url']),
    picture: shapeOf('File', ['id', 'name', 'url', 'href'], 'text'),
  };
  const pictureOf = ({ id, login }: Person): Named => ({
    id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    name: `${login}.png`,
    path: 'files',
  });
  return [
    scalar('rolePrincipalId', 'number', () => roles.employee.id),
    entity(
      'rolePrincipal',
      () => shapes.role,
      () => roles.employee,
    ),
    collection(
      'habilitedRoles',
      () => shapes.role,
      ({ id }) => (heads.has(id) ? [roles.manager] : []),
    ),
    scalar('cultureId', 'number', (person) => cultureOf(person).id),
    entity('culture', () => shapes.culture, cultureOf),
    scalar('calendarId', 'number', (person) => calendarOf(person).id),
    entity('calendar', () => shapes.calendar, calendarOf),
    entity('picture', () => shapes.picture, pictureOf),
  ];
}
