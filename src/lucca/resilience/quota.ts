import { minuteMs } from '../../time.ts';
import { LuccaRateLimited, LuccaTimeout } from '../errors.ts';
import { createPlan } from './quotaPlan.ts';
import { createLocalSlots, type Slots, type TakenSlot } from './slots.ts';

const hostsBeforeSweep = 500;

/** Who wants a place: until when (epoch milliseconds) it is of any use, and whether others may overtake. */
export type PermitRequest = {
  host: string;
  deadlineAt: number;
  signal?: AbortSignal;
  /** One of many requests that nobody waits for by itself: others overtake it, but for every fourth turn. */
  lowPriority?: boolean;
  /** Aborted once somebody does wait for what was bulk until then. */
  promoteSignal?: AbortSignal | undefined;
  /** Told for when the turn is expected (epoch milliseconds), whenever that becomes clear anew while it is not yet. */
  onEta?: (turnAt: number) => void;
};

/** A place in the quota: to be given back when the request has ended, and the minute runs from then. */
export type Permit = {
  /** Ends the request; one that was never sent gives its place to another. */
  done(isSent?: boolean): void;
};

type Waiter = {
  deadlineAt: number;
  /** Whether it is just being found out whether there is a place. */
  isAsking: boolean;
  lowPriority: boolean;
  grant: (place: Permit) => void;
  refuse: (afterMs: number) => void;
  expect: (turnAt: number) => void;
};

type Host = {
  name: string;
  /** Requests that have not ended. */
  underWay: number;
  waiting: Waiter[];
  bulkWaited: number;
  timer?: NodeJS.Timeout;
};

/** How much of a host's quota is left; `resetsAt` (epoch milliseconds) is when the next place comes free, null when all are. */
export type QuotaState = { perMinute: number; remaining: number; resetsAt: number | null };

/** Lucca's quota, one a host. */
export type Quota = {
  /** Resolves in turn; rejects at once with `LuccaRateLimited` when the turn would come after the deadline, or too many wait. */
  take(turn: PermitRequest, resource: string): Promise<Permit>;
  /** Lets nobody pass for so many seconds, because Lucca asked for it. */
  pause(host: string, seconds: number): void;
  /** When so many more bulk requests than those that wait could have had their turns (epoch milliseconds). */
  expectedAt(host: string, requests: number): number;
  state(host: string): QuotaState;
};

/** What a quota goes by. */
export type QuotaOptions = {
  /** Requests to one host that may be under way at once; any number unless said. */
  maxConcurrent?: number;
  /** Requests to one host that may wait; any number unless said. */
  maxQueueLength?: number;
  /** Where places are counted: in this process alone unless said. */
  slots?: Slots;
  /** How far back Lucca counts, in milliseconds; a minute unless said. */
  windowMs?: number;
};

/**
 * Lets at most so many pass in any sixty seconds, counted from when each request ended: Lucca, which counts from when it came,
 * then never counts more. A fixed window would let twice that through. A fifth is kept for requests that are not bulk.
 */
export function createQuota(perMinute: number, now: () => number, options: QuotaOptions = {}): Quota {
  const any = Number.POSITIVE_INFINITY;
  const { maxConcurrent: mostUnderWay = any, maxQueueLength = any, windowMs = minuteMs } = options;
  const places = options.slots ?? createLocalSlots(now, windowMs);
  const hosts = new Map<string, Host>();

  function hostOf(name: string): Host {
    const known = hosts.get(name);
    if (known !== undefined) return known;
    if (hosts.size >= hostsBeforeSweep) forgetIdle();
    const host: Host = { name, underWay: 0, waiting: [], bulkWaited: 0 };
    hosts.set(name, host);
    return host;
  }

  function forgetIdle(): void {
    for (const [name, { underWay, waiting }] of hosts)
      if (underWay + waiting.length === 0 && places.taken(name).length === 0 && places.pausedUntil(name) <= now())
        hosts.delete(name);
  }

  const planOf = ({ name, bulkWaited }: Host, at: number) =>
    createPlan(places.taken(name), {
      at: Math.max(at, places.pausedUntil(name)),
      perMinute,
      weight: places.weight(),
      windowMs,
      bulkWaited,
    });

  /** Gives everybody in the queue a turn, in order: now, later, or, where later is too late, never. */
  function serve(host: Host): void {
    clearTimeout(host.timer);
    const at = now();
    const plan = planOf(host, at);
    const staying: Waiter[] = [];
    let nextAt = Number.POSITIVE_INFINITY;
    for (const { waiter, turnAt } of plan.inOrder(inQueue(host))) {
      const isFree = turnAt <= at && host.underWay < mostUnderWay;
      if (turnAt >= waiter.deadlineAt || (!isFree && waiter.deadlineAt <= at)) {
        waiter.refuse(turnAt - at);
        plan.skip();
      } else if (isFree) {
        host.bulkWaited = plan.bulkWaited();
        admit(host, waiter);
      } else {
        staying.push(waiter);
        // Where all lanes are in use, the next is free once a request ends, unless nobody waits that long.
        nextAt = Math.min(nextAt, turnAt > at ? turnAt : waiter.deadlineAt);
        waiter.expect(turnAt);
      }
    }
    // In the order in which they came.
    host.waiting = host.waiting.filter((waiter) => waiter.isAsking || staying.includes(waiter));
    // Never longer than a window: a timer of a month and more would ring at once.
    if (nextAt < Number.POSITIVE_INFINITY) host.timer = setTimeout(() => serve(host), Math.min(nextAt - at, windowMs));
  }

  /** Takes a place for one who waits, and goes on waiting where another instance was quicker. */
  function admit(host: Host, waiter: Waiter): void {
    host.underWay += 1;
    const taking = places.take(host.name, waiter.lowPriority);
    waiter.isAsking = taking instanceof Promise;
    if (taking instanceof Promise) taking.then((taken) => settle(host, waiter, taken));
    else settle(host, waiter, taking);
  }

  function settle(host: Host, waiter: Waiter, taken: TakenSlot | null): void {
    const hasLeft = !host.waiting.includes(waiter);
    if (taken !== null && !hasLeft) {
      host.waiting = host.waiting.filter((other) => other !== waiter);
      waiter.grant(placeIn(host, taken));
      return;
    }
    waiter.isAsking = false;
    host.underWay -= 1;
    taken?.end(false);
    serve(host);
  }

  function placeIn(host: Host, taken: TakenSlot): Permit {
    let hasEnded = false;
    return {
      done(isSent = true) {
        if (hasEnded) return;
        hasEnded = true;
        host.underWay -= 1;
        taken.end(isSent);
        serve(host);
      },
    };
  }

  const inQueue = (host: Host) => host.waiting.filter(({ isAsking }) => !isAsking);

  places.onFree(() => {
    for (const host of hosts.values()) serve(host);
  });

  return {
    take({ host: name, deadlineAt, signal, lowPriority = false, promoteSignal, onEta }, resource) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(new LuccaTimeout({ resource }));
        const host = hostOf(name);
        const unlisten = () => {
          signal?.removeEventListener('abort', leave);
          promoteSignal?.removeEventListener('abort', hurry);
        };
        const refuse = (afterMs: number) => {
          unlisten();
          reject(new LuccaRateLimited({ resource, retryAfterSeconds: Math.max(1, Math.ceil(afterMs / 1_000)) }));
        };
        const hurry = () => {
          waiter.lowPriority = false;
          // Unless it is told otherwise at once.
          waiter.expect(now());
          serve(host);
        };
        const leave = () => {
          unlisten();
          host.waiting = host.waiting.filter((other) => other !== waiter);
          serve(host);
          reject(new LuccaTimeout({ resource }));
        };
        const waiter: Waiter = {
          deadlineAt,
          isAsking: false,
          lowPriority: lowPriority && !promoteSignal?.aborted,
          refuse,
          grant: (place) => {
            unlisten();
            resolve(place);
          },
          expect: (turnAt) => onEta?.(turnAt),
        };
        if (host.waiting.length >= maxQueueLength) return refuse(planOf(host, now()).after(inQueue(host), 1) - now());
        signal?.addEventListener('abort', leave);
        promoteSignal?.addEventListener('abort', hurry);
        host.waiting.push(waiter);
        serve(host);
      });
    },

    pause(name, seconds) {
      places.pause(name, now() + seconds * 1_000);
      serve(hostOf(name));
    },

    expectedAt(name, requests) {
      const host = hostOf(name);
      return planOf(host, now()).after(inQueue(host), requests);
    },

    state(name) {
      const pausedUntil = places.pausedUntil(name);
      if (pausedUntil > now()) return { perMinute, remaining: 0, resetsAt: pausedUntil };
      const taken = places.taken(name).map(({ at }) => at);
      const resetsAt = taken.length === 0 ? null : Math.min(...taken) + windowMs;
      const remaining = Math.max(0, Math.floor((perMinute - taken.length) / places.weight()));
      return { perMinute, remaining, resetsAt };
    },
  };
}
