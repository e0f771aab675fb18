import {
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getDirectiveValues,
  getNullableType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { longestPage } from './connection.ts';
import { mostRepresentations } from './representations.ts';

/** The cost of a field: `weight` for itself, plus `size` times the cost of its selections. Both are finite; `size` is at least 1. */
export type FieldCost = { weight: number; size: number };

/** An operation as a caller sends it. */
export type OperationRequest = { operation: OperationDefinitionNode; variables: Readonly<Record<string, unknown>> };

type ListSize = { assumedSize?: number | null; slicingArguments?: readonly string[] | null };

// The schema has no directives for the lists of introspection. Types have about as many fields, and fields about as many arguments.
const introspectionListSize = 10;

/**
 * Reads the costs that the directives of the schema give to fields, the same that a router reads: a field costs its `@cost`, or 1, and
 * `@listSize` determines how many times its selections are returned. An unreadable size counts as the largest possible one.
 */
export function createFieldCosts(schema: GraphQLSchema) {
  const weights = readDirective<{ weight: number }>(schema, 'cost');
  const listSizes = readDirective<ListSize>(schema, 'listSize');
  const typeCount = Object.keys(schema.getTypeMap()).length;

  function sizeOf(field: GraphQLField<unknown, unknown>, argument: (name: string) => unknown): number {
    if (field.name === '_entities') return representationsIn(argument('representations'));
    if (!field.astNode && isListType(getNullableType(field.type)))
      return field.name === 'types' ? typeCount : introspectionListSize;
    const { assumedSize, slicingArguments } = listSizes(field) ?? {};
    const sizes = (slicingArguments ?? []).map((name) => pageSizeIn(argument(name)));
    return Math.min(Math.max(1, assumedSize ?? 1, ...sizes), longestPage);
  }

  return (request: OperationRequest) => {
    const read = createReader(request);
    return (field: GraphQLField<unknown, unknown>, node: FieldNode): FieldCost => ({
      weight: weights(field)?.weight ?? 1,
      size: sizeOf(field, (name) => {
        const given = node.arguments?.find((each) => each.name.value === name);
        return (given && read(given.value)) ?? field.args.find((each) => each.name === name)?.defaultValue;
      }),
    });
  };
}

/** Reads values as the caller passed them: a variable that cannot be coerced is still a value here. */
function createReader({ operation, variables }: OperationRequest) {
  const defaults = new Map(
    operation.variableDefinitions?.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
  );
  return (value: ValueNode): unknown => {
    if (value.kind !== Kind.VARIABLE) return valueFromASTUntyped(value);
    const name = value.name.value;
    if (Object.hasOwn(variables, name)) return variables[name];
    const defaultValue = defaults.get(name);
    return defaultValue && valueFromASTUntyped(defaultValue);
  };
}

function pageSizeIn(value: unknown): number {
  if (value === undefined || value === null) return 0;
  return typeof value === 'number' && !Number.isNaN(value) ? value : longestPage;
}

const representationsIn = (value: unknown): number =>
  Array.isArray(value) ? Math.max(1, value.length) : mostRepresentations;

function readDirective<Values>(schema: GraphQLSchema, name: string) {
  const directive = schema.getDirective(name);
  if (!directive) throw new Error(`The schema does not import @${name}.`);
  const known = new Map<GraphQLField<unknown, unknown>, Values | undefined>();
  return (field: GraphQLField<unknown, unknown>): Values | undefined => {
    if (!known.has(field))
      known.set(
        field,
        field.astNode ? (getDirectiveValues(directive, field.astNode) as Values | undefined) : undefined,
      );
    return known.get(field);
  };
}
