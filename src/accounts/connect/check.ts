import type { Caller, Lucca } from '../../lucca/client.ts';
import type { LuccaError } from '../../lucca/errors.ts';
import { concludeRights, untold } from '../rights/conclude.ts';
import type { Check, PermissionCode } from '../rights/permissions.ts';
import { askProbes } from '../rights/probes.ts';

/** What a key was found to see; `untold` are the inconclusive rights that another try may tell, with what Lucca failed with. */
export type Found = { checks: Check[]; untold: ReadonlyMap<PermissionCode, LuccaError> };

/**
 * Proves the key and finds out what it may see, in at most twelve requests; `now` in milliseconds of the epoch. `onProven` hears
 * all checks that are known whenever there may be more of them. Throws Lucca's error when the key itself could not be proven;
 * what fails after that is only inconclusive.
 */
export async function checkKey(
  lucca: Pick<Lucca, 'firstPage'>,
  caller: Caller,
  now: number,
  onProven: (checks: Check[]) => void = () => {},
): Promise<Found> {
  const answers = await askProbes(lucca, caller, now, (soFar) => onProven(concludeRights(soFar, now)));
  const checks = concludeRights(answers, now);
  return { checks, untold: untold(answers, checks) };
}
