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
import { retrySeconds } from '../../time.ts';
import { LuccaUnavailable } from '../errors.ts';
import type { Policy } from './policy.ts';

type Circuit = { policy: CircuitBreakerPolicy; openUntil: number };

/** What a failure says about Lucca: an outage, an answer, or nothing, because the request was aborted. */
export type FailureKind = 'outage' | 'answer' | 'none';

/** Wraps a failure that says nothing about Lucca. After such a trial, it is still unknown whether Lucca has recovered. */
class Inconclusive extends Error {
  readonly isTrial: boolean;

  constructor(failure: unknown, isTrial: boolean) {
    super('', { cause: failure });
    this.isTrial = isTrial;
  }
}

const isFailure = handleWhen((failure) => !(failure instanceof Inconclusive) || failure.isTrial);

/**
 * Creates a circuit breaker for each host. After `breakerThreshold` failures in a row the circuit opens: nothing is sent for a while. Then
 * it is half-open: one trial request is sent, and if that fails, the circuit stays open for twice as long. Retries count as failures. Any
 * answer resets the count, so that one failing module does not block the others. An aborted request changes nothing.
 */
export function createCircuits(policy: Policy, now: () => number, random: () => number) {
  const circuits = new LRUCache<string, Circuit>({ max: 10_000 });
  const isOpen = ({ policy, openUntil }: Circuit) => policy.state === CircuitState.Open && now() < openUntil;
  const circuitOpen = (resource: string, { openUntil }: Circuit) =>
    new LuccaUnavailable({ resource, reason: 'circuitOpen', retryAfterSeconds: retrySeconds(openUntil - now()) });

  function circuitOf(host: string): Circuit {
    const circuit = circuits.get(host) ?? createCircuit(policy, now, random);
    circuits.set(host, circuit);
    return circuit;
  }

  return {
    /** Number of hosts whose circuit is open. */
    countOpen: (): number => [...circuits.values()].filter(isOpen).length,

    /** Throws `LuccaUnavailable` while the circuit is open, or while its trial is in flight. */
    check(host: string, resource: string): void {
      const circuit = circuitOf(host);
      if (isOpen(circuit) || circuit.policy.state === CircuitState.HalfOpen) throw circuitOpen(resource, circuit);
    },

    /** Sends one request; `kindOf` says what a failure means. */
    async run<Result>(
      host: string,
      resource: string,
      send: () => Promise<Result>,
      kindOf: (failure: unknown) => FailureKind,
    ): Promise<Result> {
      const circuit = circuitOf(host);
      try {
        const outcome = await circuit.policy.execute(() => settle(circuit, send, kindOf));
        if ('failure' in outcome) throw outcome.failure;
        return outcome.result;
      } catch (failure) {
        if (failure instanceof Inconclusive) throw failure.cause;
        throw failure instanceof BrokenCircuitError ? circuitOpen(resource, circuit) : failure;
      }
    },
  };
}

/** Sends a request; resolves to its result, or to a failure that is an answer of Lucca, and rejects with the other failures. */
async function settle<Result>(
  { policy }: Circuit,
  send: () => Promise<Result>,
  kindOf: (failure: unknown) => FailureKind,
): Promise<{ result: Result } | { failure: unknown }> {
  // Only known now: a request that arrives during a trial waits for it, and is then sent like any other.
  const isTrial = policy.state !== CircuitState.Closed;
  try {
    return { result: await send() };
  } catch (failure) {
    const kind = kindOf(failure);
    if (kind === 'answer') return { failure };
    throw kind === 'outage' ? failure : new Inconclusive(failure, isTrial);
  }
}

function createCircuit(
  { breakerThreshold, openMinMs, openMaxMs }: Policy,
  now: () => number,
  random: () => number,
): Circuit {
  const pause = (attempt: number): IBackoff<IHalfOpenAfterBackoffContext> => {
    // Up to a tenth longer, so that the instances do not all send their trial at once.
    circuit.openUntil = now() + Math.min(openMaxMs, openMinMs * 2 ** (attempt - 1)) * (1 + random() * 0.1);
    return {
      // The library compares this with a clock of its own; only ours says when the pause is over.
      get duration() {
        return now() < circuit.openUntil ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
      },
      next: ({ result }) => pause('error' in result && result.error instanceof Inconclusive ? attempt : attempt + 1),
    };
  };
  const policy = circuitBreaker(isFailure, {
    breaker: new ConsecutiveBreaker(breakerThreshold),
    halfOpenAfter: { next: () => pause(1) },
  });
  const circuit: Circuit = { policy, openUntil: 0 };
  return circuit;
}
