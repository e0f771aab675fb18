import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  GraphQLIncludeDirective,
  type GraphQLNamedOutputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  GraphQLString,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  getOperationAST,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { titlesOf } from './titles.ts';

/**
 * The kind of a column's values, which decides how they are sorted, aligned and added up. A `list` contains objects with the columns
 * `items`.
 */
export type ColumnKind = 'text' | 'number' | 'decimal' | 'date' | 'boolean' | 'list';

export type Column = {
  /** The response names from the row to the value, joined by dots, without those of a connection's edges. */
  name: string;
  /** The title for people, unique within a table. */
  title: string;
  /** The response names from the row to the value. */
  path: string[];
  kind: ColumnKind;
  /** The field's name in the schema, the name of its parent type, and the name of the type of its values or objects. */
  field: string;
  parent: string;
  type: string;
  /** For a list: the response names from an entry to its object, and the columns of the object. */
  itemPath: string[];
  items: Column[];
  /** The path from the row to the id of the person whom the value names; null if it names nobody, or if the id was not selected. */
  personId: string[] | null;
  /** Whether the value is an opaque id, which the table does not show. */
  isId: boolean;
};

/** The shape of an answer, in the order of the document: the lists that are not inside another list, and the values beside them. */
export type AnswerShape = {
  columns: Column[];
  lists: Column[];
  beside: Column[];
  /** The list that is shown first. Null if there is none, or if so many values are beside it that the operation is about one object. */
  main: Column | null;
};

/** Maximum number of values to show beside a list. */
const maxBeside = 12;

type Selections = { set: SelectionSetNode; type: GraphQLCompositeType }[];
type Field = { key: string; name: string; parent: string; type: GraphQLOutputType; below: Selections };

/**
 * Derives the columns of an answer from the document, the schema and the variables (for `@skip` and `@include`), never from the data, so
 * that two runs have the same columns. Returns null if the document has no operation of this name.
 */
export function shapeOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Record<string, unknown>,
): AnswerShape | null {
  const operation = getOperationAST(document, operationName);
  const type = operation && schema.getRootType(operation.operation);
  if (!operation || !type) return null;
  const fragments = new Map(
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const all = titled(columnsIn(collector(schema, fragments, variables), [{ set: operation.selectionSet, type }], []));
  const lists = all.filter(({ kind }) => kind === 'list');
  const isCount = ({ name }: Column) => lists.some((list) => name.startsWith(`${list.name}.`));
  const columns = all.filter((column) => !isCount(column));
  const beside = columns.filter(({ kind }) => kind !== 'list');
  return { columns, lists, beside, main: beside.length > maxBeside ? null : (lists[0] ?? null) };
}

type Collect = (selections: Selections) => Field[];

/** Creates a function that merges selections into one field per response name, as a server does. */
function collector(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Record<string, unknown>,
): Collect {
  const isLeftOut = (node: SelectionNode) =>
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true ||
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if === false;

  function collect(selections: Selections, fields: Map<string, Field>) {
    for (const { set, type } of selections)
      for (const selection of set.selections) {
        if (isLeftOut(selection)) continue;
        if (selection.kind === Kind.FIELD) {
          const { name, alias, selectionSet } = selection;
          const key = alias?.value ?? name.value;
          const field = fields.get(key) ?? {
            key,
            name: name.value,
            parent: type.name,
            type: typeOf(type, name.value),
            below: [],
          };
          const below = getNamedType(field.type);
          if (selectionSet && isCompositeType(below)) field.below.push({ set: selectionSet, type: below });
          fields.set(key, field);
        } else {
          const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
          const condition = schema.getType(fragment?.typeCondition?.name.value ?? type.name);
          if (fragment && isCompositeType(condition))
            collect([{ set: fragment.selectionSet, type: condition }], fields);
        }
      }
    return fields;
  }
  return (selections) => [...collect(selections, new Map()).values()];
}

/** The type of a field; a string for `__typename`, which is not among a type's fields. */
const typeOf = (type: GraphQLCompositeType, name: string): GraphQLOutputType =>
  (isUnionType(type) ? undefined : type.getFields()[name]?.type) ?? GraphQLString;

function columnsIn(collect: Collect, selections: Selections, path: string[]): Column[] {
  const fields = collect(selections);
  const person = personIn(selections, fields, path);
  return fields.flatMap((field) => {
    const named = getNamedType(field.type);
    const here = [...path, field.key];
    if (named.name === 'PageInfo') return [];
    if (!isCompositeType(named)) return leaf(field, named, here, person?.label === field.key ? person.id : null);
    if (isListType(getNullableType(field.type)))
      return list(field, here, here, [], columnsIn(collect, field.below, []));
    const edges = named.name.endsWith('Connection') && collect(field.below).find(({ name }) => name === 'edges');
    if (!edges) return columnsIn(collect, field.below, here);
    return [...countOf(collect(field.below), here), ...nodes(collect, edges, here)];
  });
}

/** The list of a connection's nodes. */
function nodes(collect: Collect, edges: Field, path: string[]): Column[] {
  const node = collect(edges.below).find(({ name }) => name === 'node');
  return node ? list(node, path, [...path, edges.key], [node.key], columnsIn(collect, node.below, [])) : [];
}

const countOf = (fields: Field[], path: string[]): Column[] =>
  fields
    .filter(({ name }) => name === 'totalCount')
    .flatMap((field) => leaf(field, getNamedType(field.type), [...path, field.key], null));

/** The path to the id of the person whom these fields describe, and the name of the field that best names the person. */
function personIn(selections: Selections, fields: Field[], path: string[]): { id: string[]; label: string } | null {
  const id = fields.find(({ name }) => name === 'id');
  const label =
    fields.find(({ name }) => name === 'displayName') ??
    fields.find(({ name, below }) => name !== 'id' && below.length === 0);
  const isPerson = selections.some(({ type }) => type.name === 'Employee');
  return isPerson && id && label ? { id: [...path, id.key], label: label.key } : null;
}

const kinds: Partial<Record<string, ColumnKind>> = {
  Int: 'number',
  Float: 'number',
  Decimal: 'decimal',
  Date: 'date',
  DateTime: 'date',
  Boolean: 'boolean',
};

function leaf(field: Field, type: GraphQLNamedOutputType, path: string[], personId: string[] | null): Column[] {
  const isJoined = isListType(getNullableType(field.type));
  const kind = (isJoined ? undefined : kinds[type.name]) ?? 'text';
  const facts = { ...factsOf(field), personId, isId: type.name === 'ID' };
  return [{ name: path.join('.'), title: '', path, kind, ...facts, itemPath: [], items: [] }];
}

function list(field: Field, name: string[], path: string[], itemPath: string[], items: Column[]): Column[] {
  const facts = { ...factsOf(field), personId: null, isId: false };
  return [{ name: name.join('.'), title: '', path, kind: 'list', ...facts, itemPath, items: titled(items) }];
}

/** Adds titles to the columns of one table. */
function titled(columns: Column[]): Column[] {
  const root = commonRoot(columns);
  const titles = titlesOf(columns.map(({ name }) => name.slice(root.length).split('.')));
  return columns.map((column, index) => ({ ...column, title: titles[index] ?? column.name }));
}

const factsOf = ({ name, parent, type }: Field) => ({ field: name, parent, type: getNamedType(type).name });

/** The root field that all columns are inside of, with its dot; empty if there is none. */
export function commonRoot(columns: Column[]): string {
  const [root = ''] = columns[0]?.name.match(/^\w+\./) ?? [];
  return columns.every(({ name }) => name.startsWith(root)) ? root : '';
}
