/** Memoizes `make` by its first argument, for as long as that very object is in use; the other arguments only help to make the result. */
export function onceFor<Key extends object, Rest extends unknown[], Made extends object>(
  make: (key: Key, ...rest: Rest) => Made,
) {
  const results = new WeakMap<Key, Made>();
  return (key: Key, ...rest: Rest): Made => {
    const result = results.get(key) ?? make(key, ...rest);
    results.set(key, result);
    return result;
  };
}
