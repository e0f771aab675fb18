import { LuccaForbidden, LuccaNotFound, LuccaUnauthorized } from '../lucca/errors.ts';

/** When Lucca last rejected the key, for all tables of one account; epoch milliseconds. */
export type Rejection = { at: number };

/** How long a missing right or module is remembered, so that asking for it again costs nothing. */
const rememberedMs = 60_000;

/** Remembers how Lucca refused one resource to one account; a rejected key is a refusal of all its resources. */
export function createRefusals(now: () => number, rejection: Rejection) {
  let missing: { error: LuccaForbidden | LuccaNotFound; at: number } | null = null;
  let refusedAt = 0;
  return {
    /** Fails as Lucca did, if it said at or after `since`, and not long ago, that a right or a module is missing. */
    failAgain(since: number) {
      if (missing && missing.at >= since && now() - missing.at < rememberedMs) throw missing.error;
    },
    /** Is told of every failure, and remembers those that refuse. */
    note(failure: unknown) {
      if (failure instanceof LuccaForbidden || failure instanceof LuccaNotFound)
        missing = { error: failure, at: now() };
      if (failure instanceof LuccaUnauthorized) rejection.at = now();
      if (isRefusal(failure)) refusedAt = now();
    },
    /** `since`, or the instant after the last refusal: what was read before that is not to be shown any more. */
    after: (since: number) => Math.max(since, refusedAt + 1, rejection.at + 1),
  };
}

/** What a table remembers of refusals. */
export type Refusals = ReturnType<typeof createRefusals>;

/** Tells whether a failure says that the key may not, or that there is nothing to be had. */
export const isRefusal = (failure: unknown) =>
  [LuccaUnauthorized, LuccaForbidden, LuccaNotFound].some((kind) => failure instanceof kind);
