/** Starts up to `width` tasks at a time and yields their results in the order of the tasks; the first failure in that order is thrown. */
export async function* inOrder<Result>(
  tasks: readonly (() => Promise<Result>)[],
  width: number,
): AsyncGenerator<Result> {
  const pending = tasks[Symbol.iterator]();
  const running: Promise<PromiseSettledResult<Result>>[] = [];
  const startNext = () => {
    const next = pending.next();
    if (!next.done) running.push(settled(next.value()));
  };
  for (let lane = 0; lane < width; lane++) startNext();
  for (let first = running.shift(); first !== undefined; first = running.shift()) {
    const outcome = await first;
    if (outcome.status === 'rejected') throw outcome.reason;
    startNext();
    yield outcome.value;
  }
}

// A later task may fail while an earlier one is still being awaited. Its failure is kept as a value until its turn.
async function settled<Result>(result: Promise<Result>): Promise<PromiseSettledResult<Result>> {
  const [outcome] = await Promise.allSettled([result]);
  return outcome;
}
