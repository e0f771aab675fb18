import type { FixedItem } from '../../model.ts';
import { addDays, addMonths, firstOfMonth } from '../dates.ts';
import { round } from '../pay.ts';
import { at } from '../random.ts';
import { recast, type Scene, settled, type Trap } from './scene.ts';

/** Edge cases of changes in working time. */
export const workingTimeTraps = {
  /** Somebody at full time until nine months ago and at four fifths since, in the same contract; pay changed in proportion. */
  reducedHours: (scene) => [changeShare(scene, 1, 0.8)],

  /** Somebody at half time until nine months ago and at full time since, in the same contract; pay changed in proportion. */
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
  const isFlat = (natureId: number) =>
    scene.plan.fixedNatures.some((nature) => nature.id === natureId && nature.isFlat);
  const isChanged = ({ workContractId, natureId }: FixedItem) => workContractId === contract.id && !isFlat(natureId);
  // Removes the raises in between, so that only the share changes the amounts.
  const kept = company.fixedItems.filter((item) => !isChanged(item) || item.endsOn === null);
  const earlier = kept.filter(isChanged).map((item) => {
    const amount = round((item.amount * before) / share, 0.01);
    return { ...item, id: ids.fixedItem(), amount, startsOn, endsOn: until };
  });
  const later = kept.map((item) => (isChanged(item) ? { ...item, startsOn: isPayKept ? startsOn : changedOn } : item));
  company.fixedItems = isPayKept ? later : [...later, ...earlier];
  return person.id;
}
