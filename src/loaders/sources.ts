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
import { type Key, noKey, owner, ownerOfContract, ownId } from './keys.ts';

/** How a Lucca resource is looked up: by which number of its rows, and with which of Lucca's filters. */
export type Source<Row extends LuccaRow> = Key<Row> & {
  resource: Resource<Row>;
  /** Lucca's parameter for a list of such numbers; null where only the whole resource can be read. */
  filter: string | null;
  /** Whether it is somebody's pay, or decides about it: then it is never served older than fresh while it is read anew, and not for long while Lucca fails. */
  isPay?: boolean;
};

const source = <Row extends LuccaRow>(resource: Resource<Row>, key: Key<Row>, filter: string | null): Source<Row> => ({
  resource,
  ...key,
  filter,
});

const pay = <Row extends LuccaRow>(...parts: Parameters<typeof source<Row>>): Source<Row> => ({
  ...source(...parts),
  isPay: true,
});

/** Everything that can be loaded: one line a resource; two of the same resource share what is held. */
export const sources = {
  employees: source(users, ownId, 'id'),
  /** The same people, no older than pay may be: for who may see pay, and what pay is worked out from. */
  employeesForPay: pay(users, ownId, 'id'),
  personnelFiles: source(usersWithExtendedData, ownId, 'id'),
  contracts: source(workContracts, owner, 'ownerId'),
  /** The same contracts, no older than pay may be: they say in which establishment, and thus in which currency, somebody is paid. */
  contractsForPay: pay(workContracts, owner, 'ownerId'),
  fixedItems: pay(fixedItems, ownerOfContract, 'ownerIds'),
  variableItems: pay(variableItems, ownerOfContract, 'OwnerIds'),
  variableItemsWithDeleted: pay(variableItemsWithDeleted, ownerOfContract, 'OwnerIds'),
  /** First rows only: who is employed, with Lucca's yearly figures. */
  payFigures: pay(payFigures, ownId, null),
  fixedNatures: source(fixedNatures, ownId, null),
  variableNatures: source(variableNatures, ownId, null),
  departments: source(departments, ownId, null),
  establishments: source(establishments, ownId, null),
  qualifications: source(jobQualifications, ownId, null),
  legalEntities: source(legalUnits, ownId, null),
  // Their ids are words.
  customFields: source(extensionDefinitions, noKey, null),
};
