/** A value at hand, or the promise of one: what is in memory is handed out without awaiting. */
export type Maybe<T> = T | Promise<T>;

/** Applies `next` to the value, at once where it is at hand. */
export const after = <T, R>(value: Maybe<T>, next: (value: T) => Maybe<R>): Maybe<R> =>
  value instanceof Promise ? value.then(next) : next(value);

/** Waits for all values, at once where all are at hand. */
export const all = <T>(values: readonly Maybe<T>[]): Maybe<T[]> =>
  values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as T[]);

/** Answers a failure with `answer`, which may throw it on. */
export const rescue = <T, R>(value: Maybe<T>, answer: (failure: unknown) => R): Maybe<T | R> =>
  value instanceof Promise ? value.catch(answer) : value;

/** Lets a value go unused: its failure is the news of whoever awaits it, and no news if nobody does. */
export function spare<T>(value: Maybe<T>): Maybe<T> {
  if (value instanceof Promise) value.catch(() => {});
  return value;
}
