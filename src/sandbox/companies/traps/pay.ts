import type { Person } from '../../model.ts';
import { addDays, addMonths, covers, firstOfMonth } from '../dates.ts';
import { natureFor, round } from '../pay.ts';
import type { FixedUse, VariableNaturePlan } from '../plan.ts';
import { at } from '../random.ts';
import { baseItemOf, contractOf, contractsOf, recast, type Scene, settled, type Trap } from './scene.ts';

const amendmentId = 4;

/** Edge cases of pay items, which need the pay module. */
export const payTraps = {
  /** An employee without any pay item. */
  withoutPay(scene) {
    const person = scene.cast(settled(scene));
    const ids = contractsOf(scene, person).map(({ id }) => id);
    const { company } = scene;
    company.fixedItems = company.fixedItems.filter(({ workContractId }) => !ids.includes(workContractId));
    company.variableItems = company.variableItems.filter(({ workContractId }) => !ids.includes(workContractId));
    return [person.id];
  },

  /** A person whose base salary was entered in cents. */
  implausibleSalary(scene) {
    const person = scene.cast(settled(scene));
    baseItemOf(scene, person).amount *= 100;
    return [person.id];
  },

  /** A person whose raise was entered without an end of the earlier salary. */
  overlappingItems(scene) {
    const person = scene.cast(settled(scene));
    const base = baseItemOf(scene, person);
    const startsOn = firstOfMonth(addMonths(scene.today, -2));
    scene.company.fixedItems.push({
      ...base,
      id: scene.ids.fixedItem(),
      amount: round(base.amount * 1.04, 5),
      startsOn,
      comment: 'Raise',
    });
    return [person.id];
  },

  /** A person whose contract was amended with a raise, so that later items refer to the amendment. */
  amended(scene) {
    const { company, today } = scene;
    const person = scene.cast(settled(scene));
    const { establishmentId } = person;
    // Of less than a year, so that no yearly review has changed the items.
    const contracts = recast(scene, person, [
      { kind: 'permanent', startsOn: addMonths(today, -11), endsOn: null, establishmentId },
    ]);
    const contract = at(contracts, 0);
    const startsOn = firstOfMonth(addMonths(today, -5));
    contract.amendments = [{ id: amendmentId, startsOn, endsOn: null }];
    for (const item of company.fixedItems.filter(({ workContractId }) => workContractId === contract.id)) {
      company.fixedItems.push({
        ...item,
        id: scene.ids.fixedItem(),
        amount: round(item.amount * 1.12, 5),
        startsOn,
        comment: 'Amendment',
        amendmentId,
      });
      item.endsOn = addDays(startsOn, -1);
    }
    return [person.id];
  },

  /** A person with a variable item that counts hours, not money. */
  quantityItem: withVariableItem('overtimeHours', 7.5),

  /** A person with a variable item whose nature has no category. */
  natureWithoutCategory: withVariableItem('exceptionalBonus', 800),

  /** A person with a variable item that was deleted. */
  deletedItem: withVariableItem('yearlyBonus', 2500, { isDeleted: true }),

  /** A person who works and is paid four fifths of full time. */
  partTime(scene) {
    const person = scene.cast(settled(scene));
    person.fullTimeEquivalent = 0.8;
    const { contractStartsOn: startsOn, establishmentId } = person;
    recast(scene, person, [{ kind: 'permanent', startsOn, endsOn: null, establishmentId }]);
    return [person.id];
  },

  /** A person at half time with an allowance that does not depend on the working time. */
  flatAllowance(scene) {
    const isSettled = settled(scene);
    const hasAllowance = ({ establishmentId }: { establishmentId: number }) =>
      natureFor(scene.plan, 'homeOffice', establishmentId) !== undefined;
    const person = scene.cast((each) => isSettled(each) && hasAllowance(each));
    person.fullTimeEquivalent = 0.5;
    const { contractStartsOn: startsOn, establishmentId } = person;
    recast(scene, person, [{ kind: 'permanent', startsOn, endsOn: null, establishmentId }]);
    setFixedItem(scene, person, 'homeOffice', 45);
    return [person.id];
  },

  /** A person with a fixed item whose nature has no category. */
  fixedWithoutCategory(scene) {
    const person = scene.cast(settled(scene));
    setFixedItem(scene, person, 'holidayPremium', 430);
    return [person.id];
  },

  /** A person with a fixed item that counts vouchers, not money, although nothing in it shows that. */
  fixedQuantity(scene) {
    const person = scene.cast(settled(scene));
    setFixedItem(scene, person, 'mealVouchers', 18);
    return [person.id];
  },
} satisfies Record<string, Trap>;

/** Edge cases of Lucca's yearly figure, set up after it is computed. */
export const figureTraps = {
  /** One person in fifty, whose figure does not include the last raise. */
  theoreticalOutOfDate({ company, isCast }) {
    const people = company.people.filter((person, index) => index % 50 === 7 && !isCast(person));
    return people.flatMap((person) => {
      if (person.theoreticalRemuneration === null) return [];
      person.theoreticalRemuneration = round(person.theoreticalRemuneration / 1.03, 0.01);
      return [person.id];
    });
  },
} satisfies Record<string, Trap>;

/** Replaces the items of a nature under a person's current contract with one item. */
function setFixedItem(scene: Scene, person: Person, use: FixedUse, amount: number): void {
  const { company } = scene;
  const { id, startsOn, endsOn, establishmentId } = contractOf(scene, person);
  const nature = natureFor(scene.plan, use, establishmentId);
  if (!nature) throw new RangeError(`nothing is paid for ${use} at establishment ${establishmentId}`);
  company.fixedItems = company.fixedItems.filter((item) => item.workContractId !== id || item.natureId !== nature.id);
  const item = { amount, startsOn, endsOn, comment: null, natureId: nature.id, workContractId: id, amendmentId: 0 };
  company.fixedItems.push({ id: scene.ids.fixedItem(), ...item });
}

function withVariableItem(use: VariableNaturePlan['use'], amount: number, item: { isDeleted?: boolean } = {}): Trap {
  return (scene) => {
    const person = scene.cast(settled(scene));
    const { nature } = at(
      scene.plan.variableNatures.filter((planned) => planned.use === use),
      0,
    );
    const periodOn = firstOfMonth(addMonths(scene.today, -1));
    const contract = at(
      contractsOf(scene, person).filter((each) => covers(each, periodOn)),
      0,
    );
    const { variableItems } = scene.company;
    scene.company.variableItems = variableItems.filter(
      (each) => each.workContractId !== contract.id || each.natureId !== nature.id || each.periodOn !== periodOn,
    );
    scene.company.variableItems.push({
      id: scene.ids.variableItem(),
      amount,
      periodOn,
      comments: null,
      natureId: nature.id,
      workContractId: contract.id,
      amendmentId: 0,
      isDeleted: false,
      ...item,
    });
    return [person.id];
  };
}
