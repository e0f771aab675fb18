/** Runs the work given under one name one after the other, and that of different names at once. */
export type Turns = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

/** Makes turns that nobody else takes. */
export function createTurns(): Turns {
  const lastTurns = new Map<string, Promise<unknown>>();

  return async function inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (lastTurns.get(name) ?? Promise.resolve()).then(work, work);
    lastTurns.set(name, turn);
    try {
      return await turn;
    } finally {
      if (lastTurns.get(name) === turn) lastTurns.delete(name);
    }
  };
}
