import { once } from '../../once.ts';

/** A locale that lists the time zones of its region: with a method, or, in earlier versions of Node, as a property. */
type WithTimeZones = Intl.Locale & { getTimeZones?(): string[] | undefined; timeZones?: string[] | undefined };

/** The country of each time zone that is used in one country only, by the names that the runtime returns. */
const countries = once(() => {
  const found = new Map<string, string>();
  for (const region of regions()) {
    const locale: WithTimeZones = new Intl.Locale(`und-${region}`);
    // A region that no longer exists has another name.
    if (locale.region !== region) continue;
    for (const zone of locale.getTimeZones?.() ?? locale.timeZones ?? []) {
      const name = canonicalName(zone);
      if (name !== null) found.set(name, found.has(name) ? '' : region);
    }
  }
  return found;
});

/** The country (ISO 3166-1 alpha-2) that an IANA time zone is of, such as FR for `Europe/Paris`; null if it is not of one. */
export function countryOfTimeZone(timeZone: string | null): string | null {
  const name = timeZone === null ? null : canonicalName(timeZone);
  return name === null ? null : countries().get(name) || null;
}

/**
 * `Asia/Calcutta` and `Asia/Kolkata` are one zone. Null for what is no time zone, and for one that is not named after a place, such as
 * `CET`, which the runtime takes for that of one of its countries.
 */
function canonicalName(timeZone: string): string | null {
  if (!timeZone.includes('/')) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function regions(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((first) => letters.map((second) => first + second));
}
