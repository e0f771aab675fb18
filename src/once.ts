/** Returns a function that calls `make` the first time, and then returns the same result. */
export function once<Made>(make: () => Made): () => Made {
  let result: { made: Made } | undefined;
  return () => {
    result ??= { made: make() };
    return result.made;
  };
}
