import { addDays, addMonths, firstOfMonth } from '../dates.ts';
import { round } from '../pay.ts';
import { at } from '../random.ts';
import { recast, type Scene, settled, type Trap } from './scene.ts';

/** Difficulties of working time that has changed. */
export const workingTimeTraps = {
  /** Somebody at full time until nine months ago and at four fifths since, in the same contract; pay followed. */
  reducedHours: (scene) => [changeShare(scene, 1, 0.8)],

  /** Somebody at half time until nine months ago and at full time since, in the same contract; pay followed. */
  increasedHours: (scene) => [changeShare(scene, 0.5, 1)],

  /** Somebody at full time until nine months ago and at four fifths since, whose pay stayed the same. */
  reducedHoursAtSamePay: (scene) => [changeShare(scene, 1, 0.8, true)],
} satisfies Record<string, Trap>;

function changeShare(scene: Scene, before: number, share: number, isPayKept = false): number {
  const { company, ids, today } = scene;
  const person = scene.cast(settled(scene));
  const startsOn = addMonths(today, -30);
  const changedOn = firstOfMonth(addMonths(today, -9));
  const until = addDays(changedOn, -1);
  person.fullTimeEquivalent = share;
  const { establishmentId } = person;
  const contract = at(recast(scene, person, [{ kind: 'permanent', startsOn, endsOn: null, establishmentId }]), 0);
  person.earlierShares = [{ share: before, until }];
  if (isPayKept) return person.id;
  const isFlat = (natureId: number) =>
    scene.plan.fixedNatures.some((nature) => nature.id === natureId && nature.isFlat);
  // Without the raises in between: the share is all that changes the amounts.
  company.fixedItems = company.fixedItems.flatMap((item) => {
    if (item.workContractId !== contract.id || isFlat(item.natureId)) return [item];
    if (item.endsOn !== null) return [];
    const amount = round((item.amount * before) / share, 0.01);
    return [
      { ...item, id: ids.fixedItem(), amount, startsOn, endsOn: until },
      { ...item, startsOn: changedOn },
    ];
  });
  return person.id;
}
