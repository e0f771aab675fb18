/** The parameters of one request, their names read whatever their casing and repetitions joined by a comma. */
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
