import type { AccountMapping } from '../../accounts/mapping.ts';
import type { ContractRelation, ContractTerm, TerminationCategory } from '../generated.ts';
import type { ContractParent } from '../parents.ts';
import { onceFor } from '../server/onceFor.ts';
import { plainText } from '../server/plainText.ts';
import { relationNamed, terminationNamed, termNamed } from './words.ts';

/** The account's settings for the names of contract types, and of the reasons why contracts end. */
export type ContractSettings = Pick<AccountMapping, 'contractTypes' | 'terminationReasons'>;

/** What is known of a contract type; null if neither a setting nor a word in its name indicates it. */
export type TypeKind = { relation: ContractRelation | null; term: ContractTerm | null; isSet: boolean };

/** Whether two names are the same but for case, accents and spaces around them. */
export const isSameName = (a: string, b: string): boolean => plainText(a).trim() === plainText(b).trim();

/** What is known of the contract type with this name: the account's settings, else what words in the name indicate. */
export function kindOfType(name: string, settings: ContractSettings): TypeKind {
  const known = kindsOfTypes(settings).get(name);
  if (known) return known;
  const setting = settings.contractTypes.find(({ typeName }) => isSameName(typeName, name));
  const kind = {
    relation: setting?.relation ?? relationNamed(name),
    term: setting?.term ?? termNamed(name),
    isSet: setting !== undefined,
  };
  kindsOfTypes(settings).set(name, kind);
  return kind;
}

// Companies have about ten types, and filters look up those of thousands of contracts.
const kindsOfTypes = onceFor((_: ContractSettings) => new Map<string, TypeKind>());

const unnamed: TypeKind = { relation: null, term: null, isSet: false };

const kindOf = ({ type }: Pick<ContractParent, 'type'>, settings: ContractSettings): TypeKind =>
  isNamed(type) ? kindOfType(type.name, settings) : unnamed;

/** The person's relation to the company under a contract; null if the type has no name. */
export const relationOf = (
  contract: Pick<ContractParent, 'type'>,
  settings: ContractSettings,
): ContractRelation | null => (isNamed(contract.type) ? (kindOf(contract, settings).relation ?? 'OTHER') : null);

/**
 * Whether a contract was signed as open-ended. If neither a setting nor the name of the type says, dates decide in two cases only: a
 * contract without a last day is permanent for an employee; one with a last day is fixed-term for people whose contracts usually end. An
 * employee's last day may be that of a resignation.
 */
export function termOf(contract: Pick<ContractParent, 'type' | 'endsOn'>, settings: ContractSettings): ContractTerm {
  const { relation, term } = kindOf(contract, settings);
  if (term !== null) return term;
  const isEmployee = relation === null || relation === 'EMPLOYEE' || relation === 'OTHER';
  if (contract.endsOn === null) return isEmployee ? 'PERMANENT' : 'UNKNOWN';
  return isEmployee ? 'UNKNOWN' : 'FIXED';
}

/** Whether the type of a contract has a name that is not understood. */
export const isTypeUnknown = (contract: Pick<ContractParent, 'type'>, settings: ContractSettings): boolean =>
  isNamed(contract.type) && kindOf(contract, settings).relation === null;

/** Who ended a contract: as set for its reason, else by the name of the reason; null if it has none. */
export function terminationCategoryOf(
  { terminationReason }: Pick<ContractParent, 'terminationReason'>,
  settings: ContractSettings,
): TerminationCategory | null {
  return isNamed(terminationReason) ? categoryOfReason(terminationReason.name, settings).category : null;
}

/** What is known of the reason with this name; OTHER if neither a setting nor a word in it says more. */
export function categoryOfReason(name: string, { terminationReasons }: ContractSettings) {
  const setting = terminationReasons.find(({ reasonName }) => isSameName(reasonName, name));
  const named = terminationNamed(name);
  return {
    category: setting?.category ?? named ?? ('OTHER' as const),
    isSet: setting !== undefined,
    isNamed: named !== null,
  };
}

const isNamed = (row: { name: string | null } | null): row is { name: string } =>
  row !== null && row.name !== null && row.name.trim() !== '';
