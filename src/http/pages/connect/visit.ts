/** What the user has ticked off. The history of the tab keeps it, so that a reload loses nothing; it holds names of steps and rights only. */
const names = new Set(kept());

function kept(): string[] {
  const { ticked = [] } = (history.state ?? {}) as { ticked?: unknown };
  return Array.isArray(ticked) ? ticked.filter((name) => typeof name === 'string') : [];
}

/** Whether a step or right is ticked off. */
export const isTicked = (name: string) => names.has(name);

/** Ticks a step or right off, or takes that back. */
export function tick(name: string, isDone: boolean) {
  if (isDone) names.add(name);
  else names.delete(name);
  history.replaceState({ ticked: [...names] }, '');
}
