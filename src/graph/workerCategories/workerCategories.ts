import { keyOf } from '../accounts/accounts.ts';
import { setMapping } from '../accounts/settings.ts';
import type { Resolvers } from '../generated.ts';
import { readWorkerCategories } from './input.ts';

export const workerCategories: Resolvers = {
  Mutation: {
    setWorkerCategories: (_, { input }, context) => setMapping(context, () => readWorkerCategories(input, context)),
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
