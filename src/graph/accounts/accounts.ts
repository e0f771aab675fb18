import type { Account, Connected } from '../../accounts/accounts.ts';
import type { KeySubmission } from '../../accounts/connect/connect.ts';
import type { ConnectProblem } from '../../accounts/connect/problems.ts';
import { setupGuideIn } from '../../accounts/connect/setupGuide.ts';
import { modulesOf } from '../../accounts/lifecycle/status.ts';
import type { Message } from '../../accounts/message.ts';
import { noteOf, remedyOf } from '../../accounts/rights/remedy.ts';
import { rights } from '../../accounts/rights/rights.ts';
import type { GraphContext } from '../context.ts';
import { Unauthenticated } from '../errors.ts';
import type { Language, ReplaceApiKeyInput, Resolvers } from '../generated.ts';
import { referencedId } from '../server/references.ts';
import { unlockedBy } from './unlocks.ts';

export const accounts: Resolvers = {
  Query: {
    account: (_, _args, context) => context.account(),
    connectionProgress: (_, _args, context) => context.accounts.progress(tenantOf(context)),
    setupGuide(_, { withPagga, language }) {
      const key = keyOf(language);
      const { permissions, ...guide } = setupGuideIn(key, withPagga);
      return {
        ...guide,
        permissions: permissions.map((permission) => {
          const { requirement, label, luccaPath, reason } = rights[permission];
          return { permission, requirement, label: label[key], luccaPath: luccaPath[key], reason: reason[key] };
        }),
      };
    },
  },
  Mutation: {
    connectAccount: (_, { input }, context) =>
      operate(context, ({ accounts }) => accounts.connect({ ...submissionOf(input, context), domain: input.domain })),
    testConnection: (_, { input }, context) =>
      operate(context, ({ accounts }) => accounts.test({ ...submissionOf(input, context), domain: input.domain })),
    checkAccount: (_, _args, context) =>
      operate(context, ({ accounts }) => accounts.check(tenantOf(context), context.deadlineAt)),
    replaceApiKey: (_, { input }, context) =>
      operate(context, ({ accounts }) => accounts.replaceKey(submissionOf(input, context))),
    disconnectAccount: (_, _args, context) =>
      operate(context, async ({ accounts }) => {
        const wasConnected = await accounts.disconnect(tenantOf(context));
        return { wasConnected, account: null };
      }),
    eraseTenant: (_, _args, context) =>
      operate(context, async ({ accounts }) => {
        const wasStored = await accounts.erase(tenantOf(context));
        return { wasStored, kind: wasStored ? 'erased' : 'not stored', account: null };
      }),
  },
  ConnectAccountResult: { __resolveType: connectedOrProblem },
  CheckAccountResult: { __resolveType: connectedOrProblem },
  ReplaceApiKeyResult: { __resolveType: connectedOrProblem },
  TestConnectionResult: {
    __resolveType: ({ kind }) => (kind === 'problem' ? 'ConnectProblem' : 'AccountChecked'),
  },
  Account: {
    __resolveReference: async (reference, context) => {
      const account = context.account();
      return account?.id === referencedId(reference) ? account : null;
    },
    id: ({ id }) => id,
    domain: (account) => account.host,
    connectedAt: (account) => new Date(account.connectedAt),
    checkedAt: (account) => dateOf(account.checkedAt),
    checks: ({ checks }, { verdict: wanted }) =>
      wanted ? checks.filter(({ verdict }) => wanted.includes(verdict)) : checks,
    checkHistory: ({ checkHistory }) => checkHistory.map((check) => ({ ...check, at: new Date(check.at) })),
    modules: ({ checks }) => modulesOf(checks),
    quota(account, _, context) {
      const { perMinute, remaining, resetsAt } = context.lucca.quota(account.host);
      return { perMinute, remaining, resetsAt: resetsAt === null ? null : new Date(resetsAt) };
    },
  },
  AccountConnected: {
    checks: ({ account }) => account.checks,
  },
  ConnectProblem: {
    message: ({ message }, { language }) => message[keyOf(language)],
    correlationId: (_problem, _, context) => context.correlationId,
  },
  PermissionCheck: {
    label: ({ permission }, { language }) => rights[permission].label[keyOf(language)],
    luccaPath: ({ permission }, { language }) => rights[permission].luccaPath[keyOf(language)],
    unlocks: ({ permission }) => unlockedBy(permission),
    remedy: (check, { language }) => textOf(remedyOf(check), language),
    note: (check, { language }) => textOf(noteOf(check), language),
    grantedAt: ({ grantedAt }) => dateOf(grantedAt),
    evidence: ({ evidence }) => ({
      probe: `${evidence.method} ${evidence.path}`,
      httpStatus: evidence.status,
      rowsSeen: evidence.rowsSeen,
      rowsFilled: evidence.rowsFilled,
    }),
  },
};

/** Runs an operation on the account; the rest of the response is resolved from the changed account. */
export async function operate<Result extends object>(
  context: GraphContext,
  work: (context: GraphContext) => Promise<Result>,
): Promise<Result> {
  const result = await work(context);
  if (isAboutAccount(result)) context.setAccount(result.account);
  return result;
}

const isAboutAccount = (result: object): result is { account: Account | null } => 'account' in result;

function tenantOf({ viewer }: GraphContext): string {
  if (viewer === null) throw new Unauthenticated();
  return viewer.tenant;
}

const submissionOf = (input: ReplaceApiKeyInput, context: GraphContext): KeySubmission => ({
  tenant: tenantOf(context),
  apiKey: input.apiKey,
  acceptMissingPermissions: input.acceptMissingPermissions ?? false,
  deadlineAt: context.deadlineAt,
});

function connectedOrProblem({ kind }: Pick<Connected | ConnectProblem, 'kind'>) {
  return kind === 'problem' ? 'ConnectProblem' : 'AccountConnected';
}

/** The key of a language in our messages. */
export const keyOf = (language: Language) => (language === 'FR' ? 'fr' : 'en');

const textOf = (message: Message | null, language: Language) => message?.[keyOf(language)] ?? null;

const dateOf = (at: string | null) => (at === null ? null : new Date(at));
