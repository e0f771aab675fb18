import { Decimal } from './decimals.ts';
import type { WeeklyHours } from './figures.ts';
import type { Treatment } from './treatments.ts';

/** The treatment of an amount. An hourly amount is paid for every hour of a full-time year. */
export function withWeek(treatment: Treatment, week: WeeklyHours): Treatment {
  const { field } = treatment;
  if (!field?.isHourly) return treatment;
  if (week.hours === null) return { ...treatment, field: { ...field, hoursNote: week.reason } };
  return {
    ...treatment,
    paymentsPerYear: new Decimal(week.hours).times(52).toFixed(),
    field: { ...field, hoursNote: `52 × ${week.hours} hours of a full-time week, ${week.source}` },
  };
}
