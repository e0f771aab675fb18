import type { Caller, Lucca } from '../lucca/client.ts';
import type { Check } from './permissions.ts';
import { concludeRights } from './rights/conclude.ts';
import { askProbes } from './rights/probes.ts';

/**
 * Proves the key and finds out what it may see, in ten requests; `now` in milliseconds of the epoch.
 * Throws Lucca's error when the key itself could not be proven; what fails after that is only inconclusive.
 */
export async function checkKey(lucca: Pick<Lucca, 'peek'>, caller: Caller, now: number): Promise<Check[]> {
  return concludeRights(await askProbes(lucca, caller, now), now);
}
