import { LRUCache } from 'lru-cache';
import type { Account } from '../../accounts/accounts.ts';
import { type AccountVersion, cacheKey, isKeyOf } from '../../cache/cacheKey.ts';
import { inferencePolicy } from '../../loaders/freshness.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import type { PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { LuccaTimeout } from '../../lucca/errors.ts';
import { type ItemSpan, inferFromMonths, inferPayments, type Observation } from '../../pay/inference.ts';
import { isBase } from '../../pay/kinds.ts';
import { resolveFixed } from '../../pay/overlaps.ts';
import { withTimeout } from '../../time.ts';
import { isInForce } from '../contracts/inForce.ts';
import { toClientError } from '../errors.ts';
import { onceFor } from '../server/onceFor.ts';
import { type Inference, treatmentOfItem } from './treatments.ts';

/** What an inference needs of a request. */
type RequestParts = {
  connection(): { loaders: Pick<Loaders, 'employees' | 'fixedItems' | 'payFigures'> };
  today: string;
  deadlineAt: number;
};

/** The inferences of all accounts, cached for a day. */
export type Inferences = {
  /**
   * Infers payments from the yearly figures of the account. Returns a cached inference at once. Empty if Lucca cannot be read in time:
   * figures then assume the usual payments, and say so.
   */
  of(account: Account, request: RequestParts): PromiseOrValue<Inference>;
  /** Forgets the inferences of a connection that has ended. */
  purge(connection: AccountVersion): void;
};

/** The time left for the rest of the operation when it stops waiting for an inference. */
const reserveMs = 1_000;
/** People employed whose yearly figures are read: one page of Lucca's. */
const payFiguresLimit = 1_000;
/** People among them, evenly spread, whose items are read. */
const sampleSize = 400;
/** The same if Lucca returns no yearly figures: items then only reveal in which months they are paid. */
const sampleWithoutFigures = 100;

/** Caches inferences in memory for a day. Concurrent callers share one inference; after a failure the next is tried a minute later. */
export function createInferences(now: () => number): Inferences {
  const cache = new LRUCache<string, { inference: Inference; until: number }>({ max: 1_000 });
  const inFlight = new Map<string, Promise<Inference>>();

  function start(key: string, account: Account, request: RequestParts): Promise<Inference> {
    const inferring = infer(account, request)
      .then((inference) => {
        // Unless the connection has ended meanwhile.
        if (inFlight.has(key)) cache.set(key, { inference, until: now() + inferencePolicy.ttl });
        return inference;
      })
      .catch((failure: unknown) => {
        if (toClientError(failure) === null) throw failure;
        const none: Inference = new Map();
        if (inFlight.has(key)) cache.set(key, { inference: none, until: now() + inferencePolicy.retry });
        return none;
      })
      .finally(() => inFlight.delete(key));
    inFlight.set(key, inferring);
    return inferring;
  }

  return {
    purge(connection) {
      for (const kept of [cache, inFlight])
        for (const key of [...kept.keys()]) if (isKeyOf(connection, key)) kept.delete(key);
    },
    of(account, request) {
      // An inference depends on the settings of the account, so they are part of the key.
      const { key } = keyOf(account);
      const cached = cache.get(key);
      if (cached && cached.until > now()) return cached.inference;
      const inferring = inFlight.get(key) ?? start(key, account, request);
      const timeoutMs = request.deadlineAt - reserveMs - now();
      return withTimeout(inferring, timeoutMs, () => new LuccaTimeout({ resource: 'payFigures' })).catch(
        (failure: unknown) => {
          if (failure instanceof LuccaTimeout) return new Map();
          throw failure;
        },
      );
    },
  };
}

// Made once an account, because it is asked for with the pay of each person.
const keyOf = onceFor((account: Account) => ({ key: cacheKey(account, 'inference', account.mapping.natures) }));

async function infer(account: Account, request: RequestParts): Promise<Inference> {
  const { loaders } = request.connection();
  const employed = await yearlyFigures(request);
  const withFigure = employed.filter(({ yearly }) => yearly !== null);
  const people = withFigure.length > 0 ? spread(withFigure, sampleSize) : spread(employed, sampleWithoutFigures);
  const itemsOf = people.length === 0 ? () => [] : await loaders.fixedItems.sample(people.map(({ id }) => id));
  const spans: ItemSpan[] = [];
  const observations: Observation[] = [];
  const baseNatures = new Set<number>();
  for (const { id, yearly } of people) {
    spans.push(...itemsOf(id));
    const items = itemsOf(id)
      .filter((item) => isInForce(item, request.today))
      .map((item) => ({ ...item, luccaId: item.id, treatment: treatmentOfItem('FIXED', item, account) }));
    // It is unknown which of the overlapping items the figure includes.
    const { items: counting, unresolved } = resolveFixed(items);
    if (yearly !== null && counting.length > 0 && unresolved.length === 0)
      observations.push({ yearly, items: counting });
    for (const { natureId, treatment } of items) if (isBase({ treatment })) baseNatures.add(natureId);
  }
  const fixedSettings = account.mapping.natures.filter(({ family }) => family === 'FIXED');
  const paymentsPerYear = new Map(
    fixedSettings.flatMap(({ natureId, paymentsPerYear: times }) =>
      times === null ? [] : [[natureId, times] as const],
    ),
  );
  const known = { paymentsPerYear, baseNatures };
  return new Map([...inferFromMonths(spans), ...inferPayments(observations, known)]);
}

/** The yearly figures of the first people employed today, in the order of Lucca's numbers, from the cache if all people are cached. */
async function yearlyFigures({ connection, today }: RequestParts): Promise<{ id: number; yearly: string | null }[]> {
  const { loaders } = connection();
  const cached = loaders.employees
    .cached()
    ?.filter(({ dtContractEnd }) => dtContractEnd === null || dtContractEnd >= today)
    .slice(0, payFiguresLimit);
  const people = cached ?? (await loaders.payFigures.first(payFiguresLimit));
  return people.map(({ id, applicationData }) => ({ id, yearly: applicationData?.theoreticalRemuneration ?? null }));
}

/** At most this many of them, evenly spread. */
function spread<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, all.length / count);
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => all[Math.floor(index * step)] as T);
}
