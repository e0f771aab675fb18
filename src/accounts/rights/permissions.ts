import { z } from 'zod';

/** The verdict on one right of a key, and its evidence. */
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
  /** `REQUIRED` is never waived; a missing `RECOMMENDED` right refuses no connection; `IF_MODULE` applies only with the module. */
  requirement: z.enum(['REQUIRED', 'EXPECTED', 'RECOMMENDED', 'IF_MODULE']),
  /** `INCONCLUSIVE` when Lucca's answer would be the same for a missing right and for no data. */
  verdict: z.enum(['GRANTED', 'MISSING', 'PARTIAL', 'INCONCLUSIVE', 'NOT_APPLICABLE']),
  evidence: z.object({
    method: z.literal('GET'),
    path: z.string(),
    /** Null when Lucca did not answer. */
    status: z.int().nullable(),
    rowsSeen: z.int(),
    /** Rows with a value that only this right shows. */
    rowsFilled: z.int(),
    /** Whether Lucca's answer contained no data that requires this right, which is also the case if there is no such data. */
    isSilent: z.boolean(),
    /** Whether Lucca answered every probe of this right, even with a refusal; true for checks stored before this field existed. */
    isAnswered: z.boolean().default(true),
  }),
  /** When the right was last proven, ISO 8601 in UTC; null when it never was. */
  grantedAt: z.string().nullable(),
});

/** One checked right. */
export type Check = z.infer<typeof checkSchema>;

/** The code of a right. */
export type PermissionCode = Check['permission'];

/** How necessary a right is. */
export type Requirement = Check['requirement'];

/** Whether the key has a right. */
export type Verdict = Check['verdict'];
