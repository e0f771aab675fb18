import type { ContractRelation, ContractTerm } from '../generated.ts';
import type { ContractParent } from '../parents.ts';
import { plainText } from '../server/plainText.ts';

// Companies name their contract types themselves. These are the usual words of law and custom, in French and English, without accents
// and in any case. The first line that matches decides: `CDD apprentissage` is an apprenticeship.
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

/** What the person is to the company under a contract, by the name of its type; null where it has no name. */
export function relationOf({ type }: Pick<ContractParent, 'type'>): ContractRelation | null {
  const name = plain(type?.name);
  return name === null ? null : (firstMatch(relations, name) ?? 'OTHER');
}

/**
 * Whether a contract was signed without an end, by the name of its type. Where the name does not say so, dates decide in two cases only:
 * a contract without a last day is permanent for an employee; one with a last day is fixed-term for people whose contracts usually end.
 * An employee's last day may be that of a resignation.
 */
export function termOf(contract: Pick<ContractParent, 'type' | 'endsOn'>): ContractTerm {
  const named = firstMatch(terms, plain(contract.type?.name) ?? '');
  if (named !== null) return named;
  const relation = relationOf(contract);
  const isEmployee = relation === null || relation === 'EMPLOYEE' || relation === 'OTHER';
  if (contract.endsOn === null) return isEmployee ? 'PERMANENT' : 'UNKNOWN';
  return isEmployee ? 'UNKNOWN' : 'FIXED';
}

const firstMatch = <Kind>(kinds: readonly [Kind, RegExp][], name: string): Kind | null =>
  kinds.find(([, words]) => words.test(name))?.[0] ?? null;

function plain(name: string | null | undefined): string | null {
  const text = plainText(name ?? '').trim();
  return text === '' ? null : text;
}
