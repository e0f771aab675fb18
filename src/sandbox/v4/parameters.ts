import type { Query } from '../query.ts';
import { Refused } from '../response.ts';

/** Parses a comma-separated list of ids; null if the parameter is absent. */
export function readIds(query: Query, name: string): ReadonlySet<number> | null {
  const texts = readTexts(query, name, /^\d{1,10}$/);
  return texts && new Set([...texts].map(Number));
}

/** Parses a comma-separated list, every part of which must match the pattern; null if the parameter is absent. */
export function readTexts(query: Query, name: string, pattern: RegExp): ReadonlySet<string> | null {
  const text = query.get(name.toLowerCase());
  if (text === undefined || text === '') return null;
  const parts = text.split(',').map((part) => part.trim());
  for (const part of parts) if (!pattern.test(part)) throw invalid(name, `The value '${part}' is not valid.`);
  return new Set(parts);
}

/** Parses `true`, `false` or both; null if the parameter is absent. */
export function readBooleans(query: Query, name: string): ReadonlySet<boolean> | null {
  const texts = readTexts(query, name, /^(true|false)$/i);
  return texts && new Set([...texts].map((text) => text.toLowerCase() === 'true'));
}

/** Creates a test whether a name contains every word of `search`. Without `search`, every name passes. */
export function readSearch(query: Query): (name: string) => boolean {
  const words = (query.get('search') ?? '').toLowerCase().split(/[,\s]+/);
  return (name) => words.every((word) => name.toLowerCase().includes(word));
}

/** The v4 refusal of one parameter. */
export function invalid(name: string, message: string): Refused {
  return new Refused(400, 'One or more validation errors occurred.', { errors: { [name]: [message] } });
}
