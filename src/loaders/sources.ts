import type { KeyReader, Source } from '../cache/source.ts';
import type { LuccaRow, Resource } from '../lucca/resource.ts';
import { departments } from '../lucca/resources/departments.ts';
import { employeeAssignments } from '../lucca/resources/employeeAssignments.ts';
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
import { workingTimeArrangements } from '../lucca/resources/workingTimeArrangements.ts';
import type { Policies } from './freshness.ts';
import { employee, noKey, owner, ownerOfContract, ownId } from './keys.ts';

/** A resource that can be loaded, and the policy for its freshness. */
export type LoadedSource<Row extends LuccaRow> = Source<Row> & { policy: keyof Policies };

const source = <Row extends LuccaRow>(
  resource: Resource<Row>,
  key: KeyReader<NoInfer<Row>>,
  filter: string | null,
  policy: keyof Policies,
): LoadedSource<Row> => ({ resource, ...key, filter, policy });

const optional = <Row extends LuccaRow>(source: LoadedSource<Row>): LoadedSource<Row> => ({
  ...source,
  isOptional: true,
});

/** Everything that can be loaded: the resource, the number its rows are looked up by, Lucca's parameter for that, and the policy. */
export const sources = {
  employees: source(users, ownId, 'id', 'standard'),
  personnelFiles: source(usersWithExtendedData, ownId, 'id', 'pay'),
  contracts: source(workContracts, owner, 'ownerId', 'standard'),
  assignments: optional(source(employeeAssignments, employee, 'employee.id', 'standard')),
  arrangements: optional(source(workingTimeArrangements, ownId, null, 'standard')),
  fixedItems: source(fixedItems, ownerOfContract, 'ownerIds', 'pay'),
  variableItems: source(variableItems, ownerOfContract, 'OwnerIds', 'pay'),
  variableItemsWithDeleted: source(variableItemsWithDeleted, ownerOfContract, 'OwnerIds', 'pay'),
  /** First rows only: who is employed, with Lucca's yearly figures. */
  payFigures: source(payFigures, ownId, null, 'pay'),
  fixedNatures: source(fixedNatures, ownId, null, 'standard'),
  variableNatures: source(variableNatures, ownId, null, 'standard'),
  departments: source(departments, ownId, null, 'standard'),
  establishments: source(establishments, ownId, null, 'standard'),
  qualifications: source(jobQualifications, ownId, null, 'standard'),
  legalEntities: source(legalUnits, ownId, null, 'standard'),
  // Their ids are not numbers.
  customFields: source(extensionDefinitions, noKey, null, 'standard'),
};
