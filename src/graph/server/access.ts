import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getDirectiveValues,
  getNamedType,
  isObjectType,
} from 'graphql';
import type { GraphContext } from '../context.ts';
import { Forbidden, Unauthenticated } from '../errors.ts';
import { noteRefusal } from './noteAccess.ts';

/** Alternatives, of which one must be met: each is a set of scopes, all required. Without alternatives, any token is enough. */
type Requirement = readonly (readonly string[])[];

/**
 * Enforces `@authenticated` and `@requiresScopes` in the resolvers, because a caller may not come through a router: on fields, and on types
 * however they are reached. Changes the schema in place.
 */
export function enforceAccess(schema: GraphQLSchema): GraphQLSchema {
  const requirementOf = readDirectives(schema);
  const objects = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType<unknown, GraphContext> => isObjectType(type) && !type.name.startsWith('__'),
  );
  for (const type of objects) {
    const ofType = requirementOf(type);
    if (ofType) guardReference(type, ofType);
    for (const field of Object.values(type.getFields())) {
      const returned = getNamedType(field.type);
      const ofReturned = isObjectType(returned) ? requirementOf(returned) : null;
      const requirements = [requirementOf(field), ofReturned].filter((requirement) => requirement !== null);
      if (requirements.length > 0) guardField(field, requirements);
    }
  }
  return schema;
}

function readDirectives(schema: GraphQLSchema) {
  const [authenticated, requiresScopes] = ['authenticated', 'requiresScopes'].map((name) => schema.getDirective(name));
  if (!authenticated || !requiresScopes) throw new Error('The schema does not import the directives of access.');
  return ({ astNode }: Pick<GraphQLField<unknown, unknown> | GraphQLObjectType, 'astNode'>): Requirement | null => {
    if (!astNode) return null;
    const scoped = getDirectiveValues(requiresScopes, astNode) as { scopes: Requirement } | undefined;
    return scoped?.scopes ?? (getDirectiveValues(authenticated, astNode) ? [] : null);
  };
}

function guardField(field: GraphQLField<unknown, GraphContext>, requirements: readonly Requirement[]) {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    for (const requirement of requirements) demand(requirement, context);
    return resolve(source, args, context, info);
  };
}

type Resolve = (reference: unknown, context: GraphContext, info: unknown) => unknown;

/** `_entities` returns a type without any field of ours; @apollo/subgraph keeps its resolver in the extensions of the type. */
function guardReference(type: GraphQLObjectType, requirement: Requirement) {
  const apollo = type.extensions.apollo as { subgraph?: { resolveReference?: Resolve } } | undefined;
  const resolve = apollo?.subgraph?.resolveReference;
  if (!resolve) return;
  const resolveReference: Resolve = (reference, context, info) => {
    try {
      demand(requirement, context);
    } catch (failure) {
      noteRefusal(failure, type.name, null, context);
      // If it were thrown, the whole field would be refused, too.
      return Promise.reject(failure);
    }
    return resolve(reference, context, info);
  };
  type.extensions = { ...type.extensions, apollo: { ...apollo, subgraph: { ...apollo.subgraph, resolveReference } } };
}

function demand(requirement: Requirement, { viewer }: GraphContext) {
  if (viewer === null) throw new Unauthenticated();
  if (requirement.length === 0) return;
  for (const scopes of requirement) if (hasAll(viewer.scopes, scopes)) return;
  throw new Forbidden();
}

function hasAll(held: ReadonlySet<string>, scopes: readonly string[]): boolean {
  for (const scope of scopes) if (!held.has(scope)) return false;
  return true;
}
