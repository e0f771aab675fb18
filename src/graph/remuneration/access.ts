import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import { hierarchyOf } from '../employees/hierarchy.ts';
import { worksOn } from '../employees/status.ts';
import { Forbidden } from '../errors.ts';
import { onceFor } from '../server/onceFor.ts';
import { employeeIn, type Scope } from '../server/viewer.ts';

const everybodys: Scope = 'lucca:remuneration:read';
const reports: Scope = 'lucca:remuneration:read:reports';

/**
 * Checks that the viewer may see a person's pay. It is called before any pay is read, so that a viewer who may not see it cannot find out
 * whether there is any. Throws `Forbidden`, and the errors of reading people: without managers, nobody's reports are known.
 */
export function demandPay(employeeId: number, context: GraphContext): PromiseOrValue<void> {
  const { viewer } = context;
  if (viewer?.scopes.has(everybodys)) return;
  if (!viewer?.scopes.has(reports)) throw new Forbidden();
  const self = employeeIn(context.connection().account, viewer);
  if (self === null) throw new Forbidden();
  if (self === employeeId) return;
  return mapValue(reportsOfViewer(context, self), (ids) => {
    if (!ids.has(employeeId)) throw new Forbidden();
  });
}

/**
 * The ids of the viewer's direct and indirect reports. In a cycle of managers, it is unknown who reports to whom: people who are also
 * above the viewer are excluded, and so are people reached only through them. A viewer that the key does not see, or who does not work
 * there today, has no reports. If the key lacks the right to managers, nobody has reports.
 */
const reportsOfViewer = onceFor(
  ({ connection, today }: GraphContext, viewer: number): PromiseOrValue<ReadonlySet<number>> =>
    mapValue(connection().loaders.forPay.employees.all(), (people) => {
      const { isShown, reportsOf, chainOf } = hierarchyOf(people);
      const self = people.find(({ id }) => id === viewer);
      if (!self || !isShown || !worksOn(self, today)) return new Set<number>();
      const above = new Set(chainOf(self, Number.POSITIVE_INFINITY).map(({ id }) => id));
      const under = new Set([self.id]);
      // The loop also visits what it adds to the set.
      for (const id of under) for (const report of reportsOf(id)) if (!above.has(report.id)) under.add(report.id);
      return under;
    }),
);
