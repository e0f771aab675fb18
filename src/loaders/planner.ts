/** Pages a resource is taken to have as long as it was never read whole. */
const pagesUnknown = 8;

/** A request for a list of ids counts as the beginning of this many: who asks for hundreds of people at once is about to ask for the rest. */
const eagerness = 4;

/** What a choice between the two ways to read rests on; all counts are requests to Lucca. */
export type Cost = {
  /** Requests it takes to ask for what is missing by id. */
  byIds: number;
  /** Requests already spent by id since the resource was last read whole. */
  spent: number;
  /** Requests it takes to read the whole resource; null as long as its size is unknown. */
  whole: number | null;
  /** Keys asked for now. */
  keys: number;
  /** Keys that were asked for since the resource was last read whole. */
  keysBefore: number;
};

/** As large a share of what was asked for last time is taken for the beginning of the same again. */
const familiarShare = 1 / 50;

/**
 * Tells whether to read a whole resource rather than the rows asked for.
 * As with renting skis: rent (by id) until the rent paid so far nears the price (the whole), then buy.
 * However the questions come, this never costs much more than twice what a reader who knew them all would have spent.
 * Who begins as last time, when buying was right, buys at once: that it was wrong this time is found out before the next.
 */
export function isWholeCheaper({ byIds, spent, whole, keys, keysBefore }: Cost): boolean {
  const byIdsLastTime = keysBefore * (byIds / keys);
  const isFamiliar = keys >= keysBefore * familiarShare;
  return Math.max(spent, isFamiliar ? byIdsLastTime : 0) + eagerness * byIds >= (whole ?? pagesUnknown);
}
