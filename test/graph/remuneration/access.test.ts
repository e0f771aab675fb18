import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Scope, scopes } from '../../../src/graph/server/viewer.ts';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import type { Company, Person } from '../../../src/sandbox/model.ts';
import { employeeIds } from '../../support/everybody.ts';
import {
  type Answer,
  createTestCompany,
  type RequestOptions,
  type Subgraph,
  startSubgraph,
  today,
  uncached,
} from '../../support/subgraph.ts';
import { sample } from '../../support/thoroughness.ts';
import { managersAbove, peopleUnder, personOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const globex = createTestCompany(hosts.globex, { employees: 250 });
const [chief = 0] = findTrap(acme, 'selfManager');
const [cycling, cyclingBack] = findTrap(acme, 'managerCycle') as [number, number];
let subgraph: Subgraph;
let idOf: (luccaId: number) => string;
let accountId: string;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme, globex], app: { deadlineMs: 3_000 } });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(acme);
  idOf = await employeeIds(subgraph);
  accountId = (await subgraph.data('{ account { id } }')).account.id;
});

const asEmployee = (employeeId: unknown, all: readonly Scope[] = scopes): RequestOptions => ({
  scope: all.filter((scope) => scope !== 'lucca:remuneration:read').join(' '),
  employeeId,
  accountId,
});

const worksToday = ({ contractStartsOn: start, contractEndsOn: end }: Person) =>
  start <= today && (end === null || end >= today);

/** Whether a viewer sees a person's pay: the viewer works there today, and on the person's management chain the viewer comes before anybody above the viewer. */
function isSeen(company: Company, viewer: number, luccaId: number): boolean {
  if (viewer === luccaId) return true;
  if (!worksToday(personOf(company, viewer))) return false;
  const above = new Set(managersAbove(company, personOf(company, viewer)).map(({ id }) => id));
  const chain = [luccaId, ...managersAbove(company, personOf(company, luccaId)).map(({ id }) => id)];
  const until = chain.indexOf(viewer);
  return until > 0 && !chain.slice(0, until).some((id) => above.has(id));
}

const payOfAll = `{ employees(first: 1000, filter: { status: null }) { edges { node {
  luccaId remuneration { __typename } remunerationHistory { startsOn } } } } }`;

/** The people whose pay an answer contains. Everybody else's must be refused, and nothing else may fail. */
function seenIn({ data, errors = [] }: Answer): number[] {
  const nodes: { luccaId: string; remuneration: object | null; remunerationHistory: object[] | null }[] =
    data.employees.edges.map(({ node }: { node: object }) => node);
  expect(nodes).toHaveLength(acme.people.length);
  const seen = nodes.filter(({ remuneration }) => remuneration !== null);
  expect(nodes.filter(({ remunerationHistory }) => remunerationHistory !== null)).toEqual(seen);
  expect(errors).toHaveLength(2 * (nodes.length - seen.length));
  for (const { message, extensions } of errors)
    expect([message, extensions.code]).toEqual(['The token does not allow this field.', 'FORBIDDEN']);
  return seen.map(({ luccaId }) => Number(luccaId));
}

const idsWhere = (company: Company, isKept: (id: number) => boolean) =>
  company.people.map(({ id }) => id).filter(isKept);

const depths = [0, 1, 2, 3].flatMap((depth) => {
  const found = acme.people.find((person) => managersAbove(acme, person).length === depth && person.id !== cycling);
  return found ? [found.id] : [];
});
const busy = acme.people
  .toSorted((a, b) => peopleUnder(acme, b.id).size - peopleUnder(acme, a.id).size)
  .slice(1, 4)
  .map(({ id }) => id);

describe('with lucca:remuneration:read:reports alone, the pay a viewer sees', () => {
  it.each(sample([...new Set([chief, ...busy, ...depths, cycling, cyclingBack])], 6))(
    'person %i sees their own pay and that of all their direct and indirect reports',
    async (viewer) => {
      const expected = idsWhere(acme, (id) => isSeen(acme, viewer, id));
      const options = asEmployee(viewer % 2 === 0 ? viewer : String(viewer));
      expect(seenIn(await subgraph.ask(payOfAll, {}, options)).toSorted((a, b) => a - b)).toEqual(
        expected.toSorted((a, b) => a - b),
      );
    },
  );

  it('the people tried here see the pay of many, but not of everybody', () => {
    const counts = [chief, ...busy].map((viewer) => idsWhere(acme, (id) => isSeen(acme, viewer, id)).length);
    expect(Math.min(...counts)).toBeGreaterThan(5);
    expect(Math.max(...counts)).toBeLessThan(acme.people.length);
  });

  it('a viewer in a cycle of managers sees the pay of their reports outside the cycle, and of nobody in the cycle or reached through it', async () => {
    // cycling → cyclingBack → cycling, each with another report.
    const [mine = 0, theirs = 0] = idsWhere(acme, (id) => ![chief, cycling, cyclingBack].includes(id)).slice(-2);
    const change = (company: Company) => {
      personOf(company, mine).managerId = cycling;
      personOf(company, theirs).managerId = cyclingBack;
    };
    subgraph.sandbox.control.change(acme.host, change);
    const seen = seenIn(await subgraph.ask(payOfAll, {}, { ...asEmployee(cycling), ...uncached }));
    expect(seen).toContain(cycling);
    expect(seen).toContain(mine);
    expect(seen).not.toContain(cyclingBack);
    expect(seen).not.toContain(theirs);
    const outside = seenIn(await subgraph.ask(payOfAll, {}, { ...asEmployee(mine), ...uncached }));
    expect(outside).not.toContain(cycling);
    expect(outside).not.toContain(cyclingBack);
  });

  it.each([undefined, null])('a token whose claim is %s shows nobody’s pay, and no pay is read', async (employeeId) => {
    await subgraph.connect(acme);
    const { byPath } = await subgraph.countRequests(async () => {
      expect(seenIn(await subgraph.ask(payOfAll, {}, asEmployee(employeeId)))).toEqual([]);
    });
    expect(Object.keys(byPath)).toEqual(['/api/v3/users']);
  });

  it('a viewer unknown to Lucca sees nobody’s pay', async () => {
    expect(seenIn(await subgraph.ask(payOfAll, {}, asEmployee(2_000_000_000)))).toEqual([]);
  });

  it.each([
    ['left yesterday', { contractEndsOn: '2026-11-23' }, false],
    ['leave today', { contractEndsOn: today }, true],
    ['start today', { contractStartsOn: today }, true],
    ['start tomorrow', { contractStartsOn: '2026-11-25' }, false],
  ])(
    'viewers who %s see their own pay and, only if they work there today, that of their reports',
    async (_, dates, works) => {
      subgraph.sandbox.control.change(acme.host, (company) => void Object.assign(personOf(company, chief), dates));
      const seen = seenIn(await subgraph.ask(payOfAll, {}, { ...asEmployee(chief), ...uncached }));
      expect(seen).toContain(chief);
      expect(seen.length > 1).toBe(works);
    },
  );

  it('a token with lucca:remuneration:read as well shows everybody’s pay', async () => {
    const options = { scope: scopes.join(' '), employeeId: depths.at(-1) };
    expect(seenIn(await subgraph.ask(payOfAll, {}, options))).toHaveLength(acme.people.length);
  });

  it('a token without either scope returns no pay, whatever the claim', async () => {
    const options = asEmployee(chief, ['lucca:employees:read', 'lucca:demographics:read']);
    expect(seenIn(await subgraph.ask(payOfAll, {}, options))).toEqual([]);
  });

  it('a viewer sees only their own pay where the key lacks the right to managers', async () => {
    await subgraph.connect(acme, 'without: managers');
    expect(seenIn(await subgraph.ask(payOfAll, {}, asEmployee(chief)))).toEqual([chief]);
  });
});

describe('pay that the viewer may not see', () => {
  const [leaf = 0] = idsWhere(
    acme,
    (id) => peopleUnder(acme, id).size === 0 && personOf(acme, id).managerId === chief,
  ).concat(idsWhere(acme, (id) => peopleUnder(acme, id).size === 0));
  const pay = 'remuneration { __typename } remunerationHistory { startsOn }';

  it('hidden pay is refused on every path to it', async () => {
    const manager = personOf(acme, leaf).managerId ?? 0;
    const query = `query ($leaf: ID!, $manager: ID!, $r: [_Any!]!) {
      employee(id: $leaf) { ...Ways manager { employee { ${pay} } } managementChain { employee { ${pay} } } }
      above: employee(id: $manager) { ${pay} position { employee { ${pay} } } contract { employee { ${pay} } }
        contracts { employee { ${pay} } } }
      employees(filter: { managerId: $manager }) { edges { node { id ${pay} } } }
      departments { head { employee { ${pay} } } employees(first: 3) { edges { node { id ${pay} } } } }
      _entities(representations: $r) { ... on Employee { ${pay} } ... on Position { employee { ${pay} } } }
      account { dataQuality(codes: [MANAGER_CYCLE]) { issues { sample { ${pay} } } } }
    }
    fragment Ways on Employee { position { employee { ${pay} } } contract { employee { ${pay} } } ${pay} }`;
    const variables = {
      leaf: idOf(leaf),
      manager: idOf(manager),
      r: [
        { __typename: 'Employee', id: idOf(manager) },
        { __typename: 'Employee', luccaId: String(manager) },
        { __typename: 'Employee', luccaId: String(chief) },
      ],
    };
    const answers: [path: string, value: unknown][] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, below] of Object.entries(value)) {
        if (/^remuneration/.test(key)) answers.push([`${path}.${key}`, below]);
        else walk(below, `${path}.${key}`);
      }
    };
    const { data, errors = [] } = await subgraph.ask(query, variables, asEmployee(leaf));
    walk(data, '');
    const own = answers.filter(([, value]) => value !== null).map(([path]) => path);
    expect(answers.length).toBeGreaterThan(60);
    // The viewer's own pay by three paths, and wherever the viewer is in a list.
    const ways = ['.employee', '.employee.position.employee', '.employee.contract.employee'];
    for (const way of ways) expect(own).toContain(`${way}.remuneration`);
    for (const path of own.filter((each) => !ways.some((way) => each.startsWith(`${way}.remuneration`)))) {
      const node = path
        .split('.')
        .slice(1, -1)
        .reduce<Record<string, never>>((at, key) => at[key] ?? {}, data);
      expect(node).toMatchObject({ id: idOf(leaf) });
    }
    expect(errors).toHaveLength(answers.length - own.length);
    for (const { extensions } of errors) expect(extensions.code).toBe('FORBIDDEN');
  });

  it('dataGaps says that pay is hidden, whether there is any or not', async () => {
    const [unpaid = 0] = idsWhere(acme, (id) => !acme.workContracts.some(({ ownerId }) => ownerId === id)).concat(
      findTrap(acme, 'selfManager'),
    );
    const query = `query ($id: ID!) { employee(id: $id) { ${pay} dataGaps { field reason } } }`;
    for (const luccaId of [unpaid, cycling]) {
      const { data, errors } = await subgraph.ask(query, { id: idOf(luccaId) }, asEmployee(leaf));
      const hidden = data.employee.dataGaps.filter(({ field }: { field: string }) => /^remuneration/.test(field));
      expect(hidden).toEqual(
        ['remuneration', 'remunerationHistory'].map((field) => ({ field, reason: 'HIDDEN_FROM_VIEWER' })),
      );
      expect(errors).toHaveLength(2);
    }
  });

  it('the report on data quality contains no hidden pay', async () => {
    const { account } = await subgraph.data(
      '{ account { dataQuality { issues { code } notChecked { code reason } } } }',
      {},
      asEmployee(chief),
    );
    const codes = ['BASE_SALARY_MISSING', 'BASE_SALARY_IMPLAUSIBLE', 'CURRENCY_AMBIGUOUS'];
    expect(account.dataQuality.notChecked).toEqual(
      expect.arrayContaining(codes.map((code) => ({ code, reason: 'HIDDEN_FROM_VIEWER' }))),
    );
    expect(account.dataQuality.issues.filter(({ code }: { code: string }) => codes.includes(code))).toEqual([]);
  });

  it('the mapping of natures and custom fields stay visible where pay is hidden', async () => {
    const query =
      'query ($id: ID!) { account { remunerationMapping { luccaId } } employee(id: $id) { customFields { luccaId } } }';
    const options = asEmployee(
      chief,
      scopes.filter((scope) => scope !== 'lucca:account:write'),
    );
    const { data, errors } = await subgraph.ask(query, { id: idOf(chief) }, options);
    expect(data).toEqual({ account: { remunerationMapping: null }, employee: { customFields: null } });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }, { extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('the scope lucca:remuneration:read:reports', () => {
  const one = 'query ($id: ID!) { employee(id: $id) { luccaId remuneration { __typename } } }';

  it('it costs one read of all people, and none for the viewer’s own pay', async () => {
    const [report = 0] = peopleUnder(acme, chief, 1);
    for (const [luccaId, extra] of [
      [chief, 0],
      [report, 1],
    ] as const) {
      const id = idOf(luccaId);
      const requests = async (options: RequestOptions) => {
        await subgraph.connect(acme);
        return subgraph.countRequests(() => subgraph.data(one, { id }, options));
      };
      const everybodys = await requests({});
      const ruled = await requests(asEmployee(chief));
      expect(ruled.total).toBe(everybodys.total + extra);
      expect((ruled.byPath['/api/v3/users'] ?? 0) - (everybodys.byPath['/api/v3/users'] ?? 0)).toBe(extra);
    }
  });

  it('nobody’s pay is shown while managers cannot be read, and the error says that Lucca failed', async () => {
    const [report = 0] = peopleUnder(acme, chief, 1);
    const options = asEmployee(chief);
    const id = idOf(report);
    await subgraph.connect(acme);
    // The person is cached, but not the list of all people, which the rule requires.
    await subgraph.data('query ($id: ID!) { employee(id: $id) { luccaId } }', { id }, options);
    subgraph.sandbox.control.fail({ kind: 'reset' }, { path: '/api/v3/users', times: 50 });
    const { data, errors } = await subgraph.ask(one, { id }, options);
    expect(data).toEqual({ employee: { luccaId: String(report), remuneration: null } });
    expect(errors).toMatchObject([{ extensions: { code: 'LUCCA_UNREACHABLE', retryable: true } }]);
  });
});

describe('the number of a person in a token', () => {
  const one = 'query ($id: ID!) { employee(id: $id) { remuneration { __typename } dataGaps { field reason } } }';
  const connectedAt = async () => {
    const { account } = await subgraph.data('{ account { connectedAt } }');
    return Date.parse(account.connectedAt) / 1000;
  };
  /** Whether the chief sees their own pay with a token. */
  async function isShown(token: RequestOptions): Promise<boolean> {
    const { data, errors } = await subgraph.ask(one, { id: idOf(chief) }, { ...asEmployee(chief), ...token });
    const isHidden = data.employee.remuneration === null;
    const gaps = data.employee.dataGaps.filter(({ field }: { field: string }) => field === 'remuneration');
    expect(gaps).toEqual(isHidden ? [{ field: 'remuneration', reason: 'HIDDEN_FROM_VIEWER' }] : []);
    expect((errors ?? []).map(({ extensions }) => extensions.code)).toEqual(isHidden ? ['FORBIDDEN'] : []);
    return !isHidden;
  }

  it('counts in the account that the token names, whenever it was issued', async () => {
    expect(await isShown({ accountId })).toBe(true);
    expect(await isShown({ accountId, issuedAt: 1 })).toBe(true);
  });

  it('counts in no other account, even after that was connected', async () => {
    expect(await isShown({ accountId: 'another', issuedAt: (await connectedAt()) + 1 })).toBe(false);
  });

  it.each([
    ['that was issued after the Lucca was connected counts', 1, true],
    ['that was issued before the Lucca was connected does not count', -1, false],
  ])('in a token without an account %s', async (_, seconds, expected) => {
    expect(await isShown({ accountId: undefined, issuedAt: (await connectedAt()) + seconds })).toBe(expected);
  });

  it('in a token without an account and a time of issue does not count', async () => {
    expect(await isShown({ accountId: undefined })).toBe(false);
  });

  it('does not count any more after another company was connected, where it is another person’s', async () => {
    const before = { accountId };
    await subgraph.connect(globex);
    idOf = await employeeIds(subgraph);
    expect(globex.people.map(({ id }) => id)).toContain(chief);
    expect(await isShown(before)).toBe(false);
    expect(await isShown({ accountId: undefined, issuedAt: (await connectedAt()) - 1 })).toBe(false);
  });
});
