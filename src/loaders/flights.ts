import { createOutlook, type Outlook } from './outlook.ts';

/** A read under way: what it brings, and when that can be expected. */
export type Flight<Answer> = { result: Promise<Answer>; outlook: Outlook };

type Read<Answer> = (outlook: Outlook) => Promise<Answer>;

/** The reads of one table that are under way, for everybody who asks meanwhile. */
export function createFlights<Answer>() {
  const ofKeys = new Map<number, Flight<Answer>>();
  let ofWhole: Flight<Answer> | null = null;

  function start(read: Read<Answer>, onEnd: () => void): Flight<Answer> {
    const outlook = createOutlook();
    return { outlook, result: read(outlook).finally(onEnd) };
  }

  return {
    ofKey: (key: number) => ofKeys.get(key),
    ofWhole: () => ofWhole,
    startKeys(keys: readonly number[], read: Read<Answer>): void {
      const flight = start(read, () => {
        for (const key of keys) ofKeys.delete(key);
      });
      for (const key of keys) ofKeys.set(key, flight);
    },
    startWhole(read: Read<Answer>): Flight<Answer> {
      ofWhole = start(read, () => {
        ofWhole = null;
      });
      return ofWhole;
    },
  };
}
