import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Company, Person } from '../model.ts';
import { extensionDefinitions } from './extendedData.ts';
import { createKeys } from './keys.ts';
import { type ContractKind, contractKinds, contractTypeIds } from './plan.ts';
import { frenchTerms } from './plans/french.ts';
import { createArrangements } from './workingTime.ts';

/** A file does not describe a valid company. The message names each field that is wrong. */
export class CompanyUnusable extends Error {}

const keyPrefix = 'dddddddd';
const text = z.string().trim().min(1);
const day = z.iso.date();

const personSchema = z.strictObject({
  firstName: text,
  lastName: text,
  email: z.email(),
  department: text,
  jobTitle: text.nullable().default(null),
  /** The email of another person. */
  manager: z.email().nullable().default(null),
  gender: z.enum(['Male', 'Female', 'Misc', 'Undefined']).default('Undefined'),
  birthOn: day.nullable().default(null),
  contract: z.enum(contractKinds as [ContractKind, ...ContractKind[]]).default('permanent'),
  startsOn: day,
  endsOn: day.nullable().default(null),
  /** Share of full time. */
  share: z.number().gt(0).max(1).default(1),
  /** Gross base pay per month, at that share. */
  monthlyPay: z.number().positive().nullable().default(null),
  bonuses: z
    .array(
      z.strictObject({
        month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month, such as 2026-10'),
        amount: z.number(),
      }),
    )
    .default([]),
});

const companySchema = z
  .strictObject({
    name: text,
    host: z.string().regex(/^[a-z0-9-]{1,63}\.ilucca-demo\.net$/, 'a host such as my-company.ilucca-demo.net'),
    countryCode: z
      .string()
      .regex(/^[A-Z]{2}$/, 'two capital letters')
      .default('FR'),
    currencyCode: z
      .string()
      .regex(/^[A-Z]{3}$/, 'three capital letters')
      .default('EUR'),
    timeZone: text.default('Europe/Paris'),
    people: z.array(personSchema).min(1),
  })
  .superRefine(({ people }, { addIssue }) => {
    const emails = people.map(({ email }) => email);
    for (const [index, { email, manager, startsOn, endsOn }] of people.entries()) {
      const complain = (field: string, message: string) =>
        addIssue({ code: 'custom', path: ['people', index, field], message });
      if (emails.indexOf(email) !== index) complain('email', 'somebody before has the same');
      if (manager !== null && !emails.includes(manager)) complain('manager', 'nobody in the file has this email');
      if (endsOn !== null && endsOn < startsOn) complain('endsOn', 'before startsOn');
    }
  });

type OwnPerson = z.output<typeof personSchema>;

/** Reads a company from a JSON file of the user. Throws `CompanyUnusable`. */
export function readCompany(path: string, today: string): Company {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (failure) {
    throw new CompanyUnusable(failure instanceof SyntaxError ? `${path} is not JSON.` : `${path} cannot be read.`);
  }
  const { data, error } = companySchema.safeParse(content);
  if (data) return createOwnCompany(data, today);
  const complaints = error.issues.map((issue) => `${z.core.toDotPath(issue.path) || 'the file'}: ${issue.message}`);
  throw new CompanyUnusable(`${path} does not describe a company:\n  ${complaints.join('\n  ')}`);
}

function createOwnCompany({ people: own, host, ...site }: z.output<typeof companySchema>, today: string): Company {
  const departmentNames = [...new Set(own.map(({ department }) => department))];
  const idOf = (email: string) => own.findIndex((each) => each.email === email) + 1;
  const { legalUnits, establishments } = placesOf(site);
  return {
    host,
    today,
    hasPagga: true,
    people: own.map((each) => personOf(each, { idOf, departmentNames, today })),
    departments: departmentNames.map((name, index) => ({
      id: index + 1,
      name,
      code: `D${index + 1}`,
      description: null,
      parentId: null,
      headId: null,
      sortOrder: index,
      isActive: true,
    })),
    establishments,
    legalUnits,
    jobQualifications: [],
    occupationCategories: frenchTerms.occupationCategoryNames.map((name, id) => ({ id, name })),
    contractTypes: contractKinds.map((kind) => ({
      id: contractTypeIds[kind],
      name: frenchTerms.contractTypeNames[kind],
    })),
    ...contractsOf(own, today),
    workingTimeArrangements: createArrangements(legalUnits),
    extensionDefinitions: structuredClone(extensionDefinitions),
    keys: createKeys({ hasPagga: true, keyPrefix }, 1),
  };
}

function placesOf({
  name,
  countryCode,
  currencyCode,
  timeZone,
}: Pick<z.output<typeof companySchema>, 'name' | 'countryCode' | 'currencyCode' | 'timeZone'>): Pick<
  Company,
  'legalUnits' | 'establishments'
> {
  const country = new Intl.DisplayNames('fr', { type: 'region' }).of(countryCode) ?? countryCode;
  const common = { id: 1, name, isArchived: false, currencyCode };
  return {
    legalUnits: [
      { ...common, code: 'LU1', countryCode, countryName: country, legalIdentificationNumber: null, headquartersId: 1 },
    ],
    establishments: [
      { ...common, code: 'E1', legalUnitId: 1, city: '', street: '', zipCode: '', timeZoneId: timeZone, countryCode },
    ],
  };
}

type PersonParts = { idOf: (email: string) => number; departmentNames: readonly string[]; today: string };

function personOf(own: OwnPerson, { idOf, departmentNames, today }: PersonParts): Person {
  const { firstName, lastName, email, gender, birthOn, jobTitle, startsOn, endsOn, share, monthlyPay } = own;
  return {
    id: idOf(email),
    firstName,
    lastName,
    login: email,
    mail: email,
    employeeNumber: String(idOf(email)).padStart(5, '0'),
    gender,
    birthOn,
    nationalityId: null,
    contractStartsOn: startsOn,
    contractEndsOn: endsOn,
    seniorityOn: startsOn,
    jobTitle,
    jobQualificationId: null,
    occupationCategoryId: null,
    departmentId: departmentNames.indexOf(own.department) + 1,
    establishmentId: 1,
    managerId: idOf(own.manager ?? email),
    fullTimeEquivalent: share,
    earlierShares: [],
    theoreticalRemuneration: monthlyPay === null ? null : Number((12 * monthlyPay).toFixed(2)),
    extendedData: {},
    workCycles: [],
    modifiedAt: `${today}T09:15:00`,
  };
}

/** One contract for each person, with the person's id, and its pay items. */
function contractsOf(own: readonly OwnPerson[], today: string) {
  const natures = { category: { id: 1, code: 'BASIC_SALARY' }, establishmentIds: [1] };
  const bonuses = own.flatMap((each, index) => each.bonuses.map((bonus) => ({ ...bonus, workContractId: index + 1 })));
  return {
    workContracts: own.map(({ contract, startsOn, endsOn }, index) => ({
      id: index + 1,
      ownerId: index + 1,
      typeId: contractTypeIds[contract],
      startsOn,
      endsOn,
      establishmentId: 1,
      occupationCategoryId: null,
      externalId: null,
      trialPeriodDays: null,
      trialPeriodEndsOn: null,
      internshipSupervisorId: null,
      terminationReasonId: null,
      isArchived: false,
      amendments: [],
      createdAt: `${today}T09:12:44.31`,
      lastModifiedAt: `${today}T09:12:44.31`,
    })),
    fixedNatures: [{ id: 1, name: 'Salaire de base', ...natures }],
    variableNatures: [{ id: 1, name: 'Prime', category: null, establishmentIds: [1], type: 'Amount' as const }],
    fixedItems: own.flatMap(({ monthlyPay, startsOn, endsOn }, index) =>
      monthlyPay === null
        ? []
        : [
            {
              id: index + 1,
              amount: monthlyPay,
              startsOn,
              endsOn,
              comment: null,
              natureId: 1,
              workContractId: index + 1,
              amendmentId: 0,
            },
          ],
    ),
    variableItems: bonuses.map(({ month, amount, workContractId }, index) => ({
      id: index + 1,
      amount,
      periodOn: `${month}-01`,
      comments: null,
      natureId: 1,
      workContractId,
      amendmentId: 0,
      isDeleted: false,
    })),
  };
}
