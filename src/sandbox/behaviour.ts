/** The largest `limit`, and whether a larger one is refused or reduced to it. */
export type PageLimit = { maximum: number; above: 'refused' | 'clamped' };

/** How a list answers a key that lacks the right to it: with a 403, with a 401, or with no rows. */
export type WithoutRight = 'forbidden' | 'unauthorized' | 'empty';

/** One switch for each point on which public sources about Lucca are silent or contradict each other; `assumptions` has the defaults. */
export type Behaviour = {
  /** Whether the parts of `applicationData` can be selected, `applicationData[fullTimeEquivalent]`, or the request is a 400. */
  nestedApplicationData: 'refused' | 'accepted';
  /** Spelling of `managerID`, `departmentID` and `legalEntityID`: live clients read `ID`, the official examples show `Id`. */
  userIdSpelling: 'ID' | 'Id';
  /** Whether a v3 field or order that does not exist is answered with 400 or ignored. */
  unknownFields: 'refused' | 'ignored';
  /** Whether a v3 query parameter that is no property is ignored or answered with 400. */
  unknownParameters: 'ignored' | 'refused';
  /** Body of a v3 error: the documented `{"Status","Message"}`, or the bare text of Lucca's open-source framework. */
  v3ErrorBody: 'statusAndMessage' | 'bareText';
  /** Whether v3 answers contain `header` besides `data`; official examples do not. */
  hasV3Header: boolean;
  /** Whether users have their job qualification as a field, which no official page mentions. */
  userQualification: 'given' | 'unknown';
  /** Form of the two pay figures in `applicationData`: as on the screen (`"87,000.00 €"`, `"87 000,00 €"`), or a number. */
  payFigures: 'screenText' | 'frenchScreenText' | 'number';
  /**
   * How a text of a user is written that nobody has entered: null if the specification allows it, and otherwise an empty text, or
   * `Undefined` for the gender; or always null; or never.
   */
  emptyTexts: 'nullIfAllowed' | 'null' | 'empty';
  /** How an end is written that is open: null, or a day that never comes. */
  openEnds: 'null' | '9999-12-31' | '2999-12-31';
  /** How a birth or a beginning is written that is not known: null, or a day long ago. */
  unknownDays: 'null' | '1900-01-01' | '0001-01-01';
  /** Whether days are written without a zone, or as a midnight with its offset, `2026-11-24T00:00:00+01:00`. */
  dayZone: 'none' | 'offset';
  /** Whether a pay figure that somebody does not have is null or left out. */
  emptyPayFigures: 'null' | 'omitted';
  /** Whether a property that the key may not see is null or left out. */
  hiddenFields: 'null' | 'omitted';
  /** Whether users have the first and last day of their contract, only the first, both only with the right to contracts, or neither. */
  userContractDates: 'shown' | 'firstDays' | 'withContracts' | 'hidden';
  /** Status of a request for one user who does not exist, or is hidden from the key. */
  unknownUserStatus: 404 | 500;
  /** What a request for one user returns without `fields`. */
  userWithoutFields: 'whole' | 'idNameUrl';
  /** Status of the v3 departments and legal entities, which Lucca removed in September 2026. */
  removedRouteStatus: 404 | 410;
  /** Status of every path of the pay module at a company without the module. */
  absentModuleStatus: 404 | 403 | 401;
  /** Whether work contracts contain `type`, `establishment` and `spc` objects: undocumented, but live clients read them. */
  hasContractObjects: boolean;
  /** Whether the address of an establishment has a country, as in the newer API. */
  establishmentCountry: 'absent' | 'given';
  usersWithoutRight: 'empty' | 'unauthorized';
  /** Whether lists contain the count that was asked for, with `collection.count` or `fields.root`. */
  countsRows: boolean;
  /** Whether departments know `limit`, `page` and `fields.root`; if not, whether they are returned whole or the first ten. */
  departmentPaging: 'known' | 'whole' | 'firstTen';
  contractsWithoutRight: WithoutRight;
  fixedPayWithoutRight: WithoutRight;
  variablePayWithoutRight: WithoutRight;
  qualificationsWithoutRight: WithoutRight;
  departmentsWithoutRight: WithoutRight;
  /** Whether `IncludeDeleted` without the right to deleted remuneration is ignored or answered with 403. */
  deletedWithoutRight: 'absent' | 'forbidden';
  /** Whether the lists of the pay module can be sorted by `id`, or only as they are by default. */
  paySortById: 'accepted' | 'refused';
  /** Status of every path of the working-time API; 200 where it is in use and open to keys. */
  scheduleStatus: 200 | 403 | 401 | 404;
  assignmentsWithoutRight: WithoutRight;
  /** Whether the pages of lists of working time are numbered, or can only be asked for by the token of the next page. */
  schedulePages: 'numbers' | 'tokens';
  scheduleLimit: PageLimit;
  v3Limit: PageLimit;
  contractLimit: PageLimit;
  structureLimit: PageLimit;
  departmentLimit: PageLimit;
  remunerationLimit: PageLimit;
};
