import type { Person } from '../model.ts';
import { nameOf } from '../names.ts';
import type { Query } from '../query.ts';
import type { LuccaResponse } from '../response.ts';
import type { View } from '../rights.ts';
import { listPeople } from './users.ts';

/** Answers `GET /api/v3/users/find?clue=ada`: people by parts of their names, at most `limit`. */
export function findUsers(view: View, query: Query, _id: string, now: string): LuccaResponse {
  const limit = query.get('limit');
  const paged: Query = limit === undefined ? query : new Map([...query, ['paging', `0,${limit}`]]);
  return listPeople(view, paged, now, { isFound: createClue(query), parameters: ['clue', 'limit'] });
}

/** Answers `GET /api/v3/users/search?clue=ada,ver`: the same, each in an object with its relevance. */
export function searchUsers(view: View, query: Query, _id: string, now: string): LuccaResponse {
  const wrap = (item: object) => ({ relevance: 1, item });
  return listPeople(view, query, now, { isFound: createClue(query), parameters: ['clue'], wrap });
}

function createClue(query: Query): (person: Person) => boolean {
  const words = (query.get('clue') ?? '').toLowerCase().split(/[,\s]+/);
  return (person) => words.every((word) => nameOf(person).toLowerCase().includes(word));
}
