/** Memoizes `make` by the identity of its first argument, in a weak map. The other arguments are not part of the key. */
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
