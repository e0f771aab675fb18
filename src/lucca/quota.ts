import { LuccaRateLimited, LuccaTimeout } from './errors.ts';

const windowMs = 60_000;
const hostsBeforeSweep = 500;

type Turn = { host: string; deadlineAt: number; signal?: AbortSignal };

type Waiter = { deadlineAt: number; grant: () => void; refuse: (afterMs: number) => void };

type Host = {
  /** When each place of the last minute was taken, oldest first (epoch milliseconds). */
  taken: number[];
  waiting: Waiter[];
  pausedUntil: number;
  timer?: NodeJS.Timeout;
};

/** How much of a host's quota is left; `resetsAt` (epoch milliseconds) is when the next place comes free, null when all are. */
export type QuotaState = { perMinute: number; remaining: number; resetsAt: number | null };

/** Lucca's quota, one a host. */
export type Quota = {
  /** Resolves in turn; rejects at once with `LuccaRateLimited` when the turn would come after the deadline. */
  take(turn: Turn, resource: string): Promise<void>;
  /** Lets nobody pass for so many seconds, because Lucca asked for it. */
  pause(host: string, seconds: number): void;
  state(host: string): QuotaState;
};

/** Lets at most so many pass in any sixty seconds, first come first served. A fixed window would let twice that through. */
export function createQuota(perMinute: number, now: () => number): Quota {
  const hosts = new Map<string, Host>();

  function hostOf(name: string): Host {
    const known = hosts.get(name);
    if (known !== undefined) return known;
    if (hosts.size >= hostsBeforeSweep) forgetIdle();
    const host: Host = { taken: [], waiting: [], pausedUntil: 0 };
    hosts.set(name, host);
    return host;
  }

  function forgetIdle(): void {
    for (const [name, host] of hosts) {
      forgetOld(host);
      if (host.taken.length === 0 && host.waiting.length === 0 && host.pausedUntil <= now()) hosts.delete(name);
    }
  }

  function forgetOld(host: Host): void {
    const horizon = now() - windowMs;
    host.taken = host.taken.filter((at) => at > horizon);
  }

  /** Gives everybody in the queue a turn, in order: now, later, or, where later is too late, never. */
  function serve(host: Host): void {
    clearTimeout(host.timer);
    forgetOld(host);
    const at = now();
    const starts = [...host.taken];
    const staying: Waiter[] = [];
    let nextAt: number | undefined;
    for (const waiter of host.waiting) {
      const placeFreeAt = (starts.at(-perMinute) ?? Number.NEGATIVE_INFINITY) + windowMs;
      const turnAt = Math.max(at, host.pausedUntil, placeFreeAt);
      if (turnAt >= waiter.deadlineAt) {
        waiter.refuse(turnAt - at);
        continue;
      }
      starts.push(turnAt);
      if (turnAt > at) {
        nextAt ??= turnAt;
        staying.push(waiter);
      } else {
        host.taken.push(at);
        waiter.grant();
      }
    }
    host.waiting = staying;
    if (nextAt !== undefined) host.timer = setTimeout(() => serve(host), nextAt - at);
  }

  return {
    take({ host: name, deadlineAt, signal }, resource) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(new LuccaTimeout({ resource }));
        const host = hostOf(name);
        const leave = () => {
          host.waiting = host.waiting.filter((other) => other !== waiter);
          serve(host);
          reject(new LuccaTimeout({ resource }));
        };
        const waiter: Waiter = {
          deadlineAt,
          grant: () => {
            signal?.removeEventListener('abort', leave);
            resolve();
          },
          refuse: (afterMs) => {
            signal?.removeEventListener('abort', leave);
            reject(new LuccaRateLimited({ resource, retryAfterSeconds: Math.max(1, Math.ceil(afterMs / 1_000)) }));
          },
        };
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

    state(name) {
      const host = hosts.get(name);
      if (host === undefined) return { perMinute, remaining: perMinute, resetsAt: null };
      forgetOld(host);
      const [oldest] = host.taken;
      if (host.pausedUntil > now()) return { perMinute, remaining: 0, resetsAt: host.pausedUntil };
      const resetsAt = oldest === undefined ? null : oldest + windowMs;
      return { perMinute, remaining: perMinute - host.taken.length, resetsAt };
    },
  };
}
