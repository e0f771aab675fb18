import type { Rows } from '../../cache/rows.ts';
import { mapValue } from '../../loaders/promiseOrValue.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import { keyOf } from '../accounts/accounts.ts';
import { setMapping } from '../accounts/settings.ts';
import { categoryOfReason, kindOfType } from '../contracts/kind.ts';
import { relationNamed, termNamed } from '../contracts/words.ts';
import type { Resolvers } from '../generated.ts';
import { onceFor } from '../server/onceFor.ts';
import { readContractMapping } from './input.ts';

export const contractMapping: Resolvers = {
  Mutation: {
    setContractMapping: (_, { input }, context) =>
      setMapping(context, async () => {
        const { account, loaders } = context.connection();
        const contracts = await loaders.contracts.all();
        const { contractTypes, terminationReasons } = account.mapping;
        return readContractMapping(input, {
          types: [...typeCounts(contracts).keys(), ...contractTypes.map(({ typeName }) => typeName)],
          reasons: [...reasonCounts(contracts).keys(), ...terminationReasons.map(({ reasonName }) => reasonName)],
        });
      }),
  },
  SetContractMappingResult: {
    __resolveType: ({ kind }) => (kind === 'problem' ? 'ContractMappingProblem' : 'ContractMappingSet'),
  },
  ContractMappingProblem: {
    message: ({ message }, { language }) => message[keyOf(language)],
    correlationId: (_problem, _, context) => context.correlationId,
  },
  Account: {
    contractTypes: ({ mapping }, _, context) =>
      mapValue(context.connection().loaders.contracts.all(), (contracts) =>
        mostUsed(typeCounts(contracts)).map(([typeName, contractCount]) => {
          const { relation, term, isSet } = kindOfType(typeName, mapping);
          const isNamed = relationNamed(typeName) !== null || termNamed(typeName) !== null;
          return { typeName, contractCount, term, relation: relation ?? 'OTHER', origin: originOf(isSet, isNamed) };
        }),
      ),
    terminationReasons: ({ mapping }, _, context) =>
      mapValue(context.connection().loaders.contracts.all(), (contracts) =>
        mostUsed(reasonCounts(contracts)).map(([reasonName, contractCount]) => {
          const { category, isSet, isNamed } = categoryOfReason(reasonName, mapping);
          return { reasonName, contractCount, category, origin: originOf(isSet, isNamed) };
        }),
      ),
  },
};

function originOf(isSet: boolean, isNamed: boolean) {
  if (isSet) return 'ACCOUNT_SETTING';
  return isNamed ? 'NAME' : 'UNKNOWN';
}

/** The number of contracts by name. */
function countNames(names: readonly (string | null | undefined)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) if (name?.trim()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

const typeCounts = onceFor((contracts: Rows<WorkContract>) => countNames(contracts.map(({ type }) => type?.name)));

const reasonCounts = onceFor((contracts: Rows<WorkContract>) =>
  countNames(contracts.map(({ terminationReason }) => terminationReason?.name)),
);

const mostUsed = (counts: ReadonlyMap<string, number>) =>
  [...counts].sort(([a, some], [b, others]) => others - some || a.localeCompare(b, 'en'));
