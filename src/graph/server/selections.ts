import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

// The executor passes the same list of nodes for all objects of a list, and fragments are shared by many fields: each is read once.
const known = new WeakMap<object, ReadonlySet<string>>();

/** Names of the fields that may be selected on what the field being resolved returns, whatever its type and the directives say. */
export function fieldsBelow({ fieldNodes, fragments }: GraphQLResolveInfo): ReadonlySet<string> {
  return remember(fieldNodes, (add) => {
    for (const { selectionSet } of fieldNodes) if (selectionSet) add(namesIn(selectionSet, fragments));
  });
}

function namesIn(set: SelectionSetNode, fragments: GraphQLResolveInfo['fragments']): ReadonlySet<string> {
  return remember(set, (add) => {
    for (const selection of set.selections) {
      if (selection.kind === 'Field') add([selection.name.value]);
      else if (selection.kind === 'InlineFragment') add(namesIn(selection.selectionSet, fragments));
      else {
        const fragment = fragments[selection.name.value];
        if (fragment) add(namesIn(fragment.selectionSet, fragments));
      }
    }
  });
}

function remember(key: object, collect: (add: (names: Iterable<string>) => void) => void): ReadonlySet<string> {
  const found = known.get(key);
  if (found) return found;
  const names = new Set<string>();
  known.set(key, names);
  collect((added) => {
    for (const name of added) names.add(name);
  });
  return names;
}
