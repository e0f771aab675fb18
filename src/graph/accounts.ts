import type { Submission } from '../accounts/connect.ts';
import type { GraphContext } from './context.ts';
import { Unauthenticated } from './errors.ts';
import type { ConnectAccountInput, Resolvers } from './generated.ts';
import { referencedId } from './reference.ts';

export const accounts: Resolvers = {
  Query: {
    account: (_, _args, context) => context.account(),
  },
  Mutation: {
    connectAccount: (_, { input }, context) => context.accounts.connect(submissionOf(input, context)),
    testConnection: (_, { input }, context) => context.accounts.test(submissionOf(input, context)),
    async disconnectAccount(_, _args, context) {
      return { wasConnected: await context.accounts.disconnect(tenantOf(context)) };
    },
  },
  ConnectAccountResult: {
    __resolveType: ({ kind }) => (kind === 'problem' ? 'ConnectProblem' : 'AccountConnected'),
  },
  TestConnectionResult: {
    __resolveType: ({ kind }) => (kind === 'problem' ? 'ConnectProblem' : 'AccountChecked'),
  },
  Account: {
    __resolveReference: async (reference, context) => {
      const account = context.account();
      return account?.id === referencedId(reference) ? account : null;
    },
    domain: (account) => account.host,
    connectedAt: (account) => new Date(account.connectedAt),
    quota(account, _, context) {
      const { perMinute, remaining, resetsAt } = context.lucca.quota(account.host);
      return { perMinute, remaining, resetsAt: resetsAt === null ? null : new Date(resetsAt) };
    },
  },
  AccountConnected: {
    checks: ({ account }) => account.checks,
  },
  ConnectProblem: {
    message: ({ message }, { language }) => (language === 'FR' ? message.fr : message.en),
    correlationId: (_problem, _, context) => context.correlationId,
  },
  PermissionCheck: {
    evidence: ({ evidence }) => ({
      probe: `${evidence.method} ${evidence.path}`,
      httpStatus: evidence.status,
      rowsSeen: evidence.rowsSeen,
    }),
  },
};

function tenantOf({ viewer }: GraphContext): string {
  if (viewer === null) throw new Unauthenticated();
  return viewer.tenant;
}

const submissionOf = (input: ConnectAccountInput, context: GraphContext): Submission => ({
  tenant: tenantOf(context),
  domain: input.domain,
  apiKey: input.apiKey,
  acceptMissingPermissions: input.acceptMissingPermissions ?? false,
  deadlineAt: context.deadlineAt,
});
