import { Refused } from '../answer.ts';
import type { WithoutRight } from '../behaviour.ts';
import type { Right } from '../model.ts';
import type { View } from '../rights.ts';

/** Whether there are no rows because the key lacks the right. Throws where Lucca answers with 403 or 401. */
export function refuseWithout(view: View, right: Right, otherwise: WithoutRight): boolean {
  if (view.can(right)) return false;
  if (otherwise === 'forbidden') throw new Refused(403, 'Forbidden');
  if (otherwise === 'unauthorized') throw new Refused(401, 'Unauthorized');
  return true;
}
