import { z } from 'zod';
import type { LuccaRow, Resource } from '../lucca/resource.ts';
import { departments } from '../lucca/resources/departments.ts';
import { fixedItems } from '../lucca/resources/fixedItems.ts';
import { users } from '../lucca/resources/users.ts';
import { variableItems } from '../lucca/resources/variableItems.ts';
import { workContracts } from '../lucca/resources/workContracts.ts';

/** What one right of the key turned out to be, and what that was concluded from. */
export const checkSchema = z.object({
  permission: z.enum([
    'EMPLOYEE_LUCCA_DATA',
    'EMPLOYEE_CONTRACTS',
    'DIRECTORY_ALL_DEPARTMENTS',
    'PAGGA_INDIVIDUAL_SITUATIONS',
    'PAGGA_EVP_SCREEN',
  ]),
  /** `REQUIRED` is never waived; `IF_MODULE` does not apply to customers without the module. */
  requirement: z.enum(['REQUIRED', 'EXPECTED', 'RECOMMENDED', 'IF_MODULE']),
  verdict: z.enum(['GRANTED', 'MISSING', 'PARTIAL', 'INCONCLUSIVE', 'NOT_APPLICABLE']),
  evidence: z.object({
    method: z.literal('GET'),
    path: z.string(),
    /** Null when Lucca did not answer. */
    status: z.int().nullable(),
    rowsSeen: z.int(),
  }),
});

/** One checked right. */
export type Check = z.infer<typeof checkSchema>;

/** `INCONCLUSIVE` when Lucca answers the same way for a missing right and for no data. */
export type Verdict = Check['verdict'];

/** One right the guide asks for and the request that shows whether the key has it. */
export type Permission = {
  permission: Check['permission'];
  requirement: Check['requirement'];
  resource: Resource<LuccaRow>;
  /** What an empty answer means: Lucca hides rows it does not show, so mostly nothing. */
  whenEmpty: Verdict;
};

/** The right that proves the key itself and without which nothing can be shown; a company has at least one person. */
export const corePermission: Permission = {
  permission: 'EMPLOYEE_LUCCA_DATA',
  requirement: 'REQUIRED',
  resource: users,
  whenEmpty: 'MISSING',
};

/** The other rights, each read on its own once the key is proven. */
export const furtherPermissions: readonly Permission[] = [
  {
    permission: 'EMPLOYEE_CONTRACTS',
    requirement: 'EXPECTED',
    resource: workContracts,
    whenEmpty: 'INCONCLUSIVE',
  },
  {
    permission: 'DIRECTORY_ALL_DEPARTMENTS',
    requirement: 'EXPECTED',
    resource: departments,
    whenEmpty: 'INCONCLUSIVE',
  },
  {
    permission: 'PAGGA_INDIVIDUAL_SITUATIONS',
    requirement: 'IF_MODULE',
    resource: fixedItems,
    whenEmpty: 'INCONCLUSIVE',
  },
  {
    permission: 'PAGGA_EVP_SCREEN',
    requirement: 'IF_MODULE',
    resource: variableItems,
    whenEmpty: 'INCONCLUSIVE',
  },
];
