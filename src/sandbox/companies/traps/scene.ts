import type { FixedItem, Person, WorkContract } from '../../model.ts';
import type { Spell } from '../careers.ts';
import { addContracts, applicableSpell } from '../contracts.ts';
import { addMonths, covers, forever } from '../dates.ts';
import { addFixedItems, natureFor } from '../pay.ts';
import type { Hire } from '../people.ts';
import { at } from '../random.ts';
import type { Workshop } from '../workshop.ts';

/** A company in which edge cases are set up. */
export type Scene = Workshop & {
  hires: readonly Hire[];
  /** Picks a person without an edge case who meets a wish. If nobody meets the first wish, the next one is tried. */
  cast(...wishes: Wish[]): Person;
  isCast(person: Person): boolean;
};

type Wish = (person: Person) => boolean;

/** Sets up an edge case and returns the ids of the people who have it, the main person first. */
export type Trap = (scene: Scene) => number[];

export function createScene(workshop: Workshop, hires: readonly Hire[]): Scene {
  const youngest = addMonths(workshop.today, -12 * 27);
  const ordinary = hires
    .filter(({ seat, career }) => seat.status === 'active' && !seat.leads && at(career, -1).kind === 'permanent')
    .map(({ person }) => person)
    .filter(({ gender, birthOn }) => gender !== null && birthOn !== null && birthOn < youngest);
  const cast = new Set<Person>();

  return {
    ...workshop,
    hires,
    isCast: (person) => cast.has(person),
    cast(...wishes) {
      const free = ordinary.filter((each) => !cast.has(each));
      const suited =
        wishes.length === 0 ? free : wishes.map((wish) => free.filter(wish)).find(({ length }) => length > 0);
      const person = workshop.random.pick(suited ?? []);
      cast.add(person);
      return person;
    },
  };
}

/** The wish for somebody who works full time on a contract of more than a year. */
export function settled({ today }: Scene): Wish {
  const yearAgo = addMonths(today, -13);
  return ({ contractStartsOn, fullTimeEquivalent }) => contractStartsOn < yearAgo && (fullTimeEquivalent ?? 1) === 1;
}

/** Replaces the contracts and the fixed pay of a person, and removes the variable pay. */
export function recast(scene: Scene, person: Person, career: readonly Spell[]): WorkContract[] {
  const { company, hires } = scene;
  const hire = at(
    hires.filter((each) => each.person === person),
    0,
  );
  const former = new Set(contractsOf(scene, person).map(({ id }) => id));
  company.workContracts = company.workContracts.filter(({ id }) => !former.has(id));
  company.fixedItems = company.fixedItems.filter(({ workContractId }) => !former.has(workContractId));
  company.variableItems = company.variableItems.filter(({ workContractId }) => !former.has(workContractId));

  const spell = applicableSpell(career, scene.today);
  const firstDay = at(career, 0).startsOn;
  if (spell.establishmentId !== person.establishmentId) {
    // Longer than any establishment's numbers, so that it differs from all of them.
    person.employeeNumber = String(person.id).padStart(7, '0');
  }
  person.contractStartsOn = spell.startsOn;
  person.contractEndsOn = spell.endsOn;
  person.establishmentId = spell.establishmentId;
  person.seniorityOn = firstDay;
  person.workCycles = [{ id: scene.ids.workCycle(), workCycleId: 1, startsOn: firstDay, endsOn: forever }];
  delete person.extendedData.e_lastreview;
  const contracts = addContracts(person, hire.seat.level, career, scene);
  addFixedItems(hire, 1, contracts, scene);
  return contracts;
}

/** A person's contracts, oldest first. */
export function contractsOf({ company }: Scene, { id }: Person): WorkContract[] {
  return company.workContracts.filter(({ ownerId }) => ownerId === id);
}

/** A person's current contract. */
export function contractOf(scene: Scene, person: Person): WorkContract {
  return applicableSpell(contractsOf(scene, person), scene.today);
}

/** A person's current base salary. */
export function baseItemOf(scene: Scene, person: Person): FixedItem {
  const contract = contractOf(scene, person);
  const nature = natureFor(scene.plan, 'baseSalary', contract.establishmentId);
  const items = scene.company.fixedItems.filter(
    (item) => item.workContractId === contract.id && item.natureId === nature?.id && covers(item, scene.today),
  );
  return at(items, 0);
}
