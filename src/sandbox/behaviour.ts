/** The largest `limit`, and whether a larger one is refused or reduced to it. */
export type PageLimit = { maximum: number; above: 'refused' | 'clamped' };

/** What a list returns to a key without the right to it: a 403, a 401, or no rows. */
export type WithoutRight = 'forbidden' | 'unauthorized' | 'empty';

/** One switch for each point on which public sources about Lucca are silent or contradict each other. The defaults are in `assumptions`. */
export type Behaviour = {
  /** Whether a part of `applicationData` can be selected, as in `applicationData[fullTimeEquivalent]`, or such a request is a 400. */
  nestedApplicationData: 'refused' | 'accepted';
  /** Spelling of `managerID`, `departmentID` and `legalEntityID`: live clients read `ID`, the official examples show `Id`. */
  userIdSpelling: 'ID' | 'Id';
  /** Whether a v3 field or order that does not exist leads to a 400 or is ignored. */
  unknownFields: 'refused' | 'ignored';
  /** Whether a v3 query parameter that is not a property is ignored or leads to a 400. */
  unknownParameters: 'ignored' | 'refused';
  /** Body of a v3 error: the documented `{"Status","Message"}`, or the bare text of Lucca's open-source framework. */
  v3ErrorBody: 'statusAndMessage' | 'bareText';
  /** Whether v3 responses contain `header` besides `data`; official examples do not. */
  hasV3Header: boolean;
  /** Whether users have the field `jobQualification`, which no official page mentions. */
  userQualification: 'given' | 'unknown';
  /** Form of the two pay figures in `applicationData`: as on the screen (`"87,000.00 €"`, `"87 000,00 €"`), or a number. */
  payFigures: 'screenText' | 'frenchScreenText' | 'number';
  /**
   * How a user's text is written if nobody has entered it: null if the specification allows it, and otherwise an empty text, or `Undefined`
   * for the gender; or always null; or never null.
   */
  emptyTexts: 'nullIfAllowed' | 'null' | 'empty';
  /** How an open end is written: null, or a day in the far future. */
  openEnds: 'null' | '9999-12-31' | '2999-12-31';
  /** How an unknown birth date or start date is written: null, or a day in the distant past. */
  unknownDays: 'null' | '1900-01-01' | '0001-01-01';
  /** Whether days are written without a zone, or as midnight with an offset, `2026-11-24T00:00:00+01:00`. */
  dayZone: 'none' | 'offset';
  /** Whether a pay figure that a person does not have is null or omitted. */
  emptyPayFigures: 'null' | 'omitted';
  /** Whether a property that the key may not see is null or omitted. */
  hiddenFields: 'null' | 'omitted';
  /** Whether users have the first and last day of their contract, only the first, both only with the right to contracts, or neither. */
  userContractDates: 'shown' | 'firstDays' | 'withContracts' | 'hidden';
  /** Status of a request for one user who does not exist or is not visible to the key. */
  unknownUserStatus: 404 | 500;
  /** What a request for one user without `fields` returns. */
  userWithoutFields: 'whole' | 'idNameUrl';
  /** Status of the v3 departments and legal entities, which Lucca removed in September 2026. */
  removedRouteStatus: 404 | 410;
  /** Status of every path of the pay module for a company without the module. */
  absentModuleStatus: 404 | 403 | 401;
  /** Whether work contracts contain `type`, `establishment` and `spc` objects: undocumented, but live clients read them. */
  hasContractObjects: boolean;
  /** Whether the address of an establishment has a country, as in the newer API. */
  establishmentCountry: 'absent' | 'given';
  usersWithoutRight: 'empty' | 'unauthorized';
  /** Whether lists contain the count requested with `collection.count` or `fields.root`. */
  countsRows: boolean;
  /** Whether departments support `limit`, `page` and `fields.root`; if not, whether all or the first ten are returned. */
  departmentPaging: 'known' | 'whole' | 'firstTen';
  contractsWithoutRight: WithoutRight;
  fixedPayWithoutRight: WithoutRight;
  variablePayWithoutRight: WithoutRight;
  qualificationsWithoutRight: WithoutRight;
  departmentsWithoutRight: WithoutRight;
  /** Whether `IncludeDeleted` without the right to deleted remuneration is ignored or leads to a 403. */
  deletedWithoutRight: 'absent' | 'forbidden';
  /** Whether the lists of the pay module can be sorted by `id`, or have only their default order. */
  paySortById: 'accepted' | 'refused';
  /** Status of every path of the working-time API; 200 if it is in use and open to keys. */
  scheduleStatus: 200 | 403 | 401 | 404;
  assignmentsWithoutRight: WithoutRight;
  /** Whether pages of working time can be requested by number, or only by the token of the next page. */
  schedulePages: 'numbers' | 'tokens';
  scheduleLimit: PageLimit;
  v3Limit: PageLimit;
  contractLimit: PageLimit;
  structureLimit: PageLimit;
  departmentLimit: PageLimit;
  remunerationLimit: PageLimit;
};
