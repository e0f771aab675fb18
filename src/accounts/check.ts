import type { Caller, Lucca } from '../lucca/client.ts';
import type { Check } from './permissions.ts';
import { concludeRights } from './rights/conclude.ts';
import { askProbes } from './rights/probes.ts';

/**
 * Proves the key and finds out what it may see, in at most twelve requests; `now` in milliseconds of the epoch. `onProven` hears
 * all checks that are known whenever there may be more of them. Throws Lucca's error when the key itself could not be proven;
 * what fails after that is only inconclusive.
 */
export async function checkKey(
  lucca: Pick<Lucca, 'peek'>,
  caller: Caller,
  now: number,
  onProven: (checks: Check[]) => void = () => {},
): Promise<Check[]> {
  return concludeRights(await askProbes(lucca, caller, now, (soFar) => onProven(concludeRights(soFar, now))), now);
}
