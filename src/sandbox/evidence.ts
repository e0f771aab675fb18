/** Fields and query parameters that our client sends to a path. A parameter is written with its value if that is fixed. */
type Evidence = { path: string; asked: readonly string[]; evidence: string };

const specification = 'the official specification';
const filtersOfPay: Record<string, string[]> = {
  'fixed-items': ['ownerIds='],
  'variable-items': ['OwnerIds=', 'IncludeDeleted=true'],
};

/** Everything our client requests from Lucca, except `userFields`, and the evidence that Lucca supports it. */
export const requestEvidence: readonly Evidence[] = [
  {
    path: '/api/v3/users',
    asked: [
      ...['paging=', 'formerEmployees=true', 'id=', 'dtContractStart=since,', 'collection.count', 'departmentId'],
      ...['legalEntityId', 'managerId', 'applicationData', 'extendedData'],
    ],
    evidence: specification,
  },
  {
    path: '/api/v3/users',
    asked: ['orderBy=id,asc', 'departmentId=', 'csp', 'csp[id,name]', 'manager[id,name]'],
    evidence: 'clients of real tenants, which select parts of other references in the same way',
  },
  { path: '/api/v3/users', asked: ['jobQualification[id,name]'], evidence: 'none: omitted after a 400' },
  {
    path: '/api/v3/extensionuserdefinitions',
    asked: ['paging=', 'id', 'formatKey', 'extensionUserPropertyListEntries[id,name]', 'collection.count'],
    evidence: 'a client of a real tenant',
  },
  {
    path: '/api/v3/extensionuserdefinitions',
    asked: ['name', 'orderBy=id,asc'],
    evidence: 'what the specification says of every v3 list',
  },
  {
    path: '/directory/api/4.0/work-contracts',
    asked: ['page=', 'limit=', 'fields.root=', 'ownerId='],
    evidence: specification,
  },
  {
    path: '/organization/structure/api/departments',
    asked: ['page=', 'limit=', 'fields.root='],
    evidence: "`limit=0&fields.root=count` is sent by Lucca's own front end; the specification has no parameter",
  },
  {
    path: '/organization/structure/api/establishments',
    asked: ['page=', 'limit=', 'fields.root=', 'isArchived=true,false'],
    evidence: specification,
  },
  {
    path: '/organization/structure/api/legal-units',
    asked: ['page=', 'limit=', 'fields.root=', 'isArchived=true,false'],
    evidence: specification,
  },
  {
    path: '/organization/structure/api/job-qualifications',
    asked: ['page=', 'limit=', 'fields.root=', 'sort=job.name,level.position'],
    evidence: "sent by Lucca's own front end",
  },
  {
    path: '/schedule/api/employee-assignments',
    asked: ['page=', 'limit=', 'fields.root=', 'sort=startsOn', 'employee.id='],
    evidence: 'the official specification, which does not say how to list several people: with commas, as everywhere',
  },
  {
    path: '/schedule/api/working-time-arrangements',
    asked: ['page=', 'limit=', 'fields.root=', 'sort=id'],
    evidence: specification,
  },
  ...['fixed-items', 'variable-items', 'fixed-natures', 'variable-natures'].map((list) => ({
    path: `/remuneration/api/${list}`,
    asked: ['page=', 'limit=', 'fields.root=', ...(filtersOfPay[list] ?? [])],
    evidence: specification,
  })),
  ...['fixed-items', 'variable-items', 'fixed-natures', 'variable-natures'].map((list) => ({
    path: `/remuneration/api/${list}`,
    asked: ['sort=id'],
    evidence: 'none: the specification has `sort`, but does not say by what; omitted after a 400',
  })),
];
