import { minuteMs } from '../../time.ts';

/** One place in use: when it was taken, or, once its request has ended, when that was (epoch milliseconds). */
export type UsedSlot = { at: number; lowPriority: boolean };

/** Where bulk waits, others pass before it this often, and then it is its turn. */
const overtakings = 3;

type Situation = {
  /** From when on anybody may pass. */
  at: number;
  perMinute: number;
  /** As how many places a turn counts, 1 unless said. */
  weight?: number;
  /** How far back places count, in milliseconds. */
  windowMs?: number;
  /** How often bulk that waits was overtaken so far. */
  bulkWaited: number;
};

/** Works out in which order, and when, those who wait have their turns. */
export function createPlan(taken: readonly UsedSlot[], situation: Situation) {
  const { at, perMinute, weight = 1, windowMs = minuteMs } = situation;
  let overtaken = situation.bulkWaited;
  const instants = taken.toSorted((a, b) => a.at - b.at);
  const all = instants.map((place) => place.at);
  const bulk = instants.filter(({ lowPriority }) => lowPriority).map((place) => place.at);
  // A fifth is never used for bulk, so that there is a place for somebody who waits.
  const bulkPerMinute = perMinute - Math.floor(perMinute / 5);
  let undo = () => {};

  // Of so many places as many must be free as a turn counts as.
  const freeAt = (places: number[], most: number) =>
    (places.at(-Math.max(1, most - weight + 1)) ?? Number.NEGATIVE_INFINITY) + windowMs;
  const turnOfOther = () => Math.max(at, freeAt(all, perMinute));
  const turnOfBulk = () => Math.max(turnOfOther(), freeAt(bulk, bulkPerMinute));

  function take(lowPriority: boolean, isOvertaking: boolean): number {
    const before = overtaken;
    const turnAt = lowPriority ? turnOfBulk() : turnOfOther();
    const places = Array<number>(weight).fill(turnAt);
    all.push(...places);
    if (lowPriority) bulk.push(...places);
    overtaken = lowPriority ? 0 : overtaken + Number(isOvertaking);
    undo = () => {
      all.length -= weight;
      if (lowPriority) bulk.length -= weight;
      overtaken = before;
    };
    return turnAt;
  }

  function* inOrder<Waiter extends { lowPriority: boolean }>(waiting: readonly Waiter[]) {
    const others = waiting.filter(({ lowPriority }) => !lowPriority);
    const bulks = waiting.filter(({ lowPriority }) => lowPriority);
    while (others.length + bulks.length > 0) {
      const canBulkPass = bulks.length > 0 && turnOfBulk() <= turnOfOther();
      const isBulkNext = others.length === 0 || (canBulkPass && overtaken >= overtakings);
      const waiter = (isBulkNext ? bulks : others).shift();
      if (waiter) yield { waiter, turnAt: take(isBulkNext, canBulkPass) };
    }
  }

  return {
    /** Those who wait, each with its turn (epoch milliseconds). */
    inOrder,
    /** Takes the last turn back: it was of no use. */
    skip: () => undo(),
    /** How often bulk that waits has been overtaken. */
    bulkWaited: () => overtaken,
    /** When so many more bulk requests could have had their turns. */
    after(waiting: readonly { lowPriority: boolean }[], requests: number): number {
      let turnAt = at;
      for (const turn of inOrder(waiting)) turnAt = Math.max(turnAt, turn.turnAt);
      for (let request = 0; request < requests; request++) turnAt = take(true, false);
      return turnAt;
    },
  };
}
