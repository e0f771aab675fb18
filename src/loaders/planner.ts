/** Pages a resource is taken to have as long as it was never read whole. */
const pagesUnknown = 8;

/** A request for a list of ids counts as the beginning of this many: who asks for hundreds of people at once is about to ask for the rest. */
const eagerness = 4;

/** What a choice between the two ways to read rests on; `byIds`, `spent` and `whole` are requests to Lucca. */
export type Cost = {
  /** What it takes to ask for what is missing by id. */
  byIds: number;
  /** What was spent by id on what is still fresh: the whole, had it been read instead, would have spared that. */
  spent: number;
  /** What it takes to read the whole resource; null as long as its size is unknown. */
  whole: number | null;
  /** Keys asked for now. */
  keys: number;
  /** Keys of the question for which the whole was read last time; none where it was asked for as a whole. */
  keysBefore: number | null;
  /** Keys that the whole answered while it was fresh. */
  served: number;
};

/**
 * Tells whether to read a whole resource rather than the rows asked for.
 * As with renting skis: rent (by id) until the rent paid for these days nears the price (the whole), then buy.
 * However the questions come, this never costs much more than twice what a reader who knew them all would have spent.
 * Who begins as last time, when buying was right, buys at once: that it was wrong this time is found out before the next.
 */
export function isWholeCheaper({ byIds, spent, whole, keys, keysBefore, served }: Cost): boolean {
  const isFamiliar = keysBefore !== null && keys >= keysBefore;
  const byIdsLastTime = isFamiliar ? served * (byIds / keys) : 0;
  return Math.max(spent, byIdsLastTime) + eagerness * byIds >= (whole ?? pagesUnknown);
}

/** Remembers of one resource what the choice rests on; instants are milliseconds since 1970. */
export function createPlanner() {
  const served = new Set<number>();
  let whole: number | null = null;
  let keysBefore: number | null = null;
  let spending: { at: number; requests: number }[] = [];

  return {
    /** Whether to read the whole for so many keys, which take so many requests by id, for somebody who accepts what was read since. */
    isWholeCheaper(keys: number, byIds: number, since: number): boolean {
      const recent = spending.filter(({ at }) => at >= since);
      const spent = recent.reduce((sum, { requests }) => sum + requests, 0);
      return isWholeCheaper({ byIds, spent, whole, keys, keysBefore, served: served.size });
    },
    noteByIds(at: number, requests: number): void {
      // More than the price of the whole need not be known.
      spending = [...spending, { at, requests }].slice(-(whole ?? pagesUnknown));
    },
    /** Is told that the whole was read, in so many pages, for a question of so many keys, or for itself. */
    noteWhole(pages: number, keys: number | null): void {
      served.clear();
      spending = [];
      whole = pages;
      keysBefore = keys;
    },
    /** Is told of a key that the whole has answered. */
    noteServed: (key: number) => void served.add(key),
  };
}
