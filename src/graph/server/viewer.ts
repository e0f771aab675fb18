/** What a caller may ask for, as its token says. */
export const scopes = [
  'lucca:employees:read',
  'lucca:demographics:read',
  'lucca:remuneration:read',
  'lucca:remuneration:read:reports',
  'lucca:account:write',
] as const;

export type Scope = (typeof scopes)[number];

/** The caller: a tenant (a customer company) and what its user may see. */
export type Viewer = {
  tenant: string;
  scopes: ReadonlySet<string>;
  /** Lucca's number for the user, who is one of the tenant's people; null if the token does not contain it. */
  employeeId: number | null;
};
