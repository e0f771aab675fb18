import { addDays, addMonths, firstOfMonth } from '../dates.ts';
import { at } from '../random.ts';
import { recast, type Scene, settled, type Trap } from './scene.ts';

/** Edge cases of companies that pay in several currencies. */
export const currencyTraps = {
  /** Two people whose pay has the same nature, for the first in euros and for the second in francs. */
  sharedNature(scene) {
    const establishments = ['EUR', 'CHF'].map((currency) => placeIn(scene, currency));
    return establishments.map((establishmentId) => placeSomebody(scene, establishmentId));
  },

  /** Somebody who was paid in kronor and is now paid in euros. */
  movedAcrossCurrencies(scene) {
    const person = scene.cast();
    const movedOn = firstOfMonth(addMonths(scene.today, -8));
    recast(scene, person, [
      {
        kind: 'permanent',
        startsOn: addMonths(movedOn, -30),
        endsOn: addDays(movedOn, -1),
        establishmentId: placeIn(scene, 'SEK'),
      },
      { kind: 'permanent', startsOn: movedOn, endsOn: null, establishmentId: placeIn(scene, 'EUR') },
    ]);
    return [person.id];
  },

  /** Somebody whose base salary is a yearly amount, as all in that country are. */
  yearlyBaseSalary: (scene) => [placeSomebody(scene, placeIn(scene, 'GBP'))],

  /** Somebody whose base salary is paid 14 times a year, as all in that country are. */
  fourteenPayments(scene) {
    const nature = scene.plan.fixedNatures.find(({ timesPerYear }) => timesPerYear === 14);
    return [placeSomebody(scene, at(nature?.establishmentIds ?? [], 0))];
  },

  /** Somebody paid in euros by a legal unit whose currency is the franc. */
  currencyUnlikeLegalUnit(scene) {
    const { establishments, legalUnits } = scene.company;
    const paidOtherwise = establishments.filter(({ legalUnitId, currencyCode }) =>
      legalUnits.some((unit) => unit.id === legalUnitId && unit.currencyCode !== currencyCode),
    );
    return [placeSomebody(scene, at(paidOtherwise, 0).id)];
  },
} satisfies Record<string, Trap>;

function placeSomebody(scene: Scene, establishmentId: number): number {
  const isSettled = settled(scene);
  const person = scene.cast((each) => each.establishmentId === establishmentId && isSettled(each), isSettled);
  recast(scene, person, [{ kind: 'permanent', startsOn: person.contractStartsOn, endsOn: null, establishmentId }]);
  return person.id;
}

function placeIn({ company }: Scene, currency: string): number {
  return at(
    company.establishments.filter(({ currencyCode, isArchived }) => currencyCode === currency && !isArchived),
    0,
  ).id;
}
