import { getOperationAST } from 'graphql';
import { mutationFields } from '../confirmingMutations.ts';
import { parsed } from '../parsed.ts';

/** An operation in the editor: its document, its name if it has one, and its variables as text. */
export type EditedOperation = { query: string; name: string | undefined; variables: string };

/**
 * A URL of the explorer that opens an operation. The operation is in the fragment, which browsers do not send. The URL contains no data and
 * no token, nor a mutation's variables, one of which may be an API key.
 */
export function linkTo(page: string, operation: EditedOperation): string {
  const variables = shareable(operation);
  return `${page.replace(/#.*/, '')}#${new URLSearchParams({ query: operation.query, ...(variables && { variables }) })}`;
}

/** The operation in the fragment of a URL; null if there is none. */
export function operationIn(fragment: string): EditedOperation | null {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  const query = parameters.get('query');
  if (query === null) return null;
  return { query, name: nameIn(query), variables: parameters.get('variables') ?? '' };
}

/** The curl command that sends an operation. It takes the token from the shell variable `TOKEN`, and omits a mutation's variables. */
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

/** The name of the operation, if it is the only one in the document. */
export const nameIn = (query: string): string | undefined => getOperationAST(parsed(query))?.name?.value;

/** The variables; empty if they are a mutation's, or not valid. */
function shareable({ query, name, variables }: EditedOperation): string {
  if (mutationFields({ query, operationName: name ?? null }).length > 0) return '';
  try {
    return JSON.stringify(JSON.parse(variables));
  } catch {
    return '';
  }
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
