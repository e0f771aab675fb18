/** Returns the next id. Ids rise, with gaps as deletions leave them. */
export type Sequence = () => number;

/** Starts a sequence of ids after `start`. */
export function createSequence(start: number): Sequence {
  let id = start;
  return () => {
    id += id % 5 === 0 ? 2 : 1;
    return id;
  };
}
