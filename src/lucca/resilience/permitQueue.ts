import { createInFlight } from './inFlight.ts';
import type { Priority } from './permit.ts';
import { createPlan } from './quotaPlan.ts';
import type { Slots, TakenSlot } from './slots.ts';
import type { Waiter } from './waiter.ts';

/** What the queues of all hosts have in common. */
export type QueueRules = {
  slots: Slots;
  perMinute: number;
  /** Slots that reads may take; the others are reserved for operations on the account. */
  readsPerMinute: number;
  /** Requests to one host that may be in flight at once. */
  maxConcurrent: number;
  /** Time during which a slot counts, in milliseconds. */
  windowMs: number;
  now: () => number;
};

/** The requests of one host: those in flight, and those that wait for a permit. */
export type PermitQueue = ReturnType<typeof createPermitQueue>;

/** Creates the queue of a host. Permits are granted in the order that `createPlan` computes. */
export function createPermitQueue(host: string, rules: QueueRules) {
  const { slots, maxConcurrent, windowMs, now } = rules;
  const inFlight = createInFlight(host, slots, () => serve());
  let waiting: Waiter[] = [];
  let overtaken = 0;
  let timer: NodeJS.Timeout | undefined;

  const queued = () => waiting.filter(({ isAcquiring }) => !isAcquiring);
  const planAt = (at = now()) => planOf(host, rules, at, overtaken);

  /** Grants, refuses or postpones the permit of each waiter, and calls itself again when the next one may be granted. */
  function serve(): void {
    clearTimeout(timer);
    const at = now();
    const plan = planAt(at);
    let nextAt = Number.POSITIVE_INFINITY;
    for (const { waiter, turnAt } of plan.inOrder(queued())) {
      const isFree = turnAt <= at && inFlight.count() < maxConcurrent;
      if (turnAt >= waiter.deadlineAt || (!isFree && waiter.deadlineAt <= at)) {
        remove(waiter);
        waiter.refuse(retryAt(host, rules, turnAt) - at);
        plan.skip();
      } else if (isFree) {
        overtaken = plan.overtaken();
        waiter.isAcquiring = true;
        inFlight.acquire(waiter, (slot) => settle(waiter, slot));
      } else {
        // With too many requests in flight, the queue is served again when one of them ends; until then, only the deadline matters.
        nextAt = Math.min(nextAt, turnAt > at ? turnAt : waiter.deadlineAt);
        waiter.expect(turnAt);
      }
    }
    // At most a window: a timer of more than 24 days would fire at once.
    if (nextAt < Number.POSITIVE_INFINITY) timer = setTimeout(serve, Math.min(nextAt - at, windowMs));
  }

  /** Grants the permit if there is a slot. The request keeps waiting if another instance was quicker. */
  function settle(waiter: Waiter, slot: TakenSlot | null): void {
    waiter.isAcquiring = false;
    const isGranted = slot !== null && waiting.includes(waiter);
    if (isGranted) remove(waiter);
    if (isGranted) waiter.grant(inFlight.permit(slot));
    else inFlight.release(slot, false);
  }

  const remove = (waiter: Waiter) => {
    waiting = waiting.filter((other) => other !== waiter);
  };

  return {
    serve,
    remove,
    add: (waiter: Waiter) => void waiting.push(waiter),
    length: (priority: Priority) => waiting.filter(isLike(priority)).length,
    isIdle: () => inFlight.count() + waiting.length === 0,
    /** When a read that is next, and this number of further requests of low priority, could have their permits (epoch milliseconds). */
    nextReadAt: () => planAt().normalAt(),
    expectedAt: (requests: number) => planAt().after(queued(), requests),
  };
}

/** When to retry a request whose turn would be then: sooner, if the slots of other instances will be known again by then. */
export const retryAt = (host: string, { slots, now }: QueueRules, turnAt: number): number =>
  Math.min(turnAt, Math.max(now() + (slots.completeInMs() ?? Number.POSITIVE_INFINITY), slots.pausedUntil(host)));

/** Operations on the account have a queue of their own, which reads cannot fill. */
const isLike = (one: Priority) => (other: { priority: Priority }) =>
  (one === 'account') === (other.priority === 'account');

const planOf = (
  host: string,
  { slots, perMinute, readsPerMinute, windowMs }: QueueRules,
  at: number,
  overtaken: number,
) =>
  createPlan(slots.used(host), {
    at: Math.max(at, slots.pausedUntil(host)),
    perMinute,
    readsPerMinute,
    weight: slots.weight(),
    windowMs,
    overtaken,
  });
