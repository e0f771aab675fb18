import type { Caller, Lucca } from '../lucca/client.ts';
import { LuccaError, LuccaForbidden, LuccaNotFound, LuccaUnauthorized } from '../lucca/errors.ts';
import { type Check, corePermission, furtherPermissions, type Permission, type Verdict } from './permissions.ts';

/**
 * Proves the key and finds out what it may see, in one request for each right.
 * Throws Lucca's error when the key itself could not be proven; what fails after that is only inconclusive.
 */
export async function checkKey(lucca: Pick<Lucca, 'peek'>, caller: Caller): Promise<Check[]> {
  const core = await probe(lucca, caller, corePermission);
  const further = furtherPermissions.map(async (permission) => {
    try {
      return await probe(lucca, caller, permission);
    } catch (failure) {
      return withoutRows(permission, failure);
    }
  });
  return [core, ...(await Promise.all(further))];
}

async function probe(lucca: Pick<Lucca, 'peek'>, caller: Caller, permission: Permission): Promise<Check> {
  try {
    const { rows, rejected } = await lucca.peek(caller, permission.resource, 1);
    // A row we cannot read was shown all the same, and the right is all that is asked here.
    const rowsSeen = rows.length + rejected;
    return conclude(permission, rowsSeen > 0 ? 'GRANTED' : permission.whenEmpty, 200, rowsSeen);
  } catch (failure) {
    if (failure instanceof LuccaForbidden) return conclude(permission, 'MISSING', failure.status ?? null);
    throw failure;
  }
}

function withoutRows(permission: Permission, failure: unknown): Check {
  if (!(failure instanceof LuccaError) || failure instanceof LuccaUnauthorized) throw failure;
  const isModuleAbsent = failure instanceof LuccaNotFound && permission.requirement === 'IF_MODULE';
  return conclude(permission, isModuleAbsent ? 'NOT_APPLICABLE' : 'INCONCLUSIVE', failure.status ?? null);
}

function conclude(permission: Permission, verdict: Verdict, status: number | null, rowsSeen = 0): Check {
  const { path } = permission.resource;
  return {
    permission: permission.permission,
    requirement: permission.requirement,
    verdict,
    evidence: { method: 'GET', path, status, rowsSeen },
  };
}
