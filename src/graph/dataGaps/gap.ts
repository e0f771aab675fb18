import type { Check, PermissionCode } from '../../accounts/rights/permissions.ts';
import { type Module, rights } from '../../accounts/rights/rights.ts';
import { BulkPayRefused } from '../../audit/audit.ts';
import { LuccaForbidden, LuccaNotFound } from '../../lucca/errors.ts';
import type { Unread } from '../../lucca/unread.ts';
import type { GraphContext } from '../context.ts';
import { BadUserInput, Forbidden, toClientError, Unauthenticated } from '../errors.ts';
import { missingRight, RightMissing } from '../rightMissing.ts';
import { nullableFields } from '../typeDefs.ts';
import { isLost } from './shownRights.ts';

type DataGapReason =
  | 'NOT_SET_IN_LUCCA'
  | 'MALFORMED_IN_LUCCA'
  | 'AMBIGUOUS_IN_LUCCA'
  | 'PERMISSION_MISSING'
  | 'MODULE_NOT_INSTALLED'
  | 'OUTSIDE_KEY_PERIMETER'
  | 'HIDDEN_FROM_VIEWER'
  | 'KNOWN_FOR_TODAY_ONLY'
  | 'UPSTREAM_ERROR';

/** Why data is absent. */
export type Gap = {
  reason: DataGapReason;
  permission: PermissionCode | null;
  module: Module | null;
  /** The reason in a sentence or two, safe to show. */
  message: string;
};

/** A gap that names no right and no module. */
export const gap = (reason: DataGapReason, message: string): Gap => ({
  reason,
  permission: null,
  module: null,
  message,
});

/** The value may be in a row that was skipped. */
export const skippedRow = gap(
  'UPSTREAM_ERROR',
  "Lucca's response contained rows that could not be parsed, and this may be in one of them.",
);

/** Lucca refers to an object that it does not return. */
export const outsidePerimeter = gap(
  'OUTSIDE_KEY_PERIMETER',
  'Lucca refers to this object, but does not return it to the API key.',
);

/** Lucca returns a value that cannot be read. */
export const unreadGap = (why: Unread): Gap =>
  why === 'malformed'
    ? gap('MALFORMED_IN_LUCCA', 'Lucca returns a value of an unexpected type, which cannot be read.')
    : gap('AMBIGUOUS_IN_LUCCA', 'Lucca returns text that can be read in several ways.');

const nothing = 'Lucca returns no value.';

/** The right without which a field is null, by the field's coordinate (`Employee.gender`); null if it requires none. */
export const permissionFor = (coordinate: string): PermissionCode | null =>
  nullableFields.get(coordinate)?.rights.at(-1) ?? null;

/** The API key lacks this right, or, for null, one that is unknown. */
export function lacking(permission: PermissionCode | null): Gap {
  if (permission === null) return gap('PERMISSION_MISSING', 'Lucca does not allow the API key to read this.');
  return { ...gap('PERMISSION_MISSING', `The API key lacks the right “${labelOf(permission)}” in Lucca.`), permission };
}

const withoutModule: Gap = {
  ...gap('MODULE_NOT_INSTALLED', "The company does not have Lucca's pay module."),
  module: 'PAGGA_REMUNERATION',
};

/**
 * Why Lucca returns no value, according to the check of the right that it requires, if it requires one. If the check has no result, the
 * message says so, and no right is reported as missing.
 */
export function emptiness(permission: PermissionCode | null, context: GraphContext): Gap {
  if (permission === null) return gap('NOT_SET_IN_LUCCA', nothing);
  const { account, loaders } = context.connection();
  const check = account.checks.find((each) => each.permission === permission);
  switch (check?.verdict) {
    case 'MISSING':
      return lacking(permission);
    case 'NOT_APPLICABLE':
      return withoutModule;
    case 'GRANTED':
      return isLost(check, loaders) ? lost(check) : gap('NOT_SET_IN_LUCCA', nothing);
    default: {
      const unproven = `Whether the API key has the right “${labelOf(permission)}” could not be proven.`;
      return gap('NOT_SET_IN_LUCCA', `${nothing} ${unproven}`);
    }
  }
}

/** Whether data is worth reading before it is certain to be needed: false if the key is known to lack the right. */
export const isWorthReading = (permission: PermissionCode, context: GraphContext): boolean =>
  emptiness(permission, context).reason === 'NOT_SET_IN_LUCCA';

function lost({ permission }: Check): Gap {
  const message =
    `Lucca no longer returns any data that requires the right “${labelOf(permission)}”, but did when the key was ` +
    'checked: the right was probably removed.';
  return { ...gap('PERMISSION_MISSING', message), permission };
}

/** Why a field that failed is null; null if its own error is sufficient. Rethrows unexpected errors. */
export function gapOfFailure(failure: unknown, permission: PermissionCode | null): Gap | null {
  if (failure instanceof BadUserInput) return null;
  if (failure instanceof Forbidden || failure instanceof Unauthenticated || failure instanceof BulkPayRefused)
    return gap('HIDDEN_FROM_VIEWER', 'The token does not allow this field.');
  if (failure instanceof RightMissing) return lacking(failure.permission);
  if (failure instanceof LuccaForbidden) return lacking(permission ?? missingRight(failure));
  if (failure instanceof LuccaNotFound) return isOfPagga(permission) ? withoutModule : lacking(permission);
  const error = toClientError(failure);
  if (error === null) throw failure;
  return gap('UPSTREAM_ERROR', error.message);
}

const isOfPagga = (permission: PermissionCode | null) =>
  permission !== null && rights[permission].module === 'PAGGA_REMUNERATION';

const labelOf = (permission: PermissionCode) => rights[permission].label.en;
