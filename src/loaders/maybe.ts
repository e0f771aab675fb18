/** A value at hand, or the promise of one: what is in memory is handed out without awaiting. */
export type Maybe<T> = T | Promise<T>;

// A failure is the news of whoever awaits it, and no news if nobody does: fields that are read together may fail one before the
// other, and a promise that nobody looks at any more would end the process.

/** Applies `next` to the value, at once where it is at hand. */
export const after = <T, R>(value: Maybe<T>, next: (value: T) => Maybe<R>): Maybe<R> =>
  value instanceof Promise ? spare(value.then(next)) : next(value);

/** Waits for all values, at once where all are at hand. */
export const all = <T>(values: readonly Maybe<T>[]): Maybe<T[]> =>
  values.some((value) => value instanceof Promise) ? spare(Promise.all(values)) : (values as T[]);

/** Answers a failure with `answer`, which may throw it on. */
export const rescue = <T, R>(value: Maybe<T>, answer: (failure: unknown) => R): Maybe<T | R> =>
  value instanceof Promise ? spare(value.catch(answer)) : value;

/** Lets a promise go unused. */
export function spare<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
