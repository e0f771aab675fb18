import { useEffect, useState } from 'react';

/** The whole seconds since the component was first shown. */
function useSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const since = performance.now();
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - since) / 1_000)), 250);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}

/** Shows how long the operation has been running; nothing in the first second. */
export function Waiting({ operationName }: { operationName: string | null | undefined }) {
  const seconds = useSeconds();
  if (seconds === 0) return null;
  return (
    <p className="waiting">
      Reading {operationName ?? 'the answer'}… {seconds} s
    </p>
  );
}

/** Runs the operation again after the time in its answer, and counts the seconds down. */
export function Retry({ afterSeconds, onRetry }: { afterSeconds: number; onRetry: () => void }) {
  const left = Math.max(0, Math.ceil(afterSeconds) - useSeconds());
  const [isStopped, setStopped] = useState(false);
  const isDue = left === 0 && !isStopped;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is due.
  useEffect(() => {
    if (isDue) onRetry();
  }, [isDue]);
  return (
    <p className="retry">
      {!isStopped && <span>Runs again in {left} s. </span>}
      <button type="button" onClick={onRetry}>
        Run again now
      </button>{' '}
      {!isStopped && (
        <button type="button" onClick={() => setStopped(true)}>
          Do not run again
        </button>
      )}
    </p>
  );
}
