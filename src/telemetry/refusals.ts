import { minuteMs } from '../time.ts';
import type { Log, LogFields } from './log.ts';

/** Why a request was refused before its operation started; the README explains each reason. */
export type RefusalReason =
  | 'audience'
  | 'body'
  | 'connections'
  | 'document'
  | 'expired'
  | 'headers'
  | 'http'
  | 'issuer'
  | 'lifetime'
  | 'method'
  | 'origin'
  | 'overloaded'
  | 'path'
  | 'router-secret'
  | 'signature'
  | 'signing-keys'
  | 'tenant'
  | 'timeout'
  | 'token'
  | 'too-large';

/** Limit for each reason: enough lines to see who is refused and why, and too few to fill a disk. */
const linesPerMinute = 10;

/** Records each refused request. */
export type Refusals = {
  /** Counts a refusal, and logs it unless its reason has reached the limit of this minute. Returns whether it was logged. */
  note(reason: RefusalReason, fields: Pick<LogFields, 'correlationId' | 'status'>): boolean;
  /** Logs how many refusals were left out of the log. */
  close(): void;
};

/** Creates the record of refused requests. `count` is called for every one; only the first of each minute are logged. */
export function createRefusals(log: Log, count: (reason: RefusalReason) => void): Refusals {
  const minutes = new Map<RefusalReason, { logged: number; omitted: number; timer: NodeJS.Timeout }>();

  function end(reason: RefusalReason) {
    const minute = minutes.get(reason);
    clearTimeout(minute?.timer);
    minutes.delete(reason);
    if (minute && minute.omitted > 0) log.warn({ reason, count: minute.omitted }, 'further requests were refused');
  }

  function begin(reason: RefusalReason) {
    const minute = { logged: 0, omitted: 0, timer: setTimeout(() => end(reason), minuteMs).unref() };
    minutes.set(reason, minute);
    return minute;
  }

  return {
    note(reason, fields) {
      count(reason);
      const minute = minutes.get(reason) ?? begin(reason);
      if (minute.logged >= linesPerMinute) {
        minute.omitted += 1;
        return false;
      }
      minute.logged += 1;
      log.warn({ ...fields, reason }, 'a request was refused');
      return true;
    },
    close() {
      for (const reason of [...minutes.keys()]) end(reason);
    },
  };
}
