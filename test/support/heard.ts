import type { Reporter } from 'vitest/node';

/** The highest count of requests that one Lucca heard in any 60 seconds, and how many it was to hear at most. */
export type Heard = { highest: number; allowed: number };

declare module 'vitest' {
  interface TaskMeta {
    heard?: Heard[];
  }
}

const heard: Heard[] = [];

/** Notes what a Lucca of the file that runs now has heard. */
export const noteHeard = (each: Heard): void => void heard.push(each);

/** All that the file has noted, once. */
export const takeHeard = (): Heard[] => heard.splice(0);

/** Lucca's limit. A test that exceeds it is about something else, and nothing is limited. */
const allowedByLucca = 50;

/** Says at the end of a run how near any Lucca came to hearing too much. */
export const heardReporter: Reporter = {
  onTestRunEnd(modules) {
    const [most] = modules
      .flatMap((module) => (module.meta().heard ?? []).map((each) => ({ ...each, file: module.relativeModuleId })))
      .filter(({ allowed }) => allowed <= allowedByLucca)
      .toSorted((one, other) => other.highest / other.allowed - one.highest / one.allowed);
    if (most === undefined) return;
    const { highest, allowed, file } = most;
    process.stdout.write(`highest count of requests in any 60 s: ${highest} of ${allowed} allowed (${file})\n`);
  },
};
