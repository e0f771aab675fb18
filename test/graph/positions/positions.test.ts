import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import type { Person } from '../../../src/sandbox/model.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../../support/subgraph.ts';
import { personOf, rowOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
let subgraph: Subgraph;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(acme);
});

const people = acme.people.toSorted((a, b) => a.id - b.id);
const managerIdOf = ({ id, managerId }: Person) => (managerId === id ? null : managerId);

describe('a position', () => {
  it('has the values that Lucca has, for everybody of the company', async () => {
    const positions = await everybody(
      subgraph,
      `position { jobTitle occupationCategory { luccaId name } department { luccaId } establishment { luccaId }
        employee { luccaId } manager { employee { luccaId } } }`,
    );
    expect(positions).toEqual(
      people.map((person) => ({
        position: {
          jobTitle: person.jobTitle,
          occupationCategory:
            person.occupationCategoryId === null
              ? null
              : {
                  luccaId: String(person.occupationCategoryId),
                  name: rowOf(acme.occupationCategories, person.occupationCategoryId).name,
                },
          department: { luccaId: String(person.departmentId) },
          establishment: { luccaId: String(person.establishmentId) },
          employee: { luccaId: String(person.id) },
          manager: managerIdOf(person) === null ? null : { employee: { luccaId: String(managerIdOf(person)) } },
        },
      })),
    );
  });

  it('may have occupation category 0, which is valid', async () => {
    const idOf = await employeeIds(subgraph);
    const query = 'query ($id: ID!) { employee(id: $id) { position { occupationCategory { luccaId name } } } }';
    const { employee } = await subgraph.data(query, { id: idOf(findTrap(acme, 'occupationCategoryZero')[0]) });
    expect(employee.position.occupationCategory).toEqual({ luccaId: '0', name: acme.occupationCategories[0]?.name });
  });
});

describe('a manager', () => {
  const query = `query ($id: ID!) { employee(id: $id) { id
    manager { id displayName employee { id displayName manager { id employee { id manager { id } } } } } } }`;

  it('is null for a person who is their own manager', async () => {
    const idOf = await employeeIds(subgraph);
    const { employee } = await subgraph.data(query, { id: idOf(findTrap(acme, 'selfManager')[0]) });
    expect(employee.manager).toBeNull();
  });

  it('in a cycle is returned as deep as requested', async () => {
    const idOf = await employeeIds(subgraph);
    const [one = 0, other = 0] = findTrap(acme, 'managerCycle');
    const { employee } = await subgraph.data(query, { id: idOf(one) });
    expect(employee.manager).toMatchObject({
      id: idOf(other),
      employee: {
        id: idOf(other),
        manager: { id: idOf(one), employee: { id: idOf(one), manager: { id: idOf(other) } } },
      },
    });
  });

  it('outside the perimeter of the key has an id and a name, but no record', async () => {
    const idOf = await employeeIds(subgraph);
    await subgraph.connect(acme, 'one department');
    const [id] = findTrap(acme, 'managerOutsidePerimeter');
    const manager = personOf(acme, personOf(acme, id).managerId ?? 0);
    const { employee } = await subgraph.data(query, { id: idOf(id) });
    expect(employee.manager).toEqual({
      id: idOf(manager.id),
      displayName: `${manager.firstName} ${manager.lastName}`,
      employee: null,
    });
  });

  it('is null without an error, like all other fields that a missing right hides', async () => {
    const idOf = await employeeIds(subgraph);
    const [id] = findTrap(acme, 'managerCycle');
    await subgraph.connect(acme, 'luccaData only');
    const hidden = `query ($id: ID!) { employee(id: $id) { displayName gender birthDate manager { id }
      position { jobTitle occupationCategory { luccaId } } } }`;
    const { firstName, lastName } = personOf(acme, id);
    for (const hiddenFields of ['null', 'omitted'] as const) {
      subgraph.sandbox.control.behave(acme.host, { hiddenFields });
      expect(await subgraph.data(hidden, { id: idOf(id) }, { headers: { 'cache-control': 'no-cache' } })).toEqual({
        employee: {
          displayName: `${firstName} ${lastName}`,
          gender: null,
          birthDate: null,
          manager: null,
          position: { jobTitle: null, occupationCategory: null },
        },
      });
    }
  });
});
