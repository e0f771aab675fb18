import { z } from 'zod';
import type { Rows } from '../../cache/rows.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { GraphContext } from '../context.ts';
import type { EmployeeParent } from '../parents.ts';
import { type Connection, openPage, type PageArgs } from '../server/connection.ts';
import { byNumber, type Order } from './order.ts';

const standing = z.object({ values: z.array(z.string().nullable()), id: z.int() });

/**
 * Checks the page arguments, and returns the function that takes the page from the list once the people are loaded. The list must be sorted
 * in this order. `list` identifies the list: a cursor of another list is invalid. Throws `BadUserInput`.
 *
 * A cursor contains the values that its person was sorted by, so that it stays valid if the person leaves or changes. It is encrypted,
 * because names in it would otherwise end up in logs.
 */
export function openEmployeesPage(
  list: unknown,
  args: PageArgs,
  context: GraphContext,
  order: Order = byNumber,
): (people: Rows<User>) => Connection<EmployeeParent> {
  const { account } = context.connection();
  const { seal, open } = context.vault.sealer(JSON.stringify(['cursor', account.id, list]));
  return openPage<EmployeeParent>(args, {
    cursorOf: (user) => seal(JSON.stringify(order.standingOf(user))),
    follows(cursor) {
      const opened = open(cursor);
      if (opened === null) return null;
      const after = standing.parse(JSON.parse(opened));
      return (user) => order.compare(order.standingOf(user), after) > 0;
    },
  });
}
