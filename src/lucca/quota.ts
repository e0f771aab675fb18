import { LuccaRateLimited, LuccaTimeout } from './errors.ts';
import { createPlan, type Taken, windowMs } from './quotaPlan.ts';

const hostsBeforeSweep = 500;
const longestQueue = 50;

/** Who wants a place: until when it is of any use, and whether others may overtake. */
export type Turn = {
  host: string;
  deadlineAt: number;
  signal?: AbortSignal;
  /** One of many requests that nobody waits for by itself: others overtake it, but for every fourth turn. */
  isBulk?: boolean;
  /** Told for when the turn is expected (epoch milliseconds), whenever that becomes clear anew while it is not yet. */
  onTurn?: (turnAt: number) => void;
};

/** A place in the quota: to be given back when the request has ended, and the minute runs from then. */
export type Place = {
  /** Ends the request; one that was never sent gives its place to another. */
  done(isSent?: boolean): void;
};

type Waiter = {
  deadlineAt: number;
  isBulk: boolean;
  grant: () => void;
  refuse: (afterMs: number) => void;
  expect: (turnAt: number) => void;
};

type Host = {
  taken: Taken[];
  /** Requests that have not ended. */
  underWay: number;
  waiting: Waiter[];
  pausedUntil: number;
  bulkWaited: number;
  timer?: NodeJS.Timeout;
};

/** How much of a host's quota is left; `resetsAt` (epoch milliseconds) is when the next place comes free, null when all are. */
export type QuotaState = { perMinute: number; remaining: number; resetsAt: number | null };

/** Lucca's quota, one a host. */
export type Quota = {
  /** Resolves in turn; rejects at once with `LuccaRateLimited` when the turn would come after the deadline. */
  take(turn: Turn, resource: string): Promise<Place>;
  /** Lets nobody pass for so many seconds, because Lucca asked for it. */
  pause(host: string, seconds: number): void;
  /** When so many more bulk requests than those that wait could have had their turns (epoch milliseconds). */
  expectedAt(host: string, requests: number): number;
  state(host: string): QuotaState;
};

/** What a quota goes by. */
export type QuotaOptions = {
  /** Requests to one host that may be under way at once; any number unless said. */
  underWay?: number;
  /** What of `perMinute` may be used just now: all of it unless said. */
  allowance?: () => number;
};

/**
 * Lets at most so many pass in any sixty seconds, counted from when each request ended: Lucca, which counts from when it came,
 * then never counts more. A fixed window would let twice that through. A fifth is kept for requests that are not bulk.
 */
export function createQuota(perMinute: number, now: () => number, options: QuotaOptions = {}): Quota {
  const { underWay: mostUnderWay = Number.POSITIVE_INFINITY, allowance = () => perMinute } = options;
  const hosts = new Map<string, Host>();

  function hostOf(name: string): Host {
    const known = hosts.get(name);
    if (known !== undefined) return known;
    if (hosts.size >= hostsBeforeSweep) forgetIdle();
    const host: Host = { taken: [], underWay: 0, waiting: [], pausedUntil: 0, bulkWaited: 0 };
    hosts.set(name, host);
    return host;
  }

  function forgetIdle(): void {
    for (const [name, host] of hosts) {
      forgetOld(host);
      if (host.taken.length + host.underWay === 0 && host.waiting.length === 0 && host.pausedUntil <= now())
        hosts.delete(name);
    }
  }

  function forgetOld(host: Host): void {
    const horizon = now() - windowMs;
    host.taken = host.taken.filter(({ at }) => at > horizon);
  }

  const planOf = (host: Host, at: number) =>
    createPlan(host.taken, { at: Math.max(at, host.pausedUntil), perMinute: allowance(), bulkWaited: host.bulkWaited });

  /** Gives everybody in the queue a turn, in order: now, later, or, where later is too late, never. */
  function serve(host: Host): void {
    clearTimeout(host.timer);
    forgetOld(host);
    const at = now();
    const plan = planOf(host, at);
    const staying: Waiter[] = [];
    let nextAt = Number.POSITIVE_INFINITY;
    for (const { waiter, turnAt } of plan.inOrder(host.waiting)) {
      const isFree = turnAt <= at && host.underWay < mostUnderWay;
      if (turnAt >= waiter.deadlineAt || (!isFree && waiter.deadlineAt <= at)) {
        waiter.refuse(turnAt - at);
        plan.skip();
      } else if (isFree) {
        host.bulkWaited = plan.bulkWaited();
        waiter.grant();
      } else {
        staying.push(waiter);
        // Where all lanes are in use, the next is free once a request ends, unless nobody waits that long.
        nextAt = Math.min(nextAt, turnAt > at ? turnAt : waiter.deadlineAt);
        waiter.expect(turnAt);
      }
    }
    // In the order in which they came.
    host.waiting = host.waiting.filter((waiter) => staying.includes(waiter));
    // Never longer than a window: a timer of a month and more would ring at once.
    if (nextAt < Number.POSITIVE_INFINITY) host.timer = setTimeout(() => serve(host), Math.min(nextAt - at, windowMs));
  }

  function placeIn(host: Host, isBulk: boolean): Place {
    const taken: Taken = { at: now(), isBulk };
    host.taken.push(taken);
    host.underWay += 1;
    let hasEnded = false;
    return {
      done(isSent = true) {
        if (hasEnded) return;
        hasEnded = true;
        host.underWay -= 1;
        host.taken = host.taken.filter((other) => other !== taken);
        if (isSent) host.taken.push({ at: now(), isBulk });
        serve(host);
      },
    };
  }

  return {
    take({ host: name, deadlineAt, signal, isBulk = false, onTurn }, resource) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(new LuccaTimeout({ resource }));
        const host = hostOf(name);
        const refuse = (afterMs: number) => {
          signal?.removeEventListener('abort', leave);
          reject(new LuccaRateLimited({ resource, retryAfterSeconds: Math.max(1, Math.ceil(afterMs / 1_000)) }));
        };
        const leave = () => {
          host.waiting = host.waiting.filter((other) => other !== waiter);
          serve(host);
          reject(new LuccaTimeout({ resource }));
        };
        const waiter: Waiter = {
          deadlineAt,
          isBulk,
          refuse,
          grant: () => {
            signal?.removeEventListener('abort', leave);
            resolve(placeIn(host, isBulk));
          },
          expect: (turnAt) => onTurn?.(turnAt),
        };
        if (host.waiting.length >= longestQueue) return refuse(planOf(host, now()).after(host.waiting, 1) - now());
        signal?.addEventListener('abort', leave, { once: true });
        host.waiting.push(waiter);
        serve(host);
      });
    },

    pause(name, seconds) {
      const host = hostOf(name);
      host.pausedUntil = Math.max(host.pausedUntil, now() + seconds * 1_000);
      serve(host);
    },

    expectedAt(name, requests) {
      const host = hostOf(name);
      forgetOld(host);
      return planOf(host, now()).after(host.waiting, requests);
    },

    state(name) {
      const host = hosts.get(name);
      if (host === undefined) return { perMinute, remaining: perMinute, resetsAt: null };
      forgetOld(host);
      if (host.pausedUntil > now()) return { perMinute, remaining: 0, resetsAt: host.pausedUntil };
      const resetsAt = host.taken.length === 0 ? null : Math.min(...host.taken.map(({ at }) => at)) + windowMs;
      return { perMinute, remaining: Math.max(0, perMinute - host.taken.length), resetsAt };
    },
  };
}
