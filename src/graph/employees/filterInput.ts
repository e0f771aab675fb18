import { BadUserInput, Forbidden } from '../errors.ts';
import type { EmployeeFilter } from '../generated.ts';
import type { Viewer } from '../server/viewer.ts';

const longestList = 1_000;
// One for each person of a large company, which a request body has room for.
const mostDigests = 100_000;
const longestSearch = 200;

/**
 * Validates a filter before anything is read. Throws `BadUserInput` for lists and texts that are too long and for ranges that end before
 * they begin. Throws `Forbidden` for fields that the viewer may not see, because the number of matches would reveal them.
 */
export function checkEmployeeFilter(filter: EmployeeFilter, viewer: Viewer | null) {
  if (filter.gender && !viewer?.scopes.has('lucca:demographics:read')) throw new Forbidden();
  if (filter.remunerationDigestNotIn && !viewer?.scopes.has('lucca:remuneration:read')) throw new Forbidden();
  for (const [name, value] of Object.entries(filter)) {
    const longest = name === 'remunerationDigestNotIn' ? mostDigests : longestList;
    if (Array.isArray(value) && value.length > longest)
      throw new BadUserInput(`\`filter.${name}\` may contain at most ${longest} entries.`);
  }
  for (const name of ['hiredBetween', 'leavesBetween'] as const) {
    const { from, to } = filter[name] ?? {};
    if (from && to && from > to) throw new BadUserInput(`\`filter.${name}\` ends before it begins.`);
  }
  // A string's own length counts some characters twice.
  if (filter.search && [...filter.search].length > longestSearch)
    throw new BadUserInput('`filter.search` may be at most 200 characters long.');
}
