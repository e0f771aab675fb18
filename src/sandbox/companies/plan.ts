import type { Establishment, LegalUnit, VariableNature } from '../model.ts';
import type { JobName, Language } from './jobs.ts';
import type { Culture } from './names.ts';
import type { Weighted } from './random.ts';

/** The handwritten part of a company. The rest is drawn from it and a seed. */
export type Plan = {
  host: string;
  hasPagga: boolean;
  /** Number of people, former and upcoming ones included. */
  people: number;
  /** Added to the seed, so that companies differ. */
  salt: number;
  mailDomain: string;
  /** Eight hexadecimal digits that begin each of its keys. */
  keyPrefix: string;
  root: Branch;
  /** Code of the department that the narrow key is limited to. */
  perimeterCode: string;
  legalUnits: LegalUnit[];
  sites: Site[];
  fixedNatures: FixedNaturePlan[];
  variableNatures: VariableNaturePlan[];
  contractTypeNames: Record<ContractKind, string>;
  /** Names of the occupation categories 0 to 4, lowest first. */
  occupationCategoryNames: readonly [string, string, string, string, string];
};

/** A department and those below it. */
export type Branch = {
  name: string;
  code: string;
  job: JobName;
  /** Share of the people; 1 for a department without others below it, 0.1 for one with, unless said otherwise. */
  weight?: number;
  /** Ids of the establishments its people work at; all of the parent's when left out. */
  siteIds?: readonly number[];
  children?: Branch[];
};

/** An establishment and what is particular to the people there. */
export type Site = {
  establishment: Establishment;
  /** Share of the people; may be 0. */
  weight: number;
  language: Language;
  cultures: Weighted<Culture>;
  /** Yearly gross of a confirmed person in an average profession at full time, in the establishment's currency. */
  yearlyPay: number;
  hasThirteenthMonth: boolean;
};

/** A pay nature that repeats; how it is paid is known here and nowhere in Lucca's API. */
export type FixedNaturePlan = {
  id: number;
  name: string;
  use: FixedUse;
  /** 0 where items are not money, and do not count in a yearly figure. */
  timesPerYear: 0 | 1 | 12 | 14;
  /** True where the amount does not depend on the working time. */
  isFlat?: boolean;
  establishmentIds: number[];
};

/** What a fixed nature is for. */
export type FixedUse =
  | 'baseSalary'
  | 'thirteenthMonth'
  | 'allowance'
  | 'benefitInKind'
  | 'homeOffice'
  | 'holidayPremium'
  | 'mealVouchers';

/** A pay nature entered when it occurs. */
export type VariableNaturePlan = {
  nature: VariableNature;
  use: 'yearlyBonus' | 'quarterlyBonus' | 'overtimeHours' | 'exceptionalBonus';
};

/** What a contract is, whatever the company calls it. */
export type ContractKind = 'permanent' | 'fixedTerm' | 'internship' | 'apprenticeship' | 'contractor';

/** Ids of the contract types, the same in every company. */
export const contractTypeIds: Record<ContractKind, number> = {
  permanent: 1,
  fixedTerm: 2,
  internship: 3,
  apprenticeship: 4,
  contractor: 6,
};

/** Every kind of contract. */
export const contractKinds = Object.keys(contractTypeIds) as ContractKind[];

/** What a contract of one of our companies is, from its type. */
export function kindOf({ typeId }: { typeId: number }): ContractKind {
  const kind = contractKinds.find((each) => contractTypeIds[each] === typeId);
  if (kind === undefined) throw new RangeError(`no contract type ${typeId}`);
  return kind;
}
