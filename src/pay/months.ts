import { Decimal, sum } from './decimals.ts';

/** A period by its first and last day, as ISO dates. */
export type Days = { startsOn: string; endsOn: string };

/** The twelve months that end with a day. */
export function yearTo(endsOn: string): Days {
  const [year, month, day] = partsOf(endsOn);
  // A year that began on 1 March ends on the last day of February.
  if (month === 2 && day >= 28) return { startsOn: `${pad(year - 1, 4)}-03-01`, endsOn };
  const isLastOfMonth = day === daysIn(year, month);
  const [nextYear, nextMonth] = month === 12 ? [year, 1] : [year - 1, month + 1];
  const startsOn = isLastOfMonth
    ? `${pad(nextYear, 4)}-${pad(nextMonth)}-01`
    : `${pad(year - 1, 4)}-${pad(month)}-${pad(day + 1)}`;
  return { startsOn, endsOn };
}

/** How many of a year's twelve months the given periods cover, with at most ten decimal places. */
export const monthsIn = (stretches: readonly Days[], year: Days): string =>
  // Rounded after addition, so that the parts of a month add up to a whole one.
  sum(stretches.map((each) => monthsOf(each, year)))
    .toDecimalPlaces(10)
    .toFixed();

/**
 * The months of one period: each day is a fraction of its calendar month. If the year begins and ends in the middle of a month, its two
 * parts make one month, so that the whole year has twelve.
 */
function monthsOf({ startsOn, endsOn }: Days, year: Days): Decimal {
  const [firstYear, firstMonth, firstDay] = partsOf(year.startsOn);
  const [lastYear, lastMonth, lastDay] = partsOf(year.endsOn);
  const atStart = firstDay === 1 ? 0 : daysIn(firstYear, firstMonth) - firstDay + 1;
  const daysOfMonth = (of: string, [y, m]: [number, number]) => {
    if (of === pad(lastYear, 4) + pad(lastMonth)) return atStart + lastDay;
    return atStart > 0 && of === pad(firstYear, 4) + pad(firstMonth) ? atStart + lastDay : daysIn(y, m);
  };
  let [y, m, day] = partsOf(startsOn);
  const [endYear, endMonth, endDay] = partsOf(endsOn);
  let months = new Decimal(0);
  while (y < endYear || (y === endYear && m <= endMonth)) {
    const last = y === endYear && m === endMonth ? endDay : daysIn(y, m);
    months = months.plus(new Decimal(last - day + 1).dividedBy(daysOfMonth(pad(y, 4) + pad(m), [y, m])));
    [y, m, day] = m === 12 ? [y + 1, 1, 1] : [y, m + 1, 1];
  }
  return months;
}

const partsOf = (day: string): [number, number, number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
  Number(day.slice(8, 10)),
];

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

const pad = (number: number, digits = 2) => String(number).padStart(digits, '0');
