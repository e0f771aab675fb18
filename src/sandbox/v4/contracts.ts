import { createDayForms } from '../dayForms.ts';
import type { WorkContract } from '../model.ts';
import type { Query } from '../query.ts';
import { type LuccaResponse, ok, Refused } from '../response.ts';
import type { View } from '../rights.ts';
import { answerPage } from './page.ts';
import { readBooleans, readIds } from './parameters.ts';
import { refuseWithout } from './refusal.ts';
import { terminationReasons } from './terminationReasons.ts';

/** Answers `GET /directory/api/4.0/work-contracts`. */
export function listContracts(view: View, query: Query): LuccaResponse {
  const { lookup, behaviour } = view;
  const owners = readIds(query, 'ownerId');
  const types = readIds(query, 'typeId');
  const establishments = readIds(query, 'establishmentId');
  const applicable = readBooleans(query, 'isApplicable');
  const archived = readBooleans(query, 'isArchived');
  const rows = visibleContracts(view).filter(
    (contract) =>
      (owners?.has(contract.ownerId) ?? true) &&
      (types?.has(contract.typeId) ?? true) &&
      (establishments?.has(contract.establishmentId) ?? true) &&
      (applicable?.has(lookup.isApplicable(contract)) ?? true) &&
      (archived?.has(contract.isArchived) ?? true),
  );
  return answerPage(
    rows,
    query,
    { limit: behaviour.contractLimit, extras: ['count'], counts: view.behaviour.countsRows },
    (contract) => projectContract(view, contract),
  );
}

/** Answers `GET /directory/api/4.0/work-contracts/{id}`. */
export function getContract(view: View, id: string): LuccaResponse {
  const contract = visibleContracts(view).find((each) => each.id === Number(id));
  if (!contract) throw new Refused(404, 'Not Found');
  return ok(projectContract(view, contract));
}

function visibleContracts(view: View): readonly WorkContract[] {
  if (refuseWithout(view, 'contracts', view.behaviour.contractsWithoutRight)) return [];
  return view.once('contracts', () => view.company.workContracts.filter(({ ownerId }) => view.sees(ownerId)));
}

function projectContract({ lookup, behaviour }: View, contract: WorkContract) {
  const days = createDayForms(behaviour);
  const named = (row: { id: number; name: string } | undefined) => (row ? { id: row.id, name: row.name } : null);
  const spcId = contract.occupationCategoryId;
  return {
    id: contract.id,
    ownerId: contract.ownerId,
    externalId: contract.externalId,
    typeId: contract.typeId,
    startsOn: days.first(contract.startsOn),
    endsOn: days.last(contract.endsOn),
    isApplicable: lookup.isApplicable(contract),
    establishmentId: contract.establishmentId,
    spcId,
    hiringTypeId: null,
    trialPeriodDays: contract.trialPeriodDays,
    renewedTrialPeriodDays: null,
    trialPeriodEndDate: days.last(contract.trialPeriodEndsOn),
    trialPeriodEndDate2: days.last(null),
    temporaryContractGroundId: null,
    internshipSupervisorId: contract.internshipSupervisorId,
    terminationReasonId: contract.terminationReasonId,
    authorId: 0,
    createdAt: contract.createdAt,
    lastModifierId: 0,
    lastModifiedAt: contract.lastModifiedAt,
    ...(behaviour.hasContractObjects && {
      type: named(lookup.contractTypes.get(contract.typeId)),
      establishment: named(lookup.establishments.get(contract.establishmentId)),
      terminationReason: terminationReasons.get(contract.terminationReasonId ?? Number.NaN) ?? null,
      spc: spcId === null ? null : named(lookup.occupationCategories.get(spcId)),
    }),
  };
}
