import { allValues, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { Work } from './scheduler.ts';

type Turns = Pick<Work, 'isOver' | 'turn'>;

/** Maps the items with `make`. When the slice of the operation is over, it continues in the next one. */
export function mapInTurns<Item, Made>(
  items: readonly Item[],
  make: (item: Item) => PromiseOrValue<Made>,
  work: Turns,
): PromiseOrValue<Made[]> {
  const made: PromiseOrValue<Made>[] = [];
  function goOn(): PromiseOrValue<Made[]> {
    while (made.length < items.length) {
      if (work.isOver()) return mapValue(work.turn(), goOn);
      made.push(make(items[made.length] as Item));
    }
    return allValues(made);
  }
  return goOn();
}

/** Returns the items that match. When the slice of the operation is over, it continues in the next one. */
export const filterInTurns = <Item>(
  items: readonly Item[],
  isWanted: (item: Item) => PromiseOrValue<boolean>,
  work: Turns,
): PromiseOrValue<Item[]> =>
  mapValue(mapInTurns(items, isWanted, work), (wanted) => items.filter((_, index) => wanted[index]));
