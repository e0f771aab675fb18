import { Refused } from '../response.ts';

/** The requested fields of a v3 resource, by lower-case name, each with its sub-fields; empty if none are named. */
export type FieldTree = Map<string, FieldTree>;

/** Parses `id, manager.name, department[id,code]`. Repeated names are merged; the casing is ignored. */
export function parseFields(text: string): FieldTree {
  const root: FieldTree = new Map();
  const namePattern = /\w+/y;
  let position = 0;

  const skipSpaces = () => {
    while (text[position] === ' ') position += 1;
  };
  const readName = (): string => {
    namePattern.lastIndex = position;
    const name = namePattern.exec(text)?.[0];
    if (name === undefined) throw new Refused(400, 'Query parameter is invalid');
    position += name.length;
    return name.toLowerCase();
  };
  const readItem = (into: FieldTree): void => {
    let branch = into;
    for (;;) {
      const name = readName();
      const next = branch.get(name) ?? new Map();
      branch.set(name, next);
      branch = next;
      if (text[position] !== '.') break;
      position += 1;
      skipSpaces();
    }
    if (text[position] !== '[') return;
    position += 1;
    readList(branch);
    if (text[position] !== ']') throw new Refused(400, 'Query parameter is invalid');
    position += 1;
  };
  const readList = (into: FieldTree): void => {
    skipSpaces();
    readItem(into);
    while (text[position] === ',') {
      position += 1;
      skipSpaces();
      readItem(into);
    }
  };

  readList(root);
  if (position !== text.length) throw new Refused(400, 'Query parameter is invalid');
  return root;
}
