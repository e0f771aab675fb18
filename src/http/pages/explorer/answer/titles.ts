// Names that say less than what they are in: `department.name` is the department, and `money.amount` the figure that is paid.
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
 * Titles for paths of response names that a person would read (`position.jobTitle` becomes “Job title”), each different from the others. They
 * derive from the paths alone.
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

/** The titles of a path, the shortest first, and at last one that no other path has. */
function candidatesOf(path: string[]): string[] {
  const telling = path.filter((name) => !sayLittle.has(name));
  const parts = telling.length === 0 ? path : telling;
  // One word alone says too little: the rank of what?
  const shortest = parts.length > 1 && wordsOf(parts.at(-1) ?? '').length === 1 ? 2 : 1;
  const growing = parts.slice(shortest - 1).map((_, index) => titleOf(parts.slice(-(shortest + index))));
  return [...growing, titleOf(path), `${titleOf(path)} (${path.join('.')})`];
}

/** The words of names in a row, as a title. */
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
