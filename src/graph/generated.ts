import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { EmployeeParent, PositionParent, OccupationCategoryParent, ManagerParent, ContractParent, RemunerationParent, FixedItemParent, VariableItemParent, DepartmentParent, EstablishmentParent, LegalEntityParent, FreshnessParent, AccountParent, ConnectProblemParent, AccountConnectedParent, AccountCheckedParent, PermissionCheckParent } from './parents.ts';
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
  /** A calendar date, ISO 8601 (`2026-03-31`): no time and no zone, for HR dates are legal dates. */
  Date: { input: string; output: string; }
  /** An instant in UTC, RFC 3339 (`2026-03-31T08:15:00.000Z`). */
  DateTime: { input: Date; output: Date; }
  /** An exact decimal number carried as text (`"45000.5"`), never a float. */
  Decimal: { input: string; output: string; }
  /**
   * A Lucca API key. It can only be passed in a variable, never written in a query, and can never be read back.
   * 8–128 letters, digits and hyphens; spaces around it are ignored.
   */
  LuccaApiKey: { input: string; output: string; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** A company's Lucca, as connected by its administrator. */
export type Account = {
  __typename?: 'Account';
  /** When the checks were made; null when they are to be made again. */
  checkedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What was last found out about the rights of the key. */
  checks: Array<PermissionCheck>;
  /** When this Lucca was connected; replacing the key does not change it. */
  connectedAt: Scalars['DateTime']['output'];
  /** Host of the company's Lucca (`acme.ilucca.net`). */
  domain: Scalars['String']['output'];
  /** Opaque and random; kept while the same Lucca is connected again. */
  id: Scalars['ID']['output'];
  /** The parts of Lucca that can be read, and those that cannot. */
  modules: Array<LuccaModule>;
  /** Lucca's quota, as far as this process knows it. */
  quota: LuccaQuota;
  /** How the account stands. */
  status: AccountStatus;
};


/** A company's Lucca, as connected by its administrator. */
export type AccountChecksArgs = {
  verdict?: InputMaybe<Array<CheckVerdict>>;
};

/** The key works; nothing was stored. */
export type AccountChecked = {
  __typename?: 'AccountChecked';
  /** What was proven about the key. */
  checks: Array<PermissionCheck>;
};

/** The account is connected, and Lucca has just accepted its key. */
export type AccountConnected = {
  __typename?: 'AccountConnected';
  /** The account, as it is from now on. */
  account: Account;
  /** What was proven about the key. */
  checks: Array<PermissionCheck>;
};

/** How a connected account stands. */
export type AccountStatus =
  /** Everything the key can be asked for was found, or does not apply. */
  | 'CONNECTED'
  /** A right is missing, or given for a part of the company only: some fields stay null. */
  | 'CONNECTED_WITH_GAPS'
  /** Lucca does not accept the key any more: nothing is read until a check finds it accepted, it is replaced or the account connected again. */
  | 'KEY_REJECTED'
  /** Lucca did not answer when the account was last checked. */
  | 'UNREACHABLE';

/** The account with its new checks, or why it could not be checked. */
export type CheckAccountResult = AccountConnected | ConnectProblem;

/** What a verdict rests on. */
export type CheckEvidence = {
  __typename?: 'CheckEvidence';
  /** HTTP status of the answer; null when there was none. */
  httpStatus?: Maybe<Scalars['Int']['output']>;
  /** HTTP method and path of the request to Lucca, without host and query. */
  probe: Scalars['String']['output'];
  /** Rows of these in which there was something that only this right shows. */
  rowsFilled?: Maybe<Scalars['Int']['output']>;
  /** Rows there are, as far as the answer told. */
  rowsSeen?: Maybe<Scalars['Int']['output']>;
};

/** What is known about a right. */
export type CheckVerdict =
  /** Proven: Lucca showed what the right unlocks. */
  | 'GRANTED'
  /** Cannot be told: Lucca answers the same way when there is no such data, or no such module. */
  | 'INCONCLUSIVE'
  /** Proven to be missing. */
  | 'MISSING'
  /** The module it belongs to is not installed. */
  | 'NOT_APPLICABLE'
  /** Granted for a part of the company only. */
  | 'PARTIAL';

/** Where a company's Lucca is, and the key to read it. */
export type ConnectAccountInput = {
  /** Connect although the key lacks rights; the right to see Lucca data for employees is always needed. */
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

/** Why a connection was refused. Nothing was stored, but for `SAVE_UNCONFIRMED`, where nobody can tell. */
export type ConnectProblem = {
  __typename?: 'ConnectProblem';
  /** What was proven about the key before the refusal. */
  checks: Array<PermissionCheck>;
  /** What was wrong, for programs. */
  code: ConnectProblemCode;
  /** Identifies this request in our logs. */
  correlationId: Scalars['String']['output'];
  /** The input that is to be corrected; null when none is at fault. */
  field?: Maybe<ConnectField>;
  /** What to do, safe to show to an HR administrator. */
  message: Scalars['String']['output'];
  /** When to try again, in seconds, where waiting helps. */
  retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
};


/** Why a connection was refused. Nothing was stored, but for `SAVE_UNCONFIRMED`, where nobody can tell. */
export type ConnectProblemMessageArgs = {
  language?: Language;
};

/** What was wrong. */
export type ConnectProblemCode =
  /** The text is not an API key. */
  | 'INVALID_API_KEY'
  /** The domain is not the address of a Lucca. */
  | 'INVALID_DOMAIN'
  /** Lucca refused the key. */
  | 'KEY_REJECTED'
  /** Lucca answered with an error, or with something we do not understand. */
  | 'LUCCA_ERROR'
  /** Lucca's quota is used up for the moment. */
  | 'LUCCA_RATE_LIMITED'
  /** Lucca did not answer in time. */
  | 'LUCCA_TIMEOUT'
  /** Lucca cannot be reached. */
  | 'LUCCA_UNREACHABLE'
  /** The key lacks rights; `checks` says which. */
  | 'PERMISSIONS_MISSING'
  /** Our own store broke off while saving: ask for `account` to see whether it did. */
  | 'SAVE_UNCONFIRMED'
  /** Our own store does not answer; nothing was changed. */
  | 'STORE_UNAVAILABLE'
  /** Too many keys or addresses were tried in vain; nothing was sent. */
  | 'TOO_MANY_ATTEMPTS'
  /** No Lucca answers at this address. */
  | 'UNKNOWN_HOST';

/** How far an operation on the connection has come. */
export type ConnectionProgress = {
  __typename?: 'ConnectionProgress';
  /** The rights whose verdict is known already, in the order of the setup guide. */
  checks: Array<PermissionCheck>;
  /** How many rights are still to be told. */
  remaining: Scalars['Int']['output'];
};

/**
 * A work contract. The contracts of one person never overlap.
 * Source: Lucca's work contracts.
 */
export type Contract = {
  __typename?: 'Contract';
  /** Whose contract it is. */
  employee?: Maybe<Employee>;
  /** Last day; null when open-ended. */
  endsOn?: Maybe<Scalars['Date']['output']>;
  /** The establishment the contract is with. */
  establishment?: Maybe<Establishment>;
  /** How old this is. */
  freshness: Freshness;
  /** Opaque; carries the account. */
  id: Scalars['ID']['output'];
  /** Whether it is the contract Lucca applies today: the ongoing one, else the next, else the last. */
  isApplicable?: Maybe<Scalars['Boolean']['output']>;
  /** The legal entity the contract is with. */
  legalEntity?: Maybe<LegalEntity>;
  /** Lucca's own number for the contract, as text. */
  luccaId: Scalars['ID']['output'];
  /** First day. */
  startsOn: Scalars['Date']['output'];
  /** Last day of the trial period, renewal included. */
  trialPeriodEndsOn?: Maybe<Scalars['Date']['output']>;
  /** Name of the contract's template in Lucca: CDI, CDD, Stage … */
  typeName?: Maybe<Scalars['String']['output']>;
};

/** Why something is absent. Lucca often answers a missing right with silence; this tells the difference. */
export type DataGapReason =
  /** The Lucca module that holds it is not installed. */
  | 'MODULE_NOT_INSTALLED'
  /** Lucca shows no value, and no right is known to be missing: as far as can be told, nobody filled it in. */
  | 'NOT_SET_IN_LUCCA'
  /** The API key lacks the right to read it. */
  | 'PERMISSION_MISSING';

/** Where an object came from. */
export type DataSource =
  /** Read from Lucca for an earlier request, and still fresh (five minutes by default). */
  | 'CACHE'
  /** Read from Lucca for this very request. */
  | 'LIVE';

/** A department. Source: Lucca's organisation structure. */
export type Department = {
  __typename?: 'Department';
  /** The short code the company gave it. */
  code?: Maybe<Scalars['String']['output']>;
  /** How old this is. */
  freshness: Freshness;
  /** The person in charge. */
  head?: Maybe<Manager>;
  /** Opaque; carries the account. */
  id: Scalars['ID']['output'];
  /** False once the department is no longer used. */
  isActive?: Maybe<Scalars['Boolean']['output']>;
  /** Lucca's own number for the department, as text. */
  luccaId: Scalars['ID']['output'];
  /** The name of the department. */
  name?: Maybe<Scalars['String']['output']>;
  /** The department above; null at the root. */
  parent?: Maybe<Department>;
};

/** The account is no longer connected. */
export type DisconnectAccountResult = {
  __typename?: 'DisconnectAccountResult';
  /** False when there was no connected account. */
  wasConnected: Scalars['Boolean']['output'];
};

/**
 * A person of one Lucca account.
 * The id is opaque and carries the account, so that an id of one company never resolves for another.
 * Source: Lucca's users.
 */
export type Employee = {
  __typename?: 'Employee';
  /** The day of birth. Needs the scope `lucca:demographics:read`, otherwise `FORBIDDEN`. */
  birthDate?: Maybe<Scalars['Date']['output']>;
  /** The contract in force on `asOf`; null when there is none on that day. */
  contract?: Maybe<Contract>;
  /** All contracts, the oldest first. */
  contracts?: Maybe<Array<Contract>>;
  /** The department the person belongs to today. */
  department?: Maybe<Department>;
  /** Given and family name, as Lucca writes them. */
  displayName?: Maybe<Scalars['String']['output']>;
  /** The employee number; unique inside an establishment only, and may begin with zeros. */
  employeeNumber?: Maybe<Scalars['String']['output']>;
  /** The establishment the person works for today. */
  establishment?: Maybe<Establishment>;
  /** The given name. */
  firstName?: Maybe<Scalars['String']['output']>;
  /** How old this is. */
  freshness: Freshness;
  /** The gender as declared in Lucca. Needs the scope `lucca:demographics:read`, otherwise `FORBIDDEN`. */
  gender?: Maybe<Gender>;
  /** First day of the applicable contract. */
  hiredOn?: Maybe<Scalars['Date']['output']>;
  /** Opaque; the key to refer to a person by from other subgraphs. */
  id: Scalars['ID']['output'];
  /** The family name. */
  lastName?: Maybe<Scalars['String']['output']>;
  /** Last day of the applicable contract; null when it is open-ended. */
  leavesOn?: Maybe<Scalars['Date']['output']>;
  /** Lucca's own number for the person, as text; unique inside the account only. */
  luccaId: Scalars['ID']['output'];
  /** The manager; null for people who manage themselves (Lucca's way to say that they have none). */
  manager?: Maybe<Manager>;
  /** Country of nationality. Needs the scope `lucca:demographics:read`, otherwise `FORBIDDEN`. */
  nationality?: Maybe<Scalars['CountryCode']['output']>;
  /** The position held today. */
  position?: Maybe<Position>;
  /**
   * Pay on `asOf`. Where there is none, the answer says why; for people who have left, ask for a day they worked.
   * Needs the scope `lucca:remuneration:read`, otherwise null with `FORBIDDEN`.
   */
  remuneration?: Maybe<RemunerationResult>;
  /** Day from which seniority counts; the first day of the contract where Lucca holds none. */
  seniorityDate?: Maybe<Scalars['Date']['output']>;
  /** Whether the person works here today. */
  status: EmploymentStatus;
  /** The professional e-mail address. */
  workEmail?: Maybe<Scalars['String']['output']>;
};


/**
 * A person of one Lucca account.
 * The id is opaque and carries the account, so that an id of one company never resolves for another.
 * Source: Lucca's users.
 */
export type EmployeeContractArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
};


/**
 * A person of one Lucca account.
 * The id is opaque and carries the account, so that an id of one company never resolves for another.
 * Source: Lucca's users.
 */
export type EmployeeRemunerationArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
};

/** A page of people. */
export type EmployeeConnection = {
  __typename?: 'EmployeeConnection';
  /** The people of this page. */
  edges: Array<EmployeeEdge>;
  /** Whether there are more people, and how to ask for them. */
  pageInfo: PageInfo;
  /** How many people the filter keeps, over all pages. */
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

/** Which people to list. Conditions add up. */
export type EmployeeFilter = {
  /** Keep people of these departments, not of their sub-departments. */
  departmentIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Keep people of these establishments. */
  establishmentIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Keep people with one of these statuses; null keeps everybody. Former and upcoming employees need their own right in Lucca. */
  status?: InputMaybe<Array<EmploymentStatus>>;
};

/** Whether a person works at the company today, by the dates of their applicable contract. */
export type EmploymentStatus =
  /** Employed today. */
  | 'ACTIVE'
  /** The last day has passed. */
  | 'FORMER'
  /** Hired, with a first day that is still to come. */
  | 'UPCOMING';

/** A place of work with its own registration. Source: Lucca's organisation structure. */
export type Establishment = {
  __typename?: 'Establishment';
  /** The city of its address. */
  city?: Maybe<Scalars['String']['output']>;
  /** The short code the company gave it. */
  code?: Maybe<Scalars['String']['output']>;
  /** How old this is. */
  freshness: Freshness;
  /** Opaque; carries the account. */
  id: Scalars['ID']['output'];
  /** True once the establishment is no longer used. */
  isArchived?: Maybe<Scalars['Boolean']['output']>;
  /** The legal entity it belongs to. */
  legalEntity?: Maybe<LegalEntity>;
  /** Lucca's own number for the establishment, as text. */
  luccaId: Scalars['ID']['output'];
  /** The name of the establishment. */
  name?: Maybe<Scalars['String']['output']>;
  /** IANA time zone (`Europe/Paris`). */
  timeZone?: Maybe<Scalars['String']['output']>;
};

/** A line of pay that holds until it is replaced. */
export type FixedRemunerationItem = RemunerationItem & {
  __typename?: 'FixedRemunerationItem';
  /** Last day; null while it holds. */
  endsOn?: Maybe<Scalars['Date']['output']>;
  /** What the item counts as. */
  kind: RemunerationKind;
  /** Lucca's own number for the item, as text. */
  luccaId: Scalars['ID']['output'];
  /** The amount; null for a quantity, and where the currency cannot be told. */
  money?: Maybe<Money>;
  /** Name of the pay type (nature) in Lucca. */
  natureName?: Maybe<Scalars['String']['output']>;
  /** The quantity, for items that count hours or days rather than money. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
  /** First day. */
  startsOn: Scalars['Date']['output'];
};

/** How old an object is. */
export type Freshness = {
  __typename?: 'Freshness';
  /** When the data was read from Lucca. */
  fetchedAt: Scalars['DateTime']['output'];
  /** Whether Lucca was asked for this answer. */
  source: DataSource;
};

/** The gender as declared in Lucca. */
export type Gender =
  | 'FEMALE'
  | 'MALE'
  /** Lucca holds another value. */
  | 'OTHER'
  /** Lucca says that it is undefined. */
  | 'UNDISCLOSED';

/** A language of messages to people. */
export type Language =
  | 'EN'
  | 'FR';

/** A company in law. Source: Lucca's organisation structure. */
export type LegalEntity = {
  __typename?: 'LegalEntity';
  /** The country whose law it is under. */
  country?: Maybe<Scalars['CountryCode']['output']>;
  /** The currency of its country. */
  currency?: Maybe<Scalars['CurrencyCode']['output']>;
  /** How old this is. */
  freshness: Freshness;
  /** Opaque; carries the account. */
  id: Scalars['ID']['output'];
  /** Lucca's own number for the legal entity, as text. */
  luccaId: Scalars['ID']['output'];
  /** The name of the legal entity. */
  name?: Maybe<Scalars['String']['output']>;
};

/** A part of Lucca that a company buys or not. */
export type LuccaModule = {
  __typename?: 'LuccaModule';
  /** Whether it can be read. */
  availability: ModuleAvailability;
  /** Which part it is. */
  code: LuccaModuleCode;
};

/** The parts of Lucca we read. */
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

/** How many requests may still be sent to a company's Lucca. Lucca allows 50 a minute, shared with everything else the company runs. */
export type LuccaQuota = {
  __typename?: 'LuccaQuota';
  /** The most we send in any 60 seconds. */
  perMinute: Scalars['Int']['output'];
  /** How many may be sent at once now. */
  remaining: Scalars['Int']['output'];
  /** When the next place becomes free; null when none is taken. */
  resetsAt?: Maybe<Scalars['DateTime']['output']>;
};

/** The person somebody reports to, or who heads a department. */
export type Manager = {
  __typename?: 'Manager';
  /** The manager's name; null where Lucca does not tell it. */
  displayName?: Maybe<Scalars['String']['output']>;
  /** The manager's own record; null when the API key may not see that person. */
  employee?: Maybe<Employee>;
  /** The same id as the person's `Employee.id`. */
  id: Scalars['ID']['output'];
};

/** Whether a part of Lucca can be read. */
export type ModuleAvailability =
  /** It is there, and the key may read something of it. */
  | 'AVAILABLE'
  /** The company does not have it. */
  | 'NOT_INSTALLED'
  /** It is there, and the key has none of its rights. */
  | 'NO_PERMISSION'
  /** It could not be told. */
  | 'UNKNOWN';

/** An amount in one currency. */
export type Money = {
  __typename?: 'Money';
  /** The amount, in units of the currency (not in cents). */
  amount: Scalars['Decimal']['output'];
  /** The currency of the amount. */
  currency: Scalars['CurrencyCode']['output'];
};

/** What can be changed: which Lucca the company has connected. Lucca itself is never written to. */
export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Checks the rights of the stored key again and keeps what was found. Needs the scope `lucca:account:write`.
   * Errors: `ACCOUNT_NOT_CONNECTED`.
   */
  checkAccount?: Maybe<CheckAccountResult>;
  /**
   * Proves the API key at Lucca, and stores it only then. A refusal stores nothing and says why.
   * Needs the scope `lucca:account:write`.
   */
  connectAccount?: Maybe<ConnectAccountResult>;
  /** Destroys the stored API key; nothing of the account is readable from then on. Needs the scope `lucca:account:write`. */
  disconnectAccount?: Maybe<DisconnectAccountResult>;
  /**
   * Proves another API key for the connected Lucca and stores it in the place of the old one, which stays if it is refused.
   * Needs the scope `lucca:account:write`. Errors: `ACCOUNT_NOT_CONNECTED`.
   */
  replaceApiKey?: Maybe<ReplaceApiKeyResult>;
  /** The same checks as `connectAccount`; stores nothing. Needs the scope `lucca:account:write`. */
  testConnection?: Maybe<TestConnectionResult>;
};


/** What can be changed: which Lucca the company has connected. Lucca itself is never written to. */
export type MutationConnectAccountArgs = {
  input: ConnectAccountInput;
};


/** What can be changed: which Lucca the company has connected. Lucca itself is never written to. */
export type MutationReplaceApiKeyArgs = {
  input: ReplaceApiKeyInput;
};


/** What can be changed: which Lucca the company has connected. Lucca itself is never written to. */
export type MutationTestConnectionArgs = {
  input: ConnectAccountInput;
};

/** A category of occupations, as the company defines them. */
export type OccupationCategory = {
  __typename?: 'OccupationCategory';
  /** Lucca's own number for the category, as text; `0` is a valid one. */
  luccaId: Scalars['ID']['output'];
  /** The name the company gave the category. */
  name?: Maybe<Scalars['String']['output']>;
};

/** Where a page of a connection stands among the others. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Cursor of the last edge, to pass as `after` for the next page; null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more rows follow the last edge. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether rows precede the first edge. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first edge; null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** An amount paid once a period. */
export type PayAmount = {
  __typename?: 'PayAmount';
  /** How much is paid each time. */
  money: Money;
  /** How often it is paid; null where Lucca does not tell. */
  period?: Maybe<PayPeriod>;
};

/** How often an amount is paid. */
export type PayPeriod =
  | 'HOUR'
  | 'MONTH'
  | 'ONE_OFF'
  | 'YEAR';

/** One right of the API key, and what is known about it. */
export type PermissionCheck = {
  __typename?: 'PermissionCheck';
  /** What the verdict rests on. */
  evidence?: Maybe<CheckEvidence>;
  /** When the right was last proven; null when it never was. */
  grantedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it is called on Lucca's role screen. */
  label: Scalars['String']['output'];
  /** Where it is on Lucca's role screen, from left to right. */
  luccaPath: Array<Scalars['String']['output']>;
  /** What else is to be known, such as that the right was there before; usually null. */
  note?: Maybe<Scalars['String']['output']>;
  /** The right that was looked for. */
  permission: LuccaPermission;
  /** What to do about it in Lucca, safe to show to an HR administrator; null when there is nothing to do. */
  remedy?: Maybe<Scalars['String']['output']>;
  /** How much we need it. */
  requirement: Requirement;
  /** Coordinates of this schema that stay null without it (`Position.jobTitle`). */
  unlocks: Array<Scalars['String']['output']>;
  /** Whether the key has it. */
  verdict: CheckVerdict;
};


/** One right of the API key, and what is known about it. */
export type PermissionCheckLabelArgs = {
  language?: Language;
};


/** One right of the API key, and what is known about it. */
export type PermissionCheckLuccaPathArgs = {
  language?: Language;
};


/** One right of the API key, and what is known about it. */
export type PermissionCheckNoteArgs = {
  language?: Language;
};


/** One right of the API key, and what is known about it. */
export type PermissionCheckRemedyArgs = {
  language?: Language;
};

/** A right to tick for the key, in the language of the guide. */
export type PermissionRequirement = {
  __typename?: 'PermissionRequirement';
  /** What it is called on Lucca's role screen. */
  label: Scalars['String']['output'];
  /** Where it is on Lucca's role screen, from left to right. */
  luccaPath: Array<Scalars['String']['output']>;
  /** Which right it is. */
  permission: LuccaPermission;
  /** Why it is asked for. */
  reason: Scalars['String']['output'];
  /** How much we need it. */
  requirement: Requirement;
};

/**
 * What a person does in the company today, and where. Lucca tells today's position only.
 * Source: Lucca's users.
 */
export type Position = {
  __typename?: 'Position';
  /** The department the position belongs to. */
  department?: Maybe<Department>;
  /** Who holds the position. */
  employee?: Maybe<Employee>;
  /** The establishment the position is at. */
  establishment?: Maybe<Establishment>;
  /** How old this is. */
  freshness: Freshness;
  /** Opaque; carries the account. */
  id: Scalars['ID']['output'];
  /** Free text, as written in Lucca. */
  jobTitle?: Maybe<Scalars['String']['output']>;
  /** The manager; null for people who manage themselves. */
  manager?: Maybe<Manager>;
  /** The occupation category (in France, the socio-professional category). */
  occupationCategory?: Maybe<OccupationCategory>;
};

/** What can be read: the HR data of the company that the caller's token names. */
export type Query = {
  __typename?: 'Query';
  /** The Lucca account your company has connected; null when there is none. */
  account?: Maybe<Account>;
  /**
   * What the connect, test, key replacement or check of this company that is under way has proven so far; null when none is.
   * Meant to be polled: costs no request to Lucca. A verdict that is shown is final for that operation. Of two operations at
   * once, the one that began last counts. Kept in the process that runs the operation: another instance answers null.
   * Needs the scope `lucca:account:write`.
   */
  connectionProgress?: Maybe<ConnectionProgress>;
  /** All departments the API key may see, the root ones first. */
  departments?: Maybe<Array<Department>>;
  /** One person; null when the id is unknown, malformed, or another account's. */
  employee?: Maybe<Employee>;
  /**
   * The people of the connected company, in the order Lucca created them.
   * Errors: `ACCOUNT_NOT_CONNECTED`, `BAD_USER_INPUT` (`first` outside 1–1,000, a cursor that is not ours), and those of reading Lucca.
   */
  employees?: Maybe<EmployeeConnection>;
  /** All establishments, archived ones included, by name. */
  establishments?: Maybe<Array<Establishment>>;
  /** What a customer needs and does in Lucca before connecting it, and the rights the key is to have. */
  setupGuide?: Maybe<SetupGuide>;
};


/** What can be read: the HR data of the company that the caller's token names. */
export type QueryEmployeeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read: the HR data of the company that the caller's token names. */
export type QueryEmployeesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: EmployeeFilter;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read: the HR data of the company that the caller's token names. */
export type QuerySetupGuideArgs = {
  language?: Language;
  withPagga?: Scalars['Boolean']['input'];
};

/**
 * What a person is paid on one day. Lucca says neither the currency nor the period of a pay item: the currency is joined through the
 * contract's establishment; the period is left open.
 * Source: Lucca's fixed and variable remuneration items.
 */
export type Remuneration = {
  __typename?: 'Remuneration';
  /** The day it is about. */
  asOf: Scalars['Date']['output'];
  /** Sum of the base salary items in force; null when there is none, or they are in more than one currency. */
  baseSalary?: Maybe<PayAmount>;
  /** The contract in force on that day. */
  contract?: Maybe<Contract>;
  /** The currency of all fixed items; null when they are in more than one, or it cannot be told. */
  currency?: Maybe<Scalars['CurrencyCode']['output']>;
  /** Fixed items in force on that day, the oldest first. */
  fixedItems: Array<FixedRemunerationItem>;
  /** How old the oldest of its items and contracts is. */
  freshness: Freshness;
  /** Lucca's own theoretical yearly pay, for reconciliation; null on another day than today, and where Lucca does not tell it. */
  luccaTheoreticalAnnual?: Maybe<PayAmount>;
  /** Variable items, the latest period first, over the whole history unless `from` and `to` say otherwise. */
  variableItems?: Maybe<VariableItemConnection>;
};


/**
 * What a person is paid on one day. Lucca says neither the currency nor the period of a pay item: the currency is joined through the
 * contract's establishment; the period is left open.
 * Source: Lucca's fixed and variable remuneration items.
 */
export type RemunerationVariableItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  includeDeleted?: InputMaybe<Scalars['Boolean']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
};

/** One line of pay. */
export type RemunerationItem = {
  /** What the item counts as. */
  kind: RemunerationKind;
  /** Lucca's own number for the item, as text. */
  luccaId: Scalars['ID']['output'];
  /** The amount; null for a quantity, and where the currency cannot be told. */
  money?: Maybe<Money>;
  /** Name of the pay type (nature) in Lucca. */
  natureName?: Maybe<Scalars['String']['output']>;
  /** The quantity, for items that count hours or days rather than money. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
};

/** What a pay item counts as, by its category in Lucca. */
export type RemunerationKind =
  /** The base salary. */
  | 'BASE_SALARY'
  /** Anything else. */
  | 'OTHER'
  /** A bonus that depends on results. */
  | 'VARIABLE_BONUS';

/** Pay, or the reason why there is none to show. */
export type RemunerationResult = Remuneration | RemunerationUnavailable;

/** Why a person has no pay to show. */
export type RemunerationUnavailable = {
  __typename?: 'RemunerationUnavailable';
  /** One sentence, safe to show. */
  message: Scalars['String']['output'];
  /** Why, for programs. */
  reason: DataGapReason;
};

/** Another key for the Lucca that is connected. */
export type ReplaceApiKeyInput = {
  /** Replace although the new key lacks rights; the right to see Lucca data for employees is always needed. */
  acceptMissingPermissions?: Scalars['Boolean']['input'];
  /** The API key, as created in Lucca's settings. */
  apiKey: Scalars['LuccaApiKey']['input'];
};

/** The account with its new key, or why the key was refused. */
export type ReplaceApiKeyResult = AccountConnected | ConnectProblem;

/** How much we need a right. */
export type Requirement =
  /** The setup guide asks for it; without it some fields stay null. */
  | 'EXPECTED'
  /** Counts only where the module is installed. */
  | 'IF_MODULE'
  /** Useful, though the setup guide does not ask for it. */
  | 'RECOMMENDED'
  /** Without it nothing can be read. */
  | 'REQUIRED';

/** What a customer needs and does in Lucca before connecting it. */
export type SetupGuide = {
  __typename?: 'SetupGuide';
  /** The rights to tick for the key. */
  permissions: Array<PermissionRequirement>;
  /** What is needed before the first step. */
  prerequisites: Array<Scalars['String']['output']>;
  /** What to do, in order. */
  steps: Array<Scalars['String']['output']>;
};

/** What the key was found to see, or why a connection would be refused. */
export type TestConnectionResult = AccountChecked | ConnectProblem;

/** A page of variable items. */
export type VariableItemConnection = {
  __typename?: 'VariableItemConnection';
  /** The items of this page. */
  edges: Array<VariableItemEdge>;
  /** Whether there are more items, and how to ask for them. */
  pageInfo: PageInfo;
  /** How many items the arguments keep, over all pages. */
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

/** A line of pay of one period. */
export type VariableRemunerationItem = RemunerationItem & {
  __typename?: 'VariableRemunerationItem';
  /** Whether the item was deleted in Lucca. */
  isDeleted: Scalars['Boolean']['output'];
  /** What the item counts as. */
  kind: RemunerationKind;
  /** Lucca's own number for the item, as text. */
  luccaId: Scalars['ID']['output'];
  /** The amount; null for a quantity, and where the currency cannot be told. */
  money?: Maybe<Money>;
  /** Name of the pay type (nature) in Lucca. */
  natureName?: Maybe<Scalars['String']['output']>;
  /** The pay period, by the day Lucca gives for it. */
  period: Scalars['Date']['output'];
  /** The quantity, for items that count hours or days rather than money. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
};



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
    & GraphQLRecursivePick<FederationTypes['Employee'], {"id":true}> );
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
    | ( RemunerationUnavailable )
  ;
  ReplaceApiKeyResult:
    | ( AccountConnectedParent )
    | ( ConnectProblemParent )
  ;
  TestConnectionResult:
    | ( AccountCheckedParent )
    | ( ConnectProblemParent )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  RemunerationItem:
    | ( FixedItemParent )
    | ( VariableItemParent )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountParent>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccountChecked: ResolverTypeWrapper<AccountCheckedParent>;
  AccountConnected: ResolverTypeWrapper<AccountConnectedParent>;
  AccountStatus: AccountStatus;
  CheckAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CheckAccountResult']>;
  CheckEvidence: ResolverTypeWrapper<CheckEvidence>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CheckVerdict: CheckVerdict;
  ConnectAccountInput: ConnectAccountInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ConnectAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConnectAccountResult']>;
  ConnectField: ConnectField;
  ConnectProblem: ResolverTypeWrapper<ConnectProblemParent>;
  ConnectProblemCode: ConnectProblemCode;
  ConnectionProgress: ResolverTypeWrapper<Omit<ConnectionProgress, 'checks'> & { checks: Array<ResolversTypes['PermissionCheck']> }>;
  Contract: ResolverTypeWrapper<ContractParent>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DataGapReason: DataGapReason;
  DataSource: DataSource;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Department: ResolverTypeWrapper<DepartmentParent>;
  DisconnectAccountResult: ResolverTypeWrapper<DisconnectAccountResult>;
  Employee: ResolverTypeWrapper<EmployeeParent>;
  EmployeeConnection: ResolverTypeWrapper<Omit<EmployeeConnection, 'edges'> & { edges: Array<ResolversTypes['EmployeeEdge']> }>;
  EmployeeEdge: ResolverTypeWrapper<Omit<EmployeeEdge, 'node'> & { node: ResolversTypes['Employee'] }>;
  EmployeeFilter: EmployeeFilter;
  EmploymentStatus: EmploymentStatus;
  Establishment: ResolverTypeWrapper<EstablishmentParent>;
  FixedRemunerationItem: ResolverTypeWrapper<FixedItemParent>;
  Freshness: ResolverTypeWrapper<FreshnessParent>;
  Gender: Gender;
  Language: Language;
  LegalEntity: ResolverTypeWrapper<LegalEntityParent>;
  LuccaApiKey: ResolverTypeWrapper<Scalars['LuccaApiKey']['output']>;
  LuccaModule: ResolverTypeWrapper<LuccaModule>;
  LuccaModuleCode: LuccaModuleCode;
  LuccaPermission: LuccaPermission;
  LuccaQuota: ResolverTypeWrapper<LuccaQuota>;
  Manager: ResolverTypeWrapper<ManagerParent>;
  ModuleAvailability: ModuleAvailability;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OccupationCategory: ResolverTypeWrapper<OccupationCategoryParent>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PayAmount: ResolverTypeWrapper<PayAmount>;
  PayPeriod: PayPeriod;
  PermissionCheck: ResolverTypeWrapper<PermissionCheckParent>;
  PermissionRequirement: ResolverTypeWrapper<PermissionRequirement>;
  Position: ResolverTypeWrapper<PositionParent>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Remuneration: ResolverTypeWrapper<RemunerationParent>;
  RemunerationItem: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['RemunerationItem']>;
  RemunerationKind: RemunerationKind;
  RemunerationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemunerationResult']>;
  RemunerationUnavailable: ResolverTypeWrapper<RemunerationUnavailable>;
  ReplaceApiKeyInput: ReplaceApiKeyInput;
  ReplaceApiKeyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReplaceApiKeyResult']>;
  Requirement: Requirement;
  SetupGuide: ResolverTypeWrapper<SetupGuide>;
  TestConnectionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TestConnectionResult']>;
  VariableItemConnection: ResolverTypeWrapper<Omit<VariableItemConnection, 'edges'> & { edges: Array<ResolversTypes['VariableItemEdge']> }>;
  VariableItemEdge: ResolverTypeWrapper<Omit<VariableItemEdge, 'node'> & { node: ResolversTypes['VariableRemunerationItem'] }>;
  VariableRemunerationItem: ResolverTypeWrapper<VariableItemParent>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountParent;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AccountChecked: AccountCheckedParent;
  AccountConnected: AccountConnectedParent;
  CheckAccountResult: ResolversUnionTypes<ResolversParentTypes>['CheckAccountResult'];
  CheckEvidence: CheckEvidence;
  Int: Scalars['Int']['output'];
  ConnectAccountInput: ConnectAccountInput;
  Boolean: Scalars['Boolean']['output'];
  ConnectAccountResult: ResolversUnionTypes<ResolversParentTypes>['ConnectAccountResult'];
  ConnectProblem: ConnectProblemParent;
  ConnectionProgress: Omit<ConnectionProgress, 'checks'> & { checks: Array<ResolversParentTypes['PermissionCheck']> };
  Contract: ContractParent;
  CountryCode: Scalars['CountryCode']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Department: DepartmentParent;
  DisconnectAccountResult: DisconnectAccountResult;
  Employee: EmployeeParent;
  EmployeeConnection: Omit<EmployeeConnection, 'edges'> & { edges: Array<ResolversParentTypes['EmployeeEdge']> };
  EmployeeEdge: Omit<EmployeeEdge, 'node'> & { node: ResolversParentTypes['Employee'] };
  EmployeeFilter: EmployeeFilter;
  Establishment: EstablishmentParent;
  FixedRemunerationItem: FixedItemParent;
  Freshness: FreshnessParent;
  LegalEntity: LegalEntityParent;
  LuccaApiKey: Scalars['LuccaApiKey']['output'];
  LuccaModule: LuccaModule;
  LuccaQuota: LuccaQuota;
  Manager: ManagerParent;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  OccupationCategory: OccupationCategoryParent;
  PageInfo: PageInfo;
  PayAmount: PayAmount;
  PermissionCheck: PermissionCheckParent;
  PermissionRequirement: PermissionRequirement;
  Position: PositionParent;
  Query: Record<PropertyKey, never>;
  Remuneration: RemunerationParent;
  RemunerationItem: ResolversInterfaceTypes<ResolversParentTypes>['RemunerationItem'];
  RemunerationResult: ResolversUnionTypes<ResolversParentTypes>['RemunerationResult'];
  RemunerationUnavailable: RemunerationUnavailable;
  ReplaceApiKeyInput: ReplaceApiKeyInput;
  ReplaceApiKeyResult: ResolversUnionTypes<ResolversParentTypes>['ReplaceApiKeyResult'];
  SetupGuide: SetupGuide;
  TestConnectionResult: ResolversUnionTypes<ResolversParentTypes>['TestConnectionResult'];
  VariableItemConnection: Omit<VariableItemConnection, 'edges'> & { edges: Array<ResolversParentTypes['VariableItemEdge']> };
  VariableItemEdge: Omit<VariableItemEdge, 'node'> & { node: ResolversParentTypes['VariableRemunerationItem'] };
  VariableRemunerationItem: VariableItemParent;
};

export type AccountResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'], FederationReferenceType extends FederationReferenceTypes['Account'] = FederationReferenceTypes['Account']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Account']> | FederationReferenceType, FederationReferenceType, ContextType>;
  checkedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  checks?: Resolver<Array<ResolversTypes['PermissionCheck']>, ParentType, ContextType, Partial<AccountChecksArgs>>;
  connectedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  domain?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  modules?: Resolver<Array<ResolversTypes['LuccaModule']>, ParentType, ContextType>;
  quota?: Resolver<ResolversTypes['LuccaQuota'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AccountStatus'], ParentType, ContextType>;
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
  employee?: Resolver<Maybe<ResolversTypes['Employee']>, ParentType, ContextType>;
  endsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  establishment?: Resolver<Maybe<ResolversTypes['Establishment']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isApplicable?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  legalEntity?: Resolver<Maybe<ResolversTypes['LegalEntity']>, ParentType, ContextType>;
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  startsOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  trialPeriodEndsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  typeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

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
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  head?: Resolver<Maybe<ResolversTypes['Manager']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
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
  department?: Resolver<Maybe<ResolversTypes['Department']>, ParentType, ContextType>;
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
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  manager?: Resolver<Maybe<ResolversTypes['Manager']>, ParentType, ContextType>;
  nationality?: Resolver<Maybe<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  remuneration?: Resolver<Maybe<ResolversTypes['RemunerationResult']>, ParentType, ContextType, Partial<EmployeeRemunerationArgs>>;
  seniorityDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EmploymentStatus'], ParentType, ContextType>;
  workEmail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EmployeeConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EmployeeConnection'] = ResolversParentTypes['EmployeeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['EmployeeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EmployeeEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EmployeeEdge'] = ResolversParentTypes['EmployeeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Employee'], ParentType, ContextType>;
};

export type EstablishmentResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Establishment'] = ResolversParentTypes['Establishment'], FederationReferenceType extends FederationReferenceTypes['Establishment'] = FederationReferenceTypes['Establishment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Establishment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isArchived?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  legalEntity?: Resolver<Maybe<ResolversTypes['LegalEntity']>, ParentType, ContextType>;
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeZone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FixedRemunerationItemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FixedRemunerationItem'] = ResolversParentTypes['FixedRemunerationItem']> = {
  endsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RemunerationKind'], ParentType, ContextType>;
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  money?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  natureName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  startsOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FreshnessResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Freshness'] = ResolversParentTypes['Freshness']> = {
  fetchedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['DataSource'], ParentType, ContextType>;
};

export type LegalEntityResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LegalEntity'] = ResolversParentTypes['LegalEntity'], FederationReferenceType extends FederationReferenceTypes['LegalEntity'] = FederationReferenceTypes['LegalEntity']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LegalEntity']> | FederationReferenceType, FederationReferenceType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  employee?: Resolver<Maybe<ResolversTypes['Employee']>, ParentType, ContextType>;
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
  replaceApiKey?: Resolver<Maybe<ResolversTypes['ReplaceApiKeyResult']>, ParentType, ContextType, RequireFields<MutationReplaceApiKeyArgs, 'input'>>;
  testConnection?: Resolver<Maybe<ResolversTypes['TestConnectionResult']>, ParentType, ContextType, RequireFields<MutationTestConnectionArgs, 'input'>>;
};

export type OccupationCategoryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['OccupationCategory'] = ResolversParentTypes['OccupationCategory']> = {
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PayAmountResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PayAmount'] = ResolversParentTypes['PayAmount']> = {
  money?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['PayPeriod']>, ParentType, ContextType>;
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

export type PositionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Position'] = ResolversParentTypes['Position'], FederationReferenceType extends FederationReferenceTypes['Position'] = FederationReferenceTypes['Position']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Position']> | FederationReferenceType, FederationReferenceType, ContextType>;
  department?: Resolver<Maybe<ResolversTypes['Department']>, ParentType, ContextType>;
  employee?: Resolver<Maybe<ResolversTypes['Employee']>, ParentType, ContextType>;
  establishment?: Resolver<Maybe<ResolversTypes['Establishment']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  jobTitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  manager?: Resolver<Maybe<ResolversTypes['Manager']>, ParentType, ContextType>;
  occupationCategory?: Resolver<Maybe<ResolversTypes['OccupationCategory']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  connectionProgress?: Resolver<Maybe<ResolversTypes['ConnectionProgress']>, ParentType, ContextType>;
  departments?: Resolver<Maybe<Array<ResolversTypes['Department']>>, ParentType, ContextType>;
  employee?: Resolver<Maybe<ResolversTypes['Employee']>, ParentType, ContextType, RequireFields<QueryEmployeeArgs, 'id'>>;
  employees?: Resolver<Maybe<ResolversTypes['EmployeeConnection']>, ParentType, ContextType, RequireFields<QueryEmployeesArgs, 'filter' | 'first'>>;
  establishments?: Resolver<Maybe<Array<ResolversTypes['Establishment']>>, ParentType, ContextType>;
  setupGuide?: Resolver<Maybe<ResolversTypes['SetupGuide']>, ParentType, ContextType, RequireFields<QuerySetupGuideArgs, 'language' | 'withPagga'>>;
};

export type RemunerationResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Remuneration'] = ResolversParentTypes['Remuneration']> = {
  asOf?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  baseSalary?: Resolver<Maybe<ResolversTypes['PayAmount']>, ParentType, ContextType>;
  contract?: Resolver<Maybe<ResolversTypes['Contract']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  fixedItems?: Resolver<Array<ResolversTypes['FixedRemunerationItem']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  luccaTheoreticalAnnual?: Resolver<Maybe<ResolversTypes['PayAmount']>, ParentType, ContextType>;
  variableItems?: Resolver<Maybe<ResolversTypes['VariableItemConnection']>, ParentType, ContextType, RequireFields<RemunerationVariableItemsArgs, 'first' | 'includeDeleted'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemunerationItemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RemunerationItem'] = ResolversParentTypes['RemunerationItem']> = {
  __resolveType: TypeResolveFn<'FixedRemunerationItem' | 'VariableRemunerationItem', ParentType, ContextType>;
};

export type RemunerationResultResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RemunerationResult'] = ResolversParentTypes['RemunerationResult']> = {
  __resolveType: TypeResolveFn<'Remuneration' | 'RemunerationUnavailable', ParentType, ContextType>;
};

export type RemunerationUnavailableResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RemunerationUnavailable'] = ResolversParentTypes['RemunerationUnavailable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['DataGapReason'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReplaceApiKeyResultResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ReplaceApiKeyResult'] = ResolversParentTypes['ReplaceApiKeyResult']> = {
  __resolveType: TypeResolveFn<'AccountConnected' | 'ConnectProblem', ParentType, ContextType>;
};

export type SetupGuideResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SetupGuide'] = ResolversParentTypes['SetupGuide']> = {
  permissions?: Resolver<Array<ResolversTypes['PermissionRequirement']>, ParentType, ContextType>;
  prerequisites?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TestConnectionResultResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['TestConnectionResult'] = ResolversParentTypes['TestConnectionResult']> = {
  __resolveType: TypeResolveFn<'AccountChecked' | 'ConnectProblem', ParentType, ContextType>;
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
  isDeleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RemunerationKind'], ParentType, ContextType>;
  luccaId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  money?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  natureName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = GraphContext> = {
  Account?: AccountResolvers<ContextType>;
  AccountChecked?: AccountCheckedResolvers<ContextType>;
  AccountConnected?: AccountConnectedResolvers<ContextType>;
  CheckAccountResult?: CheckAccountResultResolvers<ContextType>;
  CheckEvidence?: CheckEvidenceResolvers<ContextType>;
  ConnectAccountResult?: ConnectAccountResultResolvers<ContextType>;
  ConnectProblem?: ConnectProblemResolvers<ContextType>;
  ConnectionProgress?: ConnectionProgressResolvers<ContextType>;
  Contract?: ContractResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Department?: DepartmentResolvers<ContextType>;
  DisconnectAccountResult?: DisconnectAccountResultResolvers<ContextType>;
  Employee?: EmployeeResolvers<ContextType>;
  EmployeeConnection?: EmployeeConnectionResolvers<ContextType>;
  EmployeeEdge?: EmployeeEdgeResolvers<ContextType>;
  Establishment?: EstablishmentResolvers<ContextType>;
  FixedRemunerationItem?: FixedRemunerationItemResolvers<ContextType>;
  Freshness?: FreshnessResolvers<ContextType>;
  LegalEntity?: LegalEntityResolvers<ContextType>;
  LuccaApiKey?: GraphQLScalarType;
  LuccaModule?: LuccaModuleResolvers<ContextType>;
  LuccaQuota?: LuccaQuotaResolvers<ContextType>;
  Manager?: ManagerResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OccupationCategory?: OccupationCategoryResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PayAmount?: PayAmountResolvers<ContextType>;
  PermissionCheck?: PermissionCheckResolvers<ContextType>;
  PermissionRequirement?: PermissionRequirementResolvers<ContextType>;
  Position?: PositionResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Remuneration?: RemunerationResolvers<ContextType>;
  RemunerationItem?: RemunerationItemResolvers<ContextType>;
  RemunerationResult?: RemunerationResultResolvers<ContextType>;
  RemunerationUnavailable?: RemunerationUnavailableResolvers<ContextType>;
  ReplaceApiKeyResult?: ReplaceApiKeyResultResolvers<ContextType>;
  SetupGuide?: SetupGuideResolvers<ContextType>;
  TestConnectionResult?: TestConnectionResultResolvers<ContextType>;
  VariableItemConnection?: VariableItemConnectionResolvers<ContextType>;
  VariableItemEdge?: VariableItemEdgeResolvers<ContextType>;
  VariableRemunerationItem?: VariableRemunerationItemResolvers<ContextType>;
};

