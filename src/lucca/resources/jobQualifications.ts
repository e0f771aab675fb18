import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, count, id, optional, reference, text } from '../shape.ts';

const row = caseless({
  id,
  name: text,
  /** The profession. */
  job: reference,
  /** The rank within the profession; the higher the position, the more senior. */
  level: optional(caseless({ position: count, name: text })),
});

/** A profession at a level, as defined by the company. */
export type JobQualification = z.output<typeof row>;

/** All job qualifications. They do not name the users who have them. */
export const jobQualifications: Resource<JobQualification> = {
  name: 'jobQualifications',
  path: '/organization/structure/api/job-qualifications',
  dialect: 'v4Pages',
  pageSize: 100,
  query: { sort: 'job.name,level.position' },
  row,
};
