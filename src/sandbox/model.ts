/** All data of one company of the sandbox, before the rights of a key hide a part of it. */
export type Company = {
  /** The host of the company, for example `acme.ilucca-demo.net`. */
  host: string;
  /** The day of the data, `YYYY-MM-DD`: today for the sandbox, so that the same seed always gives the same answers. */
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

/** A person. Whatever changes over time is as of the company's `today`. */
export type Person = {
  id: number;
  firstName: string;
  lastName: string;
  login: string;
  mail: string | null;
  employeeNumber: string | null;
  /** `Undefined` where nobody has entered one. */
  gender: 'Male' | 'Female' | 'Misc' | 'Undefined';
  birthOn: string | null;
  nationalityId: string | null;
  /** Contract dates of the applicable work contract. */
  contractStartsOn: string;
  contractEndsOn: string | null;
  seniorityOn: string | null;
  jobTitle: string | null;
  jobQualificationId: number | null;
  occupationCategoryId: number | null;
  departmentId: number;
  establishmentId: number;
  /** May be the person's own id (Lucca's convention for "no manager"), or form a cycle. */
  managerId: number | null;
  /** Share of full time, 0–1; users have it only with Pagga. */
  fullTimeEquivalent: number | null;
  /** Shares of full time before that, oldest first, each until its last day. */
  earlierShares: { share: number; until: string }[];
  /** Lucca's own yearly figure in the contract's currency; only with Pagga. */
  theoreticalRemuneration: number | null;
  /** Values by definition id: text, `YYYY-MM-DD`, or a list entry's id; several values where the field is multiple. */
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
  /** Where it is in another country than its legal unit. */
  countryCode?: string;
  /** The currency that pay natures name; it may differ from that of the legal unit. */
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

/** How much people work, in hours or days of a period: under their contract, and at full time. */
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

/** The rights that the role of a key can have: one tick each on Lucca's role screen. */
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

/** A key with its role: which rights, over which departments (their whole subtree). */
export type ApiKey = {
  key: string;
  /** What the key is for, in the printed list: for example "without: evpScreen". */
  name: string;
  rights: ReadonlySet<Right>;
  perimeter: 'all' | { departmentIds: number[] };
};
