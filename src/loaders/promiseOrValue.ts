/** A value, or the promise of one: data in memory is returned without awaiting. */
export type PromiseOrValue<T> = T | Promise<T>;

// Rejections are handled by the code that awaits a promise. A promise that is no longer awaited, because another field failed first, must
// not end the process with an unhandled rejection.

/** Applies `next` to the value, synchronously if it is not a promise. */
export const mapValue = <T, R>(value: PromiseOrValue<T>, next: (value: T) => PromiseOrValue<R>): PromiseOrValue<R> =>
  value instanceof Promise ? ignoreRejection(value.then(next)) : next(value);

/** Waits for all values; returns synchronously if none is a promise. */
export const allValues = <T>(values: readonly PromiseOrValue<T>[]): PromiseOrValue<T[]> =>
  values.some((value) => value instanceof Promise) ? ignoreRejection(Promise.all(values)) : (values as T[]);

type Resolved<Values> = { [Name in keyof Values]: Awaited<Values[Name]> };

/**
 * Applies `next` to several named values, synchronously if none is a promise. Use it for loads that do not need each other's results:
 * they start together, whereas in nested calls of `mapValue` each would wait for the one before.
 */
export const combine = <Values extends Record<string, unknown>, R>(
  values: Values,
  next: (values: Resolved<Values>) => PromiseOrValue<R>,
): PromiseOrValue<R> => {
  const given = Object.values(values);
  if (!given.some((value) => value instanceof Promise)) return next(values as Resolved<Values>);
  return mapValue(allValues(given), (resolved) => {
    const named = Object.keys(values).map((name, index) => [name, resolved[index]]);
    return next(Object.fromEntries(named) as Resolved<Values>);
  });
};

/** Replaces a failure by the result of `answer`, which may rethrow it. */
export const recover = <T, R>(value: PromiseOrValue<T>, answer: (failure: unknown) => R): PromiseOrValue<T | R> =>
  value instanceof Promise ? ignoreRejection(value.catch(answer)) : value;

/** Marks the rejection of a promise as handled, and returns the promise. */
export function ignoreRejection<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
