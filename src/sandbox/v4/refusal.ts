import type { WithoutRight } from '../behaviour.ts';
import type { Right } from '../model.ts';
import { Refused } from '../response.ts';
import type { View } from '../rights.ts';

/** Whether the list is empty because the key lacks the right to it. Throws if the behaviour is a 403 or a 401. */
export function refuseWithout(view: View, right: Right, otherwise: WithoutRight): boolean {
  if (view.can(right)) return false;
  if (otherwise === 'forbidden') throw new Refused(403, 'Forbidden');
  if (otherwise === 'unauthorized') throw new Refused(401, 'Unauthorized');
  return true;
}
