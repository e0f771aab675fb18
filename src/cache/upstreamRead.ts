import { LuccaRateLimited } from '../lucca/errors.ts';
import { minuteMs, retrySeconds } from '../time.ts';

/** The interface to the code that does the reading; instants are milliseconds since 1970. */
export type ReadControl = {
  /** Nothing read before this may be returned. May rise until `sent` is called. */
  since(): number;
  /** Reports that a request was sent to Lucca, or that the read resumes one whose rows count as of `readAt`. */
  sent(readAt: number): void;
  isSent(): boolean;
  /** As of when the rows received so far count. */
  readAt(): number;
  /** Reports when the read is expected to end. */
  expect(at: number): void;
  /** The users whose requests wait for the result. */
  waiting(): string[];
  /** Aborted once a request waits for the result. */
  promoted: AbortSignal;
};

type Options<Result> = {
  /** The resource, for errors. */
  resource: string;
  /** The result must not contain anything read before this. */
  since: number;
  /**
   * A read that must end before this one begins. Its result is not stored here; otherwise consecutive reads would keep all results in
   * memory.
   */
  after: { done: Promise<void>; eta: Eta } | undefined;
  work: (read: ReadControl) => Promise<Result>;
  now: () => number;
};

/**
 * The part of a read's duration that does not age its rows: for a read of more than a minute, all of it; otherwise such a read could never
 * be fresh.
 */
const ageless = (ms: number) => (ms > minuteMs ? ms : 0);

const ignore = () => {};

/** When the quota allows a read to end; 0 while nothing delays it. */
type Eta = ReturnType<typeof createEta>;

function createEta() {
  const watchers = new Set<() => void>();
  let at = 0;
  return {
    at: () => at,
    set(instant: number): void {
      at = instant;
      for (const look of watchers) look();
    },
    /** Calls back at once and after each change, until the returned function is called. */
    watch(look: () => void): () => void {
      watchers.add(look);
      look();
      return () => watchers.delete(look);
    },
  };
}

/** Starts a read of Lucca that any number of requests share: it is queued, then sent, then done. */
export function createUpstreamRead<Result>({ resource, since: firstSince, after, work, now }: Options<Result>) {
  const promotion = new AbortController();
  const eta = createEta();
  let since = firstSince;
  let readAt: number | null = null;
  let sentAt = now();
  const waiting = new Map<symbol, string | null>();

  const control: ReadControl = {
    since: () => since,
    sent(instant) {
      readAt = instant;
      sentAt = now();
    },
    isSent: () => readAt !== null,
    readAt: () => (readAt ?? now()) + ageless(now() - sentAt),
    expect: eta.set,
    waiting: () => [...new Set(waiting.values())].filter((subject) => subject !== null),
    promoted: promotion.signal,
  };

  // A request that waits for a queued read first waits for the read before it.
  const unwatch = after?.eta.watch(() => eta.set(after.eta.at()));
  function begin() {
    unwatch?.();
    eta.set(0);
    return work(control);
  }
  const result = after ? after.done.then(begin) : begin();

  return {
    result,
    /** Resolves at the end of the read, even if it failed. */
    done: result.then(ignore, ignore),
    eta,
    /** Whether the result will be new enough for a request that accepts nothing read before an instant. */
    canServe: (instant: number) =>
      readAt === null || readAt >= instant - (ageless(eta.at() - sentAt) > 0 ? now() - sentAt : 0),
    /** Makes a queued read return nothing read before an instant. */
    requireSince(instant: number): void {
      since = Math.max(since, instant);
    },
    /** Gives a background read normal priority, because a request is waiting for it. */
    promote: () => promotion.abort(),
    /** Resolves with the result. Rejects with `LuccaRateLimited` as soon as the read cannot end before the deadline; the read continues. */
    wait: (deadlineAt: number, subject: string | null = null) => {
      const request = Symbol(resource);
      waiting.set(request, subject);
      return new Promise<Result>((resolve, reject) => {
        const stop = eta.watch(() => {
          if (eta.at() < deadlineAt) return;
          queueMicrotask(() => stop());
          reject(new LuccaRateLimited({ resource, retryAfterSeconds: retrySeconds(eta.at() - now()) }));
        });
        result.then(resolve, reject).finally(stop);
      }).finally(() => waiting.delete(request));
    },
  };
}

/** A read in flight. */
export type UpstreamRead<Result> = ReturnType<typeof createUpstreamRead<Result>>;
