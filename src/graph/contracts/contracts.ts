import { mapValue } from '../../loaders/promiseOrValue.ts';
import { answerIf, type Explain, type Explanations, notShown } from '../dataGaps/explain.ts';
import { gap } from '../dataGaps/gap.ts';
import type { Resolvers } from '../generated.ts';
import {
  establishmentSelected,
  legalEntityNotShownThrough,
  legalEntityOfEstablishment,
} from '../organisation/ofEstablishment.ts';
import type { ContractParent } from '../parents.ts';
import { entityById } from '../server/entities.ts';
import { weeklyHoursOf } from './fullTimeWeek.ts';
import { relationOf, terminationCategoryOf, termOf } from './kind.ts';
import { shownDayOf, workingTimeOf } from './workingTime.ts';

export const contracts: Resolvers = {
  Contract: {
    employee: (contract, _, context) => entityById('Employee', contract.ownerId, context),
    typeName: (contract) => contract.type?.name ?? null,
    term: (contract, _, context) => termOf(contract, context.connection().account.mapping),
    relation: (contract, _, context) => relationOf(contract, context.connection().account.mapping),
    terminationReason: (contract) => contract.terminationReason?.name ?? null,
    terminationCategory: (contract, _, context) =>
      terminationCategoryOf(contract, context.connection().account.mapping),
    trialPeriodEndsOn: (contract) => contract.trialPeriodEndDate2 ?? contract.trialPeriodEndDate,
    establishment: (contract, _, context, info) => establishmentSelected(contract.establishmentId, context, info),
    legalEntity: (contract, _, context) => legalEntityOfEstablishment(contract.establishmentId, context),
    workingTime: (contract, _, context) =>
      mapValue(entityById('Employee', contract.ownerId, context), (employee) =>
        workingTimeOf(employee, contract, shownDayOf(contract, context.today), context, context.connection().loaders),
      ),
  },
  WorkingTime: {
    weeklyHours: (time, _, context) => weeklyHoursOf(time, context, context.connection().loaders),
  },
};

const withoutReason: Explain<ContractParent> = ({ endsOn, terminationReasonId }, { context, usual }) => {
  if (endsOn === null || endsOn >= context.today) return null;
  return terminationReasonId === null
    ? usual()
    : gap('NOT_SET_IN_LUCCA', 'Lucca returns only the number of the reason.');
};

/** Why fields of contracts are null. */
export const contractExplanations: Explanations = {
  Contract: {
    // Many have none.
    trialPeriodEndsOn: answerIf(({ trialPeriodDays }) => !trialPeriodDays),
    terminationReason: withoutReason,
    terminationCategory: withoutReason,
    employee: notShown('Employee', ({ ownerId }) => ownerId),
    establishment: notShown('Establishment', ({ establishmentId }) => establishmentId),
    legalEntity: legalEntityNotShownThrough(({ establishmentId }) => establishmentId),
  },
};
