import { Dispatcher } from 'undici';
import { onTestFinished, vi } from 'vitest';
import { createLucca, type LuccaOptions } from '../../src/lucca/client.ts';

/** One request, and when it came in seconds since the test began. */
export type HeardAt = { at: number; query: URLSearchParams };

/**
 * A Lucca of so many rows that takes its time by fake timers, behind the real client: `run` lets time pass. The first `count` rows of
 * a list, or those with the ids that were asked for.
 */
export function createTimedLucca(
  count: number,
  { answersIn = 100, ...options }: Partial<LuccaOptions> & { answersIn?: number },
) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const startedAt = Date.now();
  const seconds = () => (Date.now() - startedAt) / 1_000;
  const heard: HeardAt[] = [];
  let answerMs = answersIn;
  let status = 200;

  class Timed extends Dispatcher {
    override dispatch({ path }: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      const { searchParams: query } = new URL(path, 'http://timed');
      heard.push({ at: seconds(), query });
      const body = JSON.stringify({ data: pageOf(query, count) });
      handler.onConnect?.(() => {});
      setTimeout(() => {
        handler.onHeaders?.(
          status,
          ['content-type', 'application/json'].map((text) => Buffer.from(text)),
          () => {},
          '',
        );
        handler.onData?.(Buffer.from(body));
        handler.onComplete?.([]);
      }, answerMs);
      return true;
    }
  }

  return {
    lucca: createLucca({ scheme: 'http', random: () => 0, dispatcher: new Timed(), ...options }),
    heard,
    seconds,
    /** How it answers from now on, and after how many milliseconds. */
    answer: (ms: number, code = 200) => {
      answerMs = ms;
      status = code;
    },
    /** Lets time pass until so many seconds after the test began. */
    until: (second: number) => vi.advanceTimersByTimeAsync(Math.max(0, second - seconds()) * 1_000),
    /** What becomes of something while time passes, and how many seconds it takes. */
    async outcome<Result>(work: Promise<Result>) {
      const from = seconds();
      let isOver = false;
      const outcome = work.then(
        (result) => ({ result, failure: null, took: seconds() - from }),
        (failure: Error) => ({ result: null, failure, took: seconds() - from }),
      );
      void outcome.then(() => {
        isOver = true;
      });
      while (!isOver) await vi.advanceTimersByTimeAsync(50);
      return outcome;
    },
  };
}

function pageOf(query: URLSearchParams, count: number) {
  const ids = query.get('id')?.split(',').map(Number) ?? Array.from({ length: count }, (_, at) => at + 1);
  const [start = 0, size = 0] = (query.get('paging') ?? '').split(',').map(Number);
  return { items: ids.slice(start, start + size).map((id) => ({ id })), count: ids.length };
}
