import { addDays, addMonths } from './dates.ts';
import type { JobName } from './jobs.ts';
import type { ContractKind } from './plan.ts';
import type { Random } from './random.ts';
import type { Seat } from './seats.ts';

/** A period of employment under one contract. */
export type Spell = { kind: ContractKind; startsOn: string; endsOn: string | null; establishmentId: number };

/** Jobs that a company also gives to freelancers. */
const freelanceJobs: ReadonlySet<JobName> = new Set([
  'Software engineering',
  'Data science',
  'Design',
  'Product management',
  'Marketing',
]);

const daysInYear = 365;
const adultAge = 18;

/** Draws the contracts of a person of `age` years, oldest first. They never overlap. */
export function createCareer(seat: Seat, age: number, today: string, random: Random): Spell[] {
  const establishmentId = seat.site.establishment.id;
  const kind = drawKind(seat, random);
  if (seat.status === 'upcoming') {
    const startsOn = addDays(today, random.integer(3, 100));
    return [{ kind, startsOn, endsOn: plannedEnd(kind, startsOn, random), establishmentId }];
  }

  const adultDays = (age - adultAge) * daysInYear;
  const daysGone = seat.status === 'former' ? random.integer(1, Math.min(1000, Math.floor(adultDays / 2))) : 0;
  const leftOn = daysGone > 0 ? addDays(today, -daysGone) : null;
  const longest = adultDays - daysGone;
  const tenure = Math.min(longest, seniority(kind, seat.level, random));
  const startsOn = addDays(leftOn ?? today, -tenure);
  const endsOn = leftOn ?? laterThan(today, plannedEnd(kind, startsOn, random));
  const current: Spell = { kind, startsOn, endsOn, establishmentId };
  return kind === 'permanent' && tenure > 540 && tenure + 540 <= longest && random.chance(0.2)
    ? [...before(current, seat, random), current]
    : [current];
}

function drawKind({ level, unit }: Seat, random: Random): ContractKind {
  if (level >= 4) return 'permanent';
  if (level === 1) {
    return random.weighted([
      ['permanent', 66],
      ['fixedTerm', 13],
      ['internship', 9],
      ['apprenticeship', 12],
    ]);
  }
  return random.weighted([
    ['permanent', 93],
    ['fixedTerm', 4],
    ['contractor', freelanceJobs.has(unit.job) ? 8 : 0],
  ]);
}

/** Draws the number of days since the first day of a current contract. */
function seniority(kind: ContractKind, level: number, random: Random): number {
  switch (kind) {
    case 'permanent':
      return 20 + (Math.round(random.exponential((2.5 + level) * daysInYear)) % (25 * daysInYear));
    case 'internship':
      return random.integer(5, 150);
    case 'fixedTerm':
      return random.integer(5, 300);
    case 'apprenticeship':
    case 'contractor':
      return random.integer(5, 600);
  }
}

function plannedEnd(kind: ContractKind, startsOn: string, random: Random): string | null {
  const months = {
    permanent: null,
    internship: 6,
    fixedTerm: random.pick([6, 9, 12, 18]),
    apprenticeship: 24,
    contractor: 24,
  };
  const length = months[kind];
  return length === null ? null : addDays(addMonths(startsOn, length), -1);
}

/** The end of a current contract: one that would have ended by now was renewed. */
function laterThan(today: string, end: string | null): string | null {
  return end !== null && end <= today ? addMonths(end, 12) : end;
}

/** Draws the shorter contract that ended the day before a permanent one. */
function before(current: Spell, { level, unit }: Seat, random: Random): Spell[] {
  const kind: ContractKind =
    level <= 3 ? random.pick(['internship', 'apprenticeship', 'fixedTerm'] as const) : 'fixedTerm';
  const length = kind === 'internship' ? random.integer(120, 180) : random.integer(180, 540);
  const endsOn = addDays(current.startsOn, -1);
  const establishmentId = random.chance(0.15) ? random.weighted(unit.sites).establishment.id : current.establishmentId;
  return [{ kind, startsOn: addDays(endsOn, 1 - length), endsOn, establishmentId }];
}
