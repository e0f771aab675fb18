import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  getDirectiveValues,
  isObjectType,
} from 'graphql';
import { BulkPayRefused } from '../../audit/audit.ts';
import type { Returned } from '../../audit/notes.ts';
import { mapValue, recover } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import { Forbidden, toClientError } from '../errors.ts';

type Resolver = GraphQLFieldResolver<unknown, GraphContext>;

/** How a field is to be accounted for. */
type Accounted = { coordinate: string; returns: readonly Returned[]; personOf: (parent: unknown) => number | null };

/** The person that an object of a type belongs to. Only the object of a person can contain pay. */
const owners: Readonly<Record<string, string>> = { Employee: 'id', Position: 'id', Contract: 'ownerId' };

/**
 * Makes fields record for the audit which people's pay and demographics they returned, and for which people they were refused; the scopes
 * in the schema determine which fields these are. Operations on the account record their outcome. Changes the schema in place; its access
 * rules must have been added before.
 */
export function noteAccess(schema: GraphQLSchema): GraphQLSchema {
  const scopesOf = readScopes(schema);
  const objects = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType<unknown, GraphContext> => isObjectType(type) && !type.name.startsWith('_'),
  );
  for (const type of objects)
    for (const field of Object.values(type.getFields())) {
      const resolve: Resolver = field.resolve ?? defaultFieldResolver;
      const coordinate = `${type.name}.${field.name}`;
      const returns = owners[type.name] === undefined ? [] : returnedWith(scopesOf(field));
      // Fields without a resolver cannot be refused.
      if (field.resolve === undefined && returns.length === 0) continue;
      const noting = notingResolver(resolve, { coordinate, returns, personOf: personIn(owners[type.name]) });
      field.resolve = type === schema.getMutationType() ? notingOutcome(field.name, noting) : noting;
    }
  return schema;
}

function readScopes(schema: GraphQLSchema) {
  const directive = schema.getDirective('requiresScopes');
  if (!directive) throw new Error('The schema does not import the directives of access.');
  return ({ astNode }: GraphQLField<unknown, GraphContext>): string[] => {
    const given = astNode && (getDirectiveValues(directive, astNode) as { scopes: string[][] } | undefined);
    return given?.scopes.flat() ?? [];
  };
}

/** What a field that needs these scopes returns. */
function returnedWith(scopes: readonly string[]): Returned[] {
  const found: Returned[] = [];
  if (scopes.some((scope) => scope.startsWith('lucca:remuneration:'))) found.push('pay');
  if (scopes.includes('lucca:demographics:read')) found.push('demographics');
  return found;
}

const personIn = (key: string | undefined) => (parent: unknown) =>
  key === undefined ? null : ((parent as Record<string, number>)[key] ?? null);

// This is called for every object, so that it makes no function unless there is something to wait for.
function notingResolver(resolve: Resolver, accounted: Accounted): Resolver {
  const { coordinate, returns, personOf } = accounted;
  const noteValue = (value: unknown, parent: unknown, { notes }: GraphContext) => {
    const person = personOf(parent);
    if (person !== null && isReturned(value)) for (const what of returns) notes.returned(what, person);
    return value;
  };
  const noteFailure = (failure: unknown, parent: unknown, context: GraphContext): never => {
    noteRefusal(failure, coordinate, personOf(parent), context);
    throw failure;
  };
  return (parent, args, context, info) => {
    // `dataGaps` also resolves fields that are not selected.
    if (info.fieldNodes.length === 0) return resolve(parent, args, context, info);
    try {
      const value = resolve(parent, args, context, info);
      if (value instanceof Promise)
        return recover(
          mapValue(value, (settled) => noteValue(settled, parent, context)),
          (failure) => noteFailure(failure, parent, context),
        );
      return returns.length === 0 ? value : noteValue(value, parent, context);
    } catch (failure) {
      return noteFailure(failure, parent, context);
    }
  };
}

/** Whether a value reveals anything about the person: an empty list does; a reason why there is no pay does not. */
const isReturned = (value: unknown): boolean =>
  value !== null && value !== undefined && !(typeof value === 'object' && 'reason' in value);

/** Notes a failure if it is a refusal. */
export function noteRefusal(failure: unknown, field: string, person: number | null, context: GraphContext): void {
  if (failure instanceof Forbidden || failure instanceof BulkPayRefused) context.notes.refused(field, person);
}

function notingOutcome(name: string, resolve: Resolver): Resolver {
  return async (parent, args, context, info) => {
    try {
      const result: unknown = await resolve(parent, args, context, info);
      context.notes.accountOperation(name, outcomeOf(result));
      return result;
    } catch (failure) {
      context.notes.accountOperation(name, toClientError(failure)?.code ?? 'INTERNAL_SERVER_ERROR');
      throw failure;
    }
  };
}

function outcomeOf(result: unknown): string {
  const { kind, code, wasConnected } = result as { kind?: string; code?: string; wasConnected?: boolean };
  if (code !== undefined) return code;
  return kind ?? (wasConnected ? 'disconnected' : 'not connected');
}
