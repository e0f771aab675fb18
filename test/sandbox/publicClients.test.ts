import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { ask } from '../support/askSandbox.ts';
import { tinyCompany, tinyKeys } from '../support/tinyCompany.ts';

let sandbox: Sandbox;
const unknown: string[] = [];

beforeAll(async () => {
  const onUnknown = (message: string) => void unknown.push(message);
  sandbox = await createSandbox({ companies: [tinyCompany()], requestsPerMinute: 1_000, onUnknown });
});
afterAll(() => sandbox.close());

/** A request that public code sends to live tenants, and what that code reads from the answer. */
type Replay = { of: string; path: string; authorization?: string; expected: unknown };

const ada = { id: 1, name: 'Ada VERNIER' };
const url = expect.stringMatching(/^https:\/\/tiny\.ilucca-demo\.net\/api\/v3\//);
const named = { id: expect.any(Number), name: expect.any(String) };
const users = (...items: object[]) => ({ data: { items } });

const ofUsers: Replay[] = [
  {
    of: 'a health check, with a parameter of another API',
    path: '/api/v3/users?limit=1',
    expected: users(...[1, 2, 3, 5, 6].map((id) => ({ id, name: expect.any(String), url }))),
  },
  {
    of: 'a diagnosis of dates, with that parameter and fields',
    path: '/api/v3/users?limit=2&fields=id,name,employeeNumber',
    expected: users(...Array.from({ length: 5 }, () => ({ id: expect.any(Number), name: expect.any(String) }))),
  },
  {
    of: 'an HR connector of several systems, page by page',
    path: '/api/v3/users?formerEmployees=true&paging=0,2&fields=id,firstName,lastName,mail,department,legalEntity,dtContractEnd',
    expected: users(
      { id: 1, department: { id: 10, name: 'Acme', url }, legalEntity: { id: 2, url }, dtContractEnd: null },
      { id: 2 },
    ),
  },
  {
    of: 'an assistant that looks a person up by address',
    path: '/api/v3/users?paging=0,1000&mail=ada@acme.test&fields=id,firstName',
    expected: users({ id: 1, firstName: 'Ada' }),
  },
  {
    of: 'the same assistant, of one person',
    path: '/api/v3/users/2?fields=id,firstName',
    expected: { data: { id: 2, firstName: 'Bo' } },
  },
  {
    of: 'an exercise of a school, in another casing',
    path: '/api/v3/users?fields=lastName,firstName,department,jobtitle&firstName=Ada&lastName=Vernier',
    expected: users({ jobTitle: 'Chief executive', department: { name: 'Acme' } }),
  },
  {
    of: 'another one, by the primary role',
    path: '/api/v3/users?fields=name,jobTitle&rolePrincipalid=55&id=1',
    expected: users({ name: ada.name, jobTitle: 'Chief executive' }),
  },
  {
    of: 'an intranet, with spaces between fields',
    path: '/api/v3/users?fields=id,%20displayName,%20firstName,%20mail,%20picture,%20dtContractStart,%20directLine&id=1',
    expected: users({
      displayName: 'VERNIER Ada',
      picture: { id: expect.any(String), url },
      directLine: '+33 4 72 00 1',
    }),
  },
  {
    of: 'a company directory with pictures by `href`',
    path: `/api/v3/users?formerEmployees=true&id=2&fields=id,name,lastName,firstName,mail,dtContractStart,dtContractEnd,employeeNumber,${''}department,jobTitle,picture,manager,extendedData,professionalMobile,personalMobile,civilTitle,birthDate,address`,
    expected: users({
      department: { id: 11 },
      manager: ada,
      picture: { href: url },
      extendedData: { e_badge: { value: 'B-2' } },
      civilTitle: 'M.',
      professionalMobile: '+33 6 10 00 2',
    }),
  },
  {
    of: 'an export to a data platform, with dotted fields and encoded commas',
    path: '/api/v3/users?formerEmployees=true&id=1&fields=id%2CmodifiedAt%2Ccalendar.id%2Ccalendar.name%2Cculture.id%2Cculture.name%2CrolePrincipal.name%2ChabilitedRoles.id%2ChabilitedRoles.name%2CuserWorkCycles.id%2CuserWorkCycles.ownerID',
    expected: users({
      calendar: named,
      culture: { id: 1036, name: expect.any(String) },
      rolePrincipal: { name: 'Employee' },
      habilitedRoles: [named],
      userWorkCycles: [{ id: 301, ownerID: 1 }],
    }),
  },
  {
    of: 'an export to files, with its key in braces',
    path: '/api/v3/users?fields=id,address,gender,login,mail,legalEntity.name,department.id,manager.id,applicationData,rolePrincipal.name&paging=0,100&id=1',
    authorization: `lucca application={${tinyKeys.full}}`,
    expected: users({ gender: 'Female', legalEntity: { name: 'Acme Lyon' }, manager: { id: 1 }, applicationData: {} }),
  },
  {
    of: 'an incremental load, with a zone',
    path: '/api/v3/users?modifiedAt=since,2026-03-05T10:15:00%2B01:00&fields=id,jobQualification',
    expected: users({ id: 5, jobQualification: { id: 70, name: 'Engineer 2' } }, { id: 6 }),
  },
  {
    of: 'the same in UTC',
    path: '/api/v3/users?modifiedAt=since,2026-03-06T09:15:00.000Z&fields=id',
    expected: users({ id: 6 }),
  },
  {
    of: "an organisation's accounts: people who have left, or have no end",
    path: '/api/v3/users?formerEmployees=true&dtContractEnd=until,2026-11-23&fields=id,lastname,firstname',
    expected: users({ id: 4, lastName: 'ROUX' }),
  },
  {
    of: "Lucca's former front end, to count before it lists",
    path: '/api/v3/users?name=like,a&fields=collection.count&dtcontractend=since,2026-11-24,null',
    expected: { data: { count: 3 } },
  },
  {
    of: "Lucca's former front end, to pick a person",
    path: '/api/v3/users/find?clue=ada%20ver&formerEmployees=true&limit=5',
    expected: users(ada),
  },
  {
    of: "Lucca's front end, to search for a person",
    path: '/api/v3/users/search?clue=ada,ver&fields=id,name&paging=0,20',
    expected: users({ item: ada }),
  },
];

const ofTheRest: Replay[] = [
  {
    of: 'an export of contracts with `fields`, which v4 does not know',
    path: '/directory/api/4.0/work-contracts?fields=id,ownerId,startsOn&page=1&limit=100',
    expected: { items: expect.arrayContaining([expect.objectContaining({ id: 501, ownerId: 1, isApplicable: true })]) },
  },
  {
    of: 'a published tap, page by page until the count',
    path: '/directory/api/4.0/work-contracts?fields.root=count&page=2&limit=3',
    expected: { count: 8, items: [{ id: 504 }, { id: 505 }, { id: 506 }] },
  },
  {
    of: 'a published tap, for the choices of custom fields',
    path: '/api/v3/extensionuserdefinitions?formatKey=select&fields=id,formatKey,extensionUserPropertyListEntries[id,name],collection.count&paging=0,100',
    expected: {
      data: {
        count: 1,
        items: [{ id: 'e_skills', extensionUserPropertyListEntries: [{ id: 84, name: 'TypeScript' }, named] }],
      },
    },
  },
  {
    of: 'a company directory, for one custom field',
    path: '/api/v3/extensionuserdefinitions/e_skills',
    expected: { data: { id: 'e_skills', extensionUserPropertyListEntries: [{ id: 84 }, { id: 85 }] } },
  },
  {
    of: "Lucca's front end, to count departments",
    path: '/organization/structure/api/departments?limit=0&fields.root=count',
    expected: { items: [], count: 5 },
  },
  {
    of: "Lucca's front end, to choose a department",
    path: '/organization/structure/api/departments/tree',
    expected: {
      node: null,
      children: [{ node: { id: 10, name: 'Acme' }, children: [{ node: { id: 11 } }, { node: { id: 14 } }] }],
    },
  },
  {
    of: 'an assistant, for establishments',
    path: '/organization/structure/api/establishments?page=2&limit=1&isArchived=false',
    expected: { items: [{ id: 3 }] },
  },
  {
    of: "Lucca's front end, for the country of each legal unit",
    path: '/organization/structure/api/countries',
    expected: { items: [{ id: 1, code: 'FR', currencyCode: 'EUR' }] },
  },
  {
    of: "Lucca's front end, to choose a qualification",
    path: '/organization/structure/api/job-qualifications?sort=job.name,level.position&page=1&limit=10',
    expected: { items: [{ id: 71, job: { id: 7 } }, { id: 70 }] },
  },
];

describe('a request of a public client is answered as that client expects:', () => {
  it.each([...ofUsers, ...ofTheRest].map((replay) => [replay.of, replay] as const))('%s', async (_, replay) => {
    const { path, authorization, expected } = replay;
    const { status, text } = await ask(sandbox, path, { ...(authorization !== undefined && { authorization }) });
    expect([status, JSON.parse(text)]).toMatchObject([200, expected]);
  });

  it('what none of them may ask for is refused', async () => {
    for (const authorization of [`lucca application={${tinyKeys.full}`, 'lucca application={}', 'Bearer x'])
      expect((await ask(sandbox, '/api/v3/users', { authorization })).status).toBe(401);
    expect((await ask(sandbox, '/api/v3/extensionuserdefinitions/e_nope')).status).toBe(404);
    expect((await ask(sandbox, '/api/v3/users?modifiedAt=since,2026-03-06T09:15:00%2B1')).status).toBe(400);
  });

  it('the parameter of another API is the only thing that the sandbox does not know', () => {
    expect([...new Set(unknown)]).toEqual([
      'The sandbox does not know the field limit of User. If Lucca does, add it to src/sandbox/v3/userFields.ts.',
    ]);
  });
});
