import { z } from 'zod';
import type { Resource } from '../resource.ts';
import { amountIn, shareIn } from '../screenText.ts';
import {
  beginning,
  caseless,
  decimal,
  id,
  optional,
  optionalDay,
  optionalId,
  optionalInstant,
  reference,
  text,
  word,
} from '../shape.ts';
import { malformed } from '../unread.ts';

/** The contents of `{ value }`, as Lucca nests a figure; null if there is none. */
function figureOf(read: (sent: unknown) => string | null) {
  const contents = caseless({ value: z.unknown() }).transform(({ value }) =>
    value === null || value === '' ? null : read(value),
  );
  return optional(contents);
}

const readNumber = (sent: unknown): string => decimal.safeParse(sent).data ?? malformed;

/** An amount of money that Lucca computes, sent as a number or as the text on its screen; null if there is none. */
export const figure = figureOf((sent) => (typeof sent === 'string' ? amountIn(sent) : readNumber(sent)));

const share = figureOf(shareIn);

const person = caseless({
  id,
  firstName: text,
  lastName: text,
  displayName: text,
  name: text,
  mail: text,
  /** Unique within an establishment only; may begin with zeros. */
  employeeNumber: text,
  /** `Male`, `Female`, `Undefined`, or another of Lucca's words. */
  gender: word,
  birthDate: optionalDay,
  /** ISO 3166-1 alpha-2. */
  nationalityId: word,
  /**
   * First day of the applicable contract: the one that runs today, or else the next, or else the last. Null if Lucca does not return it. A
   * placeholder in the future is kept, because it means that the person has not started.
   */
  dtContractStart: beginning,
  /** Last day of the applicable contract. */
  dtContractEnd: optionalDay,
  seniorityDate: optionalDay,
  jobTitle: text,
  /** Occupation category. */
  csp: reference,
  departmentId: optionalId,
  /** An establishment's id, despite its name. */
  legalEntityId: optionalId,
  /** May be the user's own id: Lucca uses that for people without a manager. */
  managerId: optionalId,
  manager: reference,
  applicationData: optional(
    caseless({
      /** Share of full time worked today; returned with the pay module only. */
      fullTimeEquivalent: share,
      /** Lucca's own yearly figure, in the currency of the contract; returned with the pay module only. */
      theoreticalRemuneration: figure,
    }),
  ),
  /** The person's job qualification. Lucca does not document this field. */
  jobQualification: reference,
  /** Whether Lucca returned the field `jobQualification`, even as null. */
  isQualificationReported: z.boolean(),
  /** Local time without a zone. */
  modifiedAt: optionalInstant,
});

/** Distinguishes a qualification that is not filled in from one that Lucca did not return. */
function withReported(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return raw;
  const isQualificationReported = Object.keys(raw).some((name) => name.toLowerCase() === 'jobqualification');
  return { ...raw, isQualificationReported };
}

const row = z.preprocess(withReported, person);

/** A person who has a file in Lucca, as of today. */
export type User = z.output<typeof row>;

/** The fields that need the right to personnel files. */
export const personnelFileFields = ['gender', 'birthDate', 'nationalityId'] as const;

const fields =
  `id,firstName,lastName,displayName,name,mail,employeeNumber,${personnelFileFields},` +
  'dtContractStart,dtContractEnd,seniorityDate,jobTitle,csp[id,name],departmentId,legalEntityId,' +
  'managerId,manager[id,name],applicationData,modifiedAt';

const documentedQuery = { fields: `${fields},collection.count`, orderBy: 'id,asc', formerEmployees: 'true' };

/** Everybody the key may see: current, future and former employees. */
export const users: Resource<User> = {
  name: 'users',
  path: '/api/v3/users',
  dialect: 'v3',
  pageSize: 1_000,
  query: { ...documentedQuery, fields: `${fields},jobQualification[id,name],collection.count` },
  fallbackQuery: documentedQuery,
  row,
};
