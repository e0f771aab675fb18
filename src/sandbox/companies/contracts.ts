import type { Person, WorkContract } from '../model.ts';
import type { Spell } from './careers.ts';
import { addDays, covers, earlier } from './dates.ts';
import { type ContractKind, contractTypeIds } from './plan.ts';
import { at } from './random.ts';
import type { Workshop } from './workshop.ts';

/** The spell that applies on `today`: the current one, else the next one, else the last one. `spells` must be in order. */
export function applicableSpell<T extends Pick<Spell, 'startsOn' | 'endsOn'>>(spells: readonly T[], today: string): T {
  const running = spells.find((spell) => covers(spell, today));
  const next = spells.find(({ startsOn }) => startsOn > today);
  return running ?? next ?? at(spells, -1);
}

/** Adds the contracts of a person to the company, in the order of the spells. */
export function addContracts(
  person: Person,
  level: number,
  career: readonly Spell[],
  workshop: Workshop,
): WorkContract[] {
  const contracts = career.map((spell) => createContract(person, level, spell, workshop));
  workshop.company.workContracts.push(...contracts);
  return contracts;
}

function createContract(person: Person, level: number, spell: Spell, { ids, today, random }: Workshop): WorkContract {
  const { startsOn, endsOn, kind } = spell;
  const id = ids.contract();
  const trialPeriodDays = trialDays(kind, level);
  const hasEnded = endsOn !== null && endsOn < today;
  const createdOn = earlier(addDays(startsOn, -20), addDays(today, -1));
  return {
    id,
    ownerId: person.id,
    typeId: contractTypeIds[kind],
    startsOn,
    endsOn,
    establishmentId: spell.establishmentId,
    occupationCategoryId: kind === 'internship' ? null : person.occupationCategoryId,
    externalId: random.chance(0.3) ? `WC-${String(id).padStart(6, '0')}` : null,
    trialPeriodDays,
    trialPeriodEndsOn: trialPeriodDays === null ? null : addDays(startsOn, trialPeriodDays - 1),
    internshipSupervisorId: kind === 'internship' ? person.managerId : null,
    terminationReasonId: hasEnded ? random.integer(1, 6) : null,
    isArchived: false,
    amendments: [],
    createdAt: `${createdOn}T09:12:44.31`,
    lastModifiedAt: `${hasEnded ? endsOn : createdOn}T17:40:05.12`,
  };
}

function trialDays(kind: ContractKind, level: number): number | null {
  if (kind === 'permanent') return level >= 4 ? 120 : level === 3 ? 90 : 60;
  return kind === 'fixedTerm' ? 30 : null;
}
