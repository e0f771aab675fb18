import { mapValue } from '../../loaders/promiseOrValue.ts';
import { Decimal } from '../../pay/decimals.ts';
import type { Resolvers } from '../generated.ts';
import { employeeById, establishmentSelected, legalEntityOfEstablishment } from '../server/byId.ts';
import { decodeId, encodeId } from '../server/ids.ts';
import { referencedId } from '../server/reference.ts';
import { relationOf, termOf } from './kind.ts';
import { dayOf, fullTimeWeekOf, workingTimeOf } from './workingTime.ts';

export const contracts: Resolvers = {
  Contract: {
    async __resolveReference(reference, context) {
      const { account, loaders } = context.connection();
      const [owner, id] = decodeId('contract', account.id, referencedId(reference)) ?? [];
      if (owner === undefined) return null;
      return (await loaders.contracts.many(owner)).find((contract) => contract.id === id) ?? null;
    },
    // The id contains the owner, because Lucca lists contracts by their owners but not by their own ids.
    id: (contract, _, context) => encodeId('contract', context.connection().account.id, contract.ownerId, contract.id),
    luccaId: (contract) => String(contract.id),
    employee: (contract, _, context) => employeeById(contract.ownerId, context),
    typeName: (contract) => contract.type?.name ?? null,
    term: termOf,
    relation: relationOf,
    terminationReason: (contract) => contract.terminationReason?.name ?? null,
    trialPeriodEndsOn: (contract) => contract.trialPeriodEndDate2 ?? contract.trialPeriodEndDate,
    establishment: (contract, _, context, info) => establishmentSelected(contract.establishmentId, context, info),
    legalEntity: (contract, _, context) => legalEntityOfEstablishment(contract.establishmentId, context),
    workingTime: (contract, _, context) =>
      mapValue(employeeById(contract.ownerId, context), (employee) =>
        workingTimeOf(employee, contract, dayOf(contract, context.today), context),
      ),
    freshness: (contract) => contract,
  },
  WorkingTime: {
    weeklyHours: ({ fullTimeEquivalent, establishmentId }, _, context) =>
      mapValue(
        fullTimeWeekOf(establishmentId, context),
        (week) => week && new Decimal(week.hours).times(fullTimeEquivalent).toFixed(),
      ),
  },
};
