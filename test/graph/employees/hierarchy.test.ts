import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { statusOf } from '../../../src/sandbox/lookup.ts';
import type { Person } from '../../../src/sandbox/model.ts';
import { employeeIds, everybody } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph, today, uncached } from '../../support/subgraph.ts';
import { managersAbove, peopleUnder, personOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const [chief] = findTrap(acme, 'selfManager');
const [cycling, cyclingBack] = findTrap(acme, 'managerCycle') as [number, number];
let subgraph: Subgraph;
let idOf: (luccaId: number) => string;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(acme);
  idOf = await employeeIds(subgraph);
});

type Chain = { luccaId: string; managementChain: { displayName: string; employee: { luccaId: string } | null }[] };

const nameOf = ({ firstName, lastName }: Person) => `${firstName} ${lastName}`;
const numbersIn = (page: { edges: { node: { luccaId: string } }[] }) =>
  page.edges.map(({ node }) => Number(node.luccaId));

/** Requests one field of one person. */
async function askOne(luccaId: number, field: string, options = {}) {
  const { employee } = await subgraph.data(
    `query ($id: ID!) { employee(id: $id) { ${field} } }`,
    { id: idOf(luccaId) },
    options,
  );
  return employee;
}

describe('the management chain', () => {
  it('leads from the nearest manager to the top, for everybody', async () => {
    const people = await everybody<Chain>(
      subgraph,
      'luccaId managementChain(maxDepth: 100) { displayName employee { luccaId } }',
    );
    expect(people).toHaveLength(acme.people.length);
    for (const { luccaId, managementChain } of people)
      expect(managementChain).toEqual(
        managersAbove(acme, personOf(acme, Number(luccaId))).map((manager) => ({
          displayName: nameOf(manager),
          employee: { luccaId: String(manager.id) },
        })),
      );
    expect(Math.max(...people.map(({ managementChain }) => managementChain.length))).toBeGreaterThan(2);
  });

  it('is empty for a person who is their own manager', async () => {
    expect(await askOne(chief, 'managementChain { id }')).toEqual({ managementChain: [] });
  });

  it('ends before it repeats a person', async () => {
    const chain = await askOne(cycling, 'managementChain { employee { luccaId } }');
    expect(chain).toEqual({ managementChain: [{ employee: { luccaId: String(cyclingBack) } }] });
  });

  it('ends before it repeats a person if it leads into a cycle', async () => {
    const [outside] = findTrap(acme, 'homonyms');
    subgraph.sandbox.control.change(acme.host, (company) => {
      personOf(company, outside).managerId = cycling;
    });
    const chain = await askOne(outside, 'managementChain(maxDepth: 100) { employee { luccaId } }', uncached);
    expect(
      chain.managementChain.map((each: { employee: { luccaId: string } }) => Number(each.employee.luccaId)),
    ).toEqual([cycling, cyclingBack]);
  });

  it('ends at maxDepth', async () => {
    const deepest = acme.people.toSorted((a, b) => managersAbove(acme, b).length - managersAbove(acme, a).length)[0];
    for (const maxDepth of [1, 2]) {
      const { managementChain } = await askOne(deepest?.id ?? 0, `managementChain(maxDepth: ${maxDepth}) { id }`);
      expect(managementChain).toHaveLength(maxDepth);
    }
  });

  it.each([0, -1, 101])('is refused for a maxDepth of %i, which the message names', async (maxDepth) => {
    const query = `query ($id: ID!) { employee(id: $id) { luccaId managementChain(maxDepth: ${maxDepth}) { id } } }`;
    const { data, errors } = await subgraph.ask(query, { id: idOf(chief) });
    expect(data).toEqual({ employee: { luccaId: String(chief), managementChain: null } });
    expect(errors).toMatchObject([
      { message: '`maxDepth` must be a whole number from 1 to 100.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  it('ends with a manager outside the perimeter of the key, who keeps id and name', async () => {
    const [head] = findTrap(acme, 'managerOutsidePerimeter');
    const manager = personOf(acme, personOf(acme, head).managerId ?? 0);
    const id = idOf(manager.id);
    const [report] = acme.people.filter(({ managerId }) => managerId === head);
    const [headId, reportId] = [idOf(head), idOf(report?.id ?? 0)];
    await subgraph.connect(acme, 'one department');
    const query = `query ($head: ID!, $report: ID!) {
      head: employee(id: $head) { managementChain { id displayName employee { id } } }
      report: employee(id: $report) { managementChain { id employee { id } } }
    }`;
    const outside = { id, employee: null };
    expect(await subgraph.data(query, { head: headId, report: reportId })).toEqual({
      head: { managementChain: [{ ...outside, displayName: nameOf(manager) }] },
      report: { managementChain: [{ id: headId, employee: { id: headId } }, outside] },
    });
  });
});

describe('direct reports', () => {
  it('are the people employed today who have the person as their manager, for everybody', async () => {
    const people = await everybody<{ luccaId: string; directReports: Parameters<typeof numbersIn>[0] }>(
      subgraph,
      'luccaId directReports(first: 1000) { edges { node { luccaId } } }',
      { first: 100 },
    );
    for (const { luccaId, directReports } of people) {
      const under = peopleUnder(acme, Number(luccaId), 1);
      const expected = [...under].filter((id) => statusOf(personOf(acme, id), today) === 'active');
      expect(numbersIn(directReports)).toEqual(expected.toSorted((a, b) => a - b));
    }
  });

  it('are paged, with cursors that no other list accepts', async () => {
    const page = 'totalCount pageInfo { hasNextPage endCursor } edges { node { luccaId } }';
    const whole = numbersIn((await askOne(chief, `directReports { ${page} }`)).directReports);
    expect(whole.length).toBeGreaterThan(2);
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const { directReports }: Awaited<ReturnType<typeof askOne>> = await askOne(
        chief,
        `directReports(first: 2, after: ${JSON.stringify(after)}) { ${page} }`,
      );
      expect(directReports.totalCount).toBe(whole.length);
      seen.push(...numbersIn(directReports));
      after = directReports.pageInfo.endCursor;
      if (!directReports.pageInfo.hasNextPage) break;
    } while (after);
    expect(seen).toEqual(whole);
    const [elsewhere] = acme.people.filter(({ id }) => id !== chief && peopleUnder(acme, id, 1).size > 0);
    const query =
      'query ($id: ID!, $after: String) { employee(id: $id) { directReports(after: $after) { totalCount } } }';
    const { errors } = await subgraph.ask(query, { id: idOf(elsewhere?.id ?? 0), after });
    expect(errors).toMatchObject([
      { message: '`after` is not a cursor of this list.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

describe('without the right to managers', () => {
  it('the management chain and the direct reports are null', async () => {
    await subgraph.connect(acme, 'without: managers');
    expect(await askOne(chief, 'managementChain { id } directReports { totalCount }')).toEqual({
      managementChain: null,
      directReports: null,
    });
  });
});
