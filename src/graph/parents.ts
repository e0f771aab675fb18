import type { Account } from '../accounts/accounts.ts';
import type { ConnectProblem } from '../accounts/connect/problems.ts';
import type { PersonnelFilePay } from '../accounts/mapping.ts';
import type { Check } from '../accounts/rights/permissions.ts';
import type { Entry, People } from '../audit/entry.ts';
import type { Fetched, PartialRows, Rows } from '../cache/rows.ts';
import type { Field, Reading } from '../lucca/customFieldValues.ts';
import type { Department } from '../lucca/resources/departments.ts';
import type { Establishment } from '../lucca/resources/establishments.ts';
import type { ExtensionDefinition } from '../lucca/resources/extensionDefinitions.ts';
import type { FixedItem } from '../lucca/resources/fixedItems.ts';
import type { LegalUnit } from '../lucca/resources/legalUnits.ts';
import type { User } from '../lucca/resources/users.ts';
import type { ExtendedValue } from '../lucca/resources/usersWithExtendedData.ts';
import type { VariableItem } from '../lucca/resources/variableItems.ts';
import type { WorkContract } from '../lucca/resources/workContracts.ts';
import type { Band, Comparison, Statistics } from '../pay/comparison.ts';
import type { GrossPay } from '../pay/grossPay.ts';
import type { Days } from '../pay/months.ts';
import type { Nature, Treatment } from '../pay/treatments.ts';
import type { ContractMappingProblem } from './contractMapping/problem.ts';
import type { Gap } from './dataGaps/gap.ts';
import type { GroupKey, LeftOutReason, PayMeasure } from './payAnalysis/terms.ts';
import type { MappingProblem } from './remunerationMapping/problem.ts';
import type { Connection } from './server/connection.ts';
import type { WorkerCategoriesProblem } from './workerCategories/problem.ts';

// The parent that the resolvers of each type receive. It is Lucca's own row wherever there is one, so that only differences need a
// resolver. Codegen uses `EmployeeParent` for the type `Employee`, and so on. This file imports neither generated types nor resolvers.

/** `isWithoutContract` if Lucca is known to have no contract for the person, and therefore no days. */
export type EmployeeParent = Fetched<User & { readonly isWithoutContract?: boolean }>;
/** Lucca returns today's position as part of the user. */
export type PositionParent = Fetched<User>;
export type OccupationCategoryParent = Fetched<{ id: number; name: string | null }>;
/** A qualification as it appears in a person's row. */
export type QualificationParent = Fetched<{ id: number; name: string | null }>;
/** A user's number and name; the name is null if Lucca returned none. */
export type ManagerParent = Fetched<{ id: number; name: string | null }>;
/** A contract, with the day as of which its working time is returned, if it is not the usual one. */
export type ContractParent = Fetched<WorkContract> & { asOf?: string };
export type WorkingTimeParent = {
  fullTimeEquivalent: string;
  origin: 'PAGGA' | 'ARRANGEMENT' | 'ASSUMED';
  /** The person, the contract and the day, which the hours depend on. */
  employeeId: number | null;
  contract: Pick<WorkContract, 'id' | 'establishmentId'> | null;
  asOf: string;
};
export type DepartmentParent = Fetched<Department>;
export type EstablishmentParent = Fetched<Establishment>;
export type LegalEntityParent = Fetched<LegalUnit>;
/** A field that a company has added to its files, with its values; null if they have a form that we cannot read. */
export type CustomFieldParent = CustomFieldContext & { id: string; values: readonly ExtendedValue[] | null };
export type CustomFieldValueParent = CustomFieldContext & { value: ExtendedValue };
export type CustomFieldChoiceParent = { id: number; name: string | null };
type CustomFieldContext = {
  definition: ExtensionDefinition | null;
  /** All definitions of the company, for the parts of a value. */
  definitions: ReadonlyMap<string, ExtensionDefinition>;
};
export type EmployeeConnectionParent = Connection<EmployeeParent> & { dataGaps?: DataGapParent[] };
export type DataGapParent = Gap & { field: string };
/** Why there is no pay to show for a person. */
export type RemunerationUnavailableParent = Gap;
export type FreshnessParent = { fetchedAt: number; isStale?: boolean };

/** Everything needed to compute one person's pay on one day. */
export type RemunerationParent = {
  employeeId: number;
  asOf: string;
  contracts: Rows<WorkContract>;
  /** The items in force on the day. */
  fixedItems: PartialRows<FixedPayItem>;
  /** Only if the pay is read from the personnel file. */
  personnelFile?: FileContent;
  fetchedAt: number;
  isStale: boolean;
};
/**
 * The gross pay of the twelve months ending on the day of a person's pay; whether Lucca returns arrangements for that person; and whether
 * it is certain that Lucca would return variable pay.
 */
export type AnnualGrossPayParent = GrossPay & Days & { areHoursTold: boolean; isVariableProven: boolean };
/** A period in which a person's pay does not change. */
export type RemunerationPeriodParent = { employeeId: number; startsOn: string; endsOn: string };
/** A nature of an account, with the settings of the account and what was inferred. */
export type RemunerationMappingParent = { nature: Nature; treatment: Treatment };
export type ContractMappingSetParent = { kind: 'set'; account: Account };
export type ContractMappingProblemParent = ContractMappingProblem;
export type WorkerCategoriesSetParent = { kind: 'set'; account: Account };
export type WorkerCategoriesProblemParent = WorkerCategoriesProblem;
/** The custom fields that an account has set for pay, and whether pay is read from them. */
export type PersonnelFilePayParent = PersonnelFilePay & { isInUse: boolean };
export type RemunerationMappingSetParent = { kind: 'set'; account: Account };
export type RemunerationMappingProblemParent = MappingProblem;
/** An item with its contract, and the currency of the contract's establishment; each null if it is unknown. */
type OfContract<Item> = Fetched<Item> & { currency: string | null; contract: ContractParent | null };
/** An item of Lucca's, or an amount of a personnel file in the form of one; the amount is null for text that cannot be read. */
export type FixedPayItem = OfContract<Omit<FixedItem, 'amount'>> & { amount: string | null; fileField?: FileField };
/** The custom field that an amount is read from, and how it counts. */
export type FileField = { id: string; treatment: Treatment; isCurrencyAssumed: boolean };
/** What a personnel file contains besides amounts: the share of full time, if the account has set a field for it. */
export type FileContent = { share: (Reading & { field: Field }) | null };
/** A fixed item, with the pay of the day that it is returned for. */
export type FixedRemunerationItemParent = { item: FixedPayItem; pay: RemunerationParent };
export type VariableRemunerationItemParent = OfContract<VariableItem>;
/** A day on which a person's yearly base salary at full time changes. */
export type RaiseParent = {
  on: string;
  /** Null where it is not known. */
  before: MoneyParent | null;
  after: MoneyParent | null;
  reason: string | null;
  isNewContract: boolean;
  isShareAssumed: boolean;
};
type MoneyParent = { amount: string; currency: string };

export type PayStatisticsParent = Statistics & { currency: string | null };
export type PayGroupParent = Omit<Comparison, 'all' | 'women' | 'men'> & {
  keys: readonly GroupKey[];
  all: PayStatisticsParent;
  women: PayStatisticsParent;
  men: PayStatisticsParent;
};
export type PayGroupKeyParent = GroupKey;
export type PayAnalysisParent = {
  asOf: string;
  measure: PayMeasure;
  currency: string | null;
  overall: PayGroupParent;
  groups: PayGroupParent[];
  quartileBands: Band[];
  leftOut: { reason: LeftOutReason; count: number; message: string }[];
  dataGaps: DataGapParent[];
  /** Null where nobody matches. */
  freshness: FreshnessParent | null;
};

export type AccessLogEntryParent = Entry;
export type AccessedPeopleParent = People;

export type AccountParent = Account;
export type PermissionCheckParent = Check;
export type ConnectProblemParent = ConnectProblem;
export type AccountConnectedParent = { kind: 'connected'; account: Account };
export type AccountCheckedParent = { kind: 'tested'; checks: Check[] };
