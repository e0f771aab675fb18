import type { LuccaRow, Resource } from '../lucca/resource.ts';
import { departments } from '../lucca/resources/departments.ts';
import { establishments } from '../lucca/resources/establishments.ts';
import { extensionDefinitions } from '../lucca/resources/extensionDefinitions.ts';
import { fixedItems } from '../lucca/resources/fixedItems.ts';
import { fixedNatures } from '../lucca/resources/fixedNatures.ts';
import { jobQualifications } from '../lucca/resources/jobQualifications.ts';
import { legalUnits } from '../lucca/resources/legalUnits.ts';
import { payFigures } from '../lucca/resources/payFigures.ts';
import { users } from '../lucca/resources/users.ts';
import { usersWithExtendedData } from '../lucca/resources/usersWithExtendedData.ts';
import { variableItems, variableItemsWithDeleted } from '../lucca/resources/variableItems.ts';
import { variableNatures } from '../lucca/resources/variableNatures.ts';
import { workContracts } from '../lucca/resources/workContracts.ts';

/** How a Lucca resource is looked up: by which number of its rows, and with which of Lucca's filters. */
export type Source<Row extends LuccaRow> = {
  resource: Resource<Row>;
  /** The number rows are asked for by: their own id, or the person's they belong to. */
  keyOf: (row: Row) => number;
  /** Lucca's parameter for a list of such numbers; null where only the whole resource can be read. */
  filter: string | null;
  /** Whether it is somebody's pay, or decides about it: then it is never served older than fresh while it is read anew, and not for long while Lucca fails. */
  isPay?: boolean;
};

const source = <Row extends LuccaRow>(
  resource: Resource<Row>,
  keyOf: (row: Row) => number,
  filter: string | null,
): Source<Row> => ({ resource, keyOf, filter });

const pay = <Row extends LuccaRow>(...parts: Parameters<typeof source<Row>>): Source<Row> => ({
  ...source(...parts),
  isPay: true,
});

/** Everything that can be loaded: one line a resource; two of the same resource share what is held. */
export const sources = {
  employees: source(users, (user) => user.id, 'id'),
  /** The same people, no older than pay may be: for who may see pay, and what pay is worked out from. */
  employeesForPay: pay(users, (user) => user.id, 'id'),
  personnelFiles: source(usersWithExtendedData, (user) => user.id, 'id'),
  contracts: source(workContracts, (contract) => contract.ownerId, 'ownerId'),
  fixedItems: pay(fixedItems, (item) => item.workContract.ownerId, 'ownerIds'),
  variableItems: pay(variableItems, (item) => item.workContract.ownerId, 'OwnerIds'),
  variableItemsWithDeleted: pay(variableItemsWithDeleted, (item) => item.workContract.ownerId, 'OwnerIds'),
  /** First rows only: who is employed, with Lucca's yearly figures. */
  payFigures: pay(payFigures, (user) => user.id, null),
  fixedNatures: source(fixedNatures, (nature) => nature.id, null),
  variableNatures: source(variableNatures, (nature) => nature.id, null),
  departments: source(departments, (department) => department.id, null),
  establishments: source(establishments, (establishment) => establishment.id, null),
  qualifications: source(jobQualifications, (qualification) => qualification.id, null),
  legalEntities: source(legalUnits, (legalUnit) => legalUnit.id, null),
  // Their ids are words, so they are only ever loaded all at once.
  customFields: source(extensionDefinitions, () => 0, null),
};
