import { z } from 'zod';
import { isDayPlaceholder } from '../../days.ts';
import { isNoGender } from '../../genders.ts';
import type { Resource } from '../resource.ts';
import { caseless, id, optionalDay } from '../shape.ts';
import { personnelFileFields } from './users.ts';

/** Whether a field was returned with a value, returned empty, or not returned at all, which is a sign of a missing right. */
export type Presence = 'filled' | 'empty' | 'absent';

const presence = z.enum(['filled', 'empty', 'absent']);

// Another form is not an error, because a field shows whether the key has its right whatever form it has.
const numberOrNone = id.nullable().catch(null);

const probe = z.object({
  id,
  departmentId: numberOrNone,
  position: presence,
  manager: presence,
  managerId: numberOrNone,
  lastDay: presence,
  personnelFile: presence,
  payFigures: presence,
});

const row = z.record(z.string(), z.unknown()).transform(presences).pipe(probe);

/** Which fields of one person a key can see. Apart from ids, no values are kept. */
export type ProbedUser = z.output<typeof probe>;

/** Everybody the key may see, with the fields that need further rights. */
export const probedUsers: Resource<ProbedUser> = {
  name: 'probedUsers',
  path: '/api/v3/users',
  dialect: 'v3',
  pageSize: 1_000,
  query: {
    fields: `id,departmentId,jobTitle,csp,managerId,dtContractEnd,${personnelFileFields},applicationData,collection.count`,
    orderBy: 'id,asc',
    formerEmployees: 'true',
  },
  row,
};

const presentRow = caseless({ id, dtContractStart: optionalDay });

/** The start of the contract of a current or future employee. */
export type PresentUser = z.output<typeof presentRow>;

/** Everybody the key may see except former employees, in order to count them. Can be filtered by `dtContractStart`. */
export const presentUsers: Resource<PresentUser> = {
  name: 'presentUsers',
  path: '/api/v3/users',
  dialect: 'v3',
  pageSize: 1_000,
  query: { fields: 'id,dtContractStart,collection.count', orderBy: 'id,asc' },
  row: presentRow,
};

function presences(raw: Record<string, unknown>) {
  const fields = folded(raw);
  return {
    id: fields.get('id'),
    departmentId: fields.get('departmentid') ?? null,
    position: presenceOf(fields, 'jobtitle', 'csp'),
    manager: presenceOf(fields, 'managerid'),
    managerId: fields.get('managerid') ?? null,
    lastDay: presenceOf(fields, 'dtcontractend'),
    personnelFile: presenceOf(fields, ...personnelFileFields.map((name) => name.toLowerCase())),
    payFigures: presenceOfFigures(fields.get('applicationdata')),
  };
}

function presenceOfFigures(applicationData: unknown): Presence {
  if (typeof applicationData !== 'object' || applicationData === null) return 'empty';
  const figures = folded(applicationData);
  for (const [name, figure] of figures) if (isEmptyFigure(figure)) figures.set(name, null);
  return presenceOf(figures, 'fulltimeequivalent', 'theoreticalremuneration');
}

const isEmptyFigure = (figure: unknown) =>
  typeof figure === 'object' && figure !== null && isEmpty('value', folded(figure).get('value'));

/** Whether a value counts as empty: an empty text, a placeholder for a day, or the gender that Lucca calls undefined. */
function isEmpty(name: string, value: unknown): boolean {
  if (typeof value !== 'string') return value === null || value === undefined;
  const text = value.trim();
  const isDay = name === 'birthdate' || name === 'dtcontractend';
  return text === '' || (isDay && isDayPlaceholder(text)) || (name === 'gender' && isNoGender(text));
}

function presenceOf(fields: ReadonlyMap<string, unknown>, ...names: string[]): Presence {
  const present = names.filter((name) => fields.has(name));
  if (present.length === 0) return 'absent';
  return present.some((name) => !isEmpty(name, fields.get(name))) ? 'filled' : 'empty';
}

// The casing of names varies between Lucca's responses.
const folded = (raw: object) =>
  new Map<string, unknown>(Object.entries(raw).map(([name, value]) => [name.toLowerCase(), value]));
