import type { Unknown } from './answer.ts';

/** Says what the sandbox does not know, and in which file to add it. `query` is the raw one of the request. */
export function describeUnknown(unknown: Unknown, query: string): string {
  const [what, file] = unknown.kind === 'path' ? [unknown.path, 'src/sandbox/routes.ts'] : placeOf(unknown, query);
  return `The sandbox does not know ${what}. If Lucca does, add it to ${file}.`;
}

function placeOf({ name, typeName }: Extract<Unknown, { kind: 'field' }>, query: string): [what: string, file: string] {
  const words = [...new URLSearchParams(query)].flat().join(' ').split(/\W+/);
  // The sandbox compares in lower case; people search for the spelling of the request.
  const spelled = words.find((word) => word.toLowerCase() === name.toLowerCase()) ?? name;
  return [
    `the field ${spelled} of ${typeName}`,
    typeName === 'User' ? 'src/sandbox/v3/userFields.ts' : 'src/sandbox/v3',
  ];
}
