import type { TrappedCompany } from '../../src/sandbox/companies/companies.ts';
import type { RequestOptions, Subgraph } from './subgraph.ts';

/** The setting of one nature of fixed pay, by Lucca's number. */
export type Setting = {
  luccaId: number;
  family?: 'FIXED' | 'VARIABLE';
  kind?: string | null;
  paymentsPerYear?: string | null;
  isProportionalToWorkingTime?: boolean | null;
  overlappingItems?: 'SUM' | 'LATEST' | null;
  isTarget?: boolean | null;
};

/** A nature in the mapping of an account. */
export type Mapped = {
  natureId: string;
  luccaId: string;
  family: 'FIXED' | 'VARIABLE';
  natureName: string;
  category: string | null;
  kind: string;
  paymentsPerYear: string | null;
  isProportionalToWorkingTime: boolean | null;
  overlappingItems: string | null;
  isTarget: boolean;
  origin: string;
  kindOrigin: string;
  paymentsPerYearOrigin: string | null;
  isProportionalToWorkingTimeOrigin: string | null;
  confidence: string | null;
};

/** Reads the mapping of the connected account. */
export async function mappingOf(subgraph: Subgraph, options?: RequestOptions): Promise<Mapped[]> {
  const { account } = await subgraph.data(
    `{ account { remunerationMapping { natureId luccaId family natureName category kind paymentsPerYear
      isProportionalToWorkingTime overlappingItems isTarget origin kindOrigin paymentsPerYearOrigin isProportionalToWorkingTimeOrigin confidence } } }`,
    {},
    options,
  );
  return account.remunerationMapping;
}

/** The nature with this number in the mapping. */
export async function mappedNature(
  subgraph: Subgraph,
  luccaId: number,
  family: Mapped['family'] = 'FIXED',
  options?: RequestOptions,
): Promise<Mapped> {
  const mapping = await mappingOf(subgraph, options);
  const found = mapping.find((each) => each.luccaId === String(luccaId) && each.family === family);
  if (!found) throw new RangeError(`no ${family} nature has the number ${luccaId}`);
  return found;
}

const mutation = `mutation ($input: SetRemunerationMappingInput!) { setRemunerationMapping(input: $input) {
  __typename ... on RemunerationMappingProblem { code entry field message } } }`;

/** Sends a mapping as it is. */
export const sendMapping = async (subgraph: Subgraph, input: object, options?: RequestOptions) =>
  (await subgraph.data(mutation, { input }, options)).setRemunerationMapping;

/** Sets natures by Lucca's numbers; it must succeed. */
export async function setMapping(subgraph: Subgraph, settings: readonly Setting[]): Promise<void> {
  const mapping = await mappingOf(subgraph);
  const natures = settings.map(({ luccaId, family = 'FIXED', ...setting }) => {
    const nature = mapping.find((each) => each.luccaId === String(luccaId) && each.family === family);
    return { natureId: nature?.natureId, ...setting };
  });
  const result = await sendMapping(subgraph, { natures });
  if (result.__typename !== 'RemunerationMappingSet') throw new Error(`not set: ${JSON.stringify(result)}`);
}

/** Everything a company knows of its natures and Lucca does not show. */
export const toTruth = ({ payRules, fixedNatures, variableNatures }: TrappedCompany): Setting[] => [
  ...payRules.map(({ natureId, timesPerYear, isProportional }): Setting => {
    if (timesPerYear === 0) return { luccaId: natureId, kind: 'IGNORED' };
    const category = fixedNatures.find(({ id }) => id === natureId)?.category?.code ?? null;
    return {
      luccaId: natureId,
      kind: category === null ? 'OTHER' : null,
      paymentsPerYear: String(timesPerYear),
      // A setting without effect is refused.
      isProportionalToWorkingTime: category === 'BENEFIT_IN_KIND' ? null : isProportional,
    };
  }),
  ...variableNatures
    .filter(({ category, type }) => category === null && type === 'Amount')
    .map(({ id }): Setting => ({ luccaId: id, family: 'VARIABLE', kind: 'ONE_OFF' })),
];
