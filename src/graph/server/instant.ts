/** The instant of a time as Lucca writes it, in milliseconds since 1970: one without a zone is read as UTC. Null for no such time. */
export function instantOf(text: string | null): number | null {
  const at = text === null ? Number.NaN : Date.parse(/(Z|[+-]\d{2}:\d{2})$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(at) ? null : at;
}
