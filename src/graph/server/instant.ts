/** Parses a time as Lucca writes it into milliseconds since 1970. A time without a zone is read as UTC. Null if it is not a time. */
export function instantOf(text: string | null): number | null {
  const at = text === null ? Number.NaN : Date.parse(/(Z|[+-]\d{2}:\d{2})$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(at) ? null : at;
}
