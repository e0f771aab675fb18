import { composeServices } from '@apollo/composition';
import { printSubgraphSchema } from '@apollo/subgraph';
import { composeServices as composeElsewhere } from '@theguild/federation-composition';
import { federateSubgraphs, LATEST_ROUTER_COMPATIBILITY_VERSION } from '@wundergraph/composition';
import {
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { subgraphSchema } from '../src/graph/schema.ts';

const schema = subgraphSchema();

/** The query by which a router reads a subgraph's schema. */
const sdl = printSubgraphSchema(schema);

/** Another subgraph, which knows employees only by their id. */
const ratings = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { topRated: [Employee!] }
  type Employee @key(fields: "id") { id: ID! rating: Int }
`;

const services = [
  { name: 'lucca', url: 'http://lucca', typeDefs: parse(sdl) },
  { name: 'ratings', url: 'http://ratings', typeDefs: parse(ratings) },
];

// Values whose names need no description.
const plain = new Set(['FEMALE', 'MALE', 'HOUR', 'MONTH', 'YEAR', 'ONE_OFF', 'EN', 'FR', 'DOMAIN', 'API_KEY']);

type ListSize = {
  assumedSize?: number | null;
  slicingArguments?: string[] | null;
  sizedFields?: string[] | null;
};

type Described = { name: string; description?: string | null | undefined };

/** Everything in a type that needs a description, by its path. */
function described(type: GraphQLNamedType): [path: string, Described][] {
  const found: [string, Described][] = [[type.name, type]];
  if (isObjectType(type) || isInterfaceType(type))
    for (const field of Object.values(type.getFields())) {
      found.push([`${type.name}.${field.name}`, field]);
      for (const argument of field.args) found.push([`${type.name}.${field.name}(${argument.name}:)`, argument]);
    }
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields())) found.push([`${type.name}.${field.name}`, field]);
  if (isEnumType(type)) found.push(...valuesOf(type));
  return found;
}

const valuesOf = (type: GraphQLEnumType): [string, Described][] =>
  type
    .getValues()
    .filter(({ name }) => !plain.has(name))
    .map((value) => [`${type.name}.${value.name}`, value]);

/** Everything that is ours; names added by federation begin with `_` or contain `__`. */
const ours = Object.values(schema.getTypeMap())
  .filter((type) => !isSpecifiedScalarType(type) && !/^_|__/.test(type.name))
  .flatMap(described)
  .filter(([path]) => !/\._/.test(path));

describe('the schema', () => {
  it.each<[string, () => { supergraphSdl?: string | undefined; errors?: readonly Error[] | undefined }]>([
    ["Apollo's composition", () => composeServices(services)],
    ["The Guild's composition", () => composeElsewhere(services)],
  ])('composes with a subgraph that extends Employee, by %s', (_, compose) => {
    const { supergraphSdl = '', errors } = compose();
    expect(errors ?? []).toEqual([]);
    expect(supergraphSdl).toMatch(/type Employee\b[^{]*@join__type\(graph: LUCCA, key: "id"\)/);
    expect(supergraphSdl).toMatch(/type Employee\b[^{]*@join__type\(graph: RATINGS, key: "id"\)/);
    // Tags by which a router can filter.
    expect(supergraphSdl).toMatch(
      /remuneration\(.*@requiresScopes\(scopes: \[\["lucca:remuneration:read"\], \["lucca:remuneration:read:reports"\]\]\)/s,
    );
  });

  it("composes with it by Cosmo's composition, without a warning", () => {
    const composed = federateSubgraphs({
      subgraphs: services.map(({ typeDefs: definitions, ...service }) => ({ ...service, definitions })),
      version: LATEST_ROUTER_COMPATIBILITY_VERSION,
    });
    expect(composed).toMatchObject({ success: true, warnings: [] });
    if (!composed.success) return;
    // What the other compositions say by directives of joins is in a configuration for each subgraph here.
    for (const { configurationDataByTypeName: types } of composed.subgraphConfigBySubgraphName.values())
      expect(types.get('Employee' as never)?.keys?.map(({ selectionSet }) => selectionSet)).toContain('id');
    const remuneration = composed.fieldConfigurations.find(
      ({ typeName, fieldName }) => typeName === 'Employee' && fieldName === 'remuneration',
    );
    expect(remuneration).toMatchObject({
      requiredScopes: [['lucca:remuneration:read'], ['lucca:remuneration:read:reports']],
    });
  });

  it('describes every type, field, argument and value', () => {
    expect(ours.length).toBeGreaterThan(150);
    expect(ours.filter(([, { description }]) => !description).map(([path]) => path)).toEqual([]);
  });

  it('has descriptions in complete sentences', () => {
    const unfinished = ours.filter(([, { description }]) => !/^["A-Z8`].*[.…]$/s.test(description?.trim() ?? '.'));
    expect(unfinished.map(([path]) => path)).toEqual([]);
  });

  it("has lists in pages that follow Relay's specification of cursor connections, and does not claim its nodes", () => {
    const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type));
    const text = (type: GraphQLObjectType, name: string) => String(type.getFields()[name]?.type);
    const connections = types.filter(({ name }) => name.endsWith('Connection'));
    expect(connections.length).toBeGreaterThan(2);
    for (const connection of connections) {
      const edge = connection.name.replace(/Connection$/, 'Edge');
      expect([text(connection, 'edges'), text(connection, 'pageInfo')]).toEqual([`[${edge}!]!`, 'PageInfo!']);
      const edges = types.filter(({ name }) => name === edge);
      expect(edges.map((type) => [text(type, 'cursor'), text(type, 'node')])).toEqual([
        ['String!', expect.stringMatching(/^\w+!?$/)],
      ]);
    }
    for (const type of types)
      for (const field of Object.values(type.getFields()))
        if (getNamedType(field.type).name.endsWith('Connection')) {
          const page = Object.fromEntries(field.args.map(({ name, type: of }) => [name, String(of)]));
          expect(page, `${type.name}.${field.name}`).toMatchObject({
            first: expect.stringMatching(/^Int!?$/),
            after: 'String',
          });
        }
    // There is no `node(id:)`: an entity is found by its key, by a router or by a field of its own.
    expect([schema.getType('Node'), schema.getQueryType()?.getFields().node]).toEqual([undefined, undefined]);
  });

  it('gives the assumed size of every list, for a router that computes the cost of an operation', () => {
    const listSize = schema.getDirective('listSize');
    if (!listSize) throw new Error('There is no @listSize.');
    const sizeOf = ({ astNode }: GraphQLField<unknown, unknown>) =>
      astNode ? (getDirectiveValues(listSize, astNode) as ListSize | undefined) : undefined;
    const fields = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !/^_/.test(type.name))
      .flatMap((type) => Object.values((type as GraphQLObjectType).getFields()).map((field) => ({ type, field })));
    // The size of a page's edges is declared on the field that returns the page.
    const sized = fields.flatMap(({ field }) =>
      (sizeOf(field)?.sizedFields ?? []).map((name) => `${getNamedType(field.type).name}.${name}`),
    );
    const lists = fields.filter(({ field }) => isListType(getNullableType(field.type)) && !/^_/.test(field.name));
    expect(lists.length).toBeGreaterThan(30);
    const without = lists
      .filter(({ field }) => !(sizeOf(field)?.assumedSize ?? sizeOf(field)?.slicingArguments))
      .map(({ type, field }) => `${type.name}.${field.name}`);
    expect(without.filter((path) => !sized.includes(path))).toEqual([]);
    expect(without.toSorted()).toEqual([
      'AccessLogConnection.edges',
      'EmployeeConnection.edges',
      'VariableItemConnection.edges',
    ]);
  });

  it("does not mention the versions of Lucca's API", () => {
    expect(sdl).not.toMatch(/\bv[34]\b|legacy/i);
  });
});
