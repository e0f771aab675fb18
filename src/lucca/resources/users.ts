import { Decimal } from 'decimal.js';
import { z } from 'zod';
import type { Resource } from '../resource.ts';
import { amountIn } from '../screenText.ts';
import { beginning, caseless, decimal, id, optionalDay, optionalInstant, reference, text } from '../shape.ts';

/** Money that Lucca computes, as a number or as on the screen; null where it is neither, or text that can be read in several ways. */
export const figure = caseless({
  value: z.union([z.string().transform(amountIn), decimal, z.unknown().transform(() => null)]),
})
  .nullable()
  .transform((figure) => figure?.value ?? null);

const percent = /^(\d{1,3}(?:[.,]\d+)?)\s?%$/;

/** A share of full time as a number up to 1; null if the value is ambiguous or absent. */
function shareOf(sent: unknown): string | null {
  if (typeof sent !== 'string' && typeof sent !== 'number') return null;
  const text = String(sent).trim();
  if (/^(full[ -]time|temps plein)$/i.test(text)) return '1';
  const hundredths = percent.exec(text)?.[1]?.replace(',', '.');
  if (hundredths === undefined && !/^\d+([.,]\d+)?$/.test(text)) return null;
  // Lucca does not document the unit: over 10, nothing but hundredths makes sense.
  const isHundredths = hundredths !== undefined || Number(text.replace(',', '.')) >= 10;
  const number = new Decimal(hundredths ?? text.replace(',', '.'));
  const share = isHundredths ? number.div(100) : number;
  return share.isPositive() && !share.isZero() && share.lte(1) ? share.toFixed() : null;
}

const share = caseless({ value: z.unknown().transform(shareOf) })
  .nullable()
  .transform((figure) => figure?.value ?? null);

const person = caseless({
  id,
  firstName: text,
  lastName: text,
  displayName: text,
  name: text,
  mail: text,
  /** Unique within an establishment only; may begin with zeros. */
  employeeNumber: text,
  /** `Male`, `Female`, `Undefined` or another word of Lucca's. */
  gender: text,
  birthDate: optionalDay,
  /** ISO 3166-1 alpha-2. */
  nationalityId: text,
  /**
   * First day of the applicable contract: the one running today, or else the next, or else the last. Null where it is not given; a placeholder in
   * the future is kept, because whoever has one has not started.
   */
  dtContractStart: beginning,
  /** Last day of the applicable contract. */
  dtContractEnd: optionalDay,
  seniorityDate: optionalDay,
  jobTitle: text,
  /** Occupation category. */
  csp: reference.nullable(),
  departmentId: id.nullable(),
  /** An establishment's id, despite its name. */
  legalEntityId: id.nullable(),
  /** May be the user's own id: Lucca uses that for people without a manager. */
  managerId: id.nullable(),
  manager: reference.nullable(),
  applicationData: caseless({
    /** Share of full time worked today; known with the pay module only. */
    fullTimeEquivalent: share,
    /** Lucca's own yearly figure, in the currency of the contract; known with the pay module only. */
    theoreticalRemuneration: figure,
  }).nullable(),
  /** The person's job qualification; not a documented field. */
  jobQualification: reference.nullable(),
  /** Whether Lucca returned the field of the qualification, even as null. */
  isQualificationReported: z.boolean(),
  /** Local time without a zone. */
  modifiedAt: optionalInstant,
});

/** Distinguishes a qualification that is not filled in from one that Lucca did not return. */
function traced(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return raw;
  const isQualificationReported = Object.keys(raw).some((name) => name.toLowerCase() === 'jobqualification');
  return { ...raw, isQualificationReported };
}

const row = z.preprocess(traced, person);

/** A person with a file in Lucca, as of today. */
export type User = z.output<typeof row>;

/** The fields that the right to personnel files shows. */
export const personnelFileFields = ['gender', 'birthDate', 'nationalityId'] as const;

const fields =
  `id,firstName,lastName,displayName,name,mail,employeeNumber,${personnelFileFields},` +
  'dtContractStart,dtContractEnd,seniorityDate,jobTitle,csp[id,name],departmentId,legalEntityId,' +
  'managerId,manager[id,name],applicationData,modifiedAt';

const sureQuery = { fields: `${fields},collection.count`, orderBy: 'id,asc', formerEmployees: 'true' };

/** Everybody the key may see: current, future and former employees. */
export const users: Resource<User> = {
  name: 'users',
  path: '/api/v3/users',
  dialect: 'v3',
  pageSize: 1_000,
  query: { ...sureQuery, fields: `${fields},jobQualification[id,name],collection.count` },
  fallbackQuery: sureQuery,
  row,
};
