import type { Caller, Lucca } from '../../lucca/client.ts';
import type { LuccaError } from '../../lucca/errors.ts';
import { concludeRights, unknownRights } from './conclude.ts';
import type { Check, PermissionCode } from './permissions.ts';
import { askProbes } from './probes.ts';

/** The rights of a key; `unknown` contains those that a second try may decide, with the failure of the first. */
export type KeyCheck = { checks: Check[]; unknown: ReadonlyMap<PermissionCode, LuccaError> };

/**
 * Proves that Lucca accepts the key and checks its rights, in at most twelve requests unless Lucca refuses page sizes; `now` in milliseconds of the epoch.
 * `onProven` is called with all checks so far whenever there may be more. Throws Lucca's error when the key itself could not be
 * proven; a later failure only makes rights inconclusive.
 */
export async function checkKey(
  lucca: Pick<Lucca, 'firstPage'>,
  caller: Caller,
  now: number,
  onProven: (checks: Check[]) => void = () => {},
): Promise<KeyCheck> {
  const answers = await askProbes(lucca, caller, now, (soFar) => onProven(concludeRights(soFar, now)));
  const checks = concludeRights(answers, now);
  return { checks, unknown: unknownRights(answers, checks) };
}
