import { statusOf } from '../lookup.ts';
import type { Person } from '../model.ts';
import type { Query } from '../query.ts';
import { type LuccaResponse, Refused } from '../response.ts';
import type { View } from '../rights.ts';
import { parseFields } from './fields.ts';
import { envelope, listV3 } from './list.ts';
import { createProjection } from './shape.ts';
import { createUserShape, wholeUser } from './userShape.ts';

const parameters = ['formeremployees'];

/** Answers `GET /api/v3/users`: active and future employees, and former ones on request. */
export const listUsers = (view: View, query: Query, now: string): LuccaResponse => listPeople(view, query, now);

type Search = { isFound: (person: Person) => boolean; parameters: readonly string[]; wrap?: (item: object) => object };

const everybody: Search = { isFound: () => true, parameters: [] };

/** Answers a list of the people whom `search` selects. */
export function listPeople(view: View, query: Query, now: string, search = everybody): LuccaResponse {
  const shape = view.once('userShape', () => createUserShape(view));
  if (!view.can('luccaData') && view.behaviour.usersWithoutRight === 'unauthorized') {
    throw new Refused(401, 'Unauthorized');
  }
  const people = view.can('luccaData') ? candidates(view, query).filter(search.isFound) : [];
  return listV3(view, shape, people, query, { ...search, now, parameters: [...parameters, ...search.parameters] });
}

function candidates(view: View, query: Query): readonly Person[] {
  const hasFormer = query.get('formeremployees')?.toLowerCase() === 'true';
  // Lucca documents that this filter includes former employees, too.
  const isEndFiltered = query.get('dtcontractend')?.toLowerCase() === 'notequal,null';
  if (hasFormer || isEndFiltered) return view.people;
  return view.once('present', () => view.people.filter((person) => statusOf(person, view.company.today) !== 'former'));
}

/** Answers `GET /api/v3/users/{id}`: anybody the key may see, former employees included. */
export function getUser(view: View, id: string, query: Query, now: string): LuccaResponse {
  const person = view.can('luccaData') && view.sees(Number(id)) ? view.lookup.people.get(Number(id)) : undefined;
  if (!person) {
    const status = view.behaviour.unknownUserStatus;
    throw new Refused(status, status === 500 ? 'User Not Found' : `Resource User with ID ${id} not found`);
  }
  const shape = view.once('userShape', () => createUserShape(view));
  const asked = query.get('fields');
  const whole = view.behaviour.userWithoutFields === 'whole' ? wholeUser(shape) : shape.defaults;
  return envelope(view, now, createProjection(shape, asked ? parseFields(asked) : whole)(person));
}
