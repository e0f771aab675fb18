import { getOperationAST } from 'graphql';
import { mutationFields } from '../confirmingMutations.ts';
import { parsed } from '../parsed.ts';

/** An operation as the editor has it: its document, its name if it has one, and its variables as text. */
export type EditedOperation = { query: string; name: string | undefined; variables: string };

/**
 * An address of the explorer that opens an operation: it is in the fragment, which browsers send to nobody. It contains no data and no token;
 * and no variables of a mutation, one of which may be an API key.
 */
export function linkTo(page: string, operation: EditedOperation): string {
  const variables = shareable(operation);
  return `${page.replace(/#.*/, '')}#${new URLSearchParams({ query: operation.query, ...(variables && { variables }) })}`;
}

/** The operation in the fragment of an address; null if there is none. */
export function operationIn(fragment: string): EditedOperation | null {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  const query = parameters.get('query');
  if (query === null) return null;
  return { query, name: nameIn(query), variables: parameters.get('variables') ?? '' };
}

/** The command that sends an operation. The token is the shell's variable `TOKEN`; variables of a mutation are left out. */
export function curlOf(url: string, operation: EditedOperation, needsToken: boolean): string {
  const { query, name } = operation;
  const variables = shareable(operation);
  const body = { query, operationName: name, ...(variables && { variables: JSON.parse(variables) }) };
  return [
    `curl ${quoted(url)}`,
    `-H 'content-type: application/json'`,
    ...(needsToken ? ['-H "authorization: Bearer $TOKEN"'] : []),
    `--data-raw ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}

/** The name of the only operation of a document. */
export const nameIn = (query: string): string | undefined => getOperationAST(parsed(query))?.name?.value;

/** The variables, unless they are a mutation's, or cannot be read. */
function shareable({ query, name, variables }: EditedOperation): string {
  if (mutationFields({ query, operationName: name ?? null }).length > 0) return '';
  try {
    return JSON.stringify(JSON.parse(variables));
  } catch {
    return '';
  }
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
