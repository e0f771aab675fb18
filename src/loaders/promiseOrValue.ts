/** A value at hand, or the promise of one: what is in memory is handed out without awaiting. */
export type PromiseOrValue<T> = T | Promise<T>;

// A failure is the news of whoever awaits it, and no news if nobody does: fields that are read together may fail one before the
// other, and a promise that nobody looks at any more would end the process.

/** Applies `next` to the value, at once where it is at hand. */
export const mapValue = <T, R>(value: PromiseOrValue<T>, next: (value: T) => PromiseOrValue<R>): PromiseOrValue<R> =>
  value instanceof Promise ? ignoreRejection(value.then(next)) : next(value);

/** Waits for all values, at once where all are at hand. */
export const allValues = <T>(values: readonly PromiseOrValue<T>[]): PromiseOrValue<T[]> =>
  values.some((value) => value instanceof Promise) ? ignoreRejection(Promise.all(values)) : (values as T[]);

type Resolved<Values> = { [Name in keyof Values]: Awaited<Values[Name]> };

/**
 * Applies `next` to several values by name, at once where all are at hand. Loads that do not need each other start together when they
 * are given to one `combine`; nested in each other's `mapValue`, each would wait for the one before.
 */
export const combine = <Values extends Record<string, unknown>, R>(
  values: Values,
  next: (values: Resolved<Values>) => PromiseOrValue<R>,
): PromiseOrValue<R> =>
  mapValue(allValues(Object.values(values)), (resolved) => {
    const named = Object.keys(values).map((name, index) => [name, resolved[index]]);
    return next(Object.fromEntries(named) as Resolved<Values>);
  });

/** Answers a failure with `answer`, which may throw it on. */
export const recover = <T, R>(value: PromiseOrValue<T>, answer: (failure: unknown) => R): PromiseOrValue<T | R> =>
  value instanceof Promise ? ignoreRejection(value.catch(answer)) : value;

/** Lets a promise go unused. */
export function ignoreRejection<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
