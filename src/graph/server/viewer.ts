import type { Account } from '../../accounts/account.ts';

/** What a caller may ask for, as its token says. */
export const scopes = [
  'lucca:employees:read',
  'lucca:demographics:read',
  'lucca:remuneration:read',
  'lucca:remuneration:read:reports',
  'lucca:remuneration:read:bulk',
  'lucca:audit:read',
  'lucca:account:write',
  'lucca:account:erase',
] as const;

export type Scope = (typeof scopes)[number];

/** The caller: a tenant (a customer company), its user, and what the user may see. */
export type Viewer = { tenant: string; subject: string; scopes: ReadonlySet<string> } & (
  | NumberedEmployee
  | { employeeId: null }
);

/** Which of the tenant's people the user is, if the token says so. */
type NumberedEmployee = {
  /** Lucca's number for the person. */
  employeeId: number;
  /** The id of the account that the number was issued for; null if the token does not contain it. */
  accountId: string | null;
  /** When the token was issued, in seconds since 1970; null if the token does not contain it. */
  issuedAt: number | null;
};

/**
 * The viewer's number in an account, or null. The same number belongs to a different person in another Lucca, so it counts only for the
 * account it was issued for. The number in a token without an account counts if the token was issued after this Lucca was connected.
 */
export function employeeIn({ id, connectedAt }: Pick<Account, 'id' | 'connectedAt'>, viewer: Viewer): number | null {
  if (viewer.employeeId === null) return null;
  const { employeeId, accountId, issuedAt } = viewer;
  const isLater = issuedAt !== null && issuedAt * 1000 >= Date.parse(connectedAt);
  return (accountId === null ? isLater : accountId === id) ? employeeId : null;
}
