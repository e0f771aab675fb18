import { type GraphQLSchema, getNamedType, getOperationAST, isEnumType, typeFromAST } from 'graphql';
import { parsed } from '../parsed.ts';
import type { EditedOperation } from '../share/operationLink.ts';

/** An operation that the reader saved in the browser under a title. */
export type SavedOperation = EditedOperation & { title: string };

const key = 'lucca-subgraph:saved';

/** The saved operations, by title. */
export const savedOperations = (store: Storage): SavedOperation[] => JSON.parse(store.getItem(key) ?? '[]');

/** Saves an operation. It replaces one with the same title. */
export function saveOperation(store: Storage, operation: SavedOperation): SavedOperation[] {
  const others = savedOperations(store).filter(({ title }) => title !== operation.title);
  return stored(
    store,
    [...others, operation].toSorted((a, b) => a.title.localeCompare(b.title)),
  );
}

export const deleteOperation = (store: Storage, title: string): SavedOperation[] =>
  stored(
    store,
    savedOperations(store).filter((each) => each.title !== title),
  );

function stored(store: Storage, operations: SavedOperation[]): SavedOperation[] {
  store.setItem(key, JSON.stringify(operations));
  return operations;
}

// Text may be a person's name or a key, and an id may be a person's. Values of these types are neither.
const harmless = new Set(['Date', 'DateTime', 'Boolean', 'Int', 'Float', 'Decimal', 'CurrencyCode', 'CountryCode']);

/** The variables that are saved: dates, numbers and enum values of a query. Text, ids and objects are not. */
export function lastingVariables(schema: GraphQLSchema, { query, name, variables }: EditedOperation): string {
  const operation = getOperationAST(parsed(query), name);
  if (operation?.operation !== 'query') return '';
  const names = (operation.variableDefinitions ?? []).flatMap(({ variable, type }) => {
    const named = getNamedType(typeFromAST(schema, type as Parameters<typeof typeFromAST>[1]));
    return named && (isEnumType(named) || harmless.has(named.name)) ? [variable.name.value] : [];
  });
  const values = Object.entries(valuesIn(variables) ?? {}).filter(([each]) => names.includes(each));
  return values.length === 0 ? '' : JSON.stringify(Object.fromEntries(values), null, 2);
}

/** Parses the text of the variables editor, which may be empty; null if it is not valid. */
export function valuesIn(text: string): Record<string, unknown> | null {
  if (text.trim() === '') return {};
  try {
    const values: unknown = JSON.parse(text);
    return typeof values === 'object' && values !== null && !Array.isArray(values)
      ? (values as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
