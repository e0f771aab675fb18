import type { ContractRelation, ContractTerm } from '../generated.ts';
import type { ContractParent } from '../parents.ts';
import { plainText } from '../server/plainText.ts';

// Companies name their contract types themselves: what is read here are the words that law and custom have made usual, in French and
// English, accents and case aside. The first line that fits decides: `CDD apprentissage` is an apprenticeship.
const relations: [ContractRelation, RegExp][] = [
  ['APPRENTICE', /\b(alternan(ce|te?)|apprenti(e|s|ssage)?|apprentices?(hip)?|professionnalisation|contrat pro)\b/],
  ['INTERN', /\b(stages?|stagiaires?|interns?|internships?|trainees?|traineeships?|work placement)\b/],
  ['AGENCY', /\b(interim|interimaires?|travail temporaire|ctt|agency|temp worker)\b/],
  [
    'CONTRACTOR',
    /\b(freelances?|freelancers?|independante?s?|prestataires?|contractors?|self[ -]employed|portage|(auto|micro)[ -]?entrepreneure?s?)\b/,
  ],
  ['OTHER', /\b(mandataires?|mandat social|benevoles?|volunteers?|service civique|vie|v\.i\.e)\b/],
  [
    'EMPLOYEE',
    /\b(cdi|cdic|cdd|cddu|permanent|fixed[ -]term|open[ -]ended|(in)?determinee?|indefinite|employees?|salariee?s?|saisonniere?s?|seasonal)\b/,
  ],
];

const terms: [ContractTerm, RegExp][] = [
  ['PERMANENT', /\b(cdi|cdic|permanent|indeterminee?|open[ -]ended|indefinite)\b/],
  ['FIXED', /\b(cdd|cddu|determinee?|fixed[ -]term|saisonniere?s?|seasonal)\b/],
];

/** What somebody is to the company under a contract, by the name of its type; null where there is no name. */
export function relationOf({ type }: Pick<ContractParent, 'type'>): ContractRelation | null {
  const name = plain(type?.name);
  return name === null ? null : (firstFit(relations, name) ?? 'OTHER');
}

/**
 * Whether a contract was signed without an end. Where its name does not say so, dates do in two cases only: one that runs on is
 * permanent for an employee, and a last day is an agreed one for whom contracts with an end are the rule. The last day of an employee
 * may be that of a resignation.
 */
export function termOf(contract: Pick<ContractParent, 'type' | 'endsOn'>): ContractTerm {
  const named = firstFit(terms, plain(contract.type?.name) ?? '');
  if (named !== null) return named;
  const relation = relationOf(contract);
  const isEmployee = relation === null || relation === 'EMPLOYEE' || relation === 'OTHER';
  if (contract.endsOn === null) return isEmployee ? 'PERMANENT' : 'UNKNOWN';
  return isEmployee ? 'UNKNOWN' : 'FIXED';
}

const firstFit = <Kind>(kinds: readonly [Kind, RegExp][], name: string): Kind | null =>
  kinds.find(([, words]) => words.test(name))?.[0] ?? null;

function plain(name: string | null | undefined): string | null {
  const text = plainText(name ?? '').trim();
  return text === '' ? null : text;
}
