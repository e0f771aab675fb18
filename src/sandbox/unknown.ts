import type { Unknown } from './response.ts';

/** The message about a path or field that the sandbox does not know, with the file to add it to. `query` is the raw query string. */
export function describeUnknown(unknown: Unknown, query: string): string {
  const [what, file] = unknown.kind === 'path' ? [unknown.path, 'src/sandbox/routes.ts'] : locate(unknown, query);
  return `The sandbox does not know ${what}. If Lucca does, add it to ${file}.`;
}

function locate({ name, typeName }: Extract<Unknown, { kind: 'field' }>, query: string): [what: string, file: string] {
  const words = [...new URLSearchParams(query)].flat().join(' ').split(/\W+/);
  // `name` is in lower case, but people search for the spelling of the request.
  const spelled = words.find((word) => word.toLowerCase() === name.toLowerCase()) ?? name;
  return [
    `the field ${spelled} of ${typeName}`,
    typeName === 'User' ? 'src/sandbox/v3/userFields.ts' : 'src/sandbox/v3',
  ];
}
