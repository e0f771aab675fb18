import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

// The executor hands out one and the same list of nodes for all objects of a list, which thus share one walk.
const known = new WeakMap<GraphQLResolveInfo['fieldNodes'], ReadonlySet<string>>();

/** Names of the fields that may be selected on what the field being resolved answers, whatever its type and the directives say. */
export function fieldsBelow({ fieldNodes, fragments }: GraphQLResolveInfo): ReadonlySet<string> {
  const found = known.get(fieldNodes);
  if (found) return found;
  const names = new Set<string>();
  const visit = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === 'Field') names.add(selection.name.value);
      else if (selection.kind === 'InlineFragment') visit(selection.selectionSet);
      else visit(fragments[selection.name.value]?.selectionSet);
    }
  };
  for (const { selectionSet } of fieldNodes) visit(selectionSet);
  known.set(fieldNodes, names);
  return names;
}
