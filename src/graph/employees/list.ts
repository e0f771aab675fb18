import { z } from 'zod';
import type { Rows } from '../../cache/rows.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { GraphContext } from '../context.ts';
import type { EmployeeParent } from '../parents.ts';
import { type Connection, openPage, type PageArgs } from '../server/connection.ts';
import { createOrder, type Order } from './order.ts';

const standing = z.object({ values: z.array(z.string().nullable()), id: z.int() });

/** As Lucca created them. */
const byNumber = createOrder([]);

/**
 * Opens a page of people, to be cut out of those that the list holds once they are there. `list` tells one list from another, so that a cursor of
 * one is none of another. Throws `BadUserInput`.
 *
 * A cursor holds what its person was ordered by, so that the place stays where it was though the person may have left or changed
 * since; it is sealed, because names in it would end up in logs on the way.
 */
export function openEmployeesPage(list: unknown, args: PageArgs, context: GraphContext, order: Order = byNumber) {
  const { account } = context.connection();
  const { seal, open } = context.vault.sealer(JSON.stringify(['cursor', account.id, list]));
  const cut = openPage<EmployeeParent>(args, {
    cursorOf: (user) => seal(JSON.stringify(order.standingOf(user))),
    follows(cursor) {
      const opened = open(cursor);
      if (opened === null) return null;
      const after = standing.parse(JSON.parse(opened));
      return (user) => order.compare(order.standingOf(user), after) > 0;
    },
  });
  return (people: Rows<User>, isListed: (user: User) => boolean): Connection<EmployeeParent> =>
    cut(order.sorted(people).filter(isListed));
}
