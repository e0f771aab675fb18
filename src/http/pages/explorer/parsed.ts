import { type DocumentNode, Kind, parse } from 'graphql';

/** The document of a text; without any definitions where it cannot be parsed, about which the server's error says more. */
export function parsed(query: string): DocumentNode {
  try {
    return parse(query);
  } catch {
    return { kind: Kind.DOCUMENT, definitions: [] };
  }
}
