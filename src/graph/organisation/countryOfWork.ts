import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import type { CountryOfWork } from '../generated.ts';
import type { EstablishmentParent } from '../parents.ts';
import { legalEntityById } from './ofEstablishment.ts';
import { countryOfTimeZone } from './timeZones.ts';

/**
 * The country in which the people of an establishment work: that of its address (which Lucca does not document), else that of its time
 * zone, else that of its legal entity. A site may be in another country than its legal entity; the law of working time is that of the site.
 */
export function countryOfWork(
  { address, timeZoneId, legalUnitId }: EstablishmentParent,
  context: GraphContext,
): PromiseOrValue<CountryOfWork | null> {
  const ofAddress = address?.countryCode?.toUpperCase() ?? '';
  if (/^[A-Z]{2}$/.test(ofAddress)) return { value: ofAddress, origin: 'ESTABLISHMENT' };
  const ofTimeZone = countryOfTimeZone(timeZoneId);
  if (ofTimeZone !== null) return { value: ofTimeZone, origin: 'TIME_ZONE' };
  return mapValue(legalEntityById(legalUnitId, context), (legalEntity) => {
    const value = legalEntity?.country?.code ?? null;
    return value === null ? null : { value, origin: 'LEGAL_ENTITY' as const };
  });
}
