import type { Spell } from '../careers.ts';
import { addDays, addMonths, firstOfMonth } from '../dates.ts';
import { at } from '../random.ts';
import { recast, type Trap } from './scene.ts';

/** Difficulties of contracts that follow one another, end, or are yet to start. */
export const careerTraps = {
  /** Somebody who was an intern, then stayed. */
  successiveContracts: withCareer((today) => [
    { kind: 'internship', startsOn: addMonths(today, -36), endsOn: addDays(addMonths(today, -30), -1) },
    { kind: 'permanent', startsOn: addMonths(today, -30), endsOn: null },
  ]),

  /** Somebody whose only contract is yet to start. */
  futureContract: withCareer((today) => [{ kind: 'permanent', startsOn: addDays(today, 45), endsOn: null }]),

  /** Somebody on a contract that ends soon, with the next one signed. */
  contractToCome: withCareer((today) => [
    { kind: 'fixedTerm', startsOn: addMonths(today, -10), endsOn: addDays(today, 60) },
    { kind: 'permanent', startsOn: addDays(today, 61), endsOn: null },
  ]),

  /** Somebody who left and came back after a year and a half. */
  rehired: withCareer((today) => [
    { kind: 'permanent', startsOn: addMonths(today, -60), endsOn: addMonths(today, -30) },
    { kind: 'permanent', startsOn: addMonths(today, -12), endsOn: null },
  ]),

  /** Somebody who left in the middle of last month, pay and all. */
  leaverMidMonth: withCareer((today) => [
    { kind: 'permanent', startsOn: addMonths(today, -40), endsOn: addDays(firstOfMonth(addMonths(today, -1)), 14) },
  ]),

  /** Somebody with a contract that was archived, before the one that counts. */
  archivedContract(scene) {
    const person = scene.cast();
    const { establishmentId } = person;
    const startsOn = addMonths(scene.today, -24);
    const contracts = recast(scene, person, [
      { kind: 'fixedTerm', startsOn: addMonths(startsOn, -3), endsOn: addDays(startsOn, -1), establishmentId },
      { kind: 'permanent', startsOn, endsOn: null, establishmentId },
    ]);
    at(contracts, 0).isArchived = true;
    return [person.id];
  },
} satisfies Record<string, Trap>;

type Draft = Omit<Spell, 'establishmentId'>;

function withCareer(career: (today: string) => Draft[]): Trap {
  return (scene) => {
    const person = scene.cast();
    const { establishmentId } = person;
    recast(
      scene,
      person,
      career(scene.today).map((draft) => ({ ...draft, establishmentId })),
    );
    return [person.id];
  };
}
