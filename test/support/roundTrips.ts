import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { defaultPolicy } from '../../src/lucca/resilience/policy.ts';
import { createLoopbackAgent } from '../../src/lucca/transport/connect.ts';

/** More connections than any operation needs, so that requests that could leave together do. */
export const unlimitedConnections = { maxConcurrent: 100 };

const turnMs = 3;
const quietTurns = 20;

/**
 * Counts the round trips of an operation rather than its milliseconds: every request to the sandbox is delayed until the subgraph
 * sends no more of them, and then all are sent together. Requests of one round trip did not wait for each other's answers.
 */
export function createRoundTrips() {
  let isHolding = false;
  let waiting: { path: string; send: () => void }[] = [];
  let unanswered = 0;

  const holdBack: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
    if (!isHolding) return dispatch(options, handler);
    const [path = ''] = options.path.split('?', 1);
    waiting.push({ path, send: () => void dispatch(options, countAnswer(handler)) });
    return true;
  };

  const countAnswer = (handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler => {
    unanswered += 1;
    return {
      onRequestStart: (...start) => handler.onRequestStart?.(...start),
      onResponseStart: (...head) => handler.onResponseStart?.(...head),
      onResponseData: (...data) => handler.onResponseData?.(...data),
      onResponseEnd(...end) {
        unanswered -= 1;
        handler.onResponseEnd?.(...end);
      },
      onResponseError(...error) {
        unanswered -= 1;
        handler.onResponseError?.(...error);
      },
    };
  };

  /** Resolves once everything sent is answered, and turn after turn of the event loop brings no further request. */
  async function quiet() {
    for (let turns = 0, count = waiting.length; turns < quietTurns; turns += 1) {
      await sleep(turnMs);
      if (unanswered > 0 || waiting.length !== count) turns = 0;
      count = waiting.length;
    }
  }

  return {
    /** Connects to the sandbox, given its port. */
    agent: (port: number) => createLoopbackAgent(port, { ...defaultPolicy, ...unlimitedConnections }).compose(holdBack),
    /** Runs `work` and returns the paths asked for, round trip by round trip, those of each in alphabetical order. */
    async during(work: () => Promise<unknown>): Promise<string[][]> {
      isHolding = true;
      let isOver = false;
      const working = work().finally(() => {
        isOver = true;
      });
      const trips: string[][] = [];
      while (!isOver) {
        await quiet();
        const sent = waiting;
        waiting = [];
        if (sent.length > 0) trips.push(sent.map(({ path }) => path).toSorted());
        for (const { send } of sent) send();
      }
      isHolding = false;
      await working;
      return trips;
    },
  };
}
