import { createOutlook, type Outlook } from './outlook.ts';

/** What a read under way goes by: it tells when its end can be expected, and is told once somebody waits for it. */
export type Course = { outlook: Outlook; awaited: AbortSignal };

/** A read under way. */
export type Flight<Answer> = {
  result: Promise<Answer>;
  outlook: Outlook;
  /** Tells it that somebody waits. */
  hurry(): void;
};

type Read<Answer> = (course: Course) => Promise<Answer>;

/** The reads of one table that are under way, for everybody who asks meanwhile. */
export function createFlights<Answer>() {
  const ofKeys = new Map<number, Flight<Answer>>();
  let ofWhole: Flight<Answer> | null = null;

  function start(read: Read<Answer>, onEnd: () => void): Flight<Answer> {
    const outlook = createOutlook();
    const waiting = new AbortController();
    const result = read({ outlook, awaited: waiting.signal }).finally(onEnd);
    return { result, outlook, hurry: () => waiting.abort() };
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
