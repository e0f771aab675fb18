import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import { hierarchyOf } from '../employees/hierarchy.ts';
import { Forbidden } from '../errors.ts';
import { onceFor } from '../server/onceFor.ts';
import type { Scope } from '../server/viewer.ts';

const everybodys: Scope = 'lucca:remuneration:read';
const reports: Scope = 'lucca:remuneration:read:reports';

/**
 * Lets a person's pay be read, before anything of it is, so that pay that is not there and pay that is not shown look the same to
 * whoever may not see it. Throws `Forbidden`, and what reading people fails with: who is under whom must be known to be shown pay.
 */
export function demandPay(employeeId: number, context: GraphContext): PromiseOrValue<void> {
  const { viewer } = context;
  if (viewer?.scopes.has(everybodys)) return;
  if (!viewer?.scopes.has(reports) || viewer.employeeId === null) throw new Forbidden();
  if (viewer.employeeId === employeeId) return;
  return mapValue(reportsOfViewer(context), (ids) => {
    if (!ids.has(employeeId)) throw new Forbidden();
  });
}

/**
 * The numbers of the people under the viewer. Where managers go round in a circle nobody knows who is above: those who are above the
 * viewer are left out, and so are those whom only they lead to. Nobody is under a viewer whom the key does not see, or without the
 * right to managers.
 */
const reportsOfViewer = onceFor(
  ({ viewer, connection }: GraphContext): PromiseOrValue<ReadonlySet<number>> =>
    mapValue(connection().loaders.employeesForPay.all(), (people) => {
      const { isShown, reportsOf, chainOf } = hierarchyOf(people);
      const self = people.find(({ id }) => id === viewer?.employeeId);
      if (!self || !isShown) return new Set<number>();
      const above = new Set(chainOf(self, Number.POSITIVE_INFINITY).map(({ id }) => id));
      const under = new Set([self.id]);
      // A set hands out what is added to it meanwhile.
      for (const id of under) for (const report of reportsOf(id)) if (!above.has(report.id)) under.add(report.id);
      return under;
    }),
);
