import type { z } from 'zod';
import type { Resource } from '../resource.ts';
import { caseless, firstDay, id, lastDay } from '../shape.ts';

const row = caseless({
  id,
  workContractId: id,
  workingTimeArrangement: caseless({ id }).nullable(),
  startsOn: firstDay,
  /** Last day the arrangement applies. */
  endsOn: lastDay,
  employee: caseless({
    /** The user's id. */
    id,
  }),
});

/** The working-time arrangement that somebody has under a contract over a period. */
export type EmployeeAssignment = z.output<typeof row>;

/** All assignments that the key may see: past, current and future. Can be filtered by `employee.id`. */
export const employeeAssignments: Resource<EmployeeAssignment> = {
  name: 'employeeAssignments',
  path: '/schedule/api/employee-assignments',
  dialect: 'v4Tokens',
  pageSize: 100,
  query: { sort: 'startsOn' },
  row,
};
