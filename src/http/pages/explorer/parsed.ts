import { type DocumentNode, Kind, parse } from 'graphql';

/** Parses a document. If that fails, returns one without definitions, because the server's error explains what is wrong. */
export function parsed(query: string): DocumentNode {
  try {
    return parse(query);
  } catch {
    return { kind: Kind.DOCUMENT, definitions: [] };
  }
}
