import { z } from 'zod';
import type { Page } from '../../audit/audit.ts';
import { BadUserInput } from '../errors.ts';
import type { Resolvers } from '../generated.ts';

// Each entry may name ten thousand people.
const longestPage = 100;
const mostPeople = 1_000;

const positionSchema = z.object({ at: z.number(), chain: z.string(), sequence: z.number() });

export const accessLog: Resolvers = {
  Account: {
    async accessLog({ tenant }, { first, after }, context) {
      if (first < 1 || first > longestPage) throw new BadUserInput('`first` must be a whole number from 1 to 100.');
      const { seal, open } = context.vault.sealer(JSON.stringify(['cursor of the access log', tenant]));
      const position = after == null ? null : positionIn(open(after));
      return connectionOf(await context.audit.page(tenant, position, first), position !== null, seal);
    },
  },
  AccessLogEntry: {
    at: ({ at }) => new Date(at),
    pay: ({ pay }) => pay ?? null,
    demographics: ({ demographics }) => demographics ?? null,
    usedKey: ({ usedKey }) => usedKey ?? false,
    accountOperation: ({ accountOperation }) => accountOperation ?? null,
    refusals: ({ refusals }) => refusals ?? [],
    bulkPay: ({ bulkPay }) => bulkPay ?? null,
  },
  AccessedPeople: {
    luccaIds: ({ luccaIds }) => luccaIds.slice(0, mostPeople).map(String),
  },
};

function positionIn(opened: string | null) {
  if (opened === null) throw new BadUserInput('`after` is not a cursor of this list.');
  return positionSchema.parse(JSON.parse(opened));
}

function connectionOf({ lines, hasMore }: Page, hasPreviousPage: boolean, seal: (text: string) => string) {
  const edges = lines.map(({ position, entry }) => ({ cursor: seal(JSON.stringify(position)), node: entry }));
  const [startCursor, endCursor] = [edges[0], edges.at(-1)].map((edge) => edge?.cursor ?? null);
  return {
    edges,
    pageInfo: { hasNextPage: hasMore, hasPreviousPage, startCursor: startCursor ?? null, endCursor: endCursor ?? null },
  };
}
