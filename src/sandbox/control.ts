import type { Behaviour } from './behaviour.ts';
import type { Fault } from './faults.ts';
import type { Company } from './model.ts';

/** A request that the sandbox received. Keys are never recorded. */
export type HeardRequest = {
  method: string;
  host: string;
  path: string;
  query: string;
  userAgent: string;
  at: number;
  status: number;
};

/** Selects requests by host and by the beginning of their path; all requests by default. */
export type Where = { host?: string; path?: string };

/** How a test controls the sandbox while it runs. */
export type Control = {
  /** The requests received so far, oldest first. `status` is 0 until the response is sent, and after a connection reset. */
  requests(where?: Where): HeardRequest[];
  /** The highest number of requests that a host received in any 60 seconds, refused ones included. */
  highestPerMinute(host: string): number;
  /** Makes the next response fail, or the next `times` responses. */
  fail(fault: Fault, where?: Where & { times?: number }): void;
  /** Delays responses until `reset`. A delay longer than Lucca's limit of five seconds ends in a 408. */
  delay(milliseconds: number, where?: Where): void;
  /** Changes a company's data immediately. */
  change(host: string, edit: (company: Company) => void): void;
  /** Changes a company's data just before the nth matching response from now (1 is the next). */
  beforeAnswer(nth: number, edit: (company: Company) => void, where: Where & { host: string }): void;
  /** Makes a key invalid. */
  revoke(host: string, key: string): void;
  /** Changes how one company behaves. */
  behave(host: string, changes: Partial<Behaviour>): void;
  /** Clears requests, faults, delays and quotas, and restores the data, behaviour and keys of every company. */
  reset(): void;
};

type Scheduled<What> = { where: Where; what: What; skip: number; times: number };

/** The faults, delays and changes that tests have scheduled. */
export function createScript() {
  let faults: Scheduled<Fault>[] = [];
  let delays: Scheduled<number>[] = [];
  let edits: Scheduled<(company: Company) => void>[] = [];
  return {
    fail: (fault: Fault, { times = 1, ...where }: Where & { times?: number }) => {
      faults.push({ where, what: fault, skip: 0, times });
    },
    delay: (milliseconds: number, where: Where) => {
      delays.unshift({ where, what: milliseconds, skip: 0, times: Number.POSITIVE_INFINITY });
    },
    beforeAnswer: (nth: number, edit: (company: Company) => void, where: Where) => {
      edits.push({ where, what: edit, skip: nth - 1, times: 1 });
    },
    /** Takes what is scheduled for a request: one fault, one delay, and every change. */
    next(request: { host: string; path: string }) {
      return {
        fault: take(faults, request)[0],
        delayMs: take(delays, request)[0],
        edits: takeAll(edits, request),
      };
    },
    clear() {
      faults = [];
      delays = [];
      edits = [];
    },
  };
}

function take<What>(scheduled: Scheduled<What>[], request: { host: string; path: string }): What[] {
  const first = scheduled.find((each) => each.times > 0 && isMeant(each.where, request));
  if (!first) return [];
  first.times -= 1;
  return [first.what];
}

function takeAll<What>(scheduled: Scheduled<What>[], request: { host: string; path: string }): What[] {
  return scheduled.flatMap((each) => {
    if (each.times === 0 || !isMeant(each.where, request)) return [];
    if (each.skip > 0) {
      each.skip -= 1;
      return [];
    }
    each.times -= 1;
    return [each.what];
  });
}

/** Whether a request is one of those selected. */
export function isMeant(where: Where, request: { host: string; path: string }): boolean {
  return (where.host ?? request.host) === request.host && request.path.startsWith(where.path ?? '');
}
