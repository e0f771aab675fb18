import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import type { IntrospectionDirective, IntrospectionQuery, IntrospectionSchema, IntrospectionType } from 'graphql';

/** Wraps a fetcher: removes everything from the editor's schema that only a federation router uses. */
export function hidingFederation(send: Fetcher): Fetcher {
  return async (params: FetcherParams, options) => {
    const result = await send(params, options);
    if (params.operationName !== 'IntrospectionQuery' || !isSchema(result)) return result;
    return { ...result, data: { __schema: withoutFederation(result.data.__schema) } };
  };
}

const isSchema = (result: unknown): result is { data: IntrospectionQuery } =>
  typeof (result as { data?: { __schema?: unknown } }).data?.__schema === 'object';

// Names of the specification, and of directives for the router.
const isOfFederation = (name: string) => /^_(?!_)|^federation__|^link__/.test(name);
const operationLocations = ['QUERY', 'FIELD', 'FRAGMENT_SPREAD', 'INLINE_FRAGMENT', 'VARIABLE_DEFINITION'];

/** A schema without federation's own fields and types, and without directives that no operation can use. */
export function withoutFederation(schema: IntrospectionSchema): IntrospectionSchema {
  return {
    ...schema,
    types: schema.types.filter(({ name }) => !isOfFederation(name)).map(withoutFields),
    directives: schema.directives.filter(isForOperations),
  };
}

const withoutFields = (type: IntrospectionType): IntrospectionType =>
  type.kind === 'OBJECT' ? { ...type, fields: type.fields.filter(({ name }) => !isOfFederation(name)) } : type;

const isForOperations = ({ name, locations }: IntrospectionDirective) =>
  name === 'deprecated' || name === 'specifiedBy' || locations.some((each) => operationLocations.includes(each));
