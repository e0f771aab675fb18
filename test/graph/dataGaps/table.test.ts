import { getDirectiveValues, isObjectType, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PermissionCode } from '../../../src/accounts/rights/permissions.ts';
import { subgraphSchema } from '../../../src/graph/schema.ts';
import { scopes } from '../../../src/graph/server/viewer.ts';
import { nullableFields } from '../../../src/graph/typeDefs.ts';
import { hosts, type TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import type { KeyName } from '../../../src/sandbox/companies/keys.ts';
import { tickOf } from '../../accounts/rights/worlds.ts';
import { createTestCompany, type RequestOptions, type Subgraph, startSubgraph } from '../../support/subgraph.ts';
import { sample } from '../../support/thoroughness.ts';

const gaps = '__typename dataGaps { field reason }';
const manager = `manager { ${gaps} displayName employee { id } }`;
const query = `{ employees(first: 60, filter: { status: null }) { edges { node {
  ${gaps} gender birthDate nationality ${manager}
  department { ${gaps} parent { ${gaps} } head { ${gaps} displayName employee { id } } }
  establishment { ${gaps} legalEntity { ${gaps} country currency } }
  position { ${gaps} jobTitle qualification { title } department { id } ${manager} }
  contracts { ${gaps} typeName terminationReason establishment { id } legalEntity { id } workingTime { fullTimeEquivalent } }
  remuneration { ... on Remuneration { ${gaps} currency baseSalary { money { amount } } annualBaseFullTime { money { amount } }
    hourlyBase { money { amount } } variableLast12Months { money { amount } } luccaTheoreticalAnnual { money { amount } } } }
} } } }`;

const schema = subgraphSchema();

/** The coordinates of the fields that the query selects (`Employee.gender`). */
const selected = new Set<string>();
const typeInfo = new TypeInfo(schema);
visit(
  parse(query),
  visitWithTypeInfo(typeInfo, {
    Field: ({ name }) => {
      selected.add(`${typeInfo.getParentType()?.name}.${name.value}`);
    },
  }),
);

/** The fields that `dataGaps` explains in this query: those selected, and those that come with the row of their object. */
const explained = [...nullableFields].flatMap(([coordinate, { row }]) =>
  selected.has(coordinate) || row.length > 0 ? [coordinate] : [],
);

/** The explained fields whose `@nullable` names a right last, which is the one that their gap names. */
const shownBy = (permission: PermissionCode) =>
  explained.filter((coordinate) => nullableFields.get(coordinate)?.rights.at(-1) === permission);

/** The explained fields whose `@requiresScopes` is not met without the scopes that have this prefix. */
const hiddenWithout = (lacking: string) =>
  explained.filter((coordinate) => {
    const alternatives = scopesOf(coordinate);
    return alternatives.length > 0 && alternatives.every((all) => all.some((scope) => scope.startsWith(lacking)));
  });

function scopesOf(coordinate: string): string[][] {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  const node = isObjectType(type) ? type.getFields()[fieldName]?.astNode : undefined;
  const directive = schema.getDirective('requiresScopes');
  if (!node || !directive) throw new RangeError(`The schema has no ${coordinate}, or no scopes.`);
  const values = getDirectiveValues(directive, node) as { scopes: string[][] } | undefined;
  return values?.scopes ?? [];
}

type Situation = { key?: KeyName; lacks?: string; fails?: string; isWithoutPay?: boolean };

/** For each right, the fields that are null without it although their `@nullable` does not name it last. */
const rights: [permission: PermissionCode, besides: string[]][] = [
  ['DIRECTORY_ALL_DEPARTMENTS', []],
  ['PERSONNEL_FILES', []],
  ['EMPLOYEE_POSITIONS', []],
  ['EMPLOYEE_MANAGERS', []],
  // The hours of a full-time week are the legal entity's, which the contract names.
  ['EMPLOYEE_CONTRACTS', ['Remuneration.hourlyBase']],
  // Where there is no pay, the gap is that of the pay itself, which names no right.
  ['PAGGA_INDIVIDUAL_SITUATIONS', ['Employee.remuneration']],
  // A person without fixed pay may have had only variable pay.
  ['PAGGA_EVP_SCREEN', ['Employee.remuneration']],
  // It only shows deleted items, which the query does not select.
  ['PAGGA_DELETED_REMUNERATION', []],
];

/** For each other situation and type, the fields that are null in it: only for its one reason or `NOT_SET_IN_LUCCA`. */
const table: [reason: string, Situation, fields: Record<string, string[]>][] = [
  ['none', {}, {}],
  ['MODULE_NOT_INSTALLED', { isWithoutPay: true }, { Employee: ['remuneration'] }],
  ['OUTSIDE_KEY_PERIMETER', { key: 'one department' }, { Manager: ['employee'] }],
  ['OUTSIDE_KEY_PERIMETER', { key: 'without: formerEmployees' }, { Manager: ['displayName', 'employee'] }],
  ['UPSTREAM_ERROR', { fails: '/directory' }, { Employee: ['contracts', 'remuneration'] }],
  [
    'UPSTREAM_ERROR',
    { fails: '/organization/structure/api/departments' },
    { Employee: ['department'], Position: ['department'] },
  ],
  [
    'UPSTREAM_ERROR',
    { fails: '/organization/structure/api/establishments' },
    { Contract: ['establishment', 'legalEntity'], Employee: ['establishment'] },
  ],
  [
    'UPSTREAM_ERROR',
    { fails: '/organization/structure/api/legal' },
    { Contract: ['legalEntity'], Establishment: ['legalEntity'] },
  ],
  ['UPSTREAM_ERROR', { fails: '/schedule' }, { Contract: ['workingTime'], Remuneration: ['hourlyBase'] }],
  ['UPSTREAM_ERROR', { fails: '/remuneration/api/fixed' }, { Employee: ['remuneration'] }],
  [
    'UPSTREAM_ERROR',
    { fails: '/remuneration/api/variable' },
    { Employee: ['remuneration'], Remuneration: ['variableLast12Months'] },
  ],
];

/** The gaps below a value, each with its object and field, and the types of all objects. */
type GapsFound = { gaps: { at: string; coordinate: string; reason: string }[]; types: Set<string> };

function gapsIn(value: unknown, at = '', found: GapsFound = { gaps: [], types: new Set() }): GapsFound {
  if (typeof value !== 'object' || value === null) return found;
  const { __typename, dataGaps = [] } = value as {
    __typename?: string;
    dataGaps?: { field: string; reason: string }[];
  };
  if (__typename !== undefined) found.types.add(__typename);
  for (const { field, reason } of dataGaps)
    found.gaps.push({ at: `${at}/${field}`, coordinate: `${__typename}.${field}`, reason });
  for (const [name, each] of Object.entries(value)) if (name !== 'dataGaps') gapsIn(each, `${at}/${name}`, found);
  return found;
}

const coordinatesOf = (gaps: GapsFound['gaps']) => [...new Set(gaps.map(({ coordinate }) => coordinate))].toSorted();

/** Those fields whose objects are not null themselves. */
const ofObjectsIn = ({ types }: GapsFound, coordinates: string[]) =>
  coordinates.filter((coordinate) => types.has(coordinate.split('.')[0] ?? ''));

const isNotSet = ({ reason }: { reason: string }) => reason === 'NOT_SET_IN_LUCCA';

describe('a null field of every type says why it is null:', () => {
  const acme = createTestCompany(hosts.acme, { employees: 250 });
  const initech = createTestCompany(hosts.initech);
  let subgraph: Subgraph;
  /** What the key with every right sees. */
  let whole: GapsFound;
  beforeAll(async () => {
    // The failures of one case, however many come in a row, must not keep the next from connecting.
    subgraph = await startSubgraph({ companies: [acme, initech], app: { policy: { breakerThreshold: 1_000 } } });
    whole = await look({});
  });

  async function look({ key = 'full', lacks, fails, isWithoutPay }: Situation) {
    const company: TrappedCompany = isWithoutPay ? initech : acme;
    subgraph.sandbox.control.reset();
    await subgraph.connect(company, key);
    if (fails) subgraph.sandbox.control.fail({ kind: 'status', status: 500 }, { path: fails, times: 1_000 });
    const left = scopes.filter((scope) => lacks === undefined || !scope.startsWith(lacks));
    const options: RequestOptions = { scope: left.join(' ') };
    const { data } = await subgraph.ask(query, {}, options);
    expect(data.employees.edges).toHaveLength(isWithoutPay ? data.employees.edges.length : 60);
    return gapsIn(data);
  }

  /** Expects gaps of these fields for one reason, and no others except for values that are not set in Lucca. */
  function expectGaps({ gaps }: GapsFound, reason: string, fields: string[], advice?: string) {
    const others = gaps.filter((gap) => !isNotSet(gap));
    expect(coordinatesOf(others.filter((gap) => gap.reason === reason)), advice).toEqual(fields.toSorted());
    expect(coordinatesOf(others.filter((gap) => gap.reason !== reason))).toEqual([]);
  }

  it.each(sample(rights, 4))('PERMISSION_MISSING without the right %s', async (permission, besides) => {
    const right = tickOf[permission];
    const found = await look({ key: `without: ${right}` });
    expectGaps(
      found,
      'PERMISSION_MISSING',
      [...ofObjectsIn(found, shownBy(permission)), ...besides],
      `These are the fields whose \`@nullable\` in schema/ ends with ${permission}. If one is missing here, the sandbox ` +
        `shows Lucca's field without the right: add \`right: '${right}'\` in src/sandbox/v3/userFields.ts, or correct \`@nullable\`.`,
    );
    const isNotSetForAnyKey = new Set(whole.gaps.filter(isNotSet).map(({ at }) => at));
    expect(
      coordinatesOf(found.gaps.filter((gap) => isNotSet(gap) && !isNotSetForAnyKey.has(gap.at))),
      `Lucca has a value for these fields, and hides it without ${permission}: their \`@nullable\` in schema/ must name it.`,
    ).toEqual([]);
  });

  it.each(['lucca:demographics:read', 'lucca:remuneration:read'])(
    'HIDDEN_FROM_VIEWER without the scope %s',
    async (lacks) => {
      const fields = hiddenWithout(lacks);
      expect(fields).not.toEqual([]);
      expectGaps(
        await look({ lacks }),
        'HIDDEN_FROM_VIEWER',
        fields,
        `These are the fields whose \`@requiresScopes\` in schema/ names ${lacks}.`,
      );
    },
  );

  it.each(table)('%s: %j', async (reason, situation, fields) => {
    const expected = Object.entries(fields).flatMap(([type, names]) => names.map((name) => `${type}.${name}`));
    expectGaps(await look(situation), reason, expected);
  });

  it('NOT_SET_IN_LUCCA for fields that the company never filled in', () => {
    const types = new Set(coordinatesOf(whole.gaps.filter(isNotSet)).map((coordinate) => coordinate.split('.')[0]));
    expect([...types]).toEqual(['Employee', 'Remuneration']);
  });
});
