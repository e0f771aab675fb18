import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
  type IBackoff,
} from 'cockatiel';
import { LRUCache } from 'lru-cache';
import { LuccaUnavailable } from './errors.ts';
import type { Policy } from './policy.ts';

type Circuit = { policy: CircuitBreakerPolicy; opensUntil: number };

/**
 * Leaves a host alone that does not answer: after so many failures in a row nothing is sent for a while, then one request;
 * if that fails too, for twice as long. Tries again count, and any answer begins the count anew: a Lucca of which one module fails
 * is still asked for the others.
 */
export function createCircuits({ failuresUntilAlone, shortestAloneMs, longestAloneMs }: Policy, random: () => number) {
  const circuits = new LRUCache<string, Circuit>({ max: 10_000 });

  function circuitOf(host: string): Circuit {
    const known = circuits.get(host);
    if (known) return known;
    // The policy asks for the length of every pause and keeps it to itself: it is noted here, to be told.
    const pause = (attempt: number): IBackoff<{ attempt: number }> => {
      // Up to a tenth longer, so that our instances do not all come back at once.
      const duration = Math.min(longestAloneMs, shortestAloneMs * 2 ** (attempt - 1)) * (1 + random() * 0.1);
      circuit.opensUntil = Date.now() + duration;
      return { duration, next: (context) => pause(context.attempt) };
    };
    const policy = circuitBreaker(handleAll, {
      breaker: new ConsecutiveBreaker(failuresUntilAlone),
      halfOpenAfter: { next: ({ attempt }) => pause(attempt) },
    });
    const circuit: Circuit = { policy, opensUntil: 0 };
    circuits.set(host, circuit);
    return circuit;
  }

  function open(resource: string, { opensUntil }: Circuit): LuccaUnavailable {
    const retryAfterSeconds = Math.max(1, Math.ceil((opensUntil - Date.now()) / 1_000));
    return new LuccaUnavailable({ resource, reason: 'leftAlone', retryAfterSeconds });
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

    /** Sends one request; `isOutage` tells which failures mean that Lucca does not answer: any other is an answer too. */
    async run<Result>(
      host: string,
      resource: string,
      send: () => Promise<Result>,
      isOutage: (failure: unknown) => boolean,
    ): Promise<Result> {
      const circuit = circuitOf(host);
      try {
        const outcome = await circuit.policy.execute(() =>
          send().then(
            (result) => ({ result }),
            (failure: unknown) => {
              if (isOutage(failure)) throw failure;
              return { failure };
            },
          ),
        );
        if ('failure' in outcome) throw outcome.failure;
        return outcome.result;
      } catch (failure) {
        throw failure instanceof BrokenCircuitError ? open(resource, circuit) : failure;
      }
    },
  };
}
