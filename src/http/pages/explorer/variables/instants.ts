/** An instant as an input of date and time shows it, in UTC; empty where the value is none. */
export function localText(value: unknown): string {
  const instant = new Date(typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(instant.getTime()) ? '' : instant.toISOString().slice(0, 19);
}

/** The instant that an input of date and time has, in UTC. It leaves out seconds that are 0. */
export const instantOf = (text: string): string => `${text.length === 16 ? `${text}:00` : text}Z`;
