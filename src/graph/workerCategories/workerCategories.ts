import { keyOf, operate } from '../accounts/accounts.ts';
import type { Resolvers } from '../generated.ts';
import { readWorkerCategories } from './input.ts';

export const workerCategories: Resolvers = {
  Mutation: {
    setWorkerCategories: (_, { input }, context) =>
      operate(context, async ({ accounts }) => {
        await context.refreshAccount();
        const change = await readWorkerCategories(input, context);
        if (change.kind === 'problem') return change;
        return { kind: 'set' as const, account: await accounts.setMapping(context.connection().account, change.apply) };
      }),
  },
  SetWorkerCategoriesResult: {
    __resolveType: ({ kind }) => (kind === 'problem' ? 'WorkerCategoriesProblem' : 'WorkerCategoriesSet'),
  },
  WorkerCategoriesProblem: {
    message: ({ message }, { language }) => message[keyOf(language)],
    correlationId: (_problem, _, context) => context.correlationId,
  },
  Account: {
    workerCategories: ({ mapping: { level, jobFamily } }) => ({ level, jobFamily }),
  },
};
