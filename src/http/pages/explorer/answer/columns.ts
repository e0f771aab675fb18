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

/** How the values of a column are sorted, aligned and added. A `list` contains objects, each of which has the columns `items`. */
export type ColumnKind = 'text' | 'number' | 'decimal' | 'date' | 'boolean' | 'list';

export type Column = {
  /** The response names from the row to the value, joined by dots; without those of a connection's edges. */
  name: string;
  /** What a person would call it. No two columns of a table have the same. */
  title: string;
  /** The response names from the row to the value. */
  path: string[];
  kind: ColumnKind;
  /** The field in the schema, by its own name, and the names of the type it is of and of the type of its values or objects. */
  field: string;
  parent: string;
  type: string;
  /** Of a list: the response names from one of its entries to the object, and the columns of that object. */
  itemPath: string[];
  items: Column[];
  /** The path from the row to the id of the person that the value names; null when it names nobody, or the id was not selected. */
  personId: string[] | null;
  /** Whether the value is an opaque id, which the table does not show. */
  isId: boolean;
};

/** What an operation returns, in the order of its document: lists that are inside no other list, and the values beside them. */
export type AnswerShape = {
  columns: Column[];
  lists: Column[];
  beside: Column[];
  /** The list that is shown first. Null when there is none, or so much beside it that the operation is about one object. */
  main: Column | null;
};

/** How many values fit beside a list. */
const mostBeside = 12;

type Selections = { set: SelectionSetNode; type: GraphQLCompositeType }[];
type Field = { key: string; name: string; parent: string; type: GraphQLOutputType; below: Selections };

/**
 * Derives the columns of an operation's answer from its document, the schema and the variables (of which `@skip` and `@include` may
 * depend), never from the data: two runs have the same columns. Null when the document has no operation of this name.
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
  return { columns, lists, beside, main: beside.length > mostBeside ? null : (lists[0] ?? null) };
}

type Collect = (selections: Selections) => Field[];

/** Creates a function that merges selections into fields, one a response name, as a server does. */
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

/** The type of a field; text for `__typename`, which no type lists. */
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

/** Where these fields have the id of their person, and which of them names that person best. */
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

/** Columns of one table with their titles. */
function titled(columns: Column[]): Column[] {
  const root = commonRoot(columns);
  const titles = titlesOf(columns.map(({ name }) => name.slice(root.length).split('.')));
  return columns.map((column, index) => ({ ...column, title: titles[index] ?? column.name }));
}

const factsOf = ({ name, parent, type }: Field) => ({ field: name, parent, type: getNamedType(type).name });

/** The field of the root that all columns are below, with its dot; empty when there is no such field. */
export function commonRoot(columns: Column[]): string {
  const [root = ''] = columns[0]?.name.match(/^\w+\./) ?? [];
  return columns.every(({ name }) => name.startsWith(root)) ? root : '';
}
