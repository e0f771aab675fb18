import type { Establishment, LegalUnit, VariableNature } from '../model.ts';
import type { JobName, Language } from './jobs.ts';
import type { Culture } from './names.ts';
import type { Weighted } from './random.ts';

/** The part of a company that is written by hand. The rest is drawn from it with a seed. */
export type Plan = {
  host: string;
  hasPagga: boolean;
  /** Number of people, with former and future ones. */
  people: number;
  /** Added to the seed, so that companies differ. */
  salt: number;
  mailDomain: string;
  /** The eight hexadecimal digits that its keys start with. */
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
  /** Share of the people. The default is 1 for a department without others below it, and 0.1 for any other. */
  weight?: number;
  /** Ids of the establishments where its people work; those of the parent by default. */
  siteIds?: readonly number[];
  children?: Branch[];
};

/** An establishment, and what is specific to the people there. */
export type Site = {
  establishment: Establishment;
  /** Share of the people; may be 0. */
  weight: number;
  language: Language;
  cultures: Weighted<Culture>;
  /** Yearly gross pay at full time of the level "Confirmed" in an average profession, in the establishment's currency. */
  yearlyPay: number;
  hasThirteenthMonth: boolean;
};

/** A nature of fixed pay. Lucca's API does not contain how it is paid. */
export type FixedNaturePlan = {
  id: number;
  name: string;
  use: FixedUse;
  /** 0 if items are not money, and do not count in a yearly figure. */
  timesPerYear: 0 | 1 | 12 | 14;
  /** Whether the amount does not depend on the working time. */
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

/** A nature of variable pay. */
export type VariableNaturePlan = {
  nature: VariableNature;
  use: 'yearlyBonus' | 'quarterlyBonus' | 'overtimeHours' | 'exceptionalBonus';
};

/** The kind of a contract, independent of the company's name for it. */
export type ContractKind = 'permanent' | 'fixedTerm' | 'internship' | 'apprenticeship' | 'contractor';

/** Ids of the contract types, the same in every company. */
export const contractTypeIds: Record<ContractKind, number> = {
  permanent: 1,
  fixedTerm: 2,
  internship: 3,
  apprenticeship: 4,
  contractor: 6,
};

export const contractKinds = Object.keys(contractTypeIds) as ContractKind[];

/** The kind of a contract in the sandbox, from its type. */
export function kindOf({ typeId }: { typeId: number }): ContractKind {
  const kind = contractKinds.find((each) => contractTypeIds[each] === typeId);
  if (kind === undefined) throw new RangeError(`no contract type ${typeId}`);
  return kind;
}
