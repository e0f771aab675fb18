/** The number of rows that a resource of people is assumed to have until the whole has been read. */
const unknownRows = 8_000;

/** A request by id counts as this many requests: a client that requests hundreds of people at once will soon request the rest. */
const eagerness = 4;

/** The input to the choice between reading by id and reading the whole; `byIds`, `spent` and `whole` count requests to Lucca. */
export type Cost = {
  /** The price of the missing keys by id. */
  byIds: number;
  /** Requests by id spent on rows that are still fresh; reading the whole would have saved them. */
  spent: number;
  /** The price of the whole resource. */
  whole: number;
  /** Keys requested now. */
  keys: number;
  /** Keys requested when the whole was last read; null if the whole was requested. */
  keysBefore: number | null;
  /** Keys served from the whole while it was fresh. */
  served: number;
};

/**
 * Whether to read the whole resource rather than the requested keys. This is the ski rental problem: rent (by id) until the rent nears
 * the price (the whole), then buy. In the worst case this costs little more than twice the optimum. If requests begin as they did last
 * time, and reading the whole paid off then, the whole is read at once; a wrong guess is made only once.
 */
export function isWholeCheaper({ byIds, spent, whole, keys, keysBefore, served }: Cost): boolean {
  const isFamiliar = keysBefore !== null && keys >= keysBefore;
  const byIdsLastTime = isFamiliar ? served * (byIds / keys) : 0;
  return Math.max(spent, byIdsLastTime) + eagerness * byIds >= whole;
}

/** Remembers what the choice depends on for one resource; instants are milliseconds since 1970. */
export function createFetchPlanner(pageSize: number) {
  const served = new Set<number>();
  let whole = Math.ceil(unknownRows / pageSize);
  let keysBefore: number | null = null;
  let spending: { at: number; requests: number }[] = [];

  return {
    /**
     * Whether to read the whole resource for this number of keys, whose ids take this number of URLs; `since` is the oldest read that is
     * accepted.
     */
    isWholeCheaper(keys: number, urls: number, since: number): boolean {
      // Each key has a row, if not more.
      const byIds = Math.max(urls, Math.ceil(keys / pageSize));
      const spent = spending.filter(({ at }) => at >= since).reduce((sum, { requests }) => sum + requests, 0);
      return isWholeCheaper({ byIds, spent, whole, keys, keysBefore, served: served.size });
    },
    noteByIds(at: number, requests: number): void {
      // No more entries are kept than the whole resource costs, because more would not change the choice.
      spending = [...spending, { at, requests }].slice(-whole);
    },
    /** Notes that the whole resource was read: in how many pages, and for how many keys (null if the whole was requested). */
    noteWhole(pages: number, keys: number | null): void {
      served.clear();
      spending = [];
      whole = pages;
      keysBefore = keys;
    },
    /** Notes that a key was served from the whole resource. */
    noteServed: (key: number) => void served.add(key),
  };
}

/** The planner of one resource. */
export type FetchPlanner = ReturnType<typeof createFetchPlanner>;
