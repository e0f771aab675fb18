import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subgraphSchema } from '../../../src/graph/schema.ts';
import { scopes } from '../../../src/graph/server/viewer.ts';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { employeeIds } from '../../support/everybody.ts';
import {
  type Answer,
  createTestCompany,
  type RequestOptions,
  type Subgraph,
  startSubgraph,
} from '../../support/subgraph.ts';
import { isThorough } from '../../support/thoroughness.ts';
import { managersAbove, peopleUnder } from '../../support/truth.ts';

// No field that needs a scope is named below: they are found in the schema, so that a new one is covered at once.

const schema = subgraphSchema();

/** Alternatives, each a set of scopes; none if any token is enough. */
type Requirement = readonly (readonly string[])[];

/** A field on the path from the root, and the type of object it returns. */
type Step = { name: string; on: GraphQLObjectType; field: GraphQLField<unknown, unknown>; requirements: Requirement[] };
type Path = readonly Step[];

function requirementOf({ astNode }: Pick<GraphQLObjectType | GraphQLField<unknown, unknown>, 'astNode'>) {
  const [authenticated, requiresScopes] = [schema.getDirective('authenticated'), schema.getDirective('requiresScopes')];
  if (!astNode || !authenticated || !requiresScopes) return [];
  const scoped = getDirectiveValues(requiresScopes, astNode) as { scopes: Requirement } | undefined;
  if (scoped) return [scoped.scopes];
  return getDirectiveValues(authenticated, astNode) ? [[]] : [];
}

const isOurs = ({ name }: { name: string }) => !name.startsWith('_');
const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields()).filter(isOurs);

/** The types of objects that a field may return. */
function objectsOf(field: GraphQLField<unknown, unknown>): readonly GraphQLObjectType[] {
  const type = getNamedType(field.type);
  if (isAbstractType(type)) return schema.getPossibleTypes(type);
  return isObjectType(type) ? [type] : [];
}

const stepsThrough = (field: GraphQLField<unknown, unknown>): Step[] =>
  objectsOf(field).map((on) => ({
    name: field.name,
    on,
    field,
    // The type's requirement also applies through `_entities`, and wherever only the type is returned.
    requirements: [
      ...requirementOf(field),
      ...(isAbstractType(getNamedType(field.type)) && isOurs(field) ? [] : requirementOf(on)),
    ],
  }));

const requirementsOf = (field: GraphQLField<unknown, unknown>): Requirement[] => {
  const type = getNamedType(field.type);
  return [...requirementOf(field), ...(isObjectType(type) ? requirementOf(type) : [])];
};

const pathsToEach = 4;

/** The shortest paths from the root to each type of object, including those through references of a router. */
function findPaths(root: GraphQLObjectType): { type: GraphQLObjectType; path: Path }[] {
  const found: { type: GraphQLObjectType; path: Path }[] = [{ type: root, path: [] }];
  const counts = new Map<string, number>();
  const entities = root.getFields()._entities;
  for (const { type, path } of found) {
    const fields = path.length === 0 && entities ? [entities, ...fieldsOf(type)] : fieldsOf(type);
    for (const step of fields.flatMap(stepsThrough)) {
      const count = counts.get(step.on.name) ?? 0;
      if (count === pathsToEach) continue;
      counts.set(step.on.name, count + 1);
      found.push({ type: step.on, path: [...path, step] });
    }
  }
  return found;
}

const protectedOf = (type: GraphQLObjectType) => fieldsOf(type).filter((field) => requirementsOf(field).length > 0);

const query = schema.getQueryType() as GraphQLObjectType;
const mutation = schema.getMutationType() as GraphQLObjectType;
const everyWay = findPaths(query).filter(({ type }) => protectedOf(type).length > 0);
/** Each type by its shortest way only, unless everything is tried. */
const ways = isThorough
  ? everyWay
  : everyWay.filter(({ type }, index) => everyWay.findIndex((each) => each.type === type) === index);

/** The arguments that the operation passes to a field: a small page of a list, and variables for required arguments. */
function argumentsOf(field: GraphQLField<unknown, unknown>): string {
  const given = field.args.flatMap(({ name, ...argument }) => {
    if (name === 'first') return ['first: 12'];
    return isRequiredArgument(argument as GraphQLArgument) ? [`${name}: $${name}`] : [];
  });
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

const selectionOf = (field: GraphQLField<unknown, unknown>) =>
  `${field.name}${argumentsOf(field)}${isLeafType(getNamedType(field.type)) ? '' : ' { __typename }'}`;

function documentFor(path: Path, type: GraphQLObjectType): string {
  const inside = path.reduceRight(
    (below, { on, field }) => `__typename ${field.name}${argumentsOf(field)} { ... on ${on.name} { ${below} } }`,
    `__typename ${protectedOf(type).map(selectionOf).join(' ')}`,
  );
  const declared = ['$id: ID!', '$representations: [_Any!]!', '$measure: PayMeasure!'].filter((variable) =>
    inside.includes(variable.slice(0, variable.indexOf(':'))),
  );
  return `query ${declared.length > 0 ? `(${declared.join(', ')})` : ''} { ${inside} }`;
}

const acme = createTestCompany(hosts.acme);
const [chief = 0] = findTrap(acme, 'selfManager');
const head = acme.people.find(
  (person) => managersAbove(acme, person).length === 1 && peopleUnder(acme, person.id, 1).size > 0,
)?.id;

/** The caller, and the scopes of the token; null without a token. */
type Caller = { name: string; options: RequestOptions; scopes: ReadonlySet<string> | null };
const caller = (name: string, granted: readonly string[], employeeId?: number): Caller => ({
  name,
  options: { scope: granted.join(' '), employeeId },
  scopes: new Set(granted),
});
const without = (...missing: string[]) => scopes.filter((scope) => !missing.includes(scope));
const [all, reports] = ['lucca:remuneration:read', 'lucca:remuneration:read:reports'];
const callers: Caller[] = [
  { name: 'nobody', options: { isAnonymous: true }, scopes: null },
  caller('a token without a scope', []),
  caller('a token with every scope', scopes),
  ...scopes.map((scope) => caller(`a token with all but ${scope}`, without(scope), chief)),
  caller('a token without the scopes of pay', without(all, reports), chief),
  caller('a token without the scopes of pay and of the account', without(all, reports, 'lucca:account:write'), chief),
  ...scopes.map((scope) => caller(`a token with ${scope} alone`, [scope], chief)),
];

const isMet = (requirement: Requirement, granted: Caller['scopes']) =>
  granted !== null && (requirement.length === 0 || requirement.some((set) => set.every((scope) => granted.has(scope))));

/** The number of steps to where a caller is refused, of which the field itself is the last; null if nothing is refused. */
function refusedAt(path: Path, field: GraphQLField<unknown, unknown>, { scopes: granted }: Caller): number | null {
  const requirements = [...path.map((step) => step.requirements), requirementsOf(field)];
  const index = requirements.findIndex((each) => !each.every((requirement) => isMet(requirement, granted)));
  return index === -1 ? null : index;
}

/** All values of a property of these objects, with lists flattened and without nulls. */
const under = (objects: readonly Record<string, unknown>[], name: string): Record<string, unknown>[] =>
  objects.flatMap((object) => [object[name]].flat(5)).filter((value) => value != null) as Record<string, unknown>[];

const namesIn = (path: readonly (string | number)[] = []) => path.filter((key) => typeof key === 'string').join('.');

describe('a field that needs a scope,', () => {
  let subgraph: Subgraph;
  let variables: object;
  let accountId: string;
  let pairs = 0;
  const outcomes = new Map<string, Set<string>>();

  beforeAll(async () => {
    subgraph = await startSubgraph({ companies: [acme] });
    await subgraph.connect(acme);
    const id = (await employeeIds(subgraph))(head ?? 0);
    const { employee, account } = await subgraph.data(
      `query ($id: ID!) { account { id } employee(id: $id) { position { id } contract { id } department { id }
        establishment { id } legalEntity { id } } }`,
      { id },
    );
    accountId = account.id;
    const entities = { Account: account, Employee: { id }, Position: employee.position, Contract: employee.contract };
    const places = {
      Department: employee.department,
      Establishment: employee.establishment,
      LegalEntity: employee.legalEntity,
    };
    const representations = Object.entries({ ...entities, ...places }).map(([__typename, each]) => ({
      __typename,
      ...each,
    }));
    variables = { id, representations, measure: 'HOURLY_BASE' };
  });

  const cases = ways.map(({ type, path }) => [['', ...path.map(({ name }) => name)].join('.'), type, path] as const);

  it.each(cases)(
    'reached through the path "%s" of the root on %s, is returned with the scope and refused without it',
    async (_, type, path) => {
      const document = documentFor(path, type);
      for (const each of callers) {
        const answer: Answer = await subgraph.ask(document, variables, { ...each.options, accountId });
        const errors = (answer.errors ?? []).filter(({ extensions }) =>
          /^(FORBIDDEN|UNAUTHENTICATED)$/.test(extensions.code),
        );
        const parents = path
          .reduce((objects, { name }) => under(objects, name), [answer.data ?? {}] as Record<string, unknown>[])
          .filter(({ __typename }) => __typename === type.name);
        for (const field of protectedOf(type)) {
          const step = refusedAt(path, field, each);
          const steps = [...path.map(({ name }) => name), field.name];
          const about = `${each.name} at ${steps.join('.')}`;
          const refusals = errors.filter(
            ({ path: where }) => namesIn(where) === steps.slice(0, (step ?? steps.length) + 1).join('.'),
          );
          if (step === null) {
            expect(parents.length, `${about} meets somebody`).toBeGreaterThan(0);
            // Some of the people may not report to the viewer.
            if (each.scopes?.has(all)) expect(refusals, about).toEqual([]);
            else expect(refusals.length, about).toBeLessThan(parents.length);
          } else {
            expect(refusals.length, `${about} is refused`).toBeGreaterThan(0);
            const code = each.scopes === null ? 'UNAUTHENTICATED' : 'FORBIDDEN';
            for (const { extensions } of refusals) expect(extensions.code, about).toBe(code);
            expect(under(parents, field.name), `${about} shows nothing`).toEqual([]);
          }
          const coordinate = `${type.name}.${field.name}`;
          outcomes.set(coordinate, (outcomes.get(coordinate) ?? new Set()).add(step === null ? 'answered' : 'refused'));
          pairs += 1;
        }
      }
    },
  );

  it('wherever it is in the schema, is returned to some callers and refused to others', () => {
    const coordinates = ways.flatMap(({ type }) => protectedOf(type).map(({ name }) => `${type.name}.${name}`));
    for (const coordinate of coordinates)
      expect([...(outcomes.get(coordinate) ?? [])].toSorted(), coordinate).toEqual(['answered', 'refused']);
    const expected = ways.reduce((sum, { type }) => sum + protectedOf(type).length, 0) * callers.length;
    expect(pairs).toBe(expected);
    expect(pairs).toBeGreaterThan(isThorough ? 1_500 : 500);
    // Fields that no query reaches are those of results of mutations.
    const reached = new Set(coordinates);
    const left = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && isOurs(type) && type !== mutation)
      .flatMap((type) => protectedOf(type as GraphQLObjectType).map(({ name }) => `${type.name}.${name}`))
      .filter((coordinate) => !reached.has(coordinate));
    const answered = new Set(
      fieldsOf(mutation)
        .flatMap(objectsOf)
        .map(({ name }) => name),
    );
    expect(left.filter((coordinate) => !answered.has(coordinate.split('.')[0] ?? ''))).toEqual([]);
  });

  it('is never protected by the type alone if a union or an interface leads to that type', () => {
    const members = Object.values(schema.getTypeMap())
      .filter((type) => isAbstractType(type) && isOurs(type))
      .flatMap((type) => (isAbstractType(type) ? schema.getPossibleTypes(type) : []));
    expect(members.filter((type) => requirementOf(type).length > 0)).toEqual([]);
  });
});

/** The smallest value that an argument may have. */
function leastOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return leastOf(type.ofType);
  if (isListType(type)) return [];
  if (!isInputObjectType(type)) return 'x'.repeat(8);
  const fields = Object.values(type.getFields()).filter(isRequiredInputField);
  return Object.fromEntries(fields.map(({ name, type: value }) => [name, leastOf(value)]));
}

describe('the mutation', () => {
  let subgraph: Subgraph;
  beforeAll(async () => {
    subgraph = await startSubgraph({ companies: [acme] });
    await subgraph.connect(acme);
  });
  afterAll(async () => {
    expect((await subgraph.data('{ account { domain } }')).account).toEqual({ domain: acme.host });
  });

  it.each(fieldsOf(mutation).map((field) => [field.name, field] as const))(
    '%s is refused to every token without its scope, without a request to Lucca',
    async (name, field) => {
      const required = field.args.filter(isRequiredArgument);
      const declared = required.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
      const document = `mutation ${declared && `(${declared})`} { ${selectionOf(field)} }`;
      const variables = Object.fromEntries(required.map((argument) => [argument.name, leastOf(argument.type)]));
      const refused = callers.filter((each) => refusedAt([], field, each) !== null);
      expect(refused.length).toBeGreaterThan(6);
      const { total } = await subgraph.countRequests(async () => {
        for (const each of refused) {
          const { data, errors } = await subgraph.ask(document, variables, each.options);
          expect(data, each.name).toEqual({ [name]: null });
          const code = each.scopes === null ? 'UNAUTHENTICATED' : 'FORBIDDEN';
          expect(errors, each.name).toMatchObject([{ path: [name], extensions: { code } }]);
        }
      });
      expect(total).toBe(0);
    },
  );
});

describe('the tag', () => {
  const tag = schema.getDirective('tag');
  const tagsOf = ({ astNode }: GraphQLField<unknown, unknown>): string[] =>
    (astNode?.directives ?? [])
      .filter(({ name }) => name.value === tag?.name)
      .flatMap((each) => (each.arguments ?? []).map(({ value }) => (value.kind === 'StringValue' ? value.value : '')));
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && isOurs(type)
      ? fieldsOf(type).map((field) => [`${type.name}.${field.name}`, field] as const)
      : [],
  );
  const behind = (part: string) =>
    fields.filter(([, field]) =>
      requirementOf(field)
        .flat(2)
        .some((scope) => scope.startsWith(part)),
    );

  it.each([
    ['lucca:remuneration:', 'salary', 4],
    ['lucca:demographics:', 'pii', 5],
  ])('of every field behind %s is %s', (scope, expected, atLeast) => {
    const found = behind(scope);
    expect(found.length).toBeGreaterThanOrEqual(atLeast);
    expect(found.filter(([, field]) => !tagsOf(field).includes(expected)).map(([coordinate]) => coordinate)).toEqual(
      [],
    );
  });

  it('of every text about a person is pii', () => {
    const found = fields.filter(
      ([coordinate, { type }]) => /^(Employee|Manager)\./.test(coordinate) && getNamedType(type).name === 'String',
    );
    expect(found.map(([coordinate]) => coordinate)).toContain('Manager.displayName');
    expect(found.filter(([, field]) => !tagsOf(field).includes('pii')).map(([coordinate]) => coordinate)).toEqual([]);
  });

  it('of any field is one of three', () => {
    expect([...new Set(fields.flatMap(([, field]) => tagsOf(field)))].toSorted()).toEqual([
      'pay-equity',
      'pii',
      'salary',
    ]);
  });
});
