import { beforeAll, describe, expect, it } from 'vitest';
import { hosts, type TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import { statusOf } from '../../../src/sandbox/lookup.ts';
import type { Company, Department, JobQualification, Person } from '../../../src/sandbox/model.ts';
import { contractFields, createContractTruth } from '../../support/contractTruth.ts';
import { everybody } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph, today } from '../../support/subgraph.ts';
import { degree, isThorough } from '../../support/thoroughness.ts';
import { contractsOf, departmentsUnder, isInForce, managersAbove, personOf, rowOf } from '../../support/truth.ts';

/** A field of the query, and its value in the sandbox: both must be the same for everybody. */
type Field = { ask: string; truth: (person: Person, company: Company) => unknown };

const reference = (row: { id: number; name: string }) => ({ luccaId: String(row.id), name: row.name });
const nameOf = ({ firstName, lastName }: Person) => `${firstName} ${lastName}`;
const genders = { Female: 'FEMALE', Male: 'MALE', Misc: 'OTHER', Undefined: 'UNDISCLOSED' };

/** The compared fields by name; one more line compares one more field. */
const fields: Record<string, Field> = {
  luccaId: { ask: 'luccaId', truth: ({ id }) => String(id) },
  employeeNumber: { ask: 'employeeNumber', truth: ({ employeeNumber }) => employeeNumber },
  status: { ask: 'status', truth: (person) => statusOf(person, today).toUpperCase() },
  displayName: { ask: 'displayName', truth: nameOf },
  firstName: { ask: 'firstName', truth: ({ firstName }) => firstName },
  lastName: { ask: 'lastName', truth: ({ lastName }) => lastName },
  workEmail: { ask: 'workEmail', truth: ({ mail }) => mail },
  gender: { ask: 'gender', truth: ({ gender }) => genders[gender] },
  birthDate: { ask: 'birthDate', truth: ({ birthOn }) => birthOn },
  nationality: { ask: 'nationality', truth: ({ nationalityId }) => nationalityId },
  hiredOn: { ask: 'hiredOn', truth: ({ contractStartsOn }) => contractStartsOn },
  seniorityDate: {
    ask: 'seniorityDate',
    truth: ({ seniorityOn, contractStartsOn }) => seniorityOn ?? contractStartsOn,
  },
  leavesOn: { ask: 'leavesOn', truth: ({ contractEndsOn }) => contractEndsOn },
  modifiedAt: { ask: 'modifiedAt', truth: ({ modifiedAt }) => `${modifiedAt}.000Z` },
  department: {
    ask: 'department { luccaId name ancestors { luccaId } }',
    truth: ({ departmentId }, company) => ({
      ...reference(rowOf(company.departments, departmentId)),
      ancestors: above(company, rowOf(company.departments, departmentId)).map(({ id }) => ({ luccaId: String(id) })),
    }),
  },
  establishment: {
    ask: 'establishment { luccaId name }',
    truth: ({ establishmentId }, company) => reference(rowOf(company.establishments, establishmentId)),
  },
  legalEntity: {
    ask: 'legalEntity { luccaId name country currency }',
    truth({ establishmentId }, company) {
      const unit = rowOf(company.legalUnits, rowOf(company.establishments, establishmentId).legalUnitId);
      return { ...reference(unit), country: unit.countryCode, currency: unit.currencyCode };
    },
  },
  manager: {
    ask: 'manager { displayName employee { luccaId } }',
    truth({ id, managerId }, company) {
      if (managerId === null || managerId === id) return null;
      return { displayName: nameOf(personOf(company, managerId)), employee: { luccaId: String(managerId) } };
    },
  },
  position: {
    ask: 'position { jobTitle occupationCategory { luccaId name } qualification { luccaId title profession rank } }',
    truth: ({ jobTitle, occupationCategoryId, jobQualificationId }, company) => ({
      jobTitle,
      occupationCategory:
        occupationCategoryId === null ? null : reference(rowOf(company.occupationCategories, occupationCategoryId)),
      qualification: jobQualificationId === null ? null : levelOf(rowOf(company.jobQualifications, jobQualificationId)),
    }),
  },
  contracts: {
    ask: `contracts { ${contractFields} }`,
    truth: ({ id }, company) => contractsOf(company, id).map(truthOfContracts(company)),
  },
  contract: {
    ask: 'contract { luccaId }',
    truth({ id }, company) {
      const inForce = contractsOf(company, id).find((contract) => isInForce(contract, today));
      return inForce ? { luccaId: String(inForce.id) } : null;
    },
  },
  managementChain: {
    ask: 'managementChain(maxDepth: 100) { employee { luccaId } }',
    truth: (person, company) => managersAbove(company, person).map(({ id }) => ({ employee: { luccaId: String(id) } })),
  },
  directReports: {
    ask: 'directReports(first: 1000) { totalCount edges { node { luccaId } } }',
    truth(person, { people }) {
      const reports = people
        .filter(({ id, managerId }) => managerId === person.id && id !== person.id)
        .filter((report) => statusOf(report, today) === 'active')
        .toSorted((a, b) => a.id - b.id);
      return { totalCount: reports.length, edges: reports.map(({ id }) => ({ node: { luccaId: String(id) } })) };
    },
  },
  customFields: {
    ask: 'customFields { luccaId values { text } }',
    truth: ({ extendedData }, company) =>
      company.extensionDefinitions
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, entries }) => ({
          luccaId: id,
          values: [extendedData[id] ?? []].flat().map(({ value }) => ({
            text: String(entries.find((entry) => entry.id === value)?.name ?? value),
          })),
        })),
  },
};

const levelOf = ({ id, name, job, level }: JobQualification) => ({
  luccaId: String(id),
  title: name,
  profession: job.name,
  rank: level.position,
});

const truths = new Map<Company, ReturnType<typeof createContractTruth>>();

/** Created once per company, because it takes all contracts to know which of them apply. */
function truthOfContracts(company: Company) {
  const truth = truths.get(company) ?? createContractTruth(company);
  truths.set(company, truth);
  return truth;
}

function above(company: Company, { parentId }: Department): Department[] {
  if (parentId === null) return [];
  const parent = rowOf(company.departments, parentId);
  return [...above(company, parent), parent];
}

/** All differences, so that a failing run says what is wrong and for which person. */
function differencesOf(company: Company, actual: Record<string, unknown>[]): string[] {
  const people = company.people.toSorted((a, b) => a.id - b.id);
  if (actual.length !== people.length) return [`${actual.length} people instead of ${people.length}`];
  return people.flatMap((person, index) =>
    Object.entries(fields).flatMap(([name, { truth }]) => {
      const [is, shouldBe] = [actual[index]?.[name], truth(person, company)].map((value) => JSON.stringify(value));
      return is === shouldBe ? [] : [`${name} of ${person.id} is ${is}, and should be ${shouldBe}`];
    }),
  );
}

// The expected values are found by scanning all rows repeatedly: for ten thousand people that takes half a minute.
const timeout = isThorough ? 300_000 : 60_000;

const companies = [
  createTestCompany(hosts.acme),
  createTestCompany(hosts.initech),
  createTestCompany(hosts.globex, { employees: degree(10_000, 2_500, 600) }),
];

describe.each(companies.map((company) => [company.host, company] as const))(
  'the list of people of %s',
  { timeout },
  (_, company) => {
    let subgraph: Subgraph;
    beforeAll(async () => {
      const sandbox = { behaviour: { userQualification: 'given' } } as const;
      subgraph = await startSubgraph({ companies: [company], sandbox, app: { deadlineMs: 60_000 } });
      await subgraph.connect(company as TrappedCompany);
    });

    it(`is the truth, in ${Object.keys(fields).length} fields of ${company.people.length} people`, async () => {
      const asked = Object.entries(fields).map(([name, { ask }]) => (ask.startsWith(name) ? ask : `${name}: ${ask}`));
      const actual = await everybody<Record<string, unknown>>(subgraph, asked.join('\n'), { first: 100 });
      expect(differencesOf(company, actual).slice(0, 20)).toEqual([]);
    });

    it('has the right people for each department and its subtree', async () => {
      const people = 'totalCount edges { node { luccaId } }';
      const { departments } = await subgraph.data(`{ departments {
      luccaId level children { luccaId } ancestors { luccaId }
      own: employees(first: 250) { ${people} } all: employees(first: 250, includeSubtree: true) { ${people} }
    } }`);
      const numbers = (rows: readonly { id: number }[]) => rows.map(({ id }) => ({ luccaId: String(id) }));
      const pageOf = (test: (departmentId: number) => boolean) => {
        const rows = company.people
          .filter((person) => statusOf(person, today) === 'active' && test(person.departmentId))
          .toSorted((a, b) => a.id - b.id);
        return {
          totalCount: rows.length,
          edges: numbers(rows)
            .slice(0, 250)
            .map((node) => ({ node })),
        };
      };
      const byNumber = (a: { luccaId: string }, b: { luccaId: string }) => Number(a.luccaId) - Number(b.luccaId);
      expect(departments.toSorted(byNumber)).toEqual(
        company.departments
          .map((department) => {
            const under = departmentsUnder(company, department.id);
            const children = company.departments
              .filter(({ parentId }) => parentId === department.id)
              .toSorted((a, b) => a.sortOrder - b.sortOrder || a.id - b.id);
            return {
              luccaId: String(department.id),
              level: above(company, department).length + 1,
              children: numbers(children),
              ancestors: numbers(above(company, department)),
              own: pageOf((id) => id === department.id),
              all: pageOf((id) => id === department.id || under.has(id)),
            };
          })
          .toSorted(byNumber),
      );
    });
  },
);
