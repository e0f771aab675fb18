/** The value of a `datetime-local` input for an instant, in UTC; empty for anything else. */
export function localText(value: unknown): string {
  const instant = new Date(typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(instant.getTime()) ? '' : instant.toISOString().slice(0, 19);
}

/** The instant of a `datetime-local` input, in UTC. The input omits seconds that are 0. */
export const instantOf = (text: string): string => `${text.length === 16 ? `${text}:00` : text}Z`;
