/** The accounts in use, in the order in which they came into use. */
export function createLine() {
  const uses = new Map<string, number>();
  const watchers = new Set<() => void>();

  return {
    /** Counts a use of an account until the returned function is called. */
    join(account: string): () => void {
      uses.set(account, (uses.get(account) ?? 0) + 1);
      return () => {
        const count = (uses.get(account) ?? 0) - 1;
        if (count > 0) uses.set(account, count);
        else uses.delete(account);
        for (const look of [...watchers]) look();
      };
    },
    /** Whether an account is the first of several. */
    isFirst: (account: string) => uses.size > 1 && uses.keys().next().value === account,
    /** Resolves at the end of any use, or after so many milliseconds. */
    changed: (ms: number) =>
      new Promise<void>((resolve) => {
        const end = () => {
          clearTimeout(timer);
          watchers.delete(end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        watchers.add(end);
      }),
  };
}
