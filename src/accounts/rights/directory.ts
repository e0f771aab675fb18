import { isWhole } from './probe.ts';
import type { Answers } from './probes.ts';
import { granted, hidden, missing, peopleToCome, peopleWhoLeft, type Rule, ruleOn } from './rules.ts';
import { isTop, pathsOf, placed } from './tree.ts';

/**
 * The directory's right shows departments, every company has one, and its perimeter shows in where people are seen.
 *
 * A perimeter reaches down from a department to all under it, so whoever sees somebody at the very top sees the whole company.
 * It leaves somebody out when a department stays empty and a head or manager is spoken of who is never shown, although people
 * who left and people to come would be; or when that is so of the heads of most departments, who have not all left. Departments
 * without anybody alone prove nothing: they may be out of use.
 */
export const directory: Rule = ruleOn(
  ['departments', 'people', 'peopleAtTop', 'peopleToCome', 'presentPeople'],
  (answers) => {
    const { departments, people, peopleAtTop } = answers;
    if (departments.status === 403) return missing(departments);
    if (!departments.isAnswered) return hidden(departments);
    if (departments.seen === 0) return missing(departments);

    const all = placed(departments.rows);
    const peopled = pathsOf([...people.rows, ...peopleAtTop.rows], departments.rows);
    const empty = all.filter(({ path }) => ![...peopled].some((under) => under.startsWith(path)));
    const told = { ...hidden(departments), rowsFilled: all.length - empty.length };
    if (peopled.size === 0) return told;

    const tops = all.filter(isTop);
    const isWholeTree = isWhole(departments) && tops.length > 0;
    if (isWholeTree && tops.every(({ path }) => peopled.has(path))) return granted(departments, told.rowsFilled);

    // Where the list of people is cut short, who is not in it may be seen all the same.
    if (!isWhole(people)) return told;
    const shown = new Set(people.rows.map(({ id }) => id));
    const unseenManagers = people.rows.filter(({ managerId }) => isUnseen(managerId, shown));
    const unseenHeads = all.filter(({ headId }) => isUnseen(headId, shown));
    const deserted = empty.filter((department) => unseenHeads.includes(department));

    const isSomebodyLeftOut =
      shows(peopleWhoLeft, answers) &&
      (unseenManagers.length > 0 || (unseenHeads.length > 0 && shows(peopleToCome, answers)));
    const isMostLeftOut = isWholeTree && deserted.length > all.length / 2;
    if ((isSomebodyLeftOut && empty.length > 0) || isMostLeftOut) return { ...told, verdict: 'PARTIAL' };

    const isNobodyLeftOut = people.rows.some(({ manager }) => manager === 'filled') && unseenManagers.length === 0;
    const isAllSeen = isNobodyLeftOut && unseenHeads.length === 0 && empty.length === 0 && isWholeTree;
    return isAllSeen ? granted(departments, told.rowsFilled) : told;
  },
);

const shows = <Name extends keyof Answers>(rule: Rule<Name>, answers: Pick<Answers, Name>) =>
  rule.conclude(answers).verdict === 'GRANTED';

// Lucca's user 0 is the system, and what a number says where nobody is.
const isUnseen = (id: number | null, shown: ReadonlySet<number>) => id !== null && id !== 0 && !shown.has(id);
