import { Refused } from '../answer.ts';
import type { Query } from '../query.ts';

/** Reads a comma-separated list of ids, or null when the parameter is absent. */
export function readIds(query: Query, name: string): ReadonlySet<number> | null {
  const texts = readTexts(query, name, /^\d{1,10}$/);
  return texts && new Set([...texts].map(Number));
}

/** Reads a comma-separated list whose every part must match, or null when the parameter is absent. */
export function readTexts(query: Query, name: string, pattern: RegExp): ReadonlySet<string> | null {
  const text = query.get(name.toLowerCase());
  if (text === undefined || text === '') return null;
  const parts = text.split(',').map((part) => part.trim());
  for (const part of parts) if (!pattern.test(part)) throw invalid(name, `The value '${part}' is not valid.`);
  return new Set(parts);
}

/** Reads `true`, `false` or both, or null when the parameter is absent. */
export function readBooleans(query: Query, name: string): ReadonlySet<boolean> | null {
  const texts = readTexts(query, name, /^(true|false)$/i);
  return texts && new Set([...texts].map((text) => text.toLowerCase() === 'true'));
}

/** Returns a test whether a name contains every word of `search`; without `search`, every name does. */
export function readSearch(query: Query): (name: string) => boolean {
  const words = (query.get('search') ?? '').toLowerCase().split(/[,\s]+/);
  return (name) => words.every((word) => name.toLowerCase().includes(word));
}

/** The refusal of one parameter, as v4 words it. */
export function invalid(name: string, message: string): Refused {
  return new Refused(400, 'One or more validation errors occurred.', { errors: { [name]: [message] } });
}
