import type { AccountMapping } from '../../accounts/mapping.ts';
import type { GraphContext } from '../context.ts';
import { operate } from './accounts.ts';

/** The changes that an input makes to the account's mapping. */
type Change = { kind: 'change'; apply: (before: AccountMapping) => AccountMapping };

/** Applies an input to the account's mapping, unless `read` finds a problem with it. */
export const setMapping = <Problem extends { kind: 'problem' }>(
  context: GraphContext,
  read: () => Promise<Change | Problem>,
) =>
  operate(context, async ({ accounts }) => {
    // Settings made on another instance within the last seconds count, too.
    await context.refreshAccount();
    const change = await read();
    if (change.kind === 'problem') return change;
    return { kind: 'set' as const, account: await accounts.setMapping(context.connection().account, change.apply) };
  });
