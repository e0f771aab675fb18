import type { AccountMapping } from '../../accounts/mapping.ts';
import type { GraphContext } from '../context.ts';
import { operate } from './accounts.ts';

/** What an input changes in the mapping of the account. */
type Change = { kind: 'change'; apply: (before: AccountMapping) => AccountMapping };

/** Changes the mapping of the account by an input, unless `read` finds a problem with it. */
export const setMapping = <Problem extends { kind: 'problem' }>(
  context: GraphContext,
  read: () => Promise<Change | Problem>,
) =>
  operate(context, async ({ accounts }) => {
    // What another instance has set within the last seconds counts, too.
    await context.refreshAccount();
    const change = await read();
    if (change.kind === 'problem') return change;
    return { kind: 'set' as const, account: await accounts.setMapping(context.connection().account, change.apply) };
  });
