import { z } from 'zod';

/** What one right of the key turned out to be, and what that was concluded from. */
export const checkSchema = z.object({
  permission: z.enum([
    'EMPLOYEE_LUCCA_DATA',
    'DIRECTORY_ALL_DEPARTMENTS',
    'PERSONNEL_FILES',
    'EMPLOYEE_POSITIONS',
    'EMPLOYEE_MANAGERS',
    'EMPLOYEE_QUALIFICATIONS',
    'EMPLOYEE_CONTRACTS',
    'FUTURE_EMPLOYEES',
    'FORMER_EMPLOYEES',
    'PAGGA_INDIVIDUAL_SITUATIONS',
    'PAGGA_EVP_SCREEN',
    'PAGGA_DELETED_REMUNERATION',
  ]),
  /** `REQUIRED` is never waived, `RECOMMENDED` never refuses; `IF_MODULE` does not apply without the module. */
  requirement: z.enum(['REQUIRED', 'EXPECTED', 'RECOMMENDED', 'IF_MODULE']),
  /** `INCONCLUSIVE` when Lucca answers the same way for a missing right and for no data. */
  verdict: z.enum(['GRANTED', 'MISSING', 'PARTIAL', 'INCONCLUSIVE', 'NOT_APPLICABLE']),
  evidence: z.object({
    method: z.literal('GET'),
    path: z.string(),
    /** Null when Lucca did not answer. */
    status: z.int().nullable(),
    rowsSeen: z.int(),
    /** Rows in which there was something that only this right shows. */
    rowsFilled: z.int(),
    /** Whether Lucca answered with rows in plain sight and nothing of this right in them, as when there is no such data. */
    isSilent: z.boolean(),
    /** Whether Lucca answered all that tells this right, be it with a refusal; checks kept from before this was told say so. */
    isAnswered: z.boolean().default(true),
  }),
  /** When the right was last proven, ISO 8601 in UTC; null when it never was. */
  grantedAt: z.string().nullable(),
});

/** One checked right. */
export type Check = z.infer<typeof checkSchema>;

/** The code of a right. */
export type PermissionCode = Check['permission'];

/** How much a right is needed. */
export type Requirement = Check['requirement'];

/** What is known about a right. */
export type Verdict = Check['verdict'];
