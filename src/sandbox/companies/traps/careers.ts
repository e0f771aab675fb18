import type { Spell } from '../careers.ts';
import { addDays, addMonths, firstOfMonth } from '../dates.ts';
import { at } from '../random.ts';
import { recast, type Trap } from './scene.ts';

/** Edge cases of contracts that follow one another, end, or have not started. */
export const careerTraps = {
  /** Somebody who was hired after an internship. */
  successiveContracts: withCareer((today) => [
    { kind: 'internship', startsOn: addMonths(today, -36), endsOn: addDays(addMonths(today, -30), -1) },
    { kind: 'permanent', startsOn: addMonths(today, -30), endsOn: null },
  ]),

  /** Somebody whose only contract is in the future. */
  futureContract: withCareer((today) => [{ kind: 'permanent', startsOn: addDays(today, 45), endsOn: null }]),

  /** Somebody whose contract ends soon, and whose next one is signed. */
  contractToCome: withCareer((today) => [
    { kind: 'fixedTerm', startsOn: addMonths(today, -10), endsOn: addDays(today, 60) },
    { kind: 'permanent', startsOn: addDays(today, 61), endsOn: null },
  ]),

  /** Somebody who left, and returned after a year and a half. */
  rehired: withCareer((today) => [
    { kind: 'permanent', startsOn: addMonths(today, -60), endsOn: addMonths(today, -30) },
    { kind: 'permanent', startsOn: addMonths(today, -12), endsOn: null },
  ]),

  /** Somebody whose contract and pay ended in the middle of last month. */
  leaverMidMonth: withCareer((today) => [
    { kind: 'permanent', startsOn: addMonths(today, -40), endsOn: addDays(firstOfMonth(addMonths(today, -1)), 14) },
  ]),

  /** Somebody with an archived contract before the applicable one. */
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
