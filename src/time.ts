import { setImmediate as nextTurn } from 'node:timers/promises';

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The whole seconds to wait before a retry, at least 1, for a wait in milliseconds. */
export const retrySeconds = (ms: number) => Math.max(1, Math.ceil(ms / secondMs));

/**
 * Resolves as `promise` does, or rejects with `onTimeout()` after `ms` milliseconds. The work behind the promise continues. A result
 * that arrived in time counts even if this process was too busy to read it until now.
 */
export async function withTimeout<T>(promise: Promise<T>, ms: number, onTimeout: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const expire = () => reject(onTimeout());
    // What has arrived meanwhile is read before the second of these runs.
    timer = setTimeout(() => setImmediate(() => setImmediate(expire)), Math.max(0, ms));
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** After how many milliseconds of work other requests are served: a page of Lucca's may take ten times as long. */
const portionMs = 5;

/** Works on items one after the other, in portions between which other requests are served. */
export async function inPortions<Item>(items: Iterable<Item>, work: (item: Item) => void): Promise<void> {
  let begunAt = performance.now();
  for (const item of items) {
    if (performance.now() - begunAt > portionMs) {
      await nextTurn();
      begunAt = performance.now();
    }
    work(item);
  }
}

/** Runs `work` with a signal that aborts after `ms` milliseconds or with `outer`. Removes its timer and listener at the end. */
export async function withAbortAfter<Result>(
  ms: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, ms);
  outer?.addEventListener('abort', abort, { once: true });
  if (outer?.aborted) abort();
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', abort);
  }
}
