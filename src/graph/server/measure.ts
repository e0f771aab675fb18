import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { createFieldCosts, type FieldCost, type OperationRequest } from './cost.ts';

/**
 * What an operation contains. A number is infinite if it cannot be determined, because a fragment spreads itself or the walk was stopped.
 */
export type Measures = {
  /** Fields below one another. */
  depth: number;
  aliases: number;
  rootFields: number;
  /** Mutations by response name; two stand for any larger number. */
  mutations: number;
  cost: number;
  /** Selections and types visited for all this. */
  steps: number;
};

/** What one selection set contains. The cost is by object type: of fragments on different types, only one applies to an object. */
type Contents = {
  depth: number;
  aliases: number;
  fields: number;
  /** The response names of mutations: a mutation that is selected twice under one name runs once. */
  mutations: ReadonlySet<string>;
  costs: ReadonlyMap<string, number>;
};

const endless = Number.POSITIVE_INFINITY;
const nothing: Contents = { depth: 0, aliases: 0, fields: 0, mutations: new Set(), costs: new Map() };
const unknowable: Contents = {
  ...nothing,
  depth: endless,
  aliases: endless,
  fields: endless,
  costs: new Map([['', endless]]),
};

const metaFields = new Map(
  [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].map((each) => [each.name, each]),
);

/**
 * Creates the single traversal that all limits on operations use. It counts what an operation could select, ignoring its directives, visits
 * each fragment once however often it is spread, and stops after `mostSteps`. The document need not be valid.
 */
export function createMeasure(schema: GraphQLSchema, mostSteps: number) {
  const fieldCosts = createFieldCosts(schema);
  return ({ document, ...request }: OperationRequest & { document: DocumentNode }): Measures => {
    const walk = createWalk(schema, fragmentsOf(document), fieldCosts(request), mostSteps);
    const type = schema.getRootType(request.operation.operation) ?? undefined;
    const { depth, aliases, fields, mutations, costs } = walk.contentsOf(request.operation.selectionSet, type);
    return { depth, aliases, rootFields: fields, mutations: mutations.size, cost: highest(costs), steps: walk.steps() };
  };
}

function createWalk(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  costOf: (field: GraphQLField<unknown, unknown>, node: FieldNode) => FieldCost,
  mostSteps: number,
) {
  const known = new Map<FragmentDefinitionNode, Contents>();
  let steps = 0;

  function contentsOf({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): Contents {
    const sum = { ...nothing, mutations: new Set<string>(), costs: new Map<string, number>() };
    for (const selection of selections) {
      const added = contentsOfSelection(selection, type);
      steps += 1 + added.costs.size;
      if (steps > mostSteps) return unknowable;
      sum.depth = Math.max(sum.depth, added.depth);
      sum.aliases += added.aliases;
      sum.fields += added.fields;
      // Only one is allowed, so there is no need to count beyond two.
      for (const name of added.mutations) if (sum.mutations.size < 2) sum.mutations.add(name);
      for (const [name, cost] of added.costs) sum.costs.set(name, (sum.costs.get(name) ?? 0) + cost);
    }
    return sum;
  }

  function contentsOfSelection(selection: SelectionNode, type: GraphQLNamedType | undefined): Contents {
    if (selection.kind === Kind.FIELD) return contentsOfField(selection, type);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return contentsOfFragment(fragments.get(selection.name.value));
    const { typeCondition, selectionSet } = selection;
    return contentsOf(selectionSet, typeCondition ? schema.getType(typeCondition.name.value) : type);
  }

  function contentsOfField(node: FieldNode, type: GraphQLNamedType | undefined): Contents {
    const field = fieldOf(type, node.name.value);
    const below = node.selectionSet && contentsOf(node.selectionSet, field && getNamedType(field.type));
    const { weight, size } = field ? costOf(field, node) : { weight: 1, size: 1 };
    const cost = weight + size * (below ? highest(below.costs) : 0);
    return {
      depth: 1 + (below?.depth ?? 0),
      aliases: (node.alias ? 1 : 0) + (below?.aliases ?? 0),
      fields: 1,
      mutations: new Set(isMutation(schema, type, node) ? [responseName(node)] : []),
      costs: new Map(objectsOf(schema, type).map((name) => [name, cost])),
    };
  }

  function contentsOfFragment(fragment: FragmentDefinitionNode | undefined): Contents {
    if (!fragment) return nothing;
    const found = known.get(fragment);
    if (found) return found;
    // A fragment that is reached again before it has been measured spreads itself.
    known.set(fragment, unknowable);
    const contents = contentsOf(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    known.set(fragment, contents);
    return contents;
  }

  return { contentsOf, steps: () => steps };
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
}

const fieldOf = (type: GraphQLNamedType | undefined, name: string): GraphQLField<unknown, unknown> | undefined =>
  metaFields.get(name) ?? (isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined);

const objectsOf = (schema: GraphQLSchema, type: GraphQLNamedType | undefined): string[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type?.name ?? ''];

const isMutation = (schema: GraphQLSchema, type: GraphQLNamedType | undefined, { name }: FieldNode): boolean =>
  type !== undefined && type === schema.getMutationType() && !metaFields.has(name.value);

const responseName = ({ alias, name }: FieldNode): string => (alias ?? name).value;

const highest = (costs: ReadonlyMap<string, number>) => Math.max(0, ...costs.values());
