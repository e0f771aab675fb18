import type { MappingChange } from '../../accounts/mapping.ts';
import { isSameName } from '../contracts/kind.ts';
import type { SetContractMappingInput } from '../generated.ts';
import { type ContractMappingProblem, problem } from './problem.ts';

/** The names that may be set: those of contracts, and those that are set already. */
export type KnownNames = { types: readonly string[]; reasons: readonly string[] };

const longestList = 200;

/** Validates the input. */
export function readContractMapping(
  { types, terminationReasons }: SetContractMappingInput,
  known: KnownNames,
): MappingChange | ContractMappingProblem {
  const typesGiven = (types ?? []).map(({ typeName, term, relation }) => ({
    typeName,
    term: term ?? null,
    relation: relation ?? null,
  }));
  const reasonsGiven = (terminationReasons ?? []).map(({ reasonName, category }) => ({
    reasonName,
    category: category ?? null,
  }));
  const typeNames = typesGiven.map(({ typeName }) => typeName);
  const reasonNames = reasonsGiven.map(({ reasonName }) => reasonName);
  const wrong =
    wrongName(typeNames, known.types, 'types', 'typeName') ??
    wrongName(reasonNames, known.reasons, 'terminationReasons', 'reasonName');
  if (wrong) return wrong;
  return {
    kind: 'change',
    apply: (before) => ({
      ...before,
      contractTypes: [
        ...before.contractTypes.filter(({ typeName }) => !isAmong(typeNames, typeName)),
        ...typesGiven.filter(({ term, relation }) => term !== null || relation !== null),
      ],
      terminationReasons: [
        ...before.terminationReasons.filter(({ reasonName }) => !isAmong(reasonNames, reasonName)),
        ...reasonsGiven.flatMap(({ reasonName, category }) => (category === null ? [] : { reasonName, category })),
      ],
    }),
  };
}

function wrongName(
  names: readonly string[],
  known: readonly string[],
  list: string,
  field: string,
): ContractMappingProblem | null {
  if (names.length > longestList) return problem('TOO_MANY', null, list);
  for (const [entry, name] of names.entries()) {
    if (isAmong(names.slice(0, entry), name)) return problem('DUPLICATE_NAME', entry, field);
    if (!isAmong(known, name)) return problem('UNKNOWN_NAME', entry, field);
  }
  return null;
}

const isAmong = (names: readonly string[], name: string) => names.some((each) => isSameName(each, name));
