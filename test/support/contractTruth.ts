import { type ContractKind, kindOf } from '../../src/sandbox/companies/plan.ts';
import { createLookup, type Lookup } from '../../src/sandbox/lookup.ts';
import type { Company, WorkContract } from '../../src/sandbox/model.ts';
import { personOf, rowOf } from './truth.ts';

/** The fields of a contract that are compared with the truth. */
export const contractFields = `luccaId typeName term relation startsOn endsOn trialPeriodEndsOn isApplicable terminationReason
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

/** The expected answer for the contracts of a company, from all that the sandbox knows. */
export function createContractTruth(company: Company): (contract: WorkContract) => object {
  const lookup = createLookup(company);
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
    workingTime: workingTimeOf(contract, company, lookup),
    employee: { luccaId: String(contract.ownerId) },
    establishment: { luccaId: String(contract.establishmentId) },
    legalEntity: { luccaId: String(rowOf(company.establishments, contract.establishmentId).legalUnitId) },
  });
}

/** Lucca gives only today's share, for the contract that applies today. */
function workingTimeOf(contract: WorkContract, company: Company, lookup: Lookup) {
  const share = company.hasPagga ? personOf(company, contract.ownerId).fullTimeEquivalent : null;
  const isKnown = share !== null && lookup.isApplicable(contract);
  const { legalUnitId } = rowOf(company.establishments, contract.establishmentId);
  const isInFrance = rowOf(company.legalUnits, legalUnitId).countryCode === 'FR';
  // Shares have two digits at most.
  const hours = ((isKnown ? Math.round(share * 100) : 100) * 35) / 100;
  return {
    fullTimeEquivalent: isKnown ? String(share) : '1',
    weeklyHours: isInFrance ? String(hours) : null,
    origin: isKnown ? 'PAGGA' : 'ASSUMED',
  };
}
