import { LRUCache } from 'lru-cache';
import { minuteMs, secondMs } from '../time.ts';

/** How long an account may be in use without a pause while another one wants its room. */
const turnMs = minuteMs;
/** How long an account counts as waiting for room after one of its reads was refused. The client is asked to retry sooner than that. */
const wantMs = 10 * secondMs;

/** The accounts in use, in the order in which their use began, and those waiting for room; `now` in milliseconds. */
export function createLine(now: () => number) {
  const uses = new Map<string, { count: number; since: number }>();
  const wanting = new LRUCache<string, number>({ max: 1_000 });
  const pausing = new LRUCache<string, true>({ max: 1_000 });
  const watchers = new Set<() => void>();

  return {
    /** Counts a use of an account until the returned function is called. */
    join(account: string): () => void {
      const use = uses.get(account) ?? { count: 0, since: now() };
      uses.set(account, use);
      use.count += 1;
      return () => {
        use.count -= 1;
        if (use.count === 0) uses.delete(account);
        for (const look of [...watchers]) look();
      };
    },
    /** Whether an account is the first of several. */
    isFirst: (account: string) => uses.size > 1 && uses.keys().next().value === account,
    /** Notes that an account's read was refused because there was no room. */
    want: (account: string) => void wanting.set(account, now() + wantMs),
    /** Whether the turn of an account is over, so that it must pause while others wait for room: otherwise they would never get any. */
    mustPause(account: string): boolean {
      const isWanted = [...wanting].some(([other, until]) => other !== account && until > now());
      const since = uses.get(account)?.since ?? Number.POSITIVE_INFINITY;
      if (!isWanted) pausing.delete(account);
      else if (now() - since >= turnMs) pausing.set(account, true);
      return pausing.has(account);
    },
    /** Resolves at the end of any use, or after the given number of milliseconds. */
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
