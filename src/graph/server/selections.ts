import {
  type DirectiveNode,
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  isObjectType,
  type NamedTypeNode,
  type SelectionSetNode,
} from 'graphql';

/** The fields of one object that an operation selects, by response name (the alias, if any); a field may be selected more than once. */
export type Selected = ReadonlyMap<string, readonly FieldNode[]>;

// The executor passes the same list of nodes for all objects of a list: each selection is read once.
const siblings = new WeakMap<readonly FieldNode[], Selected>();
const below = new WeakMap<readonly FieldNode[], Map<string, Selected>>();

/** The fields that the operation selects on the object of the field being resolved, that field included. */
export function siblingsOf(info: GraphQLResolveInfo): Selected {
  const found = siblings.get(info.fieldNodes) ?? walk(info);
  siblings.set(info.fieldNodes, found);
  return found;
}

/** The fields that the operation selects on the result of the field being resolved, if that is an object of this type. */
export function selectedBelow(type: string, info: GraphQLResolveInfo): Selected {
  const byType = below.get(info.fieldNodes) ?? new Map<string, Selected>();
  below.set(info.fieldNodes, byType);
  const found = byType.get(type) ?? collect(subselections(info.fieldNodes), type, info);
  byType.set(type, found);
  return found;
}

/** The fields selected on the result of a field of that object, if that is an object of the other type. */
export function selectedTwoBelow(type: string, field: string, other: string, info: GraphQLResolveInfo): Selected {
  const nodes = [...selectedBelow(type, info).values()].flat().filter(({ name }) => name.value === field);
  return collect(subselections(nodes), other, info);
}

/** The field names in a selection, whatever their aliases. */
export const namesOf = (selected: Selected): ReadonlySet<string> =>
  new Set([...selected.values()].flatMap(([node]) => node?.name.value ?? []));

const subselections = (nodes: readonly FieldNode[]) => nodes.flatMap(({ selectionSet }) => selectionSet ?? []);

function walk(info: GraphQLResolveInfo): Selected {
  const steps: { key: string; type: string }[] = [];
  for (let path: GraphQLResolveInfo['path'] | undefined = info.path; path; path = path.prev)
    if (typeof path.key === 'string' && path.typename) steps.unshift({ key: path.key, type: path.typename });
  let sets: readonly SelectionSetNode[] = [info.operation.selectionSet];
  let selected: Selected = new Map();
  for (const { key, type } of steps) {
    selected = collect(sets, type, info);
    sets = subselections(selected.get(key) ?? []);
  }
  return selected;
}

function collect(sets: readonly SelectionSetNode[], type: string, info: GraphQLResolveInfo): Selected {
  const found = new Map<string, FieldNode[]>();
  const spread = new Set<string>();

  function add({ selections }: SelectionSetNode) {
    for (const selection of selections) {
      if (isExcluded(selection, info)) continue;
      if (selection.kind === 'Field') {
        const key = (selection.alias ?? selection.name).value;
        found.set(key, [...(found.get(key) ?? []), selection]);
      } else if (selection.kind === 'InlineFragment') {
        if (isMet(selection.typeCondition, type, info)) add(selection.selectionSet);
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = info.fragments[selection.name.value];
        if (fragment && isMet(fragment.typeCondition, type, info)) add(fragment.selectionSet);
      }
    }
  }
  for (const set of sets) add(set);
  return found;
}

function isExcluded(node: { readonly directives?: readonly DirectiveNode[] }, { variableValues }: GraphQLResolveInfo) {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variableValues);
  return skip?.if === true || include?.if === false;
}

/** Whether a fragment applies to objects of this type. */
function isMet(condition: NamedTypeNode | undefined, name: string, { schema }: GraphQLResolveInfo): boolean {
  if (condition === undefined || condition.name.value === name) return true;
  const [wanted, type] = [schema.getType(condition.name.value), schema.getType(name)];
  return isAbstractType(wanted) && isObjectType(type) && schema.isSubType(wanted, type);
}
