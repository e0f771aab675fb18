// Dates are text, `YYYY-MM-DD`: they compare as text, and do not depend on a time zone.

const dayInMilliseconds = 86_400_000;

/** The date that Lucca uses for an open end. */
export const forever = '9999-12-31';

/** The date `days` days later, or earlier if negative. */
export function addDays(date: string, days: number): string {
  return toText(Date.parse(date) + days * dayInMilliseconds);
}

/** The date `months` months later, or the last day of that month if the month is shorter. */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = parts(date);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return toText(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
}

/** The first day of the date's month. */
export function firstOfMonth(date: string): string {
  return `${date.slice(0, 7)}-01`;
}

/** Whether a date is within a period, with its first and last day. The period may have no end. */
export function covers(period: { startsOn: string; endsOn: string | null }, date: string): boolean {
  return period.startsOn <= date && (period.endsOn === null || date <= period.endsOn);
}

/** The earlier of two dates. */
export function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

function parts(date: string): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

function toText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
