import { minuteMs } from '../../time.ts';

/** One slot in use. `at` (epoch milliseconds) is when it was taken or, once its request has ended, when that was. */
export type UsedSlot = { at: number; lowPriority: boolean };

/** How many requests of normal priority may overtake waiting ones of low priority before one of these is next. */
const maxOvertakings = 3;

type Situation = {
  /** Earliest time of any permit (epoch milliseconds). */
  at: number;
  perMinute: number;
  /** Number of slots that a permit counts as, 1 by default. */
  weight?: number;
  /** Time during which a slot counts, in milliseconds. */
  windowMs?: number;
  /** How often waiting requests of low priority have been overtaken so far. */
  overtaken: number;
};

/** Works out in which order, and when, waiting requests get their permits. */
export function createPlan(used: readonly UsedSlot[], situation: Situation) {
  const { at, perMinute, weight = 1, windowMs = minuteMs } = situation;
  let overtaken = situation.overtaken;
  const sorted = used.toSorted((a, b) => a.at - b.at);
  const all = sorted.map((slot) => slot.at);
  const low = sorted.filter(({ lowPriority }) => lowPriority).map((slot) => slot.at);
  // A fifth is reserved for requests of normal priority.
  const lowPerMinute = perMinute - Math.floor(perMinute / 5);
  let undo = () => {};

  // A permit needs as many free slots as it counts as.
  const freeAt = (slots: number[], most: number) =>
    (slots.at(-Math.max(1, most - weight + 1)) ?? Number.NEGATIVE_INFINITY) + windowMs;
  const normalAt = () => Math.max(at, freeAt(all, perMinute));
  const lowAt = () => Math.max(normalAt(), freeAt(low, lowPerMinute));

  function take(lowPriority: boolean, isOvertaking: boolean): number {
    const before = overtaken;
    const turnAt = lowPriority ? lowAt() : normalAt();
    const slots = Array<number>(weight).fill(turnAt);
    all.push(...slots);
    if (lowPriority) low.push(...slots);
    overtaken = lowPriority ? 0 : overtaken + Number(isOvertaking);
    undo = () => {
      all.length -= weight;
      if (lowPriority) low.length -= weight;
      overtaken = before;
    };
    return turnAt;
  }

  function* inOrder<Waiter extends { lowPriority: boolean }>(waiting: readonly Waiter[]) {
    const normals = waiting.filter(({ lowPriority }) => !lowPriority);
    const lows = waiting.filter(({ lowPriority }) => lowPriority);
    while (normals.length + lows.length > 0) {
      const canLowPass = lows.length > 0 && lowAt() <= normalAt();
      const isLowNext = normals.length === 0 || (canLowPass && overtaken >= maxOvertakings);
      const waiter = (isLowNext ? lows : normals).shift();
      if (waiter) yield { waiter, turnAt: take(isLowNext, canLowPass) };
    }
  }

  return {
    /** The waiting requests in order, each with the time of its permit (epoch milliseconds). */
    inOrder,
    /** Undoes the last permit, which was of no use. */
    skip: () => undo(),
    /** How often waiting requests of low priority have been overtaken by now. */
    overtaken: () => overtaken,
    /** When so many more requests of low priority could have had their permits (epoch milliseconds). */
    after(waiting: readonly { lowPriority: boolean }[], requests: number): number {
      let turnAt = at;
      for (const turn of inOrder(waiting)) turnAt = Math.max(turnAt, turn.turnAt);
      for (let request = 0; request < requests; request++) turnAt = take(true, false);
      return turnAt;
    },
  };
}
