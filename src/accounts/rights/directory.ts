import { granted, hidden, missing, type Rule } from './rules.ts';

/**
 * The directory's right shows departments, and its perimeter shows in where people are seen.
 *
 * Every company has a department, so none means that the right is missing. A perimeter reaches down from a department to
 * all under it: whoever is seen at the very top, or in or under every department, is seen with the whole company. When all
 * people are in one branch while others are empty, or when most departments are empty, the key sees a part. A few empty
 * departments may just as well be out of use: then nothing is concluded.
 */
export const directory: Rule = ({ departments, people }) => {
  if (departments.status === 403) return missing(departments);
  if (!departments.isAnswered) return hidden(departments);
  if (departments.seen === 0) return missing(departments);

  const pathById = new Map(departments.rows.map(({ id, hierarchy }) => [id, hierarchy]));
  const peoplePaths = people.rows.flatMap(({ departmentId }) => pathById.get(departmentId ?? -1) ?? []);
  const paths = departments.rows.flatMap(({ hierarchy, isActive }) => (isActive === false ? [] : (hierarchy ?? [])));
  if (peoplePaths.length === 0 || paths.length === 0) return hidden(departments);

  const tops = paths.filter((path) => depthOf(path) === 1);
  const empty = paths.filter((path) => !peoplePaths.some((under) => under.startsWith(path))).length;
  const isOneBranch = depthOf(commonPath(peoplePaths)) > (tops.length > 1 ? 0 : 1);
  const isSeenFromTop = tops.length > 0 && tops.every((top) => peoplePaths.includes(top));
  if (isSeenFromTop || (empty === 0 && !isOneBranch)) return granted(departments, paths.length - empty);

  const isPart = (isOneBranch && empty > 0) || empty > paths.length / 2;
  return { ...hidden(departments), rowsFilled: paths.length - empty, verdict: isPart ? 'PARTIAL' : 'INCONCLUSIVE' };
};

function commonPath(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  const steps = first.split('/');
  const differsAt = steps.findIndex((_, index) => {
    const start = `${steps.slice(0, index + 1).join('/')}/`;
    return others.some((path) => !path.startsWith(start));
  });
  return differsAt === -1 ? first : `${steps.slice(0, differsAt).join('/')}/`;
}

const depthOf = (path: string) => path.split('/').filter((step) => step !== '').length;
