import { LuccaRateLimited } from '../lucca/errors.ts';
import { minuteMs } from '../time.ts';

type Options<Result> = {
  /** The resource, for errors. */
  resource: string;
  /** The result must not contain anything read before this instant. */
  since: number;
  /** A read that must end before this one begins. */
  after: UpstreamRead<Result> | undefined;
  work: (read: ReadControl) => Promise<Result>;
  now: () => number;
};

/** What the code that does the reading reports and asks. */
export type ReadControl = {
  /** The latest instant required by anyone: nothing read before may be returned. May rise until `sent` is called. */
  since(): number;
  /** Lucca was asked, or the read resumes what was read as of `asOf`. */
  sent(asOf: number): void;
  isSent(): boolean;
  /** As of when the rows that have come count. */
  readAt(): number;
  /** Reports when the read is expected to end. */
  expect(at: number): void;
  /** Aborted once a request waits for the result. */
  promoted: AbortSignal;
};

/**
 * One read of Lucca that any number of requests share: `queued`, then `sent`, then done. Instants are milliseconds since 1970.
 */
export type UpstreamRead<Result> = {
  result: Promise<Result>;
  /** When the read is expected to end as far as the quota is concerned; 0 while nothing delays it. */
  eta(): number;
  watchEta(look: () => void): () => void;
  /** Whether the result will be new enough for a request that accepts nothing read before `since`. */
  canServe(since: number): boolean;
  /** Has a queued read return nothing read before `since`. */
  requireSince(since: number): void;
  /** Lets a background read overtake as soon as a request waits for it. */
  promote(): void;
  /** Resolves with the result. Rejects with `LuccaRateLimited` as soon as the read cannot end before the deadline, and lets it go on. */
  wait(deadlineAt: number): Promise<Result>;
};

/** The part of a read's duration that does not make its rows older: all of it after a minute, or a long read could never be fresh. */
const ageless = (ms: number) => (ms > minuteMs ? ms : 0);

/** Starts a read, at once or after another. */
export function createUpstreamRead<Result>(options: Options<Result>): UpstreamRead<Result> {
  const { resource, after, work, now } = options;
  const promotion = new AbortController();
  const watchers = new Set<() => void>();
  let required = options.since;
  let asOf: number | null = null;
  let sentAt = now();
  let eta = 0;

  const control: ReadControl = {
    since: () => required,
    sent(instant) {
      asOf = instant;
      sentAt = now();
    },
    isSent: () => asOf !== null,
    readAt: () => (asOf ?? now()) + ageless(now() - sentAt),
    expect(at) {
      eta = at;
      for (const look of watchers) look();
    },
    promoted: promotion.signal,
  };

  function watchEta(look: () => void): () => void {
    watchers.add(look);
    look();
    return () => watchers.delete(look);
  }

  function begin(): Promise<Result> {
    control.expect(0);
    return work(control);
  }
  // Who waits for a queued read waits for the one before it first.
  after?.watchEta(() => control.expect(after.eta()));
  const result = after ? after.result.then(begin, begin) : begin();

  return {
    result,
    eta: () => eta,
    watchEta,
    canServe: (since) => asOf === null || asOf >= since - (ageless(eta - sentAt) > 0 ? now() - sentAt : 0),
    requireSince(since) {
      required = Math.max(required, since);
    },
    promote: () => promotion.abort(),
    wait: (deadlineAt) =>
      new Promise((resolve, reject) => {
        const stop = watchEta(() => {
          if (eta < deadlineAt) return;
          queueMicrotask(() => stop());
          reject(new LuccaRateLimited({ resource, retryAfterSeconds: Math.max(1, Math.ceil((eta - now()) / 1_000)) }));
        });
        result.then(resolve, reject).finally(stop);
      }),
  };
}
