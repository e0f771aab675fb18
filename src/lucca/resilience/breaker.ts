import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  type IBackoff,
  type IHalfOpenAfterBackoffContext,
} from 'cockatiel';
import { LRUCache } from 'lru-cache';
import { LuccaUnavailable } from '../errors.ts';
import type { Policy } from './policy.ts';

type Circuit = { policy: CircuitBreakerPolicy; opensUntil: number };

/** What a failure says of a Lucca: that it does not answer, that it did, or nothing at all, because nobody waited for it. */
export type FailureKind = 'outage' | 'answer' | 'none';

/** Wraps a failure that says nothing of Lucca: if it ends a trial, whether Lucca is back is still to be found out. */
class Unjudged extends Error {
  readonly isTrial: boolean;

  constructor(failure: unknown, isTrial: boolean) {
    super('', { cause: failure });
    this.isTrial = isTrial;
  }
}

const isFailure = handleWhen((failure) => !(failure instanceof Unjudged) || failure.isTrial);

/**
 * Leaves a host alone that does not answer: after so many failures in a row nothing is sent for a while, then one request;
 * if that fails too, for twice as long. Tries again count, any answer begins the count anew (a Lucca of which one module fails is
 * still asked for the others), and what nobody waited for changes nothing.
 */
export function createCircuits(
  { breakerThreshold: failuresUntilAlone, openMinMs: shortestAloneMs, openMaxMs: longestAloneMs }: Policy,
  random: () => number,
) {
  const circuits = new LRUCache<string, Circuit>({ max: 10_000 });

  function circuitOf(host: string): Circuit {
    const known = circuits.get(host);
    if (known) return known;
    // The policy asks for the length of every pause and keeps it to itself: it is noted here, to be told.
    const pause = (attempt: number): IBackoff<IHalfOpenAfterBackoffContext> => {
      // Up to a tenth longer, so that our instances do not all come back at once.
      const duration = Math.min(longestAloneMs, shortestAloneMs * 2 ** (attempt - 1)) * (1 + random() * 0.1);
      circuit.opensUntil = Date.now() + duration;
      const next = ({ result }: IHalfOpenAfterBackoffContext) =>
        pause('error' in result && result.error instanceof Unjudged ? attempt : attempt + 1);
      return { duration, next };
    };
    const policy = circuitBreaker(isFailure, {
      breaker: new ConsecutiveBreaker(failuresUntilAlone),
      halfOpenAfter: { next: () => pause(1) },
    });
    const circuit: Circuit = { policy, opensUntil: 0 };
    circuits.set(host, circuit);
    return circuit;
  }

  function open(resource: string, { opensUntil }: Circuit): LuccaUnavailable {
    const retryAfterSeconds = Math.max(1, Math.ceil((opensUntil - Date.now()) / 1_000));
    return new LuccaUnavailable({ resource, reason: 'circuitOpen', retryAfterSeconds });
  }

  return {
    /** How many hosts are left alone. */
    leftAlone: (): number =>
      [...circuits.values()].filter(
        ({ policy, opensUntil }) => policy.state === CircuitState.Open && Date.now() < opensUntil,
      ).length,

    /** Throws at once while the host is left alone, or the one request is under way that tries whether it is back. */
    check(host: string, resource: string): void {
      const circuit = circuitOf(host);
      const { state } = circuit.policy;
      const isOpen = state === CircuitState.Open && Date.now() < circuit.opensUntil;
      if (isOpen || state === CircuitState.HalfOpen) throw open(resource, circuit);
    },

    /** Sends one request; `verdictOn` tells what a failure says of Lucca. */
    async run<Result>(
      host: string,
      resource: string,
      send: () => Promise<Result>,
      verdictOn: (failure: unknown) => FailureKind,
    ): Promise<Result> {
      const circuit = circuitOf(host);
      const judged = () => {
        // Not known before: whoever comes during a trial waits for it, and is then a request like any other.
        const isTrial = circuit.policy.state !== CircuitState.Closed;
        return send().then(
          (result) => ({ result }),
          (failure: unknown) => {
            const verdict = verdictOn(failure);
            if (verdict === 'answer') return { failure };
            throw verdict === 'outage' ? failure : new Unjudged(failure, isTrial);
          },
        );
      };
      try {
        const outcome = await circuit.policy.execute(judged);
        if ('failure' in outcome) throw outcome.failure;
        return outcome.result;
      } catch (failure) {
        if (failure instanceof Unjudged) throw failure.cause;
        throw failure instanceof BrokenCircuitError ? open(resource, circuit) : failure;
      }
    },
  };
}
