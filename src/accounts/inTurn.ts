/** Makes a function that runs the work given under one name one after the other, and that of different names at once. */
export function createTurns() {
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
