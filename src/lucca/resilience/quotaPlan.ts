import { minuteMs } from '../../time.ts';
import type { Priority } from './permit.ts';

/** One slot in use. `at` (epoch milliseconds) is when it was taken or, once its request has ended, when that was. `subject` is whose share it counts in. */
export type UsedSlot = { at: number; priority: Priority; subject?: string | null };

/** How many requests of normal priority may overtake waiting ones of low priority before one of these is next. */
const maxOvertakings = 3;

type Situation = {
  /** Earliest time of any permit (epoch milliseconds). */
  at: number;
  perMinute: number;
  /** Slots that reads may take, all by default. */
  readsPerMinute?: number;
  /** Number of slots that a permit counts as (its weight), 1 by default. */
  weight?: number;
  /** Time during which a slot counts, in milliseconds. */
  windowMs?: number;
  /** How often waiting requests of low priority have been overtaken so far. */
  overtaken: number;
};

/** Counts slots by priority, and works out when the next one of each is free. */
function createCounts(used: readonly UsedSlot[], situation: Situation) {
  const { at, perMinute, readsPerMinute = perMinute, weight = 1, windowMs = minuteMs } = situation;
  const sorted = used.toSorted((a, b) => a.at - b.at);
  const slotsOf = (...priorities: Priority[]) =>
    sorted.filter(({ priority }) => priorities.includes(priority)).map((slot) => slot.at);
  const all = sorted.map((slot) => slot.at);
  const reads = slotsOf('normal', 'low');
  const low = slotsOf('low');
  // A fifth of what reads may take is reserved for those of normal priority.
  const lowPerMinute = readsPerMinute - Math.floor(readsPerMinute / 5);
  const countedIn = { account: [all], normal: [all, reads], low: [all, reads, low] };

  // A permit needs as many free slots as its weight.
  const freeAt = (slots: number[], most: number) =>
    (slots.at(-Math.max(1, most - weight + 1)) ?? Number.NEGATIVE_INFINITY) + windowMs;
  const accountAt = () => Math.max(at, freeAt(all, perMinute));
  const normalAt = () => Math.max(accountAt(), freeAt(reads, readsPerMinute));
  const lowAt = () => Math.max(normalAt(), freeAt(low, lowPerMinute));

  return {
    turnAt: { account: accountAt, normal: normalAt, low: lowAt },
    add(priority: Priority, turnAt: number): void {
      const slots = Array<number>(weight).fill(turnAt);
      for (const counted of countedIn[priority]) counted.push(...slots);
    },
    removeLast(priority: Priority): void {
      for (const counted of countedIn[priority]) counted.length -= weight;
    },
  };
}

/** Computes the order and time in which waiting requests get their permits. */
export function createPlan(used: readonly UsedSlot[], situation: Situation) {
  const { turnAt, add, removeLast } = createCounts(used, situation);
  const { normal: normalAt, low: lowAt } = turnAt;
  let overtaken = situation.overtaken;
  let undo = () => {};

  function take(priority: Priority, isOvertaking: boolean): number {
    const before = overtaken;
    const at = turnAt[priority]();
    add(priority, at);
    if (priority !== 'account') overtaken = priority === 'low' ? 0 : overtaken + Number(isOvertaking);
    undo = () => {
      removeLast(priority);
      overtaken = before;
    };
    return at;
  }

  function* inOrder<Waiter extends { priority: Priority }>(waiting: readonly Waiter[]) {
    const [accounts, normals, lows] = (['account', 'normal', 'low'] as const).map((wanted) =>
      waiting.filter(({ priority }) => priority === wanted),
    ) as [Waiter[], Waiter[], Waiter[]];
    for (const waiter of accounts) yield { waiter, turnAt: take('account', false) };
    while (normals.length + lows.length > 0) {
      const canLowPass = lows.length > 0 && lowAt() <= normalAt();
      const isLowNext = normals.length === 0 || (canLowPass && overtaken >= maxOvertakings);
      const waiter = (isLowNext ? lows : normals).shift();
      if (waiter) yield { waiter, turnAt: take(isLowNext ? 'low' : 'normal', canLowPass) };
    }
  }

  return {
    /** The waiting requests in order, each with the time of its permit (epoch milliseconds). */
    inOrder,
    /** Undoes the last permit, which was of no use. */
    skip: () => undo(),
    /** How often waiting requests of low priority have been overtaken by now. */
    overtaken: () => overtaken,
    /** When a read that nothing precedes could have its permit (epoch milliseconds). */
    normalAt,
    /** When this number of further requests of low priority could have had their permits (epoch milliseconds). */
    after(waiting: readonly { priority: Priority }[], requests: number): number {
      let lastAt = situation.at;
      for (const turn of inOrder(waiting)) lastAt = Math.max(lastAt, turn.turnAt);
      for (let request = 0; request < requests; request++) lastAt = take('low', false);
      return lastAt;
    },
  };
}
