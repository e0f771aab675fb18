import type { Behaviour } from './behaviour.ts';
import type { Fault } from './faults.ts';
import type { Company } from './model.ts';

/** One request as the sandbox heard it; keys are never kept. */
export type HeardRequest = { method: string; host: string; path: string; query: string; at: number; status: number };

/** Which requests are meant; what is left out matches everything, `path` is compared from its beginning. */
export type Where = { host?: string; path?: string };

/** How a test steers the sandbox while it runs. */
export type Control = {
  /** Requests heard, oldest first; `status` is 0 while unanswered and after a reset. */
  requests(where?: Where): HeardRequest[];
  /** The highest number of requests one host heard in any 60 seconds, refused ones included. */
  highestPerMinute(host: string): number;
  /** Lets the next answers go wrong, the next one only unless `times` says more. */
  fail(fault: Fault, where?: Where & { times?: number }): void;
  /** Delays answers until reset; a delay beyond Lucca's five seconds ends in a 408 there. */
  delay(milliseconds: number, where?: Where): void;
  /** Changes a company's data at once. */
  change(host: string, edit: (company: Company) => void): void;
  /** Changes a company's data just before the nth answer from now (1 is the next) to the requests meant. */
  beforeAnswer(nth: number, edit: (company: Company) => void, where: Where & { host: string }): void;
  /** Makes a key invalid. */
  revoke(host: string, key: string): void;
  /** Turns switches of one company. */
  behave(host: string, changes: Partial<Behaviour>): void;
  /** Forgets requests, faults, delays and quotas, and gives every company its data, behaviour and keys back. */
  reset(): void;
};

type Rule<What> = { where: Where; what: What; skip: number; times: number };

/** What tests have asked to happen to coming requests. */
export function createScript() {
  let faults: Rule<Fault>[] = [];
  let delays: Rule<number>[] = [];
  let edits: Rule<(company: Company) => void>[] = [];
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
    /** Takes what is due for one request; of several faults or delays one applies, every due edit does. */
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

function take<What>(rules: Rule<What>[], request: { host: string; path: string }): What[] {
  const rule = rules.find((each) => each.times > 0 && isMeant(each.where, request));
  if (!rule) return [];
  rule.times -= 1;
  return [rule.what];
}

function takeAll<What>(rules: Rule<What>[], request: { host: string; path: string }): What[] {
  return rules.flatMap((rule) => {
    if (rule.times === 0 || !isMeant(rule.where, request)) return [];
    if (rule.skip > 0) {
      rule.skip -= 1;
      return [];
    }
    rule.times -= 1;
    return [rule.what];
  });
}

/** Tells whether a request is one of those meant. */
export function isMeant(where: Where, request: { host: string; path: string }): boolean {
  return (where.host ?? request.host) === request.host && request.path.startsWith(where.path ?? '');
}
