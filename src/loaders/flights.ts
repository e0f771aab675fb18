import { minuteMs } from '../time.ts';
import { createOutlook, type Outlook } from './outlook.ts';

/** What a read under way goes by; instants are milliseconds since 1970. */
export type Course = {
  /** What was read before this is of no use; it may rise as long as nothing has begun. */
  readonly since: number;
  /** To be told when its end can be expected. */
  outlook: Outlook;
  /** Aborted once somebody waits for it. */
  awaited: AbortSignal;
  /** To be told when Lucca is asked, and since when nothing it goes on with was read. */
  begin(asOf: number): void;
};

/** A read under way. */
export type Flight<Answer> = {
  result: Promise<Answer>;
  outlook: Outlook;
  /** Whether what it brings is of use to who accepts nothing from before `since`; one that has not begun makes sure that it is. */
  join(since: number): boolean;
  /** Tells it that somebody waits. */
  hurry(): void;
};

type Read<Answer> = (course: Course) => Promise<Answer>;

/** Of how long a read takes, what does not make it older: all where it is more than a minute, or it could never be young enough. */
export const uncounted = (ms: number) => (ms > minuteMs ? ms : 0);

/**
 * The reads of one table that are under way, for everybody who asks meanwhile. What is too old for somebody is read once more: keys at
 * once, the whole after the one under way, so that however many come there are never more than two.
 */
export function createFlights<Answer>(now: () => number) {
  const ofKeys = new Map<number, Flight<Answer>>();
  let ofWhole: Flight<Answer> | null = null;
  let ofWholeNext: Flight<Answer> | null = null;

  /** Starts a read at once, or, for those who would accept nothing before that, after another. */
  function start(read: Read<Answer>, since: number, other: Flight<Answer> | null): Flight<Answer> {
    const outlook = createOutlook();
    const waiting = new AbortController();
    // Who waits for it waits for the other first.
    other?.outlook.watch(() => outlook.expect(other.outlook.expectedAt()));
    // Until it has begun it can do what is wanted of it by whoever comes.
    let asOf: number | null = null;
    let wanted = since;
    let begunAt = now();
    const course: Course = {
      outlook,
      awaited: waiting.signal,
      get since() {
        return wanted;
      },
      begin(instant) {
        asOf = instant;
        begunAt = now();
      },
    };
    const later = () => {
      outlook.expect(0);
      return read(course);
    };
    const isLong = () => uncounted(outlook.expectedAt() - begunAt) > 0;
    return {
      result: other ? other.result.then(later, later) : read(course),
      outlook,
      join(accepted) {
        if (asOf !== null) return asOf >= accepted - (isLong() ? now() - begunAt : 0);
        wanted = Math.max(wanted, accepted);
        return true;
      },
      hurry: () => waiting.abort(),
    };
  }

  return {
    ofKey: (key: number, since: number) => [ofKeys.get(key)].find((flight) => flight?.join(since)),
    ofWhole: (since: number) => [ofWhole, ofWholeNext].find((flight) => flight?.join(since)) ?? null,
    startKeys(keys: readonly number[], since: number, read: Read<Answer>): void {
      const flight = start(read, since, null);
      for (const key of keys) ofKeys.set(key, flight);
      const end = () => {
        for (const key of keys) if (ofKeys.get(key) === flight) ofKeys.delete(key);
      };
      flight.result.then(end, end);
    },
    startWhole(since: number, read: Read<Answer>): Flight<Answer> {
      const flight = start(read, since, ofWhole);
      if (ofWhole) ofWholeNext = flight;
      else ofWhole = flight;
      const end = () => {
        ofWhole = ofWholeNext;
        ofWholeNext = null;
      };
      flight.result.then(end, end);
      return flight;
    },
  };
}
