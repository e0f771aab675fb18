import type { Account } from '../accounts/accounts.ts';
import type { Check } from '../accounts/permissions.ts';
import type { ConnectProblem } from '../accounts/problems.ts';
import type { Read, Rows } from '../loaders/table.ts';
import type { Department } from '../lucca/resources/departments.ts';
import type { Establishment } from '../lucca/resources/establishments.ts';
import type { FixedItem } from '../lucca/resources/fixedItems.ts';
import type { LegalUnit } from '../lucca/resources/legalUnits.ts';
import type { User } from '../lucca/resources/users.ts';
import type { VariableItem } from '../lucca/resources/variableItems.ts';
import type { WorkContract } from '../lucca/resources/workContracts.ts';

// What the resolvers of each type are handed: Lucca's own row wherever there is one, so that only differences are written.
export type EmployeeParent = Read<User>;
/** Lucca tells today's position on the user itself. */
export type PositionParent = Read<User>;
export type OccupationCategoryParent = { id: number; name: string | null };
/** A user's number, with the name Lucca gave beside it; null where it gave none. */
export type ManagerParent = { id: number; name: string | null };
export type ContractParent = Read<WorkContract>;
export type DepartmentParent = Read<Department>;
export type EstablishmentParent = Read<Establishment>;
export type LegalEntityParent = Read<LegalUnit>;
export type FreshnessParent = { fetchedAt: number; isStale?: boolean };

/** Everything it takes to price one person's items on one day. */
export type RemunerationParent = {
  employeeId: number;
  asOf: string;
  contracts: Rows<WorkContract>;
  fixedItems: readonly FixedItemParent[];
  fetchedAt: number;
  isStale: boolean;
};
/** An item with the currency of its contract's establishment; null where it cannot be told. */
export type FixedItemParent = Read<FixedItem> & { currency: string | null };
export type VariableItemParent = Read<VariableItem> & { currency: string | null };

export type AccountParent = Account;
export type PermissionCheckParent = Check;
export type ConnectProblemParent = ConnectProblem;
export type AccountConnectedParent = { kind: 'connected'; account: Account };
export type AccountCheckedParent = { kind: 'tested'; checks: Check[] };
