/** All data of one company, before a key's rights hide any of it. */
export type Company = {
  /** The host of the company, for example `acme.ilucca-demo.net`. */
  host: string;
  /** The day that counts as today in the data, `YYYY-MM-DD`. */
  today: string;
  /** Whether the pay module (Pagga Rémunération) is installed. */
  hasPagga: boolean;
  people: Person[];
  departments: Department[];
  establishments: Establishment[];
  legalUnits: LegalUnit[];
  jobQualifications: JobQualification[];
  occupationCategories: { id: number; name: string }[];
  contractTypes: { id: number; name: string }[];
  workContracts: WorkContract[];
  workingTimeArrangements: WorkingTimeArrangement[];
  fixedNatures: Nature[];
  variableNatures: VariableNature[];
  fixedItems: FixedItem[];
  variableItems: VariableItem[];
  /** Custom fields of the personnel file; entries are the choices of a list-type field. */
  extensionDefinitions: {
    id: string;
    formatKey: 'text' | 'date' | 'select';
    entries: { id: number; name: string }[];
  }[];
  keys: ApiKey[];
};

/** A person, as of the company's `today`. */
export type Person = {
  id: number;
  firstName: string;
  lastName: string;
  login: string;
  mail: string | null;
  employeeNumber: string | null;
  /** `Undefined` if nobody has entered one. */
  gender: 'Male' | 'Female' | 'Misc' | 'Undefined';
  birthOn: string | null;
  nationalityId: string | null;
  /** First day of the applicable work contract; `contractEndsOn` is its last. */
  contractStartsOn: string;
  contractEndsOn: string | null;
  seniorityOn: string | null;
  jobTitle: string | null;
  jobQualificationId: number | null;
  occupationCategoryId: number | null;
  departmentId: number;
  establishmentId: number;
  /** May be the person's own id, which is Lucca's convention for "no manager", or form a cycle with others. */
  managerId: number | null;
  /** Share of full time, 0–1; shown only with Pagga. */
  fullTimeEquivalent: number | null;
  /** Earlier shares of full time, oldest first, each with its last day. */
  earlierShares: { share: number; until: string }[];
  /** Yearly pay as Lucca computes it, in the contract's currency; only with Pagga. */
  theoreticalRemuneration: number | null;
  /** Values by definition id: text, `YYYY-MM-DD`, or the id of a list entry; a list of them if the field has several values. */
  extendedData: Record<string, { id: number; value: string | number } | { id: number; value: string | number }[]>;
  workCycles: { id: number; workCycleId: number; startsOn: string; endsOn: string }[];
  /** Local time without zone, `2026-03-01T09:15:00`. */
  modifiedAt: string;
};

export type Department = {
  id: number;
  name: string;
  code: string;
  description: string | null;
  parentId: number | null;
  headId: number | null;
  sortOrder: number;
  isActive: boolean;
};

export type LegalUnit = {
  id: number;
  name: string;
  code: string;
  countryCode: string;
  countryName: string;
  currencyCode: string;
  legalIdentificationNumber: string | null;
  headquartersId: number;
  isArchived: boolean;
};

export type Establishment = {
  id: number;
  name: string;
  code: string;
  legalUnitId: number;
  city: string;
  street: string;
  zipCode: string;
  timeZoneId: string;
  /** Set if it differs from the country of the legal unit. */
  countryCode?: string;
  /** The currency in pay natures, which may differ from that of the legal unit. */
  currencyCode: string;
  isArchived: boolean;
};

export type JobQualification = {
  id: number;
  name: string;
  job: { id: number; name: string };
  level: { id: number; position: number; name: string };
};

export type WorkContract = {
  id: number;
  ownerId: number;
  typeId: number;
  startsOn: string;
  endsOn: string | null;
  establishmentId: number;
  occupationCategoryId: number | null;
  externalId: string | null;
  trialPeriodDays: number | null;
  trialPeriodEndsOn: string | null;
  internshipSupervisorId: number | null;
  terminationReasonId: number | null;
  isArchived: boolean;
  /** Amendments to the contract, oldest first; pay items refer to them by id (never 0). */
  amendments: { id: number; startsOn: string; endsOn: string | null }[];
  createdAt: string;
  lastModifiedAt: string;
};

/** Working time in hours or days per period: as agreed in the contract, and at full time. */
export type WorkingTimeArrangement = {
  id: number;
  name: string;
  unit: 'hour' | 'day';
  period: 'week' | 'year';
  contractDuration: number;
  referenceDuration: number;
  isArchived: boolean;
};

export type Nature = {
  id: number;
  name: string;
  category: { id: number; code: string } | null;
  establishmentIds: number[];
};

export type VariableNature = Nature & { type: 'Amount' | 'Number' };

export type FixedItem = {
  id: number;
  amount: number;
  startsOn: string;
  endsOn: string | null;
  comment: string | null;
  natureId: number;
  workContractId: number;
  /** 0 means no amendment. */
  amendmentId: number;
};

export type VariableItem = {
  id: number;
  amount: number;
  /** First day of the pay period. */
  periodOn: string;
  comments: string | null;
  natureId: number;
  workContractId: number;
  amendmentId: number;
  isDeleted: boolean;
};

/** The rights that a key's role can have: one checkbox each on Lucca's role screen. */
export const rights = [
  'directory',
  'personnelFiles',
  'luccaData',
  'positions',
  'managers',
  'qualifications',
  'contracts',
  'individualSituations',
  'evpScreen',
  'deletedRemuneration',
  'futureEmployees',
  'formerEmployees',
] as const;

export type Right = (typeof rights)[number];

/** A key with its role: its rights, and the departments they apply to, with all departments below them. */
export type ApiKey = {
  key: string;
  /** What the key is for, as printed when the sandbox starts, for example `without: evpScreen`. */
  name: string;
  rights: ReadonlySet<Right>;
  perimeter: 'all' | { departmentIds: number[] };
};
