import {
  type EvidenceRule,
  evidenceRule,
  granted,
  hidden,
  missing,
  peopleToCome,
  peopleWhoLeft,
} from './evidenceRules.ts';
import { isComplete, isForbidden } from './probe.ts';
import type { Answers } from './probes.ts';
import { isTop, pathsOf, withPaths } from './tree.ts';

/**
 * The directory right shows departments, and every company has at least one. Its perimeter is inferred from the departments in
 * which people are visible.
 *
 * A perimeter includes a department and everything below it, so a key that sees a person at the top sees the whole company.
 * People are left out when a department is empty and a head or manager is referred to but never shown, although former and
 * future employees are visible; or when the heads of most departments are never shown, since they cannot all have left. Empty
 * departments alone prove nothing: they may be out of use.
 */
export const directory: EvidenceRule = evidenceRule(
  ['departments', 'people', 'peopleAtTop', 'peopleToCome', 'presentPeople'],
  (answers) => {
    const { departments, people, peopleAtTop } = answers;
    if (isForbidden(departments)) return missing(departments);
    if (!departments.isAnswered) return hidden(departments);
    if (departments.seen === 0) return missing(departments);

    const all = withPaths(departments.rows);
    const peopled = pathsOf([...people.rows, ...peopleAtTop.rows], departments.rows);
    const empty = all.filter(({ path }) => ![...peopled].some((under) => under.startsWith(path)));
    const inconclusive = { ...hidden(departments), rowsFilled: all.length - empty.length };
    if (peopled.size === 0) return inconclusive;

    const tops = all.filter(isTop);
    const isWholeTree = isComplete(departments) && tops.length > 0;
    if (isWholeTree && tops.every(({ path }) => peopled.has(path)))
      return granted(departments, inconclusive.rowsFilled);

    // When the list of people is incomplete, a person who is not in it may still be visible.
    if (!isComplete(people)) return inconclusive;
    const shown = new Set(people.rows.map(({ id }) => id));
    const unseenManagers = people.rows.filter(({ managerId }) => isUnseen(managerId, shown));
    const unseenHeads = all.filter(({ headId }) => isUnseen(headId, shown));
    const withHiddenHead = empty.filter((department) => unseenHeads.includes(department));

    const arePeopleLeftOut =
      shows(peopleWhoLeft, answers) &&
      (unseenManagers.length > 0 || (unseenHeads.length > 0 && shows(peopleToCome, answers)));
    const areMostHeadsHidden = isWholeTree && withHiddenHead.length > all.length / 2;
    if ((arePeopleLeftOut && empty.length > 0) || areMostHeadsHidden) return { ...inconclusive, verdict: 'PARTIAL' };

    const areManagersVisible = people.rows.some(({ manager }) => manager === 'filled') && unseenManagers.length === 0;
    const isEverybodyVisible = areManagersVisible && unseenHeads.length === 0 && empty.length === 0 && isWholeTree;
    return isEverybodyVisible ? granted(departments, inconclusive.rowsFilled) : inconclusive;
  },
);

const shows = <Name extends keyof Answers>(rule: EvidenceRule<Name>, answers: Pick<Answers, Name>) =>
  rule.conclude(answers).verdict === 'GRANTED';

// User 0 is Lucca's system user; a reference to it means nobody.
const isUnseen = (id: number | null, shown: ReadonlySet<number>) => id !== null && id !== 0 && !shown.has(id);
