import { z } from 'zod';
import { isDayPlaceholder } from '../../days.ts';
import { isNoGender } from '../../genders.ts';
import type { Resource } from '../resource.ts';
import { caseless, id, optionalDay } from '../shape.ts';
import { personnelFileFields } from './users.ts';

/** Whether fields were returned with a value, returned empty, or not returned at all, which is the sign of a missing right. */
export type Trace = 'filled' | 'empty' | 'absent';

const trace = z.enum(['filled', 'empty', 'absent']);

// Whether a right shows them can be seen whatever form they have.
const numberOrNone = id.nullable().catch(null);

const traces = z.object({
  id,
  departmentId: numberOrNone,
  position: trace,
  manager: trace,
  managerId: numberOrNone,
  lastDay: trace,
  personnelFile: trace,
  payFigures: trace,
});

const row = z.record(z.string(), z.unknown()).transform(traced).pipe(traces);

/** What the fields of one person show about the rights of a key. Of the values only ids are kept. */
export type ProbedUser = z.output<typeof traces>;

/** Everybody visible to the key, with the fields that need rights of their own. */
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

/** Everybody the key may see except former employees: to be counted. Filter by `dtContractStart`. */
export const presentUsers: Resource<PresentUser> = {
  name: 'presentUsers',
  path: '/api/v3/users',
  dialect: 'v3',
  pageSize: 1_000,
  query: { fields: 'id,dtContractStart,collection.count', orderBy: 'id,asc' },
  row: presentRow,
};

function traced(raw: Record<string, unknown>) {
  const fields = folded(raw);
  return {
    id: fields.get('id'),
    departmentId: fields.get('departmentid') ?? null,
    position: traceOf(fields, 'jobtitle', 'csp'),
    manager: traceOf(fields, 'managerid'),
    managerId: fields.get('managerid') ?? null,
    lastDay: traceOf(fields, 'dtcontractend'),
    personnelFile: traceOf(fields, ...personnelFileFields.map((name) => name.toLowerCase())),
    payFigures: traceOfFigures(fields.get('applicationdata')),
  };
}

function traceOfFigures(applicationData: unknown): Trace {
  if (typeof applicationData !== 'object' || applicationData === null) return 'empty';
  const figures = folded(applicationData);
  for (const [name, figure] of figures) if (isEmptyFigure(figure)) figures.set(name, null);
  return traceOf(figures, 'fulltimeequivalent', 'theoreticalremuneration');
}

const isEmptyFigure = (figure: unknown) =>
  typeof figure === 'object' && figure !== null && isNothing('value', folded(figure).get('value'));

/** Whether a value may also stand for none: an empty text, a placeholder for a day, or the gender that Lucca calls undefined. */
function isNothing(name: string, value: unknown): boolean {
  if (typeof value !== 'string') return value === null || value === undefined;
  const text = value.trim();
  const isDay = name === 'birthdate' || name === 'dtcontractend';
  return text === '' || (isDay && isDayPlaceholder(text)) || (name === 'gender' && isNoGender(text));
}

function traceOf(fields: ReadonlyMap<string, unknown>, ...names: string[]): Trace {
  const present = names.filter((name) => fields.has(name));
  if (present.length === 0) return 'absent';
  return present.some((name) => !isNothing(name, fields.get(name))) ? 'filled' : 'empty';
}

// Lucca's casing of names varies from one answer to another.
const folded = (raw: object) =>
  new Map<string, unknown>(Object.entries(raw).map(([name, value]) => [name.toLowerCase(), value]));
