import type { Account } from '../../accounts/accounts.ts';
import type { AccountMapping } from '../../accounts/mapping.ts';
import type { Rows } from '../../cache/rows.ts';
import { combine, mapValue, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import type { Family, Nature } from '../../pay/treatments.ts';
import { keyOf } from '../accounts/accounts.ts';
import { setMapping } from '../accounts/settings.ts';
import type { GraphContext } from '../context.ts';
import { isWorthReading } from '../dataGaps/gap.ts';
import type { Resolvers } from '../generated.ts';
import type { RemunerationMappingParent } from '../parents.ts';
import { payFieldsOf } from '../remuneration/remuneration.ts';
import { isRefused } from '../server/failures.ts';
import { encodeId, idOf, numberIn } from '../server/ids.ts';
import { readMapping } from './input.ts';
import { readPersonnelFilePay } from './personnelFilePay.ts';
import { type LuccaNature, natureOf, treatmentOfNature } from './treatments.ts';

export const remunerationMapping: Resolvers = {
  Mutation: {
    setRemunerationMapping: (_, { input }, context) =>
      setMapping(context, async () => {
        const natures = (input.natures ?? []).length === 0 ? [] : await naturesOf(context);
        const legalEntities =
          (input.weeklyHoursByLegalEntity ?? []).length === 0
            ? []
            : await context.connection().loaders.legalEntities.all();
        const change = readMapping(input, {
          nature: (natureId) => natures.find(isNamed(natureId, context)),
          legalEntity(legalEntityId) {
            const number = numberIn('legalEntity', legalEntityId, context);
            return legalEntities.find(({ id }) => id === number)?.id;
          },
        });
        if (change.kind === 'problem') return change;
        const { personnelFilePay } = input;
        const inFiles = personnelFilePay && (await readPersonnelFilePay(personnelFilePay, context));
        if (inFiles && 'kind' in inFiles) return inFiles;
        const apply = (before: AccountMapping) => ({
          ...change.apply(before),
          ...(inFiles !== undefined && { personnelFilePay: inFiles }),
        });
        return { kind: 'change' as const, apply };
      }),
  },
  SetRemunerationMappingResult: {
    __resolveType: ({ kind }) => (kind === 'problem' ? 'RemunerationMappingProblem' : 'RemunerationMappingSet'),
  },
  RemunerationMappingProblem: {
    message: ({ message }, { language }) => message[keyOf(language)],
    correlationId: (_problem, _, context) => context.correlationId,
  },
  Account: {
    remunerationMapping: (account, _, context) => mappingOf(account, context),
    weeklyHoursAtFullTime: ({ mapping }) => mapping.weeklyHoursAtFullTime,
    weeklyHoursByLegalEntity: ({ id, mapping }) =>
      mapping.weeklyHoursByLegalEntity.map(({ legalEntityId, weeklyHoursAtFullTime }) => ({
        legalEntityId: encodeId('legalEntity', id, legalEntityId),
        weeklyHoursAtFullTime,
      })),
    personnelFilePay: (account) => {
      const named = account.mapping.personnelFilePay;
      return named && { ...named, isInUse: payFieldsOf(account) !== null };
    },
  },
  RemunerationMapping: {
    natureId: ({ nature }, _, context) => idOf(kindOfId[nature.family], nature.id, context),
    luccaId: ({ nature }) => String(nature.id),
    natureName: ({ nature }) => nature.name,
    family: ({ nature }) => nature.family,
    category: ({ nature }) => nature.categoryCode,
    kind: ({ treatment }) => treatment.kind,
    paymentsPerYear: ({ nature, treatment }) => (nature.family === 'FIXED' ? treatment.paymentsPerYear : null),
    isProportionalToWorkingTime: ({ nature, treatment }) =>
      nature.family === 'FIXED' ? treatment.isProportionalToWorkingTime : null,
    overlappingItems: ({ treatment }) => treatment.overlappingItems,
    isTarget: ({ treatment }) => treatment.isTarget,
    origin: ({ treatment }) => treatment.origin,
    kindOrigin: ({ treatment }) => treatment.kindOrigin,
    paymentsPerYearOrigin: ({ nature, treatment }) => (nature.family === 'FIXED' ? treatment.paymentsOrigin : null),
    isProportionalToWorkingTimeOrigin: ({ nature, treatment }) =>
      nature.family === 'FIXED' ? treatment.proportionalityOrigin : null,
    confidence: ({ treatment }) => treatment.confidence,
  },
};

const kindOfId = { FIXED: 'fixedNature', VARIABLE: 'variableNature' } as const;

const isNamed = (id: string, context: GraphContext) => {
  const numbers = { FIXED: numberIn('fixedNature', id, context), VARIABLE: numberIn('variableNature', id, context) };
  return (nature: Nature) => nature.id === numbers[nature.family];
};

function mappingOf(account: Account, context: GraphContext): PromiseOrValue<RemunerationMappingParent[]> {
  const natures = naturesOf(context);
  const infer = () => context.inferences.of(account, context);
  // Without the right there may be no nature to infer anything for, so nothing is requested from Lucca.
  const inference = isWorthReading('PAGGA_INDIVIDUAL_SITUATIONS', context) ? infer() : mapValue(natures, infer);
  return combine({ natures, inference }, ({ natures, inference }) =>
    natures.map((nature) => ({ nature, treatment: treatmentOfNature(nature, account, inference) })),
  );
}

/** All natures the key may read, fixed ones first. Fails with Lucca's refusal if it may read neither family. */
function naturesOf(context: GraphContext): PromiseOrValue<Nature[]> {
  const { fixedNatures, variableNatures } = context.connection().loaders;
  const read = (family: Family, rows: PromiseOrValue<Rows<LuccaNature>>) =>
    recover(
      mapValue(rows, (natures) => natures.map((nature) => natureOf(family, nature))),
      refusal,
    );
  const families = { fixed: read('FIXED', fixedNatures.all()), variable: read('VARIABLE', variableNatures.all()) };
  return combine(families, ({ fixed, variable }) => {
    if (fixed instanceof Error && variable instanceof Error) throw fixed;
    return [fixed, variable].flatMap((natures) => (natures instanceof Error ? [] : natures));
  });
}

function refusal(failure: unknown) {
  if (isRefused(failure)) return failure;
  throw failure;
}
