import type { Assumption } from './assumption.ts';
import type { Behaviour, WithoutRight } from './behaviour.ts';
import { pageLimits } from './pageLimits.ts';

const lists = { empty: 'an empty list', forbidden: 'a 403', unauthorized: 'a 401' };
const withoutRight = (
  list: string,
  positions: readonly [WithoutRight, WithoutRight, WithoutRight],
  evidence: string,
): Assumption<WithoutRight> => ({
  about: 'status',
  assumed: `${list} are ${lists[positions[0]]} for a key without the right`,
  evidence,
  positions,
  otherwise: 'a 403, or a 401 while the key is answered elsewhere, is a missing right; an empty list may be one',
});

/** One assumption for each switch of the sandbox. */
export const assumptions: { [Name in keyof Behaviour]: Assumption<Behaviour[Name]> } = {
  nestedApplicationData: {
    about: 'request',
    assumed: 'the parts of `applicationData` cannot be selected',
    evidence: 'public clients ask for `applicationData` whole; no source selects parts of it',
    positions: ['refused', 'accepted'],
    otherwise: 'the same: it is always requested whole',
  },
  userIdSpelling: {
    about: 'form',
    assumed: 'users have `managerID`, `departmentID` and `legalEntityID`',
    evidence: 'three clients of real tenants read `ID`; the official examples show `Id`',
    positions: ['ID', 'Id'],
    otherwise: 'the same: keys are read in any casing',
  },
  unknownFields: {
    about: 'status',
    assumed: 'a v3 field or order that does not exist is a 400',
    evidence: "Lucca's open-source framework; that production ignores some is not excluded",
    positions: ['refused', 'ignored'],
    otherwise: 'the same',
  },
  unknownParameters: {
    about: 'request',
    assumed: 'a v3 query parameter that is not a property of the resource is ignored',
    evidence: "scripts of live tenants have sent `limit` to users for years; Lucca's open-source framework refuses it",
    positions: ['ignored', 'refused'],
    otherwise: 'the same: only parameters with evidence are sent',
  },
  v3ErrorBody: {
    about: 'form',
    assumed: 'a v3 error is `{"Status","Message"}`',
    evidence: "the older official specification; Lucca's open-source framework sends bare text",
    positions: ['statusAndMessage', 'bareText'],
    otherwise: 'the same: only the status counts',
  },
  hasV3Header: {
    about: 'form',
    assumed: 'v3 answers have a `header` besides `data`',
    evidence: "Lucca's SDK and framework; official examples have none",
    positions: [true, false],
    otherwise: 'the same: it is not read',
  },
  userQualification: {
    about: 'request',
    assumed: 'users have `jobQualification`',
    evidence: 'a published connector that reads live tenants has it as a column of users; no official page names it',
    positions: ['given', 'unknown'],
    otherwise:
      'after a 400, everything else is requested without it for a day; qualifications of people are then a gap',
  },
  payFigures: {
    about: 'form',
    assumed: 'the two figures in `applicationData` are text as on the screen',
    evidence: 'the only official example, `Full time` and `87,000.00 €`; public clients read numbers',
    positions: ['screenText', 'frenchScreenText', 'number'],
    otherwise: 'the same; text that can be read in several ways, such as `87.000`, counts as missing',
  },
  emptyTexts: {
    about: 'form',
    assumed:
      'a person without an e-mail address has empty text, and a person without a gender has `Undefined`; other missing texts are null',
    evidence: 'the official specification, in which these two cannot be null; no source shows null for them',
    positions: ['nullIfAllowed', 'null', 'empty'],
    otherwise: 'the same: an empty text is a gap; but a gender that is null is a gap, and `Undefined` is `UNDISCLOSED`',
  },
  openEnds: {
    about: 'form',
    assumed: 'an open end is null',
    evidence: 'the official specification; work cycles of users end in the year 9999',
    positions: ['null', '9999-12-31', '2999-12-31'],
    otherwise: 'the same: an end from 2099 on is open',
  },
  unknownDays: {
    about: 'form',
    assumed: 'an unknown birth date or start date is null',
    evidence: 'the official specification; work cycles of users begin in 1900',
    positions: ['null', '1900-01-01', '0001-01-01'],
    otherwise: 'the same: a birth date or start date up to 1900 counts as missing',
  },
  dayZone: {
    about: 'form',
    assumed: 'days have no zone',
    evidence: 'the official examples; one of the newer API is a midnight with an offset',
    positions: ['none', 'offset'],
    otherwise: 'the same: a midnight is its own day; another time with a zone is not understood',
  },
  emptyPayFigures: {
    about: 'form',
    assumed: 'a figure that a person does not have is null in `applicationData`',
    evidence: 'the official schema allows null; the official example of a company without the pay module lacks both',
    positions: ['null', 'omitted'],
    otherwise: 'the same: an omitted figure does not prove a missing right',
  },
  hiddenFields: {
    about: 'form',
    assumed: 'a property that the key may not see is null',
    evidence: 'Lucca documents only that it may be withheld',
    positions: ['null', 'omitted'],
    otherwise: 'a missing right is proven by fewer people where properties are left out',
  },
  userContractDates: {
    about: 'form',
    assumed: 'users have `dtContractStart` and `dtContractEnd`, whatever the rights of the key',
    evidence: 'the official specification has both on users; no source names a right for them',
    positions: ['shown', 'firstDays', 'withContracts', 'hidden'],
    otherwise:
      'if nobody has them, or nobody has a last day, they are taken from the contracts; if these cannot be read either, status and lists are an error that names the right',
  },
  unknownUserStatus: {
    about: 'status',
    assumed: 'one user who does not exist or is not visible is a 404',
    evidence: 'the current error page; the older specification has 500 `User Not Found`',
    positions: [404, 500],
    otherwise: 'the same: users are only read as lists',
  },
  userWithoutFields: {
    about: 'form',
    assumed: 'one user without `fields` is returned whole',
    evidence: "two public scripts rely on it; Lucca's framework returns `id`, `name` and `url`",
    positions: ['whole', 'idNameUrl'],
    otherwise: 'the same: `fields` is always sent',
  },
  removedRouteStatus: {
    about: 'status',
    assumed: 'the removed v3 departments and legal entities are a 404',
    evidence: 'the migration guides say that they stop responding in September 2026, not how',
    positions: [404, 410],
    otherwise: 'the same: they are never requested',
  },
  absentModuleStatus: {
    about: 'status',
    assumed: 'the pay module is a 404 at a company without it',
    evidence: 'none; other modules of the same kind have no route where they are not installed',
    positions: [404, 403, 401],
    otherwise: 'the rights of the module are inconclusive rather than not applicable',
  },
  hasContractObjects: {
    about: 'form',
    assumed: 'work contracts contain `type`, `establishment` and `spc`',
    evidence: 'three public clients read them; the official example lacks them',
    positions: [true, false],
    otherwise: 'the name of the type of a contract is a gap',
  },
  establishmentCountry: {
    about: 'form',
    assumed: 'the address of an establishment has no country',
    evidence: 'the official specification; that of the newer API has `countryCode`',
    positions: ['absent', 'given'],
    otherwise: 'it is the country of work, which is that of the time zone or the legal entity otherwise',
  },
  countsRows: {
    about: 'form',
    assumed: 'a list contains the requested count',
    evidence: 'the official specification, except for departments',
    positions: [true, false],
    otherwise: 'pages are read until one is empty; rights that only counts prove are inconclusive',
  },
  departmentPaging: {
    about: 'request',
    assumed: 'departments support `limit`, `page` and `fields.root`',
    evidence: "sent by Lucca's own front end; the official specification has no parameter",
    positions: ['known', 'whole', 'firstTen'],
    otherwise: 'all of them are read or, if Lucca only ever returns ten, the contract is broken',
  },
  usersWithoutRight: {
    about: 'status',
    assumed: 'users are an empty list for a key without the right',
    evidence: "Lucca's open-source framework filters rows by right; the official specification has 401 and no 403",
    positions: ['empty', 'unauthorized'],
    otherwise: 'the right is missing as long as the key is answered elsewhere; otherwise the key counts as rejected',
  },
  contractsWithoutRight: withoutRight(
    'work contracts',
    ['unauthorized', 'forbidden', 'empty'],
    'the official specification has 401 and no 403',
  ),
  fixedPayWithoutRight: withoutRight('fixed items', ['forbidden', 'unauthorized', 'empty'], 'no source'),
  variablePayWithoutRight: withoutRight('variable items', ['forbidden', 'unauthorized', 'empty'], 'no source'),
  qualificationsWithoutRight: withoutRight('job qualifications', ['empty', 'forbidden', 'unauthorized'], 'no source'),
  departmentsWithoutRight: withoutRight(
    'departments',
    ['empty', 'forbidden', 'unauthorized'],
    "Lucca's open-source framework filters rows by right",
  ),
  deletedWithoutRight: {
    about: 'status',
    assumed: '`IncludeDeleted` without the right is ignored',
    evidence: 'no source',
    positions: ['absent', 'forbidden'],
    otherwise: 'the right is missing rather than inconclusive',
  },
  paySortById: {
    about: 'request',
    assumed: 'the lists of the pay module can be sorted by `id`',
    evidence: 'the official specification has `sort` for any property, and names only the default order',
    positions: ['accepted', 'refused'],
    otherwise: 'after a 400 the lists are read in the default order, and again if rows moved in the meantime',
  },
  scheduleStatus: {
    about: 'status',
    assumed: 'working time by arrangement (`/schedule`) is in use, and open to keys',
    evidence: 'the official specification, which warns that not every company has it, and names no right',
    positions: [200, 403, 401, 404],
    otherwise:
      'asked again once a day; the share of full time is then known for today only, if the pay module gives it',
  },
  assignmentsWithoutRight: withoutRight(
    'the arrangements of people',
    ['forbidden', 'unauthorized', 'empty'],
    'the official specification has 401 and 403 and names no right: that to contracts, to which they belong, is a guess',
  ),
  schedulePages: {
    about: 'request',
    assumed: 'pages of working time can be requested by number as well as by token',
    evidence: 'what the specification says of other v4 lists',
    positions: ['numbers', 'tokens'],
    otherwise: 'after a 400 the rest is read one page after the other, by token',
  },
  ...pageLimits,
};

/** The default position of every switch. */
export const defaultBehaviour = Object.fromEntries(
  Object.entries(assumptions).map(([name, { positions }]) => [name, positions[0]]),
) as Behaviour;
