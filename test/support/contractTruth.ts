import { groupBy } from '../../src/groupBy.ts';
import { type ContractKind, kindOf } from '../../src/sandbox/companies/plan.ts';
import { type Assignment, assignmentsOf } from '../../src/sandbox/companies/workingTime.ts';
import { createLookup, type Lookup } from '../../src/sandbox/lookup.ts';
import type { Company, WorkContract } from '../../src/sandbox/model.ts';
import { isInForce, personOf, rowOf } from './truth.ts';

/** The fields of a contract that are compared with the truth. */
export const contractFields = `luccaId typeName term relation startsOn endsOn trialPeriodEndsOn isApplicable terminationReason terminationCategory
  workingTime { fullTimeEquivalent weeklyHours origin }
  employee { luccaId } establishment { luccaId } legalEntity { luccaId }`;

const kinds: Record<ContractKind, { term: string; relation: string }> = {
  permanent: { term: 'PERMANENT', relation: 'EMPLOYEE' },
  fixedTerm: { term: 'FIXED', relation: 'EMPLOYEE' },
  internship: { term: 'FIXED', relation: 'INTERN' },
  apprenticeship: { term: 'FIXED', relation: 'APPRENTICE' },
  contractor: { term: 'FIXED', relation: 'CONTRACTOR' },
};

/** Why contracts ended, by number from 1 on. */
export const terminationReasons = [
  'Démission',
  'Fin de contrat',
  'Rupture conventionnelle',
  'Licenciement',
  "Fin de période d'essai",
  'Départ à la retraite',
];

/** Who ended them, for the same numbers. */
const terminationCategories = ['VOLUNTARY', 'END_OF_TERM', 'OTHER', 'DISMISSAL', 'OTHER', 'RETIREMENT'];

/** The expected answer for the contracts of a company, from all that the sandbox knows, with or without the arrangements of people. */
export function createContractTruth(company: Company, hasArrangements = true): (contract: WorkContract) => object {
  const lookup = createLookup(company);
  const assignments = hasArrangements ? assignmentsOf(company) : [];
  const byContract = groupBy(assignments, ({ contract }) => contract.id);
  return (contract) => ({
    luccaId: String(contract.id),
    typeName: rowOf(company.contractTypes, contract.typeId).name,
    ...kinds[kindOf(contract)],
    startsOn: contract.startsOn,
    endsOn: contract.endsOn,
    trialPeriodEndsOn: contract.trialPeriodEndsOn,
    isApplicable: lookup.isApplicable(contract),
    terminationReason:
      contract.terminationReasonId === null ? null : terminationReasons[contract.terminationReasonId - 1],
    terminationCategory:
      contract.terminationReasonId === null ? null : terminationCategories[contract.terminationReasonId - 1],
    workingTime: workingTimeOf(contract, company, lookup, byContract.get(contract.id) ?? []),
    employee: { luccaId: String(contract.ownerId) },
    establishment: { luccaId: String(contract.establishmentId) },
    legalEntity: { luccaId: String(rowOf(company.establishments, contract.establishmentId).legalUnitId) },
  });
}

/** The pay module gives only today's share, for the contract that applies today; arrangements give that of any day. */
function workingTimeOf(contract: WorkContract, company: Company, lookup: Lookup, assignments: readonly Assignment[]) {
  const { startsOn, endsOn } = contract;
  const ended = endsOn !== null && endsOn < company.today ? endsOn : company.today;
  const day = startsOn > company.today ? startsOn : ended;
  const { arrangement } = assignments.find((each) => isInForce(each, day)) ?? {};
  const share = company.hasPagga ? personOf(company, contract.ownerId).fullTimeEquivalent : null;
  const isKnown = share !== null && lookup.isApplicable(contract);
  if (arrangement) {
    const { unit, contractDuration, referenceDuration } = arrangement;
    return {
      fullTimeEquivalent: String(Math.round((contractDuration / referenceDuration) * 100) / 100),
      weeklyHours: unit === 'day' ? null : String(contractDuration),
      origin: isKnown ? 'PAGGA' : 'ARRANGEMENT',
    };
  }
  // Where people work, whichever country their legal entity is in.
  const isInFrance = rowOf(company.establishments, contract.establishmentId).timeZoneId === 'Europe/Paris';
  // Shares have two digits at most.
  const hours = ((isKnown ? Math.round(share * 100) : 100) * 35) / 100;
  return {
    fullTimeEquivalent: isKnown ? String(share) : '1',
    weeklyHours: isInFrance ? String(hours) : null,
    origin: isKnown ? 'PAGGA' : 'ASSUMED',
  };
}
