import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { EmployeeParent, PositionParent, OccupationCategoryParent, QualificationParent, ManagerParent, ContractParent, WorkingTimeParent, DepartmentParent, EstablishmentParent, LegalEntityParent, CustomFieldParent, CustomFieldValueParent, CustomFieldChoiceParent, EmployeeConnectionParent, DataGapParent, RemunerationUnavailableParent, FreshnessParent, RemunerationParent, AnnualGrossPayParent, RemunerationPeriodParent, RemunerationMappingParent, ContractMappingSetParent, ContractMappingProblemParent, WorkerCategoriesSetParent, WorkerCategoriesProblemParent, PersonnelFilePayParent, RemunerationMappingSetParent, RemunerationMappingProblemParent, FixedRemunerationItemParent, VariableRemunerationItemParent, RaiseParent, PayStatisticsParent, PayGroupParent, PayGroupKeyParent, PayAnalysisParent, AccessLogEntryParent, AccessedPeopleParent, AccountParent, PermissionCheckParent, ConnectProblemParent, AccountConnectedParent, AccountCheckedParent } from './parents.ts';
import type { GraphContext } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO 3166-1 alpha-2 country code (`FR`). */
  CountryCode: { input: string; output: string; }
  /** An ISO 4217 currency code (`EUR`). */
  CurrencyCode: { input: string; output: string; }
  /** A calendar date, ISO 8601 (`2026-03-31`). It has no time or zone, because HR dates are legal dates. */
  Date: { input: string; output: string; }
  /** An instant in UTC, RFC 3339 (`2026-03-31T08:15:00.000Z`). */
  DateTime: { input: Date; output: Date; }
  /** An exact decimal number as text (`"45000.5"`), never a float. */
  Decimal: { input: string; output: string; }
  /**
   * A Lucca API key. It must be passed in a variable, not written in a query, and can never be read back.
   * 8–128 letters, digits and hyphens; leading and trailing spaces are ignored.
   */
  LuccaApiKey: { input: string; output: string; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** A page of the access log. There is no total, because the log may be long. */
export type AccessLogConnection = {
  __typename?: 'AccessLogConnection';
  /** The operations of this page. */
  edges: Array<AccessLogEdge>;
  /** Whether there are more operations, and the cursors to request them. */
  pageInfo: PageInfo;
};

/** An operation in a page. */
export type AccessLogEdge = {
  __typename?: 'AccessLogEdge';
  /** Position of this operation in the log, for `after`. */
  cursor: Scalars['String']['output'];
  /** The operation. */
  node: AccessLogEntry;
};

/** An operation in the access log. */
export type AccessLogEntry = {
  __typename?: 'AccessLogEntry';
  /** Id of the account that the Lucca ids of this entry belong to; null when no account was connected. */
  accountId?: Maybe<Scalars['String']['output']>;
  /** The operation on the account; null for any other operation. */
  accountOperation?: Maybe<AccountOperation>;
  /** When the operation was answered; in the first entry of an operation on the account, when it started. */
  at: Scalars['DateTime']['output'];
  /** Set if the user read the pay of more people within a minute than the limit; reported at most once a minute. */
  bulkPay?: Maybe<BulkPay>;
  /** Identifies the request in our logs. */
  correlationId: Scalars['String']['output'];
  /** The people whose gender, birth date, nationality, reason for leaving or custom fields were returned; null if there are none. */
  demographics?: Maybe<AccessedPeople>;
  /** SHA-256 of the document, in hexadecimal; empty for the script. */
  documentHash: Scalars['String']['output'];
  /** Name of the operation, as the client chose it; null if it has none. */
  operation?: Maybe<Scalars['String']['output']>;
  /** The people whose pay was returned; null if there are none. */
  pay?: Maybe<AccessedPeople>;
  /** The fields that the token did not allow. */
  refusals: Array<AccessRefusal>;
  /** The scopes of the token. */
  scopes: Array<Scalars['String']['output']>;
  /** The user: the claim `sub` of the token. For the erase script it is `npm run erase`, and `scopes` is empty. */
  subject: Scalars['String']['output'];
  /** Whether Lucca was read with the API key; false if everything was cached. */
  usedKey: Scalars['Boolean']['output'];
};

/** A field that the token did not allow. */
export type AccessRefusal = {
  __typename?: 'AccessRefusal';
  /** Coordinate of the field (`Employee.remuneration`), or the name of the type of an entity that was requested by reference. */
  field: Scalars['String']['output'];
  /** The people for whom the field was requested. */
  people: AccessedPeople;
};

/** The people whose data was returned or refused. */
export type AccessedPeople = {
  __typename?: 'AccessedPeople';
  /** How many people. */
  count: Scalars['Int']['output'];
  /** Lucca's ids of the first 1,000 of these people, in ascending order. The audit export contains all of them. */
  luccaIds: Array<Scalars['String']['output']>;
};

/** A company's connected Lucca. */
export type Account = {
  __typename?: 'Account';
  /**
   * The log of accesses to personal data, the latest first: operations that returned pay or demographics, used the API key or changed the
   * account, and fields that the token did not allow. It does not contain the values. Entries older than the retention period are deleted.
   * Needs the scope `lucca:audit:read`. Errors: `AUDIT_UNAVAILABLE`.
   */
  accessLog?: Maybe<AccessLogConnection>;
  /** The last checks of the key's rights, the latest first; at most 20. */
  checkHistory: Array<PastCheck>;
  /** When the rights were last checked; null when they have to be checked again. */
  checkedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The rights of the key, as last checked. */
  checks: Array<PermissionCheck>;
  /** When this Lucca was connected; replacing the key does not change it. */
  connectedAt: Scalars['DateTime']['output'];
  /**
   * What each of the company's contract types means, the most used first. Null with an error if the key may not read contracts.
   * Needs one of the scopes `lucca:employees:read` and `lucca:account:write`.
   */
  contractTypes?: Maybe<Array<ContractTypeMapping>>;
  /**
   * Missing or contradictory data about the people employed today, to be corrected in Lucca. Only the data that the codes need is read.
   * Needs the scope `lucca:employees:read`.
   */
  dataQuality?: Maybe<DataQuality>;
  /** Host of the company's Lucca (`acme.ilucca.net`). */
  domain: Scalars['String']['output'];
  /** Opaque and random; stays the same when the same Lucca is reconnected. */
  id: Scalars['ID']['output'];
  /** The modules of Lucca, and whether they can be read. */
  modules: Array<LuccaModule>;
  /**
   * The custom fields of personnel files that pay is read from, as the account has set; null if it has not.
   * Needs one of the scopes `lucca:remuneration:read` and `lucca:account:write`.
   */
  personnelFilePay?: Maybe<PersonnelFilePay>;
  /** What is left of Lucca's request limit. Only our requests are counted, because those of the company's other integrations are unknown. */
  quota: LuccaQuota;
  /**
   * How each pay nature counts, fixed ones first. Null with an error if the key may read neither family; natures it may not read are absent.
   * Needs one of the scopes `lucca:remuneration:read` and `lucca:account:write`.
   */
  remunerationMapping?: Maybe<Array<RemunerationMapping>>;
  /** The status of the connection. */
  status: AccountStatus;
  /**
   * What each of the company's reasons for ending contracts means, the most used first. Null with an error if the key may not read contracts.
   * Needs one of the scopes `lucca:demographics:read` and `lucca:account:write`.
   */
  terminationReasons?: Maybe<Array<TerminationReasonMapping>>;
  /** Hours of a full-time week that the account has set. Null if it has not; see `Remuneration.hourlyBase` for the hours that then apply. */
  weeklyHoursAtFullTime?: Maybe<Scalars['Decimal']['output']>;
  /** Hours of a full-time week that the account has set for individual legal entities; they override `weeklyHoursAtFullTime`. */
  weeklyHoursByLegalEntity: Array<LegalEntityHours>;
  /** Where the categories of workers come from, as the account has set it. */
  workerCategories: WorkerCategories;
};


/** A company's connected Lucca. */
export type AccountAccessLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/** A company's connected Lucca. */
export type AccountChecksArgs = {
  verdict?: InputMaybe<Array<CheckVerdict>>;
};


/** A company's connected Lucca. */
export type AccountDataQualityArgs = {
  codes?: InputMaybe<Array<DataQualityCode>>;
};

/** The key works; nothing was stored. */
export type AccountChecked = {
  __typename?: 'AccountChecked';
  /** The rights of the key. */
  checks: Array<PermissionCheck>;
};

/** The account is connected, and Lucca has just accepted its key. */
export type AccountConnected = {
  __typename?: 'AccountConnected';
  /** The connected account. */
  account: Account;
  /** The rights of the key. */
  checks: Array<PermissionCheck>;
};

/**
 * An operation on the account. It has two entries with the same `correlationId`: one written before it takes effect, and one with its outcome.
 * If the second is missing, the process ended before writing it, and the operation may or may not have taken effect.
 */
export type AccountOperation = {
  __typename?: 'AccountOperation';
  /** Name of the mutation (`connectAccount`). */
  name: Scalars['String']['output'];
  /**
   * `started` in the first entry. In the second, the code of the problem or error, such as `KEY_REJECTED`; `problem` if a setting was refused;
   * otherwise `connected`, `tested`, `set`, `disconnected`, `not connected`, `erased` or `not stored`.
   */
  outcome: Scalars['String']['output'];
};

/** The status of a connected account. */
export type AccountStatus =
  /** No right is missing or partial; `checks` shows those that could not be proven (`INCONCLUSIVE`). */
  | 'CONNECTED'
  /** A right is missing or partial: some fields stay null. */
  | 'CONNECTED_WITH_GAPS'
  /** Lucca rejects the key. Nothing is read until a check finds the key accepted, the key is replaced, or the account is reconnected. */
  | 'KEY_REJECTED'
  /** Lucca did not answer when the account was last checked. */
  | 'UNREACHABLE';

/** An amount of one kind of pay. */
export type AmountOfKind = {
  __typename?: 'AmountOfKind';
  /** The kind. */
  kind: RemunerationKind;
  /** The amount, with two decimal places. */
  money: Money;
};

/**
 * What a person was paid in 12 months, before deductions. Includes items of every kind except EXPENSE and IGNORED. Does not include targets,
 * quantities, deleted items, fixed items for days without a contract, or pay that is not recorded in Lucca, such as the employer's
 * contributions to pensions or health insurance.
 *
 * Fixed items: amount × payments a year × the months in which the item was in force under contract ÷ 12. Part of a month counts by its
 * calendar days. If the 12 months begin and end in the middle of a month, its two parts make one month. The sum of the months has ten decimal
 * places. An item paid less than once a month, and entered for a single calendar month, was paid once: it counts in full if its first day is
 * in the 12 months. Variable items count as paid, by their pay period.
 *
 * All amounts are null, and `explanation` says why, if one of these is not known: whether overlapping items add up, how often a year an item
 * is paid, whether a rare payment fell due while its item was in force, the currency, or the base salary on a day under contract; also if rows
 * could not be read or a right is missing.
 * Source: Lucca's fixed and variable remuneration items, contracts and working-time arrangements.
 */
export type AnnualGrossPay = {
  __typename?: 'AnnualGrossPay';
  /** The breakdown of the pay by kind, in the order of `RemunerationKind`. Each amount is rounded separately. */
  components?: Maybe<Array<GrossPayComponent>>;
  /** Last day: `asOf`. */
  endsOn: Scalars['Date']['output'];
  /**
   * How `total` and `hourly` were computed (targets `annualGrossPay.total` and `annualGrossPay.hourly`); if one is null, its first input is
   * the reason.
   */
  explanation: Array<CalculationStep>;
  /**
   * Gross pay per hour: the sum of the components ÷ `hours`, with two decimal places. Also null if `hours` is null. The sum includes overtime
   * and variable pay, but `hours` does not include overtime.
   */
  hourly?: Maybe<Money>;
  /**
   * The contractual hours of the time under contract, including paid leave, with two decimal places: for each period with the same working
   * time, hours a week × months × 52 ÷ 12. The hours a week are those of `WorkingTime.weeklyHours`. Null if they are unknown for any such
   * period: for a contract in days, if there are several contracts at the same time, and if the share of full time is only assumed.
   */
  hours?: Maybe<Scalars['Decimal']['output']>;
  /** First day of the 12 months. */
  startsOn: Scalars['Date']['output'];
  /**
   * The sum of the components, rounded once, to two decimal places. Also null for a person who was under contract for only part of the 12
   * months, because it would not be a year's pay; the components and `hourly` then cover the time under contract.
   */
  total?: Maybe<Money>;
  /** What was assumed: payments a year, kinds, that working time is counted in hours, or that there is no variable pay. Empty if nothing was. */
  warnings: Array<RemunerationWarning>;
};

/** A custom field with a gross bonus. */
export type BonusField = {
  __typename?: 'BonusField';
  /** Lucca's own id of the field. */
  fieldId: Scalars['ID']['output'];
  /** Whether the amount is for full time. */
  isAtFullTime: Scalars['Boolean']['output'];
  /** Whether it depends on results. */
  isVariable: Scalars['Boolean']['output'];
  /** How often a year it is paid. */
  paymentsPerYear: Scalars['Decimal']['output'];
};

/** A custom field with a gross bonus. */
export type BonusFieldInput = {
  /** Lucca's own id of the field. */
  fieldId: Scalars['ID']['input'];
  /** Whether the amount is for full time, rather than for the person's working time. */
  isAtFullTime: Scalars['Boolean']['input'];
  /**
   * Whether it depends on results: it then counts only in `annualVariableTarget`, because a personnel file contains what was agreed rather
   * than what was paid. Otherwise it is a FIXED_BONUS.
   */
  isVariable: Scalars['Boolean']['input'];
  /** How often a year it is paid, above 0 and up to 366, such as 1, 4 or 12. */
  paymentsPerYear: Scalars['Decimal']['input'];
};

/** A user who reads the pay of many people. */
export type BulkPay = {
  __typename?: 'BulkPay';
  /** Whether pay beyond the limit was refused. */
  isRefused: Scalars['Boolean']['output'];
  /** How many people's pay a user may read within a minute before it is reported here. */
  limit: Scalars['Int']['output'];
};

/** How a figure was computed. */
export type CalculationStep = {
  __typename?: 'CalculationStep';
  /**
   * The formula, in terms of the inputs: names, `+`, `×`, `÷`, brackets, and `round(…, 2)`, which rounds halves away from zero. `none`
   * for a figure that is null.
   */
  formula: Scalars['String']['output'];
  /** Each input is a name, ` = `, a number, and the source of the number; for a figure that is null, it is what is missing. */
  inputs: Array<Scalars['String']['output']>;
  /** The field that was computed. */
  target: Scalars['String']['output'];
};

/** The account with its new checks, or why it could not be checked. */
export type CheckAccountResult = AccountConnected | ConnectProblem;

/** Why the rights of a key were checked. */
export type CheckCause =
  /** It was due, Lucca had refused to return something, or Lucca could be reached again. */
  | 'AUTOMATIC'
  /** The Lucca was connected. */
  | 'CONNECTED'
  /** The key was replaced. */
  | 'KEY_REPLACED'
  /** Somebody requested it with `checkAccount`. */
  | 'REQUESTED';

/** The evidence for a verdict. */
export type CheckEvidence = {
  __typename?: 'CheckEvidence';
  /** HTTP status of the answer; null when there was none. */
  httpStatus?: Maybe<Scalars['Int']['output']>;
  /** HTTP method and path of the request to Lucca, without host and query. */
  probe: Scalars['String']['output'];
  /** Number of those rows with data that requires this right. */
  rowsFilled?: Maybe<Scalars['Int']['output']>;
  /** The total number of rows if the response contains it, otherwise the number of rows returned. */
  rowsSeen?: Maybe<Scalars['Int']['output']>;
};

/** Whether a check of a key's rights could be completed. */
export type CheckOutcome =
  /** Lucca answered; `missing` is what the check found. */
  | 'COMPLETED'
  /** Lucca rejected the key. */
  | 'KEY_REJECTED'
  /** Lucca did not answer. */
  | 'UNREACHABLE';

/** The result of the check of a right. */
export type CheckVerdict =
  /** Proven: Lucca returned data that requires the right. */
  | 'GRANTED'
  /** Unknown: Lucca answers the same way when there is no such data or module, or it did not answer. */
  | 'INCONCLUSIVE'
  /** Proven to be missing. */
  | 'MISSING'
  /** The module it belongs to is not installed. */
  | 'NOT_APPLICABLE'
  /** Granted for only part of the company. */
  | 'PARTIAL';

/** The address of a company's Lucca, and the key to read it. */
export type ConnectAccountInput = {
  /**
   * Connect even if the key lacks rights, can read only part of the company, or cannot be checked because Lucca is failing. The right to view
   * Lucca data for employees is always required. The connection is always refused while Lucca's request limit is reached
   * (`LUCCA_RATE_LIMITED`).
   */
  acceptMissingPermissions?: Scalars['Boolean']['input'];
  /** The API key, as created in Lucca's settings. */
  apiKey: Scalars['LuccaApiKey']['input'];
  /** The address of the company's Lucca, as pasted from a browser: `https://acme.ilucca.net`, `acme.ilucca.net/home`. */
  domain: Scalars['String']['input'];
};

/** The connected account, or why the connection was refused. */
export type ConnectAccountResult = AccountConnected | ConnectProblem;

/** An input of the connection form. */
export type ConnectField =
  | 'API_KEY'
  | 'DOMAIN';

/** Why a connection was refused. Nothing was stored, except perhaps after `SAVE_UNCONFIRMED`. */
export type ConnectProblem = {
  __typename?: 'ConnectProblem';
  /** The rights of the key that were checked before the refusal. */
  checks: Array<PermissionCheck>;
  /** The problem as a code. */
  code: ConnectProblemCode;
  /** Identifies this request in our logs. */
  correlationId: Scalars['String']['output'];
  /** The input to correct; null when no input is at fault. */
  field?: Maybe<ConnectField>;
  /** What to do, safe to show to an HR administrator. */
  message: Scalars['String']['output'];
  /** How long to wait before trying again, in seconds; null when waiting does not help. */
  retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
};


/** Why a connection was refused. Nothing was stored, except perhaps after `SAVE_UNCONFIRMED`. */
export type ConnectProblemMessageArgs = {
  language?: Language;
};

/** Why a connection was refused, as a code. */
export type ConnectProblemCode =
  /** The text does not have the form of an API key. */
  | 'INVALID_API_KEY'
  /** The domain is not the address of a Lucca. */
  | 'INVALID_DOMAIN'
  /** Lucca refused the key. */
  | 'KEY_REJECTED'
  /** Lucca answered with an error, or with an unexpected response. */
  | 'LUCCA_ERROR'
  /** Lucca's request limit is reached. */
  | 'LUCCA_RATE_LIMITED'
  /** Lucca did not answer in time. */
  | 'LUCCA_TIMEOUT'
  /** Lucca cannot be reached. */
  | 'LUCCA_UNREACHABLE'
  /** The key lacks rights; see `checks`. */
  | 'PERMISSIONS_MISSING'
  /** No right is missing, but the key can read only part of the company; see the `PARTIAL` verdicts in `checks`. */
  | 'PERMISSIONS_PARTIAL'
  /** Our account store failed while saving: query `account` to see whether it was saved. */
  | 'SAVE_UNCONFIRMED'
  /** Our account store does not answer; nothing was changed. */
  | 'STORE_UNAVAILABLE'
  /** Too many failed attempts; no request was sent to Lucca. */
  | 'TOO_MANY_ATTEMPTS'
  /** No Lucca answers at this address. */
  | 'UNKNOWN_HOST';

/** The progress of an operation on the connection. */
export type ConnectionProgress = {
  __typename?: 'ConnectionProgress';
  /** The rights checked so far, in the order of the setup guide. */
  checks: Array<PermissionCheck>;
  /** The number of rights still to be checked. */
  remaining: Scalars['Int']['output'];
};

/**
 * A work contract. The contracts of one person should not overlap; `dataQuality` lists people whose contracts do.
 * Source: Lucca's work contracts.
 */
export type Contract = {
  __typename?: 'Contract';
  /**
   * Why fields of this object are null. Covers the fields that are read with the object itself, and those selected next to this one. Selecting
   * it sends no request to Lucca.
   */
  dataGaps: Array<DataGap>;
  /** The person whose contract it is. */
  employee?: Maybe<Employee>;
  /** Last day; null when open-ended. */
  endsOn?: Maybe<Scalars['Date']['output']>;
  /** The establishment the contract is with. */
  establishment?: Maybe<Establishment>;
  /** Where this data comes from, and when it was read. */
  freshness: Freshness;
  /** Opaque; bound to the account. */
  id: Scalars['ID']['output'];
  /** Whether it is the contract that applies today: the ongoing one, else the next, else the last. */
  isApplicable?: Maybe<Scalars['Boolean']['output']>;
  /** The legal entity the contract is with. */
  legalEntity?: Maybe<LegalEntity>;
  /** Lucca's own id for the contract, as text. */
  luccaId: Scalars['ID']['output'];
  /**
   * The person's relation to the company. Taken from the account's setting for the contract type, else from the name of the type; null if it
   * has no name.
   */
  relation?: Maybe<ContractRelation>;
  /** First day; 1900-01-01 if Lucca has a placeholder instead of a day. */
  startsOn: Scalars['Date']['output'];
  /** Whether it was signed as open-ended. Taken from the account's setting for its type, else from the name of the type, else from its dates. */
  term: ContractTerm;
  /**
   * Who ended it. Taken from the account's setting for the reason, else from well-known words in its name; null if `terminationReason` is.
   * Needs the scope `lucca:demographics:read`, otherwise `FORBIDDEN`.
   */
  terminationCategory?: Maybe<TerminationCategory>;
  /**
   * Why it ended, in the company's words; null if it has not ended, or if Lucca returns only a number.
   * Needs the scope `lucca:demographics:read`, otherwise `FORBIDDEN`.
   */
  terminationReason?: Maybe<Scalars['String']['output']>;
  /** Last day of the trial period, renewal included; null if there is none. */
  trialPeriodEndsOn?: Maybe<Scalars['Date']['output']>;
  /** Name of the contract's template in Lucca: CDI, CDD, Stage … */
  typeName?: Maybe<Scalars['String']['output']>;
  /**
   * Working time on the day of `contract(asOf:)` or of the pay. Elsewhere, working time today; if the contract has not begun, on its first
   * day, and if it has ended, on its last.
   */
  workingTime?: Maybe<WorkingTime>;
};

/** Where the meaning of a name comes from. */
export type ContractMappingOrigin =
  /** The account has set it. */
  | 'ACCOUNT_SETTING'
  /** A well-known word in the name. */
  | 'NAME'
  /** The name has no known word, and nothing is set. */
  | 'UNKNOWN';

/** Why nothing was set. */
export type ContractMappingProblem = {
  __typename?: 'ContractMappingProblem';
  /** The problem as a code. */
  code: ContractMappingProblemCode;
  /** Identifies this request in our logs. */
  correlationId: Scalars['String']['output'];
  /** Index of the entry in its list, from 0; null if a list is too long. */
  entry?: Maybe<Scalars['Int']['output']>;
  /** The field to correct. */
  field: Scalars['String']['output'];
  /** What to enter instead; safe to show to an HR administrator. */
  message: Scalars['String']['output'];
};


/** Why nothing was set. */
export type ContractMappingProblemMessageArgs = {
  language?: Language;
};

/** What was wrong with a mapping of contracts. */
export type ContractMappingProblemCode =
  /** The name is in the list twice. */
  | 'DUPLICATE_NAME'
  /** The list has more than 200 entries. */
  | 'TOO_MANY'
  /** No contract visible to the API key has a type or a reason of this name, and none is set for it. */
  | 'UNKNOWN_NAME';

/** The mapping was set. */
export type ContractMappingSet = {
  __typename?: 'ContractMappingSet';
  /** The account with the new mapping. */
  account: Account;
};

/** A person's relation to the company under a contract. */
export type ContractRelation =
  /** Employed by a temporary work agency. */
  | 'AGENCY'
  /** Alternates between a school and the company (in France, apprentissage or professionnalisation). */
  | 'APPRENTICE'
  /** Self-employed, or works through a company that bills the work. */
  | 'CONTRACTOR'
  /** A regular employee. */
  | 'EMPLOYEE'
  /** Works here as part of their studies. */
  | 'INTERN'
  /** The name of the type says none of the above. */
  | 'OTHER';

/** Whether a contract was signed as open-ended. */
export type ContractTerm =
  /** Until an agreed day or event. */
  | 'FIXED'
  /** Open-ended. It may have ended since, for example because the person resigned. */
  | 'PERMANENT'
  /** Not known: neither the name of the type nor the dates say. */
  | 'UNKNOWN';

/** The setting of one contract type. Values that are omitted or null are derived from the name. */
export type ContractTypeInput = {
  /** The person's relation to the company under contracts of the type. */
  relation?: InputMaybe<ContractRelation>;
  /** Whether contracts of the type are open-ended. */
  term?: InputMaybe<ContractTerm>;
  /** A `Contract.typeName`, in any case and with or without accents. */
  typeName: Scalars['String']['input'];
};

/** What a contract type means. */
export type ContractTypeMapping = {
  __typename?: 'ContractTypeMapping';
  /** How many contracts have it. */
  contractCount: Scalars['Int']['output'];
  /** Where the meaning comes from. */
  origin: ContractMappingOrigin;
  /** The person's relation to the company under its contracts; OTHER if neither a setting nor the name says. */
  relation: ContractRelation;
  /** Whether its contracts are open-ended. Null if neither a setting nor the name says; the dates of each contract then decide. */
  term?: Maybe<ContractTerm>;
  /** Its name in Lucca. */
  typeName: Scalars['String']['output'];
};

/** The country in which people work. */
export type CountryOfWork = {
  __typename?: 'CountryOfWork';
  /** How the country was determined. */
  origin: CountryOfWorkOrigin;
  /** The country. */
  value: Scalars['CountryCode']['output'];
};

/** How a country of work was determined. */
export type CountryOfWorkOrigin =
  /** From the address of the establishment. Lucca's documentation does not promise a country there. */
  | 'ESTABLISHMENT'
  /** From the legal entity of the establishment, if neither the address nor the time zone identifies a country. */
  | 'LEGAL_ENTITY'
  /** From the time zone of the establishment, if it is used in one country only. It may be an unchanged default, such as `Europe/Paris`. */
  | 'TIME_ZONE';

/** An exchange rate. */
export type CurrencyRate = {
  /** The currency to convert from. Each may occur once. */
  from: Scalars['CurrencyCode']['input'];
  /** How many units of the analysis's currency one unit is worth; above 0 and up to 1,000,000. */
  rate: Scalars['Decimal']['input'];
};

/** A field that the company has added to its personnel files, for one person. */
export type CustomField = {
  __typename?: 'CustomField';
  /** Lucca's own id of the field (`e_…`). */
  luccaId: Scalars['ID']['output'];
  /** The name of the field. Null if Lucca does not return it. */
  name?: Maybe<Scalars['String']['output']>;
  /** The values of the field: none if it is not filled in, several if the field allows them. Null if the value has a form that we cannot read. */
  values?: Maybe<Array<CustomFieldValue>>;
};

/** An entry of the list of choices of a custom field. */
export type CustomFieldChoice = {
  __typename?: 'CustomFieldChoice';
  /** Lucca's own id for the entry, as text. */
  luccaId: Scalars['ID']['output'];
  /** The name of the entry. Null if it is no longer in the list. */
  name?: Maybe<Scalars['String']['output']>;
};

/** One value of a custom field. */
export type CustomFieldValue = {
  __typename?: 'CustomFieldValue';
  /** The chosen entry. Null if the field has no list of choices. */
  choice?: Maybe<CustomFieldChoice>;
  /** The day. Null if the value is not a day, or is a placeholder such as 9999-12-31. */
  date?: Maybe<Scalars['Date']['output']>;
  /** The number. Null if the value is not a number. */
  number?: Maybe<Scalars['Decimal']['output']>;
  /** The fields that make up the value. Null if the value has no parts. */
  parts?: Maybe<Array<CustomField>>;
  /** The value as text: the words, the day, the number, or the name of the choice. Null for a value with parts. */
  text?: Maybe<Scalars['String']['output']>;
};

/** Why a field of an object is null or empty. */
export type DataGap = {
  __typename?: 'DataGap';
  /** The response name of the field: its alias if it has one, otherwise its name. For a list of people, the name of a filter condition. */
  field: Scalars['String']['output'];
  /** The reason in a sentence or two, safe to show. */
  message: Scalars['String']['output'];
  /** The module that is not installed. Null unless the reason is `MODULE_NOT_INSTALLED`. */
  module?: Maybe<LuccaModuleCode>;
  /** The missing right. Null unless the reason is `PERMISSION_MISSING` and a single right is missing. */
  permission?: Maybe<LuccaPermission>;
  /** The reason as a code. */
  reason: DataGapReason;
};

/** Why data is absent. Lucca often omits data that the API key may not read, as if it did not exist; this distinguishes the two. */
export type DataGapReason =
  /** Lucca returns text that can be read in several ways, such as `1.234`, which may be a little more than 1 or more than 1,000. */
  | 'AMBIGUOUS_IN_LUCCA'
  /** The caller's token does not allow it. */
  | 'HIDDEN_FROM_VIEWER'
  /** Lucca returns only today's value, but another day was requested: today's value is used. */
  | 'KNOWN_FOR_TODAY_ONLY'
  /** Lucca returns a value of an unexpected type, which cannot be read. */
  | 'MALFORMED_IN_LUCCA'
  /** The Lucca module that it belongs to is not installed. */
  | 'MODULE_NOT_INSTALLED'
  /**
   * Lucca returns no value, and no right is known to be missing: most likely, nobody has filled it in. For a pay figure, the message may
   * instead say why it cannot be computed. For a pay figure, a level or a job family, it may name the setting of the account that is missing.
   */
  | 'NOT_SET_IN_LUCCA'
  /** Lucca refers to an object that it does not show to the API key. */
  | 'OUTSIDE_KEY_PERIMETER'
  /** The API key lacks the right to read it. */
  | 'PERMISSION_MISSING'
  /**
   * It could not be read this time; see the error of the field. If the field has no error, Lucca returned rows that could not be parsed, and
   * the value may be in one of them.
   */
  | 'UPSTREAM_ERROR';

/** The result of the checks of the people employed today. */
export type DataQuality = {
  __typename?: 'DataQuality';
  /** How many people are employed today. */
  employeesChecked: Scalars['Int']['output'];
  /** The issues found, in the order of the codes. A code that is neither here nor in `notChecked` was checked, and nobody has the issue. */
  issues: Array<DataQualityIssue>;
  /** The issues that could not be checked, and why. */
  notChecked: Array<DataQualityOmission>;
  /**
   * Records that Lucca returned and that could not be parsed. They are omitted from every response, and from lists without notice.
   * Selecting this reads all records of each kind.
   */
  unreadable?: Maybe<Array<UnreadableRecords>>;
};

/** An issue with a person's data in Lucca. */
export type DataQualityCode =
  /**
   * The yearly base salary at full time is below 5,000 or above 1,000,000 euros. Other currencies have limits of the same order of magnitude,
   * such as 50,000 and 10,000,000 Swedish kronor; currencies without such limits are not checked.
   * Needs the scope `lucca:remuneration:read`.
   */
  | 'BASE_SALARY_IMPLAUSIBLE'
  /**
   * The person has no base salary in force today. Contractors and agency workers are not counted, because another company pays them.
   * Needs the scope `lucca:remuneration:read`.
   */
  | 'BASE_SALARY_MISSING'
  /** The day of birth is missing. Needs the scope `lucca:demographics:read`. */
  | 'BIRTH_DATE_MISSING'
  /** The type of the contract in force today has a name that is not understood: it counts as OTHER. Set it with `setContractMapping`. */
  | 'CONTRACT_TYPE_UNKNOWN'
  /**
   * The fixed items in force today are in more than one currency, or in an unknown one.
   * Needs the scope `lucca:remuneration:read`.
   */
  | 'CURRENCY_AMBIGUOUS'
  /** The person's department is not in Lucca's list of departments, so lists by department do not contain the person. */
  | 'DEPARTMENT_NOT_SHOWN'
  /** Another person employed today has the same employee number at the same establishment, where it should be unique. */
  | 'EMPLOYEE_NUMBER_DUPLICATE'
  /** The person's establishment is not in Lucca's list of establishments, so its country and legal entity are unknown. */
  | 'ESTABLISHMENT_NOT_SHOWN'
  /** The gender is missing, or “Undefined”, which is how Lucca records that nobody has entered one. Needs the scope `lucca:demographics:read`. */
  | 'GENDER_MISSING'
  /**
   * The person has no value in the source that the account has set for job families with `setWorkerCategories`. Only checked if it has set
   * one.
   */
  | 'JOB_FAMILY_MISSING'
  /**
   * The person has no value in the source that the account has set for levels with `setWorkerCategories`. Only checked if it has set one. In a
   * custom field, several values, or one with parts, count as none.
   */
  | 'LEVEL_MISSING'
  /** The person is indirectly their own manager. */
  | 'MANAGER_CYCLE'
  /** The person has no manager. People who manage themselves, which is how Lucca records that there is none, are not counted. */
  | 'MANAGER_MISSING'
  /** The person has no contract that applies today. */
  | 'NO_APPLICABLE_CONTRACT'
  /** Two contracts of the person overlap. */
  | 'OVERLAPPING_CONTRACTS'
  /**
   * Two fixed items of one nature are in force today, and the account has not set how they count: figures that would add them are null.
   * Needs the scope `lucca:remuneration:read`.
   */
  | 'OVERLAPPING_PAY_ITEMS'
  /**
   * A custom field that pay is read from contains text that cannot be read as an amount or as a share of full time, or can be read in several
   * ways. Needs the scope `lucca:remuneration:read`.
   */
  | 'PERSONNEL_FILE_PAY_UNREADABLE'
  /** The qualification is missing. Only checked if this Lucca returns people's qualifications. */
  | 'QUALIFICATION_MISSING'
  /** Lucca does not return the person's working time. */
  | 'WORKING_TIME_MISSING';

/** An issue, and the people who have it. */
export type DataQualityIssue = {
  __typename?: 'DataQualityIssue';
  /** The issue. */
  code: DataQualityCode;
  /** How many people have it. */
  count: Scalars['Int']['output'];
  /** Up to 20 of these people, in Lucca's creation order. */
  sample: Array<Employee>;
};

/** An issue that could not be checked. */
export type DataQualityOmission = {
  __typename?: 'DataQualityOmission';
  /** The issue. */
  code: DataQualityCode;
  /** The reason in a sentence or two, safe to show. */
  message: Scalars['String']['output'];
  /** The module that is not installed. Null unless the reason is `MODULE_NOT_INSTALLED`. */
  module?: Maybe<LuccaModuleCode>;
  /** The missing right. Null unless the reason is `PERMISSION_MISSING` and a single right is missing. */
  permission?: Maybe<LuccaPermission>;
  /** The reason as a code. */
  reason: DataGapReason;
};

/** Where the data of an object comes from. */
export type DataSource =
  /**
   * Read from Lucca for an earlier request. The data is fresh (at most five minutes old by default), or at most twice as old and being
   * revalidated in the background. Pay is always fresh.
   */
  | 'CACHE'
  /** Read from Lucca for this request. */
  | 'LIVE'
  /**
   * Read from Lucca for an earlier request and no longer fresh, because Lucca is failing. At most a day old by default; pay, at most 15
   * minutes.
   */
  | 'STALE_ON_ERROR';

/** A range of days, both ends included. An omitted end is open. */
export type DateRange = {
  /** The first day. Must not be after `to`. */
  from?: InputMaybe<Scalars['Date']['input']>;
  /** The last day. */
  to?: InputMaybe<Scalars['Date']['input']>;
};

/** A department. Source: Lucca's organisation structure. */
export type Department = {
  __typename?: 'Department';
  /** The departments above, the root first. Empty at the root. */
  ancestors?: Maybe<Array<Department>>;
  /** The departments directly below, in the order of the organisation chart. */
  children?: Maybe<Array<Department>>;
  /** The short code the company gave it. */
  code?: Maybe<Scalars['String']['output']>;
  /**
   * Why fields of this object are null. Covers the fields that are read with the object itself, and those selected next to this one. Selecting
   * it sends no request to Lucca.
   */
  dataGaps: Array<DataGap>;
  /** The people of this department employed today, in Lucca's creation order. To include former and upcoming employees, use `employees` with `departmentIds`. */
  employees?: Maybe<EmployeeConnection>;
  /** Where this data comes from, and when it was read. */
  freshness: Freshness;
  /** The person in charge. */
  head?: Maybe<Manager>;
  /** Opaque; bound to the account. */
  id: Scalars['ID']['output'];
  /** Whether the department is still in use. */
  isActive?: Maybe<Scalars['Boolean']['output']>;
  /** The level in the organisation chart: 1 at the root. */
  level?: Maybe<Scalars['Int']['output']>;
  /** Lucca's own id for the department, as text. */
  luccaId: Scalars['ID']['output'];
  /** The name of the department. */
  name?: Maybe<Scalars['String']['output']>;
  /** The department above. Null at the root. */
  parent?: Maybe<Department>;
};


/** A department. Source: Lucca's organisation structure. */
export type DepartmentEmployeesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  includeSubtree?: Scalars['Boolean']['input'];
};

/** The account is no longer connected. */
export type DisconnectAccountResult = {
  __typename?: 'DisconnectAccountResult';
  /** False when there was no connected account. */
  wasConnected: Scalars['Boolean']['output'];
};

/**
 * A person of one Lucca account.
 * The id is opaque and bound to the account: an id of one company never resolves for another.
 * Source: Lucca's users.
 */
export type Employee = {
  __typename?: 'Employee';
  /** The day of birth. Needs the scope `lucca:demographics:read`, otherwise `FORBIDDEN`. */
  birthDate?: Maybe<Scalars['Date']['output']>;
  /** The contract in force on `asOf`. Null when there is none on that day. */
  contract?: Maybe<Contract>;
  /** All contracts, the oldest first. */
  contracts?: Maybe<Array<Contract>>;
  /**
   * The fields that the company has added to its personnel files, with this person's values. Only the sections that the API key may see are
   * included. A field that is not filled in has no values; unknown ids are omitted. A custom field may contain anything, so this needs both
   * `lucca:demographics:read` and `lucca:remuneration:read`; otherwise null with `FORBIDDEN`.
   */
  customFields?: Maybe<Array<CustomField>>;
  /**
   * Why fields of this object are null. Covers the fields that are read with the object itself, and those selected next to this one. Selecting
   * it sends no request to Lucca.
   */
  dataGaps: Array<DataGap>;
  /** The department the person belongs to today. */
  department?: Maybe<Department>;
  /**
   * The people employed today who report to this person, in Lucca's creation order. To include former and upcoming employees, use `employees`
   * with `managerId`. Null if Lucca returns no managers at all to the API key.
   */
  directReports?: Maybe<EmployeeConnection>;
  /** Given and family name, in the order Lucca uses. */
  displayName?: Maybe<Scalars['String']['output']>;
  /** The employee number. Unique only within an establishment; may begin with zeros. */
  employeeNumber?: Maybe<Scalars['String']['output']>;
  /** The establishment the person works for today. */
  establishment?: Maybe<Establishment>;
  /** The given name. */
  firstName?: Maybe<Scalars['String']['output']>;
  /** Where this data comes from, and when it was read. */
  freshness: Freshness;
  /** The gender as declared in Lucca. Needs the scope `lucca:demographics:read`, otherwise `FORBIDDEN`. */
  gender?: Maybe<Gender>;
  /**
   * First day of the applicable contract: the ongoing one, else the next, else the last. It changes with every new contract; for the day on
   * which the person joined the company, use `seniorityDate`.
   */
  hiredOn?: Maybe<Scalars['Date']['output']>;
  /** Opaque. Other subgraphs can refer to a person by this key. */
  id: Scalars['ID']['output'];
  /** The family name. */
  lastName?: Maybe<Scalars['String']['output']>;
  /** Last day of the applicable contract. Null when it is open-ended. */
  leavesOn?: Maybe<Scalars['Date']['output']>;
  /** The legal entity that establishment belongs to. */
  legalEntity?: Maybe<LegalEntity>;
  /**
   * Lucca's own id for the person, as text. Unique only within the account, which the token names. Other subgraphs can refer to a person by
   * this key too.
   */
  luccaId: Scalars['ID']['output'];
  /**
   * The manager, the manager's manager and so on to the top. The chain ends after `maxDepth` managers, before a person would appear twice, or
   * after a manager that the API key may not see. Null if Lucca returns no managers at all to the API key.
   */
  managementChain?: Maybe<Array<Manager>>;
  /** The manager. Null for people who manage themselves, which is how Lucca records that there is none. */
  manager?: Maybe<Manager>;
  /**
   * When the person's record was last changed in Lucca. Lucca writes the time without a zone; it is read as UTC. If Lucca uses Paris time,
   * the value is up to two hours late, so `modifiedSince` never misses a change.
   */
  modifiedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Country of nationality. Needs the scope `lucca:demographics:read`, otherwise `FORBIDDEN`. */
  nationality?: Maybe<Scalars['CountryCode']['output']>;
  /** The person's current position. */
  position?: Maybe<Position>;
  /**
   * The days on which the yearly base salary at full time (`annualBaseFullTime`) changed, the oldest first: raises, and the rare cuts. The
   * first salary is not a raise. After a period without pay, the salary is compared with the last one before it. Null if there is no pay
   * between the two days.
   * Needs the same scopes as `remuneration`; otherwise null with `FORBIDDEN`.
   * Errors: `BAD_USER_INPUT` if `from` is after `to`, and the errors of reading Lucca.
   */
  raises?: Maybe<Array<Raise>>;
  /**
   * Pay on `asOf`, or the reason why there is none. For former employees, pass a day on which they worked.
   * Needs the scope `lucca:remuneration:read`, or `lucca:remuneration:read:reports` for the viewer's own pay and, if the viewer is
   * employed today, that of the viewer's direct and indirect reports; otherwise null with `FORBIDDEN`.
   */
  remuneration?: Maybe<RemunerationResult>;
  /**
   * Changes when this person's pay data in Lucca changes: a fixed or variable item, a contract, or today's share of full time. To read only
   * the pay that has changed, compare it with the digest read before, or pass all earlier digests to `employees(filter: {
   * remunerationDigestNotIn })`. It reveals nothing else, and cannot be compared between people, accounts or tenants. It also changes when the
   * operator changes the master key, when the API key's rights to pay or contracts change, and when the name, category or currency of a nature
   * changes. The filter recognises digests of earlier master keys as long as these are kept. Changes to the account's mapping, to working-time
   * arrangements or to the organisation do not change it. Null if some of these rows could not be read.
   * Needs the same scopes as `remuneration`; otherwise null with `FORBIDDEN`. Reading it counts as reading the person's pay.
   */
  remunerationDigest?: Maybe<Scalars['String']['output']>;
  /**
   * Pay from one day to another, the oldest period first. A new period begins whenever the fixed items or the contract change. Periods
   * follow each other without gaps: a period without pay gives the reason. The first and the last period are cut at `from` and `to`.
   * Needs the same scopes as `remuneration`; otherwise null with `FORBIDDEN`.
   * Errors: `BAD_USER_INPUT` if `from` is after `to`, and the errors of reading Lucca.
   */
  remunerationHistory?: Maybe<Array<RemunerationPeriod>>;
  /**
   * Day from which seniority counts. If Lucca has none, `hiredOn`, which is later than the day of joining if the person had an earlier
   * contract.
   */
  seniorityDate?: Maybe<Scalars['Date']['output']>;
  /** Whether the person is employed today. An error if Lucca returns no contract dates to the API key. */
  status: EmploymentStatus;
  /** The professional e-mail address. */
  workEmail?: Maybe<Scalars['String']['output']>;
};


/**
 * A person of one Lucca account.
 * The id is opaque and bound to the account: an id of one company never resolves for another.
 * Source: Lucca's users.
 */
export type EmployeeContractArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
};


/**
 * A person of one Lucca account.
 * The id is opaque and bound to the account: an id of one company never resolves for another.
 * Source: Lucca's users.
 */
export type EmployeeCustomFieldsArgs = {
  ids?: InputMaybe<Array<Scalars['String']['input']>>;
};


/**
 * A person of one Lucca account.
 * The id is opaque and bound to the account: an id of one company never resolves for another.
 * Source: Lucca's users.
 */
export type EmployeeDirectReportsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * A person of one Lucca account.
 * The id is opaque and bound to the account: an id of one company never resolves for another.
 * Source: Lucca's users.
 */
export type EmployeeManagementChainArgs = {
  maxDepth?: Scalars['Int']['input'];
};


/**
 * A person of one Lucca account.
 * The id is opaque and bound to the account: an id of one company never resolves for another.
 * Source: Lucca's users.
 */
export type EmployeeRaisesArgs = {
  from?: InputMaybe<Scalars['Date']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
};


/**
 * A person of one Lucca account.
 * The id is opaque and bound to the account: an id of one company never resolves for another.
 * Source: Lucca's users.
 */
export type EmployeeRemunerationArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
};


/**
 * A person of one Lucca account.
 * The id is opaque and bound to the account: an id of one company never resolves for another.
 * Source: Lucca's users.
 */
export type EmployeeRemunerationHistoryArgs = {
  from?: InputMaybe<Scalars['Date']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
};

/** A page of people. */
export type EmployeeConnection = {
  __typename?: 'EmployeeConnection';
  /**
   * What in this list is not as of the requested day: a gap for each filter condition whose data Lucca returns for today only, with the
   * condition's name as `field`. A gap with the field `edges` means that contracts could not be read in full. Empty for lists of today.
   */
  dataGaps: Array<DataGap>;
  /** The people of this page. */
  edges: Array<EmployeeEdge>;
  /** Whether there are more people, and the cursors to request them. */
  pageInfo: PageInfo;
  /** How many people match, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A person in a page. */
export type EmployeeEdge = {
  __typename?: 'EmployeeEdge';
  /** Position of this person in the list, for `after`. */
  cursor: Scalars['String']['output'];
  /** The person. */
  node: Employee;
};

/**
 * Which people to return. A person must meet every condition. A condition that is omitted or null matches everybody; an empty list matches
 * nobody. Ids that are unknown, malformed or from another account match nobody. A list may contain at most 1,000 entries.
 */
export type EmployeeFilter = {
  /**
   * People whose applicable contract on the day of `asOf` has one of these relations. A former intern who now has a regular contract is an
   * `EMPLOYEE` today.
   */
  contractRelation?: InputMaybe<Array<ContractRelation>>;
  /** People whose applicable contract on the day of `asOf` has one of these terms. */
  contractTerm?: InputMaybe<Array<ContractTerm>>;
  /** People in one of these departments. */
  departmentIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** People with one of these employee numbers, exactly as written. People at different establishments may have the same number. */
  employeeNumbers?: InputMaybe<Array<Scalars['String']['input']>>;
  /** People at one of these establishments. */
  establishmentIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** People of one of these genders. Needs the scope `lucca:demographics:read`, otherwise `FORBIDDEN`. */
  gender?: InputMaybe<Array<Gender>>;
  /** True: people who have a manager. False: people without one, who manage themselves or whose manager was never entered. */
  hasManager?: InputMaybe<Scalars['Boolean']['input']>;
  /** People whose `hiredOn` is in this range: their contract began then, but they may have joined the company earlier. */
  hiredBetween?: InputMaybe<DateRange>;
  /** Whether `departmentIds` also covers the departments below. */
  includeSubdepartments?: Scalars['Boolean']['input'];
  /** People whose `Position.jobFamily` has one of these values, exactly as written. `BAD_USER_INPUT` as for `level`. */
  jobFamily?: InputMaybe<Array<Scalars['String']['input']>>;
  /** People whose `leavesOn` is in this range. */
  leavesBetween?: InputMaybe<DateRange>;
  /** People whose establishment belongs to one of these legal entities. */
  legalEntityIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /**
   * People whose `Position.level` has one of these values, exactly as written. `BAD_USER_INPUT` if nobody has a level; `setWorkerCategories`
   * sets where levels come from.
   */
  level?: InputMaybe<Array<Scalars['String']['input']>>;
  /** People under this manager. The API key need not see the manager. */
  managerId?: InputMaybe<Scalars['ID']['input']>;
  /** Whether `managerId` covers direct reports, indirect reports, or both. */
  managerScope?: ManagerScope;
  /** People whose `modifiedAt` is this instant or later, and people without one. */
  modifiedSince?: InputMaybe<Scalars['DateTime']['input']>;
  /** People with one of these qualifications, by `Qualification.id`. `BAD_USER_INPUT` if this Lucca does not return people's qualifications. */
  qualificationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /**
   * People whose `remunerationDigest` is not in this list: those whose pay has changed since these digests were read, those whose digest was
   * not read, and those whose digest is null. At most 100,000 digests. The filter reads everybody's pay, which selected pay fields then reuse.
   * Needs the scope `lucca:remuneration:read`, otherwise `FORBIDDEN`. Each person found counts as a person whose pay was read.
   */
  remunerationDigestNotIn?: InputMaybe<Array<Scalars['String']['input']>>;
  /**
   * People whose name or work e-mail contains each of these words, ignoring case, accents, invisible characters, and which dash or
   * apostrophe is used. Blank text matches everybody. At most 200 Unicode characters.
   */
  search?: InputMaybe<Scalars['String']['input']>;
  /**
   * People with one of these statuses. In Lucca, former and upcoming employees each need a separate right of the API key. A filter for only
   * those people is an error if it finds nobody and the right was never proven.
   */
  status?: InputMaybe<Array<EmploymentStatus>>;
};

/** A field to sort people by. People without a value come last, whatever the direction. */
export type EmployeeOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: EmployeeOrderField;
};

/** A field that people can be sorted by. */
export type EmployeeOrderField =
  /** `employeeNumber`, by the value of the digits in it: `0009` comes before `10`. */
  | 'EMPLOYEE_NUMBER'
  /** `hiredOn`, which changes with every new contract. */
  | 'HIRED_ON'
  /** `lastName`, as in a dictionary: accents and case only break ties. */
  | 'LAST_NAME'
  /** `modifiedAt`. */
  | 'MODIFIED_AT';

/** Whether a person works at the company today, by the dates of their applicable contract. */
export type EmploymentStatus =
  /** Employed today. */
  | 'ACTIVE'
  /** No longer employed; the last day has passed. */
  | 'FORMER'
  /** Unknown: Lucca returns no contract that says. */
  | 'UNKNOWN'
  /** Hired; the first day is in the future. */
  | 'UPCOMING';

/** Everything stored about the company was destroyed. */
export type EraseTenantResult = {
  __typename?: 'EraseTenantResult';
  /** False when nothing was stored. */
  wasStored: Scalars['Boolean']['output'];
};

/** A workplace with its own registration. Source: Lucca's organisation structure. */
export type Establishment = {
  __typename?: 'Establishment';
  /** The city of its address. */
  city?: Maybe<Scalars['String']['output']>;
  /** The short code the company gave it. */
  code?: Maybe<Scalars['String']['output']>;
  /** The country in which its people work, which may differ from that of its legal entity. Null if it cannot be determined. */
  countryOfWork?: Maybe<CountryOfWork>;
  /**
   * Why fields of this object are null. Covers the fields that are read with the object itself, and those selected next to this one. Selecting
   * it sends no request to Lucca.
   */
  dataGaps: Array<DataGap>;
  /** Where this data comes from, and when it was read. */
  freshness: Freshness;
  /** Opaque; bound to the account. */
  id: Scalars['ID']['output'];
  /** Whether the establishment is no longer in use. */
  isArchived?: Maybe<Scalars['Boolean']['output']>;
  /** The legal entity it belongs to. */
  legalEntity?: Maybe<LegalEntity>;
  /** Lucca's own id for the establishment, as text. */
  luccaId: Scalars['ID']['output'];
  /** The name of the establishment. */
  name?: Maybe<Scalars['String']['output']>;
  /** IANA time zone (`Europe/Paris`). */
  timeZone?: Maybe<Scalars['String']['output']>;
};

/** A pay item that stays in force until it is replaced. */
export type FixedRemunerationItem = RemunerationItem & {
  __typename?: 'FixedRemunerationItem';
  /** Lucca's own id for the amendment of the contract that the item belongs to, as text; null if it belongs to the contract as signed. */
  amendment?: Maybe<Scalars['ID']['output']>;
  /**
   * Yearly amount at the person's working time: `money` × `paymentsPerYear`, also × the share of full time if the amount is for full time. Two
   * decimal places; null if either field is null.
   */
  annual?: Maybe<Money>;
  /**
   * Yearly amount at full time: the same, ÷ the share of full time on the day of this pay if the nature is proportional to working time. Two
   * decimal places; null if `annual` is null. An error if the share of full time could not be read for 15 minutes.
   */
  annualFullTime?: Maybe<Money>;
  /** The comment entered with the item in Lucca, such as the reason for a raise; null if there is none. */
  comment?: Maybe<Scalars['String']['output']>;
  /** The contract that the item belongs to; null if Lucca does not return it. */
  contract?: Maybe<Contract>;
  /** Last day; null if it is in force without an end. */
  endsOn?: Maybe<Scalars['Date']['output']>;
  /** Where this data comes from, and when it was read. */
  freshness: Freshness;
  /** What the item counts as. */
  kind: RemunerationKind;
  /** Lucca's own id for the item, as text; its id of the custom field for an amount of the personnel file. */
  luccaId: Scalars['ID']['output'];
  /** The amount; null if the currency is not known, or if text of the personnel file cannot be read. */
  money?: Maybe<Money>;
  /** Opaque id of the nature, as in the account's `remunerationMapping`; Lucca's id of the custom field for an amount of the personnel file. */
  natureId: Scalars['ID']['output'];
  /** Name of the pay type (nature) in Lucca, or of the custom field. */
  natureName?: Maybe<Scalars['String']['output']>;
  /**
   * How often a year the item is paid, by the account's `remunerationMapping` or `personnelFilePay`; null if that is not known. An amount
   * per hour is paid for 52 × the hours of a full-time week.
   */
  paymentsPerYear?: Maybe<Scalars['Decimal']['output']>;
  /** Always null: fixed items are money. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
  /** First day; 1900-01-01 if Lucca has a placeholder instead of a day, and for an amount of the personnel file, which has no days. */
  startsOn: Scalars['Date']['output'];
};

/** Where the data of an object comes from, and when it was read. */
export type Freshness = {
  __typename?: 'Freshness';
  /** When the data was read from Lucca. */
  fetchedAt: Scalars['DateTime']['output'];
  /** Whether the data was read from Lucca for this request, or comes from the cache. */
  source: DataSource;
};

/** The gender as declared in Lucca. */
export type Gender =
  | 'FEMALE'
  | 'MALE'
  /** Lucca has another value, such as “Misc”. */
  | 'OTHER'
  /** Lucca has the value “Undefined”: nobody has entered a gender, or the person does not say. */
  | 'UNDISCLOSED';

/** The pay of one kind in the 12 months. */
export type GrossPayComponent = {
  __typename?: 'GrossPayComponent';
  /** The amount as it was paid, at the person's working time, with two decimal places. */
  amount: Money;
  /**
   * Whether a person at full time would have received the same amount: either because this person worked full time throughout, or because the
   * amount is not proportional to working time. Null if unknown. Variable pay is assumed to be proportional.
   */
  isFullTime?: Maybe<Scalars['Boolean']['output']>;
  /** The kind. */
  kind: RemunerationKind;
};

/** A language of messages. */
export type Language =
  | 'EN'
  | 'FR';

/** A company as a legal person. Source: Lucca's organisation structure. */
export type LegalEntity = {
  __typename?: 'LegalEntity';
  /** The country whose law applies to it. */
  country?: Maybe<Scalars['CountryCode']['output']>;
  /** The currency of its country. */
  currency?: Maybe<Scalars['CurrencyCode']['output']>;
  /**
   * Why fields of this object are null. Covers the fields that are read with the object itself, and those selected next to this one. Selecting
   * it sends no request to Lucca.
   */
  dataGaps: Array<DataGap>;
  /** Where this data comes from, and when it was read. */
  freshness: Freshness;
  /** Opaque; bound to the account. */
  id: Scalars['ID']['output'];
  /** Lucca's own id for the legal entity, as text. */
  luccaId: Scalars['ID']['output'];
  /** The name of the legal entity. */
  name?: Maybe<Scalars['String']['output']>;
};

/** The hours of a full-time week that the account has set for a legal entity. */
export type LegalEntityHours = {
  __typename?: 'LegalEntityHours';
  /** A `LegalEntity.id`. */
  legalEntityId: Scalars['ID']['output'];
  /** Hours of a full-time week. */
  weeklyHoursAtFullTime: Scalars['Decimal']['output'];
};

/** The hours of a full-time week at one legal entity. */
export type LegalEntityHoursInput = {
  /** A `LegalEntity.id`. */
  legalEntityId: Scalars['ID']['input'];
  /** From 1 to 168, with at most 4 decimal places; omitted or null to use the hours set for the whole account. */
  weeklyHoursAtFullTime?: InputMaybe<Scalars['Decimal']['input']>;
};

/** A module of Lucca, which a company may or may not have. */
export type LuccaModule = {
  __typename?: 'LuccaModule';
  /** Whether it can be read. */
  availability: ModuleAvailability;
  /** Which module it is. */
  code: LuccaModuleCode;
};

/** The modules of Lucca that we read. */
export type LuccaModuleCode =
  /** People, contracts and the organisation. */
  | 'CORE_HR'
  /** Pay (Pagga Rémunération). */
  | 'PAGGA_REMUNERATION';

/** A right on Lucca's role screen. */
export type LuccaPermission =
  /** View the directory and organisational chart, all departments. */
  | 'DIRECTORY_ALL_DEPARTMENTS'
  /** View employee contract information. */
  | 'EMPLOYEE_CONTRACTS'
  /** View Lucca data for employees. */
  | 'EMPLOYEE_LUCCA_DATA'
  /** View employee managers. */
  | 'EMPLOYEE_MANAGERS'
  /** View employee positions. */
  | 'EMPLOYEE_POSITIONS'
  /** View employee qualifications. */
  | 'EMPLOYEE_QUALIFICATIONS'
  /** View employees who have left. */
  | 'FORMER_EMPLOYEES'
  /** View future employees. */
  | 'FUTURE_EMPLOYEES'
  /** Pagga: view deleted remuneration. */
  | 'PAGGA_DELETED_REMUNERATION'
  /** Pagga: access the EVP screen. */
  | 'PAGGA_EVP_SCREEN'
  /** Pagga: view individual situations. */
  | 'PAGGA_INDIVIDUAL_SITUATIONS'
  /** View personnel files. */
  | 'PERSONNEL_FILES';

/** How many requests can be sent to a company's Lucca. Lucca allows 50 a minute, shared with the company's other integrations. */
export type LuccaQuota = {
  __typename?: 'LuccaQuota';
  /** The most requests we send in any 60 seconds. */
  perMinute: Scalars['Int']['output'];
  /** How many requests can be sent now; a quarter of `perMinute` is reserved for operations on the account, such as checking it. */
  remaining: Scalars['Int']['output'];
  /** When the next request becomes available; null when none is used. */
  resetsAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A person who manages somebody, or who heads a department. */
export type Manager = {
  __typename?: 'Manager';
  /**
   * Why fields of this object are null. Covers the fields that are read with the object itself, and those selected next to this one. Selecting
   * it sends no request to Lucca.
   */
  dataGaps: Array<DataGap>;
  /** The manager's name. Null if Lucca does not return it. */
  displayName?: Maybe<Scalars['String']['output']>;
  /** The manager's own record. Null if the API key may not see that person. */
  employee?: Maybe<Employee>;
  /** When the manager was last read. */
  freshness: Freshness;
  /** The manager's `Employee.id`. */
  id: Scalars['ID']['output'];
};

/** Which people under a manager. */
export type ManagerScope =
  /** Direct and indirect reports. */
  | 'ALL'
  /** People who report to the manager. */
  | 'DIRECT'
  /** People who report to somebody below the manager. */
  | 'INDIRECT';

/** Whether a module can be read. */
export type ModuleAvailability =
  /** Installed, and the key can read at least some of it. */
  | 'AVAILABLE'
  /** The company does not have the module. */
  | 'NOT_INSTALLED'
  /** Installed, but the key has none of its rights. */
  | 'NO_PERMISSION'
  /** It could not be determined. */
  | 'UNKNOWN';

/** An amount in one currency. */
export type Money = {
  __typename?: 'Money';
  /** The amount, in units of the currency (not in cents). */
  amount: Scalars['Decimal']['output'];
  /** The currency of the amount. */
  currency: Scalars['CurrencyCode']['output'];
};

/** Changes the company's connection to Lucca, and its settings. Nothing is ever written to Lucca itself. */
export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Checks the rights of the stored key again and stores the result. Needs the scope `lucca:account:write`.
   * Errors: `ACCOUNT_NOT_CONNECTED`.
   */
  checkAccount?: Maybe<CheckAccountResult>;
  /**
   * Checks the API key with Lucca, and stores it only if the check succeeds. A refusal stores nothing and says why.
   * Needs the scope `lucca:account:write`.
   */
  connectAccount?: Maybe<ConnectAccountResult>;
  /** Destroys the stored API key; the account can no longer be read. Needs the scope `lucca:account:write`. */
  disconnectAccount?: Maybe<DisconnectAccountResult>;
  /**
   * Permanently destroys everything stored about the company: the API key, the settings for pay, the cache, and the data key, without which
   * backups of the account store cannot be decrypted. Only the access log (`Account.accessLog`) is kept. The company can connect again, as a
   * new account. Safe to repeat. Needs the scope `lucca:account:erase`.
   */
  eraseTenant?: Maybe<EraseTenantResult>;
  /**
   * Checks another API key with the connected Lucca and replaces the old one with it. If it is refused, the old one stays in use.
   * Needs the scope `lucca:account:write`. Errors: `ACCOUNT_NOT_CONNECTED`.
   */
  replaceApiKey?: Maybe<ReplaceApiKeyResult>;
  /**
   * Sets what the company's names for contract types, and for the reasons why contracts end, mean. The settings take effect at once. They are
   * kept while the same Lucca is connected, and deleted when another one is.
   * Needs the scope `lucca:account:write`. Counts as an operation on the account: a request may contain only one.
   * Errors: `ACCOUNT_NOT_CONNECTED`, and those of reading Lucca's contracts.
   */
  setContractMapping?: Maybe<SetContractMappingResult>;
  /**
   * Sets what Lucca does not say about pay natures: what they count as, how often a year they are paid, and whether they are proportional to
   * working time. The settings take effect at once. They are kept while the same Lucca is connected, and deleted when another one is.
   * Needs the scope `lucca:account:write`. Counts as an operation on the account: a request may contain only one.
   * Errors: `ACCOUNT_NOT_CONNECTED`, and those of reading Lucca's natures.
   */
  setRemunerationMapping?: Maybe<SetRemunerationMappingResult>;
  /**
   * Sets what the categories of workers, `Position.level` and `Position.jobFamily`, are read from, because companies enter them in different
   * places in Lucca. Filters and pay analyses use them. The settings take effect at once. They are kept while the same Lucca is connected, and
   * deleted when another one is. A setting that cannot take effect is refused.
   * Needs the scope `lucca:account:write`; for a custom field, also `lucca:demographics:read` and `lucca:remuneration:read`, because it may
   * contain anything, and its values become visible to everybody who may read positions. Counts as an operation on the account: a request may
   * contain only one.
   * Errors: `ACCOUNT_NOT_CONNECTED`, and those of reading people and custom fields.
   */
  setWorkerCategories?: Maybe<SetWorkerCategoriesResult>;
  /** Makes the same checks as `connectAccount`, but stores nothing. Needs the scope `lucca:account:write`. */
  testConnection?: Maybe<TestConnectionResult>;
};


/** Changes the company's connection to Lucca, and its settings. Nothing is ever written to Lucca itself. */
export type MutationConnectAccountArgs = {
  input: ConnectAccountInput;
};


/** Changes the company's connection to Lucca, and its settings. Nothing is ever written to Lucca itself. */
export type MutationReplaceApiKeyArgs = {
  input: ReplaceApiKeyInput;
};


/** Changes the company's connection to Lucca, and its settings. Nothing is ever written to Lucca itself. */
export type MutationSetContractMappingArgs = {
  input: SetContractMappingInput;
};


/** Changes the company's connection to Lucca, and its settings. Nothing is ever written to Lucca itself. */
export type MutationSetRemunerationMappingArgs = {
  input: SetRemunerationMappingInput;
};


/** Changes the company's connection to Lucca, and its settings. Nothing is ever written to Lucca itself. */
export type MutationSetWorkerCategoriesArgs = {
  input: SetWorkerCategoriesInput;
};


/** Changes the company's connection to Lucca, and its settings. Nothing is ever written to Lucca itself. */
export type MutationTestConnectionArgs = {
  input: ConnectAccountInput;
};

/** A category of occupations, as the company defines them. */
export type OccupationCategory = {
  __typename?: 'OccupationCategory';
  /** Where this data comes from, and when it was read. */
  freshness: Freshness;
  /** Lucca's own id for the category, as text. `0` is valid. */
  luccaId: Scalars['ID']['output'];
  /** The name the company gave the category. */
  name?: Maybe<Scalars['String']['output']>;
};

/** A sort direction. */
export type OrderDirection =
  /** Smallest, first in the alphabet, or oldest first. */
  | 'ASC'
  /** Largest, last in the alphabet, or newest first. */
  | 'DESC';

/** How to count two items of one nature in force on the same day or, for variable pay, the same amount twice in a pay period. */
export type OverlappingItems =
  /** The one that began last replaces the others; of variable items, one counts. */
  | 'LATEST'
  /** Both are paid. */
  | 'SUM';

/** Whether there are pages before and after this one, and the cursors to request them. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Cursor of the last edge; pass it as `after` to get the next page. Null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there are edges after the last one of this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are edges before the first one of this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first edge. Null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** A past check of a key's rights. */
export type PastCheck = {
  __typename?: 'PastCheck';
  /** When it was made. */
  at: Scalars['DateTime']['output'];
  /** Why it was made. */
  cause: CheckCause;
  /** The rights that the key has in full, and did not have at the check before. */
  gained: Array<LuccaPermission>;
  /** The rights among `missing` that the key had at the check before. */
  lost: Array<LuccaPermission>;
  /** The rights that were missing, or covered only part of the company; empty if the check could not be completed. */
  missing: Array<LuccaPermission>;
  /** Whether it could be completed. */
  outcome: CheckOutcome;
};

/** An amount paid once a period. */
export type PayAmount = {
  __typename?: 'PayAmount';
  /** How much is paid each time. */
  money: Money;
  /** How often it is paid; null if that is not known. */
  period?: Maybe<PayPeriod>;
};

/** A comparison of the pay of women and men. */
export type PayAnalysis = {
  __typename?: 'PayAnalysis';
  /** The day of the analysis. */
  asOf: Scalars['Date']['output'];
  /** The currency of all amounts; null if nobody has a figure. */
  currency?: Maybe<Scalars['CurrencyCode']['output']>;
  /**
   * The filter conditions and groupings whose data Lucca returns for today only, with their names as `field`. A gap with the field `edges`
   * means that contracts could not be read in full. Empty for an analysis of today.
   */
  dataGaps: Array<DataGap>;
  /** The freshness of the oldest pay in the analysis; null if nobody matches. */
  freshness?: Maybe<Freshness>;
  /** The groups, the largest first. */
  groups: Array<PayGroup>;
  /** The numbers of people who match but are not in the analysis, by reason. */
  leftOut: Array<PayLeftOut>;
  /** The figure compared. */
  measure: PayMeasure;
  /** All people, in one group. */
  overall: PayGroup;
  /**
   * Four bands with equal numbers of people, from the lowest figures to the highest, and the numbers of women and men in each. If the number
   * of people is not a multiple of four, the sizes differ by one. Empty if `overall` has fewer women or men than `minimumOfEach`.
   */
  quartileBands: Array<PayBand>;
  /**
   * The average of the groups' gaps in mean pay, in %, weighted by size and reduced by a tolerance, as in the French index of professional
   * equality. Each group's `meanGap` is moved towards 0 by `tolerance`, but not past 0, and weighted by the group's number of women and men.
   * Groups without a gap do not count. Null if no group has one.
   */
  weightedMeanGap?: Maybe<Scalars['Decimal']['output']>;
};


/** A comparison of the pay of women and men. */
export type PayAnalysisWeightedMeanGapArgs = {
  tolerance?: Scalars['Decimal']['input'];
};

/** A quarter of the people, by their figures. */
export type PayBand = {
  __typename?: 'PayBand';
  /** How many people are in it, including those whose gender is neither FEMALE nor MALE, or not known. */
  all: Scalars['Int']['output'];
  /** From 1 for the lowest figures to 4 for the highest. */
  band: Scalars['Int']['output'];
  /** How many men are in it. */
  men: Scalars['Int']['output'];
  /** How many women are in it. */
  women: Scalars['Int']['output'];
};

/** People compared with one another. */
export type PayGroup = {
  __typename?: 'PayGroup';
  /** Everybody in the group, including those whose gender is neither FEMALE nor MALE, or not known. */
  all: PayStatistics;
  /** Whether the group has fewer women or men than `minimumOfEach`, and therefore no figures. */
  isTooSmall: Scalars['Boolean']['output'];
  /** What the people have in common, in the order of `by`; empty for `overall`. */
  keys: Array<PayGroupKey>;
  /**
   * The gap in mean pay: (mean of men − mean of women) ÷ mean of men, in %, with two decimal places; below 0 if women are paid more. Article 3
   * of directive (EU) 2023/970 calls it the gender pay gap. Null if the group is too small, or the mean of men is 0.
   */
  meanGap?: Maybe<Scalars['Decimal']['output']>;
  /**
   * The gap in median pay: (median of men − median of women) ÷ median of men, in the same form as `meanGap`. Null if the group is too small,
   * or the median of men is 0.
   */
  medianGap?: Maybe<Scalars['Decimal']['output']>;
  /** The men. */
  men: PayStatistics;
  /** The women. */
  women: PayStatistics;
};

/** What the people of a group have in common. */
export type PayGroupKey = {
  __typename?: 'PayGroupKey';
  /** The grouping. */
  by: PayGrouping;
  /** The id of the department, establishment, legal entity or qualification; null for other groupings, and if it is not known. */
  id?: Maybe<Scalars['ID']['output']>;
  /** Its name, or the value; null if it is not known. */
  label?: Maybe<Scalars['String']['output']>;
};

/** What people are grouped by. */
export type PayGrouping =
  /** Age on the day: under 30, 30 to 39, 40 to 49, 50 or more. */
  | 'AGE_BAND'
  /** `Contract.relation`. */
  | 'CONTRACT_RELATION'
  /** `Contract.term`. */
  | 'CONTRACT_TERM'
  /** The department, without those below it. Known for today only. */
  | 'DEPARTMENT'
  /** The establishment of the contract. */
  | 'ESTABLISHMENT'
  /** `Position.jobFamily`. Known for today only. */
  | 'JOB_FAMILY'
  /** `Position.jobTitle`, exactly as written. Known for today only. */
  | 'JOB_TITLE'
  /** The legal entity of the contract's establishment. */
  | 'LEGAL_ENTITY'
  /** `Position.level`: with JOB_FAMILY, the categories of workers that directive (EU) 2023/970 compares. Known for today only. */
  | 'LEVEL'
  /** `Position.occupationCategory`. Known for today only. */
  | 'OCCUPATION_CATEGORY'
  /** `Position.qualification`. Known for today only. */
  | 'QUALIFICATION';

/** People who match but are not in the analysis. */
export type PayLeftOut = {
  __typename?: 'PayLeftOut';
  /** How many people. */
  count: Scalars['Int']['output'];
  /** The reason in a sentence or two, safe to show. */
  message: Scalars['String']['output'];
  /** The reason. */
  reason: PayLeftOutReason;
};

/** Why people are not in an analysis of pay. */
export type PayLeftOutReason =
  /** The figure has a warning of severity BLOCKING. */
  | 'BLOCKING_WARNING'
  /** They have pay, but the figure is unknown, or they have none of the pay that it counts. */
  | 'NO_FIGURE'
  /** Lucca returns no pay for them on the day. */
  | 'NO_PAY'
  /** Their figure is in another currency, and there is no rate to convert it. */
  | 'OTHER_CURRENCY';

/** A figure of `Remuneration` that can be compared between people. Its description there says what is in it. */
export type PayMeasure =
  /** `annualBaseFullTime`. */
  | 'ANNUAL_BASE_FULL_TIME'
  /** `annualFixedFullTime`. */
  | 'ANNUAL_FIXED_FULL_TIME'
  /** `annualGrossPay.total`: with `HOURLY_GROSS_PAY`, the pay level that article 3 of directive (EU) 2023/970 compares. */
  | 'ANNUAL_GROSS_PAY'
  /** `annualGuaranteedFullTime`. */
  | 'ANNUAL_GUARANTEED_FULL_TIME'
  /** `annualVariableTarget`. People without a target are left out. */
  | 'ANNUAL_VARIABLE_TARGET'
  /** `hourlyBase`. */
  | 'HOURLY_BASE'
  /** `annualGrossPay.hourly`. */
  | 'HOURLY_GROSS_PAY'
  /** `variableLast12Months`. People without variable pay are left out, so the number of people is the number of those who receive any. */
  | 'VARIABLE_LAST_12_MONTHS';

/** How often an amount is paid. */
export type PayPeriod =
  | 'HOUR'
  | 'MONTH'
  | 'ONE_OFF'
  | 'YEAR';

/** The figures of some people, rounded to two decimal places. */
export type PayStatistics = {
  __typename?: 'PayStatistics';
  /** How many people. */
  count: Scalars['Int']['output'];
  /** The first quartile: a quarter of the people are at or below it. Interpolated between the two nearest people. */
  lowerQuartile?: Maybe<Money>;
  /** The mean. Null if the group is too small, like the other figures. */
  mean?: Maybe<Money>;
  /** The middle figure; for an even number of people, the average of the two middle figures. */
  median?: Maybe<Money>;
  /** The third quartile: three quarters of the people are at or below it. Interpolated in the same way. */
  upperQuartile?: Maybe<Money>;
};

/** A right of the API key, and whether the key has it. */
export type PermissionCheck = {
  __typename?: 'PermissionCheck';
  /** The evidence for the verdict. */
  evidence?: Maybe<CheckEvidence>;
  /** When the right was last proven; null when it never was. */
  grantedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its label on Lucca's role screen. */
  label: Scalars['String']['output'];
  /** Its path on Lucca's role screen, from left to right. */
  luccaPath: Array<Scalars['String']['output']>;
  /** Further information, such as that the key had the right before; usually null. */
  note?: Maybe<Scalars['String']['output']>;
  /** The right that was checked. */
  permission: LuccaPermission;
  /** What to do in Lucca to grant it, safe to show to an HR administrator; null when there is nothing to do. */
  remedy?: Maybe<Scalars['String']['output']>;
  /** How necessary the right is. */
  requirement: Requirement;
  /** Coordinates of this schema that stay null without it (`Position.jobTitle`). */
  unlocks: Array<Scalars['String']['output']>;
  /** Whether the key has it. */
  verdict: CheckVerdict;
};


/** A right of the API key, and whether the key has it. */
export type PermissionCheckLabelArgs = {
  language?: Language;
};


/** A right of the API key, and whether the key has it. */
export type PermissionCheckLuccaPathArgs = {
  language?: Language;
};


/** A right of the API key, and whether the key has it. */
export type PermissionCheckNoteArgs = {
  language?: Language;
};


/** A right of the API key, and whether the key has it. */
export type PermissionCheckRemedyArgs = {
  language?: Language;
};

/** A right to grant to the key, in the language of the guide. */
export type PermissionRequirement = {
  __typename?: 'PermissionRequirement';
  /** Its label on Lucca's role screen. */
  label: Scalars['String']['output'];
  /** Its path on Lucca's role screen, from left to right. */
  luccaPath: Array<Scalars['String']['output']>;
  /** Which right it is. */
  permission: LuccaPermission;
  /** Why it is needed. */
  reason: Scalars['String']['output'];
  /** How necessary the right is. */
  requirement: Requirement;
};

/** The custom fields of personnel files that the account has set for pay, by Lucca's own ids. */
export type PersonnelFilePay = {
  __typename?: 'PersonnelFilePay';
  /** The base salary. */
  baseSalary: SalaryField;
  /** Bonuses. */
  bonuses: Array<BonusField>;
  /** The field with the currency; null if none is set. */
  currencyFieldId?: Maybe<Scalars['ID']['output']>;
  /** The field with the share of full time; null if none is set. */
  fullTimeShareFieldId?: Maybe<Scalars['ID']['output']>;
  /** Whether pay is read from them; false while the API key can read fixed pay from Lucca's pay module. */
  isInUse: Scalars['Boolean']['output'];
};

/** The custom fields that contain pay, each by Lucca's own id (`e_…`), which is `luccaId` of `Employee.customFields`. Each may be named once. */
export type PersonnelFilePayInput = {
  /** The base salary. */
  baseSalary: SalaryFieldInput;
  /** Bonuses, at most 20. */
  bonuses?: Array<BonusFieldInput>;
  /**
   * The currency of all amounts: an ISO 4217 code or €, as text or as a choice. If it is omitted or the field is empty, the currency is the
   * one written next to the amount, else that of the country of the legal entity, with the warning `CURRENCY_ASSUMED`.
   */
  currencyFieldId?: InputMaybe<Scalars['ID']['input']>;
  /**
   * The share of full time, as a number or text: `0.8`, `80`, `80 %`. If it is omitted or the field is empty, the share is that of Lucca's
   * working-time arrangement; else full time is assumed, with the warning `FTE_ASSUMED`.
   */
  fullTimeShareFieldId?: InputMaybe<Scalars['ID']['input']>;
};

/** What a salary in a personnel file is paid for. */
export type PersonnelFilePeriod =
  | 'HOUR'
  | 'MONTH'
  | 'YEAR';

/**
 * A person's job in the company today, and where it is. Lucca returns only today's position.
 * Source: Lucca's users.
 */
export type Position = {
  __typename?: 'Position';
  /**
   * Why fields of this object are null. Covers the fields that are read with the object itself, and those selected next to this one. Selecting
   * it sends no request to Lucca.
   */
  dataGaps: Array<DataGap>;
  /** The department the position belongs to. */
  department?: Maybe<Department>;
  /** The person in the position. */
  employee?: Maybe<Employee>;
  /** The establishment where the position is. */
  establishment?: Maybe<Establishment>;
  /** Where this data comes from, and when it was read. */
  freshness: Freshness;
  /** Opaque; bound to the account. */
  id: Scalars['ID']['output'];
  /** The kind of work, across levels. `setWorkerCategories` sets what it is read from. By default, it is the profession of the qualification. */
  jobFamily?: Maybe<WorkerCategory>;
  /** Free text, as written in Lucca. */
  jobTitle?: Maybe<Scalars['String']['output']>;
  /**
   * The level of the job, for comparing jobs. `setWorkerCategories` sets what it is read from. By default, it is the level of the
   * qualification, or the occupation category if this Lucca does not return qualifications. Job titles are only used if set.
   */
  level?: Maybe<WorkerCategory>;
  /** The manager. Null for people who manage themselves. */
  manager?: Maybe<Manager>;
  /** The occupation category (in France, the socio-professional category). */
  occupationCategory?: Maybe<OccupationCategory>;
  /**
   * The profession and level that the company assigns to the job. Null if this Lucca does not return people's qualifications; `dataGaps` then
   * says so.
   */
  qualification?: Maybe<Qualification>;
};

/** A profession at a level, as the company defines them. */
export type Qualification = {
  __typename?: 'Qualification';
  /** When the person's qualification was last read. */
  freshness: Freshness;
  /** Opaque; bound to the account. Use it in `EmployeeFilter.qualificationIds`. */
  id: Scalars['ID']['output'];
  /** Lucca's own id for the qualification, as text. */
  luccaId: Scalars['ID']['output'];
  /** The name of the profession. */
  profession?: Maybe<Scalars['String']['output']>;
  /** The level within the profession. A higher number is more senior. */
  rank?: Maybe<Scalars['Int']['output']>;
  /** The name the company gave the qualification. */
  title?: Maybe<Scalars['String']['output']>;
};

/** Reads the HR data of the company that the caller's token names. */
export type Query = {
  __typename?: 'Query';
  /** The Lucca account your company has connected; null when there is none. */
  account?: Maybe<Account>;
  /**
   * The progress of the company's running connect, test, key replacement or check; null when none is running. Poll it: it sends no request to
   * Lucca. Each verdict is final for that operation. If several operations are running, returns the one that started last. Instances that
   * share a Redis see each other's operations.
   * Needs the scope `lucca:account:write`.
   */
  connectionProgress?: Maybe<ConnectionProgress>;
  /** All departments that the API key may see, root departments first. */
  departments?: Maybe<Array<Department>>;
  /** One person. Null when the id is unknown, malformed, or from another account. */
  employee?: Maybe<Employee>;
  /**
   * The people of the connected company.
   * Errors: `ACCOUNT_NOT_CONNECTED`; `BAD_USER_INPUT` for an invalid argument, which the message names, or a filter on data that this Lucca
   * does not return; `FORBIDDEN` for a filter on data that the viewer may not see; `LUCCA_PERMISSION_MISSING` for a filter on data that Lucca
   * returns for nobody, unless the API key is known to have the right; and the errors of reading Lucca.
   */
  employees?: Maybe<EmployeeConnection>;
  /** All establishments, including archived ones, sorted by name. */
  establishments?: Maybe<Array<Establishment>>;
  /**
   * Compares the pay of women and men as of a day, over the whole company or part of it, for reports on pay equity and pay transparency. Only
   * figures that may be used are included; `leftOut` contains the number of people who are not, and why. All amounts are in one currency.
   * Needs the scopes `lucca:remuneration:read` and `lucca:demographics:read`; otherwise null with `FORBIDDEN`.
   * Errors: those of `employees` and of reading pay; `BAD_USER_INPUT`, whose message names the argument, also if people are paid in several
   * currencies and none is chosen, and if this Lucca does not return the data of a grouping; `LUCCA_PERMISSION_MISSING` if the API key sees
   * nobody's gender, nobody's pay, or nobody's data of a grouping.
   */
  payAnalysis?: Maybe<PayAnalysis>;
  /** The steps to take in Lucca before connecting it, and the rights that the key needs. */
  setupGuide?: Maybe<SetupGuide>;
};


/** Reads the HR data of the company that the caller's token names. */
export type QueryEmployeeArgs = {
  id: Scalars['ID']['input'];
};


/** Reads the HR data of the company that the caller's token names. */
export type QueryEmployeesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['Date']['input']>;
  filter?: EmployeeFilter;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<EmployeeOrder>>;
};


/** Reads the HR data of the company that the caller's token names. */
export type QueryPayAnalysisArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  by?: Array<PayGrouping>;
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  filter?: EmployeeFilter;
  measure: PayMeasure;
  minimumOfEach?: Scalars['Int']['input'];
  rates?: Array<CurrencyRate>;
};


/** Reads the HR data of the company that the caller's token names. */
export type QuerySetupGuideArgs = {
  language?: Language;
  withPagga?: Scalars['Boolean']['input'];
};

/** A day on which a person's yearly base salary at full time changed, up or down. */
export type Raise = {
  __typename?: 'Raise';
  /** `annualBaseFullTime` on this day; null if that figure is null. */
  after?: Maybe<Money>;
  /** `annualBaseFullTime` on the last day with pay before; null if that figure is null. */
  before?: Maybe<Money>;
  /** Whether the contract is a different one than before. */
  isNewContract: Scalars['Boolean']['output'];
  /**
   * Whether the share of full time is assumed on either day, as with the warning `FTE_ASSUMED`: if the working time changed,
   * there may have been no raise.
   */
  isShareAssumed: Scalars['Boolean']['output'];
  /** The first day of the new salary. */
  on: Scalars['Date']['output'];
  /**
   * By how much it changed: (`after` − `before`) ÷ `before`, in %, with two decimal places; below 0 if it fell. Null if the two cannot be
   * compared.
   */
  percent?: Maybe<Scalars['Decimal']['output']>;
  /** The comments in Lucca of the base salary items that begin on this day; null if there are none. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** A kind of record in Lucca. */
export type RecordKind =
  /** A contract. */
  | 'CONTRACT'
  /** A department. */
  | 'DEPARTMENT'
  /** A person with a file. */
  | 'EMPLOYEE'
  /** An establishment. */
  | 'ESTABLISHMENT'
  /** A fixed item of pay. Needs the scope `lucca:remuneration:read`. */
  | 'FIXED_ITEM'
  /** A legal entity. */
  | 'LEGAL_ENTITY'
  /** A variable item of pay. Needs the scope `lucca:remuneration:read`. */
  | 'VARIABLE_ITEM';

/**
 * A person's pay on one day: the rates of that day, never prorated to part of a month.
 *
 * Lucca's items have no currency and no period, and do not say whether they are proportional to working time. The currency is determined from
 * the contract's establishment; the rest comes from the account's `remunerationMapping`. Figures are exact decimals, rounded once, at the end,
 * to two decimal places, with halves rounded away from zero; `explanation` lists the numbers they are computed from. A figure is null if it
 * has no item, if its items are not in one known currency, if one of the person's items could not be read, or if the account lacks a setting
 * that it needs: how often a year a bonus is paid, or how two items of one nature on the same day count.
 * Source: Lucca's fixed and variable remuneration items. If the company has no module for them and the account has set `personnelFilePay`, the
 * personnel files, for today only.
 */
export type Remuneration = {
  __typename?: 'Remuneration';
  /**
   * Yearly gross base salary at full time: each fixed item of the kind BASE_SALARY × its payments a year, ÷ the share of full time where the
   * nature is proportional to working time. Items of other kinds are not included. Nor is a thirteenth month that is entered as a separate
   * item; `annualGuaranteedFullTime` includes it. An error if the share of full time could not be read for 15 minutes.
   */
  annualBaseFullTime?: Maybe<PayAmount>;
  /**
   * Yearly gross fixed pay at full time, computed in the same way from fixed items of the kinds BASE_SALARY, THIRTEENTH_MONTH, FIXED_BONUS,
   * SENIORITY_BONUS, ALLOWANCE and OTHER. Variable items whose nature the account has set to THIRTEENTH_MONTH, FIXED_BONUS or SENIORITY_BONUS
   * are included as paid in the 12 months ending on `asOf`. Items of other kinds are not included.
   */
  annualFixedFullTime?: Maybe<PayAmount>;
  /**
   * Gross pay for the 12 months ending on `asOf`, in cash and in kind, including variable pay: the pay level of article 3 of directive (EU)
   * 2023/970, as far as it is recorded in Lucca. The yearly figures above are rates of one day; this is the total of those months. An error if
   * variable pay or working time could not be read for 15 minutes.
   */
  annualGrossPay?: Maybe<AnnualGrossPay>;
  /**
   * Yearly gross pay at full time that does not depend on results. Computed in the same way from fixed items of the kinds BASE_SALARY,
   * THIRTEENTH_MONTH, FIXED_BONUS and SENIORITY_BONUS, and from variable items of these kinds as paid in the 12 months ending on `asOf`,
   * whether the kind comes from the account's settings or from the name of the nature. Allowances, expenses, variable pay, benefits in kind
   * and items of kind OTHER are not included.
   */
  annualGuaranteedFullTime?: Maybe<PayAmount>;
  /**
   * Yearly gross variable pay if all targets are met, at the person's working time. Includes items whose nature the account has marked with
   * `isTarget`, and variable bonuses of the personnel file. Fixed items count × their payments a year; variable items are summed over the 12
   * months ending on `asOf`. For the pay actually received, see `variableLast12Months`.
   */
  annualVariableTarget?: Maybe<PayAmount>;
  /** The day of this pay. */
  asOf: Scalars['Date']['output'];
  /**
   * Sum of only the fixed items in force of the kind BASE_SALARY, as entered in Lucca: at the person's working time, and not rounded. Its
   * period is that of the items; null if they are paid neither monthly nor yearly. A salary from the personnel file may be for full time, or
   * for an hour, as the account has set.
   */
  baseSalary?: Maybe<PayAmount>;
  /** The contract in force on that day. */
  contract?: Maybe<Contract>;
  /** The currency of all fixed items; null if they are in more than one, or in an unknown one. */
  currency?: Maybe<Scalars['CurrencyCode']['output']>;
  /**
   * Why fields of this object are null. Covers the fields that are read with the object itself, and those selected next to this one. Selecting
   * it sends no request to Lucca.
   */
  dataGaps: Array<DataGap>;
  /**
   * How each figure was computed, in the order of the fields above; for a figure that is null, the reason. `hourlyBase` is explained only if
   * it is selected next to this field, because it needs additional requests. `annualGrossPay` has its own explanation.
   */
  explanation: Array<CalculationStep>;
  /** Fixed items in force on that day, the oldest first; empty for a person with variable pay only. */
  fixedItems: Array<FixedRemunerationItem>;
  /**
   * Freshness of the oldest row read: items, contracts, the person if a selected figure needs the share of full time or Lucca's own
   * figure, and variable items if a selected figure needs them.
   */
  freshness: Freshness;
  /**
   * Gross base pay per hour: `annualBaseFullTime`, as returned, ÷ (52 × the hours of a full-time week on the day). The hours are those that
   * the account has set for the legal entity, else for all; else those of the person's working-time arrangement in Lucca; else 35 if the
   * `countryOfWork` of the establishment is France. Otherwise this is null. It is also null if the arrangement counts in days (in France,
   * forfait jours). Lucca does not return the arrangements of every company; without them, a contract in days is not recognised.
   */
  hourlyBase?: Maybe<PayAmount>;
  /**
   * The same as `hourlyBase`, the name that explanations and warnings use.
   * @deprecated Use `hourlyBase`; will be removed on 2027-03-01.
   */
  hourlyGross?: Maybe<PayAmount>;
  /**
   * Lucca's own theoretical yearly pay, at the person's working time, for reconciliation. Lucca does not document what it includes. Payments a
   * year are inferred from it, but no figure includes it. Null for any day other than today, and if Lucca does not return it. An error if it
   * could not be read for 15 minutes.
   */
  luccaTheoreticalAnnual?: Maybe<PayAmount>;
  /**
   * How many of the 12 months ending on `asOf` the person was under contract, from 0 to 12, with two decimal places. Part of a month counts by
   * its calendar days, as in `annualGrossPay`. Source: Lucca's contracts.
   */
  monthsWithContract?: Maybe<Scalars['Decimal']['output']>;
  /** Where Lucca stores the amounts that the figures are computed from. */
  source: RemunerationSource;
  /** Variable items, the latest period first. By default, of the whole history. */
  variableItems?: Maybe<VariableItemConnection>;
  /**
   * Variable pay for the pay periods in the 12 months ending on `asOf`, under any contract: as paid, not annualised, and at the person's
   * working time. Includes items of the kinds VARIABLE_BONUS, COMMISSION, PROFIT_SHARING and OTHER. Deleted items, quantities, targets, and
   * items of other kinds, such as one-off payments, are not included. For a person who was not employed all year, see `monthsWithContract`.
   */
  variableLast12Months?: Maybe<PayAmount>;
  /** The breakdown of `variableLast12Months` by kind of pay; null if that figure is null. */
  variableLast12MonthsByKind?: Maybe<Array<AmountOfKind>>;
  /** What to know before using the figures; empty if nothing was assumed. `annualGrossPay` has its own warnings. */
  warnings: Array<RemunerationWarning>;
};


/**
 * A person's pay on one day: the rates of that day, never prorated to part of a month.
 *
 * Lucca's items have no currency and no period, and do not say whether they are proportional to working time. The currency is determined from
 * the contract's establishment; the rest comes from the account's `remunerationMapping`. Figures are exact decimals, rounded once, at the end,
 * to two decimal places, with halves rounded away from zero; `explanation` lists the numbers they are computed from. A figure is null if it
 * has no item, if its items are not in one known currency, if one of the person's items could not be read, or if the account lacks a setting
 * that it needs: how often a year a bonus is paid, or how two items of one nature on the same day count.
 * Source: Lucca's fixed and variable remuneration items. If the company has no module for them and the account has set `personnelFilePay`, the
 * personnel files, for today only.
 */
export type RemunerationFixedItemsArgs = {
  kind?: InputMaybe<Array<RemunerationKind>>;
};


/**
 * A person's pay on one day: the rates of that day, never prorated to part of a month.
 *
 * Lucca's items have no currency and no period, and do not say whether they are proportional to working time. The currency is determined from
 * the contract's establishment; the rest comes from the account's `remunerationMapping`. Figures are exact decimals, rounded once, at the end,
 * to two decimal places, with halves rounded away from zero; `explanation` lists the numbers they are computed from. A figure is null if it
 * has no item, if its items are not in one known currency, if one of the person's items could not be read, or if the account lacks a setting
 * that it needs: how often a year a bonus is paid, or how two items of one nature on the same day count.
 * Source: Lucca's fixed and variable remuneration items. If the company has no module for them and the account has set `personnelFilePay`, the
 * personnel files, for today only.
 */
export type RemunerationVariableItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  includeDeleted?: InputMaybe<Scalars['Boolean']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
};


/**
 * A person's pay on one day: the rates of that day, never prorated to part of a month.
 *
 * Lucca's items have no currency and no period, and do not say whether they are proportional to working time. The currency is determined from
 * the contract's establishment; the rest comes from the account's `remunerationMapping`. Figures are exact decimals, rounded once, at the end,
 * to two decimal places, with halves rounded away from zero; `explanation` lists the numbers they are computed from. A figure is null if it
 * has no item, if its items are not in one known currency, if one of the person's items could not be read, or if the account lacks a setting
 * that it needs: how often a year a bonus is paid, or how two items of one nature on the same day count.
 * Source: Lucca's fixed and variable remuneration items. If the company has no module for them and the account has set `personnelFilePay`, the
 * personnel files, for today only.
 */
export type RemunerationWarningsArgs = {
  severity?: InputMaybe<Array<RemunerationWarningSeverity>>;
};

/** Whether pay repeats or is entered when it occurs. */
export type RemunerationFamily =
  /** Repeats until it ends. */
  | 'FIXED'
  /** Belongs to one pay period. */
  | 'VARIABLE';

/** A pay item. */
export type RemunerationItem = {
  /** Lucca's own id for the amendment of the contract that the item belongs to, as text; null if it belongs to the contract as signed. */
  amendment?: Maybe<Scalars['ID']['output']>;
  /** The comment entered with the item in Lucca, such as the reason for a raise; null if there is none. */
  comment?: Maybe<Scalars['String']['output']>;
  /** The contract that the item belongs to; null if Lucca does not return it. */
  contract?: Maybe<Contract>;
  /** Where this data comes from, and when it was read. */
  freshness: Freshness;
  /** What the item counts as. */
  kind: RemunerationKind;
  /** Lucca's own id for the item, as text. */
  luccaId: Scalars['ID']['output'];
  /** The amount; null for a quantity, and if the currency is not known. */
  money?: Maybe<Money>;
  /** Opaque id of the nature, as in the account's `remunerationMapping`. */
  natureId: Scalars['ID']['output'];
  /** Name of the pay type (nature) in Lucca. */
  natureName?: Maybe<Scalars['String']['output']>;
  /** The quantity, for items that count hours or days rather than money. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
};

/**
 * What a pay item counts as: the kind that the account has set; else the kind of its nature's category in Lucca, refined by the name if it is
 * a bonus; else the kind of a well-known word in the name, such as “overtime” or “treizième mois”, in French, English, German, Spanish,
 * Italian or Dutch; else OTHER.
 */
export type RemunerationKind =
  /** Paid for working conditions, such as working from home, night work or standby. */
  | 'ALLOWANCE'
  /** Pay owed for an earlier period. */
  | 'BACK_PAY'
  /** The base salary. Category `BASIC_SALARY`. */
  | 'BASE_SALARY'
  /** A company car, housing and the like. Fixed pay with `BENEFIT` in its category. */
  | 'BENEFIT_IN_KIND'
  /** A share of sales. */
  | 'COMMISSION'
  /** Shares, or options on them. */
  | 'EQUITY'
  /** Reimbursed expenses, which are not pay. */
  | 'EXPENSE'
  /** Another recurring bonus that does not depend on results, such as holiday pay. Fixed pay with `BONUS` in its category. */
  | 'FIXED_BONUS'
  /** Not pay, such as meal vouchers entered as a fixed item: included in no figure. Only ever set by the account. */
  | 'IGNORED'
  /** Paid once for an occasion, such as a signing or referral bonus. */
  | 'ONE_OFF'
  /** Anything else, or unknown. */
  | 'OTHER'
  /** Pay for hours above the agreed ones. */
  | 'OVERTIME'
  /** A share of profits. */
  | 'PROFIT_SHARING'
  /** A bonus for years of service. */
  | 'SENIORITY_BONUS'
  /** Paid because the contract ends. */
  | 'TERMINATION'
  /** A further month of salary, such as a thirteenth month, whether it is entered as fixed or as variable pay. */
  | 'THIRTEENTH_MONTH'
  /** A bonus that depends on results. Variable pay of category `BONUS`. */
  | 'VARIABLE_BONUS';

/**
 * How the items of one pay nature count in figures.
 * Source: Lucca's fixed and variable natures.
 */
export type RemunerationMapping = {
  __typename?: 'RemunerationMapping';
  /** Code of the category in Lucca; null where the nature has none. */
  category?: Maybe<Scalars['String']['output']>;
  /**
   * How well the inferred payments fit: the share, from 0 to 1, of people with such items, in a sample of at most 400, whose yearly figure in
   * Lucca they reproduce. Null if the payments are not INFERRED from such figures.
   */
  confidence?: Maybe<Scalars['Decimal']['output']>;
  /** Whether it is fixed or variable pay. */
  family: RemunerationFamily;
  /** Whether amounts depend on the person's working time, as they do by default in Lucca; null for variable pay, which is never converted. */
  isProportionalToWorkingTime?: Maybe<Scalars['Boolean']['output']>;
  /**
   * The origin of whether amounts are proportional to working time; never INFERRED, and null for variable pay. For a base salary, which is
   * proportional unless set otherwise, it is the origin of the kind.
   */
  isProportionalToWorkingTimeOrigin?: Maybe<RemunerationMappingOrigin>;
  /** Whether the account has set that its items are targets rather than pay. */
  isTarget: Scalars['Boolean']['output'];
  /** What its items count as. */
  kind: RemunerationKind;
  /** The origin of the kind; never INFERRED. */
  kindOrigin: RemunerationMappingOrigin;
  /** Lucca's own id for the nature, as text; unique among those of its family only. */
  luccaId: Scalars['ID']['output'];
  /** Opaque; bound to the account. */
  natureId: Scalars['ID']['output'];
  /** Name of the nature in Lucca. */
  natureName?: Maybe<Scalars['String']['output']>;
  /**
   * The origin of the mapping as a whole: ACCOUNT_SETTING if the account has set any of its values, else INFERRED if the payments are, else
   * the origin of the kind. The kind, the payments a year and the proportionality each have their own origin below.
   */
  origin: RemunerationMappingOrigin;
  /** How two items of the nature for the same time count. Null if the account has not set it; they are then not added up. */
  overlappingItems?: Maybe<OverlappingItems>;
  /**
   * How often a year an item is paid; null for variable pay, which is returned period by period, and if unknown. Yearly figures with such an
   * item are null.
   */
  paymentsPerYear?: Maybe<Scalars['Decimal']['output']>;
  /** The origin of the payments a year; never LUCCA_CATEGORY, and null for variable pay. */
  paymentsPerYearOrigin?: Maybe<RemunerationMappingOrigin>;
};

/** The setting of one nature. Values that are omitted or null are inferred again. */
export type RemunerationMappingInput = {
  /** Whether amounts depend on the person's working time rather than being the same for everybody. For fixed natures only. */
  isProportionalToWorkingTime?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether its items are the pay due if targets are met: they then count only in `annualVariableTarget`. */
  isTarget?: InputMaybe<Scalars['Boolean']['input']>;
  /** What its items count as; BASE_SALARY for fixed natures only. */
  kind?: InputMaybe<RemunerationKind>;
  /** A `RemunerationMapping.natureId`. */
  natureId: Scalars['ID']['input'];
  /** How two items of the nature for the same time count. */
  overlappingItems?: InputMaybe<OverlappingItems>;
  /** How often a year an item is paid, above 0 and up to 366, with at most 4 decimal places. For fixed natures only. */
  paymentsPerYear?: InputMaybe<Scalars['Decimal']['input']>;
};

/** Where a value of the mapping comes from. */
export type RemunerationMappingOrigin =
  /** The account has set it. */
  | 'ACCOUNT_SETTING'
  /**
   * Unknown; the usual value is assumed: the kind OTHER, 12 payments a year for a base salary, and proportional to working time, which is
   * Lucca's default.
   */
  | 'ASSUMED'
  /**
   * Either the payments a year reproduce the yearly figures that Lucca returns, for at least 3 people and half of the people sampled; or items
   * are only entered for one month of the year, always the same, and are paid once a year.
   */
  | 'INFERRED'
  /** The kind is that of the nature's category in Lucca. */
  | 'LUCCA_CATEGORY'
  /** The kind is that of a well-known word in the nature's name. */
  | 'NATURE_NAME'
  /** Unknown; nothing is assumed, and the value is null. */
  | 'UNKNOWN';

/** Why nothing was set. */
export type RemunerationMappingProblem = {
  __typename?: 'RemunerationMappingProblem';
  /** The problem as a code. */
  code: RemunerationMappingProblemCode;
  /** Identifies this request in our logs. */
  correlationId: Scalars['String']['output'];
  /**
   * Index, from 0, of the entry in the list with the problem: `natures`, `weeklyHoursByLegalEntity` or `bonuses`. Null if the problem is not
   * in a list.
   */
  entry?: Maybe<Scalars['Int']['output']>;
  /** The field to correct. */
  field: Scalars['String']['output'];
  /** What to enter instead; safe to show to an HR administrator. */
  message: Scalars['String']['output'];
};


/** Why nothing was set. */
export type RemunerationMappingProblemMessageArgs = {
  language?: Language;
};

/** What was wrong with a mapping of pay, as a code. */
export type RemunerationMappingProblemCode =
  /** Levels or job families, which need no scope for pay, are read from the custom field. */
  | 'CUSTOM_FIELD_OF_CATEGORY'
  /** The custom field is named twice. */
  | 'DUPLICATE_CUSTOM_FIELD'
  /** The legal entity is in the list twice. */
  | 'DUPLICATE_LEGAL_ENTITY'
  /** The nature is in the list twice. */
  | 'DUPLICATE_NATURE'
  /** The text is not a decimal, or out of range. */
  | 'INVALID_NUMBER'
  /** The field does not apply to natures of variable pay. */
  | 'NOT_FOR_VARIABLE_PAY'
  /** No figure includes items of this kind, or the period already says it, so the field would change nothing. */
  | 'NO_EFFECT'
  /** The API key can read fixed pay from Lucca's pay module, which personnel files could contradict. */
  | 'PAY_MODULE_READABLE'
  /** There are too many bonuses. */
  | 'TOO_MANY_BONUSES'
  /** No custom field visible to the API key has this id. */
  | 'UNKNOWN_CUSTOM_FIELD'
  /** No legal entity visible to the API key has this id. */
  | 'UNKNOWN_LEGAL_ENTITY'
  /** No nature visible to the API key has this id. */
  | 'UNKNOWN_NATURE'
  /** No personnel file has a value in this field, or at least half of the values cannot be read as what the setting needs. */
  | 'UNREADABLE_VALUES'
  /** A custom field of this type cannot contain such a value: a choice or a day is no amount. */
  | 'WRONG_CUSTOM_FIELD_TYPE';

/** The mapping was set. */
export type RemunerationMappingSet = {
  __typename?: 'RemunerationMappingSet';
  /** The account with the new mapping. */
  account: Account;
};

/** A period in which a person's fixed items, contract and share of full time do not change. The share counts only if Lucca returns it. */
export type RemunerationPeriod = {
  __typename?: 'RemunerationPeriod';
  /** Last day. */
  endsOn: Scalars['Date']['output'];
  /** Pay as of the first day, or the reason why there is none. */
  remuneration?: Maybe<RemunerationResult>;
  /** First day. */
  startsOn: Scalars['Date']['output'];
};

/** Pay, or the reason why there is none. */
export type RemunerationResult = Remuneration | RemunerationUnavailable;

/** Where Lucca stores the amounts of a person's pay. */
export type RemunerationSource =
  /** Custom fields of the personnel file, as the account has set. Each is one of `fixedItems`; there is no variable pay by period. */
  | 'PERSONNEL_FILE'
  /** Remuneration items, in Lucca's pay module. */
  | 'REMUNERATION_ITEMS';

/**
 * Why no pay is returned for a person. If Lucca could not be read, the field is null with an error instead; if the token lacks the scope, with
 * `FORBIDDEN`.
 */
export type RemunerationUnavailable = {
  __typename?: 'RemunerationUnavailable';
  /** The reason in a sentence or two, safe to show. */
  message: Scalars['String']['output'];
  /** The module the company does not have; null if none is known to be missing. */
  module?: Maybe<LuccaModuleCode>;
  /** The right the API key lacks or seems to have lost; null if none is known to be missing. */
  permission?: Maybe<LuccaPermission>;
  /** The reason as a code. */
  reason: DataGapReason;
};

/** Something to know before using the figures. */
export type RemunerationWarning = {
  __typename?: 'RemunerationWarning';
  /** The warning as a code. */
  code: RemunerationWarningCode;
  /** The fields of `Remuneration` that it applies to. It says nothing about other figures. */
  fields: Array<Scalars['String']['output']>;
  /** Lucca's own ids of the fixed or variable items that it applies to, as text; empty if it does not apply to individual items. */
  items: Array<Scalars['ID']['output']>;
  /** The reason in a sentence or two, safe to show. */
  message: Scalars['String']['output'];
  /** Whether the figures it applies to may be used. */
  severity: RemunerationWarningSeverity;
};

/** What to know before using figures. */
export type RemunerationWarningCode =
  /**
   * Text in Lucca can be read in several ways, such as `1.234`, or not at all. If it is `luccaTheoreticalAnnual`, that field is null. If it is
   * an amount of the personnel file, figures that need it are null. If it is the share of full time in the personnel file, full time is
   * assumed. The message names the custom field. BLOCKING.
   */
  | 'AMBIGUOUS_AMOUNT'
  /** The personnel file does not state the currency of an amount. The currency of the country of the person's legal entity is assumed. CAUTION. */
  | 'CURRENCY_ASSUMED'
  /**
   * The total of today's items, each × its payments a year, differs from `luccaTheoreticalAnnual` by more than 0.5 % and more than 1 unit
   * of the currency. Natures that Lucca's figure leaves out for the whole company are left out of the total. CAUTION.
   */
  | 'DIFFERS_FROM_LUCCA'
  /**
   * An item of the yearly figures is proportional to working time, but the share of full time on this day is unknown: Lucca returns only
   * today's, and no working-time arrangement. Not raised for a day with the same contract and items as today. CAUTION.
   */
  | 'FTE_ASSUMED'
  /**
   * Lucca returns no working-time arrangement for the person, so a contract in days would go unnoticed: `annualGrossPay.hourly` is based on
   * the full-time week of the account or the country. CAUTION.
   */
  | 'HOURS_ASSUMED'
  /**
   * `annualBaseFullTime` is below 5,000 or above 1,000,000 euros, or outside similar limits in another currency (50,000 and 10,000,000
   * kronor). For interns and apprentices the lower limit is 1,000 euros. Not raised for currencies without a known rate. BLOCKING.
   */
  | 'IMPLAUSIBLE_AMOUNT'
  /** The items of a figure are in more than one currency, or in an unknown one: the figure is null. BLOCKING. */
  | 'MIXED_CURRENCIES'
  /** Several contracts of the person are in force on this day, but Lucca returns only one share of full time. CAUTION. */
  | 'OVERLAPPING_CONTRACTS'
  /**
   * Two items of one nature are in force on the same day, for example because a raise was entered without closing the previous item; or the
   * same amount of one nature was entered twice for a pay period. Figures that would add them are null until the account has set
   * `overlappingItems` for the nature. The message names the items. BLOCKING.
   */
  | 'OVERLAPPING_ITEMS'
  /** A base salary is assumed to be paid 12 times a year, because its payments are neither set nor inferred. CAUTION. */
  | 'PERIODICITY_GUESSED'
  /**
   * The payments a year of an item other than a base salary are neither set nor inferred: yearly figures that include it are null. The message
   * names the nature. BLOCKING.
   */
  | 'PERIODICITY_UNKNOWN'
  /**
   * An item of the yearly figures of a part-time employee is divided by the share of full time, but the account has not set whether its nature
   * is proportional to working time, and Lucca does not say. Base salaries are, unless the account has set otherwise. CAUTION.
   */
  | 'PROPORTIONALITY_GUESSED'
  /** A variable item of the last 12 months counts hours, days or pieces: no figure includes it. INFO. */
  | 'QUANTITY_ITEM_IGNORED'
  /**
   * An item of a figure counts as OTHER, because neither the category nor the name of its nature indicates its kind, and the account has not
   * set one. CAUTION.
   */
  | 'UNMAPPED_NATURE'
  /**
   * Some of the data that figures or warnings need, such as variable items, could not be read from Lucca, or may be missing because rows
   * that could not be read were skipped. Figures known to be incomplete are null, with the reason in `explanation`, and warnings that
   * need the data are missing. A figure that is not null is incomplete only if a skipped row has no known owner. BLOCKING.
   */
  | 'UPSTREAM_ERROR'
  /**
   * Lucca returns no variable pay for the person, nor for anybody else, so the API key may lack the right to variable pay, and
   * `annualGrossPay` may be incomplete. CAUTION.
   */
  | 'VARIABLE_PAY_UNPROVEN';

/** Whether figures may be used despite a warning. */
export type RemunerationWarningSeverity =
  /** Do not use them: they are null, or probably wrong. */
  | 'BLOCKING'
  /** They depend on an assumption that is usually right. */
  | 'CAUTION'
  /** They are correct; this is additional information. */
  | 'INFO';

/** A new key for the connected Lucca. */
export type ReplaceApiKeyInput = {
  /**
   * Replace even if the new key lacks rights, can read only part of the company, or cannot be checked because Lucca is failing. The right to
   * view Lucca data for employees is always required. The key is always refused while Lucca's request limit is reached (`LUCCA_RATE_LIMITED`).
   */
  acceptMissingPermissions?: Scalars['Boolean']['input'];
  /** The API key, as created in Lucca's settings. */
  apiKey: Scalars['LuccaApiKey']['input'];
};

/** The account with its new key, or why the key was refused. */
export type ReplaceApiKeyResult = AccountConnected | ConnectProblem;

/** How necessary a right is. */
export type Requirement =
  /** The setup guide asks for it; without it some fields stay null. */
  | 'EXPECTED'
  /** Required only if the module is installed. */
  | 'IF_MODULE'
  /** Useful, though the setup guide does not ask for it. */
  | 'RECOMMENDED'
  /** Without it nothing can be read. */
  | 'REQUIRED';

/** A custom field with a gross base salary. */
export type SalaryField = {
  __typename?: 'SalaryField';
  /** Lucca's own id of the field. */
  fieldId: Scalars['ID']['output'];
  /** Whether the amount is for full time. */
  isAtFullTime: Scalars['Boolean']['output'];
  /** How often a year a monthly salary is paid; null for other periods. */
  paymentsPerYear?: Maybe<Scalars['Decimal']['output']>;
  /** What the amount is paid for. */
  period: PersonnelFilePeriod;
};

/** A custom field with a gross base salary. */
export type SalaryFieldInput = {
  /** Lucca's own id of the field. */
  fieldId: Scalars['ID']['input'];
  /**
   * Whether the amount is for full time, rather than for the person's working time. An hourly amount is the same for both, and counts for 52 ×
   * the hours of a full-time week, as in `Remuneration.hourlyBase`.
   */
  isAtFullTime: Scalars['Boolean']['input'];
  /** How often a year a monthly salary is paid, above 0 and up to 366; 12 by default. For the period MONTH only. */
  paymentsPerYear?: InputMaybe<Scalars['Decimal']['input']>;
  /** What the amount is paid for. */
  period: PersonnelFilePeriod;
};

/** What to set. Names that are not in the lists stay as they are; at most 200 in each. */
export type SetContractMappingInput = {
  /** Settings of the reasons why contracts end; each replaces what was set for its name. */
  terminationReasons?: Array<TerminationReasonInput>;
  /** Settings of contract types; each replaces everything that was set for its name. */
  types?: Array<ContractTypeInput>;
};

/** The account with its new mapping, or why nothing was set. */
export type SetContractMappingResult = ContractMappingProblem | ContractMappingSet;

/** What to set. Natures that are not in the list stay as they are. */
export type SetRemunerationMappingInput = {
  /** Settings of natures; each replaces everything that was set for its nature. */
  natures?: Array<RemunerationMappingInput>;
  /**
   * The custom fields of personnel files that contain pay, for a company without Lucca's module for it. Replaces what was set before;
   * unchanged if omitted; null to read no pay from personnel files. Refused if the API key can read fixed pay from that module. Setting fields
   * requires the scopes of `Employee.customFields`.
   */
  personnelFilePay?: InputMaybe<PersonnelFilePayInput>;
  /**
   * Hours of a full-time week, from 1 to 168, with at most 4 decimal places, for legal entities without their own setting. Unchanged if
   * omitted; null to use the hours that Lucca returns, or else those usual in the country.
   */
  weeklyHoursAtFullTime?: InputMaybe<Scalars['Decimal']['input']>;
  /** Hours of a full-time week at individual legal entities. Legal entities that are not in the list stay as they are. */
  weeklyHoursByLegalEntity?: Array<LegalEntityHoursInput>;
};

/** The account with its new mapping, or why nothing was set. */
export type SetRemunerationMappingResult = RemunerationMappingProblem | RemunerationMappingSet;

/** What to set. Omitted fields stay as they are; null restores the default. */
export type SetWorkerCategoriesInput = {
  /** Where `Position.jobFamily` comes from. */
  jobFamily?: InputMaybe<WorkerCategorySourceInput>;
  /** Where `Position.level` comes from. */
  level?: InputMaybe<WorkerCategorySourceInput>;
};

/** The account with its new settings, or why nothing was set. */
export type SetWorkerCategoriesResult = WorkerCategoriesProblem | WorkerCategoriesSet;

/**
 * The steps to connect Lucca: check your own permissions, create a key, grant it rights, and paste it into the form. In all texts, labels on
 * Lucca's screens are in the quotation marks of the language.
 */
export type SetupGuide = {
  __typename?: 'SetupGuide';
  /** Step 2, option B: create the key by hand. */
  createSteps: Array<Scalars['String']['output']>;
  /** Step 3: grant `permissions` to the key. Not needed after `installSteps`, unless a right is missing. */
  grantSteps: Array<Scalars['String']['output']>;
  /** Step 2, option A: install the integration from Lucca's marketplace, which creates the key with its rights. */
  installSteps: Array<Scalars['String']['output']>;
  /** Step 4: copy the key and paste it into the form. */
  pasteSteps: Array<Scalars['String']['output']>;
  /** The rights that the key needs. */
  permissions: Array<PermissionRequirement>;
  /** Step 1: the permission that the customer needs in Lucca, and how to check it. */
  prerequisites: Array<Scalars['String']['output']>;
  /**
   * All steps, with a key created by hand.
   * @deprecated Use `createSteps`, `grantSteps` and `pasteSteps`; will be removed on 2027-03-01.
   */
  steps: Array<Scalars['String']['output']>;
};

/** Who ended a contract. */
export type TerminationCategory =
  /** The company: for economic reasons, for a fault, or because the person cannot do the work. */
  | 'DISMISSAL'
  /** Nobody: the agreed end was reached. */
  | 'END_OF_TERM'
  /** Both together, either one in a trial period, death, a transfer, or a reason that is not understood. */
  | 'OTHER'
  /** The person retired, regardless of who decided it. */
  | 'RETIREMENT'
  /** The person: a resignation. */
  | 'VOLUNTARY';

/** The setting of one reason why contracts end. */
export type TerminationReasonInput = {
  /** Who ended the contract. If omitted or null, it is derived from the name. */
  category?: InputMaybe<TerminationCategory>;
  /** A `Contract.terminationReason`, in any case and with or without accents. */
  reasonName: Scalars['String']['input'];
};

/** What a reason why contracts end means. */
export type TerminationReasonMapping = {
  __typename?: 'TerminationReasonMapping';
  /** Who ended the contract. */
  category: TerminationCategory;
  /** How many contracts have it. */
  contractCount: Scalars['Int']['output'];
  /** Where the meaning comes from. */
  origin: ContractMappingOrigin;
  /** Its name in Lucca. */
  reasonName: Scalars['String']['output'];
};

/** The rights of the key, or why a connection would be refused. */
export type TestConnectionResult = AccountChecked | ConnectProblem;

/** The records of one kind that could not be parsed. */
export type UnreadableRecords = {
  __typename?: 'UnreadableRecords';
  /**
   * The number of records. Null if Lucca could not be reached or refused, or if the token does not allow it. 0 if Lucca answers a missing
   * right with an empty list.
   */
  count?: Maybe<Scalars['Int']['output']>;
  /** The kind of record. */
  kind: RecordKind;
};

/** A page of variable items. */
export type VariableItemConnection = {
  __typename?: 'VariableItemConnection';
  /** The items of this page. */
  edges: Array<VariableItemEdge>;
  /** Whether there are more items, and the cursor to read them. */
  pageInfo: PageInfo;
  /** How many items match the arguments, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A variable item in a page. */
export type VariableItemEdge = {
  __typename?: 'VariableItemEdge';
  /** Position of this item in the list, for `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: VariableRemunerationItem;
};

/** A pay item for one pay period. */
export type VariableRemunerationItem = RemunerationItem & {
  __typename?: 'VariableRemunerationItem';
  /** Lucca's own id for the amendment of the contract that the item belongs to, as text; null if it belongs to the contract as signed. */
  amendment?: Maybe<Scalars['ID']['output']>;
  /** The comment entered with the item in Lucca, such as the reason for a raise; null if there is none. */
  comment?: Maybe<Scalars['String']['output']>;
  /** The contract that the item belongs to; null if Lucca does not return it. */
  contract?: Maybe<Contract>;
  /** Where this data comes from, and when it was read. */
  freshness: Freshness;
  /** Whether the item was deleted in Lucca. */
  isDeleted: Scalars['Boolean']['output'];
  /** What the item counts as. */
  kind: RemunerationKind;
  /** Lucca's own id for the item, as text. */
  luccaId: Scalars['ID']['output'];
  /** The amount; null for a quantity, and if the currency is not known. */
  money?: Maybe<Money>;
  /** Opaque id of the nature, as in the account's `remunerationMapping`. */
  natureId: Scalars['ID']['output'];
  /** Name of the pay type (nature) in Lucca. */
  natureName?: Maybe<Scalars['String']['output']>;
  /** The pay period, by the day Lucca gives for it. */
  period: Scalars['Date']['output'];
  /** The quantity, for items that count hours or days rather than money. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
};

/** Where the categories of workers come from, as the account has set it. */
export type WorkerCategories = {
  __typename?: 'WorkerCategories';
  /** Where `Position.jobFamily` comes from; null if not set, in which case the default applies. */
  jobFamily?: Maybe<WorkerCategorySource>;
  /** Where `Position.level` comes from; null if not set, in which case the default applies. */
  level?: Maybe<WorkerCategorySource>;
};

/** Why nothing was set. */
export type WorkerCategoriesProblem = {
  __typename?: 'WorkerCategoriesProblem';
  /** The problem as a code. */
  code: WorkerCategoriesProblemCode;
  /** Identifies this request in our logs. */
  correlationId: Scalars['String']['output'];
  /** The field to correct, such as `level.customFieldId`. */
  field: Scalars['String']['output'];
  /** What to enter instead; safe to show to an HR administrator. */
  message: Scalars['String']['output'];
  /** The right in Lucca that the API key lacks, for the code PERMISSION_MISSING; otherwise null. */
  permission?: Maybe<LuccaPermission>;
};


/** Why nothing was set. */
export type WorkerCategoriesProblemMessageArgs = {
  language?: Language;
};

/** What was wrong with the settings of categories of workers. */
export type WorkerCategoriesProblemCode =
  /** Pay is read from the custom field (`Account.personnelFilePay`), and levels and job families are visible to more users than pay. */
  | 'CUSTOM_FIELD_OF_PAY'
  /** The origin CUSTOM_FIELD needs `customFieldId`. */
  | 'CUSTOM_FIELD_REQUIRED'
  /** This Lucca does not return people's qualifications. */
  | 'NOT_RETURNED'
  /** `customFieldId` is given with another origin, where it would change nothing. */
  | 'NO_EFFECT'
  /** The API key lacks the right in Lucca that it requires; see `permission`. */
  | 'PERMISSION_MISSING'
  /** No custom field visible to the API key has this id. */
  | 'UNKNOWN_CUSTOM_FIELD';

/** The settings were set. */
export type WorkerCategoriesSet = {
  __typename?: 'WorkerCategoriesSet';
  /** The account with the new settings. */
  account: Account;
};

/** The category of a person's job. */
export type WorkerCategory = {
  __typename?: 'WorkerCategory';
  /** What it is read from. */
  origin: WorkerCategoryOrigin;
  /** Its name, as in Lucca. */
  value: Scalars['String']['output'];
};

/** What a category of workers is read from. */
export type WorkerCategoryOrigin =
  /**
   * The only value of a custom field, as text. Needs people's custom fields, in one request for a few people or per thousand, and one request
   * per hundred definitions.
   */
  | 'CUSTOM_FIELD'
  /** `Position.jobTitle`, exactly as written. Needs no additional request. */
  | 'JOB_TITLE'
  /** `OccupationCategory.name`. Needs no additional request. */
  | 'OCCUPATION_CATEGORY'
  /**
   * The person's qualification. The level is the name of its level, or its rank where the level has no name; the job family is its profession.
   * Needs the list of qualifications: one request per hundred.
   */
  | 'QUALIFICATION';

/** Where a category of workers comes from. */
export type WorkerCategorySource = {
  __typename?: 'WorkerCategorySource';
  /** Lucca's own id of the custom field (`e_…`); null for another origin. */
  customFieldId?: Maybe<Scalars['ID']['output']>;
  /** What it is read from. */
  origin: WorkerCategoryOrigin;
};

/** Where a category of workers comes from. */
export type WorkerCategorySourceInput = {
  /** The `CustomField.luccaId` of the field (`e_…`). Required for the origin CUSTOM_FIELD, and only allowed for it. */
  customFieldId?: InputMaybe<Scalars['ID']['input']>;
  /** What it is read from. */
  origin: WorkerCategoryOrigin;
};

/** How much a person works under a contract. */
export type WorkingTime = {
  __typename?: 'WorkingTime';
  /** Share of full time, above 0 and at most 1. */
  fullTimeEquivalent?: Maybe<Scalars['Decimal']['output']>;
  /** Where the share comes from. */
  origin: WorkingTimeOrigin;
  /**
   * Hours a week on that day. If the account has set the hours of a full-time week, for the legal entity or for all, it is those hours × the
   * share of full time. Otherwise it is the hours of the person's working-time arrangement in Lucca. If Lucca returns none, or hours a year, a
   * full-time week has 35 hours if the `countryOfWork` of the establishment is France; in other countries this is null. Also null if the
   * arrangement counts in days.
   */
  weeklyHours?: Maybe<Scalars['Decimal']['output']>;
};

/** Where the share of full time comes from. */
export type WorkingTimeOrigin =
  /** The working-time arrangement that Lucca returns for the person on that day. */
  | 'ARRANGEMENT'
  /**
   * Lucca returns neither. For other days under the contract that applies today, today's share is assumed; for any other contract, full time.
   * Not every company has working-time arrangements, and not every key may read them: we check again once a day.
   */
  | 'ASSUMED'
  /** The pay module returns it, for today and the contract that applies today. */
  | 'PAGGA';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Account: Account;
  Contract: Contract;
  Department: Department;
  Employee: Employee;
  Establishment: Establishment;
  LegalEntity: LegalEntity;
  Position: Position;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true}> );
  Contract:
    ( { __typename: 'Contract' }
    & GraphQLRecursivePick<FederationTypes['Contract'], {"id":true}> );
  Department:
    ( { __typename: 'Department' }
    & GraphQLRecursivePick<FederationTypes['Department'], {"id":true}> );
  Employee:
    ( { __typename: 'Employee' }
    & ( GraphQLRecursivePick<FederationTypes['Employee'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Employee'], {"luccaId":true}> ) );
  Establishment:
    ( { __typename: 'Establishment' }
    & GraphQLRecursivePick<FederationTypes['Establishment'], {"id":true}> );
  LegalEntity:
    ( { __typename: 'LegalEntity' }
    & GraphQLRecursivePick<FederationTypes['LegalEntity'], {"id":true}> );
  Position:
    ( { __typename: 'Position' }
    & GraphQLRecursivePick<FederationTypes['Position'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CheckAccountResult:
    | ( AccountConnectedParent )
    | ( ConnectProblemParent )
  ;
  ConnectAccountResult:
    | ( AccountConnectedParent )
    | ( ConnectProblemParent )
  ;
  RemunerationResult:
    | ( RemunerationParent )
    | ( RemunerationUnavailableParent )
  ;
  ReplaceApiKeyResult:
    | ( AccountConnectedParent )
    | ( ConnectProblemParent )
  ;
  SetContractMappingResult:
    | ( ContractMappingProblemParent )
    | ( ContractMappingSetParent )
  ;
  SetRemunerationMappingResult:
    | ( RemunerationMappingProblemParent )
    | ( RemunerationMappingSetParent )
  ;
  SetWorkerCategoriesResult:
    | ( WorkerCategoriesProblemParent )
    | ( WorkerCategoriesSetParent )
  ;
  TestConnectionResult:
    | ( AccountCheckedParent )
    | ( ConnectProblemParent )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  RemunerationItem:
    | ( FixedRemunerationItemParent )
    | ( VariableRemunerationItemParent )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AccessLogConnection: ResolverTypeWrapper<Omit<AccessLogConnection, 'edges'> & { edges: Array<ResolversTypes['AccessLogEdge']> }>;
  AccessLogEdge: ResolverTypeWrapper<Omit<AccessLogEdge, 'node'> & { node: ResolversTypes['AccessLogEntry'] }>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AccessLogEntry: ResolverTypeWrapper<AccessLogEntryParent>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  AccessRefusal: ResolverTypeWrapper<Omit<AccessRefusal, 'people'> & { people: ResolversTypes['AccessedPeople'] }>;
  AccessedPeople: ResolverTypeWrapper<AccessedPeopleParent>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Account: ResolverTypeWrapper<AccountParent>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccountChecked: ResolverTypeWrapper<AccountCheckedParent>;
  AccountConnected: ResolverTypeWrapper<AccountConnectedParent>;
  AccountOperation: ResolverTypeWrapper<AccountOperation>;
  AccountStatus: AccountStatus;
  AmountOfKind: ResolverTypeWrapper<AmountOfKind>;
  AnnualGrossPay: ResolverTypeWrapper<AnnualGrossPayParent>;
  BonusField: ResolverTypeWrapper<BonusField>;
  BonusFieldInput: BonusFieldInput;
  BulkPay: ResolverTypeWrapper<BulkPay>;
  CalculationStep: ResolverTypeWrapper<CalculationStep>;
  CheckAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CheckAccountResult']>;
  CheckCause: CheckCause;
  CheckEvidence: ResolverTypeWrapper<CheckEvidence>;
  CheckOutcome: CheckOutcome;
  CheckVerdict: CheckVerdict;
  ConnectAccountInput: ConnectAccountInput;
  ConnectAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConnectAccountResult']>;
  ConnectField: ConnectField;
  ConnectProblem: ResolverTypeWrapper<ConnectProblemParent>;
  ConnectProblemCode: ConnectProblemCode;
  ConnectionProgress: ResolverTypeWrapper<Omit<ConnectionProgress, 'checks'> & { checks: Array<ResolversTypes['PermissionCheck']> }>;
  Contract: ResolverTypeWrapper<ContractParent>;
  ContractMappingOrigin: ContractMappingOrigin;
  ContractMappingProblem: ResolverTypeWrapper<ContractMappingProblemParent>;
  ContractMappingProblemCode: ContractMappingProblemCode;
  ContractMappingSet: ResolverTypeWrapper<ContractMappingSetParent>;
  ContractRelation: ContractRelation;
  ContractTerm: ContractTerm;
  ContractTypeInput: ContractTypeInput;
  ContractTypeMapping: ResolverTypeWrapper<ContractTypeMapping>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CountryOfWork: ResolverTypeWrapper<CountryOfWork>;
  CountryOfWorkOrigin: CountryOfWorkOrigin;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  CurrencyRate: CurrencyRate;
  CustomField: ResolverTypeWrapper<CustomFieldParent>;
  CustomFieldChoice: ResolverTypeWrapper<CustomFieldChoiceParent>;
  CustomFieldValue: ResolverTypeWrapper<CustomFieldValueParent>;
  DataGap: ResolverTypeWrapper<DataGapParent>;
  DataGapReason: DataGapReason;
  DataQuality: ResolverTypeWrapper<Omit<DataQuality, 'issues'> & { issues: Array<ResolversTypes['DataQualityIssue']> }>;
  DataQualityCode: DataQualityCode;
  DataQualityIssue: ResolverTypeWrapper<Omit<DataQualityIssue, 'sample'> & { sample: Array<ResolversTypes['Employee']> }>;
  DataQualityOmission: ResolverTypeWrapper<DataQualityOmission>;
  DataSource: DataSource;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateRange: DateRange;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Department: ResolverTypeWrapper<DepartmentParent>;
  DisconnectAccountResult: ResolverTypeWrapper<DisconnectAccountResult>;
  Employee: ResolverTypeWrapper<EmployeeParent>;
  EmployeeConnection: ResolverTypeWrapper<EmployeeConnectionParent>;
  EmployeeEdge: ResolverTypeWrapper<Omit<EmployeeEdge, 'node'> & { node: ResolversTypes['Employee'] }>;
  EmployeeFilter: EmployeeFilter;
  EmployeeOrder: EmployeeOrder;
  EmployeeOrderField: EmployeeOrderField;
  EmploymentStatus: EmploymentStatus;
  EraseTenantResult: ResolverTypeWrapper<EraseTenantResult>;
  Establishment: ResolverTypeWrapper<EstablishmentParent>;
  FixedRemunerationItem: ResolverTypeWrapper<FixedRemunerationItemParent>;
  Freshness: ResolverTypeWrapper<FreshnessParent>;
  Gender: Gender;
  GrossPayComponent: ResolverTypeWrapper<GrossPayComponent>;
  Language: Language;
  LegalEntity: ResolverTypeWrapper<LegalEntityParent>;
  LegalEntityHours: ResolverTypeWrapper<LegalEntityHours>;
  LegalEntityHoursInput: LegalEntityHoursInput;
  LuccaApiKey: ResolverTypeWrapper<Scalars['LuccaApiKey']['output']>;
  LuccaModule: ResolverTypeWrapper<LuccaModule>;
  LuccaModuleCode: LuccaModuleCode;
  LuccaPermission: LuccaPermission;
  LuccaQuota: ResolverTypeWrapper<LuccaQuota>;
  Manager: ResolverTypeWrapper<ManagerParent>;
  ManagerScope: ManagerScope;
  ModuleAvailability: ModuleAvailability;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OccupationCategory: ResolverTypeWrapper<OccupationCategoryParent>;
  OrderDirection: OrderDirection;
  OverlappingItems: OverlappingItems;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PastCheck: ResolverTypeWrapper<PastCheck>;
  PayAmount: ResolverTypeWrapper<PayAmount>;
  PayAnalysis: ResolverTypeWrapper<PayAnalysisParent>;
  PayBand: ResolverTypeWrapper<PayBand>;
  PayGroup: ResolverTypeWrapper<PayGroupParent>;
  PayGroupKey: ResolverTypeWrapper<PayGroupKeyParent>;
  PayGrouping: PayGrouping;
  PayLeftOut: ResolverTypeWrapper<PayLeftOut>;
  PayLeftOutReason: PayLeftOutReason;
  PayMeasure: PayMeasure;
  PayPeriod: PayPeriod;
  PayStatistics: ResolverTypeWrapper<PayStatisticsParent>;
  PermissionCheck: ResolverTypeWrapper<PermissionCheckParent>;
  PermissionRequirement: ResolverTypeWrapper<PermissionRequirement>;
  PersonnelFilePay: ResolverTypeWrapper<PersonnelFilePayParent>;
  PersonnelFilePayInput: PersonnelFilePayInput;
  PersonnelFilePeriod: PersonnelFilePeriod;
  Position: ResolverTypeWrapper<PositionParent>;
  Qualification: ResolverTypeWrapper<QualificationParent>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Raise: ResolverTypeWrapper<RaiseParent>;
  RecordKind: RecordKind;
  Remuneration: ResolverTypeWrapper<RemunerationParent>;
  RemunerationFamily: RemunerationFamily;
  RemunerationItem: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['RemunerationItem']>;
  RemunerationKind: RemunerationKind;
  RemunerationMapping: ResolverTypeWrapper<RemunerationMappingParent>;
  RemunerationMappingInput: RemunerationMappingInput;
  RemunerationMappingOrigin: RemunerationMappingOrigin;
  RemunerationMappingProblem: ResolverTypeWrapper<RemunerationMappingProblemParent>;
  RemunerationMappingProblemCode: RemunerationMappingProblemCode;
  RemunerationMappingSet: ResolverTypeWrapper<RemunerationMappingSetParent>;
  RemunerationPeriod: ResolverTypeWrapper<RemunerationPeriodParent>;
  RemunerationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemunerationResult']>;
  RemunerationSource: RemunerationSource;
  RemunerationUnavailable: ResolverTypeWrapper<RemunerationUnavailableParent>;
  RemunerationWarning: ResolverTypeWrapper<RemunerationWarning>;
  RemunerationWarningCode: RemunerationWarningCode;
  RemunerationWarningSeverity: RemunerationWarningSeverity;
  ReplaceApiKeyInput: ReplaceApiKeyInput;
  ReplaceApiKeyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReplaceApiKeyResult']>;
  Requirement: Requirement;
  SalaryField: ResolverTypeWrapper<SalaryField>;
  SalaryFieldInput: SalaryFieldInput;
  SetContractMappingInput: SetContractMappingInput;
  SetContractMappingResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetContractMappingResult']>;
  SetRemunerationMappingInput: SetRemunerationMappingInput;
  SetRemunerationMappingResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetRemunerationMappingResult']>;
  SetWorkerCategoriesInput: SetWorkerCategoriesInput;
  SetWorkerCategoriesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetWorkerCategoriesResult']>;
  SetupGuide: ResolverTypeWrapper<SetupGuide>;
  TerminationCategory: TerminationCategory;
  TerminationReasonInput: TerminationReasonInput;
  TerminationReasonMapping: ResolverTypeWrapper<TerminationReasonMapping>;
  TestConnectionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TestConnectionResult']>;
  UnreadableRecords: ResolverTypeWrapper<UnreadableRecords>;
  VariableItemConnection: ResolverTypeWrapper<Omit<VariableItemConnection, 'edges'> & { edges: Array<ResolversTypes['VariableItemEdge']> }>;
  VariableItemEdge: ResolverTypeWrapper<Omit<VariableItemEdge, 'node'> & { node: ResolversTypes['VariableRemunerationItem'] }>;
  VariableRemunerationItem: ResolverTypeWrapper<VariableRemunerationItemParent>;
  WorkerCategories: ResolverTypeWrapper<WorkerCategories>;
  WorkerCategoriesProblem: ResolverTypeWrapper<WorkerCategoriesProblemParent>;
  WorkerCategoriesProblemCode: WorkerCategoriesProblemCode;
  WorkerCategoriesSet: ResolverTypeWrapper<WorkerCategoriesSetParent>;
  WorkerCategory: ResolverTypeWrapper<WorkerCategory>;
  WorkerCategoryOrigin: WorkerCategoryOrigin;
  WorkerCategorySource: ResolverTypeWrapper<WorkerCategorySource>;
  WorkerCategorySourceInput: WorkerCategorySourceInput;
  WorkingTime: ResolverTypeWrapper<WorkingTimeParent>;
  WorkingTimeOrigin: WorkingTimeOrigin;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AccessLogConnection: Omit<AccessLogConnection, 'edges'> & { edges: Array<ResolversParentTypes['AccessLogEdge']> };
  AccessLogEdge: Omit<AccessLogEdge, 'node'> & { node: ResolversParentTypes['AccessLogEntry'] };
  String: Scalars['String']['output'];
  AccessLogEntry: AccessLogEntryParent;
  Boolean: Scalars['Boolean']['output'];
  AccessRefusal: Omit<AccessRefusal, 'people'> & { people: ResolversParentTypes['AccessedPeople'] };
  AccessedPeople: AccessedPeopleParent;
  Int: Scalars['Int']['output'];
  Account: AccountParent;
  ID: Scalars['ID']['output'];
  AccountChecked: AccountCheckedParent;
  AccountConnected: AccountConnectedParent;
  AccountOperation: AccountOperation;
  AmountOfKind: AmountOfKind;
  AnnualGrossPay: AnnualGrossPayParent;
  BonusField: BonusField;
  BonusFieldInput: BonusFieldInput;
  BulkPay: BulkPay;
  CalculationStep: CalculationStep;
  CheckAccountResult: ResolversUnionTypes<ResolversParentTypes>['CheckAccountResult'];
  CheckEvidence: CheckEvidence;
  ConnectAccountInput: ConnectAccountInput;
  ConnectAccountResult: ResolversUnionTypes<ResolversParentTypes>['ConnectAccountResult'];
  ConnectProblem: ConnectProblemParent;
  ConnectionProgress: Omit<ConnectionProgress, 'checks'> & { checks: Array<ResolversParentTypes['PermissionCheck']> };
  Contract: ContractParent;
  ContractMappingProblem: ContractMappingProblemParent;
  ContractMappingSet: ContractMappingSetParent;
  ContractTypeInput: ContractTypeInput;
  ContractTypeMapping: ContractTypeMapping;
  CountryCode: Scalars['CountryCode']['output'];
  CountryOfWork: CountryOfWork;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  CurrencyRate: CurrencyRate;
  CustomField: CustomFieldParent;
  CustomFieldChoice: CustomFieldChoiceParent;
  CustomFieldValue: CustomFieldValueParent;
  DataGap: DataGapParent;
  DataQuality: Omit<DataQuality, 'issues'> & { issues: Array<ResolversParentTypes['DataQualityIssue']> };
  DataQualityIssue: Omit<DataQualityIssue, 'sample'> & { sample: Array<ResolversParentTypes['Employee']> };
  DataQualityOmission: DataQualityOmission;
  Date: Scalars['Date']['output'];
  DateRange: DateRange;
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Department: DepartmentParent;
  DisconnectAccountResult: DisconnectAccountResult;
  Employee: EmployeeParent;
  EmployeeConnection: EmployeeConnectionParent;
  EmployeeEdge: Omit<EmployeeEdge, 'node'> & { node: ResolversParentTypes['Employee'] };
  EmployeeFilter: EmployeeFilter;
  EmployeeOrder: EmployeeOrder;
  EraseTenantResult: EraseTenantResult;
  Establishment: EstablishmentParent;
  FixedRemunerationItem: FixedRemunerationItemParent;
  Freshness: FreshnessParent;
  GrossPayComponent: GrossPayComponent;
  LegalEntity: LegalEntityParent;
  LegalEntityHours: LegalEntityHours;
  LegalEntityHoursInput: LegalEntityHoursInput;
  LuccaApiKey: Scalars['LuccaApiKey']['output'];
  LuccaModule: LuccaModule;
  LuccaQuota: LuccaQuota;
  Manager: ManagerParent;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  OccupationCategory: OccupationCategoryParent;
  PageInfo: PageInfo;
  PastCheck: PastCheck;
  PayAmount: PayAmount;
  PayAnalysis: PayAnalysisParent;
  PayBand: PayBand;
  PayGroup: PayGroupParent;
  PayGroupKey: PayGroupKeyParent;
  PayLeftOut: PayLeftOut;
  PayStatistics: PayStatisticsParent;
  PermissionCheck: PermissionCheckParent;
  PermissionRequirement: PermissionRequirement;
  PersonnelFilePay: PersonnelFilePayParent;
  PersonnelFilePayInput: PersonnelFilePayInput;
  Position: PositionParent;
  Qualification: QualificationParent;
  Query: Record<PropertyKey, never>;
  Raise: RaiseParent;
  Remuneration: RemunerationParent;
  RemunerationItem: ResolversInterfaceTypes<ResolversParentTypes>['RemunerationItem'];
  RemunerationMapping: RemunerationMappingParent;
  RemunerationMappingInput: RemunerationMappingInput;
  RemunerationMappingProblem: RemunerationMappingProblemParent;
  RemunerationMappingSet: RemunerationMappingSetParent;
  RemunerationPeriod: RemunerationPeriodParent;
  RemunerationResult: ResolversUnionTypes<ResolversParentTypes>['RemunerationResult'];
  RemunerationUnavailable: RemunerationUnavailableParent;
  RemunerationWarning: RemunerationWarning;
  ReplaceApiKeyInput: ReplaceApiKeyInput;
  ReplaceApiKeyResult: ResolversUnionTypes<ResolversParentTypes>['ReplaceApiKeyResult'];
  SalaryField: SalaryField;
  SalaryFieldInput: SalaryFieldInput;
  SetContractMappingInput: SetContractMappingInput;
  SetContractMappingResult: ResolversUnionTypes<ResolversParentTypes>['SetContractMappingResult'];
  SetRemunerationMappingInput: SetRemunerationMappingInput;
  SetRemunerationMappingResult: ResolversUnionTypes<ResolversParentTypes>['SetRemunerationMappingResult'];
  SetWorkerCategoriesInput: SetWorkerCategoriesInput;
  SetWorkerCategoriesResult: ResolversUnionTypes<ResolversParentTypes>['SetWorkerCategoriesResult'];
  SetupGuide: SetupGuide;
  TerminationReasonInput: TerminationReasonInput;
  TerminationReasonMapping: TerminationReasonMapping;
  TestConnectionResult: ResolversUnionTypes<ResolversParentTypes>['TestConnectionResult'];
  UnreadableRecords: UnreadableRecords;
  VariableItemConnection: Omit<VariableItemConnection, 'edges'> & { edges: Array<ResolversParentTypes['VariableItemEdge']> };
  VariableItemEdge: Omit<VariableItemEdge, 'node'> & { node: ResolversParentTypes['VariableRemunerationItem'] };
  VariableRemunerationItem: VariableRemunerationItemParent;
  WorkerCategories: WorkerCategories;
  WorkerCategoriesProblem: WorkerCategoriesProblemParent;
  WorkerCategoriesSet: WorkerCategoriesSetParent;
  WorkerCategory: WorkerCategory;
  WorkerCategorySource: WorkerCategorySource;
  WorkerCategorySourceInput: WorkerCategorySourceInput;
  WorkingTime: WorkingTimeParent;
};

export type AccessLogConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['AccessLogConnection'] = ResolversParentTypes['AccessLogConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AccessLogEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AccessLogEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['AccessLogEdge'] = ResolversParentTypes['AccessLogEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AccessLogEntry'], ParentType, ContextType>;
};

export type AccessLogEntryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['AccessLogEntry'] = ResolversParentTypes['AccessLogEntry']> = {
  accountId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  accountOperation?: Resolver<Maybe<ResolversTypes['AccountOperation']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  bulkPay?: Resolver<Maybe<ResolversTypes['BulkPay']>, ParentType, ContextType>;
  correlationId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  demographics?: Resolver<Maybe<ResolversTypes['AccessedPeople']>, ParentType, ContextType>;
  documentHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pay?: Resolver<Maybe<ResolversTypes['AccessedPeople']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['AccessRefusal']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  usedKey?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AccessRefusalResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['AccessRefusal'] = ResolversParentTypes['AccessRefusal']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  people?: Resolver<ResolversTypes['AccessedPeople'], ParentType, ContextType>;
};

export type AccessedPeopleResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['AccessedPeople'] = ResolversParentTypes['AccessedPeople']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  luccaIds?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AccountResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'], FederationReferenceType extends FederationReferenceTypes['Account'] = FederationReferenceTypes['Account']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Account']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accessLog?: Resolver<Maybe<ResolversTypes['AccessLogConnection']>, ParentType, ContextType, RequireFields<AccountAccessLogArgs, 'first'>>;
  checkHistory?: Resolver<Array<ResolversTypes['PastCheck']>, ParentType, ContextType>;
  checkedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  checks?: Resolver<Array<ResolversTypes['PermissionCheck']>, ParentType, ContextType, Partial<AccountChecksArgs>>;
  connectedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  contractTypes?: Resolver<Maybe<Array<ResolversTypes['ContractTypeMapping']>>, ParentType, ContextType>;
  dataQuality?: Resolver<Maybe<ResolversTypes['DataQuality']>, ParentType, ContextType, Partial<AccountDataQualityArgs>>;
  domain?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  modules?: Resolver<Array<ResolversTypes['LuccaModule']>, ParentType, ContextType>;
  personnelFilePay?: Resolver<Maybe<ResolversTypes['PersonnelFilePay']>, ParentType, ContextType>;
  quota?: Resolver<ResolversTypes['LuccaQuota'], ParentType, ContextType>;
  remunerationMapping?: Resolver<Maybe<Array<ResolversTypes['RemunerationMapping']>>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AccountStatus'], ParentType, ContextType>;
  terminationReasons?: Resolver<Maybe<Array<ResolversTypes['TerminationReasonMapping']>>, ParentType, ContextType>;
  weeklyHoursAtFullTime?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  weeklyHoursByLegalEntity?: Resolver<Array<ResolversTypes['LegalEntityHours']>, ParentType, ContextType>;
  workerCategories?: Resolver<ResolversTypes['WorkerCategories'], ParentType, ContextType>;
};

export type AccountCheckedResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['AccountChecked'] = ResolversParentTypes['AccountChecked']> = {
  checks?: Resolver<Array<ResolversTypes['PermissionCheck']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountConnectedResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['AccountConnected'] = ResolversParentTypes['AccountConnected']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  checks?: Resolver<Array<ResolversTypes['PermissionCheck']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountOperationResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['AccountOperation'] = ResolversParentTypes['AccountOperation']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AmountOfKindResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['AmountOfKind'] = ResolversParentTypes['AmountOfKind']> = {
  kind?: Resolver<ResolversTypes['RemunerationKind'], ParentType, ContextType>;
  money?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type AnnualGrossPayResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['AnnualGrossPay'] = ResolversParentTypes['AnnualGrossPay']> = {
  components?: Resolver<Maybe<Array<ResolversTypes['GrossPayComponent']>>, ParentType, ContextType>;
  endsOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  explanation?: Resolver<Array<ResolversTypes['CalculationStep']>, ParentType, ContextType>;
  hourly?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  hours?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  startsOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['RemunerationWarning']>, ParentType, ContextType>;
};

export type BonusFieldResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['BonusField'] = ResolversParentTypes['BonusField']> = {
  fieldId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isAtFullTime?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isVariable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  paymentsPerYear?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type BulkPayResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['BulkPay'] = ResolversParentTypes['BulkPay']> = {
  isRefused?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CalculationStepResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CalculationStep'] = ResolversParentTypes['CalculationStep']> = {
  formula?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  inputs?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  target?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CheckAccountResultResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CheckAccountResult'] = ResolversParentTypes['CheckAccountResult']> = {
  __resolveType: TypeResolveFn<'AccountConnected' | 'ConnectProblem', ParentType, ContextType>;
};

export type CheckEvidenceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CheckEvidence'] = ResolversParentTypes['CheckEvidence']> = {
  httpStatus?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  probe?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rowsFilled?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  rowsSeen?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ConnectAccountResultResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ConnectAccountResult'] = ResolversParentTypes['ConnectAccountResult']> = {
  __resolveType: TypeResolveFn<'AccountConnected' | 'ConnectProblem', ParentType, ContextType>;
};

export type ConnectProblemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ConnectProblem'] = ResolversParentTypes['ConnectProblem']> = {
  checks?: Resolver<Array<ResolversTypes['PermissionCheck']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['ConnectProblemCode'], ParentType, ContextType>;
  correlationId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['ConnectField']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<ConnectProblemMessageArgs, 'language'>>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConnectionProgressResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ConnectionProgress'] = ResolversParentTypes['ConnectionProgress']> = {
  checks?: Resolver<Array<ResolversTypes['PermissionCheck']>, ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ContractResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Contract'] = ResolversParentTypes['Contract'], FederationReferenceType extends FederationReferenceTypes['Contract'] = FederationReferenceTypes['Contract']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Contract']> | FederationReferenceType, FederationReferenceType, ContextType>;
  dataGaps?: Resolver<Array<ResolversTypes['DataGap']>, ParentType, ContextType>;
  employee?: Resolver<Maybe<ResolversTypes['Employee']>, ParentType, ContextType>;
  endsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  establishment?: Resolver<Maybe<ResolversTypes['Establishment']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isApplicable?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  legalEntity?: Resolver<Maybe<ResolversTypes['LegalEntity']>, ParentType, ContextType>;
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  relation?: Resolver<Maybe<ResolversTypes['ContractRelation']>, ParentType, ContextType>;
  startsOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  term?: Resolver<ResolversTypes['ContractTerm'], ParentType, ContextType>;
  terminationCategory?: Resolver<Maybe<ResolversTypes['TerminationCategory']>, ParentType, ContextType>;
  terminationReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  trialPeriodEndsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  typeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  workingTime?: Resolver<Maybe<ResolversTypes['WorkingTime']>, ParentType, ContextType>;
};

export type ContractMappingProblemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ContractMappingProblem'] = ResolversParentTypes['ContractMappingProblem']> = {
  code?: Resolver<ResolversTypes['ContractMappingProblemCode'], ParentType, ContextType>;
  correlationId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  entry?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<ContractMappingProblemMessageArgs, 'language'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContractMappingSetResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ContractMappingSet'] = ResolversParentTypes['ContractMappingSet']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContractTypeMappingResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ContractTypeMapping'] = ResolversParentTypes['ContractTypeMapping']> = {
  contractCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['ContractMappingOrigin'], ParentType, ContextType>;
  relation?: Resolver<ResolversTypes['ContractRelation'], ParentType, ContextType>;
  term?: Resolver<Maybe<ResolversTypes['ContractTerm']>, ParentType, ContextType>;
  typeName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export type CountryOfWorkResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CountryOfWork'] = ResolversParentTypes['CountryOfWork']> = {
  origin?: Resolver<ResolversTypes['CountryOfWorkOrigin'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomFieldResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CustomField'] = ResolversParentTypes['CustomField']> = {
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  values?: Resolver<Maybe<Array<ResolversTypes['CustomFieldValue']>>, ParentType, ContextType>;
};

export type CustomFieldChoiceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CustomFieldChoice'] = ResolversParentTypes['CustomFieldChoice']> = {
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CustomFieldValueResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CustomFieldValue'] = ResolversParentTypes['CustomFieldValue']> = {
  choice?: Resolver<Maybe<ResolversTypes['CustomFieldChoice']>, ParentType, ContextType>;
  date?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  parts?: Resolver<Maybe<Array<ResolversTypes['CustomField']>>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DataGapResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['DataGap'] = ResolversParentTypes['DataGap']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  module?: Resolver<Maybe<ResolversTypes['LuccaModuleCode']>, ParentType, ContextType>;
  permission?: Resolver<Maybe<ResolversTypes['LuccaPermission']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['DataGapReason'], ParentType, ContextType>;
};

export type DataQualityResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['DataQuality'] = ResolversParentTypes['DataQuality']> = {
  employeesChecked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  issues?: Resolver<Array<ResolversTypes['DataQualityIssue']>, ParentType, ContextType>;
  notChecked?: Resolver<Array<ResolversTypes['DataQualityOmission']>, ParentType, ContextType>;
  unreadable?: Resolver<Maybe<Array<ResolversTypes['UnreadableRecords']>>, ParentType, ContextType>;
};

export type DataQualityIssueResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['DataQualityIssue'] = ResolversParentTypes['DataQualityIssue']> = {
  code?: Resolver<ResolversTypes['DataQualityCode'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sample?: Resolver<Array<ResolversTypes['Employee']>, ParentType, ContextType>;
};

export type DataQualityOmissionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['DataQualityOmission'] = ResolversParentTypes['DataQualityOmission']> = {
  code?: Resolver<ResolversTypes['DataQualityCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  module?: Resolver<Maybe<ResolversTypes['LuccaModuleCode']>, ParentType, ContextType>;
  permission?: Resolver<Maybe<ResolversTypes['LuccaPermission']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['DataGapReason'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DepartmentResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Department'] = ResolversParentTypes['Department'], FederationReferenceType extends FederationReferenceTypes['Department'] = FederationReferenceTypes['Department']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Department']> | FederationReferenceType, FederationReferenceType, ContextType>;
  ancestors?: Resolver<Maybe<Array<ResolversTypes['Department']>>, ParentType, ContextType>;
  children?: Resolver<Maybe<Array<ResolversTypes['Department']>>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dataGaps?: Resolver<Array<ResolversTypes['DataGap']>, ParentType, ContextType>;
  employees?: Resolver<Maybe<ResolversTypes['EmployeeConnection']>, ParentType, ContextType, RequireFields<DepartmentEmployeesArgs, 'first' | 'includeSubtree'>>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  head?: Resolver<Maybe<ResolversTypes['Manager']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  level?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Department']>, ParentType, ContextType>;
};

export type DisconnectAccountResultResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['DisconnectAccountResult'] = ResolversParentTypes['DisconnectAccountResult']> = {
  wasConnected?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type EmployeeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Employee'] = ResolversParentTypes['Employee'], FederationReferenceType extends FederationReferenceTypes['Employee'] = FederationReferenceTypes['Employee']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Employee']> | FederationReferenceType, FederationReferenceType, ContextType>;
  birthDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  contract?: Resolver<Maybe<ResolversTypes['Contract']>, ParentType, ContextType, Partial<EmployeeContractArgs>>;
  contracts?: Resolver<Maybe<Array<ResolversTypes['Contract']>>, ParentType, ContextType>;
  customFields?: Resolver<Maybe<Array<ResolversTypes['CustomField']>>, ParentType, ContextType, Partial<EmployeeCustomFieldsArgs>>;
  dataGaps?: Resolver<Array<ResolversTypes['DataGap']>, ParentType, ContextType>;
  department?: Resolver<Maybe<ResolversTypes['Department']>, ParentType, ContextType>;
  directReports?: Resolver<Maybe<ResolversTypes['EmployeeConnection']>, ParentType, ContextType, RequireFields<EmployeeDirectReportsArgs, 'first'>>;
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  employeeNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  establishment?: Resolver<Maybe<ResolversTypes['Establishment']>, ParentType, ContextType>;
  firstName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  gender?: Resolver<Maybe<ResolversTypes['Gender']>, ParentType, ContextType>;
  hiredOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  leavesOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  legalEntity?: Resolver<Maybe<ResolversTypes['LegalEntity']>, ParentType, ContextType>;
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  managementChain?: Resolver<Maybe<Array<ResolversTypes['Manager']>>, ParentType, ContextType, RequireFields<EmployeeManagementChainArgs, 'maxDepth'>>;
  manager?: Resolver<Maybe<ResolversTypes['Manager']>, ParentType, ContextType>;
  modifiedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  nationality?: Resolver<Maybe<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  raises?: Resolver<Maybe<Array<ResolversTypes['Raise']>>, ParentType, ContextType, Partial<EmployeeRaisesArgs>>;
  remuneration?: Resolver<Maybe<ResolversTypes['RemunerationResult']>, ParentType, ContextType, Partial<EmployeeRemunerationArgs>>;
  remunerationDigest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remunerationHistory?: Resolver<Maybe<Array<ResolversTypes['RemunerationPeriod']>>, ParentType, ContextType, Partial<EmployeeRemunerationHistoryArgs>>;
  seniorityDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EmploymentStatus'], ParentType, ContextType>;
  workEmail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EmployeeConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EmployeeConnection'] = ResolversParentTypes['EmployeeConnection']> = {
  dataGaps?: Resolver<Array<ResolversTypes['DataGap']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['EmployeeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EmployeeEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EmployeeEdge'] = ResolversParentTypes['EmployeeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Employee'], ParentType, ContextType>;
};

export type EraseTenantResultResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EraseTenantResult'] = ResolversParentTypes['EraseTenantResult']> = {
  wasStored?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type EstablishmentResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Establishment'] = ResolversParentTypes['Establishment'], FederationReferenceType extends FederationReferenceTypes['Establishment'] = FederationReferenceTypes['Establishment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Establishment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  countryOfWork?: Resolver<Maybe<ResolversTypes['CountryOfWork']>, ParentType, ContextType>;
  dataGaps?: Resolver<Array<ResolversTypes['DataGap']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isArchived?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  legalEntity?: Resolver<Maybe<ResolversTypes['LegalEntity']>, ParentType, ContextType>;
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeZone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FixedRemunerationItemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FixedRemunerationItem'] = ResolversParentTypes['FixedRemunerationItem']> = {
  amendment?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  annual?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  annualFullTime?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contract?: Resolver<Maybe<ResolversTypes['Contract']>, ParentType, ContextType>;
  endsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RemunerationKind'], ParentType, ContextType>;
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  money?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  natureId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  natureName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  paymentsPerYear?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  startsOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FreshnessResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Freshness'] = ResolversParentTypes['Freshness']> = {
  fetchedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['DataSource'], ParentType, ContextType>;
};

export type GrossPayComponentResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['GrossPayComponent'] = ResolversParentTypes['GrossPayComponent']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  isFullTime?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RemunerationKind'], ParentType, ContextType>;
};

export type LegalEntityResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LegalEntity'] = ResolversParentTypes['LegalEntity'], FederationReferenceType extends FederationReferenceTypes['LegalEntity'] = FederationReferenceTypes['LegalEntity']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LegalEntity']> | FederationReferenceType, FederationReferenceType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  dataGaps?: Resolver<Array<ResolversTypes['DataGap']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LegalEntityHoursResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LegalEntityHours'] = ResolversParentTypes['LegalEntityHours']> = {
  legalEntityId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  weeklyHoursAtFullTime?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export interface LuccaApiKeyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LuccaApiKey'], any> {
  name: 'LuccaApiKey';
}

export type LuccaModuleResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LuccaModule'] = ResolversParentTypes['LuccaModule']> = {
  availability?: Resolver<ResolversTypes['ModuleAvailability'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['LuccaModuleCode'], ParentType, ContextType>;
};

export type LuccaQuotaResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LuccaQuota'] = ResolversParentTypes['LuccaQuota']> = {
  perMinute?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resetsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ManagerResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Manager'] = ResolversParentTypes['Manager']> = {
  dataGaps?: Resolver<Array<ResolversTypes['DataGap']>, ParentType, ContextType>;
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  employee?: Resolver<Maybe<ResolversTypes['Employee']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  checkAccount?: Resolver<Maybe<ResolversTypes['CheckAccountResult']>, ParentType, ContextType>;
  connectAccount?: Resolver<Maybe<ResolversTypes['ConnectAccountResult']>, ParentType, ContextType, RequireFields<MutationConnectAccountArgs, 'input'>>;
  disconnectAccount?: Resolver<Maybe<ResolversTypes['DisconnectAccountResult']>, ParentType, ContextType>;
  eraseTenant?: Resolver<Maybe<ResolversTypes['EraseTenantResult']>, ParentType, ContextType>;
  replaceApiKey?: Resolver<Maybe<ResolversTypes['ReplaceApiKeyResult']>, ParentType, ContextType, RequireFields<MutationReplaceApiKeyArgs, 'input'>>;
  setContractMapping?: Resolver<Maybe<ResolversTypes['SetContractMappingResult']>, ParentType, ContextType, RequireFields<MutationSetContractMappingArgs, 'input'>>;
  setRemunerationMapping?: Resolver<Maybe<ResolversTypes['SetRemunerationMappingResult']>, ParentType, ContextType, RequireFields<MutationSetRemunerationMappingArgs, 'input'>>;
  setWorkerCategories?: Resolver<Maybe<ResolversTypes['SetWorkerCategoriesResult']>, ParentType, ContextType, RequireFields<MutationSetWorkerCategoriesArgs, 'input'>>;
  testConnection?: Resolver<Maybe<ResolversTypes['TestConnectionResult']>, ParentType, ContextType, RequireFields<MutationTestConnectionArgs, 'input'>>;
};

export type OccupationCategoryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['OccupationCategory'] = ResolversParentTypes['OccupationCategory']> = {
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PastCheckResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PastCheck'] = ResolversParentTypes['PastCheck']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cause?: Resolver<ResolversTypes['CheckCause'], ParentType, ContextType>;
  gained?: Resolver<Array<ResolversTypes['LuccaPermission']>, ParentType, ContextType>;
  lost?: Resolver<Array<ResolversTypes['LuccaPermission']>, ParentType, ContextType>;
  missing?: Resolver<Array<ResolversTypes['LuccaPermission']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['CheckOutcome'], ParentType, ContextType>;
};

export type PayAmountResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PayAmount'] = ResolversParentTypes['PayAmount']> = {
  money?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['PayPeriod']>, ParentType, ContextType>;
};

export type PayAnalysisResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PayAnalysis'] = ResolversParentTypes['PayAnalysis']> = {
  asOf?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  dataGaps?: Resolver<Array<ResolversTypes['DataGap']>, ParentType, ContextType>;
  freshness?: Resolver<Maybe<ResolversTypes['Freshness']>, ParentType, ContextType>;
  groups?: Resolver<Array<ResolversTypes['PayGroup']>, ParentType, ContextType>;
  leftOut?: Resolver<Array<ResolversTypes['PayLeftOut']>, ParentType, ContextType>;
  measure?: Resolver<ResolversTypes['PayMeasure'], ParentType, ContextType>;
  overall?: Resolver<ResolversTypes['PayGroup'], ParentType, ContextType>;
  quartileBands?: Resolver<Array<ResolversTypes['PayBand']>, ParentType, ContextType>;
  weightedMeanGap?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType, RequireFields<PayAnalysisWeightedMeanGapArgs, 'tolerance'>>;
};

export type PayBandResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PayBand'] = ResolversParentTypes['PayBand']> = {
  all?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  band?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  men?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  women?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PayGroupResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PayGroup'] = ResolversParentTypes['PayGroup']> = {
  all?: Resolver<ResolversTypes['PayStatistics'], ParentType, ContextType>;
  isTooSmall?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  keys?: Resolver<Array<ResolversTypes['PayGroupKey']>, ParentType, ContextType>;
  meanGap?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  medianGap?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  men?: Resolver<ResolversTypes['PayStatistics'], ParentType, ContextType>;
  women?: Resolver<ResolversTypes['PayStatistics'], ParentType, ContextType>;
};

export type PayGroupKeyResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PayGroupKey'] = ResolversParentTypes['PayGroupKey']> = {
  by?: Resolver<ResolversTypes['PayGrouping'], ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PayLeftOutResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PayLeftOut'] = ResolversParentTypes['PayLeftOut']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['PayLeftOutReason'], ParentType, ContextType>;
};

export type PayStatisticsResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PayStatistics'] = ResolversParentTypes['PayStatistics']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lowerQuartile?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  mean?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  median?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  upperQuartile?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type PermissionCheckResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PermissionCheck'] = ResolversParentTypes['PermissionCheck']> = {
  evidence?: Resolver<Maybe<ResolversTypes['CheckEvidence']>, ParentType, ContextType>;
  grantedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<PermissionCheckLabelArgs, 'language'>>;
  luccaPath?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType, RequireFields<PermissionCheckLuccaPathArgs, 'language'>>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<PermissionCheckNoteArgs, 'language'>>;
  permission?: Resolver<ResolversTypes['LuccaPermission'], ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<PermissionCheckRemedyArgs, 'language'>>;
  requirement?: Resolver<ResolversTypes['Requirement'], ParentType, ContextType>;
  unlocks?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['CheckVerdict'], ParentType, ContextType>;
};

export type PermissionRequirementResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PermissionRequirement'] = ResolversParentTypes['PermissionRequirement']> = {
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  luccaPath?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  permission?: Resolver<ResolversTypes['LuccaPermission'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requirement?: Resolver<ResolversTypes['Requirement'], ParentType, ContextType>;
};

export type PersonnelFilePayResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PersonnelFilePay'] = ResolversParentTypes['PersonnelFilePay']> = {
  baseSalary?: Resolver<ResolversTypes['SalaryField'], ParentType, ContextType>;
  bonuses?: Resolver<Array<ResolversTypes['BonusField']>, ParentType, ContextType>;
  currencyFieldId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  fullTimeShareFieldId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  isInUse?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PositionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Position'] = ResolversParentTypes['Position'], FederationReferenceType extends FederationReferenceTypes['Position'] = FederationReferenceTypes['Position']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Position']> | FederationReferenceType, FederationReferenceType, ContextType>;
  dataGaps?: Resolver<Array<ResolversTypes['DataGap']>, ParentType, ContextType>;
  department?: Resolver<Maybe<ResolversTypes['Department']>, ParentType, ContextType>;
  employee?: Resolver<Maybe<ResolversTypes['Employee']>, ParentType, ContextType>;
  establishment?: Resolver<Maybe<ResolversTypes['Establishment']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  jobFamily?: Resolver<Maybe<ResolversTypes['WorkerCategory']>, ParentType, ContextType>;
  jobTitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  level?: Resolver<Maybe<ResolversTypes['WorkerCategory']>, ParentType, ContextType>;
  manager?: Resolver<Maybe<ResolversTypes['Manager']>, ParentType, ContextType>;
  occupationCategory?: Resolver<Maybe<ResolversTypes['OccupationCategory']>, ParentType, ContextType>;
  qualification?: Resolver<Maybe<ResolversTypes['Qualification']>, ParentType, ContextType>;
};

export type QualificationResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Qualification'] = ResolversParentTypes['Qualification']> = {
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  profession?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rank?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  connectionProgress?: Resolver<Maybe<ResolversTypes['ConnectionProgress']>, ParentType, ContextType>;
  departments?: Resolver<Maybe<Array<ResolversTypes['Department']>>, ParentType, ContextType>;
  employee?: Resolver<Maybe<ResolversTypes['Employee']>, ParentType, ContextType, RequireFields<QueryEmployeeArgs, 'id'>>;
  employees?: Resolver<Maybe<ResolversTypes['EmployeeConnection']>, ParentType, ContextType, RequireFields<QueryEmployeesArgs, 'filter' | 'first' | 'orderBy'>>;
  establishments?: Resolver<Maybe<Array<ResolversTypes['Establishment']>>, ParentType, ContextType>;
  payAnalysis?: Resolver<Maybe<ResolversTypes['PayAnalysis']>, ParentType, ContextType, RequireFields<QueryPayAnalysisArgs, 'by' | 'filter' | 'measure' | 'minimumOfEach' | 'rates'>>;
  setupGuide?: Resolver<Maybe<ResolversTypes['SetupGuide']>, ParentType, ContextType, RequireFields<QuerySetupGuideArgs, 'language' | 'withPagga'>>;
};

export type RaiseResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Raise'] = ResolversParentTypes['Raise']> = {
  after?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  isNewContract?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isShareAssumed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  on?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  percent?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RemunerationResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Remuneration'] = ResolversParentTypes['Remuneration']> = {
  annualBaseFullTime?: Resolver<Maybe<ResolversTypes['PayAmount']>, ParentType, ContextType>;
  annualFixedFullTime?: Resolver<Maybe<ResolversTypes['PayAmount']>, ParentType, ContextType>;
  annualGrossPay?: Resolver<Maybe<ResolversTypes['AnnualGrossPay']>, ParentType, ContextType>;
  annualGuaranteedFullTime?: Resolver<Maybe<ResolversTypes['PayAmount']>, ParentType, ContextType>;
  annualVariableTarget?: Resolver<Maybe<ResolversTypes['PayAmount']>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  baseSalary?: Resolver<Maybe<ResolversTypes['PayAmount']>, ParentType, ContextType>;
  contract?: Resolver<Maybe<ResolversTypes['Contract']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  dataGaps?: Resolver<Array<ResolversTypes['DataGap']>, ParentType, ContextType>;
  explanation?: Resolver<Array<ResolversTypes['CalculationStep']>, ParentType, ContextType>;
  fixedItems?: Resolver<Array<ResolversTypes['FixedRemunerationItem']>, ParentType, ContextType, Partial<RemunerationFixedItemsArgs>>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  hourlyBase?: Resolver<Maybe<ResolversTypes['PayAmount']>, ParentType, ContextType>;
  hourlyGross?: Resolver<Maybe<ResolversTypes['PayAmount']>, ParentType, ContextType>;
  luccaTheoreticalAnnual?: Resolver<Maybe<ResolversTypes['PayAmount']>, ParentType, ContextType>;
  monthsWithContract?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['RemunerationSource'], ParentType, ContextType>;
  variableItems?: Resolver<Maybe<ResolversTypes['VariableItemConnection']>, ParentType, ContextType, RequireFields<RemunerationVariableItemsArgs, 'first' | 'includeDeleted'>>;
  variableLast12Months?: Resolver<Maybe<ResolversTypes['PayAmount']>, ParentType, ContextType>;
  variableLast12MonthsByKind?: Resolver<Maybe<Array<ResolversTypes['AmountOfKind']>>, ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['RemunerationWarning']>, ParentType, ContextType, Partial<RemunerationWarningsArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemunerationItemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RemunerationItem'] = ResolversParentTypes['RemunerationItem']> = {
  __resolveType: TypeResolveFn<'FixedRemunerationItem' | 'VariableRemunerationItem', ParentType, ContextType>;
};

export type RemunerationMappingResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RemunerationMapping'] = ResolversParentTypes['RemunerationMapping']> = {
  category?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  confidence?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  family?: Resolver<ResolversTypes['RemunerationFamily'], ParentType, ContextType>;
  isProportionalToWorkingTime?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isProportionalToWorkingTimeOrigin?: Resolver<Maybe<ResolversTypes['RemunerationMappingOrigin']>, ParentType, ContextType>;
  isTarget?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RemunerationKind'], ParentType, ContextType>;
  kindOrigin?: Resolver<ResolversTypes['RemunerationMappingOrigin'], ParentType, ContextType>;
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  natureId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  natureName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['RemunerationMappingOrigin'], ParentType, ContextType>;
  overlappingItems?: Resolver<Maybe<ResolversTypes['OverlappingItems']>, ParentType, ContextType>;
  paymentsPerYear?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  paymentsPerYearOrigin?: Resolver<Maybe<ResolversTypes['RemunerationMappingOrigin']>, ParentType, ContextType>;
};

export type RemunerationMappingProblemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RemunerationMappingProblem'] = ResolversParentTypes['RemunerationMappingProblem']> = {
  code?: Resolver<ResolversTypes['RemunerationMappingProblemCode'], ParentType, ContextType>;
  correlationId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  entry?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<RemunerationMappingProblemMessageArgs, 'language'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemunerationMappingSetResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RemunerationMappingSet'] = ResolversParentTypes['RemunerationMappingSet']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemunerationPeriodResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RemunerationPeriod'] = ResolversParentTypes['RemunerationPeriod']> = {
  endsOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  remuneration?: Resolver<Maybe<ResolversTypes['RemunerationResult']>, ParentType, ContextType>;
  startsOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type RemunerationResultResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RemunerationResult'] = ResolversParentTypes['RemunerationResult']> = {
  __resolveType: TypeResolveFn<'Remuneration' | 'RemunerationUnavailable', ParentType, ContextType>;
};

export type RemunerationUnavailableResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RemunerationUnavailable'] = ResolversParentTypes['RemunerationUnavailable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  module?: Resolver<Maybe<ResolversTypes['LuccaModuleCode']>, ParentType, ContextType>;
  permission?: Resolver<Maybe<ResolversTypes['LuccaPermission']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['DataGapReason'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemunerationWarningResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RemunerationWarning'] = ResolversParentTypes['RemunerationWarning']> = {
  code?: Resolver<ResolversTypes['RemunerationWarningCode'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  items?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['RemunerationWarningSeverity'], ParentType, ContextType>;
};

export type ReplaceApiKeyResultResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ReplaceApiKeyResult'] = ResolversParentTypes['ReplaceApiKeyResult']> = {
  __resolveType: TypeResolveFn<'AccountConnected' | 'ConnectProblem', ParentType, ContextType>;
};

export type SalaryFieldResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SalaryField'] = ResolversParentTypes['SalaryField']> = {
  fieldId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isAtFullTime?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  paymentsPerYear?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['PersonnelFilePeriod'], ParentType, ContextType>;
};

export type SetContractMappingResultResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SetContractMappingResult'] = ResolversParentTypes['SetContractMappingResult']> = {
  __resolveType: TypeResolveFn<'ContractMappingProblem' | 'ContractMappingSet', ParentType, ContextType>;
};

export type SetRemunerationMappingResultResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SetRemunerationMappingResult'] = ResolversParentTypes['SetRemunerationMappingResult']> = {
  __resolveType: TypeResolveFn<'RemunerationMappingProblem' | 'RemunerationMappingSet', ParentType, ContextType>;
};

export type SetWorkerCategoriesResultResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SetWorkerCategoriesResult'] = ResolversParentTypes['SetWorkerCategoriesResult']> = {
  __resolveType: TypeResolveFn<'WorkerCategoriesProblem' | 'WorkerCategoriesSet', ParentType, ContextType>;
};

export type SetupGuideResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SetupGuide'] = ResolversParentTypes['SetupGuide']> = {
  createSteps?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  grantSteps?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  installSteps?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  pasteSteps?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  permissions?: Resolver<Array<ResolversTypes['PermissionRequirement']>, ParentType, ContextType>;
  prerequisites?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TerminationReasonMappingResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['TerminationReasonMapping'] = ResolversParentTypes['TerminationReasonMapping']> = {
  category?: Resolver<ResolversTypes['TerminationCategory'], ParentType, ContextType>;
  contractCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['ContractMappingOrigin'], ParentType, ContextType>;
  reasonName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TestConnectionResultResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['TestConnectionResult'] = ResolversParentTypes['TestConnectionResult']> = {
  __resolveType: TypeResolveFn<'AccountChecked' | 'ConnectProblem', ParentType, ContextType>;
};

export type UnreadableRecordsResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['UnreadableRecords'] = ResolversParentTypes['UnreadableRecords']> = {
  count?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
};

export type VariableItemConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['VariableItemConnection'] = ResolversParentTypes['VariableItemConnection']> = {
  edges?: Resolver<Array<ResolversTypes['VariableItemEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type VariableItemEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['VariableItemEdge'] = ResolversParentTypes['VariableItemEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['VariableRemunerationItem'], ParentType, ContextType>;
};

export type VariableRemunerationItemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['VariableRemunerationItem'] = ResolversParentTypes['VariableRemunerationItem']> = {
  amendment?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contract?: Resolver<Maybe<ResolversTypes['Contract']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  isDeleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RemunerationKind'], ParentType, ContextType>;
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  money?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  natureId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  natureName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WorkerCategoriesResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['WorkerCategories'] = ResolversParentTypes['WorkerCategories']> = {
  jobFamily?: Resolver<Maybe<ResolversTypes['WorkerCategorySource']>, ParentType, ContextType>;
  level?: Resolver<Maybe<ResolversTypes['WorkerCategorySource']>, ParentType, ContextType>;
};

export type WorkerCategoriesProblemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['WorkerCategoriesProblem'] = ResolversParentTypes['WorkerCategoriesProblem']> = {
  code?: Resolver<ResolversTypes['WorkerCategoriesProblemCode'], ParentType, ContextType>;
  correlationId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<WorkerCategoriesProblemMessageArgs, 'language'>>;
  permission?: Resolver<Maybe<ResolversTypes['LuccaPermission']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WorkerCategoriesSetResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['WorkerCategoriesSet'] = ResolversParentTypes['WorkerCategoriesSet']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WorkerCategoryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['WorkerCategory'] = ResolversParentTypes['WorkerCategory']> = {
  origin?: Resolver<ResolversTypes['WorkerCategoryOrigin'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WorkerCategorySourceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['WorkerCategorySource'] = ResolversParentTypes['WorkerCategorySource']> = {
  customFieldId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['WorkerCategoryOrigin'], ParentType, ContextType>;
};

export type WorkingTimeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['WorkingTime'] = ResolversParentTypes['WorkingTime']> = {
  fullTimeEquivalent?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['WorkingTimeOrigin'], ParentType, ContextType>;
  weeklyHours?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = GraphContext> = {
  AccessLogConnection?: AccessLogConnectionResolvers<ContextType>;
  AccessLogEdge?: AccessLogEdgeResolvers<ContextType>;
  AccessLogEntry?: AccessLogEntryResolvers<ContextType>;
  AccessRefusal?: AccessRefusalResolvers<ContextType>;
  AccessedPeople?: AccessedPeopleResolvers<ContextType>;
  Account?: AccountResolvers<ContextType>;
  AccountChecked?: AccountCheckedResolvers<ContextType>;
  AccountConnected?: AccountConnectedResolvers<ContextType>;
  AccountOperation?: AccountOperationResolvers<ContextType>;
  AmountOfKind?: AmountOfKindResolvers<ContextType>;
  AnnualGrossPay?: AnnualGrossPayResolvers<ContextType>;
  BonusField?: BonusFieldResolvers<ContextType>;
  BulkPay?: BulkPayResolvers<ContextType>;
  CalculationStep?: CalculationStepResolvers<ContextType>;
  CheckAccountResult?: CheckAccountResultResolvers<ContextType>;
  CheckEvidence?: CheckEvidenceResolvers<ContextType>;
  ConnectAccountResult?: ConnectAccountResultResolvers<ContextType>;
  ConnectProblem?: ConnectProblemResolvers<ContextType>;
  ConnectionProgress?: ConnectionProgressResolvers<ContextType>;
  Contract?: ContractResolvers<ContextType>;
  ContractMappingProblem?: ContractMappingProblemResolvers<ContextType>;
  ContractMappingSet?: ContractMappingSetResolvers<ContextType>;
  ContractTypeMapping?: ContractTypeMappingResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CountryOfWork?: CountryOfWorkResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  CustomField?: CustomFieldResolvers<ContextType>;
  CustomFieldChoice?: CustomFieldChoiceResolvers<ContextType>;
  CustomFieldValue?: CustomFieldValueResolvers<ContextType>;
  DataGap?: DataGapResolvers<ContextType>;
  DataQuality?: DataQualityResolvers<ContextType>;
  DataQualityIssue?: DataQualityIssueResolvers<ContextType>;
  DataQualityOmission?: DataQualityOmissionResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Department?: DepartmentResolvers<ContextType>;
  DisconnectAccountResult?: DisconnectAccountResultResolvers<ContextType>;
  Employee?: EmployeeResolvers<ContextType>;
  EmployeeConnection?: EmployeeConnectionResolvers<ContextType>;
  EmployeeEdge?: EmployeeEdgeResolvers<ContextType>;
  EraseTenantResult?: EraseTenantResultResolvers<ContextType>;
  Establishment?: EstablishmentResolvers<ContextType>;
  FixedRemunerationItem?: FixedRemunerationItemResolvers<ContextType>;
  Freshness?: FreshnessResolvers<ContextType>;
  GrossPayComponent?: GrossPayComponentResolvers<ContextType>;
  LegalEntity?: LegalEntityResolvers<ContextType>;
  LegalEntityHours?: LegalEntityHoursResolvers<ContextType>;
  LuccaApiKey?: GraphQLScalarType;
  LuccaModule?: LuccaModuleResolvers<ContextType>;
  LuccaQuota?: LuccaQuotaResolvers<ContextType>;
  Manager?: ManagerResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OccupationCategory?: OccupationCategoryResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PastCheck?: PastCheckResolvers<ContextType>;
  PayAmount?: PayAmountResolvers<ContextType>;
  PayAnalysis?: PayAnalysisResolvers<ContextType>;
  PayBand?: PayBandResolvers<ContextType>;
  PayGroup?: PayGroupResolvers<ContextType>;
  PayGroupKey?: PayGroupKeyResolvers<ContextType>;
  PayLeftOut?: PayLeftOutResolvers<ContextType>;
  PayStatistics?: PayStatisticsResolvers<ContextType>;
  PermissionCheck?: PermissionCheckResolvers<ContextType>;
  PermissionRequirement?: PermissionRequirementResolvers<ContextType>;
  PersonnelFilePay?: PersonnelFilePayResolvers<ContextType>;
  Position?: PositionResolvers<ContextType>;
  Qualification?: QualificationResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Raise?: RaiseResolvers<ContextType>;
  Remuneration?: RemunerationResolvers<ContextType>;
  RemunerationItem?: RemunerationItemResolvers<ContextType>;
  RemunerationMapping?: RemunerationMappingResolvers<ContextType>;
  RemunerationMappingProblem?: RemunerationMappingProblemResolvers<ContextType>;
  RemunerationMappingSet?: RemunerationMappingSetResolvers<ContextType>;
  RemunerationPeriod?: RemunerationPeriodResolvers<ContextType>;
  RemunerationResult?: RemunerationResultResolvers<ContextType>;
  RemunerationUnavailable?: RemunerationUnavailableResolvers<ContextType>;
  RemunerationWarning?: RemunerationWarningResolvers<ContextType>;
  ReplaceApiKeyResult?: ReplaceApiKeyResultResolvers<ContextType>;
  SalaryField?: SalaryFieldResolvers<ContextType>;
  SetContractMappingResult?: SetContractMappingResultResolvers<ContextType>;
  SetRemunerationMappingResult?: SetRemunerationMappingResultResolvers<ContextType>;
  SetWorkerCategoriesResult?: SetWorkerCategoriesResultResolvers<ContextType>;
  SetupGuide?: SetupGuideResolvers<ContextType>;
  TerminationReasonMapping?: TerminationReasonMappingResolvers<ContextType>;
  TestConnectionResult?: TestConnectionResultResolvers<ContextType>;
  UnreadableRecords?: UnreadableRecordsResolvers<ContextType>;
  VariableItemConnection?: VariableItemConnectionResolvers<ContextType>;
  VariableItemEdge?: VariableItemEdgeResolvers<ContextType>;
  VariableRemunerationItem?: VariableRemunerationItemResolvers<ContextType>;
  WorkerCategories?: WorkerCategoriesResolvers<ContextType>;
  WorkerCategoriesProblem?: WorkerCategoriesProblemResolvers<ContextType>;
  WorkerCategoriesSet?: WorkerCategoriesSetResolvers<ContextType>;
  WorkerCategory?: WorkerCategoryResolvers<ContextType>;
  WorkerCategorySource?: WorkerCategorySourceResolvers<ContextType>;
  WorkingTime?: WorkingTimeResolvers<ContextType>;
};

