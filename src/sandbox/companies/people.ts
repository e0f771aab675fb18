import type { Person } from '../model.ts';
import { createCareer, type Spell } from './careers.ts';
import { applicableSpell } from './contracts.ts';
import { addDays, addMonths, forever } from './dates.ts';
import { drawExtendedData } from './extendedData.ts';
import { jobs, jobTitle } from './jobs.ts';
import { createLogins, drawNames } from './names.ts';
import { at, type Random } from './random.ts';
import type { Seat } from './seats.ts';
import type { Workshop } from './workshop.ts';

/** A person in a seat, with the facts that later random draws depend on. */
export type Hire = { seat: Seat; person: Person; career: Spell[]; isWoman: boolean };

/** Fills every seat. Ids follow the order of first contracts, because people are created in Lucca when they are hired. */
export function hire(seats: readonly Seat[], qualificationId: QualificationId, workshop: Workshop): Hire[] {
  const { today, random } = workshop;
  const drawn = seats.map((seat) => {
    const age = drawAge(seat, random);
    return { seat, age, career: createCareer(seat, age, today, random) };
  });
  drawn.sort((one, other) => (at(one.career, 0).startsOn < at(other.career, 0).startsOn ? -1 : 1));

  const ids = new Map(drawn.map(({ seat }) => [seat, workshop.ids.person()]));
  const idOf = (seat: Seat): number => {
    const id = ids.get(seat);
    if (id === undefined) throw new RangeError('a seat outside the company');
    return id;
  };
  const loginOf = createLogins();
  const numberOf = createEmployeeNumbers();

  return drawn.map(({ seat, age, career }) => {
    const isWoman = random.chance(jobs[seat.unit.job].womenShare);
    const { nationalityId, ...names } = drawNames(random, random.weighted(seat.site.cultures), isWoman);
    const login = loginOf(names);
    const spell = applicableSpell(career, today);
    const firstDay = at(career, 0).startsOn;
    const person: Person = {
      id: idOf(seat),
      ...names,
      login,
      mail: `${login}@${workshop.plan.mailDomain}`,
      employeeNumber: numberOf(seat),
      gender: drawGender(isWoman, random),
      birthOn: addDays(addMonths(today, -12 * age), -random.integer(0, 364)),
      nationalityId: random.chance(0.97) ? nationalityId : null,
      contractStartsOn: spell.startsOn,
      contractEndsOn: spell.endsOn,
      seniorityOn: random.chance(0.85) ? firstDay : null,
      jobTitle: jobTitle(seat.unit.job, seat.level, seat.site.language),
      jobQualificationId: qualificationId(seat.unit.job, seat.level),
      occupationCategoryId: at([1, 1, 2, 3, 3, 4, 4], seat.level - 1),
      departmentId: seat.unit.department.id,
      establishmentId: spell.establishmentId,
      managerId: idOf(seat.manager ?? seat),
      fullTimeEquivalent: workshop.plan.hasPagga
        ? drawFullTimeEquivalent(seat, isWoman, random)
        : shareById(idOf(seat)),
      earlierShares: [],
      theoreticalRemuneration: null,
      extendedData: drawExtendedData(seat, { startsOn: firstDay, endsOn: spell.endsOn }, workshop),
      workCycles: [{ id: workshop.ids.workCycle(), workCycleId: 1, startsOn: firstDay, endsOn: forever }],
      modifiedAt: `${addDays(today, -random.integer(1, 700))}T09:15:00`,
    };
    return { seat, person, career, isWoman };
  });
}

type QualificationId = (job: Seat['unit']['job'], level: number) => number;

const ageRanges = [
  [19, 29],
  [23, 52],
  [29, 62],
  [32, 62],
  [36, 64],
  [42, 65],
  [48, 66],
] as const;

function drawAge({ level }: Seat, random: Random): number {
  const [youngest, oldest] = at(ageRanges, level - 1);
  return random.integer(youngest, oldest);
}

function drawGender(isWoman: boolean, random: Random): Person['gender'] {
  const usual = isWoman ? 'Female' : 'Male';
  return random.weighted([
    [usual, 97.5],
    ['Undefined', 2],
    ['Misc', 0.5],
  ]);
}

function drawFullTimeEquivalent({ level }: Seat, isWoman: boolean, random: Random): number {
  if (level >= 5) return 1;
  return random.weighted([
    [1, isWoman ? 82 : 94],
    [0.8, isWoman ? 14 : 5],
    [0.5, isWoman ? 4 : 1],
  ]);
}

/** The share of full time in a company without the pay module, where it does not affect pay. It takes no random draw. */
const shareById = (id: number) => (id % 8 === 0 ? 0.8 : 1);

/** Numbers the people of each establishment from 1, so that numbers are unique only within an establishment. */
function createEmployeeNumbers(): (seat: Seat) => string {
  const last = new Map<number, number>();
  return ({ site: { establishment } }) => {
    const number = (last.get(establishment.id) ?? 0) + 1;
    last.set(establishment.id, number);
    return String(number).padStart(5, '0');
  };
}
