/** The calendar day of an instant in the browser's time zone (`2026-03-31`). */
export const dayOf = (instant: Date): string =>
  `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;

/** The latest 31 December that is not in the future. */
export function latestYearEnd(today: string): string {
  const year = Number(today.slice(0, 4));
  return today.endsWith('-12-31') ? today : `${year - 1}-12-31`;
}

/** The first and last day of a day's quarter. */
export function quarterOf(today: string): { from: string; to: string } {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const first = month - ((month - 1) % 3);
  const last = new Date(Date.UTC(year, first + 2, 0)).getUTCDate();
  return { from: `${year}-${two(first)}-01`, to: `${year}-${two(first + 2)}-${two(last)}` };
}

/** The first and last day of a day's year. */
export function yearOf(today: string): { from: string; to: string } {
  const year = today.slice(0, 4);
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** The first and last day of the twelve months that end on a day, and the day before them. */
export function yearTo(today: string): { dayBefore: string; from: string; to: string } {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  // A year after 29 February is 28 February.
  const last = new Date(Date.UTC(year - 1, month, 0)).getUTCDate();
  const before = Date.UTC(year - 1, month - 1, Math.min(day, last));
  const text = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { dayBefore: text(before), from: text(before + 86_400_000), to: today };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
