/** The parameters of a request, by lower-case name; the values of a repeated one are joined by commas. */
export type Query = ReadonlyMap<string, string>;

/** Decodes a raw query string. */
export function parseQuery(text: string): Query {
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    const key = name.toLowerCase();
    const before = query.get(key);
    query.set(key, before === undefined ? value : `${before},${value}`);
  }
  return query;
}
