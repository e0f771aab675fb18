// Names that say less than the name before them: `department.name` is the department, and `money.amount` is the money.
const sayLittle = new Set([
  'name',
  'displayName',
  'value',
  'text',
  'label',
  'title',
  'money',
  'amount',
  'edges',
  'node',
]);

/**
 * Readable titles for paths of response names: `position.jobTitle` becomes “Job title”. Each is unique, and they depend on the paths alone.
 */
export function titlesOf(paths: string[][]): string[] {
  const candidates = paths.map((path) => [...new Set(candidatesOf(path))]);
  const chosen = paths.map(() => 0);
  const titleAt = (index: number) => candidates[index]?.[chosen[index] ?? 0] ?? '';
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    const titles = paths.map((_, index) => titleAt(index));
    for (const [index, title] of titles.entries()) {
      const isLast = (chosen[index] ?? 0) + 1 >= (candidates[index]?.length ?? 0);
      if (isLast || titles.filter((other) => other === title).length === 1) continue;
      chosen[index] = (chosen[index] ?? 0) + 1;
      isChanged = true;
    }
  }
  return paths.map((_, index) => titleAt(index));
}

/** The possible titles of a path, shortest first. The last one is unique. */
function candidatesOf(path: string[]): string[] {
  const telling = path.filter((name) => !sayLittle.has(name));
  const parts = telling.length === 0 ? path : telling;
  // A single word says too little: the rank of what?
  const shortest = parts.length > 1 && wordsOf(parts.at(-1) ?? '').length === 1 ? 2 : 1;
  const growing = parts.slice(shortest - 1).map((_, index) => titleOf(parts.slice(-(shortest + index))));
  return [...growing, titleOf(path), `${titleOf(path)} (${path.join('.')})`];
}

/** Joins the words of several names into a title. */
export function titleOf(names: string[]): string {
  const text = names.flatMap(wordsOf).join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The words of a name: `fullTimeEquivalent` has three. */
const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z])([A-Z0-9])|([0-9])([A-Za-z])|_/g, '$1$3 $2$4')
    .trim()
    .split(/\s+/)
    .map((word) => (word === 'Id' || word === 'id' ? 'ID' : word.toLowerCase()));
