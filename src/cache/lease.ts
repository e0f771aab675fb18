import { setTimeout as sleep } from 'node:timers/promises';
import { secondMs } from '../time.ts';
import type { ReadControl } from './upstreamRead.ts';

/** Time after which the lease of an instance that was killed or paused can be taken by another. */
export const leaseMs = 3 * secondMs;

/** What an instance accepts instead of reading itself. */
export type LeaseRequest = {
  /** How old a read by another instance may be, in milliseconds; null for a request that waits for no other instance. */
  maxAgeMs: number | null;
  /** Whether no request waits for the read. A read for a request does not wait for one in the background, which has low priority. */
  isBackground: boolean;
  /** Whether to look for the rows that another instance has stored meanwhile. */
  looks: boolean;
  /** The token of the lease that was waited for; 0 for none. */
  waitedFor: number;
};

/**
 * `granted`: no other instance may read now. `written`: the rows have been stored. `held`: another instance is reading, and `endsInMs` says
 * when it expects to end, 0 if nothing delays it; null if no instance of ours says so. `released`: the instance that was waited for has
 * stored nothing, so that each reads for itself.
 */
export type LeaseAnswer =
  | { kind: 'granted' | 'released'; token: number }
  | { kind: 'written' }
  | { kind: 'held'; token: number; endsInMs: number | null };

/**
 * Leases shared by all instances: only the holder of a key's lease reads what the key is for. A lease ends after `leaseMs` unless it is
 * renewed. Tokens rise with each lease, and nothing is stored under a token once something was stored under a higher one.
 */
export type Leases = {
  /** Resolves with undefined if the lease cannot be asked for in time. */
  take(key: string, request: LeaseRequest): Promise<LeaseAnswer | undefined>;
  /** Renews a lease, and tells the others in how many milliseconds the read will end. */
  renew(key: string, token: number, endsInMs: number): void;
  release(key: string, token: number): void;
};

/** The lease of one key. */
export type Lease = {
  take(request: Omit<LeaseRequest, 'maxAgeMs'> & { since: number }): Promise<LeaseAnswer | undefined>;
  renew(token: number, endsInMs: number): void;
  release(token: number): void;
};

type LeasedRead<Result> = {
  lease: Lease;
  read: ReadControl;
  isBackground: boolean;
  /** When the read ends at the latest. */
  deadlineAt: number;
  now: () => number;
  /** Looks for what another instance has read. */
  find: () => Promise<Result | null>;
  /** Reads Lucca, and stores the result under the token; null if there is none. */
  work: (read: ReadControl, token: number | null) => Promise<Result>;
};

/** Pauses between two questions whether another instance has ended its read. */
const [shortestPauseMs, longestPauseMs] = [50, 500];

/**
 * Reads something that no other instance is reading, or waits for the instance that is. Without Redis, and after waiting for an instance
 * that gives no sign of life, this instance reads for itself.
 */
export async function readLeased<Result>({ lease, find, work, ...options }: LeasedRead<Result>): Promise<Result> {
  const { read, isBackground, deadlineAt, now } = options;
  let [waitedFor, looks, heardAt, pauseMs] = [0, true, now(), shortestPauseMs];
  for (;;) {
    const answer = await lease.take({ since: read.since(), isBackground, looks, waitedFor });
    if (answer?.kind === 'written') {
      const found = await find();
      if (found !== null) return found;
      looks = false;
    } else if (answer?.kind === 'held') {
      if (answer.endsInMs !== null || answer.token !== waitedFor) heardAt = now();
      if (now() - heardAt > leaseMs || now() >= deadlineAt) return work(read, null);
      read.expect(answer.endsInMs ? now() + answer.endsInMs : 0);
      [waitedFor, looks] = [answer.token, true];
      await sleep(pauseMs, undefined, { ref: false });
      pauseMs = Math.min(longestPauseMs, pauseMs * 1.2);
    } else {
      read.expect(0);
      return answer?.kind === 'granted'
        ? whileRenewed(answer.token, { lease, work, ...options })
        : work(read, answer?.token ?? null);
    }
  }
}

/** Reads with a lease, which is renewed until the read has ended. Storing the result releases it. */
async function whileRenewed<Result>(
  token: number,
  { lease, read, work, now }: Pick<LeasedRead<Result>, 'lease' | 'read' | 'work' | 'now'>,
): Promise<Result> {
  let endsAt = 0;
  const renew = () => lease.renew(token, Math.max(0, endsAt - now()));
  const timer = setInterval(renew, leaseMs / 3).unref();
  const expect = (at: number) => {
    endsAt = at;
    read.expect(at);
  };
  try {
    const result = await work({ ...read, expect }, token);
    renew();
    return result;
  } catch (failure) {
    lease.release(token);
    throw failure;
  } finally {
    clearInterval(timer);
  }
}
