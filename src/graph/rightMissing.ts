import type { PermissionCode } from '../accounts/rights/permissions.ts';
import { LuccaForbidden } from '../lucca/errors.ts';

/** Lucca returns no data that requires a right, so the right is probably missing. */
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

/** The missing right because of which Lucca refused a request; null if it may be one of several, or is unknown. */
export const missingRight = (failure: LuccaForbidden): PermissionCode | null =>
  failure instanceof RightMissing ? failure.permission : (shownBy[failure.resource] ?? null);
