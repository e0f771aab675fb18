import { useEffect, useMemo, useRef, useState } from 'react';
import type { Ask } from '../ask.ts';
import { parsed } from '../parsed.ts';
import { nextCursor, type pagesAfter, totalOf } from './allPages.ts';
import type { Answer } from './answers.ts';
import type { Column } from './columns.ts';
import { afterVariable } from './cursorVariables.ts';
import { counted, duration } from './format.ts';
import { createPace, type Pace, secondsLeft } from './pace.ts';
import { itemsOf } from './values.ts';

type Progress = {
  count: number;
  total: number | null;
  isPaused: boolean;
  waitsSeconds: number;
  /** Why the last request failed; null if it did not. */
  failure: string | null;
  /** How long the rest will take; null while that is unknown. */
  leftSeconds: number | null;
};

type More = Parameters<typeof pagesAfter>[2];
/** A task that uses the pages after an answer, which `more` reads. */
type Task<Result> = (more: More, onRows: (count: number) => void) => Promise<Result>;

export type PageReader = ReturnType<typeof usePageReader>;

/** Reads the pages after an answer for one task at a time. The reader can pause and cancel it. */
export function usePageReader(answer: Answer, list: Column | null, ask: Ask) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const pace = useRef<Pace>(null);
  // Reading continues with the latest token.
  const latestAsk = useRef(ask);
  useEffect(() => {
    latestAsk.current = ask;
  }, [ask]);
  const { query, operationName } = answer;
  const variable = useMemo(
    () => list && afterVariable(parsed(query), operationName, list),
    [query, operationName, list],
  );
  // A new answer or another tab cancels the reading.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the answer.
  useEffect(() => () => pace.current?.cancel(), [answer]);

  async function read<Result>(task: Task<Result>): Promise<Result> {
    const made = createPace((change) => setProgress((before) => before && { ...before, ...change }));
    pace.current = made;
    const first = list === null ? 1 : itemsOf(answer.data, list).length;
    const total = list && totalOf(answer.data, list);
    const startedAt = performance.now();
    setProgress({ count: first, total, isPaused: false, waitsSeconds: 0, failure: null, leftSeconds: null });
    const request = (after: string) =>
      made.during((signal) => {
        const variables = { ...answer.variables, [variable ?? '']: after };
        return latestAsk.current({ query, operationName, variables }, { signal });
      });
    const onRows = (count: number) => {
      const leftSeconds = secondsLeft((performance.now() - startedAt) / 1_000, count - first, (total ?? 0) - count);
      setProgress((before) => before && { ...before, count, leftSeconds });
    };
    try {
      return await task({ request, wait: made.wait, ready: made.ready, retry: made.retry }, onRows);
    } finally {
      setProgress(null);
    }
  }

  // A page that lacks something is followed by others that do.
  const hasMore = list !== null && variable !== null && nextCursor(answer.data, list) !== null;
  return { progress, pace, read, hasMore, canReadAll: hasMore && answer.errors.length === 0 };
}

/** Shows the progress of the reading, and lets the reader pause, continue and cancel it. */
export function ReadingProgress({ progress, pace }: { progress: Progress; pace: Pace }) {
  const { count, total, isPaused, waitsSeconds, failure, leftSeconds } = progress;
  const read = total === null ? counted(count, 'row') : `${count.toLocaleString()} of ${counted(total, 'row')}`;
  const isRunning = !isPaused && failure === null;
  return (
    <div className="download">
      <p role="status">
        {read}
        {failure !== null && `. ${failure} Retry continues from here.`}
        {waitsSeconds > 0 && `. Lucca’s request limit is reached: continues in ${waitsSeconds} s`}
        {waitsSeconds === 0 && isRunning && leftSeconds !== null && `, about ${duration(leftSeconds)} left`}
      </p>
      {total !== null && <progress aria-label="Rows read" value={count} max={total} />}
      <button type="button" onClick={isRunning ? pace.pause : pace.resume}>
        {failure !== null ? 'Retry' : isPaused ? 'Continue' : 'Pause'}
      </button>
      <button type="button" onClick={pace.cancel}>
        Cancel
      </button>
    </div>
  );
}
