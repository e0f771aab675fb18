import { LRUCache } from 'lru-cache';
import type { Account } from '../../accounts/accounts.ts';
import type { PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { LuccaTimeout } from '../../lucca/errors.ts';
import { inferPayments, type Witness } from '../../pay/inference.ts';
import { type Inferred, kindOfCategory } from '../../pay/rules.ts';
import { withTimeout } from '../../time.ts';
import type { GraphContext } from '../context.ts';
import { isInForce } from '../contracts/inForce.ts';
import { toClientError } from '../errors.ts';

/** How often a year natures of fixed pay are paid, by Lucca's number, as far as its yearly figures tell. */
export type Inference = ReadonlyMap<number, Inferred>;

/** What was inferred for each account, for as long as it is worth anything. */
export type Inferences = {
  /**
   * What the yearly figures of the account tell, at once where it is known. Where Lucca cannot be read, or not in time, it is nothing:
   * whoever needs it then falls back on what is usual, and says so.
   */
  of(account: Account, context: GraphContext): PromiseOrValue<Inference>;
};

const rememberedMs = 86_400_000;
const failureMs = 60_000;
/** Room that is left of an operation's time for everything else, once it stops to wait. */
const reserveMs = 1_000;
/** The people employed whose figures are looked at: one page of Lucca's. */
const looked = 1_000;
/** Those of them, evenly spread, whose items are read. */
const sampled = 400;

/** Keeps what was inferred in memory for a day, makes it once for everybody who waits, and tries again a minute after a failure. */
export function createInferences(now: () => number): Inferences {
  const known = new LRUCache<string, { inference: Inference; until: number }>({ max: 1_000 });
  const underWay = new Map<string, Promise<Inference>>();

  function start(key: string, account: Account, context: GraphContext): Promise<Inference> {
    const making = infer(account, context)
      .then((inference) => {
        known.set(key, { inference, until: now() + rememberedMs });
        return inference;
      })
      .catch((failure: unknown) => {
        if (toClientError(failure) === null) throw failure;
        const nothing: Inference = new Map();
        known.set(key, { inference: nothing, until: now() + failureMs });
        return nothing;
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, making);
    return making;
  }

  return {
    of(account, context) {
      // What the account has set is a part of what is solved, so that another setting is another inference.
      const key = JSON.stringify([account.id, account.version, account.mapping.natures]);
      const found = known.get(key);
      if (found && found.until > now()) return found.inference;
      const making = underWay.get(key) ?? start(key, account, context);
      const patienceMs = context.deadlineAt - reserveMs - now();
      return withTimeout(making, patienceMs, () => new LuccaTimeout({ resource: 'payFigures' })).catch(
        (failure: unknown) => {
          if (failure instanceof LuccaTimeout) return new Map();
          throw failure;
        },
      );
    },
  };
}

async function infer(account: Account, context: GraphContext): Promise<Inference> {
  const { loaders } = context.connection();
  const figures = await yearlyFigures(context);
  const people = evenly(figures, sampled);
  const itemsOf = people.length === 0 ? () => [] : await loaders.fixedItems.sample(people.map(({ id }) => id));
  const witnesses: Witness[] = [];
  const baseNatures = new Set<number>();
  for (const { id, yearly } of people) {
    const items = itemsOf(id).filter(({ startsOn, endsOn }) => isInForce({ startsOn, endsOn }, context.today));
    if (items.length > 0) witnesses.push({ yearly, items });
    for (const { natureId, nature } of items) {
      const kind = kindOfCategory({ family: 'FIXED', categoryCode: nature?.category?.code ?? null });
      if (kind === 'BASE_SALARY') baseNatures.add(natureId);
    }
  }
  const set = account.mapping.natures.filter(({ family }) => family === 'FIXED');
  const paymentsPerYear = new Map(
    set.flatMap(({ natureId, paymentsPerYear: times }) => (times === null ? [] : [[natureId, times] as const])),
  );
  return inferPayments(witnesses, { paymentsPerYear, baseNatures });
}

/** The figures of the first people employed today, in the order of Lucca's numbers, whatever is held of them already. */
async function yearlyFigures({ connection, today }: GraphContext): Promise<{ id: number; yearly: string }[]> {
  const { loaders } = connection();
  const held = loaders.employees
    .held()
    ?.filter(({ dtContractEnd }) => dtContractEnd === null || dtContractEnd >= today)
    .slice(0, looked);
  const people = held ?? (await loaders.payFigures.first(looked));
  return people.flatMap(({ id, applicationData }) => {
    const yearly = applicationData?.theoreticalRemuneration ?? null;
    return yearly === null ? [] : [{ id, yearly }];
  });
}

/** So many of them at most, at even distances. */
function evenly<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, all.length / count);
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => all[Math.floor(index * step)] as T);
}
