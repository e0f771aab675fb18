import type { PermissionCode } from '../accounts/rights/permissions.ts';
import { LuccaForbidden } from '../lucca/errors.ts';

/** Lucca shows the key nothing of what a right shows: the right is missing, as far as can be told. */
export class RightMissing extends LuccaForbidden {
  readonly permission: PermissionCode;

  constructor(permission: PermissionCode) {
    super({ resource: 'users' });
    this.permission = permission;
  }
}

const shownBy: Partial<Record<string, PermissionCode>> = {
  workContracts: 'EMPLOYEE_CONTRACTS',
  departments: 'DIRECTORY_ALL_DEPARTMENTS',
  jobQualifications: 'EMPLOYEE_QUALIFICATIONS',
  extensionDefinitions: 'PERSONNEL_FILES',
  fixedItems: 'PAGGA_INDIVIDUAL_SITUATIONS',
  variableItems: 'PAGGA_EVP_SCREEN',
  variableItemsWithDeleted: 'PAGGA_DELETED_REMUNERATION',
};

/** The right for lack of which Lucca refused something; null if several may be, or none is known. */
export const missingRight = (failure: LuccaForbidden): PermissionCode | null =>
  failure instanceof RightMissing ? failure.permission : (shownBy[failure.resource] ?? null);
