import type { PermissionCode } from '../../accounts/rights/permissions.ts';
import { nullableFields } from '../typeDefs.ts';

/** The coordinates of the fields that stay null without a right, root fields first, then in the order of the schema. */
export const unlockedBy = (permission: PermissionCode): string[] =>
  [...nullableFields]
    .filter(([, { rights }]) => rights.includes(permission))
    .map(([coordinate]) => coordinate)
    .toSorted((a, b) => Number(isRoot(b)) - Number(isRoot(a)));

const isRoot = (coordinate: string) => coordinate.startsWith('Query.');
