import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, count, date, flag, id, instant, reference, text } from '../shape.ts';

const row = caseless({
  id,
  /** The user's id. */
  ownerId: id,
  /** Not unique. */
  externalId: text,
  typeId: id.nullable(),
  type: reference.nullable(),
  startsOn: date,
  /** Last day of the contract. */
  endsOn: date.nullable(),
  /** Whether this is the owner's contract of today, or else the next one, or else the last. */
  isApplicable: flag,
  establishmentId: id.nullable(),
  /** Occupation category. */
  spcId: id.nullable(),
  spc: reference.nullable(),
  hiringTypeId: id.nullable(),
  terminationReasonId: id.nullable(),
  terminationReason: reference.nullable(),
  trialPeriodDays: count,
  /** Days of the first trial period and its renewal together. */
  renewedTrialPeriodDays: count,
  trialPeriodEndDate: date.nullable(),
  /** Last day of the renewed trial period. */
  trialPeriodEndDate2: date.nullable(),
  /** The user's id of the supervisor. */
  internshipSupervisorId: id.nullable(),
  /** Local time without a zone. */
  createdAt: instant.nullable(),
  /** Local time without a zone. */
  lastModifiedAt: instant.nullable(),
});

/** One employment contract; those of one user never overlap. */
export type WorkContract = z.output<typeof row>;

/** All contracts the key may see: past, present and coming. Filter by `ownerId`. */
export const workContracts: Resource<WorkContract> = {
  name: 'workContracts',
  path: '/directory/api/4.0/work-contracts',
  dialect: 'v4Pages',
  pageSize: 1_000,
  cautiousPageSize: 100,
  query: {},
  row,
};
