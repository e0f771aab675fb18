/** What a caller may ask for, as its token says. */
export const scopes = [
  'lucca:employees:read',
  'lucca:demographics:read',
  'lucca:remuneration:read',
  'lucca:remuneration:read:reports',
  'lucca:account:write',
] as const;

export type Scope = (typeof scopes)[number];

/** Who is asking: a tenant (a customer company) and what its user may see. */
export type Viewer = {
  tenant: string;
  scopes: ReadonlySet<string>;
  /** Lucca's number for the user, who is one of the tenant's people; null where the token does not tell it. */
  employeeId: number | null;
};
