import {
  type DocumentNode,
  type FieldNode,
  getOperationAST,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { Column } from './columns.ts';

/** The variables that are passed to an argument `after`. */
export function cursorVariables(document: DocumentNode): Set<string> {
  const found = new Set<string>();
  visit(document, {
    Field(field) {
      const variable = afterOf(field);
      if (variable !== null) found.add(variable);
    },
  });
  return found;
}

/** The variable that an operation passes to a list's argument `after`; null if there is none. */
export function afterVariable(
  document: DocumentNode,
  operationName: string | undefined,
  { path }: Pick<Column, 'path'>,
): string | null {
  const operation = getOperationAST(document, operationName);
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  const setOf = (selection: SelectionNode): SelectionSetNode | undefined =>
    selection.kind === Kind.FRAGMENT_SPREAD
      ? fragments.find(({ name }) => name.value === selection.name.value)?.selectionSet
      : selection.selectionSet;
  const fieldsOf = (set: SelectionSetNode | undefined): FieldNode[] =>
    (set?.selections ?? []).flatMap((selection) =>
      selection.kind === Kind.FIELD ? [selection] : fieldsOf(setOf(selection)),
    );
  // The last name of the path is that of the edges or nodes, which have no arguments.
  let sets = [operation?.selectionSet];
  let fields: FieldNode[] = [];
  for (const key of path.slice(0, -1)) {
    fields = sets.flatMap(fieldsOf).filter(({ name, alias }) => (alias ?? name).value === key);
    sets = fields.map(({ selectionSet }) => selectionSet);
  }
  return fields.map(afterOf).find((variable) => variable !== null) ?? null;
}

function afterOf({ arguments: given = [] }: FieldNode): string | null {
  const value = given.find(({ name }) => name.value === 'after')?.value;
  return value?.kind === Kind.VARIABLE ? value.name.value : null;
}
