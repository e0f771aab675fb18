import { beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../../src/graph/server/viewer.ts';
import { hosts, type TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import type { KeyName } from '../../../src/sandbox/companies/keys.ts';
import { type Asking, createTestCompany, type Subgraph, startSubgraph } from '../../support/subgraph.ts';

const gaps = '__typename dataGaps { field reason }';
const manager = `manager { ${gaps} displayName employee { id } }`;
const query = `{ employees(first: 60, filter: { status: null }) { edges { node {
  ${gaps} gender birthDate nationality ${manager}
  department { ${gaps} parent { ${gaps} } head { ${gaps} displayName employee { id } } }
  establishment { ${gaps} legalEntity { ${gaps} country currency } }
  position { ${gaps} jobTitle qualification { title } department { id } ${manager} }
  contracts { ${gaps} typeName terminationReason establishment { id } legalEntity { id } workingTime { fullTimeEquivalent } }
  remuneration { ... on Remuneration { ${gaps} currency baseSalary { money { amount } } annualBaseFullTime { money { amount } }
    hourlyGross { money { amount } } variableLast12Months { money { amount } } luccaTheoreticalAnnual { money { amount } } } }
} } } }`;

type Situation = { key?: KeyName; lacks?: string; fails?: string; isWithoutPay?: boolean };

/** For each situation and type the fields that are null in it, and for nothing but its one reason besides `NOT_SET_IN_LUCCA`. */
const table: [reason: string, Situation, fields: Record<string, string[]>][] = [
  ['none', {}, {}],
  ['PERMISSION_MISSING', { key: 'without: directory' }, { Employee: ['department'], Position: ['department'] }],
  ['PERMISSION_MISSING', { key: 'without: personnelFiles' }, { Employee: ['birthDate', 'gender', 'nationality'] }],
  ['PERMISSION_MISSING', { key: 'without: positions' }, { Position: ['jobTitle', 'occupationCategory'] }],
  ['PERMISSION_MISSING', { key: 'without: managers' }, { Employee: ['manager'], Position: ['manager'] }],
  [
    'PERMISSION_MISSING',
    { key: 'without: contracts' },
    // The hours of a full-time week are the legal entity's, which the contract names.
    { Employee: ['contracts'], Remuneration: ['hourlyGross'] },
  ],
  ['PERMISSION_MISSING', { key: 'without: individualSituations' }, { Employee: ['remuneration'] }],
  [
    'PERMISSION_MISSING',
    { key: 'without: evpScreen' },
    // Whoever has no fixed pay could have had variable pay alone.
    { Employee: ['remuneration'], Remuneration: ['variableLast12Months'] },
  ],
  // It shows what is shown by no field of these types unless it is asked for: deleted items.
  ['none', { key: 'without: deletedRemuneration' }, {}],
  ['MODULE_NOT_INSTALLED', { isWithoutPay: true }, { Employee: ['remuneration'] }],
  ['OUTSIDE_KEY_PERIMETER', { key: 'one department' }, { Manager: ['employee'] }],
  ['OUTSIDE_KEY_PERIMETER', { key: 'without: formerEmployees' }, { Manager: ['displayName', 'employee'] }],
  [
    'HIDDEN_FROM_VIEWER',
    { lacks: 'lucca:demographics:read' },
    { Contract: ['terminationReason'], Employee: ['birthDate', 'gender', 'nationality'] },
  ],
  ['HIDDEN_FROM_VIEWER', { lacks: 'lucca:remuneration:read' }, { Employee: ['remuneration'] }],
  ['UPSTREAM_ERROR', { fails: '/directory' }, { Employee: ['contracts', 'remuneration'] }],
  [
    'UPSTREAM_ERROR',
    { fails: '/organization/structure/api/departments' },
    { Employee: ['department'], Position: ['department'] },
  ],
  [
    'UPSTREAM_ERROR',
    { fails: '/organization/structure/api/establishments' },
    { Contract: ['establishment', 'legalEntity'], Employee: ['establishment'], Remuneration: ['hourlyGross'] },
  ],
  [
    'UPSTREAM_ERROR',
    { fails: '/organization/structure/api/legal' },
    { Contract: ['legalEntity'], Establishment: ['legalEntity'], Remuneration: ['hourlyGross'] },
  ],
  ['UPSTREAM_ERROR', { fails: '/remuneration/api/fixed' }, { Employee: ['remuneration'] }],
  [
    'UPSTREAM_ERROR',
    { fails: '/remuneration/api/variable' },
    { Employee: ['remuneration'], Remuneration: ['variableLast12Months'] },
  ],
];

/** The gaps below a value, `Type.field` each, by reason. */
function gapsIn(value: unknown, found = new Map<string, Set<string>>()): Map<string, Set<string>> {
  if (typeof value !== 'object' || value === null) return found;
  const { __typename, dataGaps = [] } = value as {
    __typename?: string;
    dataGaps?: { field: string; reason: string }[];
  };
  for (const { field, reason } of dataGaps)
    found.set(reason, (found.get(reason) ?? new Set()).add(`${__typename}.${field}`));
  for (const [name, each] of Object.entries(value)) if (name !== 'dataGaps') gapsIn(each, found);
  return found;
}

describe('a null field of every type says why it is null:', () => {
  const acme = createTestCompany(hosts.acme);
  const initech = createTestCompany(hosts.initech);
  let subgraph: Subgraph;
  beforeAll(async () => {
    subgraph = await startSubgraph({ companies: [acme, initech] });
  });

  async function look({ key = 'full', lacks, fails, isWithoutPay }: Situation) {
    const company: TrappedCompany = isWithoutPay ? initech : acme;
    subgraph.sandbox.control.reset();
    await subgraph.connect(company, key);
    if (fails) subgraph.sandbox.control.fail({ kind: 'status', status: 500 }, { path: fails, times: 1_000 });
    const left = scopes.filter((scope) => lacks === undefined || !scope.startsWith(lacks));
    const asking: Asking = { scope: left.join(' ') };
    const { data } = await subgraph.ask(query, {}, asking);
    expect(data.employees.edges).toHaveLength(isWithoutPay ? data.employees.edges.length : 60);
    return gapsIn(data);
  }

  it.each(table)('%s: %j', async (reason, situation, fields) => {
    const found = await look(situation);
    found.delete('NOT_SET_IN_LUCCA');
    const expected = Object.entries(fields).flatMap(([type, names]) => names.map((name) => `${type}.${name}`));
    expect([...found.keys()]).toEqual(expected.length === 0 ? [] : [reason]);
    expect([...(found.get(reason) ?? [])].toSorted()).toEqual(expected.toSorted());
  });

  it('NOT_SET_IN_LUCCA for fields that the company never filled in', async () => {
    const found = await look({});
    const types = new Set([...(found.get('NOT_SET_IN_LUCCA') ?? [])].map((coordinate) => coordinate.split('.')[0]));
    expect([...types].toSorted()).toEqual(['Employee', 'Position', 'Remuneration']);
  });
});
