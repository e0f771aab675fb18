import type { Company, Person, WorkContract, WorkingTimeArrangement } from '../model.ts';
import { addDays, earlier } from './dates.ts';
import { createSequence } from './ids.ts';

/** Hours of a full-time week by country. */
const fullTimeWeeks: Record<string, number> = { FR: 35, BE: 38, CH: 42 };
const usualWeek = 40;
const weekIn = (countryCode: string) => fullTimeWeeks[countryCode] ?? usualWeek;

const shares = [1, 0.8, 0.5];
/** Days per year of French managers, whose working time is not counted in hours. */
const fullTimeDays = 218;
const managersCategory = 3;

/** Creates the arrangements that are usual in the countries of the legal units, and one that nobody has any more. */
export function createArrangements(legalUnits: Company['legalUnits']): WorkingTimeArrangement[] {
  const nextId = createSequence(3);
  const weeks = [...new Set(legalUnits.map(({ countryCode }) => weekIn(countryCode)))];
  const ofHours = (hours: number, share: number, isArchived = false): WorkingTimeArrangement => ({
    id: nextId(),
    name: `${exactly(hours * share)} h / ${hours} h`,
    unit: 'hour',
    period: 'week',
    contractDuration: exactly(hours * share),
    referenceDuration: hours,
    isArchived,
  });
  const ofDays = (share: number): WorkingTimeArrangement => ({
    id: nextId(),
    name: `Forfait ${exactly(fullTimeDays * share)} jours`,
    unit: 'day',
    period: 'year',
    contractDuration: exactly(fullTimeDays * share),
    referenceDuration: fullTimeDays,
    isArchived: false,
  });
  return [
    ofHours(39, 1, true),
    ...weeks.flatMap((hours) => shares.map((share) => ofHours(hours, share))),
    ...(legalUnits.some(({ countryCode }) => countryCode === 'FR') ? [1, 0.8].map(ofDays) : []),
  ];
}

/** The share of full time under an arrangement, with at most four digits. */
export const shareUnder = ({ contractDuration, referenceDuration }: WorkingTimeArrangement): number =>
  exactly(contractDuration / referenceDuration);

/** The arrangement of a person for a period under a contract: null if the share is unknown, or no arrangement has this share. */
export type Assignment = {
  id: number;
  person: Person;
  contract: WorkContract;
  arrangement: WorkingTimeArrangement | null;
  startsOn: string;
  endsOn: string | null;
};

/** Everybody's assignments under each contract, by their shares of full time. */
export function assignmentsOf(company: Company): Assignment[] {
  const people = new Map(company.people.map((person) => [person.id, person]));
  return company.workContracts.flatMap((contract) => {
    const person = people.get(contract.ownerId);
    if (!person) return [];
    return spellsUnder(contract, person).map(({ share, ...span }, index) => ({
      id: contract.id * 10 + index,
      person,
      contract,
      arrangement: arrangementOf(share, person, contract, company),
      ...span,
    }));
  });
}

function spellsUnder({ startsOn, endsOn }: WorkContract, { earlierShares, fullTimeEquivalent }: Person) {
  const spells: { share: number | null; startsOn: string; endsOn: string | null }[] = [];
  let from = startsOn;
  for (const { share, until } of earlierShares) {
    if (until < from || (endsOn !== null && from > endsOn)) continue;
    spells.push({ share, startsOn: from, endsOn: endsOn === null ? until : earlier(until, endsOn) });
    from = addDays(until, 1);
  }
  if (endsOn === null || from <= endsOn) spells.push({ share: fullTimeEquivalent, startsOn: from, endsOn });
  return spells;
}

function arrangementOf(share: number | null, person: Person, { establishmentId }: WorkContract, company: Company) {
  const establishment = company.establishments.find(({ id }) => id === establishmentId);
  const country = company.legalUnits.find(({ id }) => id === establishment?.legalUnitId)?.countryCode ?? '';
  const fitting = company.workingTimeArrangements.filter((each) => !each.isArchived && shareUnder(each) === share);
  const ofDays = fitting.find(({ unit }) => unit === 'day');
  if (ofDays && country === 'FR' && (person.occupationCategoryId ?? 0) >= managersCategory) return ofDays;
  return (
    fitting.find(({ unit, referenceDuration }) => unit === 'hour' && referenceDuration === weekIn(country)) ?? null
  );
}

const exactly = (number: number) => Number(number.toFixed(4));
