/** What becomes of a `limit` above the maximum. */
export type PageLimit = { maximum: number; above: 'refused' | 'clamped' };

/** How a list answers a key whose role lacks the right to it. */
export type WithoutRight = 'forbidden' | 'empty';

/** Every point on which the public facts about Lucca are silent or contradict each other, one switch for each. */
export type Behaviour = {
  /** Spelling of `managerID`, `departmentID` and `legalEntityID`: live clients read `ID`, the official examples show `Id`. */
  userIdSpelling: 'ID' | 'Id';
  /** Whether a v3 field, filter or order that does not exist is a 400 or passed over. */
  unknownFields: 'refused' | 'ignored';
  /** Body of a v3 error: the documented `{"Status","Message"}`, or the bare text of Lucca's open-source framework. */
  v3ErrorBody: 'statusAndMessage' | 'bareText';
  /** Whether v3 answers carry `header` beside `data`; official examples leave it out. */
  hasV3Header: boolean;
  /** Whether users carry their job qualification, which no public source has seen. */
  userQualification: 'unknown' | 'given';
  /** Form of the two pay figures in `applicationData`: `"0.8"`, `0.8`, or as the screen shows it (`"87,000.00 €"`). */
  payFigures: 'decimalText' | 'number' | 'screenText';
  /** What becomes of a property the key may not see. */
  hiddenFields: 'null' | 'omitted';
  /** Status for a user by id who does not exist or may not be seen. */
  unknownUserStatus: 404 | 500;
  /** What a user by id holds when no `fields` were asked. */
  userWithoutFields: 'whole' | 'idNameUrl';
  /** Status of the v3 departments and legal entities, gone since September 2026. */
  removedRouteStatus: 404 | 410;
  /** Status of everything of the pay module where the company does not have it. */
  absentModuleStatus: 404 | 403;
  /** Whether work contracts carry `type`, `establishment` and `spc` objects, undocumented but read by live clients. */
  hasContractObjects: boolean;
  contractsWithoutRight: WithoutRight;
  fixedPayWithoutRight: WithoutRight;
  variablePayWithoutRight: WithoutRight;
  qualificationsWithoutRight: WithoutRight;
  departmentsWithoutRight: WithoutRight;
  /** Whether `IncludeDeleted` without the right to deleted remuneration is passed over or a 403. */
  deletedWithoutRight: 'absent' | 'forbidden';
  contractLimit: PageLimit;
  structureLimit: PageLimit;
  departmentLimit: PageLimit;
  remunerationLimit: PageLimit;
};

/** The likeliest reading of the facts, used unless a test or a demo says otherwise. */
export const defaultBehaviour: Behaviour = {
  userIdSpelling: 'ID',
  unknownFields: 'refused',
  v3ErrorBody: 'statusAndMessage',
  hasV3Header: true,
  userQualification: 'unknown',
  payFigures: 'decimalText',
  hiddenFields: 'null',
  unknownUserStatus: 404,
  userWithoutFields: 'whole',
  removedRouteStatus: 404,
  absentModuleStatus: 404,
  hasContractObjects: true,
  contractsWithoutRight: 'forbidden',
  fixedPayWithoutRight: 'forbidden',
  variablePayWithoutRight: 'forbidden',
  qualificationsWithoutRight: 'empty',
  departmentsWithoutRight: 'empty',
  deletedWithoutRight: 'absent',
  contractLimit: { maximum: 1000, above: 'refused' },
  structureLimit: { maximum: 100, above: 'refused' },
  departmentLimit: { maximum: 100, above: 'refused' },
  remunerationLimit: { maximum: 1000, above: 'refused' },
};
