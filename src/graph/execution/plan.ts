import {
  type ASTNode,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNullableType,
  isAbstractType,
  isLeafType,
  isNonNullType,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { argumentsIn } from './arguments.ts';
import { completerOf } from './complete.ts';
import { asciiOf } from './jsonWriter.ts';
import { leafWriter } from './leaf.ts';
import type { Arguments, Field, FieldPlan, MemoKey, MemoPlan, ObjectPlan, OperationPlan, Variables } from './model.ts';

/** The names of the variables that decide which fields of a document are skipped and included. */
export function conditionNames(definitions: readonly (OperationDefinitionNode | FragmentDefinitionNode)[]): string[] {
  const names = new Set<string>();
  for (const definition of definitions)
    visit(definition, {
      Directive({ name, arguments: given }: DirectiveNode) {
        if (name.value !== 'skip' && name.value !== 'include') return;
        for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  return [...names];
}

/**
 * Plans a query, given the variables that decide what is skipped and included. The selections on a field are planned when they are first
 * reached.
 */
export function planOperation(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Record<string, FragmentDefinitionNode>,
  conditions: Variables,
): OperationPlan {
  const type = schema.getQueryType();
  if (!type) throw new Error('The schema has no queries.');
  const plan: OperationPlan = {
    ...{ schema, operation, fragments, conditions },
    root: { fields: [], memo: null },
    ...{ executions: 0, expectedBytes: 1_024, slots: 0 },
  };
  plan.root = planObject(plan, type, [operation.selectionSet]);
  return plan;
}

function planObject(operation: OperationPlan, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): ObjectPlan {
  const plans = [...collect(operation, type, sets)].flatMap(([key, nodes]) => {
    const field = fieldOf(operation.schema, type, nodes[0]);
    return field ? [planField(operation, { key, field, nodes, parentType: type })] : [];
  });
  const fields = plans.map((plan, index) => ({ before: asciiOf(`${index === 0 ? '{' : ','}"${plan.key}":`), plan }));
  return { fields, memo: memoizedTypes.has(type.name) ? planMemo(operation, sets) : null };
}

/** The types whose objects are written once for as long as all that they are written from stays the same. */
const memoizedTypes: ReadonlySet<string> = new Set(['Employee']);

/** The viewpoints and variables of which an operation's objects are kept at a time. */
const mostKeys = 100;

function planMemo(operation: OperationPlan, sets: readonly SelectionSetNode[]): MemoPlan {
  const variables = new Set<string>();
  const read = new Set<string>();
  const add = (node: ASTNode) =>
    visit(node, {
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread({ name }) {
        const fragment = operation.fragments[name.value];
        if (!fragment || read.has(name.value)) return;
        read.add(name.value);
        add(fragment);
      },
    });
  for (const set of sets) add(set);
  const keys = new LRUCache<string, MemoKey>({ max: mostKeys });
  return { operation, variables: [...variables].toSorted(), keys, written: 0, kept: 0 };
}

function planField(
  operation: OperationPlan,
  found: Pick<FieldPlan, 'key' | 'field' | 'nodes' | 'parentType'>,
): FieldPlan {
  const [node] = found.nodes;
  const isVariable = (node?.arguments ?? []).some(hasVariable);
  const fixedArguments = isVariable || !node ? null : fixedArgumentsOf(found.field, node, {});
  const slot = fixedArguments === null ? operation.slots++ : -1;
  const { type } = found.field;
  const named = getNullableType(type);
  return {
    ...found,
    slot,
    fixedArguments,
    complete: completerOf(type),
    writeLeaf: isLeafType(named) ? leafWriter(named) : null,
    isRequired: isNonNullType(type),
    below: planBelow(operation, found.nodes),
    operation,
  };
}

/** Plans the selections on a field for each type of object that it returns, when the first such object is reached. */
function planBelow(operation: OperationPlan, nodes: readonly FieldNode[]): FieldPlan['below'] {
  const plans = new Map<GraphQLObjectType, ObjectPlan>();
  return (type) => {
    const known = plans.get(type);
    if (known) return known;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const made = planObject(operation, type, sets);
    plans.set(type, made);
    return made;
  };
}

/** The arguments without variables; null if they do not fit, which then shows when the field is executed. */
function fixedArgumentsOf(field: Field, node: FieldNode, variables: Variables): Arguments | null {
  try {
    return argumentsIn(field, node, variables);
  } catch {
    return null;
  }
}

function hasVariable(argument: { value: { kind: Kind } }): boolean {
  let isFound = false;
  visit(argument.value as never, {
    Variable() {
      isFound = true;
    },
  });
  return isFound;
}

function fieldOf(schema: GraphQLSchema, type: GraphQLObjectType, node: FieldNode | undefined): Field | undefined {
  const name = node?.name.value ?? '';
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  const meta = [SchemaMetaFieldDef, TypeMetaFieldDef].find((field) => field.name === name);
  if (meta && type === schema.getQueryType()) return meta;
  return type.getFields()[name];
}

/** The fields that apply to objects of a type, by their name in the response, in the order of the response. */
function collect(
  { schema, fragments, conditions }: OperationPlan,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
) {
  const found = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const isExcluded = (node: { readonly directives?: readonly DirectiveNode[] }) =>
    getDirectiveValues(GraphQLSkipDirective, node, conditions)?.if === true ||
    getDirectiveValues(GraphQLIncludeDirective, node, conditions)?.if === false;
  const isMet = (condition: NamedTypeNode | undefined): boolean => {
    if (condition === undefined || condition.name.value === type.name) return true;
    const wanted = schema.getType(condition.name.value);
    return isAbstractType(wanted) && schema.isSubType(wanted, type);
  };
  function add({ selections }: SelectionSetNode) {
    for (const selection of selections) {
      if (isExcluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const nodes = found.get(key);
        if (nodes) nodes.push(selection);
        else found.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (isMet(selection.typeCondition)) add(selection.selectionSet);
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = fragments[selection.name.value];
        if (fragment && isMet(fragment.typeCondition)) add(fragment.selectionSet);
      }
    }
  }
  for (const set of sets) add(set);
  return found;
}
