import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, count, firstDay, flag, id, lastDay, optionalDay, optionalId, reference } from '../shape.ts';

const row = caseless({
  id,
  /** The user's id. */
  ownerId: id,
  type: reference,
  startsOn: firstDay,
  /** Last day of the contract. */
  endsOn: lastDay,
  /** Whether this is the owner's current contract, or else the next one, or else the last. */
  isApplicable: flag,
  establishmentId: optionalId,
  terminationReasonId: optionalId,
  terminationReason: reference,
  trialPeriodDays: count,
  trialPeriodEndDate: optionalDay,
  /** Last day of the renewed trial period. */
  trialPeriodEndDate2: optionalDay,
});

/** An employment contract. The contracts of one user should not overlap. */
export type WorkContract = z.output<typeof row>;

/** All contracts that the key may see: past, current and future. Can be filtered by `ownerId`. */
export const workContracts: Resource<WorkContract> = {
  name: 'workContracts',
  path: '/directory/api/4.0/work-contracts',
  dialect: 'v4Pages',
  pageSize: 1_000,
  query: {},
  row,
};
